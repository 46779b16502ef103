"""Everything that was measured on a workbook, in one object: what causes, charts and pages read."""

from contextlib import AbstractContextManager, nullcontext
from dataclasses import dataclass
from datetime import date

import pandas as pd

from diagnostics.evidence.base import base_months
from diagnostics.evidence.books import books
from diagnostics.evidence.cohorts import cohorts, top_clients
from diagnostics.evidence.conversion import stage_rates
from diagnostics.evidence.effects import Effects
from diagnostics.evidence.growth import OWN, effects_told, month_totals
from diagnostics.evidence.head import Head, find_head, head_months
from diagnostics.evidence.marketing import source_rates
from diagnostics.evidence.people import Staff, people_signals, staff_of
from diagnostics.evidence.period import Period, month_number, period_of
from diagnostics.evidence.plan import plan_months
from diagnostics.evidence.ramp import ramp_curve
from diagnostics.evidence.signal import Signal, grey
from diagnostics.evidence.themes import THEMES
from diagnostics.workbook import Scope, Workbook, narrowed, proposals, read_sql, settings

WHOLE = Scope()


@dataclass(frozen=True)
class Rep:
    """A person as charts and tables name him."""

    id: int
    name: str
    hired: date | None
    left_on: date | None
    first: int | None = None  # months of the first and the last sale
    last: int | None = None


@dataclass(frozen=True)
class Evidence:
    """The measured case of one company."""

    company: str
    currency: str
    basis: str | None
    period: Period | None
    facts: dict[str, str]
    reps: dict[int, Rep]
    head: Head | None
    signals: dict[str, Signal]
    open_twins: int = 0  # pairs of clients that may be one, of which nobody has said anything yet
    scope: Scope = WHOLE  # the part of the company that was looked at

    @property
    def as_of(self) -> date | None:
        """The last day of the last full month."""
        return self.period.as_of if self.period else None


def measure(workbook: Workbook, as_of: date | None = None, scope: Scope = WHOLE, since: date | None = None) -> Evidence:
    """Measure every signal of the registry; what cannot be measured is there too, with what it lacks.

    Args:
        workbook: the company.
        as_of: the last day that counts; the last full month before it is the end.
        scope: the part of the company to look at.
        since: the first day that counts. What was before is known (who is a new client, whom a rep took over), but not measured.
    """
    period = _months(period_of(workbook, as_of), since)
    with _part(workbook, scope, period) as part:
        return _measured(part, scope, period)


def examine(workbook: Workbook, scope: Scope = WHOLE, since: date | None = None) -> "tuple[Evidence, Series]":
    """What was measured and the rows behind it; see `measure`."""
    period = _months(period_of(workbook), since)
    with _part(workbook, scope, period) as part:
        evidence = _measured(part, scope, period)
        return evidence, series(part, evidence)


def _months(period: Period | None, since: date | None) -> Period | None:
    if period is None or since is None:
        return period
    first = max(period.first, month_number(since))
    return Period(first, period.last) if first <= period.last else None


def _part(workbook: Workbook, scope: Scope, period: Period | None) -> AbstractContextManager[Workbook]:
    return narrowed(workbook, scope, period.year) if period else nullcontext(workbook)


def _measured(workbook: Workbook, scope: Scope, period: Period | None) -> Evidence:
    facts = settings(workbook)
    signals: list[Signal] = []
    for theme in THEMES:
        if period is None:
            signals += grey(theme.ids, "revenue")
        elif theme.whole_of & scope.asked:
            signals += grey(theme.ids, "whole_only")
        else:
            signals += theme.measure(workbook, period)
    signals += people_signals(workbook, period)
    reps = [Rep(*row) for row in workbook.query(read_sql(__package__, "reps"))]
    return Evidence(
        company=facts.get("company", ""),
        currency=facts.get("currency", "RUB"),
        basis=workbook.value("select basis from rollup"),
        period=period,
        facts=facts,
        reps={rep.id: rep for rep in reps},
        head=find_head(workbook),
        signals={signal.id: signal for signal in signals},
        open_twins=sum(pair.kind == "client" for pair in proposals(workbook)),
        scope=scope,
    )


@dataclass(frozen=True)
class Series:
    """What the charts draw, month by month or rep by rep; None where it cannot be measured."""

    months: pd.DataFrame | None = None
    plan: pd.DataFrame | None = None
    effects: dict[int, Effects] | None = None
    own: dict[int, Effects] | None = None  # of clients whom no colleague passed on
    base: pd.DataFrame | None = None
    books: pd.DataFrame | None = None
    head: pd.DataFrame | None = None
    stages: pd.DataFrame | None = None  # of deals; see stage_rates
    sources: pd.DataFrame | None = None
    staff: Staff | None = None
    cohorts: pd.DataFrame | None = None  # see cohorts
    top_clients: pd.DataFrame | None = None  # see top_clients
    ramp: pd.DataFrame | None = None  # a newcomer's sales by month of tenure; see ramp_curve


def series(workbook: Workbook, evidence: Evidence) -> Series:
    """The rows behind the signals, for charts."""
    period, head = evidence.period, evidence.head
    if period is None:
        return Series(staff=staff_of(workbook, None))
    staff = staff_of(workbook, period)
    return Series(
        months=month_totals(workbook, period),
        plan=plan_months(workbook, period),
        effects=effects_told(evidence.signals) or None,
        own=effects_told(evidence.signals, OWN) or None,
        base=base_months(workbook, period),
        books=books(workbook, period),
        head=head_months(workbook, head, (period.first, period.last)) if head else None,
        stages=stage_rates(workbook, period) if evidence.signals["funnel.weakest_stage"].available else None,
        sources=source_rates(workbook, period) if evidence.signals["marketing.source_p"].available else None,
        cohorts=cohorts(workbook, period),
        top_clients=top_clients(workbook, period),
        staff=staff,
        ramp=ramp_curve(workbook, staff, period) if staff and evidence.signals["people.ramp_gap"].available else None,
    )
