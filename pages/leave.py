"""Why people leave: in which month of tenure, how many stay, how many there are."""

import streamlit as st

from diagnostics.causes import norms
from diagnostics.charts import (
    certain,
    exits_by_tenure,
    exits_calendar,
    exits_headline,
    hazard_by_tenure,
    pay_attainment,
    people_by_month,
    quit_point,
    survival_curve,
)
from diagnostics.evidence import curve, hazards, headcount, rows_behind
from diagnostics.i18n import _
from pages.components import chart, facts, fold, frame, measured_part, needs_case, next_step, plain, signal_help
from pages.components.blocks import is_dark

YEAR_AND_HALF = 18  # months of tenure that are drawn
FEW_TO_BE_KNOWN = 5  # people among whom nobody recognises a month of pay

workbook = needs_case()
top = st.container()
case = measured_part(workbook)
evidence, staff, dark = case.evidence, case.series.staff, is_dark()
signals = evidence.signals
window, chance = signals["people.exit_window"], signals["people.exit_window_p"]
known = staff is not None and window.available
with top:
    if known:
        frame(plain(exits_headline(window, chance, int(signals["people.leavers"].value))))
    elif signals["people.leavers"].value == 0:
        frame(_("By the staff list nobody left"), _("Check that the list includes those who left."))
    else:
        frame(_("Why people leave"))
if staff is None:
    fold(signals["people.headcount"].missing)
else:
    facts(evidence, ("people.headcount", "people.leavers", "people.early_leavers", "people.survival_12"))
    norm = norms(evidence.facts)["span_of_control"]
    if window.available:
        chart(exits_by_tenure(staff, window, chance, dark), "exits_by_tenure", evidence)
        if case.series.ramp is not None:
            chart(quit_point(case.series.ramp, staff, window, signals["people.ramp_months"], signals["people.first_plan_month"], dark), "quit_point", evidence)
        chart(hazard_by_tenure(hazards(staff, YEAR_AND_HALF), window, dark), "hazard_by_tenure", evidence)
        chart(survival_curve(curve(staff), dark), "survival_curve", evidence)
        head = evidence.head.since if evidence.head else None
        chart(exits_calendar(headcount(staff), head, signals["people.exit_clock"].value, dark), "exits_calendar", evidence)
    else:
        fold(window.missing)
    chart(people_by_month(headcount(staff), norm.label, norm.value, dark), "people_by_month", evidence)
    change = signals["people.head_change_p"]
    if change.available:
        differs = _("The pace of exits changed after the present head came.")
        same = _("So few exits do not show whether their pace changed after the present head came.")
        st.markdown(differs if change.value < 0.05 else same)
ratio, people = signals["pay.ratio"], signals["people.headcount"].value or 0
if ratio.available and evidence.period and people >= FEW_TO_BE_KNOWN and not evidence.scope.asked:
    paid = rows_behind(workbook, evidence.period, "pay")
    chart(pay_attainment(paid, ratio, norms(evidence.facts)["pay_ratio_plan_makers"].label, dark), "pay_attainment", evidence)
signal_help(evidence, "leave")
next_step(
    _(
        "what changes for a newcomer in these months: a guarantee that ends, a first full plan, clients that run out? Ask those who stayed."
    )
    if certain(window, chance)
    else _("ask those who left why they did: by the data no month of tenure stands out.")
    if known
    else _("add to the staff list those who left, with the days they came and went: they show when people leave.")
)
