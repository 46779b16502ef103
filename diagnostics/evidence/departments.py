"""The departments side by side: each measured as if it were the whole company."""

from typing import NamedTuple

from diagnostics.evidence.growth import month_totals
from diagnostics.evidence.period import Period
from diagnostics.evidence.signal import Signal
from diagnostics.evidence.themes import THEMES
from diagnostics.workbook import Scope, Workbook, narrowed, scope_choices

COMPARED = ("growth.year_on_year", "plan.attainment", "base.active_share")
MOST = 12  # departments; more are offices or codes, and no table of them would be read


class Department(NamedTuple):
    """Net sales of the last twelve full months in kopecks, who leads it, and the `COMPARED` signals by id."""

    name: str
    heads: tuple[str, ...]
    net: int
    signals: dict[str, Signal]


def departments(workbook: Workbook, period: Period) -> list[Department]:
    """The departments that sold most; a head who stands above departments leads each."""
    found = [_department(workbook, name, period) for name in scope_choices(workbook)["departments"]]
    return sorted((one for one in found if one.net > 0), key=lambda one: (-one.net, one.name))[:MOST]


def _department(workbook: Workbook, name: str, period: Period) -> Department:
    with narrowed(workbook, Scope(departments=(name,)), period.year) as part:
        totals = month_totals(part, period)
        net = int(totals.loc[totals["month"].between(*period.year), "net"].sum())
        heads = part.query("select name from dim_rep where role = 'head' order by name")
        signals = [signal for theme in THEMES if {*theme.ids} & {*COMPARED} for signal in theme.measure(part, period)]
    return Department(name, tuple(head for (head,) in heads), net, {signal.id: signal for signal in signals if signal.id in COMPARED})
