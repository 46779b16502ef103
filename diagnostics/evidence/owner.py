"""The owner as a seller: how much of the revenue and of the largest clients stands on him and not on the department."""

import pandas as pd

from diagnostics.evidence.head import QUARTER, new_clients_share
from diagnostics.evidence.intervals import wilson
from diagnostics.evidence.jackknife import jackknife_ratio
from diagnostics.evidence.period import Period
from diagnostics.evidence.signal import Signal, grey
from diagnostics.workbook import Workbook, read_sql

SIGNALS = ("owner.revenue_share", "owner.top_decile_share", "owner.new_clients_share")


def owner_signals(workbook: Workbook, period: Period) -> list[Signal]:
    """`owner.*` over the last twelve full months: everybody whose role is that of an owner, the house among them."""
    owners = {rep for (rep,) in workbook.query("select rep_id from dim_rep where role = 'owner'")}
    if not owners:
        return grey(SIGNALS, "owner")
    first, last = period.year
    if last - first + 1 < QUARTER:
        return grey(SIGNALS, "quarter")
    months = workbook.frame(read_sql(__package__, "owner"), {"first": first, "last": last})
    clients = workbook.frame(read_sql(__package__, "head_clients"), {"first": first, "last": last})
    new = new_clients_share(workbook, "owner.new_clients_share", owners, period.year, period)
    return [_revenue(months, period), _top_decile(clients, owners, period), new]


def _revenue(months: pd.DataFrame, period: Period) -> Signal:
    own, net = int(months["own"].sum()), int(months["net"].sum())
    if not 0 <= own <= net or not net:  # with more returns than sales on either side no share speaks of it
        return Signal("owner.revenue_share", missing=("revenue",))
    low, high = jackknife_ratio(months["own"].tolist(), months["net"].tolist(), most=1.0)
    return Signal("owner.revenue_share", own / net, low, high, len(months), period.year)


def _top_decile(clients: pd.DataFrame, owners: set[int], period: Period) -> Signal:
    top = clients[clients["top"]]
    if top.empty:
        return Signal("owner.top_decile_share", missing=("clients",))
    own = int(top["rep_id"].isin(owners).sum())
    low, high = wilson(own, len(top))
    return Signal("owner.top_decile_share", own / len(top), low, high, len(top), period.year)
