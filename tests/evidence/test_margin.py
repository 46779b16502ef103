"""The share of profit: from profit or cost as the file has them, and silent where too little is known."""

from dataclasses import replace

import pytest

from diagnostics.evidence import measure
from diagnostics.workbook import Scope, Workbook

from .companies import Company, Sale, fill, months

DAYS = months("2025-01", 24, 28)
SALES = [Sale(day, 1_000, f"Клиент {place % 5}", rep) for place, day in enumerate(DAYS) for rep in ("Менеджер 01", "Менеджер 02")]


def profits(workbook: Workbook, *rules: str) -> Workbook:
    """The workbook with SALES, of which `rules` say profit and cost."""
    from diagnostics.workbook import derive

    fill(workbook, Company(SALES))
    with workbook.writing() as cursor:
        for rule in rules:
            cursor.execute(f"update sale set {rule}")
        derive(cursor)
    return workbook


def test_profit_by_sales_of_the_year(workbook):
    """One rep's sales bring a quarter, the other's a tenth; a year ago both brought a half."""
    rules = ("profit = 500 where year(day) = 2025", "profit = 250 where year(day) = 2026 and rep = 'Менеджер 01'", "profit = 100 where year(day) = 2026 and rep = 'Менеджер 02'")
    signals = measure(profits(workbook, *rules)).signals
    share = signals["margin.share"]
    assert (share.value, share.n) == (pytest.approx(0.175), 12)
    assert sorted(share.by_rep.values()) == pytest.approx([0.1, 0.25])
    assert signals["margin.share_change"].value == pytest.approx(0.175 - 0.5)


def test_cost_stands_for_profit(workbook):
    """What a file does not say it follows from the cost."""
    assert measure(profits(workbook, "cost = 700")).signals["margin.share"].value == pytest.approx(0.3)


def test_too_little_is_known(workbook):
    """Of a third of the sales nothing is known; a rep all of whose sales are known would have a share, the whole has none."""
    signals = measure(profits(workbook, "profit = 250 where rep = 'Менеджер 01'")).signals
    assert signals["margin.share"].missing == ("profit",)
    assert measure(fill(workbook, Company(SALES))).signals["margin.share"].missing == ("profit",)


def test_a_year_ago_nobody_knew(workbook):
    """The share of this year stands, its change does not."""
    signals = measure(profits(workbook, "profit = 250 where year(day) = 2026")).signals
    assert signals["margin.share"].value == pytest.approx(0.25)
    assert signals["margin.share_change"].missing == ("profit_of_two_years",)


def test_a_return_takes_its_profit_back(workbook):
    """A returned sale is negative in both."""
    fill(workbook, Company([*SALES, *(replace(sale, amount=-1_000) for sale in SALES[-6:])]))
    from diagnostics.workbook import derive

    with workbook.writing() as cursor:
        cursor.execute("update sale set profit = amount / 4")
        derive(cursor)
    assert measure(workbook).signals["margin.share"].value == pytest.approx(0.25)


def test_margin_of_a_part(workbook):
    """One rep's margin is his own."""
    profits(workbook, "profit = 250 where rep = 'Менеджер 01'", "profit = 100 where rep = 'Менеджер 02'")
    assert measure(workbook, scope=Scope(reps=("Менеджер 02",))).signals["margin.share"].value == pytest.approx(0.1)
