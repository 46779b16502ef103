"""What people are paid for: whether pay tells those who make the plan from the others, and what the head's pay goes with."""

from dataclasses import replace
from math import sqrt, tanh

import numpy as np
import pandas as pd

from diagnostics.evidence.correlation import fisher, serial_correlation
from diagnostics.evidence.head import find_head, head_months
from diagnostics.evidence.intervals import Z95
from diagnostics.evidence.jackknife import FEW, jackknife, jackknife_ratio
from diagnostics.evidence.period import YEAR, Period, month_number
from diagnostics.evidence.plan import rep_months
from diagnostics.evidence.signal import Signal, grey
from diagnostics.evidence.survival import BoolArray, FloatArray
from diagnostics.workbook import Workbook, read_sql

SIGNALS = ("pay.ratio", "pay.rank_correlation", "pay.fixed_share")
HEAD = ("pay.head_on_total", "pay.head_on_own")
SIDE_MONTHS, SIDE_REPS = 6, 3  # rep-months and reps at plan, and as many below it: a median of fewer is that of one or two people
RANKED = 3  # people of a month, with fewer of whom their order says next to nothing
ENOUGH = 24  # rep-months in such months
LATER = 5  # deviations of 1 / sqrt(n) by which pay must follow the month before better than its own
PAID = 12  # rep-months with a fixed part: a year of one person, or a quarter of four
STEPS = YEAR - 1  # changes from month to month that twelve months have
DRAWS = 999


def pay_signals(workbook: Workbook, period: Period) -> list[Signal]:
    """`pay.*` of the reps over the last twelve full months; pay is compared with the plan and the sales of its own month, or of the one before."""
    worked, pay = rep_months(workbook, period, YEAR), _paid(workbook, period.year)
    paid = worked.merge(pay, on=["rep_id", "month"])
    if paid.empty:
        return grey(SIGNALS, "pay")
    fixed = _fixed_share(paid, period)
    planned = worked[worked["plan"].notna() & (worked["plan"] > 0)]
    if planned.merge(pay, on=["rep_id", "month"]).empty:
        return [*grey(SIGNALS[:2], "plan"), fixed]
    late = is_paid_late(planned, pay)
    planned = planned.merge(pay.assign(month=pay["month"] - late), on=["rep_id", "month"])
    variant = "late" if late else ""
    return [replace(_ratio(planned, period), variant=variant), replace(_rank_correlation(planned, period), variant=variant), fixed]


def is_paid_late(planned: pd.DataFrame, pay: pd.DataFrame) -> bool:
    """Whether the bonus of a month comes with the pay of the next: changes of pay then follow those of attainment a month later.

    Where pay follows neither, the difference of the two correlations has a deviation of about 2 / sqrt(n) (by simulation).

    Args:
        planned: columns rep_id, month, plan, fact.
        pay: columns rep_id, month, total.
    """
    attained, paid = (
        _steps(frame, values)
        for frame, values in ((planned, planned["fact"] / planned["plan"]), (pay, pay["total"]))
    )
    together = [
        paid.assign(month=paid["month"] - later).merge(attained, on=["rep_id", "month"])[["step_x", "step_y"]] for later in (0, 1)
    ]
    n = min(len(pairs) for pairs in together)
    if n < ENOUGH or any(_is_constant(pairs[column]) for pairs in together for column in pairs):
        return False
    now, later = (float(pairs.corr().iloc[0, 1]) for pairs in together)
    return later - now > LATER / sqrt(n)


def _steps(frame: pd.DataFrame, values: "pd.Series[float]") -> pd.DataFrame:
    """Columns rep_id, month, step: changes of the values from one month to the next, person by person."""
    ordered = frame[["rep_id", "month"]].assign(value=values.astype(float)).sort_values(["rep_id", "month"])
    changes = ordered.groupby("rep_id")[["month", "value"]].diff()
    return ordered[["rep_id", "month"]].assign(step=changes["value"])[changes["month"] == 1]


def head_pay_signals(workbook: Workbook, period: Period) -> list[Signal]:
    """`pay.head_*` over the last twenty-four full months, from his appointment on.

    Changes from one month to the next are compared: a raise and the growth of the company would else make any two series alike.
    """
    head = find_head(workbook)
    if head is None:
        return grey(HEAD, "head")
    appointed = month_number(head.since) + (head.since.day > 1) if head.since else period.first
    span = (max(period.first, period.last - 2 * YEAR + 1, appointed), period.last)
    paid = _paid(workbook, span)
    months = paid[paid["rep_id"] == head.rep_id].merge(head_months(workbook, head, span), on="month").sort_values("month")
    steps = months[["total", "net", "own"]].astype(float).diff()[months["month"].diff() == 1]
    if len(steps) < STEPS:
        return grey(HEAD, "head_pay")
    if _is_constant(steps["total"]):
        return grey(HEAD, "head_pay_same")
    return [
        _together(name, steps["total"], steps[column], span, missing)
        for name, column, missing in zip(HEAD, ("net", "own"), ("sales_same", "head_own_same"), strict=True)
    ]


def _paid(workbook: Workbook, span: tuple[int, int]) -> pd.DataFrame:
    """Columns rep_id, month, base, total (kopecks) of everybody who was paid; see pay.sql."""
    return workbook.frame(read_sql(__package__, "pay"), {"first": span[0], "last": span[1]})


def _ratio(planned: pd.DataFrame, period: Period) -> Signal:
    """Median pay of the rep-months at plan by that of the others."""
    made = planned["fact"] >= planned["plan"]
    sides = planned[made], planned[~made]
    if any(len(side) < SIDE_MONTHS or side["rep_id"].nunique() < SIDE_REPS for side in sides):
        return Signal("pay.ratio", missing=("pay_sides",))
    value = float(sides[0]["total"].median() / sides[1]["total"].median())
    people = [
        (one["total"].to_numpy(float), (one["fact"] >= one["plan"]).to_numpy())
        for _rep, one in planned.sort_values(["rep_id", "month"]).groupby("rep_id")
    ]
    low, high = ratio_of_medians(people) if len(people) >= FEW else (None, None)
    return Signal("pay.ratio", value, low, high, len(planned), period.year)


def ratio_of_medians(people: list[tuple[FloatArray, BoolArray]]) -> tuple[float | None, float | None]:
    """95 % interval of median pay at plan / median pay below it when people are drawn again with all their months.

    Args:
        people: of each, pay of his m months and which of them are at plan, shapes (m,).
    """
    ordered = sorted(people, key=lambda one: (len(one[0]), one[0].tolist(), one[1].tolist()))  # whatever they are called
    pay, made = (np.concatenate(column) for column in zip(*ordered, strict=True))
    who = np.repeat(np.arange(len(ordered)), [len(months) for months, _made in ordered])
    times = np.random.default_rng(0).multinomial(len(ordered), [1 / len(ordered)] * len(ordered), DRAWS)[:, who]
    times = times[(times[:, made].sum(1) > 0) & (times[:, ~made].sum(1) > 0)]
    ratios = _medians(pay[made], times[:, made]) / _medians(pay[~made], times[:, ~made])
    low, high = np.quantile(ratios, [0.025, 0.975])
    value = float(np.median(pay[made]) / np.median(pay[~made]))
    return min(float(low), value), max(float(high), value)


def _medians(values: FloatArray, times: FloatArray) -> FloatArray:
    """Medians of n values, each taken so many times: times is draws x n, the answer has a median for each draw."""
    order = np.argsort(values)
    upto = times[:, order].cumsum(1)
    count = upto[:, -1:]
    middle = [(upto > half).argmax(1) for half in ((count - 1) // 2, count // 2)]
    return np.asarray(values[order][middle].mean(0))


def _rank_correlation(planned: pd.DataFrame, period: Period) -> Signal:
    """Spearman's correlation of pay with attainment within the month: what all of a month have in common plays no part.

    The interval leaves each person out in turn and ranks the others anew, on Fisher's scale.
    """
    frame = planned.assign(attained=planned["fact"] / planned["plan"])
    frame = frame[frame.groupby("month")["rep_id"].transform("size") >= RANKED]
    if len(frame) < ENOUGH:
        return Signal("pay.rank_correlation", missing=("pay_ranked",))
    value = rank_correlation(frame)
    if value is None:
        return Signal("pay.rank_correlation", missing=("pay_same",))
    without = [rank_correlation(frame[frame["rep_id"] != rep]) for rep in frame["rep_id"].unique()]
    low, high = (None, None) if None in without else jackknife(fisher(value), [fisher(one) for one in without if one is not None])
    return Signal(
        "pay.rank_correlation", value, None if low is None else min(tanh(low), value), None if high is None else max(tanh(high), value),
        len(frame), period.year,
    )  # fmt: skip


def rank_correlation(frame: pd.DataFrame) -> float | None:
    """Columns month, total, attained: correlation of their ranks within the month, all months together; None if all are equal."""
    ranks = frame.groupby("month")[["total", "attained"]].rank()
    centred = ranks - ranks.groupby(frame["month"]).transform("mean")
    pay, attained = centred["total"].to_numpy(), centred["attained"].to_numpy()
    spread = sqrt(float(pay @ pay) * float(attained @ attained))
    return float(pay @ attained) / spread if spread > 0 else None


def _fixed_share(paid: pd.DataFrame, period: Period) -> Signal:
    """The fixed part of pay, where it is said; a part above the whole is a rate, not what was paid."""
    known = paid[paid["base"].notna() & (paid["base"] >= 0) & (paid["base"] <= paid["total"])]
    if len(known) < PAID:
        return Signal("pay.fixed_share", missing=("pay_base",))
    sums = known.groupby("rep_id")[["base", "total"]].sum().astype(float)
    low, high = jackknife_ratio(sums["base"].tolist(), sums["total"].tolist(), most=1.0)
    by_rep = {int(rep): float(share) for rep, share in (sums["base"] / sums["total"]).items()}
    return Signal("pay.fixed_share", float(sums["base"].sum() / sums["total"].sum()), low, high, len(known), period.year, by_rep)


def _together(name: str, pay: "pd.Series[float]", sales: "pd.Series[float]", span: tuple[int, int], missing: str) -> Signal:
    """Correlation with Fisher's interval at the effective number of changes, for a change takes after the one before (Bartlett 1935)."""
    if _is_constant(sales):
        return Signal(name, missing=(missing,))
    x, y = ((column - column.mean()).to_numpy() for column in (pay, sales))
    found = serial_correlation(x, y, np.ones(len(x) - 1, bool), Z95)
    return Signal(name, *found, len(x), span)


def _is_constant(column: "pd.Series[float]") -> bool:
    return bool(column.max() == column.min())
