"""What went with the head's own selling: the team before and after he came, month by month beside him, and how his clients stay."""

from math import expm1

import numpy as np
import pandas as pd

from diagnostics.evidence.correlation import serial_correlation
from diagnostics.evidence.head import Head, find_head
from diagnostics.evidence.intervals import newcombe
from diagnostics.evidence.period import YEAR, Period, month_number
from diagnostics.evidence.signal import Signal, grey
from diagnostics.evidence.step import AFTER, BEFORE, Z80, step
from diagnostics.evidence.survival import FloatArray
from diagnostics.workbook import Workbook, read_sql

SIGNALS = ("head.team_step", "head.overlap", "head.client_retention")
MONTHS = 12  # in which both sold, below which a correlation is an accident
EVEN = 1e-9  # of a series of logarithms: what remains of a straight line
FEW = 10  # clients on either side below which the share of those who stay says nothing


def head_effect_signals(workbook: Workbook, period: Period) -> list[Signal]:
    """What coincides with the head's own selling; none of it says that he is the cause."""
    head = find_head(workbook)
    if head is None:
        return grey(SIGNALS, "head")
    months = workbook.frame(read_sql(__package__, "head_effect"), {"head": head.rep_id, "first": period.first, "last": period.last})
    return [_team_step(months, head, period), _overlap(months, head, period), _retention(workbook, head, period)]


def _team_step(months: pd.DataFrame, head: Head, period: Period) -> Signal:
    """Level of the sales to clients he never sold to, from the month most of which he led."""
    if head.since is None:
        return Signal("head.team_step", missing=("head_since",))
    at = month_number(head.since) + (head.since.day > 15) - period.first
    if at < BEFORE or period.months - at < AFTER:
        return Signal("head.team_step", missing=("months_around_head",))
    found = step(months["untouched"].tolist(), at, period.first % YEAR)
    if found is None:
        return Signal("head.team_step", missing=("month_without_sales",))
    return Signal(
        "head.team_step", expm1(found.change), expm1(found.low), expm1(found.high), period.months, (period.first, period.last),
        variant="" if head.appointed else "hired",
    )  # fmt: skip


def _overlap(months: pd.DataFrame, head: Head, period: Period) -> Signal:
    """Months since he leads in which both he and the reps sold."""
    first = max(period.first, month_number(head.since)) if head.since else period.first
    both = months[(months["month"] >= first) & (months["own"] > 0) & (months["team"] > 0) & (months["sellers"] > 0)]
    if len(both) < MONTHS:
        return Signal("head.overlap", missing=("head_sells_little",))
    own, per_rep = np.log(both["own"].to_numpy(float)), np.log((both["team"] / both["sellers"]).to_numpy(float))
    found = correlation(both["month"].to_numpy(float), own, per_rep)
    if found is None:
        return Signal("head.overlap", missing=("even_months",))
    return Signal("head.overlap", *found, len(both), (int(both["month"].iloc[0]), int(both["month"].iloc[-1])))


def correlation(month: FloatArray, one: FloatArray, other: FloatArray) -> tuple[float, float, float] | None:
    """Correlation of two monthly series freed of their straight lines, with its interval of 80 %; None where one is a straight line.

    Args:
        month: numbers of the months; there may be gaps.
        one: a figure a month.
        other: as many.
    """
    line = np.column_stack([np.ones(len(month)), month - month.mean()])
    a, b = (series - line @ np.linalg.lstsq(line, series, rcond=None)[0] for series in (one, other))
    if min(float(np.abs(rest).max()) for rest in (a, b)) < EVEN:
        return None
    return serial_correlation(a, b, np.diff(month) == 1, Z80)


def _retention(workbook: Workbook, head: Head, period: Period) -> Signal:
    """Of those who bought in the year before, the share that bought in the last one: his clients against the reps'."""
    if period.months < 2 * YEAR:
        return Signal("head.client_retention", missing=("months_24",))
    if head.since is not None and month_number(head.since) > period.year[0]:
        return Signal("head.client_retention", missing=("head_year",))
    (before_first, before_last), (first, last) = period.year_before, period.year
    found = workbook.query(
        read_sql(__package__, "head_retention"),
        {"head": head.rep_id, "before_first": before_first, "before_last": before_last, "first": first, "last": last},
    )
    counts = {of_head: (kept, clients) for of_head, clients, kept in found if clients >= FEW}
    if len(counts) < 2:
        return Signal("head.client_retention", missing=("few_head_clients",))
    (kept, his), (kept_by_reps, theirs) = counts[True], counts[False]
    low, high = newcombe(kept, his, kept_by_reps, theirs)
    return Signal("head.client_retention", kept / his - kept_by_reps / theirs, low, high, his, (before_first, last))
