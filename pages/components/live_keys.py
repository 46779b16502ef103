"""The keys of the session screen, and its look: the whole width, large letters, nothing of the program around it."""

from collections.abc import Callable

import streamlit as st

from diagnostics.charts.theme import palette
from diagnostics.i18n import _, use
from diagnostics.session import Live, blank, hide_names, latest, move, park, withdraw
from diagnostics.workbook import Workbook
from pages.components.blocks import is_dark

EVERY = 1.0  # seconds after which the screen asks what the presenter's window did
BARE = """
[data-testid="stSidebar"], [data-testid="stExpandSidebarButton"], [data-testid="stHeader"], [data-testid="stToolbar"] {display: none}
[data-testid="stMainBlockContainer"] {padding: 1.25rem 2.5rem 3.5rem}
"""
LARGE = """
html {font-size: clamp(16px, 1.45vw, 30px)}
.st-key-screen {padding-bottom: 1rem}
.st-key-big h2 {font-size: 2rem; line-height: 1.4; padding: .6rem 0}
@media (min-width: 1700px) {
  .st-key-screen [data-testid="stElementContainer"]:has([data-testid="stVegaLiteChart"]) {width: 71.4% !important; align-self: flex-start; overflow: visible}
  .st-key-screen [data-testid="stVegaLiteChart"] {zoom: 1.4}
}
.st-key-keys {position: fixed; bottom: 0; left: 0; right: 0; padding: .1rem 2rem; z-index: 10}
.st-key-keys button {opacity: .6}
.st-key-keys:hover button, .st-key-keys:focus-within button {opacity: 1}
.st-key-next_space {position: absolute; left: -9999px}
"""

BLACK = ".stApp, .st-key-keys {background: #000}"


def bare_page(large: bool = False, dark: bool = False) -> None:
    """Take the program's own frame away: sidebar, header, menu; `dark`: a black screen."""
    foot = f".st-key-keys {{background: {palette(is_dark()).bare}}}"
    st.html(f"<style>{BARE}{LARGE + foot if large else ''}{BLACK if dark else ''}</style>")


def key_bar(workbook: Workbook, live: Live) -> None:
    """The keys, pale at the foot of the screen, for whoever has a mouse."""
    with st.container(key="keys", horizontal=True):
        _key(_("Back"), "back", "Left", lambda: move(workbook, -1))
        _key(_("Next"), "next", "Right", lambda: move(workbook, 1))
        _key(_("Next"), "next_space", "Space", lambda: move(workbook, 1))
        _key(_("Show names") if live.hidden else _("Hide names"), "names", "N", lambda: hide_names(workbook, not live.hidden))
        if st.button(_("To the parking list"), key="park", shortcut="P", type="tertiary"):
            _parking(workbook)
        _key(_("Take off the screen"), "withdraw", "X", lambda: withdraw(workbook, live.step))
        _key(_("Light again") if live.blank else _("Darken"), "blank", "B", lambda: blank(workbook, not live.blank))


@st.fragment(run_every=EVERY)
def follow(workbook: Workbook, live: Live) -> None:
    """Draw the page anew when the presenter's window did something."""
    now = latest(workbook)
    if now is not None and (now.number, now.events) != (live.number, live.events):
        st.rerun()


def _key(label: str, key: str, shortcut: str, does: Callable[[], None]) -> None:
    st.button(label, key=key, shortcut=shortcut, type="tertiary", on_click=does)


def _parking(workbook: Workbook) -> None:
    @st.dialog(_("To the parking list"))
    def ask() -> None:
        use(st.session_state["spoken"])  # the dialog runs alone, without the router that sets the language
        with st.form("parking", border=False):
            st.text_input(_("What we come back to"), max_chars=300, key="sentence")
            if st.form_submit_button(_("Write down"), type="primary", on_click=lambda: park(workbook, st.session_state["sentence"])):
                st.rerun()

    ask()
