"""Survival statistics against published numbers, hand-worked cases, statsmodels and scipy."""

from dataclasses import FrozenInstanceError
from datetime import date
from random import Random

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy.stats import chi2 as chi2_distribution  # type: ignore[import-untyped]
from statsmodels.duration.survfunc import SurvfuncRight, survdiff  # type: ignore[import-untyped]

from diagnostics.evidence.survival import (
    DAYS_PER_MONTH,
    KaplanMeier,
    Spells,
    calendar_spells,
    exposure,
    kaplan_meier,
    log_rank,
    monthly_hazard,
    poisson_interval,
    spells,
    split_at,
)

# Freireich et al. 1963, Blood 21, 699-716: weeks of remission, 6-MP and placebo; + is still in remission.
SIX_MP = "6 6 6 6+ 7 9+ 10 10+ 11+ 13 16 17+ 19+ 20+ 22 23 25+ 32+ 32+ 34+ 35+"
PLACEBO = "1 1 2 2 3 4 4 5 5 8 8 8 8 11 11 12 12 15 17 22 23"

NEVER = np.datetime64("NaT", "D")


def remission(listing: str) -> Spells:
    """Turn a textbook listing into spells from 0."""
    weeks = np.array([float(item.rstrip("+")) for item in listing.split()])
    event = np.array([not item.endswith("+") for item in listing.split()])
    return Spells(np.zeros_like(weeks), weeks, event, weeks)


def rows(*people: tuple[float, float, bool]) -> Spells:
    """Spells of (entry, exit, event), censoring at the exit."""
    table = np.array(people, dtype=np.float64).reshape(-1, 3)
    return Spells(table[:, 0], table[:, 1], table[:, 2].astype(np.bool_), table[:, 1])


def joined(*parts: Spells) -> Spells:
    """One Spells of several."""
    return Spells(
        np.concatenate([part.entry for part in parts]),
        np.concatenate([part.exit for part in parts]),
        np.concatenate([part.event for part in parts]),
        np.concatenate([part.cens for part in parts]),
    )


def permuted(people: Spells, order: list[int]) -> Spells:
    """The same people in another order."""
    return Spells(people.entry[order], people.exit[order], people.event[order], people.cens[order])


def random_people(seed: int, *, ties: bool) -> Spells:
    """Late-entering people, with leaving times on a coarse grid or all different."""
    generator = np.random.default_rng(seed)
    n = int(generator.integers(5, 60))
    entry = generator.choice([0.0, 1.0], n) * generator.uniform(0, 12, n)
    until = entry + generator.exponential(10, n) + 0.01
    if ties:
        entry, until = np.floor(entry), np.floor(entry) + np.ceil(until - entry)
    return Spells(entry, until, generator.random(n) < 0.6, until + 1)


def days(*items: str | None) -> np.ndarray[tuple[int], np.dtype[np.datetime64]]:
    """Dates; None is not a time."""
    return np.array([NEVER if item is None else item for item in items], dtype="datetime64[D]")


@st.composite
def any_people(draw: st.DrawFn) -> Spells:
    """Zero to fifteen people on a coarse grid of months, where ties are frequent."""
    table = draw(
        st.lists(
            st.tuples(st.integers(0, 20), st.integers(1, 20), st.booleans(), st.integers(0, 9)), max_size=15
        )
    )
    entry, length, event, spare = np.array(table, dtype=np.float64).reshape(-1, 4).T / 2
    return Spells(entry, entry + length, event > 0, entry + length + spare * (event > 0))


class TestSpells:
    """From a staff list to months under observation."""

    def test_staff_list_becomes_months_of_tenure(self) -> None:
        """Entry is late for those hired before the list is complete; cens is known for leavers too."""
        seen = spells(
            days("2022-01-01", "2023-03-02", "2023-05-01"),
            days(None, "2024-01-02", "2025-02-01"),
            as_of=date(2024, 12, 31),
            observed_from=date(2023, 1, 1),
        )
        np.testing.assert_allclose(seen.entry * DAYS_PER_MONTH, [365, 0, 0])
        np.testing.assert_allclose(seen.exit * DAYS_PER_MONTH, [1095, 306, 610])
        np.testing.assert_allclose(seen.cens * DAYS_PER_MONTH, [1095, 670, 610])
        assert seen.event.tolist() == [False, True, False], "a leaving after as_of has not happened yet"

    @pytest.mark.parametrize(
        ("hired", "left"),
        [
            ("2020-01-01", "2022-12-31"),  # left before the list is complete
            ("2020-01-01", "2023-01-01"),  # left on its first day
            ("2024-12-31", None),  # hired on the last day
            ("2025-06-01", None),  # hired later
            ("2024-01-01", "2024-01-01"),  # left on the day he was hired
            ("2024-01-01", "2023-06-01"),  # left before he was hired: a slip of the list
            (None, "2024-01-01"),  # hired nobody knows when
        ],
    )
    def test_who_was_not_observed_for_a_day_is_outside(self, hired: str | None, left: str | None) -> None:
        """People without a day under observation give no spell, on either clock."""
        staff = days(hired), days(left), np.datetime64("2024-12-31"), np.datetime64("2023-01-01")
        assert len(spells(*staff)) == len(calendar_spells(*staff)) == 0

    def test_leaving_on_the_last_day_counts(self) -> None:
        """Somebody who left on the as-of day has left."""
        seen = spells(days("2024-01-01"), days("2024-12-31"), date(2024, 12, 31), date(2023, 1, 1))
        assert seen.event.tolist() == [True]

    def test_calendar_measures_from_the_first_day_of_the_list(self) -> None:
        """On the calendar clock the same people start at their hiring, and cens is the same for all."""
        staff = (
            days("2022-01-01", "2023-03-02"),
            days("2023-02-01", None),
            date(2024, 12, 31),
            date(2023, 1, 1),
        )
        seen = calendar_spells(*staff)
        np.testing.assert_allclose(seen.entry * DAYS_PER_MONTH, [0, 60])
        np.testing.assert_allclose(seen.exit * DAYS_PER_MONTH, [31, 730])
        np.testing.assert_allclose(seen.cens * DAYS_PER_MONTH, [730, 730])
        np.testing.assert_allclose(seen.exit - seen.entry, spells(*staff).exit - spells(*staff).entry)

    def test_impossible_spells_are_refused(self) -> None:
        """Different lengths, an exit not after the entry, a cens before the exit: ValueError."""
        one, two, no = np.array([1.0]), np.array([2.0]), np.array([False])
        for wrong in ((one, one, no, two), (two, one, no, two), (one, two, no, one), (one, two, no, one[:0])):
            with pytest.raises(ValueError, match=r"entry|vectors"):
                Spells(*wrong)

    def test_results_cannot_be_changed(self) -> None:
        """Spells and curves are frozen."""
        curve = kaplan_meier(remission(SIX_MP))
        with pytest.raises(FrozenInstanceError):
            curve.start = 3.0  # type: ignore[misc]
        with pytest.raises(FrozenInstanceError):
            curve.spells.entry = curve.time  # type: ignore[misc]


class TestKaplanMeier:
    """The share still here by tenure."""

    def test_published_curve_of_six_mp(self) -> None:
        """Klein & Moeschberger 2003, table 4.1: the product-limit estimate of the 6-MP patients."""
        curve = kaplan_meier(remission(SIX_MP))
        assert curve.time.tolist() == [6, 7, 10, 13, 16, 22, 23]
        assert curve.at_risk.tolist() == [21, 17, 15, 12, 11, 7, 6]
        assert curve.events.tolist() == [3, 1, 1, 1, 1, 1, 1]
        np.testing.assert_allclose(
            curve.survival, [0.857, 0.807, 0.753, 0.690, 0.627, 0.538, 0.448], atol=5e-4
        )

    def test_published_error_and_interval_of_placebo(self) -> None:
        """G. Rodriguez, The Gehan Survival Data (data.princeton.edu/pop509/gehan.html), Stata's `sts list`.

        Control, weeks 1 and 2: 0.9048 (Greenwood 0.0641) [0.6700, 0.9753], 0.8095 (0.0857) [0.5689, 0.9239].
        """
        curve = kaplan_meier(remission(PLACEBO))
        np.testing.assert_allclose(curve.survival[:2], [0.9048, 0.8095], atol=5e-5)
        np.testing.assert_allclose(greenwood(curve)[:2], [0.0641, 0.0857], atol=5e-5)
        np.testing.assert_allclose(curve.low[:2], [0.6700, 0.5689], atol=5e-5)
        np.testing.assert_allclose(curve.high[:2], [0.9753, 0.9239], atol=5e-5)

    def test_published_medians(self) -> None:
        """Klein & Moeschberger 2003 and R's survfit: median remission 23 weeks on 6-MP, 8 on placebo."""
        assert kaplan_meier(remission(SIX_MP)).median()[0] == 23
        assert kaplan_meier(remission(PLACEBO)).median()[0] == 8

    def test_median_interval_inverts_the_band(self) -> None:
        """The limits of the median are where the band comes to one half; None where it never does."""
        curve = kaplan_meier(remission(SIX_MP))
        assert curve.low[2] > 0.5 > curve.low[3]
        assert curve.high[-1] > 0.5
        assert curve.median() == (23, 13, None)

    def test_exact_half_is_reached(self) -> None:
        """A curve that equals one half on paper counts as there, whatever floats make of the product."""
        for n in range(2, 80, 2):
            people = rows(*((0.0, float(i + 1), True) for i in range(n)))
            assert kaplan_meier(people).median()[0] == n / 2

    def test_late_entry_by_hand(self) -> None:
        """Late comers enter the risk set after their entry: 2/3 at 2, then 2/3 again at 4, 1/2 at 5."""
        curve = kaplan_meier(rows((0, 2, True), (1, 4, True), (3, 5, True), (0, 6, False)))
        assert curve.at_risk.tolist() == [3, 3, 2]
        np.testing.assert_allclose(curve.survival, [2 / 3, 4 / 9, 2 / 9])

    def test_entry_at_a_leaving_time_is_too_late(self) -> None:
        """Somebody who enters at t is not at risk at t."""
        curve = kaplan_meier(rows((0, 2, True), (0, 3, False), (2, 5, False)))
        assert curve.at_risk.tolist() == [2]

    def test_curve_starts_where_enough_people_are_at_risk(self) -> None:
        """One early leaver alone does not bring the curve to 0 when at least three are asked for."""
        people = rows((0, 1, True), (2, 9, True), (2, 9, False), (2.5, 8, True), (3, 9, False))
        assert kaplan_meier(people).survival.tolist()[-1] == 0
        curve = kaplan_meier(people, min_risk=3)
        assert curve.start == 2.5
        np.testing.assert_allclose(curve.survival, [3 / 4, 1 / 2])
        assert curve.at(2.4) is None, "it says nothing of those who did not reach the start"
        assert curve.at(2.5) == 1

    def test_leaving_at_the_start_is_before_the_curve(self) -> None:
        """Whoever leaves at the very tenure where the curve starts has not outlived it."""
        curve = kaplan_meier(rows((0, 2, True), (2, 5, True), (2, 6, False), (2, 7, False)), min_risk=3)
        assert (curve.start, curve.time.tolist(), curve.at_risk.tolist()) == (2, [5], [3])

    def test_never_enough_people_is_an_empty_curve(self) -> None:
        """A curve that cannot start is empty and knows no tenure."""
        curve = kaplan_meier(rows((0, 1, True), (2, 9, True)), min_risk=2)
        assert curve.start is None
        assert curve.time.size == 0
        assert curve.at(1) is None
        assert curve.median() == (None, None, None)

    def test_value_between_and_after_leavings(self) -> None:
        """The curve is a step, right-continuous, and ends with the last person seen."""
        curve = kaplan_meier(remission(SIX_MP))
        assert curve.at(5.99) == 1
        assert curve.at(6) == curve.at(6.9) == pytest.approx(6 / 7)
        assert curve.at(35) == pytest.approx(0.448, abs=5e-4)
        assert curve.at(35.1) is None

    def test_people_at_risk_for_the_chart(self) -> None:
        """The numbers under the chart count {entry < t <= exit}, and at 0 everybody who starts there."""
        curve = kaplan_meier(rows((0, 2, True), (1, 4, True), (3, 5, True), (0, 6, False)))
        assert curve.at_risk_at([0, 1, 2, 2.1, 4, 6, 7]).tolist() == [2, 2, 3, 2, 3, 1, 0]
        assert curve.at_risk_at([7, 4]).tolist() == [0, 3]

    def test_limits_where_everybody_has_left(self) -> None:
        """At 0 the lower limit is 0 and the upper stays where it last was; for a lone person it is 1."""
        curve = kaplan_meier(remission(PLACEBO))
        assert (curve.survival[-1], curve.low[-1], curve.high[-1]) == (0, 0, curve.high[-2])
        alone = kaplan_meier(rows((0, 2, True)))
        assert (alone.survival[0], alone.low[0], alone.high[0]) == (0, 0, 1)

    def test_level_of_the_interval(self) -> None:
        """A lower confidence level gives a narrower band around the same curve."""
        wide, narrow = kaplan_meier(remission(SIX_MP)), kaplan_meier(remission(SIX_MP), level=0.8)
        assert np.all(narrow.low > wide.low)
        assert np.all(narrow.high < wide.high)
        np.testing.assert_array_equal(narrow.survival, wide.survival)

    @pytest.mark.parametrize("ties", [True, False])
    @pytest.mark.parametrize("seed", range(40))
    def test_equals_statsmodels_with_late_entry(self, seed: int, ties: bool) -> None:
        """Curve, risk sets, Greenwood error and median equal statsmodels' SurvfuncRight on random samples."""
        people = random_people(seed, ties=ties)
        curve = kaplan_meier(people)
        oracle = SurvfuncRight(people.exit, people.event.astype(int), entry=people.entry)
        np.testing.assert_array_equal(curve.time, oracle.surv_times)
        np.testing.assert_array_equal(curve.at_risk, oracle.n_risk)
        np.testing.assert_array_equal(curve.events, oracle.n_events)
        np.testing.assert_allclose(curve.survival, oracle.surv_prob, atol=1e-9)
        alive = curve.survival > 0
        np.testing.assert_allclose(greenwood(curve)[alive], oracle.surv_prob_se[alive], atol=1e-9)

    @given(any_people(), st.integers(1, 4))
    @settings(deadline=None, max_examples=80)
    def test_curve_falls_within_its_band(self, people: Spells, min_risk: int) -> None:
        """Survival never rises, stays in [0, 1] and between its limits."""
        curve = kaplan_meier(people, min_risk)
        assert np.all(np.diff(curve.survival, prepend=1.0) <= 0)
        assert np.all((curve.low <= curve.survival) & (curve.survival <= curve.high))
        assert np.all((curve.low >= 0) & (curve.high <= 1))
        assert np.all((curve.events >= 1) & (curve.events <= curve.at_risk))
        if curve.start is not None:
            assert curve.at_risk_at([np.nextafter(curve.start, 99)])[0] >= min_risk


class TestExposure:
    """Time and leavers by month of tenure."""

    def test_month_by_month_by_hand(self) -> None:
        """A month of tenure is (k, k + 1]: whoever leaves at exactly 2 months leaves in the second."""
        months = exposure(rows((0, 2, True), (0.5, 1.25, True), (1.5, 9, False)), 4)
        np.testing.assert_allclose(months.person_months, [1.5, 1.75, 1, 1])
        assert months.leavers.tolist() == [0, 2, 0, 0]

    @pytest.mark.parametrize("seed", range(20))
    def test_equals_counting_person_by_person(self, seed: int) -> None:
        """Person-months and leavers equal a plain loop over people and months."""
        people, months = random_people(seed, ties=bool(seed % 2)), 24
        time, leavers = [0.0] * months, [0] * months
        for entry, until, event in zip(people.entry, people.exit, people.event, strict=True):
            for k in range(months):
                time[k] += max(0.0, min(until, k + 1) - max(entry, k))
                leavers[k] += bool(event) and k < until <= k + 1
        result = exposure(people, months)
        np.testing.assert_allclose(result.person_months, time, atol=1e-9)
        assert result.leavers.tolist() == leavers

    def test_months_nobody_was_seen_in_are_exactly_zero(self) -> None:
        """Rounding does not leave a trace of time where there was none."""
        people = random_people(3, ties=False)
        beyond = exposure(people, 200).person_months[int(np.ceil(people.exit.max())) :]
        assert beyond.size > 0
        assert np.all(beyond == 0)


class TestMonthlyHazard:
    """The rate of leaving over some months."""

    def test_months_three_to_eight_by_hand(self) -> None:
        """Months 3-8 are tenure in (2, 8], for the leavers as for the time."""
        people = rows((0, 2, True), (0, 2.5, True), (4, 8, True), (0, 20, True))
        result = monthly_hazard(people, 3, 8)
        assert (result.leavers, result.person_months) == (2, 0.5 + 4 + 6)
        assert result.hazard == pytest.approx(2 / 10.5)
        assert result.low == pytest.approx(0.2422 / 10.5, rel=1e-3)
        assert result.high == pytest.approx(7.2247 / 10.5, rel=1e-3)

    def test_equals_the_sum_of_its_months(self) -> None:
        """Leavers and time of months a to b are those of `exposure`, rows a - 1 to b - 1."""
        people = random_people(5, ties=True)
        months = exposure(people, 20)
        for first, last in ((1, 1), (1, 6), (3, 8), (12, 20)):
            result = monthly_hazard(people, first, last)
            assert result.leavers == months.leavers[first - 1 : last].sum()
            assert result.person_months == pytest.approx(months.person_months[first - 1 : last].sum())

    def test_unobserved_months_have_no_hazard(self) -> None:
        """Where no time was observed the hazard is None, not 0."""
        assert monthly_hazard(rows((0, 2, True)), 7, 9) == (0, 0.0, None, None, None)

    @pytest.mark.parametrize(("first", "last"), [(0, 3), (5, 4)])
    def test_months_that_do_not_exist_are_refused(self, first: int, last: int) -> None:
        """Month 0 and a range that runs backwards: ValueError."""
        with pytest.raises(ValueError, match="months of tenure"):
            monthly_hazard(rows((0, 2, True)), first, last)


class TestPoissonInterval:
    """The exact interval of a count."""

    def test_published_limits(self) -> None:
        """Garwood 1936 limits: 3.69 for no events, 0.0253-5.57 for one, 4.80-18.39 for ten."""
        assert poisson_interval(0) == pytest.approx((0, 3.69), abs=5e-3)
        assert poisson_interval(1) == pytest.approx((0.0253, 5.57), abs=5e-3)
        assert poisson_interval(10) == pytest.approx((4.80, 18.39), abs=5e-3)

    @pytest.mark.parametrize("level", [0.5, 0.8, 0.95, 0.999])
    def test_equals_chi_square_quantiles(self, level: float) -> None:
        """The limits are half of scipy's chi-square quantiles to the relative error that is promised."""
        for count in (0, 1, 2, 3, 7, 20, 150, 1000, 10_000):
            low, high = poisson_interval(count, level)
            tail = (1 - level) / 2
            assert high == pytest.approx(chi2_distribution.ppf(1 - tail, 2 * count + 2) / 2, rel=1e-9)
            if count:
                assert low == pytest.approx(chi2_distribution.ppf(tail, 2 * count) / 2, rel=1e-9)


class TestLogRank:
    """Two groups compared."""

    def test_published_comparison(self) -> None:
        """Freireich 1963 in Collett and R's survdiff: chi-square 16.79, 9 for 19.25 expected, p 4.17e-5."""
        six_mp, placebo = remission(SIX_MP), remission(PLACEBO)
        result = log_rank(joined(six_mp, placebo), np.repeat([1, 0], [21, 21]))
        assert result.chi2 == pytest.approx(16.79, abs=5e-3)
        assert (result.observed, result.expected) == pytest.approx((9, 19.25), abs=5e-3)
        assert result.p == pytest.approx(4.17e-5, abs=5e-8)
        assert result.z < 0, "6-MP patients relapse less"

    @pytest.mark.parametrize("ties", [True, False])
    @pytest.mark.parametrize("seed", range(40))
    def test_equals_statsmodels_with_late_entry(self, seed: int, ties: bool) -> None:
        """Chi-square and p equal statsmodels' survdiff on random samples with late entry."""
        people = random_people(seed, ties=ties)
        group = np.random.default_rng(seed + 1000).permutation(np.arange(len(people)) % 2)
        result = log_rank(people, group)
        chi2, p = survdiff(people.exit, people.event.astype(int), group, entry=people.entry)
        assert result.chi2 == pytest.approx(chi2, abs=1e-9)
        assert result.p == pytest.approx(p, abs=1e-9)

    @given(any_people(), st.randoms(use_true_random=False))
    @settings(deadline=None, max_examples=80)
    def test_swapping_the_groups_turns_the_sign(self, people: Spells, chance: Random) -> None:
        """Groups swapped: z changes its sign, p stays, observed and expected add up to all leavers."""
        group = np.array([chance.random() < 0.5 for _ in range(len(people))], dtype=np.bool_)
        one, other = log_rank(people, group), log_rank(people, ~group)
        assert one.z == pytest.approx(-other.z, abs=1e-9)
        assert one.p == pytest.approx(other.p, abs=1e-9)
        assert one.observed + other.observed == people.event.sum()
        assert one.expected + other.expected == pytest.approx(people.event.sum())

    @pytest.mark.parametrize("group", [[0, 0, 0], [1, 1, 1]])
    def test_one_group_alone_shows_nothing(self, group: list[int]) -> None:
        """With everybody in one group there is nothing to compare: z 0, p 1."""
        result = log_rank(rows((0, 1, True), (0, 2, True), (0, 3, False)), group)
        assert (result.z, result.p, result.chi2) == (0, 1, 0)


class TestSplitAt:
    """Before and after a day of the calendar."""

    def test_a_day_splits_a_person_in_two(self) -> None:
        """Before: up to the day, no event; after: late entry with the tenure reached, event at the end."""
        people, group = split_at(
            days("2022-01-01"), days("2023-03-01"), date(2024, 1, 1), date(2021, 1, 1), date(2023, 1, 1)
        )
        assert group.tolist() == [0, 1]
        assert people.event.tolist() == [False, True]
        np.testing.assert_allclose(people.entry * DAYS_PER_MONTH, [0, 365])
        np.testing.assert_allclose(people.exit * DAYS_PER_MONTH, [365, 424])
        np.testing.assert_allclose(people.cens * DAYS_PER_MONTH, [365, 730])

    def test_leaving_on_the_day_belongs_to_before(self) -> None:
        """Whoever left on the very day is a leaver of the time before it."""
        people, group = split_at(
            days("2022-01-01"), days("2023-01-01"), date(2024, 1, 1), date(2021, 1, 1), date(2023, 1, 1)
        )
        assert (group.tolist(), people.event.tolist()) == ([0], [True])

    @pytest.mark.parametrize("split", ["2019-06-01", "2021-01-01", "2022-07-09", "2023-12-31", "2027-01-01"])
    def test_no_time_and_no_leaver_is_lost(self, split: str) -> None:
        """Both parts together hold the months and the leavers of the whole, wherever the day lies."""
        generator = np.random.default_rng(8)
        hired = np.datetime64("2019-01-01") + generator.integers(0, 1800, 60).astype("timedelta64[D]")
        left = hired + generator.integers(1, 900, 60).astype("timedelta64[D]")
        left[::4] = NEVER
        frame = hired, left, date(2023, 12, 31), date(2021, 1, 1)
        whole = exposure(spells(*frame), 60)
        people, group = split_at(*frame, np.datetime64(split))
        parts = exposure(people, 60)
        np.testing.assert_allclose(parts.person_months, whole.person_months, atol=1e-9)
        np.testing.assert_array_equal(parts.leavers, whole.leavers)
        assert len(people) == len(group)


class TestAnyInput:
    """What holds for whatever comes in."""

    @given(any_people(), st.randoms(use_true_random=False))
    @settings(deadline=None, max_examples=60)
    def test_order_of_people_does_not_matter(self, people: Spells, chance: Random) -> None:
        """Permuting people changes no result."""
        order = list(range(len(people)))
        chance.shuffle(order)
        other = permuted(people, order)
        one, two = kaplan_meier(people), kaplan_meier(other)
        for name in ("time", "at_risk", "events", "survival", "low", "high"):
            np.testing.assert_array_equal(getattr(one, name), getattr(two, name))
        np.testing.assert_allclose(exposure(people, 12).person_months, exposure(other, 12).person_months)
        group = np.arange(len(people)) % 2
        assert log_rank(people, group).z == pytest.approx(log_rank(other, group[order]).z, abs=1e-12)

    @pytest.mark.parametrize("staff", [([], []), (["2024-02-01"], ["NaT"]), (["2024-02-01"], ["2024-05-05"])])
    def test_nobody_and_one_person_never_raise(self, staff: tuple[list[str], list[str]]) -> None:
        """Empty input gives empty results; a single person gives results of one."""
        hired, left = (np.array(column, dtype="datetime64[D]") for column in staff)
        frame = hired, left, date(2024, 12, 31), date(2023, 1, 1)
        for people in (spells(*frame), calendar_spells(*frame), split_at(*frame, date(2024, 4, 1))[0]):
            curve = kaplan_meier(people, min_risk=3)
            assert curve.time.size == curve.survival.size == 0
            assert kaplan_meier(people).time.size == people.event.sum()
            assert curve.at_risk_at([0, 60]).tolist()[1] == 0
            assert exposure(people, 36).leavers.sum() == people.event.sum()
            assert monthly_hazard(people, 1, 36).leavers == people.event.sum()
            assert log_rank(people, np.ones(len(people))).p == 1


def greenwood(curve: KaplanMeier) -> np.ndarray[tuple[int, ...], np.dtype[np.float64]]:
    """Standard error of the curve, found back from its 95 % log-log limits."""
    with np.errstate(divide="ignore", invalid="ignore"):
        log_s = np.log(curve.survival)
        return curve.survival * -log_s * np.log(np.log(curve.low) / log_s) / 1.959963984540054
