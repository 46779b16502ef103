"""Those who came: how many were still there after half a year, and whether a missed plan foretells that they leave."""

import numpy as np
import numpy.typing as npt
import pandas as pd

from diagnostics.evidence.intervals import wilson
from diagnostics.evidence.people import Staff, staff_with_leavers
from diagnostics.evidence.period import Period, month_start
from diagnostics.evidence.plan import rep_months
from diagnostics.evidence.signal import Signal, grey
from diagnostics.evidence.survival import DAYS_PER_MONTH, BoolArray, Spells, kaplan_meier, log_rank
from diagnostics.evidence.tenure import first_full_month
from diagnostics.workbook import Workbook

COHORTS = ("people.half_year_kept",)
LANDMARK = ("people.landmark_p", "people.first_plan_month")
HALF = 6  # months
FEW = 5  # people hired, below which a share of them says nothing
FIRST = 3  # full months of tenure by whose plan people are told apart; followed are those who are still there after them
PLANNED = 2  # of them must have a plan
FEW_EACH = 3  # people at plan and below it, and leavers, without which nothing can be compared
SMALL = 30  # people, below which the normal law of the test is not trusted
DRAWS = 999


def cohort_signals(workbook: Workbook, period: Period) -> list[Signal]:
    """`people.half_year_kept`: of those hired within the data, half a year or longer ago."""
    staff = staff_with_leavers(workbook, period)
    if isinstance(staff, str):
        return grey(COHORTS, staff)
    hired, kept = (int(count) for count in cohorts(staff)[["hired", "kept"]].sum())
    if hired < FEW:
        return grey(COHORTS, "few_hired")
    low, high = wilson(kept, hired)
    return [Signal(COHORTS[0], kept / hired, low, high, hired, (period.first, period.last))]


def cohorts(staff: Staff) -> pd.DataFrame:
    """Columns quarter (its first month as an absolute number), hired, kept after half a year; young cohorts are left out.

    Of the last quarter only those are there who were hired half a year before the end of the data.
    """
    hired = pd.DatetimeIndex(staff.hired)
    due, left = hired + pd.DateOffset(months=HALF), pd.DatetimeIndex(staff.left)
    seen = (hired >= pd.Timestamp(staff.observed_from)) & (due <= pd.Timestamp(staff.as_of)) & ~(left <= hired)
    quarter = (hired.year * 12 + hired.month - 1) // 3 * 3
    frame = pd.DataFrame({"quarter": quarter, "hired": 1, "kept": (~(left <= due)).astype(int)})[seen]
    return frame.groupby("quarter", as_index=False).sum().astype(int)


def landmark_signals(workbook: Workbook, period: Period) -> list[Signal]:
    """`people.landmark_p`: log-rank of those at plan in their first three months against the others, from then on."""
    staff = staff_with_leavers(workbook, period)
    if isinstance(staff, str):
        return grey(LANDMARK, staff)
    months = rep_months(workbook, period, period.months)
    planned = months[months["plan"].notna() & (months["plan"] > 0)]
    if planned.empty:
        return grey(LANDMARK, "plan")
    return [_landmark(staff, planned, period), _first_plan(staff, planned, period)]


def _landmark(staff: Staff, planned: pd.DataFrame, period: Period) -> Signal:
    people, missed = from_landmark(staff, planned)
    if min(missed.sum(), (~missed).sum(), people.event.sum()) < FEW_EACH:
        return Signal(LANDMARK[0], missing=("newcomers_plan",))
    result = log_rank(people, missed)
    p = result.p if len(people) >= SMALL else permuted_p(people, missed)
    return Signal(LANDMARK[0], p, n=len(people), period=(period.first, period.last), variant="made" if result.z < 0 else "")


def _first_plan(staff: Staff, planned: pd.DataFrame, period: Period) -> Signal:
    """The month of tenure by which half of those hired within the data have made a plan, by Kaplan-Meier: who left before is not forgotten."""
    made = {(int(rep), int(month)) for rep, month, plan, fact in planned[["rep_id", "month", "plan", "fact"]].itertuples(index=False) if fact >= plan}
    known = {int(rep) for rep in planned["rep_id"]}
    rows = []
    for rep, left, first in zip(staff.rep_ids, staff.left, first_full_month(staff.hired), strict=True):
        last = period.last if np.isnat(left) else min(period.last, int(left.astype("datetime64[M]").astype(int)) + 1970 * 12 - 1)
        if first < period.first or last < first or rep not in known:
            continue
        hit = next((month for month in range(first, last + 1) if (rep, month) in made), None)
        months = (last if hit is None else hit) - first + 1
        rows.append((0.0, float(months), hit is not None, float(last - first + 1)))
    if len(rows) < FEW:
        return Signal(LANDMARK[1], missing=("few_hired",))
    entry, leave, event, cens = np.array(sorted(rows), dtype=np.float64).T
    value, low, high = kaplan_meier(Spells(entry, leave, event > 0, np.maximum(cens, leave)), 1).median()
    if high is None:  # too few have made it to tell how late half could
        low = None
    span = (period.first, period.last)
    return Signal(LANDMARK[1], value, low, high, len(rows), span, missing=() if value else ("median_not_reached",))


def from_landmark(staff: Staff, planned: pd.DataFrame) -> tuple[Spells, BoolArray]:
    """Stay of newcomers from the end of their third full month, and who was below plan up to then.

    Whoever ever made his plan stayed long enough to make it; told apart by what was known on the landmark day, people are
    not (immortal time).

    Args:
        staff: the reps.
        planned: columns rep_id, month, plan, fact; months with a plan.

    Returns:
        Spells of m people in months of tenure, late entry at the landmark; shape (m,), True for below plan.
    """
    sums = {(int(rep), int(month)): (plan, fact) for rep, month, plan, fact in planned[["rep_id", "month", "plan", "fact"]].itertuples(index=False)}
    end = np.datetime64(staff.as_of)
    rows = []
    for rep, hired, left, first in zip(staff.rep_ids, staff.hired, staff.left, first_full_month(staff.hired), strict=True):
        found = [sums[rep, month] for month in range(first, first + FIRST) if (rep, month) in sums]
        landmark = np.datetime64(month_start(int(first) + FIRST))
        until = left if left <= end else end
        if len(found) >= PLANNED and landmark < until:
            missed = sum(fact for _plan, fact in found) < sum(plan for plan, _fact in found)
            rows.append((*((day - hired).astype(float) / DAYS_PER_MONTH for day in (landmark, until, end)), left <= end, missed))
    entry, leave, cens, event, missed = np.array(sorted(rows), dtype=np.float64).reshape(-1, 5).T
    return Spells(entry, leave, event > 0, cens), missed > 0


def permuted_p(people: Spells, group: npt.ArrayLike, draws: int = DRAWS, seed: int = 0) -> float:
    """Two-sided p of the log-rank when the groups are shuffled among the people.

    Exact for few people, where the normal law is not; it holds where late entry and censoring do not hang on the group.

    Args:
        people: Spells of n people.
        group: Shape (n,).
        draws: Shuffles; the smallest p possible is 1 / (draws + 1).
        seed: Of the random generator.

    Returns:
        Share of shuffles with a difference at least as large, the real one counted in.
    """
    rng, labels = np.random.default_rng(seed), np.asarray(group, dtype=np.bool_)
    found = abs(log_rank(people, labels).z)
    as_large = sum(abs(log_rank(people, rng.permutation(labels)).z) >= found - 1e-12 for _draw in range(draws))
    return (1 + as_large) / (draws + 1)
