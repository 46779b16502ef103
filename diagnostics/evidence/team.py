"""The reps beside one another: how far apart they sell, and how much hangs on the best."""

import numpy as np
import pandas as pd

from diagnostics.evidence.books import clients_of_reps
from diagnostics.evidence.head import heads_id
from diagnostics.evidence.jackknife import jackknife_ratio
from diagnostics.evidence.period import YEAR, Period
from diagnostics.evidence.signal import Signal, grey
from diagnostics.workbook import Workbook, read_sql

SIGNALS = ("team.top_rep_share", "team.best_to_median", "team.spread", "team.book_part")
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
    return [_best(frame, sold, period), *_apart(tenured, period), _book_part(tenured, clients, period)]


def _best(frame: pd.DataFrame, sold: "pd.Series[int]", period: Period) -> Signal:
    whole = frame.groupby("month")["net"].sum()
    if len(sold) < 2 or whole.sum() <= 0 or sold.iloc[0] > whole.sum():
        return Signal("team.top_rep_share", missing=("few_reps",))
    own = frame[frame["rep_id"] == sold.index[0]].groupby("month")["net"].sum().reindex(whole.index, fill_value=0)
    low, high = jackknife_ratio(own.tolist(), whole.tolist(), most=1.0)
    shares = {int(rep): net / int(whole.sum()) for rep, net in sold.items()}
    return Signal("team.top_rep_share", float(own.sum() / whole.sum()), low, high, len(sold), period.year, shares)


def _apart(tenured: "pd.Series[int]", period: Period) -> list[Signal]:
    """How many times the best sells of what the middle one does, and how far apart the others are without him."""
    if len(tenured) < FEW:
        return grey(SIGNALS[1:3], "few_tenured")
    best = Signal("team.best_to_median", float(tenured.iloc[0] / tenured.median()), n=len(tenured), period=period.year)
    if len(tenured) <= FEW:
        return [best, *grey(SIGNALS[2:3], "few_tenured")]
    return [best, Signal("team.spread", float(np.log(tenured.iloc[1:].astype(float)).std(ddof=1)), n=len(tenured) - 1, period=period.year)]


def _book_part(tenured: "pd.Series[int]", clients: "pd.Series[int]", period: Period) -> Signal:
    """Which part of the spread goes when sales are taken per client: what the books and not the reps make.

    A part under nought (the small books sell more) is told as nought.
    """
    both = tenured[tenured.index.isin(clients.index)].astype(float)
    if len(both) <= FEW:
        return Signal("team.book_part", missing=("few_tenured",))
    spread = float(np.log(both).var(ddof=1))
    if not spread:
        return Signal("team.book_part", missing=("few_tenured",))
    per_client = float(np.log(both / clients.loc[both.index]).var(ddof=1))
    return Signal("team.book_part", max(0.0, 1 - per_client / spread), n=len(both), period=period.year)
