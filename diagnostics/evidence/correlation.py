"""How closely two monthly series go together, when a month takes after the one before."""

from math import atanh, sqrt, tanh

import numpy as np

from diagnostics.evidence.survival import BoolArray, FloatArray

NEARLY = 1 - 1e-9  # a perfect correlation has no place on Fisher's scale
LEAST = 4.0  # cases for which Fisher's interval is one


def fisher(correlation: float) -> float:
    """A correlation on Fisher's scale, on which its error is the same everywhere."""
    return atanh(min(NEARLY, max(-NEARLY, correlation)))


def serial_correlation(one: FloatArray, other: FloatArray, follows: BoolArray, z: float) -> tuple[float, float, float]:
    """Pearson's correlation and its interval by Fisher at the effective number of months.

    Months that take after the one before count as fewer: n (1 - r1 r2) / (1 + r1 r2) by their correlations with it (Bartlett 1935).

    Args:
        one: shape (n,), about nought, not constant.
        other: likewise.
        follows: shape (n - 1,). Whether the months 1 ... n - 1 come right after those before them in the arrays.
        z: of the normal distribution, by how sure the interval is to be.
    """
    a, b = (series / np.sqrt(series @ series) for series in (one, other))
    both = float((a[1:] * a[:-1])[follows].sum() * (b[1:] * b[:-1])[follows].sum())
    n: int = len(a)
    free = min(n, max(n * (1 - both) / (1 + both), LEAST)) - 3
    value = min(1.0, max(-1.0, float(a @ b)))
    low, high = (tanh(fisher(value) + side * z / sqrt(free)) for side in (-1, 1))
    return value, min(low, value), max(high, value)
