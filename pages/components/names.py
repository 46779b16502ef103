"""Names that look like one: asked a few at a time, so that they can be read aloud to the client."""

import streamlit as st

from diagnostics.i18n import N_, _, count, ngettext
from diagnostics.intake import likeness_text, say_names
from diagnostics.workbook import NameKind, Proposal, Workbook, proposals
from pages.components.text import plain

SHOWN = 6
ANSWERS = {"same": N_("the same"), "different": N_("different")}
TITLES: dict[NameKind, str] = {"rep": N_("Rep"), "client": N_("Client")}


def name_questions(workbook: Workbook) -> None:
    """Ask whether names that look alike are one person or one client; nothing where there are none."""
    open_ = proposals(workbook)
    if not open_:
        return
    st.subheader(_("Are these the same?"), anchor=False)
    st.markdown(
        ngettext(
            "{n} pair of names looks like one. Until you decide they are counted apart.",
            "{n} pairs of names look like one. Until you decide they are counted apart.",
            len(open_),
        ).format(n=count(len(open_)))
    )
    with st.form("names", border=True):
        said = [(pair, _question(pair, place)) for place, pair in enumerate(open_[:SHOWN])]
        if st.form_submit_button(_("Write down"), key="save_names"):
            answered = [(pair.kind, pair.key, pair.other, answer == "same") for pair, answer in said if answer]
            if answered:
                say_names(workbook, answered)
                st.rerun()


def _question(pair: Proposal, place: int) -> str | None:
    kind = _(TITLES[pair.kind])
    st.markdown(f"{kind}: **{plain(pair.name)}** · **{plain(pair.other_name)}**  \n{likeness_text(pair.reason)}")
    answer: str | None = st.radio(
        _("Are these the same?"), list(ANSWERS), index=None, horizontal=True, label_visibility="collapsed",
        key=f"name_{place}_{pair.kind}_{pair.key}_{pair.other}", format_func=lambda one: _(ANSWERS[one]),
    )  # fmt: skip
    return answer
