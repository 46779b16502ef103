"""New clients: how many come in, whether fewer than a year ago, and how much of the sales stands on the old ones."""

import pandas as pd

from diagnostics.evidence.base import base_months
from diagnostics.evidence.intervals import poisson_interval
from diagnostics.evidence.jackknife import jackknife_ratio
from diagnostics.evidence.period import YEAR, Period
from diagnostics.evidence.signal import Signal, grey
from diagnostics.workbook import Workbook, read_sql

SIGNALS = ("base.new_rate", "base.new_change", "base.old_revenue_share")
HALF = 6  # months
KNOWN = 12  # months of data before the first one in which a client is called new: in a shorter history old ones look new


def inflow_signals(workbook: Workbook, period: Period) -> list[Signal]:
    """`base.new_*`: clients who bought for the first time, over the last twelve full months; the old ones' share of the sales."""
    if period.months < YEAR + KNOWN:
        return grey(SIGNALS, "months_24")
    came = new_clients(workbook, period)
    return [_rate(workbook, came, period), _change(came, period), _old(workbook, period)]


def new_clients(workbook: Workbook, period: Period) -> pd.DataFrame:
    """Columns rep_id, month, clients: first purchases by who sold them; the first year of the data shows old clients too."""
    return workbook.frame(read_sql(__package__, "inflow"), {"last": period.last})


def _rate(workbook: Workbook, came: pd.DataFrame, period: Period) -> Signal:
    base = base_months(workbook, period)
    year = base[base["month"] >= period.year[0]].groupby("rep_id")["base"].sum()  # client-months
    if year.sum() <= 0:
        return Signal("base.new_rate", missing=("clients",))
    new = came[came["month"] >= period.year[0]].groupby("rep_id")["clients"].sum()
    count, whole = int(new.sum()), float(year.sum())
    low, high = poisson_interval(count)
    by_rep = {int(rep): float(new.get(rep, 0) / months) for rep, months in year.items() if months > 0}
    return Signal("base.new_rate", count / whole, low / whole, high / whole, count, period.year, by_rep)


def _change(came: pd.DataFrame, period: Period) -> Signal:
    """New clients of the last half-year to those of the same months a year before: of one season."""
    last, before = period.last - HALF + 1, period.last - HALF + 1 - YEAR
    if before - KNOWN < period.first:
        return Signal("base.new_change", missing=("months_30",))
    month = came["month"]
    now, then = (int(came.loc[month.between(first, first + HALF - 1), "clients"].sum()) for first in (last, before))
    if then == 0:
        return Signal("base.new_change", missing=("no_new_clients",))
    return Signal("base.new_change", now / then, n=now + then, period=(before, period.last))


def _old(workbook: Workbook, period: Period) -> Signal:
    months = workbook.frame(read_sql(__package__, "old_clients"), {"first": period.year[0], "last": period.last})
    net, old = int(months["net"].sum()), int(months["old"].sum())
    if net <= 0 or not 0 <= old <= net:
        return Signal("base.old_revenue_share", missing=("clients",))
    low, high = jackknife_ratio(months["old"].tolist(), months["net"].tolist(), most=1.0)
    return Signal("base.old_revenue_share", old / net, low, high, len(months), period.year)
