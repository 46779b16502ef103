"""The registry of themes: what they measure, and by what a part of the company they cannot be told."""

from collections.abc import Callable
from typing import NamedTuple

from diagnostics.evidence import (
    activity,
    base,
    books,
    bridge,
    clients,
    conversion,
    dormant,
    funnel,
    growth,
    head,
    head_effect,
    inflow,
    leavers,
    margin,
    marketing,
    newcomer_book,
    newcomers,
    outlook,
    owner,
    pay,
    payments,
    plan,
    promoted,
    ramp,
    seats,
    stages,
    team,
    year_on_year,
)
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
    Theme(outlook.SIGNALS, outlook.outlook_signals, GOODS),
    Theme((*growth.SIGNALS, *growth.OWN, *year_on_year.SIGNALS), growth.growth_signals),
    Theme(growth.COURSE, growth.course_signals),
    Theme(bridge.SIGNALS, bridge.bridge_signals),
    Theme(clients.SIGNALS, clients.clients_signals),
    Theme(team.SIGNALS, team.team_signals),
    Theme(base.SIGNALS, base.base_signals),
    Theme(inflow.SIGNALS, inflow.inflow_signals),
    Theme(dormant.SIGNALS, dormant.dormant_signals),
    Theme(books.SIGNALS, books.books_signals),
    Theme(margin.SIGNALS, margin.margin_signals),
    Theme(head.SIGNALS, head.head_signals, ALL_REPS),
    Theme(head_effect.SIGNALS, head_effect.head_effect_signals, ALL_REPS),
    Theme(promoted.SIGNALS, promoted.promoted_signals, ALL_REPS),
    Theme(owner.SIGNALS, owner.owner_signals, ALL_REPS),
    Theme(funnel.SIGNALS, funnel.funnel_signals),
    Theme(stages.SIGNALS, stages.stages_signals),
    Theme(conversion.SIGNALS, conversion.conversion_signals),
    Theme(marketing.SIGNALS, marketing.marketing_signals),
    Theme(seats.SIGNALS, seats.seats_signals, ALL_REPS),
    Theme(ramp.SIGNALS, ramp.ramp_signals, ALL_REPS),
    Theme(newcomer_book.SIGNALS, newcomer_book.newcomer_book_signals, ALL_REPS),
    Theme(leavers.SIGNALS, leavers.leavers_signals, ALL_REPS | {"departments", "clients"}),
    Theme(newcomers.COHORTS, newcomers.cohort_signals),
    Theme(newcomers.LANDMARK, newcomers.landmark_signals, ALL_REPS | GOODS),
    Theme(pay.SIGNALS, pay.pay_signals, GOODS),
    Theme(pay.HEAD, pay.head_pay_signals, ALL_REPS | GOODS | {"departments"}),
    Theme(activity.SIGNALS, activity.activity_signals, frozenset({"product_groups"})),
    Theme(payments.SIGNALS, payments.payments_signals, ALL_REPS | {"departments", "product_groups"}),
)
"""Themes that need revenue."""
