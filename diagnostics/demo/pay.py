"""What everybody was paid: salary and premium by month."""

import numpy as np

from diagnostics.demo.arrays import Floats, Ints
from diagnostics.demo.clock import BURN_IN, MONTH_DAYS, MONTH_START, MONTHS
from diagnostics.demo.people import Person
from diagnostics.demo.world import World

__all__ = ["pay"]

_STEP = 10_000  # kopecks: pay is named in whole hundreds of roubles
_INDEXATION = 0.05  # salary growth a year
_SENIORITY, _SENIOR_YEARS = 0.03, 5  # salary growth by year of tenure, up to so many
_HEAD_SALARY = 2.2  # the head's salary, times a rep's
_HEAD_PREMIUM = 1.2  # his salaries for a month in which the department makes its plan


def pay(world: World, people: list[Person], fact: Ints, plans: Ints, rng: np.random.Generator) -> tuple[Ints, Ints]:
    """Pay by the scheme of the world; a month of coming or going is paid by days.

    Args:
        world: the pay scheme.
        people: as hired.
        fact: people x months of the whole time, net kopecks.
        plans: as set, of the same shape.
        rng: the stream of pay.

    Returns:
        Salary and premium, people x months of the whole time, kopecks; salary 0 where nobody worked.
    """
    start, end = MONTH_START[:-1], MONTH_START[1:]
    hired = np.array([one.hired for one in people])[:, None]
    gone = np.array([one.left + 1 for one in people])[:, None]
    promoted = np.array([one.promoted for one in people])[:, None]
    days = np.clip(np.minimum(gone, end) - np.maximum(hired, start), 0, None)
    months = np.arange(BURN_IN + MONTHS)
    seniority = 1.0 + _SENIORITY * np.clip((start - hired) // 365, 0, _SENIOR_YEARS)
    indexed = world.salary * 100 * (1.0 + _INDEXATION) ** ((months - BURN_IN) // 12) * seniority
    attained = np.where(plans > 0, fact / np.maximum(plans, 1), 0.0)
    rate = np.where(attained >= 1.0, world.premium_at_plan, world.premium_below) * attained
    premium = indexed * rate * np.exp(world.premium_whim * rng.normal(size=fact.shape))

    heads = start >= promoted
    team = np.where(plans > 0, fact, 0).sum(axis=0) / np.maximum(plans.sum(axis=0), 1)
    for_team = indexed * _HEAD_SALARY * _HEAD_PREMIUM * np.where(team >= 1.0, team, 0.0)
    for_own = world.head_own_rate * np.maximum(fact, 0)
    premium = np.where(heads, for_own if world.head_own_rate else for_team, premium)
    salary = np.where(heads, _HEAD_SALARY, 1.0) * indexed * days / MONTH_DAYS
    here = days > 0
    return _round(np.where(here, salary, 0.0)), _round(np.where(here, np.maximum(premium, 0.0), 0.0))


def _round(kopecks: Floats) -> Ints:
    return np.round(kopecks / _STEP).astype(np.int64) * _STEP
