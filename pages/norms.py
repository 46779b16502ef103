"""Norms, weights and bounds of this company: what the figures are compared with, and how far each speaks for a cause."""

import streamlit as st

from diagnostics.i18n import _
from pages.components import frame, needs_case, next_step
from pages.components.bound_form import bound_form
from pages.components.norm_form import norm_form
from pages.components.weight_form import weight_form

workbook = needs_case()
frame(_("What the figures are compared with"), _("Change a number where your company has its reasons. An empty field takes the number of the method back."))
norm_form(workbook)
st.subheader(_("How far a figure speaks for a cause"), anchor=False)
st.markdown(_("These bounds and points were set on made-up companies. They put the findings in order; they are no law."))
bound_form(workbook)
with st.expander(_("How answers and figures are weighed")):
    weight_form(workbook)
next_step(_("look at the verdict again: it is judged by these numbers, and each line says whose they are."))
