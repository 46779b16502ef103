"""One large client can make a year: how much of the revenue and of its change hangs on a few."""

import pandas as pd

from diagnostics.evidence.period import YEAR, Period
from diagnostics.evidence.signal import Signal
from diagnostics.workbook import Workbook, read_sql

SIGNALS = ("clients.top1_share", "clients.top3_change_share")
FEW = 10  # clients below which the largest is a large part of all by necessity


def clients_signals(workbook: Workbook, period: Period) -> list[Signal]:
    """`clients.*`: the largest client's share of the last twelve months, and the part of three clients in the change of the year."""
    frame = workbook.frame(
        read_sql(__package__, "clients"), {"before_first": period.year_before[0], "first": period.year[0], "last": period.last}
    )
    return [_largest(frame["after"].tolist(), period), _three(frame, period)]


def _largest(sold: list[int], period: Period) -> Signal:
    bought = [amount for amount in sold if amount > 0]
    if len(bought) < FEW:
        return Signal("clients.top1_share", missing=("few_clients",))
    return Signal("clients.top1_share", max(bought) / sum(bought), n=len(bought), period=period.year)


def _three(frame: pd.DataFrame, period: Period) -> Signal:
    """Of the three clients whose sales changed most in the direction of the whole; above 1 the others went the other way."""
    if period.months < 2 * YEAR:
        return Signal("clients.top3_change_share", missing=("months_24",))
    changes = (frame["after"] - frame["before"]).tolist()
    total = sum(changes)
    if len(changes) < FEW or total == 0:
        return Signal("clients.top3_change_share", missing=("few_clients" if len(changes) < FEW else "no_change",))
    most = sorted(changes, reverse=total > 0)[:3]
    return Signal("clients.top3_change_share", sum(most) / total, n=len(changes), period=(period.year_before[0], period.last))
