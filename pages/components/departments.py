"""The departments side by side, measured when somebody asks."""

from functools import partial
from pathlib import Path

import streamlit as st

from diagnostics.evidence import Department, Period, departments
from diagnostics.i18n import _, percent, pick, rubles, use
from diagnostics.workbook import Workbook, open_workbook, scope_choices
from pages.components.blocks import table
from pages.components.text import plain


@st.fragment
def department_table(workbook: Workbook, period: Period, currency: str) -> None:
    """A row per department; each takes about as long as the page, so they wait for the press of a button."""
    use(st.session_state["spoken"])  # a press runs this alone, without the router that sets the language
    if len(scope_choices(workbook)["departments"]) < 2:
        return
    st.subheader(_("Departments side by side"), anchor=False)
    key = f"departments_{workbook.path}"
    asked = st.empty()
    if not st.session_state.get(key) and not asked.button(_("Compare the departments"), key="compare_departments"):
        return
    st.session_state[key] = True
    asked.empty()
    with st.spinner(_("Comparing…")):
        found = _departments(str(workbook.path), workbook.version, period)
    shares = found[0].signals.values() if found else ()
    rows = [
        {_("Department"): one.name, _("Head of sales"): ", ".join(one.heads), _("Sales of the year"): one.net}
        | {pick(signal.title): None if signal.value is None else round(100 * signal.value) for signal in one.signals.values()}
        for one in found
    ]
    formats = {_("Sales of the year"): partial(rubles, currency=currency)} | {pick(signal.title): _per_cent for signal in shares}
    table(rows, "departments", _("Departments side by side"), formats=formats)
    st.markdown(plain(_("An empty cell: too little is known of that department. Choose it above under “Show a part of the company” to see what to add.")))


def _per_cent(value: int) -> str:
    return percent(value / 100)


@st.cache_resource(max_entries=8, show_spinner=False)
def _departments(path: str, version: str, period: Period) -> list[Department]:
    return departments(open_workbook(Path(path)), period)
