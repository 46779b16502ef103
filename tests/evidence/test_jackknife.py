"""Intervals of few clusters: against the exact ones of a mean, against counts by hand, and how often they hold the truth."""

from math import inf, sqrt
from statistics import mean, stdev

import numpy as np
import pytest

from diagnostics.evidence.jackknife import jackknife, jackknife_ratio

T95 = {3: 3.182, 4: 2.776, 6: 2.447, 9: 2.262, 19: 2.093, 59: 2.001}  # 97.5 % quantiles of Student's t, from tables


@pytest.mark.parametrize("free", T95)
def test_a_mean_has_students_interval(free):
    """The jackknife of a mean is its textbook interval, to the precision of the quantile."""
    values = [(7 * place * place) % 31 + place / 3 for place in range(free + 1)]
    without = [mean(values[:place] + values[place + 1 :]) for place in range(len(values))]
    low, high = jackknife(mean(values), without)
    half = T95[free] * stdev(values) / sqrt(len(values))
    assert (low + high) / 2 == pytest.approx(mean(values))
    assert (high - low) / 2 == pytest.approx(half, rel=0.01)


def test_a_ratio_leaves_out_each_pair():
    """The ratio of sums with one pair left out each time, and no end beyond nought or the most that there can be."""
    parts, wholes = [3, 1, 4, 1, 5], [9, 2, 6, 5, 8]
    without = [(14 - part) / (30 - whole) for part, whole in zip(parts, wholes, strict=True)]
    assert jackknife_ratio(parts, wholes) == pytest.approx(jackknife(14 / 30, without))
    assert jackknife_ratio([0, 0, 0, 9], [9, 9, 9, 9])[0] == 0.0
    assert jackknife_ratio([0, 0, 0, 9], [9, 9, 9, 9])[1] == pytest.approx(jackknife(0.25, [9 / 27, 9 / 27, 9 / 27, 0])[1])
    assert jackknife_ratio([0, 0, 0, 9], [9, 9, 9, 9], most=1.0)[1] == 1.0
    assert jackknife_ratio([-5, 1, 2, 1], [9, 9, 9, 9], least=-inf)[0] < -1 / 36
    assert jackknife_ratio([-5, 1, 2, 1], [9, 9, 9, 9])[0] == pytest.approx(-1 / 36)
    assert jackknife_ratio([9, 10, 11, 10], [9, 9, 9, 9], most=1.0)[1] == pytest.approx(40 / 36)


def test_a_few_clusters_have_no_interval():
    """Three people, nobody, or one without whom nothing is left."""
    assert jackknife_ratio([1, 2, 3], [4, 5, 6]) == (None, None)
    assert jackknife_ratio([], []) == (None, None)
    assert jackknife_ratio([5, 0, 0, 0], [9, 0, 0, 0]) == (None, None)


@pytest.mark.parametrize("people", [4, 8])
def test_it_holds_the_truth(people):
    """People who differ, each with many alike cases: of 400 intervals about 95 % hold the rate they were drawn from."""
    draw = np.random.default_rng(people)
    held = 0
    for _trial in range(400):
        days = draw.integers(20, 250, people)
        low, high = jackknife_ratio(draw.poisson(days * draw.gamma(4, 1.5, people)).tolist(), days.tolist())
        held += low <= 6 <= high
    assert 0.86 <= held / 400 <= 0.99
