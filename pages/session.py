"""The mirrored screen: one step at a time, and nothing beside it."""

import streamlit as st

from diagnostics.i18n import _
from diagnostics.session import current, open_session
from pages.components import measured, needs_case
from pages.components.live_keys import bare_page, follow, key_bar
from pages.components.live_screen import screen

workbook = needs_case()
live = current(workbook)
bare_page(large=True, dark=live is not None and live.blank)
if live is None:
    st.title(_("The session has not begun"), anchor=False)
    st.button(_("Begin"), type="primary", key="begin", shortcut="Right", on_click=open_session, args=(workbook,))
else:
    if not live.blank:
        with st.container(key="screen"):
            screen(workbook, live, measured(workbook))
    key_bar(workbook, live)
    follow(workbook, live)
