"""The parts of a change: exact sums, symmetry, zeros, and Shapley values as the oracle."""

from dataclasses import astuple, replace
from decimal import Decimal, localcontext
from itertools import permutations
from math import copysign, prod

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from diagnostics.evidence.effects import NEAR, Effects, Factors, effects, logarithmic_mean, round_to_sum

NOTHING = Factors(0, 0, 0, 0, 0)
amounts = st.integers(1, 10**13)
years = st.builds(
    lambda base, share, orders, gross, returns: Factors(base, base * share, orders, gross, int(gross * returns)),
    st.floats(0.1, 5_000),
    st.floats(0.01, 1),
    st.integers(1, 100_000),
    amounts,
    st.floats(0, 1.5),
)
thin = st.builds(Factors, st.just(0.0), st.just(0.0), st.integers(1, 100_000), amounts, amounts)
idle = st.builds(Factors, st.floats(0.1, 100), st.sampled_from([0.0, 0.05]), st.just(0), st.just(0), amounts)
any_year = years | thin | idle | st.just(NOTHING)


def four(year: Factors) -> tuple[float, float, float, float]:
    """The factors whose product is the gross: base, active share, orders per active client, cheque."""
    return year.base, year.active / year.base, year.orders / year.active, year.gross / year.orders


def shapley(before: Factors, after: Factors) -> list[float]:
    """Each factor's part as its mean step over all orders in which the factors can change."""
    old, new = four(before), four(after)
    orders = list(permutations(range(4)))
    parts = [0.0] * 4
    for order in orders:
        at = list(old)
        for factor in order:
            was, at[factor] = prod(at), new[factor]
            parts[factor] += (prod(at) - was) / len(orders)
    return parts


def changed(year: Factors, ratios: list[float]) -> Factors:
    """The year after each of its four factors changed by a ratio."""
    base, share, often, cheque = (value * ratio for value, ratio in zip(four(year), ratios, strict=True))
    orders = max(1, round(base * share * often))
    return Factors(base, base * share, orders, max(1, round(orders * cheque)), year.returns)


@given(any_year, any_year)
def test_effects_sum_to_the_change(before, after):
    """Whatever two years hold, the five parts sum to the change of gross less returns, to the kopeck."""
    assert effects(before, after).total == (after.gross - after.returns) - (before.gross - before.returns)


@given(any_year, any_year)
def test_time_reversal_flips_signs(before, after):
    """Read backwards every part changes its sign, to the kopeck that rounding moves."""
    there, back = astuple(effects(before, after)), astuple(effects(after, before))
    assert all(abs(one + other) <= 1 for one, other in zip(there, back, strict=True))


@given(any_year, any_year, st.integers(2, 50))
def test_parts_grow_with_the_amounts(before, after, times):
    """Amounts in another unit change every part by the same ratio, but for the rounding of each."""
    larger = [replace(year, gross=year.gross * times, returns=year.returns * times) for year in (before, after)]
    one, many = astuple(effects(before, after)), astuple(effects(*larger))
    assert all(abs(part * times - more) <= times + 1 for part, more in zip(one, many, strict=True))


@given(any_year)
def test_the_same_year_twice_has_no_effects(year):
    """Where nothing changed every part is zero."""
    assert effects(year, year) == Effects()


@given(years, any_year)
def test_returns_stand_apart(year, other):
    """More returns count against the year in a part of their own and move no other part."""
    after = replace(other, returns=other.returns + 500)
    less, more = effects(year, other), effects(year, after)
    assert more == replace(less, returns=less.returns - 500)


@pytest.mark.parametrize(
    ("empty", "part"),
    [
        (NOTHING, "base"),
        (Factors(12.0, 0.0, 0, 0, 0), "active_share"),
        (Factors(12.0, 0.5, 0, 0, 0), "orders"),
    ],
)
def test_from_or_to_nothing_goes_to_the_first_factor_that_was_zero(empty, part):
    """A rep who came or went changes by his base; one with idle clients by their share, then by orders."""
    year = Factors(20.0, 8.0, 55, 123_457, 0)
    assert effects(empty, year) == Effects(**{part: 123_457})
    assert effects(year, empty) == Effects(**{part: -123_457})


def test_returns_alone_are_the_whole_change():
    """A year of returns only, beside a year of nothing, has one part."""
    assert effects(NOTHING, Factors(0, 0, 0, 0, 700)) == Effects(returns=-700)


@given(thin, thin | years)
def test_sales_without_clients_change_by_orders_and_cheque_only(before, after):
    """Where a year names no clients, base and share are not told apart and say nothing."""
    change = effects(before, after)
    assert (change.base, change.active_share) == (0, 0)
    expected = logarithmic_mean(after.gross, before.gross)
    assume(expected * 1e-12 < 0.1)
    if after.orders == before.orders:
        assert change.orders == 0
    elif abs(change.orders) > 1:
        assert copysign(1, change.orders) == copysign(1, after.orders - before.orders)


@given(years, st.lists(st.floats(0.85, 1.18), min_size=4, max_size=4))
def test_mild_changes_agree_with_shapley(before, ratios):
    """For changes of every factor within about 15 % no part is further from Shapley's than 0.3 % of the year."""
    before = replace(before, orders=before.orders + 10_000, gross=before.gross + 10**8)  # rounding them moves no factor
    after = changed(before, ratios)
    mine, oracle = astuple(effects(before, after)), shapley(before, after)
    limit = 0.003 * max(before.gross, after.gross) + 1
    assert all(abs(part - other) <= limit for part, other in zip(mine, oracle, strict=False))


@given(years, years)
def test_signs_agree_with_shapley(before, after):
    """However far the factors moved, no part that matters points the other way than Shapley's."""
    mine, oracle = astuple(effects(before, after)), shapley(before, after)
    for part, other in zip(mine, oracle, strict=False):
        # under a rouble or the last digits of a double the sign is that of rounding
        if min(abs(part), abs(other)) > 100 + 1e-9 * max(before.gross, after.gross):
            assert copysign(1, part) == copysign(1, other)


@given(st.lists(st.floats(-1e12, 1e12), min_size=1, max_size=8), st.integers(-3, 3))
def test_rounding_meets_the_sum(parts, off):
    """Rounded parts sum to the total that was asked for, also where that is not their own."""
    total = round(sum(parts)) + off
    assert sum(round_to_sum(parts, total)) == total


@given(st.lists(st.floats(-1e6, 1e6), min_size=1, max_size=8))
def test_rounding_moves_no_part_by_more_than_one(parts):
    """Where the total is that of the parts each is rounded up or down, no further."""
    rounded = round_to_sum(parts, round(sum(parts)))
    assert all(abs(whole - part) <= 1 for whole, part in zip(rounded, parts, strict=True))


@pytest.mark.parametrize(
    ("parts", "total", "rounded"),
    [
        ([0.2, 0.5, 0.3], 1, [0, 1, 0]),
        ([1.6, 1.6, 1.6], 5, [2, 2, 1]),
        ([-0.5, -0.4], -1, [-1, 0]),
        ([2.0, 3.0], 5, [2, 3]),
        ([2.0, 3.0], 4, [2, 2]),
    ],
)
def test_largest_remainders_are_rounded_up(parts, total, rounded):
    """Who is nearest to the next whole number gets it."""
    assert round_to_sum(parts, total) == rounded


@given(st.floats(1, 1e14), st.floats(1e-13, 0.5), st.booleans())
def test_logarithmic_mean_keeps_its_digits(a, step, up):
    """Near-equal values, on both sides of the switch to the series, have the mean that fifty digits give."""
    b = a * (1 + step) if up else a / (1 + step)
    assume(a != b)
    with localcontext(prec=50):
        exact = (Decimal(a) - Decimal(b)) / (Decimal(a) / Decimal(b)).ln()
    assert logarithmic_mean(a, b) == pytest.approx(float(exact), rel=1e-10)


@given(st.floats(1, 1e14), st.floats(1, 1e14))
def test_logarithmic_mean_lies_between(a, b):
    """The mean is the same either way round and never outside of the two values."""
    mean = logarithmic_mean(a, b)
    assert mean == pytest.approx(logarithmic_mean(b, a), rel=1e-12)
    assert min(a, b) * (1 - 1e-12) <= mean <= max(a, b) * (1 + 1e-12)


def test_logarithmic_mean_of_equals_and_of_nothing():
    """L(a, a) is a; where one value is not positive there is no mean."""
    assert logarithmic_mean(5.0, 5.0) == 5.0
    assert logarithmic_mean(0.0, 5.0) == logarithmic_mean(5.0, -1.0) == 0.0
    assert logarithmic_mean(1.0, 1.0 + NEAR / 2) == pytest.approx(1.0 + NEAR / 4, rel=1e-11)
