"""A change of level at a known month: against textbook formulas, and how often it is right on series whose step is known."""

import numpy as np
import pytest
from scipy import stats

from diagnostics.evidence.noise import covariance, likeliest
from diagnostics.evidence.step import AFTER, APART, BEFORE, PLACEBOS, step

from .test_stall import gls


def series(n: int, at: int, change: float, seed: int, noise: float = 0.06, rho: float = 0.3) -> list[float]:
    """Monthly sales that grow by half a per cent a month, with a season of their own and correlated noise, and step at a month."""
    rng = np.random.default_rng([n, at, seed])
    t, rest = np.arange(n), np.empty(n)
    rest[0] = rng.normal(0, noise)
    for month in range(1, n):
        rest[month] = rho * rest[month - 1] + rng.normal(0, noise * np.sqrt(1 - rho**2))
    return np.exp(12 + 0.005 * t + np.log1p(change) * (t >= at) + rng.normal(0, 0.1, 12)[(t + 3) % 12] + rest).tolist()


def by_textbook(sales: list[float], at: int, first_month: int) -> tuple[float, float]:
    """The step and half its interval by matrix inversion, widened by the root mean square t of the other months."""
    logs, n = np.log(sales), len(sales)
    t = np.arange(n)
    v = covariance(n, first_month, *likeliest(logs, first_month, n * (t >= at)))

    def fitted(values, month):
        solved, errors, _sigma2 = gls(values, np.column_stack([np.ones(n), t, t >= month]), v)
        return solved[2], errors[2]

    change, error = fitted(logs, at)
    others = [fitted(logs - change * (t >= at), month) for month in range(BEFORE, n - AFTER + 1) if abs(month - at) >= APART]
    if len(others) >= PLACEBOS:
        error *= max(1, np.sqrt(np.mean([(moved / its) ** 2 for moved, its in others])))
    return change, error * stats.t.ppf(0.9, n - 3)


@pytest.mark.parametrize(("n", "at", "seed"), [(14, 7, 1), (24, 12, 2), (36, 28, 3), (36, 10, 4), (48, 30, 5), (60, 6, 6), (30, 26, 7)])
def test_equals_generalised_least_squares(n, at, seed):
    """Change and interval are those of the textbook; the quantile of t is an expansion, good to a thousandth."""
    sales = series(n, at, -0.1, seed)
    found = step(sales, at, 5)
    change, half = by_textbook(sales, at, 5)
    assert found.change == pytest.approx(change, rel=1e-6)
    assert (found.low, found.high) == (pytest.approx(change - half, abs=1e-3 * half), pytest.approx(change + half, abs=1e-3 * half))


def test_wandering_widens_the_interval():
    """Where the level moves at any month, a step says less than the residuals alone would have it."""
    rng = np.random.default_rng(3)
    wandering = np.exp(12 + np.cumsum(rng.normal(0, 0.06, 60))).tolist()
    logs, t = np.log(wandering), np.arange(60)
    _solved, errors, _sigma2 = gls(logs, np.column_stack([np.ones(60), t, t >= 30]), covariance(60, 0, *likeliest(logs, 0, 60 * (t >= 30))))
    found = step(wandering, 30)
    assert (found.high - found.low) / 2 > 1.3 * errors[2] * stats.t.ppf(0.9, 57)


@pytest.mark.parametrize(("n", "at"), [(36, 18), (24, 12), (36, 28)])
def test_the_size_of_the_step_moves_the_interval_alone(n, at):
    """A fall by another half on the same months: the estimate falls with it, and the interval is as wide as before."""
    sales = series(n, at, 0, 9)
    halved = [value / 2 if month >= at else value for month, value in enumerate(sales)]
    one, other = step(sales, at), step(halved, at)
    assert one.change - other.change == pytest.approx(np.log(2))
    assert one.high - one.low == pytest.approx(other.high - other.low)


@pytest.mark.parametrize(("change", "fell"), [(0.0, (0, 0.2)), (-0.1, (0.4, 0.95)), (-0.2, (0.9, 1))])
def test_is_right_as_often_as_it_says(change, fell):
    """On 120 series of three years: hardly biased, the interval of 80 % holds the truth in about four of five."""
    found = [step(series(36, 20, change, seed), 20, 3) for seed in range(120)]
    assert np.mean([np.expm1(one.change) for one in found]) == pytest.approx(change, abs=0.015)
    assert 0.72 <= np.mean([one.low <= np.log1p(change) <= one.high for one in found]) <= 0.9
    assert fell[0] <= np.mean([one.high < 0 for one in found]) <= fell[1]


def test_the_unit_of_money_does_not_matter():
    """In kopecks or in thousands the step is the same."""
    sales = series(30, 15, -0.1, 2)
    assert vars(step(sales, 15)) == pytest.approx(vars(step([1000 * value for value in sales], 15)))


def test_months_that_are_alike_have_no_step():
    """A constant series is not divided by nought."""
    assert list(vars(step([500.0] * 30, 12)).values()) == pytest.approx([0, 0, 0], abs=1e-9)


def test_too_few_months_and_months_of_nothing_say_nothing():
    """Six months before the step, four from it on, all of them above nought."""
    assert step([1.0, 2.0] * 10, 5) is None
    assert step([1.0, 2.0] * 10, 17) is None
    assert step([1.0, 2.0] * 10, 16) is not None
    assert step([1.0] * 19 + [0.0], 10) is None
