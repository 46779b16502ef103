"""The plan of every rep and month."""

import numpy as np

from diagnostics.demo.arrays import Ints
from diagnostics.demo.clock import BURN_IN, FAR, MONTH_DAYS, MONTH_OF_DAY, MONTH_START, MONTHS, SEASON
from diagnostics.demo.people import Person
from diagnostics.demo.world import World

__all__ = ["plan"]

_STEP = 100_000  # kopecks: plans are named in whole thousands of roubles
_NOISE = 0.03  # log sd of what is bargained a quarter
_COPY_NOISE = 0.012  # log sd of a plan that is written from the fact
_OWN_PAST = 3  # full months of his own before a rep's plan is set from them


def plan(world: World, people: list[Person], fact: Ints, rng: np.random.Generator) -> Ints:
    """Set the plans quarter by quarter from what was known when the quarter began.

    Args:
        world: ambition, newcomers' plans, and whether plans are copied from the fact.
        people: as hired.
        fact: people x months of the whole time, net kopecks.
        rng: the stream of plans.

    Returns:
        People x months of the whole time, kopecks; 0 where there is no plan.
    """
    hired, until = _as_rep(people)
    start, end = MONTH_START[:-1], MONTH_START[1:]
    full = (hired[:, None] <= start) & (until[:, None] >= end)
    calm = np.where(full, fact / SEASON, np.nan)
    came = np.where(hired < 0, -FAR, MONTH_OF_DAY[np.maximum(hired, 0)])
    newcomer = np.array([*world.newcomer_plan, np.nan])  # then by his own past
    plans = np.zeros_like(fact)
    for quarter in range(BURN_IN, BURN_IN + MONTHS, 3):
        past = calm[:, quarter - 6 : quarter]
        known = np.isfinite(past).sum(axis=1) >= _OWN_PAST
        own = np.array([np.nanmean(row) if some else np.nan for row, some in zip(past, known, strict=True)])
        usual = float(np.nanmedian(own))
        bargain = np.exp(_NOISE * rng.normal(size=len(people)))
        for month in range(quarter, quarter + 3):
            tenure = np.clip(month - came, 0, len(world.newcomer_plan))
            fresh = newcomer[tenure] * usual
            base = np.where(np.isfinite(fresh), fresh, np.where(known, own, usual))
            # Who comes in the second half of a month gets no plan for it; nobody knew of a leaver.
            there = (hired <= start[month] + MONTH_DAYS[month] // 2) & (until > start[month])
            wanted = np.maximum(base, 0.0) * bargain * world.plan_stretch * SEASON[month]
            plans[:, month] = np.where(there, wanted, 0.0)
    if world.plan_follows_fact:
        plans = _from_fact(world, plans, fact, rng)
    return np.round(plans / _STEP).astype(np.int64) * _STEP


def _as_rep(people: list[Person]) -> tuple[Ints, Ints]:
    """First day as rep and first day no longer rep of everybody; a head who came as head never was one."""
    hired = np.array([one.hired for one in people])
    until = np.array(
        [
            hired if one.seat is None else min(one.left + 1, one.promoted)
            for one, hired in zip(people, hired, strict=True)
        ]
    )
    return hired, until


def _from_fact(world: World, plans: Ints, fact: Ints, rng: np.random.Generator) -> Ints:
    """Pull plans to the fact of their own month."""
    both = (plans > 0) & (fact > 0)
    logs = [np.log(np.where(both, values, 1)) for values in (plans, fact)]
    pull = world.plan_follows_fact
    mixed = np.exp((1 - pull) * logs[0] + pull * logs[1] + _COPY_NOISE * rng.normal(size=plans.shape))
    return np.where(both, mixed, plans).astype(np.int64)
