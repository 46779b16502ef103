"""People: how many there are, how long they stay, whether there is a certain period in which they leave."""

from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

import numpy as np
import numpy.typing as npt
import pandas as pd

from diagnostics.evidence.head import find_head, heads_id
from diagnostics.evidence.period import Period, month_number, month_start
from diagnostics.evidence.scan import exit_clock, scan
from diagnostics.evidence.signal import Signal, grey
from diagnostics.evidence.survival import (
    DAYS_PER_MONTH,
    FloatArray,
    KaplanMeier,
    Spells,
    calendar_spells,
    kaplan_meier,
    log_rank,
    monthly_hazard,
    spells,
    split_at,
)
from diagnostics.workbook import Workbook, read_sql

TENURE = (
    "people.median_tenure", "people.survival_12", "people.early_hazard", "people.early_leavers", "people.exit_window",
    "people.exit_window_p", "people.exit_clock", "people.head_change_p",
)  # fmt: skip
SIGNALS = ("people.headcount", "people.leavers", *TENURE)
EARLY = (3, 8)  # months of tenure in which newcomers are lost
SCANNED = 36  # months of tenure in which a period is looked for
MIN_RISK = 3  # people at risk from which the curve begins; one early leaver would else empty it
ENOUGH = 12  # person-months under observation below which nothing is said about newcomers, unless enough left
FEW = 3  # leavers below which nothing is said about when they leave


@dataclass(frozen=True)
class Staff:
    """The reps of the staff list: arrays of one length, and the window in which they were seen."""

    rep_ids: list[int]
    hired: npt.NDArray[np.datetime64]
    left: npt.NDArray[np.datetime64]
    observed_from: date
    as_of: date

    @property
    def leavers(self) -> npt.NDArray[np.bool_]:
        """Who left within the window."""
        start, end = np.datetime64(self.observed_from), np.datetime64(self.as_of)
        return np.asarray((self.left > start) & (self.left <= end))

    @property
    def tenure_at_exit(self) -> FloatArray:
        """Months from hiring to leaving of each of the leavers."""
        gone = self.leavers
        return (self.left[gone] - self.hired[gone]).astype(np.float64) / DAYS_PER_MONTH


def people_signals(workbook: Workbook, period: Period | None) -> list[Signal]:
    """`people.*` from the staff list, within the window of the sales data."""
    staff = staff_of(workbook, period)
    if staff is None or staff.observed_from > staff.as_of:
        return grey(SIGNALS, no_staff(workbook))
    span = (month_number(staff.observed_from), month_number(staff.as_of))
    counts = headcount(staff)
    leavers = int(staff.leavers.sum())
    signals = [
        Signal("people.headcount", int(counts["people"].iloc[-1]), n=len(staff.rep_ids), period=span),
        Signal("people.leavers", leavers, n=len(staff.rep_ids), period=span),
    ]
    if not knows_leavers(workbook, staff):
        return [*signals, *grey(TENURE, "leavers")]
    return signals + _tenure_signals(workbook, staff, span)


def staff_of(workbook: Workbook, period: Period | None) -> Staff | None:
    """The reps with hire dates, or None. Without sales the window is that of the staff list itself."""
    everybody: list[tuple[Any, ...]] = workbook.query(read_sql(__package__, "people"))
    head = heads_id(workbook)
    rows = [row for row in everybody if row[0] != head]
    if not rows:
        return None
    rep_ids, hired, left = (list(column) for column in zip(*rows, strict=True))
    if period is not None:
        start, end = month_start(period.first), period.as_of
    else:
        known = [day for day in (*hired, *left) if day and day <= date.today()]  # noqa: DTZ011 - the user's own day
        end = max(known, default=max(hired))
        gone = [day for day in left if day and day <= end]
        start = min(gone) - timedelta(days=1) if gone else min(hired)
    return Staff(
        rep_ids,
        np.array(hired, "datetime64[D]"),
        np.array([day or "NaT" for day in left], "datetime64[D]"),
        start,
        end,
    )


def no_staff(workbook: Workbook) -> str:
    """What is missing where nobody's day of hiring is known."""
    return "hire_dates" if workbook.value("select count(*) from current_rows('rep')") else "staff"


def knows_leavers(workbook: Workbook, staff: Staff) -> bool:
    """Whether the list has leavers, or nobody who sold is missing from it: else it holds only those who work today."""
    unlisted = workbook.value("select count(*) from dim_rep where not in_staff and rep_id in (select rep_id from client_month)")
    return not unlisted or bool(staff.leavers.any())


def staff_with_leavers(workbook: Workbook, period: Period) -> Staff | str:
    """The reps with hire dates where the list can be trusted with those who left; else the code of what is missing."""
    staff = staff_of(workbook, period)
    if staff is None:
        return no_staff(workbook)
    return staff if knows_leavers(workbook, staff) else "leavers"


def headcount(staff: Staff) -> pd.DataFrame:
    """Columns month, people (on the last day of the month), hired, left; one row a month of the window."""
    first, last = month_number(staff.observed_from), month_number(staff.as_of)
    rows = []
    for month in range(first, last + 1):
        start, end = np.datetime64(month_start(month)), np.datetime64(month_start(month + 1))
        at_work = (staff.hired < end) & ~(staff.left < end)
        rows.append(
            (month, int(at_work.sum()), int(((staff.hired >= start) & (staff.hired < end)).sum()),
             int(((staff.left >= start) & (staff.left < end)).sum()))
        )  # fmt: skip
    return pd.DataFrame(rows, columns=["month", "people", "hired", "left"])


def curve(staff: Staff) -> KaplanMeier:
    """Share of reps still there by tenure, among those who reached the first tenure with enough people at risk."""
    return kaplan_meier(_spells(staff), MIN_RISK)


def hazards(staff: Staff, months: int) -> pd.DataFrame:
    """Columns month (of tenure, from 1), leavers, person_months, hazard, low, high (see `monthly_hazard`); months in which nobody was seen are left out."""
    found = [(month, monthly_hazard(_spells(staff), month, month)) for month in range(1, months + 1)]
    rows = [(month, *one) for month, one in found if one.hazard is not None]
    return pd.DataFrame(rows, columns=["month", "leavers", "person_months", "hazard", "low", "high"])


def _tenure_signals(workbook: Workbook, staff: Staff, span: tuple[int, int]) -> list[Signal]:
    seen = _spells(staff)
    leavers = int(staff.leavers.sum())
    if len(seen) < FEW or leavers < FEW:
        return grey(TENURE, "few_leavers")
    stayed = curve(staff)
    median, low, high = stayed.median()
    return [
        Signal(
            "people.median_tenure", median, low, high, leavers, span, missing=() if median else ("median_not_reached",)
        ),
        _survival_12(stayed, leavers, span),
        *_early_signals(seen, leavers, span),
        *_window_signals(staff, seen, leavers, span),
        _head_change(workbook, staff, span),
    ]


def _survival_12(stayed: KaplanMeier, leavers: int, span: tuple[int, int]) -> Signal:
    share = stayed.at(12.0)
    if share is None:
        return Signal("people.survival_12", missing=("few_leavers",))
    before = [i for i, time in enumerate(stayed.time) if time <= 12.0]
    low, high = (float(stayed.low[before[-1]]), float(stayed.high[before[-1]])) if before else (None, None)
    return Signal("people.survival_12", share, low, high, leavers, span)


def _early_signals(seen: Spells, leavers: int, span: tuple[int, int]) -> list[Signal]:
    early = monthly_hazard(seen, *EARLY)
    if early.person_months < ENOUGH and early.leavers < FEW:
        return grey(("people.early_hazard", "people.early_leavers"), "newcomers")
    return [
        Signal("people.early_hazard", early.hazard, early.low, early.high, early.leavers, span),
        Signal("people.early_leavers", early.leavers, n=leavers, period=span),
    ]


def _window_signals(staff: Staff, seen: Spells, leavers: int, span: tuple[int, int]) -> list[Signal]:
    tenure = scan(seen, SCANNED)
    calendar = scan(calendar_spells(staff.hired, staff.left, staff.as_of, staff.observed_from), span[1] - span[0] + 1)
    if tenure is None:
        return grey(("people.exit_window", "people.exit_window_p", "people.exit_clock"), "few_leavers")
    return [
        Signal("people.exit_window", list(tenure.window), n=tenure.leavers_in, period=span),
        Signal("people.exit_window_p", tenure.p, n=tenure.leavers, period=span),
        Signal("people.exit_clock", exit_clock(tenure, calendar), n=leavers, period=span),
    ]


def _head_change(workbook: Workbook, staff: Staff, span: tuple[int, int]) -> Signal:
    """Whether people left at another rate after the present head came, by log-rank with late entry."""
    head = find_head(workbook)
    if head is None or head.since is None or not staff.observed_from < head.since < staff.as_of:
        return Signal("people.head_change_p", missing=("head_since",))
    seen, after = split_at(staff.hired, staff.left, staff.as_of, staff.observed_from, head.since)
    if len(set(after)) < 2:
        return Signal("people.head_change_p", missing=("few_leavers",))
    found = log_rank(seen, after)
    return Signal("people.head_change_p", found.p, n=int(staff.leavers.sum()), period=span, variant="rarer" if found.z < 0 else "")


def _spells(staff: Staff) -> Spells:
    return spells(staff.hired, staff.left, staff.as_of, staff.observed_from)
