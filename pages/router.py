"""The main script: language, the open company, and the menu from the registry of pages."""

from pathlib import Path

import streamlit as st

from diagnostics.i18n import _
from pages.components import PAGES, language_switch, opened_by_url
from pages.components.frame import company_line

st.set_page_config(page_title=_("Razbor"), layout="wide")
language_switch()
opened_by_url()
HERE = Path(__file__).parent
open_now = "case" in st.session_state
menu = [
    st.Page(
        HERE / entry.script,
        title=_(entry.title),
        icon=entry.icon,
        url_path=entry.address or None,
        default=not entry.address,
        visibility="visible" if open_now or not entry.needs_case else "hidden",
    )
    for entry in PAGES
]
page = st.navigation(menu, expanded=True)
company_line()
page.run()
