"""The noise of a monthly series: months of the year that differ, and a month that takes after the one before.

s_month(t) + e_t: s ~ N(0, kappa sigma^2) is a random effect of the month of the year, e an AR(1) process of correlation rho. Both are
found by restricted likelihood on a grid, with a weak prior on rho: short series cannot tell it.
"""

import numpy as np
import numpy.typing as npt

from diagnostics.evidence.period import YEAR

Array = npt.NDArray[np.float64]

KAPPAS = (0.25, 1.0, 4.0, 16.0)
RHOS = (0.0, 0.2, 0.4, 0.6)
RHO_BEFORE, RHO_SPREAD = 0.35, 0.20  # the prior of rho


def covariance(n: int, first_month: int, rho: float, kappa: float) -> Array:
    """Of the noise of n months, in units of sigma squared; `first_month` of the year is 0 for January."""
    number = np.arange(n)
    month = (number + first_month) % YEAR
    apart = np.abs(number[:, None] - number[None, :])
    return np.asarray(rho**apart + kappa * (month[:, None] == month[None, :]) + 1e-9 * np.eye(n))


def whitening(n: int, first_month: int, rho: float, kappa: float) -> Array:
    """The matrix that makes the noise independent."""
    return np.asarray(np.linalg.inv(np.linalg.cholesky(covariance(n, first_month, rho, kappa))))


def likeliest(logs: Array, first_month: int, break_column: Array | None = None) -> tuple[float, float]:
    """The rho and kappa of the largest restricted likelihood, about a straight line and, if given, a break in it."""
    n = len(logs)
    t = np.arange(n) - (n - 1) / 2
    line = np.column_stack([np.ones(n), t / n, *([] if break_column is None else [break_column / n])])
    found = []
    for rho in RHOS:
        for kappa in KAPPAS:
            root = np.linalg.cholesky(covariance(n, first_month, rho, kappa))
            q, r = np.linalg.qr(np.linalg.solve(root, line))
            whitened = np.linalg.solve(root, logs)
            rest = whitened - q @ (q.T @ whitened)
            free = n - line.shape[1]
            determinants = 2 * np.log(np.diag(root)).sum() + 2 * np.log(np.abs(np.diag(r))).sum()
            likelihood = -0.5 * (determinants + free * np.log(rest @ rest / free)) - 0.5 * ((rho - RHO_BEFORE) / RHO_SPREAD) ** 2
            found.append((likelihood, rho, kappa))
    _best, rho, kappa = max(found)
    return rho, kappa
