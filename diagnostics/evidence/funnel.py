"""Deals on their way: how many of those that ended were won, how many have stood too long, how many come in."""

from datetime import date, timedelta

import pandas as pd

from diagnostics.evidence.deals import FEW_DEALS, deals_of
from diagnostics.evidence.intervals import poisson_interval, wilson
from diagnostics.evidence.period import YEAR, Period, month_start
from diagnostics.evidence.signal import Signal, grey
from diagnostics.workbook import Workbook

SIGNALS = ("funnel.win_rate", "funnel.stuck_deals", "leads.per_rep_month", "leads.change")
WON = 20  # won deals whose way is known, below which nobody can say what is too long
LONG = 0.9  # of won deals were quicker than one that is stuck
HALF = 6  # months that are compared with the same ones a year before


def funnel_signals(workbook: Workbook, period: Period) -> list[Signal]:
    """`funnel.*` and `leads.*` over the last twelve full months; stuck deals as of their end."""
    deals = deals_of(workbook)
    if deals.empty:
        return grey(SIGNALS, "deals")
    first, end = pd.Timestamp(month_start(period.year[0])), pd.Timestamp(period.as_of)
    return [
        _win_rate(deals[deals["day"].between(first, end)], period),
        _stuck(deals, period.as_of, period),
        _leads(deals[deals["created"].between(first, end)], period),
        _leads_change(deals["created"].dropna(), period),
    ]


def _win_rate(ended: pd.DataFrame, period: Period) -> Signal:
    """Won of those that ended. A file of won deals alone would say that all of them are."""
    won = ended[ended["state"] == "won"].groupby("rep_id").size()
    lost = ended[ended["state"] == "lost"].groupby("rep_id").size()
    if not lost.sum():
        return Signal("funnel.win_rate", missing=("lost_deals",))
    wins, n = int(won.sum()), int(won.sum() + lost.sum())
    if n < FEW_DEALS:
        return Signal("funnel.win_rate", missing=("few_deals",))
    low, high = wilson(wins, n)
    both = won.add(lost, fill_value=0)
    by_rep = {int(rep): float(won.get(rep, 0) / count) for rep, count in both.items() if count >= FEW_DEALS}
    return Signal("funnel.win_rate", wins / n, low, high, n, period.year, by_rep)


def stuck_after(deals: pd.DataFrame) -> float | str:
    """Days after which an open deal is older than nine of ten won ones were; a code of what is missing where too few tell."""
    known = deals[deals["created"].notna()]
    won = known[(known["state"] == "won") & (known["day"] >= known["created"])]
    if len(won) < WON:
        return "deals_with_dates"
    ways = (won["day"] - won["created"]).dt.days[won["told"]]
    return float(ways.quantile(LONG)) if len(ways) >= WON else "closing_dates"


def _stuck(deals: pd.DataFrame, as_of: date, period: Period) -> Signal:
    """Open deals older than nine of ten won ones were when they were won."""
    days = stuck_after(deals)
    if isinstance(days, str):
        return Signal("funnel.stuck_deals", missing=(days,))
    known = deals[deals["created"].notna()]
    waiting = known[(known["state"] == "open") & (known["created"] <= pd.Timestamp(as_of))]
    if waiting.empty:
        return Signal("funnel.stuck_deals", missing=("open_deals",))
    stuck = waiting[waiting["created"] < pd.Timestamp(as_of - timedelta(days=days))]
    by_rep = {int(rep): int(count) for rep, count in stuck.groupby("rep_id").size().items()}
    return Signal("funnel.stuck_deals", len(stuck), n=len(waiting), period=(period.last, period.last), by_rep=by_rep)


def _leads(created: pd.DataFrame, period: Period) -> Signal:
    """Deals that came in, for a rep and a month in which any came to him."""
    came = created[created["rep_id"] > 0]
    if came.empty:
        return Signal("leads.per_rep_month", missing=("deals_with_dates",))
    months = came["created"].dt.to_period("M")
    rep_months = len(came.assign(month=months)[["rep_id", "month"]].drop_duplicates())
    low, high = poisson_interval(len(came))
    span = period.year[1] - period.year[0] + 1
    by_rep = {int(rep): count / span for rep, count in came.groupby("rep_id").size().items()}
    return Signal("leads.per_rep_month", len(came) / rep_months, low / rep_months, high / rep_months, len(came), period.year, by_rep)


def _leads_change(created: "pd.Series[pd.Timestamp]", period: Period) -> Signal:
    """Deals that came in the last half-year to those of the same months a year before; a file that begins within them cannot tell."""
    starts = [pd.Timestamp(month_start(period.last + 1 - HALF - back)) for back in (YEAR, 0)]
    ends = [pd.Timestamp(month_start(period.last + 1 - back)) for back in (YEAR, 0)]
    if created.empty or created.min() >= starts[0] + pd.DateOffset(months=1) or created.max() < ends[1] - pd.DateOffset(months=1):
        return Signal("leads.change", missing=("deals_of_years",))
    before, now = (int(((created >= start) & (created < end)).sum()) for start, end in zip(starts, ends, strict=True))
    if before < FEW_DEALS:
        return Signal("leads.change", missing=("deals_of_years",))
    return Signal("leads.change", now / before, n=before + now, period=(period.last + 1 - YEAR - HALF, period.last))
