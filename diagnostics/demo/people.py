"""Who works in the department, from when to when, and how strongly he sells."""

from dataclasses import dataclass

import numpy as np

from diagnostics.demo.arrays import Floats, Ints
from diagnostics.demo.clock import (
    BURN_IN,
    DAYS_IN_MONTH,
    FAR,
    FIRST_DAY,
    LAST_DAY,
    MONTH_START,
    MONTHS,
    no_weekend,
)
from diagnostics.demo.world import World

__all__ = ["Person", "hire", "ramp", "working_on"]

_FUTURE_HEAD, _STAR, _WEAK = 0, 1, (2, 4, 6)  # seats of exceptional people; no two plants share a seat
_SPREAD = 0.09  # log sd of talent among usual reps
_SETTLED_DAYS, _FRESH_DAYS = (450, 2600), (0, 45)  # tenure on day 0
_VACANCY_DAYS, _SUCCESSION_DAYS = (
    (12, 55),
    (75, 110),
)  # an empty seat waits so long, the promoted rep's longer
_RAMP_START, _RAMP_MONTHS = 0.55, 3.5  # a newcomer's first sales to a client, and how fast he learns


@dataclass(frozen=True)
class Person:
    """One person and his place. Days as in `clock`; `left` and `promoted` are FAR where they never came."""

    seat: int | None  # None: he came as head
    hired: int
    left: int  # last working day
    level: float  # sales to one client, times a usual rep's
    book: float  # wanted number of clients, times a usual rep's
    promoted: int  # first day as head

    @property
    def on_sheet(self) -> bool:
        """Whether the staff list of the files knows this person."""
        return self.left >= FIRST_DAY and self.hired <= LAST_DAY

    @property
    def heads(self) -> bool:
        """Whether the person is head at the end of the files."""
        return self.promoted <= LAST_DAY


def hire(world: World, rng: np.random.Generator) -> list[Person]:
    """Fill the seats over the whole time, an emptied seat again after a while.

    Args:
        world: seats, veterans, hazard, and who is exceptional.
        rng: the stream of people; every seat gets a stream of its own.

    Returns:
        Persons; exactly one of them is head at the end.
    """
    promotion = int(MONTH_START[BURN_IN + MONTHS - world.promoted_months_ago]) if world.promoted_months_ago else FAR
    people = []
    if promotion == FAR:
        came = no_weekend(-int(rng.integers(*_SETTLED_DAYS)))
        people.append(Person(None, came, FAR, 1.0, 0.0, came))
    for seat, stream in enumerate(rng.spawn(world.seats)):
        people += _fill(world, seat, promotion, stream)
    return people


def working_on(people: list[Person], day: int, tenure: int = 0) -> list[int]:
    """Indexes of the reps who work on a day and have worked for `tenure` days by then."""
    return [
        i
        for i, one in enumerate(people)
        if one.seat is not None and one.hired + tenure <= day <= one.left and day < one.promoted
    ]


def ramp(tenure_days: Ints) -> Floats:
    """Sales of a person to one client, to his own later sales, by days of tenure."""
    return 1.0 - (1.0 - _RAMP_START) * np.exp(-tenure_days / DAYS_IN_MONTH / _RAMP_MONTHS)


def _fill(world: World, seat: int, promotion: int, rng: np.random.Generator) -> list[Person]:
    """The people of one seat, one after another."""
    veteran, weak = seat < world.seats - world.fresh_seats, seat in _WEAK[: world.weak_seats]
    hired = no_weekend(-int(rng.integers(*(_SETTLED_DAYS if veteran else _FRESH_DAYS))))
    # The exceptional stay: if they left in some seeds, these would be other companies.
    if seat == _STAR and world.star_level > 1.0:
        return [Person(seat, hired, FAR, world.star_level, world.star_book, FAR)]
    if weak and veteran:
        return [Person(seat, hired, FAR, world.weak_level * _talent(rng), 1.0, FAR)]
    people = []
    if seat == _FUTURE_HEAD and promotion < FAR:
        people.append(Person(seat, hired, FAR, world.head_level, world.head_book, promotion))
        hired = no_weekend(promotion + int(rng.integers(*_SUCCESSION_DAYS)))
    level = world.weak_level if weak else 1.0
    while hired <= LAST_DAY:
        left = _last_day(world, hired, rng)
        people.append(Person(seat, hired, left, level * _talent(rng), 1.0, FAR))
        hired = no_weekend(left + int(rng.integers(*_VACANCY_DAYS)))
    return people


def _talent(rng: np.random.Generator) -> float:
    return float(np.exp(rng.normal(0.0, _SPREAD)))


def _last_day(world: World, hired: int, rng: np.random.Generator) -> int:
    """Draw the last working day month of tenure by month of tenure, from day 0 or the day of hiring on."""
    month = max(0, int(-hired / DAYS_IN_MONTH))
    while hired + month * DAYS_IN_MONTH <= LAST_DAY:
        hazard = next(chance for start, chance in reversed(world.exit_hazard) if month >= start)
        if rng.random() < hazard:
            left = no_weekend(max(3, int(hired + (month + rng.random()) * DAYS_IN_MONTH)))
            return left if left <= LAST_DAY else FAR
        month += 1
    return FAR
