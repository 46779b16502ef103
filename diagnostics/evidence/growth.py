"""Growth: the last twelve full months against the twelve before, by what they differ, and when the growth stopped."""

from collections.abc import Mapping, Sequence
from math import exp

import pandas as pd

from diagnostics.evidence import year_on_year
from diagnostics.evidence.effects import NOTHING, Effects, Factors, Years, effects
from diagnostics.evidence.period import YEAR, Period
from diagnostics.evidence.signal import Signal, grey
from diagnostics.evidence.stall import DATED, SHORT, Stall, stall
from diagnostics.workbook import Workbook, read_sql

LEVERS = ("base", "active_share", "orders", "cheque", "returns")
SIGNALS = ("growth.total", *(f"growth.{lever}" for lever in LEVERS))
OWN = ("growth.own", *(f"growth.own_{lever}" for lever in LEVERS))
COURSE = ("growth.trend", "growth.stall_p", "growth.stall_month")


def growth_signals(workbook: Workbook, period: Period) -> list[Signal]:
    """`growth.*` between the two last years: the change of net sales, of all clients and of own ones alone, its parts, and what else it is.

    Own: without the clients whom a colleague gave to a rep or took over from him.
    """
    if period.months < 2 * YEAR:
        return grey((*SIGNALS, *OWN, *year_on_year.SIGNALS), "months_24")
    years, own_years = year_factors(workbook, period)
    changes, own = rep_effects(years), rep_effects(own_years)
    rest = year_on_year.year_signals(workbook, period, years, changes, own)
    return [*_parts(SIGNALS, changes, period), *_parts(OWN, own, period), *rest]


def effects_told(signals: Mapping[str, Signal], names: Sequence[str] = SIGNALS) -> dict[int, Effects]:
    """The effects per rep that the signals of these names tell; see `SIGNALS` and `OWN`."""
    return {rep: Effects(*(signals[name].by_rep[rep] for name in names[1:])) for rep in signals[names[0]].by_rep}


def rep_effects(years: Years) -> dict[int, Effects]:
    """Effects per rep who sold in either year."""
    return {
        rep: effects(pair.get(0, NOTHING), pair.get(1, NOTHING))
        for rep, pair in years.items()
        if any(factors.gross or factors.returns for factors in pair.values())
    }


def year_factors(workbook: Workbook, period: Period) -> tuple[Years, Years]:
    """The two years of each rep with all his clients, and with his own alone; see growth.sql."""
    (before_first, before_last), (first, last) = period.year_before, period.year
    rows = workbook.frame(
        read_sql(__package__, "growth"),
        {"before_first": before_first, "before_last": before_last, "first": first, "last": last},
    )
    return _factors(rows), _factors(rows[~rows["passed"]])


def _factors(rows: pd.DataFrame) -> Years:
    years: dict[int, dict[int, Factors]] = {}
    for (rep, year, months), same in rows.groupby(["rep_id", "year", "months"]):
        base, active, *sold = (int(total) for total in same[["base", "active", "orders", "gross", "returns"]].sum())
        years.setdefault(int(rep), {})[int(year)] = Factors(base / months, active / months, *sold)
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
