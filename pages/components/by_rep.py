"""Each rep: whoever is chosen, by a click on the chart or by name, is what everything below speaks of."""

import pandas as pd
import streamlit as st

from diagnostics.charts import (
    activity_grid,
    base_over_time,
    levers,
    plan_by_month,
    rep_changes,
    rep_levers,
    stage_passing,
)
from diagnostics.evidence import Evidence, Period, Series, grid_of_rep, rows_behind
from diagnostics.i18n import _, signed_rubles
from diagnostics.workbook import Workbook
from pages.components.blocks import chart, clicked, fold
from pages.components.books import book_table
from pages.components.plan_chain import plan_chain
from pages.components.text import plain

FEW = 20  # names that are read as buttons; more are a list
CHOSEN = "rep"


def by_rep(workbook: Workbook, evidence: Evidence, rows: Series, dark: bool) -> None:
    """Who gained and lost; then the plan, the clients, the base and the deals of the chosen one, of all where nobody is."""
    signals, currency = evidence.signals, evidence.currency
    if rows.effects and evidence.period:
        head_id = evidence.head.rep_id if evidence.head else None
        changes = rep_changes(rows.effects, rows.own or {}, evidence.reps, head_id, evidence.period)
        if evidence.head and not evidence.head.confirmed:
            changes = [one for one in changes if one.group != "head"]
        listed = signals["base.never_bought_share"].available
        chart(rep_levers(changes, currency, dark, listed), "rep_levers", evidence, on_click=_choose)
    else:
        fold(signals["growth.total"].missing)
    rep = _chosen(evidence, rows)
    if rep is not None and rows.plan is not None and (rows.plan["rep_id"] == rep).any():
        chart(plan_by_month(_of(rows.plan, rep), signals["plan.attainment"], currency, dark, evidence.reps[rep]), "plan_by_month", evidence, "rep_plan")
    if rep is not None and evidence.period and not evidence.scope.asked:
        _alone(workbook, evidence, evidence.period, rows, rep, dark)
    plan_chain(workbook, evidence, rows, rep)
    if rows.books is not None and len(rows.books) > 1:
        book_table(_of(rows.books, rep), evidence)
    if rows.base is not None and not rows.base.empty and signals["base.active_share"].available:
        mine = _of(rows.base, rep)
        if mine[mine["month"] == mine["month"].max()]["base"].sum():
            chart(base_over_time(mine, int(signals["base.window_months"].value), dark, evidence.reps.get(rep or 0)), "base_over_time", evidence)
    else:
        fold(signals["base.active_share"].missing)
    if rows.stages is not None:
        shown = evidence.reps if rep is None else {rep: evidence.reps[rep]}
        chart(stage_passing(rows.stages, shown, dark), "stage_passing", evidence)


def _alone(workbook: Workbook, evidence: Evidence, period: Period, rows: Series, rep: int, dark: bool) -> None:
    """The levers of one rep, and the months in which his largest clients bought."""
    person, change = evidence.reps[rep], (rows.effects or {}).get(rep)
    if change:
        sold = rows_behind(workbook, period, "reps").set_index("rep")["before"]
        listed = evidence.signals["base.never_bought_share"].available
        chart(levers(change, int(sold.get(person.name, 0)), evidence.currency, dark, listed, rep=person), "levers", evidence, "rep_waterfall")
    if not (grid := grid_of_rep(workbook, period, rep)).empty:
        chart(activity_grid(grid, person, period.last, evidence.currency, dark), "activity_grid", evidence)


def _choose() -> None:
    if points := clicked("rep_levers"):
        st.session_state[CHOSEN] = int(points[0]["rep_id"])


def _chosen(evidence: Evidence, rows: Series) -> int | None:
    """The chosen rep; None for all. Those furthest below their plan stand first, without a plan those who lost most."""
    gap = evidence.signals["plan.gap"].by_rep
    change = {rep: one.total for rep, one in (rows.effects or {}).items()}
    hidden = evidence.head.rep_id if evidence.head and not evidence.head.confirmed else None
    there = [rep for rep in {**gap, **change} if rep in evidence.reps and rep != hidden]
    there.sort(key=lambda rep: (rep not in gap, gap.get(rep, change.get(rep, 0))))
    if len(there) < 2:
        return None
    if st.session_state.get(CHOSEN) not in there:
        st.session_state[CHOSEN] = None

    def name(rep: int) -> str:
        if rep not in gap:
            return plain(evidence.reps[rep].name)
        return plain(f"{evidence.reps[rep].name} {signed_rubles(gap[rep], evidence.currency)}")

    st.subheader(_("Whose part to open"), anchor=False)
    against = [_("Beside each name: the year against the plan.")] if gap else []
    st.markdown(" ".join([*against, _("Everything below follows the choice; a click on a bar above chooses too. Nobody chosen: all together.")]))
    if len(there) <= FEW:
        return st.pills(_("Rep"), there, format_func=name, key=CHOSEN, label_visibility="collapsed")
    return st.selectbox(_("Rep"), there, format_func=name, key=CHOSEN, label_visibility="collapsed", placeholder=_("All"))


def _of(frame: pd.DataFrame, rep: int | None) -> pd.DataFrame:
    return frame if rep is None else frame[frame["rep_id"] == rep]
