"""Money: how much of what was sold came in."""

from diagnostics.evidence.jackknife import jackknife_ratio
from diagnostics.evidence.period import YEAR, Period, full_months
from diagnostics.evidence.signal import Signal, grey
from diagnostics.workbook import Workbook, read_sql

SIGNALS = ("payments.collected_share",)


def payments_signals(workbook: Workbook, period: Period) -> list[Signal]:
    """`payments.*` over the last twelve full months, all of which the payments must cover: money comes later than goods go."""
    if workbook.value("select basis from rollup") == "payment":
        return grey(SIGNALS, "payments_are_revenue")
    began, ended, pause = workbook.query(read_sql(__package__, "payment_days"))[0]
    if began is None:
        return grey(SIGNALS, "payments")
    first, last = full_months(began, ended, pause)
    if first > period.last - YEAR + 1 or last < period.last or period.months < YEAR:
        return grey(SIGNALS, "payments_12")
    months = workbook.frame(read_sql(__package__, "payments"), {"first": period.year[0], "last": period.last})
    received, sold = int(months["received"].sum()), int(months["sold"].sum())
    if sold <= 0:
        return grey(SIGNALS, "payments_clients")
    # with a month of returns alone the drawn ratios would be of any size
    low, high = jackknife_ratio(months["received"].tolist(), months["sold"].tolist()) if (months["sold"] > 0).all() else (None, None)
    return [Signal(SIGNALS[0], received / sold, low, high, len(months), period.year)]
