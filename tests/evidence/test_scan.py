"""The scan test for a certain period of leaving: its size, its findings and its two clocks."""

import math
from datetime import date

import numpy as np
import pytest

from diagnostics.evidence.scan import Scan, exit_clock, scan
from diagnostics.evidence.survival import (
    Spells,
    calendar_spells,
    monthly_hazard,
    spells,
)

from .staying import by_month

FIRST_DAY, LAST_DAY = np.datetime64("2022-01-01"), np.datetime64("2024-12-31")
Days = np.ndarray[tuple[int], np.dtype[np.datetime64]]


def company(
    seed: int,
    *,
    hazard: float = 0.02,
    tenure_peak: tuple[int, int] | None = None,
    calendar_peak: tuple[int, int] | None = None,
    peak: float = 0.25,
) -> tuple[Days, Days, date, date]:
    """Hire 60 people over four years and let them leave month by month, more often inside a peak."""
    generator, n = np.random.default_rng(seed), 60
    hired = FIRST_DAY + generator.integers(-400, 1000, n).astype("timedelta64[D]")
    left = np.full(n, np.datetime64("NaT", "D"))
    for person in range(n):
        offset = (hired[person] - FIRST_DAY).astype(int) / 30.4375
        for month in range(60):
            inside = any(
                window is not None and window[0] <= at < window[1]
                for window, at in ((tenure_peak, month), (calendar_peak, month + offset))
            )
            if generator.random() < (peak if inside else hazard):
                left[person] = hired[person] + np.timedelta64(int((month + generator.random()) * 30.4375) + 1)
                break
    return hired, left, LAST_DAY.astype(date), FIRST_DAY.astype(date)


def constant_company(seed: int, n: int = 30, hazard: float = 0.04) -> Spells:
    """People with late entry and censoring who leave at one hazard."""
    generator = np.random.default_rng(seed)
    entry = np.maximum(0, generator.uniform(-24, 12, n))
    cens = entry + generator.uniform(1, 36, n)
    drawn = entry + generator.exponential(1 / hazard, n)
    return Spells(entry, np.minimum(drawn, cens), drawn <= cens, cens)


def made_up(p: float, ratio: float = 3.0) -> Scan:
    """A result with the p and the likelihood ratio that a test is about."""
    return Scan((2, 5), p, 5, 9, ratio)


def best_ratio(time: list[float], leavers: list[int]) -> float:
    """Highest Poisson log likelihood ratio over windows of 2 to 6 months, window by window."""
    total, total_time, best = sum(leavers), sum(time), 0.0
    for begin in range(len(time)):
        for end in range(begin + 2, min(len(time), begin + 6) + 1):
            d, e = sum(leavers[begin:end]), total * sum(time[begin:end]) / total_time
            if d > e:
                outside = (total - d) * math.log((total - d) / (total - e)) if total > d else 0.0
                best = max(best, d * math.log(d / e) + outside)
    return best


def test_finds_a_planted_window() -> None:
    """People who leave in months 4 to 6 of tenure are found there, and p is small."""
    result = scan(spells(*company(1, tenure_peak=(3, 6))))
    assert result is not None
    assert result.p <= 0.01
    assert result.window == (3, 6)


def test_result_describes_its_window() -> None:
    """The leavers are those of `monthly_hazard`, in the window and in all the months scanned."""
    people = spells(*company(1, tenure_peak=(3, 6)))
    result = scan(people)
    assert result is not None
    begin, end = result.window
    assert result.leavers_in == monthly_hazard(people, begin + 1, end).leavers
    assert result.leavers == monthly_hazard(people, 1, 36).leavers


@pytest.mark.parametrize("seed", range(8))
def test_window_is_the_best_of_all(seed: int) -> None:
    """The likelihood ratio equals the highest one found by a plain loop over all windows."""
    people = constant_company(seed)
    time, leavers = by_month(people, 36)
    result = scan(people, runs=9)
    assert result is not None
    assert result.log_likelihood_ratio == pytest.approx(best_ratio(time, leavers))
    assert 2 <= result.window[1] - result.window[0] <= 6


def test_false_alarms_on_a_constant_hazard_are_about_nominal() -> None:
    """With no period at all, p <= .10 comes about one time in ten, late entry and censoring included."""
    results = [scan(constant_company(seed), runs=199, seed=seed) for seed in range(300)]
    p = np.array([result.p for result in results if result is not None])
    assert len(p) > 290
    assert 0.05 <= (p <= 0.10).mean() <= 0.16
    assert 0.40 <= (p <= 0.50).mean() <= 0.60


def test_same_seed_same_answer() -> None:
    """The result depends on people and seed alone; another seed moves p a little, never the window."""
    people = constant_company(4)
    first, again, other = scan(people, seed=7), scan(people, seed=7), scan(people, seed=8)
    assert first == again
    assert first is not None
    assert other is not None
    assert first.window == other.window
    assert first.p != other.p
    assert first.p == pytest.approx(other.p, abs=0.06)


@pytest.mark.parametrize("leavers", [0, 1, 2])
def test_few_leavers_give_no_answer(leavers: int) -> None:
    """With fewer than three leavers in the months scanned there is no result, later leavers or not."""
    until = np.array([3.0] * leavers + [40.0] * 6)
    assert scan(Spells(np.zeros_like(until), until, np.ones_like(until, dtype=np.bool_), until + 1)) is None


def test_three_leavers_are_enough_and_the_last_months_are_scanned() -> None:
    """Three people who leave just before the end of the clock give a result, in its last window."""
    until = np.array([35.5] * 3 + [40.0] * 20)
    result = scan(Spells(np.zeros(23), until, until < 36, np.full(23, 40.0)))
    assert result is not None
    assert (result.window, result.leavers) == ((34, 36), 3)


def test_p_equals_a_plain_simulation() -> None:
    """The p is that of a loop over people: each lives on at the one hazard until he leaves or meets cens."""
    # Three leavers of six: here a slip in the hazard or in cens moves p by more than the tolerance.
    until, cens = np.array([3.3, 5.1, 3.9, 6, 6, 6]), np.array([24.0, 24, 24, 6, 6, 6])
    people = Spells(np.zeros(6), until, until < cens, cens)
    real = scan(people, months=24, runs=4999)
    assert real is not None
    hazard = people.event.sum() / until.sum()
    generator, sharper = np.random.default_rng(99), 0
    for _ in range(2000):
        drawn = [generator.exponential(1 / hazard) for _ in cens]
        stays = np.array([min(life, limit) for life, limit in zip(drawn, cens, strict=True)])
        leaves = np.array([life <= limit for life, limit in zip(drawn, cens, strict=True)])
        time, leavers = by_month(Spells(np.zeros(6), stays, leaves, cens), 24)
        sharper += best_ratio(time, leavers) >= real.log_likelihood_ratio
    assert real.p == pytest.approx(sharper / 2000, abs=0.04)


def test_nobody_and_no_window_give_no_answer() -> None:
    """Empty people, and a clock shorter than the narrowest window, give None."""
    none = np.zeros(0)
    assert scan(Spells(none, none, none.astype(np.bool_), none)) is None
    assert scan(constant_company(1), months=1) is None
    assert scan(constant_company(1), months=0) is None


def test_all_leave_inside_the_window() -> None:
    """When nobody left outside the window p is still small."""
    until = np.array([4.5] * 6 + [30.0] * 20)
    people = Spells(np.zeros(26), until, until < 5, np.full(26, 30.0))
    result = scan(people)
    assert result is not None
    assert result.window == (4, 6), "of the windows over the same leavers the one with the least time"
    assert (result.leavers_in, result.p) == (6, 0.001)


def test_evenly_spread_leaving_is_no_period() -> None:
    """One window that holds everything has nothing to stand out from: p is 1."""
    people = Spells(np.full(4, 3.0), np.full(4, 4.0), np.ones(4, dtype=np.bool_), np.full(4, 4.5))
    result = scan(people, months=4, runs=99)
    assert result is not None
    assert result.p == 1


@pytest.mark.parametrize("seed", range(3))
def test_names_the_clock_of_tenure(seed: int) -> None:
    """Leaving planted in months 4-6 of tenure is named tenure."""
    staff = company(seed, tenure_peak=(3, 6))
    assert exit_clock(scan(spells(*staff)), scan(calendar_spells(*staff))) == "tenure"


@pytest.mark.parametrize("seed", range(3))
def test_names_the_clock_of_the_calendar(seed: int) -> None:
    """Leaving planted in months 20-23 of the calendar is named calendar, and found there."""
    staff = company(seed, calendar_peak=(20, 23))
    on_calendar = scan(calendar_spells(*staff))
    assert exit_clock(scan(spells(*staff)), on_calendar) == "calendar"
    assert on_calendar is not None
    assert abs(on_calendar.window[0] - 20) <= 1


def test_names_no_clock_when_nothing_stands_out() -> None:
    """A steady trickle of leavers, no result, or p above the bar on both clocks: none."""
    staff = company(2, hazard=0.03)
    assert exit_clock(scan(spells(*staff)), scan(calendar_spells(*staff))) == "none"
    assert exit_clock(None, None) == "none"
    assert exit_clock(made_up(0.051), None) == "none"


def test_smaller_p_wins_and_ties_go_to_the_sharper_window() -> None:
    """Of two findings the smaller p is named; of equal p the larger likelihood ratio."""
    assert exit_clock(made_up(0.05), None) == "tenure"
    assert exit_clock(made_up(0.04), made_up(0.01)) == "calendar"
    assert exit_clock(made_up(0.01), made_up(0.04, 9.0)) == "tenure"
    assert exit_clock(made_up(0.001, 5.0), made_up(0.001, 6.0)) == "calendar"
    assert exit_clock(made_up(0.001, 7.0), made_up(0.001, 6.0)) == "tenure"
