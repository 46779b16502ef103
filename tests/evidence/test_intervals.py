"""Intervals against published limits, other libraries and plain enumeration."""

from itertools import product

import pytest
from scipy.stats import chi2  # type: ignore[import-untyped]
from statsmodels.stats.proportion import confint_proportions_2indep, proportion_confint  # type: ignore[import-untyped]

from diagnostics.evidence.intervals import newcombe, poisson_interval, wilson


def test_published_limits_of_a_count() -> None:
    """Garwood 1936 limits: 3.69 for no events, 0.0253-5.57 for one, 4.80-18.39 for ten."""
    assert poisson_interval(0) == pytest.approx((0, 3.69), abs=5e-3)
    assert poisson_interval(1) == pytest.approx((0.0253, 5.57), abs=5e-3)
    assert poisson_interval(10) == pytest.approx((4.80, 18.39), abs=5e-3)


@pytest.mark.parametrize("count", [0, 1, 2, 3, 7, 20, 150, 1000, 10_000])
def test_a_count_equals_chi_square_quantiles(count: int) -> None:
    """The limits are half of scipy's chi-square quantiles to the relative error that is promised."""
    low, high = poisson_interval(count)
    assert high == pytest.approx(chi2.ppf(0.975, 2 * count + 2) / 2, rel=1e-9)
    assert low == (pytest.approx(chi2.ppf(0.025, 2 * count) / 2, rel=1e-9) if count else 0)


def test_published_limits_of_a_share() -> None:
    """Newcombe 1998, Statistics in Medicine 17, 857-872, table I, method 3: 81 of 263, 15 of 148, 0 of 20, 1 of 29."""
    published = {(81, 263): (0.2553, 0.3662), (15, 148): (0.0624, 0.1605), (0, 20): (0, 0.1611), (1, 29): (0.0061, 0.1718)}
    for (hits, n), limits in published.items():
        assert wilson(hits, n) == pytest.approx(limits, abs=5e-5)


def test_a_share_equals_statsmodels() -> None:
    """Every share of up to thirty cases has the limits of statsmodels; of none, no limits."""
    for n in range(1, 31):
        for hits in range(n + 1):
            assert wilson(hits, n) == pytest.approx(proportion_confint(hits, n, method="wilson"), abs=1e-6)
    assert wilson(0, 0) == (None, None)


def test_published_limits_of_a_difference() -> None:
    """Newcombe 1998, Statistics in Medicine 17, 873-890, table II, method 10."""
    published = {
        (56, 70, 48, 80): (0.0524, 0.3339), (9, 10, 3, 10): (0.1705, 0.8090), (6, 7, 2, 7): (0.0582, 0.8062),
        (5, 56, 0, 29): (-0.0381, 0.1926), (0, 10, 0, 20): (-0.1611, 0.2775), (0, 10, 0, 10): (-0.2775, 0.2775),
    }  # fmt: skip
    for counts, limits in published.items():
        assert newcombe(*counts) == pytest.approx(limits, abs=5e-5)


def test_a_difference_equals_statsmodels() -> None:
    """Differences of shares of up to twelve cases have the limits of statsmodels."""
    for n, other in product(range(1, 13, 3), repeat=2):
        for hits, other_hits in product(range(n + 1), range(other + 1)):
            expected = confint_proportions_2indep(hits, n, other_hits, other, method="newcomb", compare="diff")
            assert newcombe(hits, n, other_hits, other) == pytest.approx(expected, abs=1e-6)
