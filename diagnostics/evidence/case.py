"""Everything that was measured on a workbook, in one object: what causes, charts and pages read."""

from dataclasses import dataclass
from datetime import date

import pandas as pd

from diagnostics.evidence.base import SIGNALS as BASE
from diagnostics.evidence.base import base_months, base_signals
from diagnostics.evidence.bridge import SIGNALS as BRIDGE
from diagnostics.evidence.bridge import bridge_signals
from diagnostics.evidence.clients import SIGNALS as CLIENTS
from diagnostics.evidence.clients import clients_signals
from diagnostics.evidence.effects import Effects
from diagnostics.evidence.funnel import SIGNALS as FUNNEL
from diagnostics.evidence.funnel import funnel_signals
from diagnostics.evidence.growth import COURSE, course_signals, growth_signals, month_totals, rep_effects
from diagnostics.evidence.growth import SIGNALS as GROWTH
from diagnostics.evidence.head import SIGNALS as HEAD
from diagnostics.evidence.head import Head, find_head, head_months, head_signals
from diagnostics.evidence.people import Staff, people_signals, staff_of
from diagnostics.evidence.period import Period, period_of
from diagnostics.evidence.plan import SIGNALS as PLAN
from diagnostics.evidence.plan import plan_months, plan_signals
from diagnostics.evidence.signal import Signal, grey
from diagnostics.evidence.team import SIGNALS as TEAM
from diagnostics.evidence.team import team_signals
from diagnostics.workbook import Workbook, proposals, read_sql, settings

MONEY_THEMES = (
    (PLAN, plan_signals),
    (GROWTH, growth_signals),
    (COURSE, course_signals),
    (BRIDGE, bridge_signals),
    (CLIENTS, clients_signals),
    (TEAM, team_signals),
    (BASE, base_signals),
    (HEAD, head_signals),
    (FUNNEL, funnel_signals),
)
"""Themes that need revenue: ids of their signals and the function that measures them."""


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

    @property
    def as_of(self) -> date | None:
        """The last day of the last full month."""
        return self.period.as_of if self.period else None


def measure(workbook: Workbook, as_of: date | None = None) -> Evidence:
    """Measure every signal of the registry; what cannot be measured is there too, with what it lacks."""
    facts = settings(workbook)
    period = period_of(workbook, as_of)
    signals: list[Signal] = []
    for ids, theme in MONEY_THEMES:
        signals += theme(workbook, period) if period else grey(ids, "revenue")
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
    )


@dataclass(frozen=True)
class Series:
    """What the charts draw, month by month or rep by rep; None where it cannot be measured."""

    months: pd.DataFrame | None
    plan: pd.DataFrame | None
    effects: dict[int, Effects] | None
    base: pd.DataFrame | None
    head: pd.DataFrame | None
    staff: Staff | None


def series(workbook: Workbook, evidence: Evidence) -> Series:
    """The rows behind the signals, for charts."""
    period, head = evidence.period, evidence.head
    if period is None:
        return Series(None, None, None, None, None, staff_of(workbook, None))
    return Series(
        months=month_totals(workbook, period),
        plan=plan_months(workbook, period),
        effects=rep_effects(workbook, period) if period.months >= 24 else None,
        base=base_months(workbook, period),
        head=head_months(workbook, head, (period.first, period.last)) if head else None,
        staff=staff_of(workbook, period),
    )
