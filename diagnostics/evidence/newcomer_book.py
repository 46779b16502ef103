"""The book with which a newcomer begins: how many clients he has against an experienced rep."""

import numpy as np

from diagnostics.evidence.people import staff_with_leavers
from diagnostics.evidence.period import Period
from diagnostics.evidence.signal import Signal, grey
from diagnostics.evidence.tenure import careers
from diagnostics.workbook import Workbook, read_sql

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
    base = np.zeros(tenure.shape)
    rows: dict[int, list[int]] = {}
    for row, rep in enumerate(staff.rep_ids):
        rows.setdefault(rep, []).append(row)
    for rep, month, clients in workbook.query(read_sql(__package__, "newcomer_book"), {"first": period.first, "last": period.last}):
        base[rows.get(rep, []), month - period.first] = clients
    found = []
    for row, column in zip(*np.nonzero(tenure == MONTH), strict=True):
        peers = base[tenure[:, column] >= TENURED, column]
        peers = peers[peers > 0]
        if len(peers) >= PEERS:
            found.append(base[row, column] / float(np.median(peers)))
    if len(found) < FEWEST:
        return grey(SIGNALS, "newcomers_sales")
    return [Signal(SIGNALS[0], float(np.median(found)), n=len(found), period=(period.first, period.last))]
