"""Ten questions to the way the department is led: by the owner, the head, the reps and the data; each light opens what it stands on."""

import streamlit as st

from diagnostics.causes import Finding, Sign, Verdict, finding_title, signal_detail, signs, state_text
from diagnostics.evidence import Evidence
from diagnostics.i18n import N_, _, decimal, pick, read_content
from diagnostics.interview import SIDES, Heard, questions
from pages.components.text import plain

LIGHTS = {"red": ("red", N_("no")), "amber": ("orange", N_("in part")), "green": ("green", N_("yes")), "grey": ("gray", N_("not known"))}


def signs_board(verdict: Verdict, heard: Heard, evidence: Evidence) -> None:
    """A row for each of the ten: its light by each side and by the data."""
    titles = read_content("diagnostics.causes", "signs")
    st.subheader(_("Ten questions to the way the department is led"), anchor=False)
    for number, sign in enumerate(signs(verdict, heard), start=1):
        with st.container(border=True):
            st.markdown(f"**{number}. {pick(titles[sign.id])}**")
            with st.container(horizontal=True):
                for side, light in sign.lights.items():
                    colour, word = LIGHTS[light]
                    name = _(SIDES[side]) if side in SIDES else _("Data")
                    with st.popover(f"{name} :{colour}-badge[{_(word)}]", type="tertiary"):
                        _behind(side, sign, heard, evidence)


def _behind(side: str, sign: Sign, heard: Heard, evidence: Evidence) -> None:
    """What a light stands on: the answers of a side, or the figures of the causes."""
    if side == "data":
        for finding in sign.findings:
            _measured(finding, evidence)
        return
    names = {name.partition(".")[0]: heard.leanings[name] for finding in sign.findings for name in finding.cause.questions if name in heard.leanings}
    said = {name: one for name, one in names.items() if one.side == side}
    for name, one in said.items():
        st.markdown(f"{pick(questions()[name].text)} **{_('{score} of 3').format(score=decimal(one.score, 1))}**")
    if not said:
        st.markdown(_("Nobody on this side was asked about it."))


def _measured(finding: Finding, evidence: Evidence) -> None:
    st.markdown(f"**{finding_title(finding)}** ({state_text(finding)})")
    for point in finding.points:
        st.markdown(plain(signal_detail(point.signal, evidence.currency)))
