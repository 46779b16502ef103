"""When growth stopped: a broken line through the logarithms of monthly sales.

log y_t = a + b t + d max(0, t - tau) + s_month(t) + e_t with the noise of noise.py. The break is the month at which the one-sided t
statistic of d < 0 is smallest; given the correlation its law without a break does not depend on a, b and sigma, so that the p value
comes from simulated noise and holds the search over months within it (compare Davies 1987, Biometrika 74:33; Muggeo 2003,
Statistics in Medicine 22:3055).
"""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from diagnostics.evidence.noise import Array, likeliest, whitening

EDGE = 6  # months at either end within which no break is looked for
DATED = 24  # months from which a break gets a date; from SHORT on there is a p value alone
SHORT = 18
DRAWS = 999
AGAIN = 499  # series that are simulated for the intervals
LEVEL = 0.8  # of the intervals
CHANCE = 0.10  # p above which no break is spoken of


@dataclass(frozen=True)
class Stall:
    """A series as a broken line; slopes are in log points a month, intervals of 80 %.

    `at` is the number of the last month of the old slope, `low` and `high` its interval; `slope` that of one straight line.
    """

    p: float
    at: int
    low: int
    high: int
    before: tuple[float, float, float]
    after: tuple[float, float, float]
    slope: tuple[float, float, float]

    @property
    def is_seen(self) -> bool:
        """Whether there is a break that may be spoken of: no accident, and the two slopes apart."""
        return self.p <= CHANCE and self.after[2] < self.before[1]


def stall(sales: Sequence[float], first_month: int = 0, seed: int = 0) -> Stall | None:
    """Where the line breaks downwards; None for fewer than 18 months or where a month is not above nought.

    Args:
        sales: one figure a month, all positive.
        first_month: month of the year of the first of them, 0 for January.
        seed: of the simulated noise; the same seed gives the same answer.
    """
    y = np.asarray(sales, np.float64)
    n = len(y)
    if n < SHORT or (y <= 0).any():
        return None
    logs: Array = np.log(y)
    breaks = np.arange(EDGE - 1, n - EDGE)
    white = whitening(n, first_month, *likeliest(logs, first_month))
    guess = breaks[_statistics(white, logs[:, None], breaks)[:, 0].argmin()]
    # once more at the likeliest break: else a real one is read as correlation
    white = whitening(n, first_month, *likeliest(logs, first_month, _hinge(n, guess)))
    statistics = _statistics(white, logs[:, None], breaks)[:, 0]
    noise: Array = np.asarray(np.linalg.solve(white, np.random.default_rng(seed).standard_normal((n, DRAWS))), np.float64)
    none = _statistics(white, noise, breaks).min(0)
    at, before, after = (found[0] for found in _fit(white, logs[:, None], breaks))
    line: Array = np.column_stack([_line(n), _hinge(n, at)])
    spread, fitted = _residual(white, line, logs)
    ats, befores, afters = _fit(white, fitted[:, None] + spread * noise[:, :AGAIN], breaks)
    low, high = np.quantile(ats, _tails())
    return Stall(
        p=float((1 + (none <= statistics.min()).sum()) / (DRAWS + 1)),
        at=int(at), low=int(np.floor(low)), high=int(np.ceil(high)),
        before=(float(before), *_ends(befores)), after=(float(after), *_ends(afters)),
        slope=_straight(white, logs, noise[:, :AGAIN]),
    )  # fmt: skip


def _hinge(n: int, at: int) -> Array:
    return np.maximum(0, np.arange(n) - at).astype(np.float64)


def _line(n: int) -> Array:
    return np.column_stack([np.ones(n), np.arange(n, dtype=np.float64)])


def _tails() -> tuple[float, float]:
    return (1 - LEVEL) / 2, 1 - (1 - LEVEL) / 2


def _ends(drawn: Array) -> tuple[float, float]:
    low, high = np.quantile(drawn, _tails())
    return float(low), float(high)


def _statistics(white: Array, series: Array, breaks: npt.NDArray[np.int64]) -> Array:
    """The t of the hinge for every break (rows) and every series (columns)."""
    n = len(white)
    q, _r = np.linalg.qr(white @ np.column_stack([np.ones(n), (np.arange(n) - n / 2) / n]))
    whitened = white @ series
    rest = whitened - q @ (q.T @ whitened)
    squares = (rest**2).sum(0)
    out = np.empty((len(breaks), series.shape[1]))
    for place, at in enumerate(breaks):
        hinge = white @ _hinge(n, at)
        hinge -= q @ (q.T @ hinge)
        projected = hinge @ rest / np.sqrt(hinge @ hinge)
        out[place] = projected / np.sqrt(np.maximum(squares - projected**2, 1e-12) / (n - 3))
    return out


def _fit(white: Array, series: Array, breaks: npt.NDArray[np.int64]) -> tuple[npt.NDArray[np.int64], Array, Array]:
    """Of every series the likeliest break, the slope before and the slope after."""
    n = len(white)
    chosen = _statistics(white, series, breaks).argmin(0)
    before, after = np.empty(series.shape[1]), np.empty(series.shape[1])
    for place in np.unique(chosen):
        mine = chosen == place
        line = white @ np.column_stack([_line(n), _hinge(n, breaks[place])])
        solved = np.linalg.lstsq(line, white @ series[:, mine], rcond=None)[0]
        before[mine], after[mine] = solved[1], solved[1] + solved[2]
    return breaks[chosen], before, after


def _residual(white: Array, line: Array, logs: Array) -> tuple[float, Array]:
    """The sigma and the fitted values of a line."""
    solved = np.linalg.lstsq(white @ line, white @ logs, rcond=None)[0]
    rest = white @ (logs - line @ solved)
    return float(np.sqrt(rest @ rest / (len(logs) - line.shape[1]))), line @ solved


def _straight(white: Array, logs: Array, noise: Array) -> tuple[float, float, float]:
    """The slope of one straight line, and its interval."""
    line = _line(len(logs))
    spread, fitted = _residual(white, line, logs)
    drawn = np.linalg.lstsq(white @ line, white @ (fitted[:, None] + spread * noise), rcond=None)[0][1]
    slope = np.linalg.lstsq(white @ line, white @ logs, rcond=None)[0][1]
    return float(slope), *_ends(drawn)
