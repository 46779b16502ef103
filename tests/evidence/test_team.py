"""Reps and clients beside one another: shares, spreads and three clients against figures counted by hand."""

from datetime import date
from math import log
from statistics import median, stdev

import pytest

from diagnostics.evidence import measure

from .companies import Company, Person, Sale, fill, months

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
