"""An answer beside what the data show, and the reply of its author."""

from collections.abc import Sequence

import streamlit as st

from diagnostics.causes import Tested, author_text, claim_text, missing_text, signal_detail
from diagnostics.evidence import Evidence
from diagnostics.i18n import N_, _
from diagnostics.interview import REPLY_STATES, Reply, reply
from diagnostics.workbook import Workbook
from pages.components.text import plain

STATES = {
    "new": N_("the author has not seen it"),
    "seen": N_("the author has seen it"),
    "disputed": N_("disputed"),
    "withdrawn": N_("the author was right: take it back"),
}
BADGES = {"new": (N_("not shown to the author"), "gray"), "seen": (N_("to be cleared up"), "orange"), "disputed": (N_("disputed"), "yellow")}


def tested_card(workbook: Workbook, one: Tested, evidence: Evidence) -> None:
    """A contradiction: what was said, what the export shows, and whether its author has seen it."""
    word, colour = BADGES[one.reply.state]
    with st.container(border=True):
        said, state = st.columns([4, 1], vertical_alignment="center")
        said.markdown(f"**{plain(author_text(one))}:** {plain(claim_text(one, evidence.currency))}")
        state.badge(_(word), color=colour)
        st.markdown(f"**{_('In the export')}:** {plain(signal_detail(one.signal, evidence.currency))}")
        if one.reply.text:
            st.markdown(f"**{_('Reply')}:** {plain(one.reply.text)}")
        if one.who is not None:
            _answered(workbook, one)


def tested_list(title: str, those: Sequence[Tested], evidence: Evidence) -> None:
    """Claims of one outcome, a line each."""
    if not those:
        return
    st.subheader(title, anchor=False)
    for one in those:
        figure = signal_detail(one.signal, evidence.currency) if one.signal.available and not one.missing else ""
        lacking = " ".join(missing_text(code) for code in one.missing)
        st.markdown(f"**{plain(author_text(one))}:** {plain(claim_text(one, evidence.currency))}. {plain(figure)}{lacking}")


def _answered(workbook: Workbook, one: Tested) -> None:
    key = f"{one.claim.id}/{one.who}"
    with st.expander(_("What the author says")), st.form(f"reply/{key}", border=False):
        state = st.selectbox(_("Where it stands"), REPLY_STATES, REPLY_STATES.index(one.reply.state), format_func=lambda name: _(STATES[name]))
        text = st.text_area(_("In his words"), one.reply.text, max_chars=300)
        if st.form_submit_button(_("Write down")):
            reply(workbook, one.claim.id, one.who, Reply(state, text))
            st.rerun()
