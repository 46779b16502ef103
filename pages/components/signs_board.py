"""Ten questions to the way the department is led: by the owner, the head, the reps and the data."""

import streamlit as st

from diagnostics.causes import Verdict, finding_title, signs, state_text
from diagnostics.i18n import N_, _, pick, read_content
from diagnostics.interview import SIDES, Heard

LIGHTS = {"red": ("🔴", N_("no")), "amber": ("🟡", N_("in part")), "green": ("🟢", N_("yes")), "grey": ("⚪", N_("not known"))}


def signs_board(verdict: Verdict, heard: Heard) -> None:
    """A row for each of the ten: its light by each side and by the data, and what stands behind it."""
    titles = read_content("diagnostics.causes", "signs")
    st.subheader(_("Ten questions to the way the department is led"), anchor=False)
    for sign in signs(verdict, heard):
        name, *cells = st.columns([4, 1.6, 1.6, 1.6, 1.6], vertical_alignment="center")
        with name.popover(pick(titles[sign.id]), type="tertiary", width="stretch"):
            for finding in sign.findings:
                st.markdown(f"{finding_title(finding)}: {state_text(finding)}")
        for cell, (side, light) in zip(cells, sign.lights.items(), strict=True):
            mark, word = LIGHTS[light]
            cell.markdown(f"{mark} {_(SIDES[side]) if side in SIDES else _('Data')}: {_(word)}")
