"""The main script: language, the open company, and the menu from the registry of pages."""

import logging
from pathlib import Path

import streamlit as st

from diagnostics.i18n import _
from pages.components import PAGES, language_switch, opened_by_url
from pages.components.frame import company_line, page_path

HERE = Path(__file__).parent
language_switch()
st.set_page_config(page_title=_("Razbor"), page_icon=HERE / "components" / "icon.png", layout="wide")
opened_by_url()
open_now = "case" in st.session_state
menu = [
    st.Page(
        HERE / entry.script,
        title=_(entry.title),
        icon=entry.icon,
        url_path=entry.address or None,
        default=not entry.address,
        visibility="visible" if entry.in_menu and (open_now or not entry.needs_case) else "hidden",
    )
    for entry in PAGES
]
page = st.navigation(menu, expanded=True)
st.session_state["here"] = page.url_path
log = logging.getLogger("razbor")
try:
    company_line()
except Exception:  # a line of the sidebar: every page stands without it
    log.exception("sidebar")
try:
    page_path(page.url_path)
except Exception:
    log.exception("path")
try:
    page.run()
except Exception:  # whatever breaks on a page, the client sees a sentence and the log has the rest
    log.exception("page %s", page.title)
    st.error(
        _(
            "This page could not be shown. Nothing is lost; reload it, and if it happens again, send us the log of the program."
        )
    )
