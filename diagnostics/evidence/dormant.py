"""Clients who went quiet: what they bought in their last year, and how many of a year ago are still there."""

from diagnostics.evidence.intervals import wilson
from diagnostics.evidence.period import YEAR, Period
from diagnostics.evidence.signal import Signal, grey
from diagnostics.workbook import Workbook, read_sql

SIGNALS = ("base.dormant_value", "base.kept_active_share", "base.kept_active_change")


def dormant_signals(workbook: Workbook, period: Period) -> list[Signal]:
    """`base.dormant_value`, and the active share of the clients of a year ago: nobody added to them and nobody taken off."""
    window = workbook.value("select window_months from rhythm")
    if period.months < YEAR + window:
        return grey(SIGNALS, "months_24")
    return [_value(workbook, window, period), *_kept(workbook, window, period)]


def _value(workbook: Workbook, window: int, period: Period) -> Signal:
    silent = workbook.frame(read_sql(__package__, "dormant"), {"last": period.last, "window": window})
    silent = silent[silent["net"] > 0]
    by_rep = {int(rep): int(net) for rep, net in silent.groupby("rep_id")["net"].sum().items()}
    return Signal("base.dormant_value", int(silent["net"].sum()), n=len(silent), period=(period.last - 2 * YEAR + 1, period.last), by_rep=by_rep)


def _kept(workbook: Workbook, window: int, period: Period) -> list[Signal]:
    before = period.last - YEAR
    ((base, then, now),) = workbook.query(read_sql(__package__, "kept"), {"before": before, "last": period.last, "window": window})
    if not base:
        return grey(SIGNALS[1:], "clients")
    low, high = wilson(now, base)
    return [
        Signal(SIGNALS[1], now / base, low, high, base, (period.last - window + 1, period.last)),
        Signal(SIGNALS[2], (now - then) / base, n=base, period=(before, period.last)),
    ]
