"""The reps beside one another: how far apart they sell, and how much hangs on the best."""

from statistics import median

import numpy as np
import pandas as pd

from diagnostics.evidence.books import clients_of_reps
from diagnostics.evidence.head import heads_id
from diagnostics.evidence.jackknife import jackknife_ratio
from diagnostics.evidence.period import YEAR, Period
from diagnostics.evidence.signal import Signal, grey
from diagnostics.evidence.stages import median_interval
from diagnostics.workbook import Workbook, read_sql

SIGNALS = ("team.top_rep_share", "team.best_to_median", "team.spread", "team.spread_per_client", "team.usual_month")
SMALL = 5  # reps up to which the limits of the middle one are the least and the most
FEW = 3  # tenured reps below which there is nothing to compare
SLACK = 3  # months: who first sells later than that after the data begin was hired then


def team_signals(workbook: Workbook, period: Period) -> list[Signal]:
    """`team.*` over the last twelve full months: the best rep's share, and the spread of those who were there all year."""
    if period.months < YEAR:
        return grey(SIGNALS, "months_12")
    frame = workbook.frame(read_sql(__package__, "team"), {"first": period.year[0], "last": period.last, "data_first": period.first, "slack": SLACK})
    reps = frame[(frame["role"] == "rep") & (frame["rep_id"] != heads_id(workbook))]
    sold = reps.groupby("rep_id")["net"].sum()
    sold = sold[sold > 0].sort_values(ascending=False, kind="stable")
    there = set(reps[reps["there"]]["rep_id"])
    tenured = sold[sold.index.isin(there)]
    clients = clients_of_reps(workbook, period).groupby("rep_id").size()
    return [_best(frame, sold, period), *_apart(tenured, clients, period)]


def _best(frame: pd.DataFrame, sold: "pd.Series[int]", period: Period) -> Signal:
    whole = frame.groupby("month")["net"].sum()
    if len(sold) < 2 or whole.sum() <= 0 or sold.iloc[0] > whole.sum():
        return Signal("team.top_rep_share", missing=("few_reps",))
    own = frame[frame["rep_id"] == sold.index[0]].groupby("month")["net"].sum().reindex(whole.index, fill_value=0)
    low, high = jackknife_ratio(own.tolist(), whole.tolist(), most=1.0)
    shares = {int(rep): net / int(whole.sum()) for rep, net in sold.items()}
    return Signal("team.top_rep_share", float(own.sum() / whole.sum()), low, high, len(sold), period.year, shares)


def _apart(tenured: "pd.Series[int]", clients: "pd.Series[int]", period: Period) -> list[Signal]:
    """How many times the best sells of what the middle one does, and how far apart the others are without him, in all and per client."""
    if len(tenured) < FEW:
        return grey(SIGNALS[1:], "few_tenured")
    months = sorted((tenured / YEAR).tolist())
    low, high = median_interval(months) if len(months) > SMALL else (months[0], months[-1])
    usual = Signal("team.usual_month", round(median(months)), round(low), round(high), len(months), period.year)
    best = Signal("team.best_to_median", float(tenured.iloc[0] / tenured.median()), n=len(tenured), period=period.year)
    others = tenured.iloc[1:].astype(float)
    named = others[others.index.isin(clients.index)]
    return [best, _spread(SIGNALS[2], others, period), _spread(SIGNALS[3], named / clients.loc[named.index], period), usual]


def _spread(name: str, sales: "pd.Series[float]", period: Period) -> Signal:
    if len(sales) < FEW:
        return Signal(name, missing=("few_tenured",))
    return Signal(name, float(np.log(sales).std(ddof=1)), n=len(sales), period=period.year)
