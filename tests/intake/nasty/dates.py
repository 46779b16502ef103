"""Days and months in every spelling, and those that are none."""

from collections.abc import Callable
from datetime import date
from decimal import Decimal
from typing import Any

from .cases import Case, asked, case, evidence, problem, taken
from .tables import SIMPLE
from .world import REPS, SALES, Sale, short, totals
from .write import comma, text

ALL = {"read": 60, "accepted": 60, "rejected": 0, "ignored": 0}
ENGLISH = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")

GOOD = {
    "30.11.2024": "2024-11", "2024-11-30": "2024-11", "30/11/2024": "2024-11", "30.11.24": "2024-11", "30.11.2024 0:00:00": "2024-11",
    "30.11.2024 23:59:59": "2024-11", "2024-11-30T10:15:00+03:00": "2024-11", "45626": "2024-11", "45626,5": "2024-11",
    "30 ноября 2024 г.": "2024-11", "30 ноя 2024": "2024-11", "20241130": "2024-11", "05.02.2024": "2024-02", "5.2.2024": "2024-02",
    "02/17/2024": "2024-02", "29.02.2024": "2024-02", "Ноябрь 2024": "2024-11", "ноя.24": "2024-11",
}  # fmt: skip
BAD = {
    "29.02.2023": "bad_date", "31.11.2024": "bad_date", "32.13.2024": "bad_date", "01.01.0001 0:00:00": "empty_cell", "": "empty_cell",
    "н/д": "empty_cell", "00.00.0000": "empty_cell", "30.11.2204": "bad_date", "##########": "bad_date",
}  # fmt: skip


@case
def days_in_every_spelling() -> Case:
    """Eighteen spellings of days in one column, nine that are none, and one that can be read two ways."""
    lines = [*GOOD, *BAD, "04/05/2024"]
    rows: list[list[Any]] = [
        ["Дата оплаты", "Менеджер", "Сумма"],
        *([day, short(REPS[0]), f"{200 + n},00"] for n, day in enumerate(lines)),
    ]
    amounts = {day: Decimal(200 + n) for n, day in enumerate(lines)}
    months = {"2024-02": Decimal(0), "2024-11": Decimal(0), "2024-05": amounts["04/05/2024"]}
    for day, month in GOOD.items():
        months[month] += amounts[day]
    whole = sum(months.values())
    wanted = {
        "amount": f"{whole}.00",
        "by_rep": {short(REPS[0]): f"{whole}.00"},
        "by_month": {month: f"{amount}.00" for month, amount in sorted(months.items())},
    }
    checks = tuple(problem(code, line=20 + n) for n, code in enumerate(BAD.values()))
    checks += (
        problem("ambiguous_date", line=29, found="04/05/2024"),
        problem("other_order", line=16, found="02/17/2024"),
    )
    codes = frozenset({"bad_date", "empty_cell", "ambiguous_date", "other_order"})
    counts = {"read": 28, "accepted": 19, "rejected": 9}
    return taken(
        "оплаты.csv",
        text(rows, "utf-8-sig"),
        wanted,
        counts,
        kind="payments",
        status="partial",
        problems=codes,
        checks=checks,
    )


def dated(write: Callable[[date], str], sales: tuple[Sale, ...] | list[Sale] = SALES) -> bytes:
    """Sales with their days written so."""
    return text([SIMPLE, *([write(sale.day), sale.client.name, sale.rep, comma(sale.amount)] for sale in sales)])


EARLY = [sale for sale in SALES if sale.day.day <= 12]


@case
def order_of_days_asked() -> Case:
    """No day is above the twelfth: which part is the month is asked."""
    first = next(sale for sale in EARLY if "/" in f"{sale.day:%d/%m/%Y}")
    return asked(
        "a.csv",
        dated(lambda day: f"{day:%d/%m/%Y}", EARLY),
        "date_order",
        totals(EARLY),
        kind="sales",
        checks=(evidence(f"{first.day:%d/%m/%Y}"),),
    )


@case
def order_of_days_answered() -> Case:
    """No day is above the twelfth, and the answer is that the month comes first."""
    return taken(
        "a.csv", dated(lambda day: f"{day:%m/%d/%Y}", EARLY), totals(EARLY), words=("--answer", "date_order=mdy")
    )


@case
def months_in_english() -> Case:
    """«31-Jul-24», as Excel abroad shows days."""
    return taken("a.csv", dated(lambda day: f"{day.day:02}-{ENGLISH[day.month - 1]}-{day:%y}"), totals(), ALL)


@case
def days_that_do_not_exist() -> Case:
    """The 31st of September, a day in the year 2204 and one in 1924: refused, each with its line."""
    said = {4: "31.09.2024", 11: "05.05.2204", 12: "05.05.1924"}
    rows = [
        SIMPLE,
        *(
            [said.get(n, f"{sale.day:%d.%m.%Y}"), sale.client.name, sale.rep, comma(sale.amount)]
            for n, sale in enumerate(SALES)
        ),
    ]
    kept = [sale for n, sale in enumerate(SALES) if n not in said]
    checks = tuple(problem("bad_date", line=n + 2, found=day) for n, day in said.items())
    return taken(
        "a.csv",
        text(rows),
        totals(kept),
        {"accepted": 57, "rejected": 3},
        status="partial",
        problems=frozenset({"bad_date"}),
        checks=checks,
    )
