"""Is there a certain period in which people leave? The scan test on two clocks, in numpy alone.

People leave more often in some months than in others by chance alone, and whoever looks for the worst
window will find one. The scan statistic (Kulldorff 1997, *Communications in Statistics: Theory and
Methods* 26, 1481-1496) takes the search itself into account: the window with the highest Poisson
likelihood ratio is compared with the highest ones of companies where everybody leaves at one constant
hazard. Those companies are simulated from the very people at hand, each from his own entry to his own
`cens`, so late entry, censoring and the small number of people are inside the p-value too.
"""

from dataclasses import dataclass
from typing import Literal

import numpy as np

from diagnostics.evidence.survival import BoolArray, FloatArray, IntArray, Spells

Clock = Literal["tenure", "calendar", "none"]

FEWEST_LEAVERS = 3
"""Two leavers always stand somewhere; under three no window can be told from that."""

WIDTHS = range(2, 7)
"""Months that a window may be long."""

CHANCE = 0.05
"""Highest p that counts as a finding."""

_TINY = 1e-9
"""Floor of an expected count: sums of floats may leave an empty window a hair under zero."""


@dataclass(frozen=True)
class Scan:
    """The window in which leaving is most concentrated, and how easily chance makes one like it.

    Attributes:
        window: Whole months (from, to): the stretch (from, to] of the clock. On tenure these are the
            months from + 1 to `to` of `monthly_hazard`.
        p: Share of simulated companies with a window at least as sharp, the real one counted in.
        leavers_in: People who left in the window.
        leavers: People who left in all the months scanned.
        log_likelihood_ratio: The statistic of the window.
    """

    window: tuple[int, int]
    p: float
    leavers_in: int
    leavers: int
    log_likelihood_ratio: float


def scan(people: Spells, months: int = 36, *, runs: int = 999, seed: int = 0) -> Scan | None:
    """Find the window in which people leave most, and test it against a constant hazard.

    The same function serves both clocks: give it `spells` for tenure and `calendar_spells` for the
    calendar, there with `months` up to the end of the data. A finding on tenure in the first months may
    be no more than the losses every firm has early on (Farber 1994), and among 8 to 15 people the lack
    of a finding means nothing.

    Args:
        people: Spells in months of either clock.
        months: Length of the clock that is scanned, from 0.
        runs: Simulated companies; the smallest p possible is 1 / (runs + 1).
        seed: Of the random generator; the same seed gives the same p.

    Returns:
        The best window (the earliest, then the shortest of equals), or None when fewer than
        `FEWEST_LEAVERS` left in the months scanned.
    """
    left, time = _running_totals(people, people.exit[None, :], people.event[None, :], months)
    leavers, person_months = int(left[0, -1]), float(time[0, -1])
    windows = _windows(months)
    if leavers < FEWEST_LEAVERS or not len(windows):
        return None
    ratios = _log_likelihood_ratios(left, time, windows)[0]
    best = int(ratios.argmax())
    begin, end = (int(edge) for edge in windows[best])
    simulated = _simulated_maxima(people, leavers / person_months, windows, months, runs=runs, seed=seed)
    return Scan(
        window=(begin, end),
        p=float((1 + (simulated >= ratios[best] - 1e-12).sum()) / (runs + 1)),
        leavers_in=int(left[0, end] - left[0, begin]),
        leavers=leavers,
        log_likelihood_ratio=float(ratios[best]),
    )


def exit_clock(tenure: Scan | None, calendar: Scan | None) -> Clock:
    """Name the clock on which people leave together.

    Tenure speaks for what every newcomer goes through (training, the end of probation or of guaranteed
    pay), the calendar for an event (a new head, a new pay scheme, a season).

    Args:
        tenure: Scan of `spells`.
        calendar: Scan of `calendar_spells` of the same people.

    Returns:
        The clock with the smaller p, of equals the one with the larger likelihood ratio; "none" when
        neither is a finding.
    """
    clocks: tuple[tuple[Clock, Scan | None], ...] = (("tenure", tenure), ("calendar", calendar))
    found = [(clock, result) for clock, result in clocks if result is not None and result.p <= CHANCE]
    if not found:
        return "none"
    return min(found, key=lambda pair: (pair[1].p, -pair[1].log_likelihood_ratio))[0]


def _windows(months: int) -> IntArray:
    """All windows (from, to) inside 0..months, earliest and then shortest first; shape (w, 2)."""
    pairs = [(begin, begin + width) for begin in range(months) for width in WIDTHS if begin + width <= months]
    return np.array(pairs, dtype=np.int64).reshape(-1, 2)


def _running_totals(people: Spells, drawn: FloatArray, event: BoolArray, months: int) -> tuple[IntArray, FloatArray]:
    """Leavers and person-months up to each whole month of the clock.

    Args:
        people: Spells of n people.
        drawn: Shape (runs, n), months. Ends of observation.
        event: Shape (runs, n). Whether that end is a leaving.
        months: Length of the clock K.

    Returns:
        Two arrays of shape (runs, K + 1); a window's sum is the difference of two columns.
    """
    edges = range(months + 1)
    entered = [np.minimum(people.entry, edge).sum() for edge in edges]
    left = np.stack([((drawn <= edge) & event).sum(axis=1) for edge in edges], axis=1)
    time = np.stack([np.minimum(drawn, edge).sum(axis=1) - entered[edge] for edge in edges], axis=1)
    return left.astype(np.int64), time


def _log_likelihood_ratios(left: IntArray, time: FloatArray, windows: IntArray) -> FloatArray:
    """Poisson log likelihood ratio of each window against one hazard for all; 0 where fewer leave inside.

    d ln(d / e) + (D - d) ln((D - d) / (D - e)) with d of D leavers inside and e = D times the window's
    share of person-months. Running totals of shape (runs, K + 1) give (runs, windows).
    """
    begin, end = windows.T
    total = left[:, -1:]
    observed = left[:, end] - left[:, begin]
    expected = total * (time[:, end] - time[:, begin]) / np.maximum(time[:, -1:], _TINY)
    ratios = _surprise(observed, expected) + _surprise(total - observed, total - expected)
    return np.where(observed > expected, ratios, 0.0)


def _surprise(count: IntArray, expected: FloatArray) -> FloatArray:
    """Count times ln(count / expected), which is 0 for a count of 0."""
    log_ratio: FloatArray = np.log(np.maximum(count, 1) / np.maximum(expected, _TINY))
    return count * log_ratio


def _simulated_maxima(
    people: Spells, hazard: float, windows: IntArray, months: int, *, runs: int, seed: int
) -> FloatArray:
    """Highest ratio in each of `runs` companies of the same people who leave at one hazard; shape (runs,)."""
    generator = np.random.default_rng(seed)
    drawn = people.entry + generator.exponential(1 / hazard, (runs, len(people)))
    left, time = _running_totals(people, np.minimum(drawn, people.cens), drawn <= people.cens, months)
    maxima: FloatArray = _log_likelihood_ratios(left, time, windows).max(axis=1)
    return maxima
