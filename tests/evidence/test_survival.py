"""The staff list as stretches of tenure, and the curve of those who stay: published numbers, hand-worked cases, statsmodels."""

from dataclasses import FrozenInstanceError
from datetime import date

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from statsmodels.duration.survfunc import SurvfuncRight  # type: ignore[import-untyped]

from diagnostics.evidence.survival import DAYS_PER_MONTH, KaplanMeier, Spells, calendar_spells, kaplan_meier, spells

from .staying import PLACEBO, SIX_MP, any_people, days, random_people, remission, rows


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
    def test_curve_falls_within_its_band(self, people: Spells, min_risk: int) -> None:
        """Survival never rises, stays in [0, 1] and between its limits."""
        curve = kaplan_meier(people, min_risk)
        assert np.all(np.diff(curve.survival, prepend=1.0) <= 0)
        assert np.all((curve.low <= curve.survival) & (curve.survival <= curve.high))
        assert np.all((curve.low >= 0) & (curve.high <= 1))
        assert np.all((curve.events >= 1) & (curve.events <= curve.at_risk))
        if curve.start is not None:
            assert curve.at_risk_at([np.nextafter(curve.start, 99)])[0] >= min_risk


def greenwood(curve: KaplanMeier) -> np.ndarray[tuple[int, ...], np.dtype[np.float64]]:
    """Standard error of the curve, found back from its 95 % log-log limits."""
    with np.errstate(divide="ignore", invalid="ignore"):
        log_s = np.log(curve.survival)
        return curve.survival * -log_s * np.log(np.log(curve.low) / log_s) / 1.959963984540054
