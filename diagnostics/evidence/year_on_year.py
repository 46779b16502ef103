"""What the change of the year is beside its levers: how much of it is everybody's, prices', and the leavers'."""

import math
from collections.abc import Mapping
from statistics import median

from diagnostics.evidence.effects import NOTHING, Effects, Years, logarithmic_mean
from diagnostics.evidence.head import heads_id
from diagnostics.evidence.period import YEAR, Period, month_start
from diagnostics.evidence.signal import Signal, grey
from diagnostics.workbook import Workbook, settings

SIGNALS = ("growth.year_on_year", "growth.common_rate", "growth.leavers_part", "growth.price", "growth.cheque_real", "growth.real_rate")
FEW = 3  # reps of two years below which nothing is common to them


def year_signals(workbook: Workbook, period: Period, years: Years, changes: Mapping[int, Effects], own: Mapping[int, Effects]) -> list[Signal]:
    """Parts of the change of the year that are not levers of a rep.

    Args:
        workbook: the company.
        period: of two full years or more.
        years: of each rep who sold in either.
        changes: between them, by rep.
        own: the changes without clients passed between colleagues.
    """
    span = (period.year_before[0], period.last)
    mine = {rep: change.total for rep, change in own.items()}
    return [
        _rate("growth.year_on_year", years, span),
        _common(workbook, years, mine, span),
        _leavers(workbook, period, years, mine, span),
        *_prices(workbook, period, years, changes, span),
    ]


def price_ratio(facts: Mapping[str, str], period: Period) -> float | None:
    """Prices of the last twelve months to those of the twelve before, from the growth of each calendar year that was said; None where one was not."""
    logs = 0.0
    for month in range(period.year[0], period.last + 1):
        said = facts.get(f"price_growth.{month_start(month).year}")
        if said is None or float(said) <= -1:
            return None
        logs += math.log1p(float(said)) / YEAR
    return math.exp(logs)


def _net(years: Years, rep: int) -> tuple[int, int]:
    before, after = (years[rep].get(year, NOTHING) for year in (0, 1))
    return before.gross - before.returns, after.gross - after.returns


def _rate(name: str, years: Years, span: tuple[int, int], prices: float = 1) -> Signal:
    """Growth against the year before, whose sales are put at the prices of the last year."""
    pairs = {rep: _net(years, rep) for rep in years}
    before, after = (sum(pair[year] for pair in pairs.values()) for year in (0, 1))
    if before <= 0 or after < 0:
        return Signal(name, missing=("year_without_sales",))
    by_rep = {rep: after_ / (before_ * prices) - 1 for rep, (before_, after_) in pairs.items() if before_ > 0 and after_ >= 0}
    return Signal(name, after / (before * prices) - 1, n=len(pairs), period=span, by_rep=by_rep)


def _common(workbook: Workbook, years: Years, own: Mapping[int, int], span: tuple[int, int]) -> Signal:
    """What the middle rep's own sales did: where most fall alike, it is no matter of one of them."""
    people = {rep for (rep,) in workbook.query("select rep_id from dim_rep where role = 'rep'")} - {heads_id(workbook)}
    rates = {
        rep: own.get(rep, 0) / before
        for rep in people & years.keys()
        for before, after in [_net(years, rep)]
        if before > 0 and after > 0
    }
    if len(rates) < FEW:
        return Signal("growth.common_rate", missing=("reps_of_two_years",))
    return Signal("growth.common_rate", median(rates.values()), n=len(rates), period=span, by_rep=dict(sorted(rates.items())))


def _leavers(workbook: Workbook, period: Period, years: Years, own: Mapping[int, int], span: tuple[int, int]) -> Signal:
    """What the sales of those who left changed by, without the clients whom colleagues took over."""
    if not workbook.value("select bool_or(in_staff) from dim_rep"):
        return Signal("growth.leavers_part", missing=("staff",))
    left = workbook.query("select rep_id from dim_rep where role = 'rep' and left_on <= ?", [period.as_of])
    parts = {rep: own.get(rep, 0) for (rep,) in left if rep in years for before, after in [_net(years, rep)] if before or after}
    return Signal("growth.leavers_part", sum(parts.values()), n=len(parts), period=span, by_rep=parts)


def _prices(
    workbook: Workbook, period: Period, years: Years, changes: Mapping[int, Effects], span: tuple[int, int]
) -> list[Signal]:
    """The part of the change that prices alone would have made, rep by rep as the levers are; the cheque and the rate without it."""
    ratio = price_ratio(settings(workbook), period)
    if ratio is None:
        return grey(SIGNALS[-3:], "price_growth")
    prices = {
        rep: round(logarithmic_mean(pair.get(1, NOTHING).gross, pair.get(0, NOTHING).gross) * math.log(ratio)) for rep, pair in years.items()
    }
    cheque = {rep: one.cheque - prices[rep] for rep, one in changes.items()}
    return [
        Signal("growth.price", sum(prices.values()), n=len(prices), period=span, by_rep=prices),
        Signal("growth.cheque_real", sum(cheque.values()), n=len(cheque), period=span, by_rep=cheque),
        _rate("growth.real_rate", years, span, ratio),
    ]
