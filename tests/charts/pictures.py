"""Every picture that the pages draw of a company, under the conditions under which they draw it."""

from collections.abc import Callable
from dataclasses import dataclass

import pandas as pd

from diagnostics.causes import norms
from diagnostics.charts import (
    Picture,
    activity_grid,
    attainment_spread,
    base_over_time,
    client_bridge,
    cohort_retention,
    exits_by_tenure,
    exits_calendar,
    friendly_selling,
    hazard_by_tenure,
    head_share,
    levers,
    lorenz,
    pay_attainment,
    people_by_month,
    plan_by_month,
    quit_point,
    rep_changes,
    rep_levers,
    sales_by_month,
    source_wins,
    stage_passing,
    survival_curve,
    top_clients,
    views_apart,
)
from diagnostics.evidence import (
    Effects,
    Evidence,
    Rep,
    Series,
    curve,
    grid_of_rep,
    hazards,
    headcount,
    measure,
    rows_behind,
    series,
)
from diagnostics.i18n import pick
from diagnostics.interview import dimensions
from diagnostics.workbook import Workbook


@dataclass(frozen=True)
class Case:
    """What the charts of a company are drawn from."""

    evidence: Evidence
    rows: Series
    grid: pd.DataFrame | None = None  # of the rep who sold most
    rep: Rep | None = None
    paid: pd.DataFrame | None = None


def case_of(workbook: Workbook) -> Case:
    """Measure a workbook."""
    evidence = measure(workbook)
    rows = series(workbook, evidence)
    selling = rows.top_clients["rep_id"].dropna().astype(int).unique().tolist() if rows.top_clients is not None else []
    head = evidence.head.rep_id if evidence.head else None
    reps = [evidence.reps[rep] for rep in selling if rep in evidence.reps and rep != head]
    if not reps or evidence.period is None:
        return Case(evidence, rows)
    return Case(evidence, rows, grid_of_rep(workbook, evidence.period, reps[0].id), reps[0], rows_behind(workbook, evidence.period, "pay"))


def _sales(case: Case, dark: bool) -> Picture | None:
    if case.rows.months is None:
        return None
    return sales_by_month(case.rows.months, case.evidence.period, case.evidence.currency, dark, case.evidence.signals["growth.stall_month"])


def _plan(case: Case, dark: bool) -> Picture | None:
    attainment = case.evidence.signals["plan.attainment"]
    if not attainment.available:
        return None
    return plan_by_month(case.rows.plan, attainment, case.evidence.currency, dark)


def _spread(case: Case, dark: bool) -> Picture | None:
    if not case.evidence.signals["plan.attainment"].available:
        return None
    return attainment_spread(case.rows.plan, case.evidence.period, dark)


def _bridge(case: Case, dark: bool) -> Picture | None:
    if not case.evidence.signals["bridge.new"].available:
        return None
    months = case.rows.months
    before = months[months["month"].between(*case.evidence.period.year_before)]["net"].sum()
    return client_bridge(case.evidence.signals, int(before), case.evidence.currency, dark)


def _lorenz(case: Case, dark: bool) -> Picture | None:
    return None if case.rows.top_clients is None else lorenz(case.rows.top_clients, dark)


def _top(case: Case, dark: bool) -> Picture | None:
    if case.rows.top_clients is None:
        return None
    head = case.evidence.head.rep_id if case.evidence.head and case.evidence.head.confirmed else None
    return top_clients(case.rows.top_clients, case.evidence.reps, head, case.evidence.currency, dark)


def _cohorts(case: Case, dark: bool) -> Picture | None:
    return None if case.rows.cohorts is None else cohort_retention(case.rows.cohorts, case.evidence.period.last, dark)


def _grid(case: Case, dark: bool) -> Picture | None:
    if case.grid is None or case.grid.empty:
        return None
    return activity_grid(case.grid, case.rep, case.evidence.period.last, case.evidence.currency, dark)


def _levers(case: Case, dark: bool) -> Picture | None:
    if not case.rows.effects:
        return None
    months = case.rows.months
    before = months[months["month"].between(*case.evidence.period.year_before)]["net"].sum()
    return levers(sum(case.rows.effects.values(), Effects()), int(before), case.evidence.currency, dark)


def _reps(case: Case, dark: bool) -> Picture | None:
    if not case.rows.effects:
        return None
    head = case.evidence.head.rep_id if case.evidence.head else None
    changes = rep_changes(case.rows.effects, case.rows.own, case.evidence.reps, head, case.evidence.period)
    return rep_levers(changes, case.evidence.currency, dark)


def _base(case: Case, dark: bool) -> Picture | None:
    if not case.evidence.signals["base.active_share"].available:
        return None
    return base_over_time(case.rows.base, int(case.evidence.signals["base.window_months"].value), dark)


def _head(case: Case, dark: bool) -> Picture | None:
    if case.rows.head is None:
        return None
    norm = norms(case.evidence.facts)["own_sales_transition_months"]
    share = case.evidence.signals["head.revenue_share"]
    return head_share(case.rows.head, case.evidence.head, share, int(norm.value), norm.label, dark)


def _exits(case: Case, dark: bool) -> Picture | None:
    window, chance = (case.evidence.signals[f"people.exit_window{end}"] for end in ("", "_p"))
    return exits_by_tenure(case.rows.staff, window, chance, dark) if window.available else None


def _hazard(case: Case, dark: bool) -> Picture | None:
    window = case.evidence.signals["people.exit_window"]
    return hazard_by_tenure(hazards(case.rows.staff, 18), window, dark) if window.available else None


def _calendar(case: Case, dark: bool) -> Picture | None:
    clock = case.evidence.signals["people.exit_clock"]
    if not clock.available:
        return None
    return exits_calendar(headcount(case.rows.staff), case.evidence.head.since if case.evidence.head else None, clock.value, dark)


def _pay(case: Case, dark: bool) -> Picture | None:
    ratio = case.evidence.signals["pay.ratio"]
    if not ratio.available or case.paid is None:
        return None
    return pay_attainment(case.paid, ratio, norms(case.evidence.facts)["pay_ratio_plan_makers"].label, dark)


def _survival(case: Case, dark: bool) -> Picture | None:
    if not case.evidence.signals["people.exit_window"].available:
        return None
    return survival_curve(curve(case.rows.staff), dark)


def _quit(case: Case, dark: bool) -> Picture | None:
    signals = case.evidence.signals
    if case.rows.ramp is None or not signals["people.exit_window"].available:
        return None
    return quit_point(case.rows.ramp, case.rows.staff, signals["people.exit_window"], signals["people.ramp_months"], signals["people.first_plan_month"], dark)


def _people(case: Case, dark: bool) -> Picture | None:
    if case.rows.staff is None:
        return None
    norm = norms(case.evidence.facts)["span_of_control"]
    return people_by_month(headcount(case.rows.staff), norm.label, norm.value, dark)


def _stages(case: Case, dark: bool) -> Picture | None:
    return None if case.rows.stages is None else stage_passing(case.rows.stages, case.evidence.reps, dark)


def _sources(case: Case, dark: bool) -> Picture | None:
    return None if case.rows.sources is None else source_wins(case.rows.sources, case.evidence.signals["marketing.source_p"], dark)


def _voices(_case: Case, dark: bool) -> Picture | None:
    titles = {name: pick(about.title) for name, about in dimensions().items()}
    scores = {side: {name: (place * step) % 4 * 0.9 for place, name in enumerate(titles)} for side, step in (("head", 1), ("owner", 2), ("reps", 3))}
    return views_apart(scores, titles, list(titles), list(titles)[:2], dark)


PICTURES: dict[str, Callable[[Case, bool], Picture | None]] = {
    "sales_by_month": _sales,
    "plan_by_month": _plan,
    "attainment_spread": _spread,
    "client_bridge": _bridge,
    "lorenz": _lorenz,
    "top_clients": _top,
    "cohort_retention": _cohorts,
    "activity_grid": _grid,
    "levers": _levers,
    "rep_levers": _reps,
    "base_over_time": _base,
    "head_share": _head,
    "exits_by_tenure": _exits,
    "hazard_by_tenure": _hazard,
    "exits_calendar": _calendar,
    "pay_attainment": _pay,
    "survival_curve": _survival,
    "quit_point": _quit,
    "people_by_month": _people,
    "stage_passing": _stages,
    "source_wins": _sources,
    "views_apart": _voices,
    "friendly_selling": lambda _case, dark: friendly_selling(2.4, 0.78, dark),
}
"""Name of the function in diagnostics.charts -> its picture of a company; None where the company has no such rows."""
