"""The stages of a deal's life: entered, under way, won; how long each lasts."""

from collections.abc import Sequence
from math import log

import numpy as np
import pandas as pd

from diagnostics.evidence.deals import deals_of
from diagnostics.evidence.intervals import wilson
from diagnostics.evidence.period import Period, month_start
from diagnostics.evidence.signal import Signal, grey
from diagnostics.workbook import Workbook

SIGNALS = ("funnel.cycle_days", "funnel.open_age", "funnel.overdue_share", "funnel.entered_late", "funnel.no_next_step")
FEW = 10  # deals below which neither their middle nor a share of them says anything
LATE = 1  # days: who enters a deal the day before it is won enters it after the fact


def stages_signals(workbook: Workbook, period: Period) -> list[Signal]:
    """`funnel.*` of deals won in the last twelve full months, and of open ones as of their end."""
    deals = deals_of(workbook)
    if deals.empty:
        return grey(SIGNALS, "deals")
    first, end = pd.Timestamp(month_start(period.year[0])), pd.Timestamp(period.as_of)
    won = deals[(deals["state"] == "won") & deals["told"] & deals["created"].notna() & deals["day"].between(first, end)]
    won = won.assign(days=(won["day"] - won["created"]).dt.days)
    waiting = deals[(deals["state"] == "open") & ~(deals["created"] > end)]
    waiting = waiting.assign(days=(end - waiting["created"]).dt.days)
    ways = won[won["days"] >= 0]
    return [
        _cycle(ways, period), _open_age(waiting, ways, period), _overdue(waiting, end, period), _entered_late(won, period),
        _no_next_step(waiting, end, period),
    ]  # fmt: skip


def _cycle(ways: pd.DataFrame, period: Period) -> Signal:
    if len(ways) < FEW:
        return Signal("funnel.cycle_days", missing=("closing_dates",))
    low, high = median_interval(ways["days"].tolist())
    return Signal("funnel.cycle_days", float(ways["days"].median()), low, high, len(ways), period.year, _medians(ways))


def _open_age(waiting: pd.DataFrame, ways: pd.DataFrame, period: Period) -> Signal:
    """How many times the usual way of a won deal the open ones have stood."""
    if len(ways) < FEW:
        return Signal("funnel.open_age", missing=("closing_dates",))
    usual = float(ways["days"].median())
    if not usual:
        return Signal("funnel.open_age", missing=("deals_of_a_day",))
    dated = waiting[waiting["days"].notna()]
    if len(dated) < FEW:
        return Signal("funnel.open_age", missing=("few_open_deals",))
    by_rep = {rep: days / usual for rep, days in _medians(dated).items()}
    return Signal("funnel.open_age", float(dated["days"].median()) / usual, n=len(dated), period=(period.last, period.last), by_rep=by_rep)


def _overdue(waiting: pd.DataFrame, end: pd.Timestamp, period: Period) -> Signal:
    """Of open deals that have a planned day, those whose day has gone by."""
    planned = waiting[waiting["day"].notna() & (waiting["day"] != waiting["created"])]
    if len(planned) < FEW:
        return Signal("funnel.overdue_share", missing=("planned_dates",))
    return _share("funnel.overdue_share", planned.assign(hit=planned["day"] < end), (period.last, period.last))


def _entered_late(won: pd.DataFrame, period: Period) -> Signal:
    if len(won) < FEW:
        return Signal("funnel.entered_late", missing=("closing_dates",))
    return _share("funnel.entered_late", won.assign(hit=won["days"] <= LATE), period.year)


def _no_next_step(waiting: pd.DataFrame, end: pd.Timestamp, period: Period) -> Signal:
    """Of open deals in files that say what is next, those with neither a step in words nor a day of one that is still to come."""
    told = waiting[waiting["steps_told"]]
    if len(told) < FEW:
        return Signal("funnel.no_next_step", missing=("next_steps",))
    return _share("funnel.no_next_step", told.assign(hit=~told["stepped"] & ~(told["next_on"] > end)), (period.last, period.last))


def _share(name: str, deals: pd.DataFrame, span: tuple[int, int]) -> Signal:
    hits, n = int(deals["hit"].sum()), len(deals)
    low, high = wilson(hits, n)
    by_rep = {int(rep): float(own["hit"].mean()) for rep, own in deals.groupby("rep_id") if len(own) >= FEW}
    return Signal(name, hits / n, low, high, n, span, by_rep)


def _medians(deals: pd.DataFrame) -> dict[int, float]:
    return {int(rep): float(own["days"].median()) for rep, own in deals.groupby("rep_id") if len(own) >= FEW}


def median_interval(values: Sequence[float]) -> tuple[float, float]:
    """95 % interval of a median by order statistics: exact whatever the distribution (Thompson 1936); needs six values.

    Its ends are the k-th value from either side, k the largest for which fewer than k heads in n throws have a chance of 2.5 % at most.
    """
    ordered, n = sorted(values), len(values)
    heads = np.arange(1, n // 2 + 1)
    ways = np.concatenate([[0.0], np.cumsum(np.log(n - heads + 1) - np.log(heads))])  # logarithm of how many throws have so many heads
    k = int((np.cumsum(np.exp(ways - n * log(2))) <= 0.025).sum())
    return ordered[k - 1], ordered[n - k]
