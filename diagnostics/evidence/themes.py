"""The registry of themes: what they measure, and by what a part of the company they cannot be told."""

from collections.abc import Callable
from typing import NamedTuple

from diagnostics.evidence import base, bridge, clients, funnel, growth, head, plan, team
from diagnostics.evidence.period import Period
from diagnostics.evidence.signal import Signal
from diagnostics.workbook import Workbook


class Theme(NamedTuple):
    """Ids of its signals, the function that measures them, and the fields of a scope under which it says nothing."""

    ids: tuple[str, ...]
    measure: Callable[[Workbook, Period], list[Signal]]
    whole_of: frozenset[str] = frozenset()


GOODS = frozenset({"product_groups", "clients"})
"""A plan and pay are a rep's, for all that he sells to whomever."""

ALL_REPS = frozenset({"reps"})
"""A share of the department's sales is not a share of some reps' sales."""

THEMES = (
    Theme(plan.SIGNALS, plan.plan_signals, GOODS),
    Theme(growth.SIGNALS, growth.growth_signals),
    Theme(growth.COURSE, growth.course_signals),
    Theme(bridge.SIGNALS, bridge.bridge_signals),
    Theme(clients.SIGNALS, clients.clients_signals),
    Theme(team.SIGNALS, team.team_signals),
    Theme(base.SIGNALS, base.base_signals),
    Theme(head.SIGNALS, head.head_signals, ALL_REPS),
    Theme(funnel.SIGNALS, funnel.funnel_signals),
)
"""Themes that need revenue."""
