"""The client base: how many clients there are, how many of them buy, how many nobody leads."""

import pandas as pd

from diagnostics.evidence.intervals import wilson
from diagnostics.evidence.period import YEAR, Period
from diagnostics.evidence.signal import Signal, grey
from diagnostics.workbook import Workbook, read_sql

SIGNALS = (
    "base.window_months", "base.size", "base.active", "base.active_share", "base.active_share_change",
    "base.never_bought_share", "base.orphan_clients",
)  # fmt: skip


def base_signals(workbook: Workbook, period: Period) -> list[Signal]:
    """`base.*` at the end of the last full month, and the share against a year ago."""
    window, gaps = workbook.query("select window_months, gaps from rhythm")[0]
    rhythm = Signal("base.window_months", window, n=gaps, period=(period.first, period.last))
    frame = base_months(workbook, period)
    total = frame.groupby("month")[["base", "active", "never_bought"]].sum()
    if period.last not in total.index or total.loc[period.last, "base"] == 0:
        return [
            rhythm,
            *grey(SIGNALS[1:], "months_more" if workbook.value("select count(*) from dim_client") else "clients"),
        ]
    now = (period.last - window + 1, period.last)
    base, active, never = (int(total.loc[period.last, column]) for column in ("base", "active", "never_bought"))
    low, high = wilson(active, base)
    last = frame[frame["month"] == period.last].set_index("rep_id")
    share_by_rep = {int(rep): row.active / row.base for rep, row in last.iterrows() if row.base > 0}
    signals = [
        rhythm,
        Signal("base.size", base, n=base, period=now, by_rep=_whole(last["base"])),
        Signal("base.active", active, n=base, period=now, by_rep=_whole(last["active"])),
        Signal("base.active_share", active / base, low, high, base, now, share_by_rep),
        _never_bought(workbook, never, base, now),
        Signal("base.orphan_clients", int(last["base"].get(0, 0)), n=base, period=now),
    ]
    before = period.last - YEAR
    if before in total.index and total.loc[before, "base"] > 0:
        change = active / base - total.loc[before, "active"] / total.loc[before, "base"]
        signals.append(Signal("base.active_share_change", float(change), n=base, period=(before, period.last)))
    else:
        signals += grey(("base.active_share_change",), "months_24")
    return signals


def base_months(workbook: Workbook, period: Period) -> pd.DataFrame:
    """Columns rep_id, month, base, active, never_bought; the first window of the data is left out."""
    return workbook.frame(read_sql(__package__, "base"), {"first": period.first, "last": period.last})


def _never_bought(workbook: Workbook, never: int, base: int, now: tuple[int, int]) -> Signal:
    if not workbook.value("select bool_or(listed) from dim_client"):
        return Signal("base.never_bought_share", missing=("client_list",))
    low, high = wilson(never, base)
    return Signal("base.never_bought_share", never / base, low, high, base, now)


def _whole(column: "pd.Series[int]") -> dict[int, int]:
    return {int(rep): int(value) for rep, value in column.items() if value}
