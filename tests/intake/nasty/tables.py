"""The tables that many cases share, as rows of days, texts and amounts."""

from collections.abc import Callable, Sequence
from decimal import Decimal
from typing import Any

from .world import SALES, Sale
from .write import apart

REGISTER = ["Дата", "Номер", "Контрагент", "ИНН", "Менеджер", "Подразделение", "Номенклатура", "Количество", "Сумма"]
SIMPLE = ["Дата", "Контрагент", "Менеджер", "Сумма"]
BROKEN = "Обрыв"
"""The name of a client in which a letter is broken; nobody of the company is called so."""


def register(sales: Sequence[Sale] = SALES) -> list[list[Any]]:
    """A register of documents as 1C lists it, with all that the company knows of a sale."""
    rows = [
        [
            sale.day,
            sale.doc,
            sale.client.name,
            sale.client.inn,
            sale.rep,
            sale.department,
            sale.product,
            sale.quantity,
            sale.amount,
        ]
        for sale in sales
    ]
    return [REGISTER, *rows]


def simple(sales: Sequence[Sale] = SALES, amount: Callable[[Decimal], Any] = Decimal) -> list[list[Any]]:
    """Four columns, as people keep sales by hand."""
    return [SIMPLE, *([sale.day, sale.client.name, sale.rep, amount(sale.amount)] for sale in sales)]


def with_total(rows: list[list[Any]], sales: Sequence[Sale] = SALES, label: str = "Итого") -> list[list[Any]]:
    """Rows with a line below them that adds up the last column."""
    blank = [None] * (len(rows[0]) - 2)
    return [*rows, [label, *blank, sum((sale.amount for sale in sales), Decimal(0))]]


def spaced(rows: list[list[Any]]) -> list[list[Any]]:
    """Rows whose amounts have their thousands apart, by spaces that do not break."""
    return [[apart(cell) if isinstance(cell, Decimal) else cell for cell in row] for row in rows]


def plain_quotes(rows: list[list[Any]]) -> list[list[Any]]:
    """Rows with the quotes that every code page has."""
    return [
        [cell.replace("«", '"').replace("»", '"') if isinstance(cell, str) else cell for cell in row] for row in rows
    ]
