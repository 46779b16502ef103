"""How fast people leave: rates by tenure, two groups compared, before and after a day; published numbers and statsmodels."""

from datetime import date
from random import Random

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from statsmodels.duration.survfunc import survdiff  # type: ignore[import-untyped]

from diagnostics.evidence.survival import (
    DAYS_PER_MONTH,
    Spells,
    calendar_spells,
    kaplan_meier,
    log_rank,
    monthly_hazard,
    spells,
    split_at,
)

from .staying import (
    NEVER,
    PLACEBO,
    SIX_MP,
    any_people,
    by_month,
    days,
    joined,
    permuted,
    random_people,
    remission,
    rows,
)


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

    @pytest.mark.parametrize("seed", range(20))
    def test_equals_counting_person_by_person(self, seed: int) -> None:
        """Leavers and time of months a to b equal a plain loop over people and months, rows a - 1 to b - 1."""
        people = random_people(seed, ties=bool(seed % 2))
        time, leavers = by_month(people, 20)
        for first, last in ((1, 1), (1, 6), (3, 8), (12, 20)):
            result = monthly_hazard(people, first, last)
            assert result.leavers == sum(leavers[first - 1 : last])
            assert result.person_months == pytest.approx(sum(time[first - 1 : last]), abs=1e-9)

    def test_unobserved_months_have_no_hazard(self) -> None:
        """Where no time was observed the hazard is None, not 0."""
        assert monthly_hazard(rows((0, 2, True)), 7, 9) == (0, 0.0, None, None, None)

    @pytest.mark.parametrize(("first", "last"), [(0, 3), (5, 4)])
    def test_months_that_do_not_exist_are_refused(self, first: int, last: int) -> None:
        """Month 0 and a range that runs backwards: ValueError."""
        with pytest.raises(ValueError, match="months of tenure"):
            monthly_hazard(rows((0, 2, True)), first, last)


class TestLogRank:
    """Two groups compared."""

    def test_published_comparison(self) -> None:
        """Freireich 1963 in Collett and R's survdiff: chi-square 16.79, 9 for 19.25 expected, p 4.17e-5."""
        six_mp, placebo = remission(SIX_MP), remission(PLACEBO)
        result = log_rank(joined(six_mp, placebo), np.repeat([1, 0], [21, 21]))
        assert result.z**2 == pytest.approx(16.79, abs=5e-3)
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
        assert result.z**2 == pytest.approx(chi2, abs=1e-9)
        assert result.p == pytest.approx(p, abs=1e-9)

    @given(any_people(), st.randoms(use_true_random=False))
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
        assert (result.z, result.p) == (0, 1)


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
        whole_time, whole_leavers = by_month(spells(*frame), 60)
        people, group = split_at(*frame, np.datetime64(split))
        time, leavers = by_month(people, 60)
        np.testing.assert_allclose(time, whole_time, atol=1e-9)
        assert leavers == whole_leavers
        assert len(people) == len(group)


class TestAnyInput:
    """What holds for whatever comes in."""

    @given(any_people(), st.randoms(use_true_random=False))
    def test_order_of_people_does_not_matter(self, people: Spells, chance: Random) -> None:
        """Permuting people changes no result."""
        order = list(range(len(people)))
        chance.shuffle(order)
        other = permuted(people, order)
        one, two = kaplan_meier(people), kaplan_meier(other)
        for name in ("time", "at_risk", "events", "survival", "low", "high"):
            np.testing.assert_array_equal(getattr(one, name), getattr(two, name))
        assert monthly_hazard(people, 1, 12) == pytest.approx(monthly_hazard(other, 1, 12))
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
            assert monthly_hazard(people, 1, 36).leavers == people.event.sum()
            assert log_rank(people, np.ones(len(people))).p == 1
