"""What the change of the year is beside its levers: how much of it is everybody's, prices', and the leavers'."""

import math
from collections.abc import Mapping, Sequence
from itertools import combinations
from math import comb
from statistics import median

import numpy as np

from diagnostics.evidence.effects import NOTHING, Effects, Years, logarithmic_mean
from diagnostics.evidence.head import heads_id
from diagnostics.evidence.period import YEAR, Period, month_number, month_start
from diagnostics.evidence.signal import Signal, grey
from diagnostics.workbook import Workbook, settings

VETERANS = ("growth.veterans_lag", "growth.veterans_p")
SIGNALS = (
    "growth.year_on_year", "growth.per_active", "growth.per_active_rate", "growth.common_rate", *VETERANS, "growth.leavers_part", "growth.price", "growth.cheque_real",
    "growth.real_rate", "growth.beside_market",
)  # fmt: skip
PRICES, MARKET = SIGNALS[-4:-1], SIGNALS[-1]
WAYS = 20_000  # of dividing people in two that are gone through; of more as many are drawn
FEW = 3  # reps of two years below which nothing is common to them
VETERAN, SETTLED = 48, 24  # months of tenure at the end of the data; who came later than the second grows by ramping up


def year_signals(workbook: Workbook, period: Period, years: Years, changes: Mapping[int, Effects], own: Mapping[int, Effects]) -> list[Signal]:
    """Parts of the change of the year that are not levers of a rep.

    Args:
        workbook: the company.
        period: of two full years or more.
        years: of everybody, who only had clients too.
        changes: between them, by rep.
        own: the changes without clients passed between colleagues.
    """
    years = {rep: years[rep] for rep in changes}  # of a part of the company the others have clients and no sales
    span = (period.year_before[0], period.last)
    mine = {rep: change.total for rep, change in own.items()}
    return [
        _rate("growth.year_on_year", years, span),
        *_per_active(years, period),
        *_common(workbook, period, years, mine, span),
        _leavers(workbook, period, years, mine, span),
        *_prices(workbook, period, years, changes, span),
        _beside_market(workbook, period, years, span),
    ]


def said_ratio(facts: Mapping[str, str], what: str, period: Period) -> float | None:
    """Prices or the market (`price_growth`, `market_growth`) of the last twelve months to the twelve before, from what was said of each calendar year; None where one was not."""
    logs = 0.0
    for month in range(period.year[0], period.last + 1):
        said = facts.get(f"{what}.{month_start(month).year}")
        if said is None or float(said) <= -1:
            return None
        logs += math.log1p(float(said)) / YEAR
    return math.exp(logs)


def _beside_market(workbook: Workbook, period: Period, years: Years, span: tuple[int, int]) -> Signal:
    """Growth of the sales against growth of the market, both in money of their years."""
    market = said_ratio(settings(workbook), "market_growth", period)
    return Signal(MARKET, missing=("market_growth",)) if market is None else _rate(MARKET, years, span, market)


def _net(years: Years, rep: int) -> tuple[int, int]:
    before, after = (years[rep].get(year, NOTHING) for year in (0, 1))
    return before.gross - before.returns, after.gross - after.returns


def _rate(name: str, years: Years, span: tuple[int, int], times: float = 1) -> Signal:
    """Growth against so many times the year before: that year at the prices of the last, or grown as the market did."""
    pairs = {rep: _net(years, rep) for rep in years}
    before, after = (sum(pair[year] for pair in pairs.values()) for year in (0, 1))
    if before <= 0 or after < 0:
        return Signal(name, missing=("year_without_sales",))
    by_rep = {rep: after_ / (before_ * times) - 1 for rep, (before_, after_) in pairs.items() if before_ > 0 and after_ >= 0}
    return Signal(name, after / (before * times) - 1, n=len(pairs), period=span, by_rep=by_rep)


def _per_active(years: Years, period: Period) -> list[Signal]:
    """What an active client buys in a year, and against the year before."""
    sold = {rep: [_net(years, rep)[year] for year in (0, 1)] for rep in years}
    active = {rep: [pair.get(year, NOTHING).active for year in (0, 1)] for rep, pair in years.items()}
    before, after = (sum(pair[year] for pair in sold.values()) for year in (0, 1))
    buying, bought = (sum(pair[year] for pair in active.values()) for year in (0, 1))
    if after <= 0 or not bought:
        return grey(("growth.per_active", "growth.per_active_rate"), "year_without_sales")
    own = {rep: round(sold[rep][1] / active[rep][1]) for rep in years if sold[rep][1] > 0 and active[rep][1]}
    by_rep = {
        rep: sold[rep][1] / active[rep][1] / (sold[rep][0] / active[rep][0]) - 1 for rep in years if min(sold[rep]) > 0 and all(active[rep])
    }
    worth = Signal("growth.per_active", round(after / bought), n=max(1, round(bought)), period=period.year, by_rep=own)
    if before <= 0 or not buying:
        return [worth, Signal("growth.per_active_rate", missing=("year_without_sales",))]
    rate, span = after / bought / (before / buying) - 1, (period.year_before[0], period.last)
    return [
        worth,
        Signal("growth.per_active_rate", rate, n=max(1, round(bought)), period=span, by_rep=by_rep),
    ]


def _common(workbook: Workbook, period: Period, years: Years, own: Mapping[int, int], span: tuple[int, int]) -> list[Signal]:
    """What the middle rep's own sales did: where most fall alike, it is no matter of one of them; and that of veterans beside the others."""
    hired = dict(workbook.query("select rep_id, hired from dim_rep where role = 'rep' and rep_id is distinct from ?", [heads_id(workbook)]))
    rates = {
        rep: own.get(rep, 0) / before
        for rep in hired.keys() & years.keys()
        for before, after in [_net(years, rep)]
        if before > 0 and after > 0
    }
    if len(rates) < FEW:
        return grey(("growth.common_rate", *VETERANS), "reps_of_two_years")
    common = Signal("growth.common_rate", median(rates.values()), n=len(rates), period=span, by_rep=dict(sorted(rates.items())))
    tenure = {rep: period.last - month_number(day) for rep, day in hired.items() if day and rep in rates}
    veterans = sorted(rates[rep] for rep, months in tenure.items() if months >= VETERAN)
    others = sorted(rates[rep] for rep, months in tenure.items() if SETTLED <= months < VETERAN)
    if min(len(veterans), len(others)) < FEW:
        return [common, *grey(VETERANS, "veterans")]
    n, lag = len(veterans) + len(others), median(veterans) - median(others)
    return [common, Signal(VETERANS[0], lag, n=n, period=span), Signal(VETERANS[1], lower_by_chance(veterans, others), n=n, period=span)]


def lower_by_chance(ones: Sequence[float], others: Sequence[float]) -> float:
    """How often a group of the same size, drawn from all of them, has a sum as low as `ones` have: a one-sided permutation test, exact up to `WAYS` ways."""
    values, size, bound = [*ones, *others], len(ones), sum(ones) + 1e-12
    if comb(len(values), size) <= WAYS:
        drawn = [sum(group) <= bound for group in combinations(values, size)]
    else:
        shuffled = np.random.default_rng(0).permuted(np.tile(values, (WAYS, 1)), axis=1)
        drawn = [True, *(shuffled[:, :size].sum(axis=1) <= bound).tolist()]  # the real way is one of them
    return float(np.mean(drawn))


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
    ratio = said_ratio(settings(workbook), "price_growth", period)
    if ratio is None:
        return grey(PRICES, "price_growth")
    prices = {
        rep: round(logarithmic_mean(pair.get(1, NOTHING).gross, pair.get(0, NOTHING).gross) * math.log(ratio)) for rep, pair in years.items()
    }
    cheque = {rep: one.cheque - prices[rep] for rep, one in changes.items()}
    return [
        Signal("growth.price", sum(prices.values()), n=len(prices), period=span, by_rep=prices),
        Signal("growth.cheque_real", sum(cheque.values()), n=len(cheque), period=span, by_rep=cheque),
        _rate("growth.real_rate", years, span, ratio),
    ]
