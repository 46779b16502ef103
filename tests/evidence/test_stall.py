"""The broken line against textbook formulas, and on series whose break is known."""

from itertools import pairwise

import numpy as np
import pytest
from scipy import linalg, stats

from diagnostics.evidence import measure
from diagnostics.evidence.noise import KAPPAS, RHOS, covariance, likeliest, whitening
from diagnostics.evidence.stall import EDGE, _statistics, stall

from .companies import Company, Sale, fill, months


def series(n: int, growth: float, turn: float, after: int | None = None, noise: float = 0.02, seed: int = 1) -> list[float]:
    """Monthly sales with a season, growing by `growth` a month and, from `after` months before the end on, by `turn` less."""
    t = np.arange(n)
    broken = turn * np.maximum(0, t - (n - 1 - (after or 0)))
    season = 0.15 * np.sin(2 * np.pi * t / 12)
    drawn = np.random.default_rng(seed).normal(0, noise, n)
    return np.exp(10 + growth * t - broken + season + drawn).tolist()


def gls(y, x, v):
    """Coefficients and their standard errors of generalised least squares, as any textbook has them."""
    inverse = linalg.inv(v)
    middle = linalg.inv(x.T @ inverse @ x)
    solved = middle @ x.T @ inverse @ y
    rest = y - x @ solved
    sigma2 = rest @ inverse @ rest / (len(y) - x.shape[1])
    return solved, np.sqrt(sigma2 * np.diag(middle)), sigma2


@pytest.mark.parametrize(("rho", "kappa"), [(0.0, 1.0), (0.4, 0.25), (0.6, 16.0)])
def test_statistic_is_that_of_generalised_least_squares(rho, kappa):
    """For every break the statistic equals the t value of the hinge by matrix inversion."""
    logs = np.log(series(30, 0.01, 0.02, 12, 0.05))
    n, t = len(logs), np.arange(len(logs))
    breaks = np.arange(EDGE - 1, n - EDGE)
    got = _statistics(whitening(n, 4, rho, kappa), logs[:, None], breaks)[:, 0]
    for place, at in enumerate(breaks):
        x = np.column_stack([np.ones(n), t, np.maximum(0, t - at)])
        solved, error, _sigma2 = gls(logs, x, covariance(n, 4, rho, kappa))
        assert got[place] == pytest.approx(solved[2] / error[2], rel=1e-6)


def test_correlation_is_that_of_the_largest_restricted_likelihood():
    """Rho and kappa maximise the restricted likelihood with its prior, written out with determinants."""
    logs = np.log(series(36, 0.01, 0, noise=0.08))
    n = len(logs)
    t = np.arange(n) - (n - 1) / 2
    x = np.column_stack([np.ones(n), t / n])

    def likelihood(rho: float, kappa: float) -> float:
        v = covariance(n, 0, rho, kappa)
        _solved, _error, sigma2 = gls(logs, x, v)
        dets = np.linalg.slogdet(v)[1] + np.linalg.slogdet(x.T @ linalg.inv(v) @ x)[1]
        return -0.5 * (dets + (n - 2) * np.log(sigma2)) + stats.norm.logpdf(rho, 0.35, 0.20)

    assert likeliest(logs, 0) == max(((rho, kappa) for rho in RHOS for kappa in KAPPAS), key=lambda one: likelihood(*one))


def test_a_clear_break_is_dated():
    """Growth of two per cent a month that turns into a fall is found, within two months of its place."""
    found = stall(series(48, 0.02, 0.04, 14))
    assert found.is_seen
    assert abs(found.at - 33) <= 2
    assert found.low <= found.at <= found.high
    assert found.before[0] == pytest.approx(0.02, abs=0.003)
    assert found.after[0] == pytest.approx(-0.02, abs=0.005)


@pytest.mark.parametrize("growth", [0.0, 0.01, -0.01])
def test_a_straight_course_has_no_break(growth):
    """Steady growth, steady sales and a steady fall have no break, whatever the season does."""
    for seed in range(5):
        assert not stall(series(36, growth, 0, seed=seed)).is_seen


def test_growth_that_sets_in_is_no_stall():
    """A line that breaks upwards is none."""
    assert not stall(series(48, 0.0, -0.03, 14)).is_seen


def test_the_unit_of_money_does_not_matter():
    """In kopecks or in thousands the break is the same."""
    sales = series(36, 0.01, 0.03, 12)
    one, other = stall(sales), stall([1000 * value for value in sales])
    assert (one.at, one.low, one.high, one.p) == (other.at, other.low, other.high, other.p)
    assert one.after == pytest.approx(other.after)


def test_months_that_are_alike_have_no_break():
    """A constant series is not divided by nought."""
    found = stall([500.0] * 30)
    assert not found.is_seen
    assert found.slope == pytest.approx((0, 0, 0), abs=1e-6)


def test_too_short_and_not_positive_series_say_nothing():
    """Seventeen months are too few; a month of nothing has no logarithm."""
    assert stall([1.0] * 17) is None
    assert stall([1.0] * 20 + [0.0]) is None
    assert stall([1.0] * 20 + [-5.0]) is None


def company(sales: list[float]) -> Company:
    """One rep with these monthly sales from January 2022 on."""
    days = months("2022-01", len(sales), 15)
    rows = [Sale(day, round(100 * amount)) for day, amount in zip(days, sales, strict=True)]
    return Company([*rows, Sale(days[0].replace(day=1), 100), Sale(days[-1].replace(day=28), 100)])


def test_the_month_and_its_interval_are_months_of_the_calendar(workbook):
    """The signal names the last month of growth, its interval around it, and says that sales turned down."""
    signal = measure(fill(workbook, company(series(48, 0.02, 0.04, 14)))).signals["growth.stall_month"]
    assert abs(signal.value - (2022 * 12 + 33)) <= 2
    assert signal.low <= signal.value <= signal.high
    assert signal.title["ru"] == "Продажи пошли вниз"


def test_what_is_said_with_fewer_months(workbook):
    """Below 24 months no date, below 18 nothing; without a break the course alone."""
    states = []
    for count in (17, 20, 30):
        signals = measure(fill(workbook, company(series(count, 0.01, 0)))).signals
        states.append([signals[name].missing for name in ("growth.trend", "growth.stall_p", "growth.stall_month")])
    assert states == [[("months_18",)] * 3, [(), (), ("months_24",)], [(), (), ("no_stall",)]]


def test_the_course_is_told_by_the_year(workbook):
    """A growth of one per cent a month is 12.7 per cent a year."""
    signal = measure(fill(workbook, company(series(48, 0.01, 0, noise=0.01)))).signals["growth.trend"]
    assert signal.value == pytest.approx(np.exp(0.12) - 1, abs=0.03)
    assert all(one < other for one, other in pairwise((signal.low, signal.value, signal.high)))
