"""The owner as a seller, against plain loops over the raw rows."""

from collections import defaultdict
from datetime import date
from math import ceil
from random import Random

import pytest

from diagnostics.evidence import measure

from .companies import Company, Person, Sale, fill, months, number

DAYS = months("2024-01", 18, 15)
ENDS = [Sale(date(2024, 1, 1), 1, "Клиент 0"), Sale(date(2025, 6, 30), 1, "Клиент 0")]
OWNER = Person("Собственник", role="owner")
SHARES = ("owner.revenue_share", "owner.top_decile_share")


def made_up(seed: int) -> list[Sale]:
    """A year and a half of sales by reps, the owner, the office and nobody; larger clients have larger numbers."""
    draw = Random(seed)
    sellers = ["Менеджер 01", "Менеджер 02", "Собственник", "Офис", None]
    lead = {client: draw.choice(sellers) for client in range(70)}
    return [
        Sale(day, draw.randint(-500, 9_000) * (1 + client), f"Клиент {client}", lead[client] if draw.random() < 0.9 else draw.choice(sellers))
        for day in DAYS for client in range(70) if draw.random() < 0.4
    ]  # fmt: skip


@pytest.mark.parametrize("seed", range(12))
def test_shares_equal_the_raw_rows(workbook, seed):
    """Revenue booked on the owner and on the house over twelve months, and the largest tenth of clients to whom they sold most."""
    sales = [*made_up(seed), *ENDS]
    signals = measure(fill(workbook, Company(sales, staff=[OWNER]))).signals
    year = [sale for sale in sales if number(f"{sale.day:%Y-%m}") >= number("2024-07")]
    own = sum(sale.amount for sale in year if sale.rep in ("Собственник", "Офис"))
    revenue = signals["owner.revenue_share"]
    assert revenue.value == pytest.approx(own / sum(sale.amount for sale in year))
    assert revenue.low < revenue.value < revenue.high
    assert (revenue.n, revenue.period) == (12, (number("2024-07"), number("2025-06")))

    bought, gross = defaultdict(int), defaultdict(lambda: defaultdict(int))
    for sale in year:
        bought[sale.client] += sale.amount
        gross[sale.client][sale.rep] += max(sale.amount, 0)
    buyers = [client for client in bought if bought[client] > 0]
    top = sorted(buyers, key=lambda client: -bought[client])[: ceil(len(buyers) / 10)]
    led = [client for client in top if max(gross[client], key=gross[client].get) in ("Собственник", "Офис")]
    assert signals["owner.top_decile_share"].value == pytest.approx(len(led) / len(top))
    assert signals["owner.top_decile_share"].n == len(top)


def test_an_owner_who_sells_nothing_has_noughts(workbook):
    """He is on the list and sells nothing: that is known, not grey."""
    sales = [Sale(day, 100, f"Клиент {client}") for day in DAYS for client in range(12)]
    signals = measure(fill(workbook, Company([*sales, *ENDS], staff=[OWNER]))).signals
    assert [signals[name].value for name in SHARES] == [0, 0]
    assert signals["owner.top_decile_share"].high > 0


def test_what_is_missing_is_said(workbook):
    """Nobody is owner, two months only, more taken back than sold, no clients."""

    def missing(sales: list[Sale], staff: list[Person]) -> list[tuple[str, ...]]:
        signals = measure(fill(workbook, Company(sales, staff=staff))).signals
        return [signals[name].missing for name in SHARES]

    plain = [Sale(day, 100, "Клиент 1") for day in DAYS]
    assert missing([*plain, *ENDS], []) == [("owner",)] * 2
    assert missing([Sale(day, 100) for day in months("2025-01", 2, 28)], [OWNER]) == [("quarter",)] * 2
    taken_back = [Sale(day, -500, "Клиент 2", "Собственник") for day in DAYS]
    assert missing([*plain, *taken_back, *ENDS], [OWNER])[0] == ("revenue",)
    assert missing([Sale(day, 100, None) for day in [*DAYS, date(2024, 1, 1), date(2025, 6, 30)]], [OWNER]) == [(), ("clients",)]
