"""Calls and meetings: how many a rep makes in a day, whether newcomers make as many as the others, how much of them a client gets."""

from math import exp, log

import pandas as pd

from diagnostics.evidence.base import base_months
from diagnostics.evidence.head import QUARTER, heads_id
from diagnostics.evidence.jackknife import jackknife, jackknife_ratio
from diagnostics.evidence.period import YEAR, Period, full_months, month_start, working_days
from diagnostics.evidence.signal import Signal, grey
from diagnostics.evidence.team import SLACK
from diagnostics.workbook import Workbook, read_sql

SIGNALS = (
    "activity.per_rep_day", "activity.norm_share", "activity.newcomer_to_tenured", "activity.per_active_client",
    "activity.meetings_share",
)  # fmt: skip
NEW = 6  # months of tenure in which a rep is a newcomer; from a year on he is tenured
FEW = 3  # newcomers or tenured reps below which their figure is the habit of one or two people
NORM_MONTHS = 12  # rep-months of tenured reps that a norm stands on
JUDGED = 10  # working days of a rep-month, half of a month, below which it is not judged
DAYS = 20  # rep-days, about a month of one rep, that a figure for a day stands on
NAMED = 0.5  # share of activities that must name a client: of calls by telephone number alone nothing is known
KINDS = 20  # calls and meetings, below which the share of one of them says nothing


def activity_signals(workbook: Workbook, period: Period) -> list[Signal]:
    """`activity.*`: over the full months of the last twelve that the calls and meetings cover; for a day, over the last three."""
    began, ended, pause = workbook.query(read_sql(__package__, "activity_days"))[0]
    if began is None:
        return grey(SIGNALS, "activity")
    covered = full_months(began, ended, pause)
    span = (max(period.year[0], covered[0]), min(period.last, covered[1]))
    if span[1] - span[0] + 1 < QUARTER:
        return grey(SIGNALS, "activity_months")
    frame = rep_days(workbook, span)
    if frame.empty:
        return grey(SIGNALS, "activity_reps")
    working = frame[frame["working"]]
    return [
        _per_day(working[working["month"] > span[1] - QUARTER], (span[1] - QUARTER + 1, span[1])),
        _norm_share(working, span),
        _newcomers(working, span),
        _per_client(workbook, frame, period, span),
        _meetings(frame, span),
    ]


def rep_days(workbook: Workbook, span: tuple[int, int]) -> pd.DataFrame:
    """Columns rep_id, day, month, working, tenure (months), activities, named, meetings, calls; see activity.sql."""
    frame = workbook.frame(
        read_sql(__package__, "activity"),
        {
            "head": heads_id(workbook), "from": month_start(span[0]), "upto": Period(*span).as_of, "slack": SLACK,
            "working": working_days(*span),
        },
    )  # fmt: skip
    return frame.assign(day=pd.to_datetime(frame["day"]))


def _per_day(frame: pd.DataFrame, span: tuple[int, int]) -> Signal:
    """The interval is of other weeks of the same people: a week holds its Mondays and its holidays, and nobody else works there."""
    if len(frame) < DAYS:
        return Signal("activity.per_rep_day", missing=("activity_days",))
    weeks = frame.groupby(frame["day"].dt.to_period("W"))["activities"].agg(["sum", "size"])
    low, high = jackknife_ratio(weeks["sum"].tolist(), weeks["size"].tolist())
    by_rep = {int(rep): float(mean) for rep, mean in frame.groupby("rep_id")["activities"].mean().items()}
    return Signal("activity.per_rep_day", float(frame["activities"].mean()), low, high, len(frame), span, by_rep)


def _norm_share(frame: pd.DataFrame, span: tuple[int, int]) -> Signal:
    """The company's own norm is the middle one of its tenured reps' months: about half of theirs reach it by necessity."""
    months = frame.groupby(["rep_id", "month"]).agg(rate=("activities", "mean"), days=("activities", "size"), tenure=("tenure", "first")).reset_index()
    months = months[months["days"] >= JUDGED]
    tenured = months[months["tenure"] >= YEAR]
    norm = float(tenured["rate"].median()) if len(tenured) >= NORM_MONTHS and tenured["rep_id"].nunique() >= FEW else 0.0
    if norm <= 0:
        return Signal("activity.norm_share", missing=("activity_tenured",))
    reached = (months["rate"] >= norm).groupby(months["rep_id"]).agg(["sum", "size"])
    low, high = jackknife_ratio(reached["sum"].tolist(), reached["size"].tolist(), most=1.0)
    by_rep = {int(rep): float(share) for rep, share in (reached["sum"] / reached["size"]).items()}
    return Signal("activity.norm_share", float((months["rate"] >= norm).mean()), low, high, len(months), span, by_rep)


def _newcomers(frame: pd.DataFrame, span: tuple[int, int]) -> Signal:
    """Activities a day of those in their first half-year by those of reps with a year and more; the interval leaves people out in turn."""
    known = frame[(frame["tenure"] < NEW) | (frame["tenure"] >= YEAR)]
    groups = known.assign(new=known["tenure"] < NEW)
    if any(groups[groups["new"] == new]["rep_id"].nunique() < FEW for new in (True, False)):
        return Signal("activity.newcomer_to_tenured", missing=("activity_newcomers",))
    value = _ratio(groups)
    if not value:
        return Signal("activity.newcomer_to_tenured", missing=("activity_newcomers",))
    without = [_ratio(groups[groups["rep_id"] != rep]) for rep in groups["rep_id"].unique()]
    low, high = jackknife(log(value), [log(one) for one in without if one]) if all(without) else (None, None)
    return Signal(
        "activity.newcomer_to_tenured", value, None if low is None else exp(low), None if high is None else exp(high),
        int(groups["new"].sum()), span,
    )  # fmt: skip


def _ratio(groups: pd.DataFrame) -> float:
    """Columns new, activities: mean of the new by that of the others; 0 where either made none."""
    new, tenured = (groups[groups["new"] == new]["activities"] for new in (True, False))
    return float(new.mean() / tenured.mean()) if new.sum() and tenured.sum() else 0.0


def _per_client(workbook: Workbook, frame: pd.DataFrame, period: Period, span: tuple[int, int]) -> Signal:
    """Activities that name a client by active clients, of the reps' months; on whatever day they were."""
    if frame["named"].sum() < NAMED * max(1, frame["activities"].sum()):
        return Signal("activity.per_active_client", missing=("activity_clients",))
    base = base_months(workbook, period)
    base = base[base["rep_id"].isin(frame["rep_id"]) & base["month"].between(*span)]
    made = frame.groupby(["rep_id", "month"])["named"].sum().reset_index()
    both = made.merge(base[base["active"] > 0], on=["rep_id", "month"])
    if both.empty:
        return Signal("activity.per_active_client", missing=("months_more",))
    months = both.groupby("month")[["named", "active"]].sum()
    low, high = jackknife_ratio(months["named"].tolist(), months["active"].tolist(), most=1.0)
    by_rep = {int(rep): float(row["named"] / row["active"]) for rep, row in both.groupby("rep_id")[["named", "active"]].sum().iterrows()}
    return Signal(
        "activity.per_active_client", float(both["named"].sum() / both["active"].sum()), low, high, int(both["named"].sum()),
        (int(months.index.min()), span[1]), by_rep,
    )  # fmt: skip


def _meetings(frame: pd.DataFrame, span: tuple[int, int]) -> Signal:
    """Of what says that it was a call or a meeting; a list of calls alone would say that nobody meets anybody."""
    meetings, calls = int(frame["meetings"].sum()), int(frame["calls"].sum())
    if not meetings or not calls or meetings + calls < KINDS:
        return Signal("activity.meetings_share", missing=("activity_kinds",))
    months = frame.groupby("month")[["meetings", "calls"]].sum()
    low, high = jackknife_ratio(months["meetings"].tolist(), months.sum(axis=1).tolist(), most=1.0)
    own = frame.groupby("rep_id")[["meetings", "calls"]].sum()
    own = own[own.sum(axis=1) >= KINDS]
    by_rep = {int(rep): float(row["meetings"] / row.sum()) for rep, row in own.iterrows()}
    return Signal("activity.meetings_share", meetings / (meetings + calls), low, high, meetings + calls, span, by_rep)
