"""Intervals of shares and ratios."""

from collections.abc import Sequence
from math import sqrt

import numpy as np

Z95 = 1.959964
DRAWS = 1_000


def wilson(hits: int, n: int) -> tuple[float | None, float | None]:
    """95 % interval of a share by Wilson (1927); (None, None) without cases."""
    if n == 0:
        return None, None
    share, square = hits / n, Z95**2
    centre = (share + square / (2 * n)) / (1 + square / n)
    half = Z95 * sqrt(share * (1 - share) / n + square / (4 * n**2)) / (1 + square / n)
    return max(0.0, centre - half), min(1.0, centre + half)


def ratio_interval(parts: Sequence[float], wholes: Sequence[float]) -> tuple[float | None, float | None]:
    """95 % interval of sum(parts) / sum(wholes) when the pairs (months) are drawn again; needs three of them.

    A percentile bootstrap with a fixed seed: the same data give the same interval.
    """
    if len(parts) < 3 or sum(wholes) <= 0:
        return None, None
    rng = np.random.default_rng(0)
    picks = rng.integers(0, len(parts), (DRAWS, len(parts)))
    drawn = np.asarray(wholes, float)[picks].sum(1)
    ratios = np.asarray(parts, float)[picks].sum(1)[drawn > 0] / drawn[drawn > 0]
    low, high = np.quantile(ratios, [0.025, 0.975])
    return float(low), float(high)
