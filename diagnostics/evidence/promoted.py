"""The head before he was one: whether the best seller was made head."""

from statistics import median

from diagnostics.evidence.head import find_head
from diagnostics.evidence.period import YEAR, Period, month_number
from diagnostics.evidence.signal import Signal, grey
from diagnostics.workbook import Workbook, read_sql

SIGNALS = ("head.best_before",)
HALF = 6  # months before the appointment, of which less says nothing
PEERS = 2  # reps with whom he is compared


def promoted_signals(workbook: Workbook, period: Period) -> list[Signal]:
    """`head.best_before`: his sales in the year before his appointment to the middle rep's in the same months."""
    head = find_head(workbook)
    if head is None:
        return grey(SIGNALS, "head")
    if head.since is None or not head.appointed:
        return grey(SIGNALS, "head_since")
    last = month_number(head.since) - 1
    first = max(period.first, last - YEAR + 1)
    if last - first + 1 < HALF or last > period.last:
        return grey(SIGNALS, "months_before_head")
    sold = dict(workbook.query(read_sql(__package__, "promoted"), {"head": head.rep_id, "first": first, "last": last}))
    own = sold.pop(head.rep_id, 0)
    others = [net for net in sold.values() if net > 0]
    if own <= 0:
        return grey(SIGNALS, "head_never_sold")
    if len(others) < PEERS:
        return grey(SIGNALS, "few_reps")
    return [Signal("head.best_before", own / median(others), n=len(others), period=(first, last))]
