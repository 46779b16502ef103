"""How long deals take and stand, against plain loops over the raw rows; where the dates do not tell it nothing is said."""

from collections import defaultdict
from dataclasses import replace
from datetime import date, timedelta
from random import Random
from statistics import median

import numpy as np
import pytest
from scipy import stats

from diagnostics.evidence import Evidence, measure
from diagnostics.evidence.stages import median_interval
from diagnostics.workbook import Workbook

from .companies import Company, Deal, Sale, fill, months

FIRST, END = date(2025, 1, 1), date(2025, 12, 31)
SALES = [Sale(day, 100) for day in (*months("2024-01", 24, 20), date(2024, 1, 1), END)]
REPS = ["Менеджер 01", "Менеджер 02", None]
IDS = ("funnel.cycle_days", "funnel.open_age", "funnel.overdue_share", "funnel.entered_late")


def made_up(seed: int) -> list[Deal]:
    """Two years of deals, won, lost and open, some without a day of creation, some entered after they were won; a third is of two lines that differ."""
    draw, deals = Random(seed), []
    for place in range(260):
        made, state, rep = date(2024, 1, 1) + timedelta(draw.randrange(760)), draw.choice(["won", "won", "lost", "open"]), draw.choice(REPS)
        ended = made + timedelta(draw.choice([draw.randrange(90), draw.randrange(3) - 1, draw.randrange(20)]))
        created = None if draw.random() < 0.1 else made
        day = ended if state != "open" or draw.random() < 0.6 else made
        deal = Deal(day, 1_000, f"Клиент {place % 9}", rep, f"{place}", state, created, day)
        earlier = made - timedelta(draw.randrange(3))
        deals += [replace(deal, created=created and earlier, day=min(day, made)), deal] if draw.random() < 1 / 3 else [deal]
    return deals


def joined(lines: list[Deal]) -> list[Deal]:
    """A deal came on the first day that its lines say, and ended on the last."""
    found: dict[str | None, Deal] = {}
    for line in lines:
        one = found.setdefault(line.doc, line)
        found[line.doc] = replace(one, created=min((day for day in (one.created, line.created) if day), default=None), day=max(one.day, line.day))
    return [*found.values()]


def measured(workbook: Workbook, deals: list[Deal]) -> Evidence:
    """What is measured of these deals beside sales that end with December."""
    return measure(fill(workbook, Company(SALES, deals)))


def per_rep(evidence: Evidence, values: dict[str | None, list], told) -> dict[int, float]:
    """What is told of each rep who has ten deals, by his number."""
    ids = {None: 0} | {rep.name: rep.id for rep in evidence.reps.values()}
    return {ids[rep]: told(own) for rep, own in values.items() if len(own) >= 10}


@pytest.mark.parametrize("seed", range(20))
def test_equals_the_raw_rows(workbook, seed):
    """Days, ages and shares of each deal once, of the last twelve months or as of their end, for all and for each rep."""
    deals = joined(made_up(seed))
    evidence = measured(workbook, made_up(seed))
    cycle, age, overdue, late = (evidence.signals[name] for name in IDS)
    ways, entered, ages, passed = (defaultdict(list) for _ in range(4))
    for deal in deals:
        if deal.state == "won" and deal.created and FIRST <= deal.day <= END:
            took = (deal.day - deal.created).days
            entered[deal.rep].append(took <= 1)
            ways[deal.rep] += [took] if took >= 0 else []
        if deal.state == "open" and not (deal.created and deal.created > END):
            ages[deal.rep] += [(END - deal.created).days] if deal.created else []
            passed[deal.rep] += [deal.day < END] if deal.day != deal.created else []
    everything = [[value for own in values.values() for value in own] for values in (ways, ages, passed, entered)]
    usual = median(everything[0])
    assert [one.n for one in (cycle, age, overdue, late)] == [len(values) for values in everything]
    assert cycle.value == usual
    assert age.value == pytest.approx(median(everything[1]) / usual)
    assert (overdue.value, late.value) == pytest.approx((np.mean(everything[2]), np.mean(everything[3])))
    assert cycle.by_rep == per_rep(evidence, ways, median)
    assert age.by_rep == pytest.approx(per_rep(evidence, ages, lambda own: median(own) / usual))
    assert overdue.by_rep == pytest.approx(per_rep(evidence, passed, np.mean))
    assert late.by_rep == pytest.approx(per_rep(evidence, entered, np.mean))


@pytest.mark.parametrize("seed", range(5))
def test_deals_without_a_next_step_equal_the_raw_rows(workbook, seed):
    """An open deal has a next step in words, or on a day after the end of the data, in any of its lines."""
    draw = Random(seed)
    deals = [
        replace(deal, next_step=draw.choice([None, None, "Позвонить", "28.12.2025 10:00", f"{END}", "05.01.2026", "2026-01-09 12:00:00"]))
        for deal in made_up(seed)
    ]
    evidence = measured(workbook, deals)
    left: dict[str | None, list[bool]] = defaultdict(list)
    for one in joined(deals):
        if one.state == "open" and not (one.created and one.created > END):
            lines = [deal for deal in deals if deal.doc == one.doc]
            left[one.rep].append(not any(line.next_step in ("Позвонить", "05.01.2026", "2026-01-09 12:00:00") for line in lines))
    signal = evidence.signals["funnel.no_next_step"]
    assert signal.n == sum(map(len, left.values()))
    assert signal.value == pytest.approx(np.mean([value for own in left.values() for value in own]))
    assert signal.by_rep == pytest.approx(per_rep(evidence, left, np.mean))


def test_files_that_do_not_say_what_is_next_are_not_counted(workbook):
    """Where no deal has a next step the export has no such column: nothing is said of it."""
    assert measured(workbook, [*won(30, 5), *waiting(15, 40)]).signals["funnel.no_next_step"].missing == ("next_steps",)
    deals = [*waiting(12, 40), replace(won(1, 5)[0], next_step="Отгрузить")]
    signal = measured(workbook, deals).signals["funnel.no_next_step"]
    assert (signal.value, signal.n) == (1.0, 12)


@pytest.mark.parametrize("n", [6, 10, 11, 25, 100, 1_001])
def test_interval_of_a_median_is_exact(n):
    """Its ends are the order statistics of the binomial distribution, as scipy has them."""
    k = next(rank for rank in range(n, 0, -1) if stats.binom.cdf(rank - 1, n, 0.5) <= 0.025)
    assert median_interval([*range(n)][::-1]) == (k - 1, n - k)


def test_interval_of_a_median_of_many():
    """A hundred thousand deals are no matter: about a hundredth of a deviation on either side."""
    low, high = median_interval([*range(100_000)])
    assert (low, high) == pytest.approx((50_000 - 310, 50_000 + 310), abs=2)


def won(count: int, took: int, **fields) -> list[Deal]:
    """Deals won in 2025 after so many days."""
    days = [date(2025, 3, 1) + timedelta(place) for place in range(count)]
    return [Deal(day, 1_000, doc=f"в{place}", created=day - timedelta(took), day=day, **fields) for place, day in enumerate(days)]


def waiting(count: int, age: int, planned: date | None = None) -> list[Deal]:
    """Open deals of so many days at the end of the year."""
    came = END - timedelta(age)
    return [Deal(planned or came, 1_000, doc=f"о{place}", state="open", created=came, day=planned or came) for place in range(count)]


def test_a_file_without_days_of_closing_says_nothing(workbook):
    """Where an import has no such day intake puts that of creation in its place: nobody won a deal in no days."""
    signals = measured(workbook, [*won(30, 0), *waiting(15, 40)]).signals
    assert {signals[name].missing for name in IDS if name != "funnel.overdue_share"} == {("closing_dates",)}
    signals = measured(workbook, [*won(30, 0), *waiting(15, 40, END)]).signals
    assert signals["funnel.cycle_days"].missing == ("closing_dates",), "a planned day is none of closing"
    for state in ("won", "lost"):
        signals = measured(workbook, [*won(30, 0), *waiting(15, 40), replace(won(1, 5)[0], doc="другая", state=state)]).signals
        assert (signals["funnel.cycle_days"].value, signals["funnel.entered_late"].value) == (0, 1 if state == "lost" else pytest.approx(30 / 31))
        assert signals["funnel.open_age"].missing == ("deals_of_a_day",)


def test_the_planned_day_itself_is_not_past(workbook):
    """Due on the last day is not overdue; a day equal to that of creation is no planned one."""
    past = [replace(deal, doc=f"п{deal.doc}") for deal in waiting(4, 40, END - timedelta(1))]
    unplanned = [replace(deal, doc=f"б{deal.doc}") for deal in waiting(9, 40)]
    signal = measured(workbook, [*waiting(12, 40, END), *past, *unplanned]).signals["funnel.overdue_share"]
    assert (signal.value, signal.n) == (pytest.approx(4 / 16), 16)


def test_what_is_missing_is_said(workbook):
    """No deals, few won ones, few open ones, none with a planned day."""

    def missing(deals: list[Deal]) -> list[tuple[str, ...]]:
        signals = measured(workbook, deals).signals
        return [signals[name].missing for name in IDS]

    assert missing([]) == [("deals",)] * 4
    assert missing([*won(9, 10), *waiting(20, 40, END)]) == [("closing_dates",), ("closing_dates",), (), ("closing_dates",)]
    assert missing([*won(12, 10), *waiting(9, 40)]) == [(), ("few_open_deals",), ("planned_dates",), ()]
