"""The clients: when each came, how big he is, in what rhythm he buys, and in which months he sleeps."""

from dataclasses import dataclass
from statistics import NormalDist

import numpy as np

from diagnostics.demo.arrays import Bools, Floats, Ints
from diagnostics.demo.clock import BURN_IN, MONTH_DAYS, MONTH_OF_DAY, MONTH_START, MONTHS
from diagnostics.demo.world import World

__all__ = ["Clients", "be_born"]

_LIST_DAYS = 2000  # the oldest client was entered so long before day 0
_GAP_DAYS, _GAP_SPREAD = 30.0, 0.35  # median days between purchases, log sd between clients
_SIZE_SPREAD, _SIZE_LIMIT = 0.72, 2.0  # log sd of size; cut, so that no one client carries the company
_ONE_TIME = 0.08  # share of newcomers who buy once
_ARRIVAL_NOISE = 0.15  # sd of a month's new clients, share


@dataclass(frozen=True)
class Clients:
    """One entry per client in every array, in order of creation."""

    created: Ints  # day of entry into the list, before day 0 for old ones
    size: Floats  # cheque, times the median client's
    gap: Floats  # mean days between purchases while awake
    awake: Bools  # clients x months: can buy in this month
    once: Bools  # buys once

    def __len__(self) -> int:
        return len(self.created)


def be_born(world: World, rng: np.random.Generator) -> Clients:
    """Draw the list of clients.

    Args:
        world: how many there are, how they come, fall asleep and wake.
        rng: the stream of clients.

    Returns:
        Clients in order of creation.
    """
    old = round(world.start_clients * world.seats)
    created = np.concatenate([np.sort(-rng.integers(1, _LIST_DAYS, old)), _arrivals(world, rng)])
    count = len(created)
    # Shuffled even steps, not free draws: two companies differ in who is big, not in how many are.
    steps = np.array([NormalDist().inv_cdf((i + 0.5) / count) for i in range(count)])
    size = np.exp(_SIZE_SPREAD * np.clip(rng.permutation(steps), -_SIZE_LIMIT, _SIZE_LIMIT))
    gap = _GAP_DAYS * np.exp(_GAP_SPREAD * rng.permutation(steps))
    once = (rng.random(count) < _ONE_TIME) & (created >= 0)
    awake = _waking(world, created, rng)
    awake[rng.random(count) < world.never_bought] = False
    return Clients(created, size, gap, awake, once)


def _arrivals(world: World, rng: np.random.Generator) -> Ints:
    """Days on which new clients are entered, ascending."""
    months = BURN_IN + MONTHS
    rate = world.new_clients * world.seats * (1.0 + _ARRIVAL_NOISE * rng.normal(size=months))
    fading, times = world.new_fade
    rate[months - fading :] *= times
    # Running total first, then whole clients: a fraction is carried over instead of being drawn.
    count = np.diff(np.floor(np.cumsum(np.maximum(rate, 0.0))), prepend=0.0).astype(np.int64)
    month = np.repeat(np.arange(months), count)
    return np.sort(MONTH_START[month] + (rng.random(len(month)) * MONTH_DAYS[month]).astype(np.int64))


def _waking(world: World, created: Ints, rng: np.random.Generator) -> Bools:
    """Clients x months: awake when created, then asleep and awake by the chances of the world."""
    months = BURN_IN + MONTHS
    first, last = world.death
    death = np.interp(np.arange(months), [BURN_IN, months - 1], [first, last])
    born = np.where(created < 0, 0, MONTH_OF_DAY[np.maximum(created, 0)])
    awake = np.zeros((len(created), months), dtype=np.bool_)
    for month in range(months):
        draw = rng.random(len(created))
        before = awake[:, month - 1] if month else np.zeros(len(created), dtype=np.bool_)
        stays = np.where(before, draw >= death[month], draw < world.revival)
        awake[:, month] = (born == month) | (stays & (born < month))
    return awake
