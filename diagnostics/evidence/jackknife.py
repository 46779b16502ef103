"""Intervals where the cases come in few clusters, people, weeks or months: each is left out in turn.

The cases of one person are alike, so that an interval which counts them one by one is too narrow. On made-up departments of
4 to 12 people 95 % intervals by the jackknife held the truth in 92 to 98 of a hundred; those by drawing 4 to 8 people again, for
a correlation of ranks, in 66 to 85.
"""

from collections.abc import Sequence
from math import inf, sqrt

import numpy as np

from diagnostics.evidence.intervals import Z95

FEW = 4  # clusters, with fewer of which the interval would be as wide as anything


def jackknife(value: float, without: Sequence[float]) -> tuple[float, float] | tuple[None, None]:
    """95 % interval of a statistic by Student's t (Tukey 1958).

    Args:
        value: the statistic of all, on a scale on which it is near to normal.
        without: the same without each of the k clusters.
    """
    k, left = len(without), np.asarray(without, float)
    if k < FEW or not np.isfinite([value, *left]).all():
        return None, None
    half = _t95(k - 1) * sqrt((k - 1) / k * float(((left - left.mean()) ** 2).sum()))
    return value - half, value + half


def jackknife_ratio(
    parts: Sequence[float], wholes: Sequence[float], most: float = inf, least: float = 0.0
) -> tuple[float, float] | tuple[None, None]:
    """95 % interval of sum(parts) / sum(wholes) of k clusters; it ends at `least` and `most`, but never short of the ratio itself."""
    part, whole = np.asarray(parts, float), np.asarray(wholes, float)
    rest = whole.sum() - whole
    if len(part) < FEW or not (rest > 0).all():
        return None, None
    ratio = float(part.sum() / whole.sum())
    low, high = jackknife(ratio, ((part.sum() - part) / rest).tolist())
    return (None, None) if low is None or high is None else (min(ratio, max(least, low)), max(ratio, min(most, high)))


def _t95(free: int) -> float:
    """97.5 % quantile of Student's t by its expansion about the normal one (Fisher & Cornish 1960); from 3 on within 1 %."""
    z = Z95
    return (
        z + (z**3 + z) / (4 * free) + (5 * z**5 + 16 * z**3 + 3 * z) / (96 * free**2)
        + (3 * z**7 + 19 * z**5 + 17 * z**3 - 15 * z) / (384 * free**3)
    )  # fmt: skip
