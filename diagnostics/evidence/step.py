"""A change of level at a month that is known: by how much monthly sales moved then, against their own course and seasons.

log y_t = a + b t + d [t >= at] + s_month(t) + e_t with the noise of noise.py, by generalised least squares.
"""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from diagnostics.evidence.noise import Array, likeliest, whitening

BEFORE, AFTER = 6, 4  # months that the line needs on either side of the step
APART = 4  # months from the step within which another date would show the same one
PLACEBOS = 8  # other dates below which their spread is not known
Z80 = 1.2815515655446004  # of the normal distribution: the interval is one of 80 %


@dataclass(frozen=True)
class Step:
    """A change of level in log points with its interval of 80 %."""

    change: float
    low: float
    high: float


def step(sales: Sequence[float], at: int, first_month: int = 0) -> Step | None:
    """The change of level from the month `at` on; None with too few months around it or where one is not above nought.

    The standard error is widened by what dates at which nothing happened would show: with the step taken out of the series, every
    other month is tried as one, and their t values should spread as those of chance do. So the width does not depend on
    the size of the step itself.

    Args:
        sales: one figure a month, all positive.
        at: place of the first month after the change.
        first_month: month of the year of the first of them, 0 for January.
    """
    y = np.asarray(sales, np.float64)
    n = len(y)
    if at < BEFORE or n - at < AFTER or (y <= 0).any():
        return None
    logs: Array = np.log(y)
    white = whitening(n, first_month, *likeliest(logs, first_month, n * _from(n, at)))
    change, error = _fitted(white, white @ logs, at)
    rest = white @ (logs - change * _from(n, at))
    others = [_fitted(white, rest, month) for month in range(BEFORE, n - AFTER + 1) if abs(month - at) >= APART]
    if len(others) >= PLACEBOS and error > 0:
        moved, errors = np.array(others).T
        error *= max(1.0, float(np.sqrt(np.mean((moved / errors) ** 2))))
    half = error * _t_quantile(n - 3)
    return Step(change, change - half, change + half)


def _from(n: int, at: int) -> Array:
    return (np.arange(n) >= at).astype(np.float64)


def _fitted(white: Array, whitened: Array, at: int) -> tuple[float, float]:
    """The step of a whitened series at a month, and its standard error."""
    n = len(white)
    q, r = np.linalg.qr(white @ np.column_stack([np.ones(n), np.arange(n) / n, _from(n, at)]))
    along = q.T @ whitened
    rest = whitened - q @ along
    last = float(r[2, 2])  # of the last column: what the others leave of it
    return float(along[2]) / last, float(np.sqrt(rest @ rest / (n - 3))) / abs(last)


def _t_quantile(free: int) -> float:
    """90 % quantile of Student's t by the expansion of Cornish and Fisher; off by less than 0.1 % from 7 degrees of freedom on."""
    z = Z80
    return z + (z**3 + z) / (4 * free) + (5 * z**5 + 16 * z**3 + 3 * z) / (96 * free**2)
