"""Intervals of 95 %: how often they hold what they are about, on cases like those of a small department."""

from collections.abc import Callable

import numpy as np

from diagnostics.evidence.correlation import serial_correlation
from diagnostics.evidence.intervals import Z95, newcombe, poisson_interval, wilson
from diagnostics.evidence.jackknife import jackknife_ratio
from diagnostics.evidence.stages import median_interval
from diagnostics.evidence.survival import kaplan_meier

from .people import TRUTHS, staff
from .runs import SERIES

Limits = tuple[float | None, float | None]
Draw = Callable[[np.random.Generator], tuple[Limits, float]]
"""A made-up case -> the limits found and the truth."""


def share(n: int, truth: float) -> Draw:
    """A share of n cases."""
    return lambda rng: (wilson(int(rng.binomial(n, truth)), n), truth)


def difference(n: int, one: float, other: float) -> Draw:
    """Two shares of n cases each."""
    return lambda rng: (newcombe(int(rng.binomial(n, one)), n, int(rng.binomial(n, other)), n), one - other)


def count(mean: float) -> Draw:
    """So many events on average."""
    return lambda rng: (poisson_interval(int(rng.poisson(mean))), mean)


def months(n: int) -> Draw:
    """Sales of n months, of which a part is the head's."""

    def drawn(rng: np.random.Generator) -> tuple[Limits, float]:
        wholes = rng.lognormal(0, 0.3, n)
        return jackknife_ratio((wholes * rng.beta(6, 14, n)).tolist(), wholes.tolist(), most=1.0), 0.3

    return drawn


def people(n: int) -> Draw:
    """So many people, each with cases that are alike."""

    def drawn(rng: np.random.Generator) -> tuple[Limits, float]:
        wholes = rng.integers(10, 60, n)
        return jackknife_ratio(rng.binomial(wholes, rng.beta(6, 14, n)).tolist(), wholes.tolist(), 1.0), 0.3

    return drawn


def middle(n: int) -> Draw:
    """The median of n deals' days."""
    return lambda rng: (median_interval(rng.lognormal(3, 1, n).tolist()), float(np.exp(3)))


def together(n: int, rho: float) -> Draw:
    """Two series of n months that take after the month before, as they are about their means; uncorrelated."""

    def drawn(rng: np.random.Generator) -> tuple[Limits, float]:
        one, other = (_autocorrelated(rng, n, rho) for _ in range(2))
        return serial_correlation(one - one.mean(), other - other.mean(), np.ones(n - 1, np.bool_), Z95)[1:], 0.0

    return drawn


def _autocorrelated(rng: np.random.Generator, n: int, rho: float) -> np.ndarray:
    series = rng.normal(size=n)
    for month in range(1, n):
        series[month] = rho * series[month - 1] + np.sqrt(1 - rho**2) * series[month]
    return series


def staying(n: int) -> Draw:
    """Who is still there after twelve months, of n people with late entry."""

    def drawn(rng: np.random.Generator) -> tuple[Limits, float]:
        hazard = TRUTHS["constant"](0, 0)
        curve = kaplan_meier(staff(rng, n, TRUTHS["constant"])[0], min_risk=5)
        start = int(curve.start or 0)
        passed = int(np.searchsorted(curve.time, 12, side="right"))
        limits = (float(curve.low[passed - 1]), float(curve.high[passed - 1])) if passed else (1.0, 1.0)
        return limits, (1 - hazard) ** (12 - start)

    return drawn


CASES: dict[str, Draw] = {
    "share of 12, truth 30 %": share(12, 0.3),
    "share of 40, truth 5 %": share(40, 0.05),
    "two shares of 20, 60 and 30 %": difference(20, 0.6, 0.3),
    "count, truth 4": count(4),
    "ratio of 12 months": months(12),
    "ratio of 6 people": people(6),
    "ratio of 12 people": people(12),
    "median of 15 deals": middle(15),
    "correlation of 36 months": together(36, 0.3),
    "still there, 30 people": staying(30),
}


def intervals() -> None:
    """How often each holds the truth, and how wide it is."""
    cases = 10 * SERIES
    print(f"intervals of 95 %, {cases} cases a row")
    print(f"{'of':<32} {'covered':>8} {'width':>7}")
    for number, (title, draw) in enumerate(CASES.items()):
        rng = np.random.default_rng(number)
        found = [(low, high, truth) for (low, high), truth in (draw(rng) for _ in range(cases)) if low is not None and high is not None]
        covered = np.mean([low <= truth <= high for low, high, truth in found])
        print(f"{title:<32} {covered:>8.1%} {np.mean([high - low for low, high, _truth in found]):>7.2f}")
