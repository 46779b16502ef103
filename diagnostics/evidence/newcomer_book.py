"""The book with which a newcomer begins: how many clients he has against an experienced rep."""

import numpy as np

from diagnostics.evidence.people import staff_with_leavers
from diagnostics.evidence.period import Period
from diagnostics.evidence.signal import Signal, grey
from diagnostics.evidence.tenure import by_month, careers
from diagnostics.workbook import Workbook

SIGNALS = ("people.newcomer_book",)
MONTH = 3  # full month of tenure at whose end his clients are counted
TENURED = 12  # full months from which a rep counts as experienced
FEWEST = 3  # newcomers
PEERS = 2  # experienced reps of the same month


def newcomer_book_signals(workbook: Workbook, period: Period) -> list[Signal]:
    """`people.newcomer_book`: clients of a newcomer at the end of his third full month to those of the middle experienced rep of that month."""
    staff = staff_with_leavers(workbook, period)
    if isinstance(staff, str):
        return grey(SIGNALS, staff)
    tenure = careers(workbook, staff, period).tenure
    base = by_month(workbook, "newcomer_book", staff, period)
    found = []
    for row, column in zip(*np.nonzero(tenure == MONTH), strict=True):
        peers = base[tenure[:, column] >= TENURED, column]
        peers = peers[peers > 0]
        if len(peers) >= PEERS:
            found.append(base[row, column] / float(np.median(peers)))
    if len(found) < FEWEST:
        return grey(SIGNALS, "newcomers_sales")
    return [Signal(SIGNALS[0], float(np.median(found)), n=len(found), period=(period.first, period.last))]
