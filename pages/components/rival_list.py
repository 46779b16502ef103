"""The six rival explanations: how each was checked and what came of it."""

import streamlit as st

from diagnostics.causes import Rival, missing_text, rivals
from diagnostics.evidence import Evidence
from diagnostics.i18n import N_, _, pick
from pages.components.text import plain

OUTCOMES = {"not_it": (N_("not it"), "green"), "against": (N_("not it"), "green"), "partly": (N_("in part"), "orange"), "open": (N_("nothing to check it by"), "gray")}


def rival_list(evidence: Evidence, columns: int = 1, asking: bool = True) -> None:
    """A card each, in so many columns; `asking`: with what to ask of those that are not settled."""
    found = rivals(evidence)
    for row in range(0, len(found), columns):
        for place, rival in zip(st.columns(columns), found[row : row + columns], strict=False):
            with place:
                _card(rival, asking)


def _card(rival: Rival, asking: bool) -> None:
    word, colour = OUTCOMES[rival.outcome]
    with st.container(border=True, height="stretch"):
        title, state = st.columns([3, 2] if not asking else [4, 1], vertical_alignment="center")
        title.markdown(f"#### {pick(rival.title)}")
        state.badge(_(word), color=colour)
        if rival.text:
            st.markdown(plain(rival.text))
        for code in rival.missing:
            st.markdown(missing_text(code))
        if asking and rival.outcome in ("partly", "open"):
            st.markdown(f"*{_('To ask')}:* {pick(rival.ask)}")
