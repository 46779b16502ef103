"""Growth: the last twelve full months against the twelve before, by what they differ, and when the growth stopped."""

from collections.abc import Mapping, Sequence
from math import exp

import pandas as pd

from diagnostics.evidence.effects import Effects, Factors, effects
from diagnostics.evidence.period import YEAR, Period
from diagnostics.evidence.signal import Signal, grey
from diagnostics.evidence.stall import DATED, SHORT, Stall, stall
from diagnostics.workbook import Workbook, read_sql

LEVERS = ("base", "active_share", "orders", "cheque", "returns")
SIGNALS = ("growth.total", *(f"growth.{lever}" for lever in LEVERS))
OWN = ("growth.own", *(f"growth.own_{lever}" for lever in LEVERS))
COURSE = ("growth.trend", "growth.stall_p", "growth.stall_month")
NOTHING = Factors(0, 0, 0, 0, 0)


def growth_signals(workbook: Workbook, period: Period) -> list[Signal]:
    """`growth.*`: the change of net sales and its five parts, for the department and per rep."""
    if period.months < 24:
        return grey(SIGNALS, "months_24")
    return _parts(SIGNALS, rep_effects(workbook, period), period)


def own_signals(workbook: Workbook, period: Period) -> list[Signal]:
    """`growth.own*`: the change of each rep and its parts over the clients whom no colleague gave him or took over."""
    if period.months < 24:
        return grey(OWN, "months_24")
    return _parts(OWN, rep_effects(workbook, period, own=True), period)


def rep_effects(workbook: Workbook, period: Period, own: bool = False) -> dict[int, Effects]:
    """Effects per rep who sold in either year; 0 stands for sales without a rep. `own`: without clients passed between colleagues."""
    years = year_factors(workbook, period, own)
    return {
        rep: effects(pair.get(0, NOTHING), pair.get(1, NOTHING))
        for rep, pair in years.items()
        if any(factors.gross or factors.returns for factors in pair.values())
    }


def year_factors(workbook: Workbook, period: Period, own: bool = False) -> dict[int, dict[int, Factors]]:
    """Rep -> year (0 before, 1 last) -> factors; see growth.sql. `own`: without clients passed between colleagues."""
    (before_first, before_last), (first, last) = period.year_before, period.year
    rows = workbook.query(
        read_sql(__package__, "growth"),
        {"before_first": before_first, "before_last": before_last, "first": first, "last": last},
    )
    sums: dict[tuple[int, int], list[int]] = {}
    for rep, year, passed, _months, *counts in rows:
        if not (own and passed):
            held = sums.setdefault((rep, year), [0] * len(counts))
            sums[rep, year] = [one + more for one, more in zip(held, counts, strict=True)]
    months = rows[0][3] if rows else 1  # the same in every row
    years: dict[int, dict[int, Factors]] = {}
    for (rep, year), (base, active, *sold) in sums.items():
        years.setdefault(rep, {})[year] = Factors(base / months, active / months, *sold)
    return years


def month_totals(workbook: Workbook, period: Period) -> pd.DataFrame:
    """Columns month, net (kopecks), one row a full month."""
    return workbook.frame(read_sql(__package__, "months"), {"first": period.first, "last": period.last})


def course_signals(workbook: Workbook, period: Period) -> list[Signal]:
    """`growth.trend`, and whether and when the line through the monthly sales breaks downwards."""
    if period.months < SHORT:
        return grey(COURSE, "months_18")
    found = stall(month_totals(workbook, period)["net"].tolist(), period.first % YEAR)
    if found is None:
        return grey(COURSE, "month_without_sales")
    span = (period.first, period.last)
    slope, low, high = (exp(YEAR * value) - 1 for value in found.slope)
    return [
        Signal("growth.trend", slope, low, high, period.months, span),
        Signal("growth.stall_p", found.p, n=period.months, period=span),
        _stall_month(found, period),
    ]


def _parts(names: Sequence[str], per_rep: Mapping[int, Effects], period: Period) -> list[Signal]:
    """The whole change and its parts: for all together and by rep."""
    span, whole = (period.year_before[0], period.last), sum(per_rep.values(), Effects())
    signals = [Signal(names[0], whole.total, n=len(per_rep), period=span, by_rep={rep: one.total for rep, one in per_rep.items()})]
    for name, lever in zip(names[1:], LEVERS, strict=True):
        by_rep = {rep: getattr(one, lever) for rep, one in per_rep.items()}
        signals.append(Signal(name, getattr(whole, lever), n=len(per_rep), period=span, by_rep=by_rep))
    return signals


def _stall_month(found: Stall, period: Period) -> Signal:
    if period.months < DATED:
        return Signal("growth.stall_month", missing=("months_24",))
    if not found.is_seen:
        return Signal("growth.stall_month", missing=("no_stall",))
    _slope, low, high = found.after
    return Signal(
        "growth.stall_month", period.first + found.at, period.first + found.low, period.first + found.high, period.months,
        (period.first, period.last), variant="fell" if high < 0 else "slowed" if low > 0 else "",
    )  # fmt: skip
