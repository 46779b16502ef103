"""How long people stay: survival statistics with late entry, in numpy alone.

Everything here is a pure function of a `Spells`: the stretches of tenure during which people were
under observation. A staff list that is complete only from some day on shows nobody who left before
that day, so each person counts from the tenure he had reached by then (late entry, or left
truncation), never from zero. The risk set at tenure t is therefore {entry < t <= exit} throughout.

Sources: Klein & Moeschberger, *Survival Analysis*, 2nd ed. 2003, ch. 4 (product-limit estimate,
Greenwood variance, log-log interval, late entry) and ch. 7 (log-rank test); Garwood 1936
(*Biometrika* 28, 437-442) for the interval of a Poisson mean.
"""

import math
from dataclasses import dataclass, field
from datetime import date
from typing import NamedTuple

import numpy as np
import numpy.typing as npt

from diagnostics.evidence.intervals import Z95, poisson_interval

FloatArray = npt.NDArray[np.float64]
IntArray = npt.NDArray[np.int64]
BoolArray = npt.NDArray[np.bool_]
Day = date | np.datetime64

DAYS_PER_MONTH = 30.4375
"""The mean month, 365.25 / 12 days."""

_ROUNDING = 1e-12
"""A product of risk-set fractions that equals one half on paper may miss it by this much."""


@dataclass(frozen=True, eq=False)
class Spells:
    """Stretches of time during which people were seen at work, one row a stretch.

    Attributes:
        entry: Shape (n,), months. When observation of the person begins.
        exit: Shape (n,), months. When it ends: he left, or the data end.
        event: Shape (n,), bool. True if the stretch ended because he left.
        cens: Shape (n,), months. Where the stretch would have ended had he stayed; for those who did,
            the same as `exit`.

    Raises:
        ValueError: The arrays differ in length, or not entry < exit <= cens in some row.
    """

    entry: FloatArray
    exit: FloatArray
    event: BoolArray
    cens: FloatArray

    def __post_init__(self) -> None:
        """Refuse rows that no person can have lived."""
        if not self.entry.shape == self.exit.shape == self.event.shape == self.cens.shape == (len(self),):
            raise ValueError("entry, exit, event and cens must be vectors of one length")
        if not np.all((self.entry < self.exit) & (self.exit <= self.cens)):
            raise ValueError("each spell needs entry < exit <= cens")

    def __len__(self) -> int:
        return len(self.entry)


def spells(hired: npt.ArrayLike, left: npt.ArrayLike, as_of: Day, observed_from: Day) -> Spells:
    """Measure people's stay on the clock of tenure: months since each was hired.

    Outside are people who left on or before `observed_from`, were hired on or after `as_of`, or left on
    the day they were hired (or, by a slip, before it): none of them spent a day under observation.

    Args:
        hired: Shape (n,), dates. NaT: unknown, the person is outside.
        left: Shape (n,), dates. NaT: still at work. A date after `as_of` counts as still at work.
        as_of: The last day of the data.
        observed_from: The first day from which the staff list is complete (not the first sale).

    Returns:
        Spells in months of tenure, in the order of the input, people outside left out.
    """
    return _measured(hired, left, as_of, observed_from, on_calendar=False)


def calendar_spells(hired: npt.ArrayLike, left: npt.ArrayLike, as_of: Day, observed_from: Day) -> Spells:
    """Measure the same people on the calendar: months since `observed_from`, alike for all.

    Args:
        hired: Shape (n,), dates; as in `spells`.
        left: Shape (n,), dates; as in `spells`.
        as_of: The last day of the data.
        observed_from: The first day from which the staff list is complete; zero of this clock.

    Returns:
        Spells of the same people in the same order; `cens` is the same for all.
    """
    return _measured(hired, left, as_of, observed_from, on_calendar=True)


def split_at(
    hired: npt.ArrayLike, left: npt.ArrayLike, as_of: Day, observed_from: Day, split: Day
) -> tuple[Spells, IntArray]:
    """Split everybody's tenure at a day of the calendar, to compare leaving before and after it.

    A person who worked through the day (a new head was appointed) gives two spells: one that ends on it
    without an event, and one that enters late with the tenure already reached. Whoever left on the very
    day belongs to the time before.

    Args:
        hired: Shape (n,), dates; as in `spells`.
        left: Shape (n,), dates; as in `spells`.
        as_of: The last day of the data.
        observed_from: The first day from which the staff list is complete.
        split: The day of the calendar.

    Returns:
        Spells in months of tenure, those before the day first, and the group of each, shape (m,):
        0 before, 1 after. Ready for `log_rank`.
    """
    before = spells(hired, left, min(_day(split), _day(as_of)), observed_from)
    after = spells(hired, left, as_of, max(_day(split), _day(observed_from)))
    both = Spells(
        entry=np.concatenate([before.entry, after.entry]),
        exit=np.concatenate([before.exit, after.exit]),
        event=np.concatenate([before.event, after.event]),
        cens=np.concatenate([before.cens, after.cens]),
    )
    return both, np.repeat(np.array([0, 1], dtype=np.int64), [len(before), len(after)])


@dataclass(frozen=True, eq=False)
class KaplanMeier:
    """A product-limit curve: the share still here at each tenure among those who reached `start`.

    Attributes:
        start: Months; the curve is 1 here and says nothing of earlier tenure. None: the curve is empty.
        time: Shape (k,), months. Tenures after `start` at which somebody left, rising.
        at_risk: Shape (k,), people. Under observation just before each time.
        events: Shape (k,), people. Left at each time.
        survival: Shape (k,). Share still here just after each time.
        low: Shape (k,). Lower limit of `survival`, point by point.
        high: Shape (k,). Upper limit. Where the curve has come down to 0 the log-log interval does not
            exist; the last limit that does is kept, which covers since the true curve cannot rise.
        spells: What the curve was computed from.
    """

    start: float | None
    time: FloatArray
    at_risk: IntArray
    events: IntArray
    survival: FloatArray
    low: FloatArray
    high: FloatArray
    spells: Spells = field(repr=False)

    def at(self, t: float) -> float | None:
        """Share still here at tenure `t` months; None before `start`, and after the last person seen if he stayed."""
        if self.start is None or t < self.start:
            return None
        if t > self.spells.exit.max() and not (self.survival.size and self.survival[-1] <= _ROUNDING):
            return None
        passed = int(np.searchsorted(self.time, t, side="right"))
        return float(self.survival[passed - 1]) if passed else 1.0

    def median(self) -> tuple[float | None, float | None, float | None]:
        """Tenure by which half of those who reached `start` have left.

        Returns:
            The first tenure at which the curve is at or under one half, and where the lower and the upper
            limit of the curve come there (Brookmeyer & Crowley 1982, on the log-log scale). Months of
            tenure, not months after `start`. None: not reached.
        """
        half, low, high = (self._falls_to_half(curve) for curve in (self.survival, self.low, self.high))
        return half, low, high

    def at_risk_at(self, times: npt.ArrayLike) -> IntArray:
        """People under observation at each of `times`, for the row of numbers under the chart.

        Args:
            times: Shape (m,), months, in any order.

        Returns:
            Shape (m,). Size of {entry < t <= exit}; at 0 those just after it, since nobody can enter earlier.
        """
        instants = np.maximum(np.asarray(times, dtype=np.float64), np.nextafter(0.0, 1.0))
        return _at_risk(self.spells.entry, self.spells.exit, instants)

    def _falls_to_half(self, curve: FloatArray) -> float | None:
        under = np.flatnonzero(curve <= 0.5 + _ROUNDING)
        return float(self.time[under[0]]) if under.size else None


def kaplan_meier(people: Spells, min_risk: int = 1) -> KaplanMeier:
    """Estimate the share still here by tenure (Kaplan & Meier 1958, late entry allowed).

    S(t) = prod over leaving times u <= t of (1 - d_u / n_u), Greenwood variance
    v(t) = sum of d_u / (n_u (n_u - d_u)), 95 % interval point by point S^exp(+-z sqrt(v) / ln S).

    With late entry the first risk sets can be one or two people, and one early leaver would bring the
    curve to 0 for good. So it starts at the first tenure from which at least `min_risk` people are at
    risk and is conditional on having reached it: 3 to 5 for the eye, 1 for the textbook estimate.

    Args:
        people: Spells in months.
        min_risk: People needed to start the curve.

    Returns:
        The curve; an empty one if there is nobody, or never `min_risk` people at once.
    """
    start = _start(people, min_risk)
    leaving = people.exit[people.event]
    time, count = np.unique(leaving[leaving > (math.inf if start is None else start)], return_counts=True)
    at_risk, events = _at_risk(people.entry, people.exit, time), count.astype(np.int64)
    staying: FloatArray = 1 - events / at_risk
    survival = staying.cumprod()
    low, high = _log_log_interval(survival, at_risk, events)
    return KaplanMeier(start, time, at_risk, events, survival, low, high, people)


class Hazard(NamedTuple):
    """Leavers per person-month over some months of tenure; None where no time was observed."""

    leavers: int
    person_months: float
    hazard: float | None
    low: float | None
    high: float | None


def monthly_hazard(people: Spells, first: int, last: int) -> Hazard:
    """Rate of leaving in months `first` to `last` of tenure, both included, counted from 1.

    Month k of tenure is the stretch (k - 1, k], so that months 3 to 8 are tenure in (2, 8]: whoever left
    with a tenure of exactly 2 months left in his second month and is not counted, with exactly 8 is.

    Args:
        people: Spells in months.
        first: First month, at least 1.
        last: Last month, at least `first`.

    Returns:
        Leavers, person-months, leavers per person-month and the 95 % interval of Garwood (see
        `poisson_interval`), which treats the observed time as fixed.

    Raises:
        ValueError: Not 1 <= first <= last.
    """
    if not 1 <= first <= last:
        raise ValueError("months of tenure run from 1, and first must not exceed last")
    start, end = float(first - 1), float(last)
    person_months = float((people.exit.clip(start, end) - people.entry.clip(start, end)).sum())
    leavers = int((people.event & (people.exit > start) & (people.exit <= end)).sum())
    if not person_months:
        return Hazard(leavers, person_months, None, None, None)
    low, high = poisson_interval(leavers)
    return Hazard(leavers, person_months, leavers / person_months, low / person_months, high / person_months)


@dataclass(frozen=True)
class LogRank:
    """Do the people of group 1 leave at another rate than the rest?

    Attributes:
        observed: Leavers of group 1.
        expected: How many there would have been at the common hazard.
        z: (observed - expected) / its standard error; above 0 group 1 leaves faster.
        p: Two-sided, from the normal distribution.
    """

    observed: int
    expected: float
    z: float
    p: float

def log_rank(people: Spells, group: npt.ArrayLike) -> LogRank:
    """Compare leaving in two groups over all tenure (Mantel 1966, late entry allowed).

    At each leaving time, d of n people leave, of whom n1 are of group 1: E = d n1 / n and, hypergeometric,
    V = d (n1 / n) (1 - n1 / n) (n - d) / (n - 1). A person may stand in both groups with different
    stretches of his tenure (see `split_at`), but never in a group that his own future decides.

    Args:
        people: Spells in months.
        group: Shape (n,). 1 or True marks group 1, 0 or False the rest.

    Returns:
        The test; z = 0 and p = 1 where there is nothing to compare.
    """
    in_group = np.asarray(group, dtype=np.bool_)
    time, count = np.unique(people.exit[people.event], return_counts=True)
    at_risk = _at_risk(people.entry, people.exit, time)
    share = _at_risk(people.entry[in_group], people.exit[in_group], time) / at_risk
    observed = int(people.event[in_group].sum())
    expected = float((count * share).sum())
    # A lone person at risk tells nothing: the numerator is 0 then, and only 0 / 0 is to be avoided.
    variance = count * share * (1 - share) * (at_risk - count) / np.maximum(at_risk - 1, 1)
    spread = math.sqrt(variance.sum())
    z = (observed - expected) / spread if spread else 0.0
    return LogRank(observed, expected, z, math.erfc(abs(z) / math.sqrt(2)))


def _day(day: Day) -> np.datetime64:
    return day.astype("datetime64[D]") if isinstance(day, np.datetime64) else np.datetime64(day, "D")


def _measured(
    hired: npt.ArrayLike, left: npt.ArrayLike, as_of: Day, observed_from: Day, *, on_calendar: bool
) -> Spells:
    came: npt.NDArray[np.datetime64] = np.asarray(hired, dtype="datetime64[D]")
    went: npt.NDArray[np.datetime64] = np.asarray(left, dtype="datetime64[D]")
    last, first = _day(as_of), _day(observed_from)
    event = went <= last  # NaT compares as false: still at work
    begin, end = np.maximum(came, first), np.where(event, went, last)
    inside = begin < end
    zero = np.full(came.shape, first) if on_calendar else came

    def months(day: npt.NDArray[np.datetime64]) -> FloatArray:
        elapsed: FloatArray = (day - zero)[inside].astype(np.float64) / DAYS_PER_MONTH
        return elapsed

    return Spells(months(begin), months(end), event[inside], months(np.full(came.shape, last)))


def _at_risk(entry: FloatArray, until: FloatArray, times: FloatArray) -> IntArray:
    """Size of {entry < t <= exit} at each time: those who have entered less those who have gone."""
    entered = np.searchsorted(np.sort(entry), times, side="left")
    return (entered - np.searchsorted(np.sort(until), times, side="left")).astype(np.int64)


def _start(people: Spells, min_risk: int) -> float | None:
    """First tenure just after which `min_risk` people are at risk; their number only grows at entries."""
    entries = np.unique(people.entry)
    enough = np.flatnonzero(_at_risk(people.entry, people.exit, np.nextafter(entries, math.inf)) >= min_risk)
    return float(entries[enough[0]]) if enough.size else None


def _log_log_interval(survival: FloatArray, at_risk: IntArray, events: IntArray) -> tuple[FloatArray, FloatArray]:
    low, high = np.zeros_like(survival), np.ones_like(survival)
    alive = survival > 0  # holds up to some time and never again
    s, n, d = survival[alive], at_risk[alive], events[alive]
    half = Z95 * np.sqrt(np.cumsum(d / (n * (n - d)))) / -np.log(s)
    low[alive], high[alive] = s ** np.exp(half), s ** np.exp(-half)
    if s.size:
        high[~alive] = high[s.size - 1]
    return low, high
