"""The six rival explanations: how each was checked and what came of it."""

import streamlit as st

from diagnostics.causes import Rival, missing_text, rivals
from diagnostics.evidence import Evidence
from diagnostics.i18n import N_, _, pick
from pages.components.text import plain

OUTCOMES = {"not_it": (N_("not it"), "green"), "against": (N_("not it"), "green"), "partly": (N_("in part"), "orange"), "open": (N_("nothing to check it by"), "gray")}


def rival_list(evidence: Evidence, columns: int = 1, adding: bool = True) -> None:
    """A card each, in so many columns; `adding`: with what to add where it cannot be checked, which is the consultant's work, not the room's."""
    found = rivals(evidence)
    for row in range(0, len(found), columns):
        for place, rival in zip(st.columns(columns), found[row : row + columns], strict=False):
            with place:
                _card(rival, adding)


def _card(rival: Rival, adding: bool) -> None:
    word, colour = OUTCOMES[rival.outcome]
    with st.container(border=True, height="stretch"):
        title, state = st.columns([4, 1] if adding else [1, 1], vertical_alignment="center")
        title.markdown(f"#### {pick(rival.title)}")
        state.badge(_(word), color=colour)
        if rival.text:
            st.markdown(plain(rival.text))
        for code in rival.missing if adding else ():
            st.markdown(missing_text(code))
        if rival.outcome == "open" or (adding and rival.outcome == "partly"):
            st.markdown(f"*{_('To ask')}:* {pick(rival.ask)}")
