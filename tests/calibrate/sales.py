"""When growth stops, and a step at a known month: on monthly sales with a season and correlated noise. Nominal size is 10 %."""

from collections.abc import Iterable

import numpy as np

from diagnostics.evidence.stall import CHANCE, Stall, stall
from diagnostics.evidence.step import step

from .runs import SERIES

GROWTH = 0.01  # of a month, before the break
TURNS = {"flat": None, "growing": None, "stall": 0.0, "fall": -GROWTH}
"""Truth -> growth of a month behind the break; None where there is no break."""

ROWS = (  # months, sd and correlation of the noise, truth, per cent that should be called stalled
    (24, 0.05, 0.0, "growing", 5), (24, 0.05, 0.0, "flat", 2), (24, 0.05, 0.0, "stall", 37), (24, 0.05, 0.0, "fall", 79),
    (24, 0.08, 0.3, "growing", 15), (24, 0.08, 0.3, "flat", 9),
    (36, 0.05, 0.0, "growing", 6), (36, 0.05, 0.0, "flat", 5), (36, 0.05, 0.0, "stall", 56), (36, 0.05, 0.0, "fall", 99),
    (36, 0.08, 0.3, "growing", 11), (36, 0.08, 0.3, "flat", 9),
    (48, 0.05, 0.0, "stall", 75), (48, 0.05, 0.0, "fall", 100),
    (48, 0.08, 0.3, "growing", 13), (48, 0.08, 0.3, "flat", 10), (48, 0.08, 0.3, "stall", 45), (48, 0.08, 0.3, "fall", 82),
)  # fmt: skip


STEPS = (  # months, place of the step, sd and correlation of the noise, wandering of the level a month, true change, per cent of series in which a fall is seen
    (36, 18, 0.05, 0.3, 0.02, 0.0, 20), (36, 18, 0.05, 0.3, 0.02, -0.1, 65), (36, 18, 0.05, 0.3, 0.02, -0.2, 95),
    (36, 28, 0.08, 0.3, 0.0, 0.0, 20), (36, 28, 0.08, 0.3, 0.0, -0.1, 65), (36, 28, 0.08, 0.3, 0.0, -0.2, 95),
    (48, 30, 0.08, 0.3, 0.0, 0.0, 20), (48, 30, 0.08, 0.3, 0.0, -0.1, 65), (48, 30, 0.08, 0.3, 0.0, -0.2, 95),
)  # fmt: skip
COVERED = 75  # per cent of intervals that held the step; its bias was 2 to 3 points downwards


def made_up(rng: np.random.Generator, n: int, spread: float, rho: float, truth: str) -> tuple[list[float], int]:
    """Monthly sales with a season of their own and correlated noise, and the last month before the break."""
    t, at = np.arange(n), n - 1 - int(rng.integers(10, 15))
    course = (0.0 if truth == "flat" else GROWTH) * t
    if (after := TURNS[truth]) is not None:
        course = course + (after - GROWTH) * np.maximum(0, t - at)
    return np.exp(12 + course + season_and_noise(rng, n, spread, rho)).tolist(), at


def season_and_noise(rng: np.random.Generator, n: int, spread: float, rho: float) -> np.ndarray:
    """What every month of a year has of its own, and correlated noise."""
    noise = np.empty(n)
    noise[0] = rng.normal(0, spread)
    for month in range(1, n):
        noise[month] = rho * noise[month - 1] + rng.normal(0, spread * np.sqrt(1 - rho**2))
    return rng.normal(0, 0.1, 12)[(np.arange(n) + 3) % 12] + noise


def breaks() -> None:
    """When growth stops: how often a break is seen, and how far off its date is."""
    print(f"broken line, {SERIES} series a row, nominal {CHANCE:.0%}")
    print(f"{'months':>6} {'sd':>5} {'rho':>4} {'truth':<8} {'called':>7} {'target':>7} {'off by':>7} {'covered':>8}")
    for n, spread, rho, truth, target in ROWS:
        rng = np.random.default_rng([n, int(1000 * spread), int(10 * rho), [*TURNS].index(truth)])
        made = [made_up(rng, n, spread, rho, truth) for _ in range(SERIES)]
        found = [stall(sales, 3) for sales, _at in made]
        seen = [(one, at) for one, (_sales, at) in zip(found, made, strict=True) if one is not None and one.p <= CHANCE]
        print(f"{n:>6} {spread:>5} {rho:>4} {truth:<8} {len(seen) / SERIES:>7.0%} {target:>6} % {_dates(seen if TURNS[truth] is not None else [])}")


def steps() -> None:
    """A level that moves at a known month: bias, how often the interval of 80 % holds it, how often a fall is seen."""
    print(f"step, {SERIES} series a row; on synthetic companies {COVERED} % were covered")
    print(f"{'months':>6} {'at':>3} {'sd':>5} {'wander':>6} {'truth':>6} {'bias':>6} {'covered':>8} {'seen':>5} {'target':>7}")
    for n, at, spread, rho, wander, truth, target in STEPS:
        rng, t = np.random.default_rng([n, at, int(1000 * spread), int(-100 * truth)]), np.arange(n)
        found = []
        for _ in range(SERIES):
            level = np.log1p(truth) * (t >= at) + np.cumsum(rng.normal(0, wander, n))
            one = step(np.exp(12 + 0.005 * t + level + season_and_noise(rng, n, spread, rho)).tolist(), at, 3)
            found += [] if one is None else [one]
        bias = np.mean([np.expm1(one.change) for one in found]) - truth
        covered = np.mean([one.low <= np.log1p(truth) <= one.high for one in found])
        seen = np.mean([one.high < 0 for one in found])
        print(f"{n:>6} {at:>3} {spread:>5} {wander:>6} {truth:>6.0%} {bias:>6.1%} {covered:>8.0%} {seen:>5.0%} {target:>5} %")


def _dates(seen: Iterable[tuple[Stall, int]]) -> str:
    """How many months the date is off, in the middle, and how often its interval of 80 % holds the break."""
    pairs = list(seen)
    if not pairs:
        return ""
    off = np.median([abs(one.at - at) for one, at in pairs])
    return f"{off:>7.1f} {np.mean([one.low <= at <= one.high for one, at in pairs]):>8.0%}"
