"""Sources of deals: shares by hand and by plain loops, and the chance against Fisher's exact test and the chi-square law."""

from collections import Counter
from dataclasses import replace
from datetime import date, timedelta
from random import Random

import pytest
from scipy import stats

from diagnostics.evidence import measure
from diagnostics.evidence.intervals import wilson
from diagnostics.evidence.marketing import chance_of_sources, source_rates
from diagnostics.evidence.period import Period

from .companies import Company, Deal, Sale, fill, months, number

SALES = [Sale(day, 100) for day in (*months("2024-01", 24, 20), date(2024, 1, 1), date(2025, 12, 31))]
PERIOD = Period(number("2024-01"), number("2025-12"))
SOURCES = {"Сайт": 0.5, "Холодный звонок": 0.1, "Рекомендация": 0.7, "Выставка": 0.4, None: 0.5}
IDS = ("marketing.source_gap", "marketing.source_p")


def deals_of(source: str | None, won: int, lost: int, day: date = date(2025, 5, 5)) -> list[Deal]:
    """So many deals of a source that ended on a day."""
    states = ["won"] * won + ["lost"] * lost
    return [Deal(day, 1_000, doc=f"{source}{place}", state=state, created=day, day=day, source=source) for place, state in enumerate(states)]


def made_up(seed: int) -> list[Deal]:
    """Two years of deals of four sources and of none, one of them rare, some of two lines."""
    draw, deals = Random(seed), []
    for place in range(240):
        source = draw.choice([*SOURCES, "Сайт", "Рекомендация"]) if draw.random() < 0.97 else "Выставка"
        state = draw.choices(["won", "lost", "open"], [SOURCES[source], 1 - SOURCES[source], 0.2])[0]
        day = date(2024, 1, 1) + timedelta(draw.randrange(731))
        deal = Deal(day, 1_000, doc=f"{place}", state=state, created=day, day=day, source=source)
        deals += [deal, replace(deal, amount=500)] if draw.random() < 1 / 3 else [deal]
    return deals


@pytest.mark.parametrize("seed", range(20))
def test_shares_equal_the_raw_rows(workbook, seed):
    """Of each source the deals that ended in the last year, each once; best and worst of those with ten."""
    deals = [*{deal.doc: deal for deal in made_up(seed)}.values()]
    fill(workbook, Company(SALES, made_up(seed)))
    ended = [deal for deal in deals if deal.source and deal.state != "open" and deal.day.year == 2025]
    counts, won = Counter(deal.source for deal in ended), Counter(deal.source for deal in ended if deal.state == "won")
    rates = source_rates(workbook, PERIOD).set_index("source")
    assert rates["deals"].to_dict() == counts
    assert rates["won"].to_dict() == {source: won[source] for source in counts}
    assert rates["share"].is_monotonic_decreasing
    assert all((row.low, row.high) == wilson(row.won, row.deals) for row in rates.itertuples())
    told = [source for source in counts if counts[source] >= 10]
    gap, p = (measure(workbook).signals[name] for name in IDS)
    shares = [won[source] / counts[source] for source in told]
    assert (gap.value, gap.n) == (pytest.approx(max(shares) - min(shares)), len(told))
    assert p.n == sum(counts[source] for source in told)
    compared = rates[rates["deals"] >= 10]
    assert p.value == chance_of_sources(compared["deals"].tolist(), compared["won"].tolist())


@pytest.mark.parametrize(("won", "lost"), [((3, 9), (9, 3)), ((10, 6), (40, 44)), ((1, 1), (15, 11)), ((20, 4), (10, 26))])
def test_of_two_sources_the_chance_is_that_of_all_tables(won, lost):
    """With two sources of one size Fisher's exact test orders the tables as chi-square does: the p agree to the error of 9 999 draws."""
    exact = stats.fisher_exact([won, lost]).pvalue if won[0] + lost[0] == won[1] + lost[1] else _exact(won, lost)
    got = chance_of_sources([one + other for one, other in zip(won, lost, strict=True)], list(won))
    assert got == pytest.approx(exact, abs=4 * (exact * (1 - exact) / 9_999) ** 0.5 + 1e-4)


def _exact(won: tuple[int, int], lost: tuple[int, int]) -> float:
    """The chance of all tables with these margins whose chi-square is not smaller, by the hypergeometric law."""
    sizes = [one + other for one, other in zip(won, lost, strict=True)]
    law = stats.hypergeom(sum(sizes), sum(won), sizes[0])

    def apart(first: int) -> float:
        return abs(first - sizes[0] * sum(won) / sum(sizes))

    return sum(law.pmf(first) for first in range(sizes[0] + 1) if apart(first) >= apart(won[0]) - 1e-9)


def test_of_many_deals_the_chance_is_that_of_chi_square():
    """Where every cell is large the law of chi-square holds."""
    deals, won = [400, 300, 500, 350], [120, 88, 165, 120]
    table = [won, [size - hits for size, hits in zip(deals, won, strict=True)]]
    assert chance_of_sources(deals, won) == pytest.approx(stats.chi2_contingency(table).pvalue, abs=0.015)


def test_sources_that_do_not_differ_are_rarely_taken_to():
    """Where no source is better one company in twenty or fewer has a p below 0.05."""
    draw, below = Random(2), 0
    for _ in range(200):
        deals = [draw.randint(10, 60) for _ in range(5)]
        below += chance_of_sources(deals, [sum(draw.random() < 0.3 for _ in range(size)) for size in deals]) <= 0.05
    assert below <= 200 * 0.09


def test_spellings_of_a_source_are_one(workbook):
    """Case and spaces do not part a source; the spelling that stands most often is shown. A deal of two sources is one of them."""
    deals = [*deals_of("Сайт", 6, 2), *deals_of("сайт ", 1, 2), *deals_of("Звонок", 2, 9)]
    deals += [replace(deals[0], amount=500, source="Звонок"), replace(deals[1], amount=500, source=None)]  # lines of deals that are counted
    fill(workbook, Company(SALES, deals))
    assert source_rates(workbook, PERIOD)[["source", "deals", "won"]].values.tolist() == [["Сайт", 10, 6], ["Звонок", 12, 3]]
    assert measure(workbook).signals["marketing.source_gap"].value == pytest.approx(6 / 10 - 3 / 12)


def test_what_is_missing_is_said(workbook):
    """No deals, none with a source, one source with enough of them, won ones alone, all of them older."""

    def missing(deals: list[Deal]) -> set[tuple[str, ...]]:
        signals = measure(fill(workbook, Company(SALES, deals))).signals
        return {signals[name].missing for name in IDS}

    assert missing([]) == {("deals",)}
    assert missing(deals_of(None, 20, 20)) == {("sources",)}
    assert missing([*deals_of("Сайт", 20, 20), *deals_of("Звонок", 4, 5)]) == {("few_sources",)}
    assert missing([*deals_of("Сайт", 20, 0), *deals_of("Звонок", 20, 0)]) == {("lost_deals",)}
    assert missing([*deals_of("Сайт", 20, 20, date(2024, 5, 5)), *deals_of("Звонок", 20, 9, date(2024, 5, 5))]) == {("few_sources",)}
    assert missing([*deals_of("Сайт", 0, 20), *deals_of("Звонок", 0, 20)]) == {()}
