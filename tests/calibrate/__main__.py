"""`make calibrate`: false alarms and power on series whose truth is known, beside what they should be.

The targets are those that the broken line reached on other synthetic series of the same kinds; nominal size is 10 %.
"""

import os
from collections.abc import Iterable

import numpy as np

from diagnostics.evidence.stall import CHANCE, Stall, stall

SERIES = int(os.environ.get("SERIES", "150"))
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


def made_up(rng: np.random.Generator, n: int, spread: float, rho: float, truth: str) -> tuple[list[float], int]:
    """Monthly sales with a season of their own and correlated noise, and the last month before the break."""
    t, at = np.arange(n), n - 1 - int(rng.integers(10, 15))
    course = (0.0 if truth == "flat" else GROWTH) * t
    if (after := TURNS[truth]) is not None:
        course = course + (after - GROWTH) * np.maximum(0, t - at)
    noise = np.empty(n)
    noise[0] = rng.normal(0, spread)
    for month in range(1, n):
        noise[month] = rho * noise[month - 1] + rng.normal(0, spread * np.sqrt(1 - rho**2))
    season = rng.normal(0, 0.1, 12)[(t + 3) % 12]
    return np.exp(12 + course + season + noise).tolist(), at


def main() -> None:
    """Print the table."""
    print(f"broken line, {SERIES} series a row, nominal {CHANCE:.0%}")
    print(f"{'months':>6} {'sd':>5} {'rho':>4} {'truth':<8} {'called':>7} {'target':>7} {'off by':>7} {'covered':>8}")
    for n, spread, rho, truth, target in ROWS:
        rng = np.random.default_rng([n, int(1000 * spread), int(10 * rho), [*TURNS].index(truth)])
        made = [made_up(rng, n, spread, rho, truth) for _ in range(SERIES)]
        found = [stall(sales, 3) for sales, _at in made]
        seen = [(one, at) for one, (_sales, at) in zip(found, made, strict=True) if one is not None and one.p <= CHANCE]
        print(f"{n:>6} {spread:>5} {rho:>4} {truth:<8} {len(seen) / SERIES:>7.0%} {target:>6} % {_dates(seen if TURNS[truth] is not None else [])}")


def _dates(seen: Iterable[tuple[Stall, int]]) -> str:
    """How many months the date is off, in the middle, and how often its interval of 80 % holds the break."""
    pairs = list(seen)
    if not pairs:
        return ""
    off = np.median([abs(one.at - at) for one, at in pairs])
    return f"{off:>7.1f} {np.mean([one.low <= at <= one.high for one, at in pairs]):>8.0%}"


if __name__ == "__main__":
    main()
