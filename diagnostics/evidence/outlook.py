"""Is the plan a plan: higher than last year, within reach, and how far from it the reps mostly are."""

import math

import numpy as np
import pandas as pd

from diagnostics.evidence.intervals import wilson
from diagnostics.evidence.jackknife import jackknife_ratio
from diagnostics.evidence.period import YEAR, Period
from diagnostics.evidence.plan import rep_months
from diagnostics.evidence.signal import Signal, grey
from diagnostics.workbook import Workbook

SIGNALS = ("plan.ambition", "plan.median_attainment", "plan.unlikely_share")
MOST = 0.8  # of the reps' sales must be by those with a plan, for their plans to be the department's
HALF = 6  # months that a comparison with last year needs, and a forecast looks back
ERRORS = 24  # forecasts that were checked by what came, below which nobody knows how good they are
UNLIKELY = 0.25  # chance to make a plan, below which it is out of reach
FEW = 12  # rep-months with a plan


def outlook_signals(workbook: Workbook, period: Period) -> list[Signal]:
    """`plan.ambition`, `plan.median_attainment`, `plan.unlikely_share` over the last twelve full months."""
    frame = rep_months(workbook, period, period.months)
    planned = frame[(frame["plan"] > 0) & (frame["month"] >= period.year[0])]
    if planned.empty:
        return grey(SIGNALS, "plan")
    return [_ambition(frame, planned, period), _median(planned, period), _unlikely(frame, planned, period)]


def _ambition(frame: pd.DataFrame, planned: pd.DataFrame, period: Period) -> Signal:
    """Plans of the year to what the reps sold in the same months a year before, whoever they were then."""
    sold = frame.groupby("month")["fact"].sum()
    months = planned.groupby("month")[["plan", "fact"]].sum()
    months["before"] = sold.reindex(months.index - YEAR).to_numpy()
    months = months[(months["fact"] >= MOST * sold.reindex(months.index)) & (months["before"] > 0)]
    if len(months) < HALF:
        return Signal("plan.ambition", missing=("plan_of_most",))
    low, high = jackknife_ratio(months["plan"].tolist(), months["before"].tolist())
    return Signal("plan.ambition", float(months["plan"].sum() / months["before"].sum()), low, high, len(months), period.year)


def _median(planned: pd.DataFrame, period: Period) -> Signal:
    """The middle of all months of all reps; half of them are further from the plan."""
    if len(planned) < FEW:
        return Signal("plan.median_attainment", missing=("few_plan_months",))
    share = planned["fact"] / planned["plan"]
    by_rep = {int(rep): float(own.median()) for rep, own in share.groupby(planned["rep_id"])}
    return Signal("plan.median_attainment", float(share.median()), n=len(share), period=period.year, by_rep=by_rep)


def _unlikely(frame: pd.DataFrame, planned: pd.DataFrame, period: Period) -> Signal:
    """Months in which a rep's plan was out of reach by what he had sold in the half-year before."""
    forecasts = forecast(frame)
    known = forecasts[forecasts["fact"] > 0]
    errors = np.log(known["fact"] / known["forecast"])
    both = planned.merge(forecasts[["rep_id", "month", "forecast"]], on=["rep_id", "month"])
    if len(errors) < ERRORS or len(both) < FEW or errors.std(ddof=1) == 0:
        return Signal("plan.unlikely_share", missing=("plan_months_24",))
    chance = 1 - _normal((np.log(both["plan"] / both["forecast"]) - errors.mean()) / errors.std(ddof=1))
    hits = int((chance < UNLIKELY).sum())
    low, high = wilson(hits, len(both))
    by_rep = {int(rep): float(own.mean()) for rep, own in (chance < UNLIKELY).groupby(both["rep_id"])}
    return Signal("plan.unlikely_share", hits / len(both), low, high, len(both), period.year, by_rep)


def forecast(frame: pd.DataFrame) -> pd.DataFrame:
    """What a rep would sell by his last six months in the team's season.

    Args:
        frame: rep_id, month, fact (kopecks), one row a month of work.

    Returns:
        The rows that have six months before them, with `forecast` (kopecks).
    """
    season = _season(frame.groupby("month")["fact"].sum())
    even = frame.assign(even=frame["fact"] / frame["month"].map(season)).sort_values(["rep_id", "month"])
    mean = even.groupby("rep_id")["even"].transform(lambda own: own.shift(1).rolling(HALF).mean())
    out = even.assign(forecast=mean * even["month"].map(season))
    return out[out["forecast"] > 0].drop(columns="even")


def _season(totals: "pd.Series[int]") -> "pd.Series[float]":
    """Month -> how its sales stand to those of a middle month; 1 where there are not two years to see it."""
    if len(totals) < 2 * YEAR or (totals <= 0).any():
        return pd.Series(1.0, index=totals.index)
    # the course of the sales is taken off by the mean of the twelve months around each
    course = totals.astype(float).rolling(YEAR, center=True).mean()
    ratio = np.log(totals / course).groupby(totals.index % YEAR).mean()
    factor = np.exp(ratio - ratio.mean())
    return pd.Series(factor.reindex(totals.index % YEAR).to_numpy(), index=totals.index)


def _normal(values: "pd.Series[float]") -> "pd.Series[float]":
    """The distribution function of the normal distribution."""
    return values.map(lambda value: 0.5 * (1 + math.erf(value / math.sqrt(2))))
