"""The head of sales as a seller: how much of the revenue, of the largest clients and of the deals is his own."""

from dataclasses import dataclass
from datetime import date

import pandas as pd

from diagnostics.evidence.inflow import KNOWN, new_clients
from diagnostics.evidence.intervals import poisson_interval, wilson
from diagnostics.evidence.jackknife import jackknife_ratio
from diagnostics.evidence.period import Period, month_number
from diagnostics.evidence.signal import Signal, grey
from diagnostics.workbook import Workbook, clients_of, read_sql, settings

SIGNALS = (
    "head.revenue_share", "head.top_decile_share", "head.own_deals_per_quarter", "head.new_clients_share", "head.months_selling", "head.months_since",
)  # fmt: skip
FEW = 5  # new clients, below which a share of them is an accident
QUARTER = 3  # months; a share of fewer is an accident
TRANSITION = 3  # months after the appointment that are not judged (norm of the method)


@dataclass(frozen=True)
class Head:
    """Who leads the department and since when; `since` is None when nobody said."""

    rep_id: int
    name: str
    since: date | None
    appointed: bool  # the day is that of his appointment, not that of his hiring
    confirmed: bool  # the head went through the list of clients that the export calls his


def find_head(workbook: Workbook) -> Head | None:
    """The head by the company facts, else by his position in the staff list; see head.sql."""
    facts = settings(workbook)
    rows = workbook.query(read_sql(__package__, "head"), {"named": facts.get("head")})
    if not rows:
        return None
    rep_id, name, listed, promoted, named = rows[0]
    if not named:
        facts = {}  # they are another's
    since = date.fromisoformat(facts["head_since"]) if "head_since" in facts else listed
    return Head(rep_id, name, since, "head_since" in facts or promoted, facts.get("head_clients") == "confirmed")


def heads_clients(workbook: Workbook) -> list[str]:
    """The head's largest clients by the export, whom he is asked to go through; none where nobody is known as the head."""
    head = find_head(workbook)
    return [name for name, _net in clients_of(workbook, head.rep_id)] if head else []


def heads_id(workbook: Workbook) -> int | None:
    """The head among the people of the staff list: reps are compared, planned for and counted without him."""
    head = find_head(workbook)
    return None if head is None else head.rep_id


def head_signals(workbook: Workbook, period: Period) -> list[Signal]:
    """`head.*` over the last twelve full months, without the first three after the appointment."""
    head = find_head(workbook)
    if head is None:
        return grey(SIGNALS, "head")
    since = month_number(head.since) if head.since else None
    held = _months_since(head, period)
    transition = int(float(settings(workbook).get("norm.own_sales_transition_months", TRANSITION)))
    first = max(period.year[0], since + transition) if since is not None else period.year[0]
    if first > period.last:
        return [*grey(SIGNALS[:-1], "transition"), held]
    if period.last - first + 1 < QUARTER:
        return [*grey(SIGNALS[:-1], "quarter"), held]
    span = (first, period.last)
    months = head_months(workbook, head, span)
    clients = workbook.frame(read_sql(__package__, "head_clients"), {"first": first, "last": period.last})
    if months["net"].sum() <= 0:
        return [*grey(SIGNALS[:-1], "revenue"), held]
    share = float(months["own"].sum() / months["net"].sum())
    if not 0 <= share <= 1:  # the others, or he, took back more than they sold: no share speaks of it
        return [*grey(SIGNALS[:-1], "revenue"), held]
    low, high = jackknife_ratio(months["own"].tolist(), months["net"].tolist(), most=1.0)
    return [
        Signal("head.revenue_share", share, low, high, len(months), span),
        _top_decile(clients, head, span),
        _own_deals(workbook, head, span),
        new_clients_share(workbook, "head.new_clients_share", {head.rep_id}, span, period),
        _months_selling(workbook, head, period),
        held,
    ]


def head_months(workbook: Workbook, head: Head, span: tuple[int, int]) -> pd.DataFrame:
    """Columns month, net, own (kopecks)."""
    return workbook.frame(
        read_sql(__package__, "head_months"), {"head": head.rep_id, "first": span[0], "last": span[1]}
    )


def _months_since(head: Head, period: Period) -> Signal:
    """Full months from the appointment to the end of the data."""
    if head.since is None or head.since > period.as_of:
        return Signal("head.months_since", missing=("head_since",))
    since = month_number(head.since)
    full = period.last - since + (head.since.day == 1)
    return Signal(
        "head.months_since", full, n=1, period=(since, period.last), variant="" if head.appointed else "hired"
    )


def new_clients_share(workbook: Workbook, name: str, sellers: set[int], span: tuple[int, int], period: Period) -> Signal:
    """Of clients who bought for the first time, those whom these people won; in the first year of the data old clients look new."""
    came = new_clients(workbook, period)
    came = came[came["month"].between(max(span[0], period.first + KNOWN), span[1])]
    n = int(came["clients"].sum())
    if n < FEW:
        return Signal(name, missing=("no_new_clients",))
    own = int(came[came["rep_id"].isin(sellers)]["clients"].sum())
    low, high = wilson(own, n)
    return Signal(name, own / n, low, high, n, span)


def _months_selling(workbook: Workbook, head: Head, period: Period) -> Signal:
    """Months since his appointment in which he sold to more than one client: one deal in two or three months is an example, not a habit."""
    since = max(period.first, month_number(head.since)) if head.since else None
    if since is None or since > period.last:
        return Signal("head.months_selling", missing=("head_since",))
    months = workbook.value(
        """select count(*) from (select month from client_month where rep_id = ? and month between ? and ? and gross > 0
           group by month having count(distinct client_id) > 1)""",
        [head.rep_id, since, period.last],
    )
    return Signal("head.months_selling", int(months), n=period.last - since + 1, period=(since, period.last))


def _top_decile(clients: pd.DataFrame, head: Head, span: tuple[int, int]) -> Signal:
    top = clients[clients["top"]]
    if top.empty:
        return Signal("head.top_decile_share", missing=("clients",))
    own = int((top["rep_id"] == head.rep_id).sum())
    low, high = wilson(own, len(top))
    return Signal("head.top_decile_share", own / len(top), low, high, len(top), span)


def _own_deals(workbook: Workbook, head: Head, span: tuple[int, int]) -> Signal:
    """Won deals a quarter; where only shipments are known, clients he sold to: a waybill is not a deal."""
    quarters = (span[1] - span[0] + 1) / 3
    count = workbook.value(
        read_sql(__package__, "head_deals"), {"head": head.rep_id, "first": span[0], "last": span[1]}
    )
    low, high = poisson_interval(int(count))
    return Signal(
        "head.own_deals_per_quarter", count / quarters, low / quarters, high / quarters, int(count), span,
        variant="" if workbook.value("select basis from rollup") == "deal" else "clients",
    )  # fmt: skip
