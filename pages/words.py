"""Words and data: every answer that can be tested, and what the data show; the sharpest first."""

import streamlit as st

from diagnostics.i18n import _
from diagnostics.interview import heard
from pages.components import frame, measured, needs_case, next_step
from pages.components.signs_board import signs_board
from pages.components.tested import tested_card, tested_list

workbook = needs_case()
case = measured(workbook)
evidence, tested = case.evidence, case.verdict.words
apart = [one for one in tested if one.stands]
withdrawn = [one for one in tested if one.outcome == "contradicted" and not one.stands]
frame(_("Words and data"), _("What people said, beside what the export shows. It is a question, not a charge: both may be right about different things."))
if not tested:
    st.markdown(_("No answer so far says anything that the data could test. Ask on the page “What people say”."))
if apart:
    st.subheader(_("To be cleared up"), anchor=False)
    for one in apart:  # the sharpest come first
        tested_card(workbook, one, evidence)
tested_list(_("It agrees"), [one for one in tested if one.outcome == "confirmed"], evidence)
tested_list(_("Nothing to check it by"), [one for one in tested if one.outcome == "open"], evidence)
tested_list(_("Taken back: the author was right"), withdrawn, evidence)
signs_board(case.verdict, heard(workbook), evidence)
next_step(_("show each line to the one who said it, before the others see it, and write down what he says."))
