"""Reps and clients beside one another: shares, spreads and three clients against figures counted by hand."""

from collections import Counter, defaultdict
from datetime import date
from math import comb, log
from random import Random
from statistics import median, stdev

import pytest

from diagnostics.evidence import Signal, measure
from diagnostics.evidence.period import period_of
from diagnostics.evidence.team import team_signals
from diagnostics.workbook import Workbook

from .companies import Company, Person, Sale, fill, months, scratch

DAYS = months("2024-01", 24, 15)
ENDS = [Sale(DAYS[0].replace(day=1), 1, None, None), Sale(DAYS[-1].replace(day=28), 1, None, None)]


def sold(**by_rep: int) -> list[Sale]:
    """So much each month by each rep, to a client of his own."""
    return [Sale(day, amount, f"Клиент {rep}", rep) for day in DAYS for rep, amount in by_rep.items()]


def test_best_rep_and_the_spread_of_the_others(workbook):
    """The best to the middle one, and the deviation of logarithms without the best."""
    amounts = {"А": 900, "Б": 400, "В": 300, "Г": 200, "Д": 100}
    signals = measure(fill(workbook, Company([*sold(**amounts), *ENDS]))).signals
    assert signals["team.best_to_median"].value == pytest.approx(900 / median(amounts.values()))
    assert signals["team.spread"].value == pytest.approx(stdev(log(12 * amount) for amount in (400, 300, 200, 100)))
    assert signals["team.top_rep_share"].value == pytest.approx(900 * 12 / (1_900 * 12 + 1))
    assert signals["team.top_rep_share"].low <= signals["team.top_rep_share"].value <= signals["team.top_rep_share"].high


def test_who_came_or_went_is_not_compared(workbook):
    """A year's sales are compared of those who were there all year; who came within it or left is in no spread."""
    staff = [Person("А", date(2020, 1, 1)), Person("Б", date(2020, 1, 1)), Person("В", date(2020, 1, 1)), Person("Новый", date(2025, 3, 1)), Person("Ушёл", date(2020, 1, 1), date(2025, 11, 1))]
    amounts = {"А": 900, "Б": 400, "В": 300, "Новый": 10, "Ушёл": 10}
    signals = measure(fill(workbook, Company([*sold(**amounts), *ENDS], staff=staff))).signals
    assert (signals["team.best_to_median"].value, signals["team.best_to_median"].n) == (2.25, 3)
    assert signals["team.spread"].missing == ("few_tenured",)
    assert signals["team.top_rep_share"].n == 5


def test_the_head_is_no_rep(workbook):
    """The head's sales are in the department's total and in no comparison of reps."""
    signals = measure(fill(workbook, Company([*sold(А=300, Б=200, В=100, РОП=5_000), *ENDS]), {"head": "РОП"})).signals
    assert signals["team.best_to_median"].value == 1.5
    assert signals["team.top_rep_share"].value == pytest.approx(300 * 12 / (5_600 * 12 + 1))


def test_one_large_client(workbook):
    """The largest client's share, and three clients' part in the change, above one where the others went the other way."""
    before, after = DAYS[:12], DAYS[12:]
    rest = [Sale(day, 100, f"Клиент {number}", "А") for day in DAYS for number in range(12)]
    grown = [Sale(day, 900, "Большой", "А") for day in after]
    shrunk = [Sale(day, 100, "Малый", "А") for day in before]
    signals = measure(fill(workbook, Company([*rest, *grown, *shrunk, *ENDS]))).signals
    assert signals["clients.top1_share"].value == pytest.approx(900 / (900 + 12 * 100))
    assert signals["clients.top3_change_share"].value == pytest.approx(900 / 800)
    assert signals["clients.top3_change_share"].n == 14


def test_a_few_clients_say_nothing(workbook):
    """With fewer than ten clients one of them is much by necessity."""
    signals = measure(fill(workbook, Company([*sold(А=300, Б=200), *ENDS]))).signals
    assert signals["clients.top1_share"].missing == ("few_clients",)
    assert signals["team.best_to_median"].missing == ("few_tenured",)


@pytest.fixture(scope="module")
def shared():
    """One workbook for all examples."""
    with scratch() as workbook:
        yield workbook


def alone(workbook: Workbook) -> dict[str, Signal]:
    """The signals of the team, without all the others: these tests look at many companies."""
    return {signal.id: signal for signal in team_signals(workbook, period_of(workbook))}


REPS = [f"Менеджер {place:02}" for place in range(9)]


def made_up(seed: int) -> list[Sale]:
    """Two years of sixty clients who buy of reps and the head, now and then of another one, and bring back some of it."""
    draw, reps = Random(seed), REPS[: 4 + seed]
    lead = {client: draw.choice([*reps, "Новый", "РОП", None]) for client in range(60)}
    return [
        Sale(day, draw.randint(1, 90_000) if draw.random() < 0.9 else -draw.randint(1, 20_000), f"Клиент {client}" if client else None, lead[client] if draw.random() < 0.95 else draw.choice(reps))
        for day in DAYS for client in range(60) if draw.random() < (0.4 if client % 3 else 0.05)
    ]  # fmt: skip


def by_hand(sales: list[Sale]) -> tuple[dict[str | None, int], Counter[str | None]]:
    """Net sales of the last year, and clients who bought in it, of whoever sold them most in the last month in which they did; row by row."""
    net: dict[str | None, int] = defaultdict(int)
    bought: dict[str, dict[date, Counter[str | None]]] = defaultdict(lambda: defaultdict(Counter))
    for sale in sales:
        if sale.day < DAYS[12]:
            continue
        net[sale.rep] += sale.amount
        if sale.client and sale.amount > 0:
            bought[sale.client][sale.day][sale.rep] += sale.amount
    return net, Counter(days[max(days)].most_common(1)[0][0] for days in bought.values())


def limits_of_the_middle(values: list[float]) -> tuple[float, float]:
    """The k-th from either end, the largest k for which fewer than k heads in as many throws come in one case of forty at most."""
    n = len(values)
    k = max(k for k in range(n // 2 + 1) if 40 * sum(comb(n, heads) for heads in range(k)) <= 2**n)
    return sorted(values)[k - 1], sorted(values)[n - k]


@pytest.mark.parametrize("seed", [0, 1, 5])
def test_spread_per_client_and_usual_month_equal_a_count_by_hand(shared, seed):
    """Each rep's sales over the clients who last bought of him, without the best; the month of the middle one, the best included."""
    sales = made_up(seed)
    staff = [*(Person(rep, date(2020, 1, 1)) for rep in REPS), Person("Новый", date(2025, 2, 2)), Person("РОП", date(2020, 1, 1), role="head")]
    signals = alone(fill(shared, Company([*sales, *ENDS], staff=staff)))
    net, clients = by_hand(sales)
    best, *others = sorted((rep for rep in REPS if net[rep] > 0), key=net.get, reverse=True)
    others = [rep for rep in others if clients[rep]]
    for name, sold in (("team.spread", net), ("team.spread_per_client", {rep: net[rep] / clients[rep] for rep in others})):
        assert (signals[name].value, signals[name].n) == (pytest.approx(stdev(log(sold[rep]) for rep in others)), len(others))
    year = [net[rep] / 12 for rep in REPS if net[rep] > 0]
    low, high = (min(year), max(year)) if len(year) <= 5 else limits_of_the_middle(year)
    usual = signals["team.usual_month"]
    assert (usual.value, usual.low, usual.high) == pytest.approx((median(year), low, high), abs=0.500001)
    assert usual.n == len(year)
    assert isinstance(usual.value, int)
    assert year
    assert best not in others


def test_larger_books_alone_make_no_spread_per_client(shared):
    """Reps with one to five clients who each buy alike: far apart in all, not at all per client."""
    sales = [Sale(day, 100, f"Клиент {rep} {client}", rep) for day in DAYS for size, rep in enumerate("АБВГД", 1) for client in range(size)]
    signals = alone(fill(shared, Company([*sales, *ENDS])))
    assert signals["team.spread"].value == pytest.approx(stdev(log(size) for size in (1, 2, 3, 4)))
    assert signals["team.spread_per_client"].value == pytest.approx(0)
    assert (signals["team.usual_month"].value, signals["team.usual_month"].low, signals["team.usual_month"].high) == (300, 100, 500)


def test_a_rep_without_clients_has_a_month_and_no_sales_per_client(shared):
    """Who sells to nobody named, or whose client went over to a colleague within the year, is divided by no client."""
    sales = sold(А=900, Б=400, В=200, Г=100) + [Sale(day, 700, None, "Безымянный") for day in DAYS]
    sales += [Sale(day, 500, "Переданный", "Отдавший" if day < DAYS[-1] else "Б") for day in DAYS]
    signals = alone(fill(shared, Company([*sales, *ENDS])))
    per_client = signals["team.spread_per_client"]
    assert (per_client.value, per_client.n) == (pytest.approx(stdev(map(log, ((400 * 12 + 500) / 2, 200 * 12, 100 * 12)))), 3)
    assert (signals["team.usual_month"].value, signals["team.usual_month"].n) == (round((400 * 12 + 500 + 500 * 11) / 24), 6)


def test_returns_are_taken_off_the_usual_month(shared):
    """A rep who took back as much as he sold has no month; one who took back half has half."""
    back = [Sale(day, -amount, f"Клиент {rep}", rep) for day in DAYS[12:] for rep, amount in (("А", 900), ("Б", 200))]
    signal = alone(fill(shared, Company([*sold(А=900, Б=400, В=300, Г=100), *back, *ENDS])))["team.usual_month"]
    assert (signal.value, signal.low, signal.high, signal.n) == (200, 100, 300, 3)


def test_too_few_reps_or_months_for_a_spread(shared):
    """Two reps have no middle one, three have no spread without the best, and eleven months are no year."""
    names = ("team.usual_month", "team.spread_per_client")

    def missing(sales: list[Sale]) -> list[tuple[str, ...]]:
        signals = alone(fill(shared, Company(sales)))
        return [signals[name].missing for name in names]

    assert missing([*sold(А=300, Б=200), *ENDS]) == [("few_tenured",)] * 2
    assert missing([*sold(А=300, Б=200, В=100), *ENDS]) == [(), ("few_tenured",)]
    assert missing([sale for sale in sold(А=400, Б=300, В=200, Г=100) if sale.day >= DAYS[13]] + ENDS[1:]) == [("months_12",)] * 2
