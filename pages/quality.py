"""Check the data: does the money agree with the accountant's, what was left out, who is the head."""

import streamlit as st

from diagnostics.i18n import _
from diagnostics.workbook import problems, problems_of
from pages.components import frame, measured, needs_case, next_step
from pages.components.names import name_questions
from pages.components.owner_facts import owner_facts
from pages.components.problems import problem_table
from pages.components.reconcile import basis_line, company_facts, file_table, take_back, year_table

workbook = needs_case()
evidence = measured(workbook).evidence
frame(
    _("Is this your money, and are these your people?"),
    _("Lay the sums beside your accountant's. Do they agree? Then we can speak of reasons."),
)
basis_line(workbook, evidence.basis)
year_table(workbook, evidence.basis, evidence.currency)

st.subheader(_("Files"), anchor=False)
file_table(workbook, evidence.currency)
if problems_of(workbook):
    st.error(_("The sums do not agree with the rows they were made of: this workbook is damaged. Bring the files into a new one."))
problem_table(problems(workbook), key="problems")
take_back(workbook)
name_questions(workbook)

st.subheader(_("Who leads the department"), anchor=False)
if evidence.reps:
    company_facts(workbook, evidence)
else:
    st.markdown(_("There are no people in the data yet."))
if evidence.period:
    st.subheader(_("What only the owner knows"), anchor=False)
    owner_facts(workbook, evidence.period)
next_step(_("ask the owner aloud: “Is this our money?” A gap above 3% has to be explained before the verdict."))
