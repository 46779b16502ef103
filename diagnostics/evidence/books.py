"""The reps' books side by side: reps are compared only beside the clients that each of them was given."""

import pandas as pd

from diagnostics.evidence.head import heads_id
from diagnostics.evidence.intervals import wilson
from diagnostics.evidence.period import Period
from diagnostics.evidence.signal import Signal
from diagnostics.workbook import Workbook, read_sql

SIGNALS = ("base.inherited_share",)
SEEN = 12  # months of data before a first purchase, without which nobody knows whether it was the first
FEW = 10  # clients of known origin below which their share says nothing


def books_signals(workbook: Workbook, period: Period) -> list[Signal]:
    """How many of the clients who buy were won by somebody else than the rep who leads them."""
    books = clients_of_reps(workbook, period)
    known = books[books["origin"] != "unknown"]
    if len(known) < FEW:
        return [Signal("base.inherited_share", missing=("origin_of_clients",))]
    inherited = known["origin"] == "inherited"
    low, high = wilson(int(inherited.sum()), len(known))
    by_rep = {int(rep): float(own.mean()) for rep, own in inherited.groupby(known["rep_id"]) if len(own) >= FEW}
    return [Signal("base.inherited_share", float(inherited.mean()), low, high, len(known), period.year, by_rep)]


def clients_of_reps(workbook: Workbook, period: Period) -> pd.DataFrame:
    """Columns client_id, rep_id, net (kopecks of the year), large, origin: won, inherited or unknown; without the head's and nobody's."""
    frame = workbook.frame(read_sql(__package__, "books"), {"first": period.year[0], "last": period.last})
    frame = frame[(frame["rep_id"] > 0) & (frame["rep_id"] != heads_id(workbook))]
    origin = pd.Series("inherited", index=frame.index)
    own = frame["first_rep"] == frame["rep_id"]
    origin[own] = "won"
    origin[frame["first_rep"] == 0] = "unknown"
    origin[own & (frame["first_month"] < period.first + SEEN)] = "unknown"  # he may have been somebody's before the data begin
    return frame.assign(origin=origin)


def books(workbook: Workbook, period: Period) -> pd.DataFrame:
    """One row per rep: clients, large, inherited (counts), net (kopecks), largest net first."""
    clients = clients_of_reps(workbook, period)
    clients = clients.assign(inherited=clients["origin"] == "inherited")
    table = clients.groupby("rep_id").agg(clients=("client_id", "size"), large=("large", "sum"), inherited=("inherited", "sum"), net=("net", "sum"))
    return table.sort_values("net", ascending=False, kind="stable").reset_index()
