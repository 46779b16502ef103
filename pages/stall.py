"""Why we stall: the total, the plan, the levers, the head; then each rep, and all that follows the choice of one."""

import streamlit as st

from diagnostics.charts import attainment_spread, levers, plan_by_month, sales_by_month, source_wins, total_headline
from diagnostics.evidence import Effects
from diagnostics.i18n import _
from pages.components import chart, facts, fold, frame, measured_part, needs_case, next_step, plain, signal_help
from pages.components.blocks import is_dark
from pages.components.by_rep import by_rep
from pages.components.client_story import client_story
from pages.components.departments import department_table
from pages.components.head_meter import head_meter

workbook = needs_case()
top = st.container()
case = measured_part(workbook)
evidence, rows, dark = case.evidence, case.series, is_dark()
signals, currency = evidence.signals, evidence.currency
if evidence.period is None or rows.months is None:
    with top:
        frame(_("Why we stall"))
    fold(("revenue",))
    next_step(_("bring the sales on the page “Bring data”."))
else:
    with top:
        frame(plain(total_headline(rows.months, evidence.period, signals["growth.real_rate"].value)))
    facts(evidence, ("growth.total", "plan.attainment", "base.active", "head.revenue_share"))
    chart(sales_by_month(rows.months, evidence.period, currency, dark, signals["growth.stall_month"]), "sales_by_month", evidence)
    if signals["plan.attainment"].available and rows.plan is not None:
        chart(plan_by_month(rows.plan, signals["plan.attainment"], currency, dark), "plan_by_month", evidence)
        chart(attainment_spread(rows.plan, evidence.period, dark), "attainment_spread", evidence)
    fold(signals["plan.attainment"].missing)
    if rows.effects:
        whole = sum(rows.effects.values(), Effects())
        first, last = evidence.period.year_before
        between = rows.months["month"].between(first, last)
        listed = signals["base.never_bought_share"].available
        price = signals["growth.price"]
        chart(levers(whole, int(rows.months[between]["net"].sum()), currency, dark, listed, price.value), "levers", evidence)
        fold(price.missing)
    client_story(evidence, rows, dark)
    head_meter(evidence, rows, dark)
    if rows.sources is not None:
        chart(source_wins(rows.sources, signals["marketing.source_p"], dark), "source_wins", evidence)
    if not evidence.scope.asked:
        department_table(workbook, evidence.period, currency)
    by_rep(workbook, evidence, rows, dark)
    signal_help(evidence, "stall")
    next_step(
        _("compare the reps' clients before you compare the reps.")
        if evidence.head
        else _("say on the page “Check the data” who the head of sales is.")
    )
