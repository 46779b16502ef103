"""The plan: is there one for everybody, is it fulfilled, was it written before the fact."""

from math import nan

import numpy as np
import pandas as pd

from diagnostics.evidence.head import heads_id
from diagnostics.evidence.intervals import wilson
from diagnostics.evidence.jackknife import jackknife, jackknife_ratio
from diagnostics.evidence.period import YEAR, Period, month_start
from diagnostics.evidence.signal import Signal, grey
from diagnostics.workbook import Workbook, read_sql

SIGNALS = (
    "plan.attainment", "plan.gap", "plan.coverage", "plan.share_of_reps_at_plan", "plan.slope_on_fact", "plan.close_to_fact",
)  # fmt: skip
CLOSE = 0.035  # a plan within it of the fact, month after month, was written after it
ENOUGH = 24  # rep-months that the slope needs


def plan_signals(workbook: Workbook, period: Period) -> list[Signal]:
    """`plan.*` over the last twelve full months; the slope over twenty-four."""
    frame = rep_months(workbook, period, 2 * YEAR)
    last = frame[frame["month"] >= period.year[0]]
    planned = last[last["plan"].notna() & (last["plan"] > 0)]
    if planned.empty:
        return grey(SIGNALS, "plan")
    span = period.year
    months = planned.groupby("month")[["plan", "fact"]].sum()
    low, high = jackknife_ratio(months["fact"].tolist(), months["plan"].tolist())
    by_rep = planned.groupby("rep_id")[["plan", "fact"]].sum()
    made = int((planned["fact"] >= planned["plan"]).sum())
    close = int(((planned["plan"] / planned["fact"].where(planned["fact"] > 0) - 1).abs() <= CLOSE).sum())
    return [
        Signal(
            "plan.attainment", float(months["fact"].sum() / months["plan"].sum()), low, high, len(months), span,
            {int(rep): row.fact / row.plan for rep, row in by_rep.iterrows()},
        ),
        _gap(by_rep, len(months), span),
        _share("plan.coverage", len(planned), len(last), span),
        _share("plan.share_of_reps_at_plan", made, len(planned), span),
        slope_on_fact(frame, (max(period.first, period.last - 2 * YEAR + 1), period.last)),
        _share("plan.close_to_fact", close, len(planned), span),
    ]  # fmt: skip


def _gap(by_rep: pd.DataFrame, months: int, span: tuple[int, int]) -> Signal:
    """What is short of the plan, by the reps who had one; what one sold above his makes up for another."""
    gaps = {int(rep): int(row.fact - row.plan) for rep, row in by_rep.iterrows()}
    return Signal("plan.gap", sum(gaps.values()), n=months, period=span, by_rep=gaps)


def rep_months(workbook: Workbook, period: Period, months: int) -> pd.DataFrame:
    """Columns rep_id, month, plan, fact (kopecks): the months in which each rep worked."""
    frame = workbook.frame(
        read_sql(__package__, "plan"), {"from": month_start(period.first), "upto": month_start(period.last)}
    )
    return frame[(frame["rep_id"] != heads_id(workbook)) & (frame["month"] > period.last - months)]  # he answers for the department's plan and needs none of his own


def plan_months(workbook: Workbook, period: Period) -> pd.DataFrame:
    """Columns rep_id, month, plan, fact (kopecks) of the reps who had a plan in the month; over twenty-four months."""
    frame = rep_months(workbook, period, 2 * YEAR)
    return frame[frame["plan"].notna() & (frame["plan"] > 0)]


def _share(name: str, hits: int, n: int, span: tuple[int, int]) -> Signal:
    low, high = wilson(hits, n)
    return Signal(name, hits / n, low, high, n, span)


def slope_on_fact(frame: pd.DataFrame, span: tuple[int, int]) -> Signal:
    """Slope of plan on fact in first differences of logs, freed of rep and month means. Columns rep_id, month, plan, fact.

    About 0 when the plan is set before, 1 when it is written after the fact.
    """
    both = frame[(frame["plan"] > 0) & (frame["fact"] > 0)].sort_values(["rep_id", "month"])
    logs = np.log(both[["plan", "fact"]].astype(float))
    for key in ("rep_id", "month"):
        logs = logs - logs.groupby(both[key]).transform("mean")
    steps = logs.groupby(both["rep_id"]).diff().dropna()
    if len(steps) < ENOUGH or steps["fact"].var() == 0:
        return Signal("plan.slope_on_fact", missing=("plan_months_24",))
    reps = both["rep_id"].loc[steps.index]
    slope = _slope(steps)
    low, high = jackknife(slope, [_slope(steps[reps != rep]) for rep in reps.unique()])
    return Signal("plan.slope_on_fact", slope, low, high, len(steps), span)


def _slope(steps: pd.DataFrame) -> float:
    """Of plan on fact by least squares; not a number where the fact does not vary."""
    return float(steps["plan"].cov(steps["fact"]) / steps["fact"].var()) if steps["fact"].var() else nan
