"""What remains of the sales: the share of profit, and how it changed over the year."""

from math import inf

import pandas as pd

from diagnostics.evidence.jackknife import jackknife_ratio
from diagnostics.evidence.period import YEAR, Period
from diagnostics.evidence.signal import Signal, grey
from diagnostics.workbook import Workbook, read_sql

SIGNALS = ("margin.share", "margin.share_change")
KNOWN = 0.8  # share of the sales whose profit must be known to speak for all of them


def margin_signals(workbook: Workbook, period: Period) -> list[Signal]:
    """`margin.*` over the last twelve full months, and against the twelve before."""
    frame = workbook.frame(read_sql(__package__, "margin"), {"first": period.year_before[0], "last": period.last})
    now = frame[frame["month"] >= period.year[0]]
    share = _share(now)
    if share is None:
        return grey(SIGNALS, "profit")
    months = now.groupby("month")[["net", "profit"]].sum()
    low, high = jackknife_ratio(months["profit"].tolist(), months["net"].tolist(), least=-inf)
    by_rep = {int(rep): value for rep, rows in now.groupby("rep_id") if (value := _share(rows)) is not None}
    signal = Signal("margin.share", share, low, high, len(months), period.year, by_rep)
    before = _share(frame[frame["month"] < period.year[0]]) if period.months >= 2 * YEAR else None
    if before is None:
        return [signal, *grey(SIGNALS[1:], "profit_of_two_years")]
    return [signal, Signal("margin.share_change", share - before, n=len(months), period=(period.year_before[0], period.last))]


def _share(rows: pd.DataFrame) -> float | None:
    """Profit by net sales; None where the profit of too many sales is not known."""
    net, profit, sold = (int(rows[column].sum()) for column in ("net", "profit", "sold"))
    return profit / net if net > 0 and net >= KNOWN * sold else None
