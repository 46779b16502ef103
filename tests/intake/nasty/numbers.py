"""Amounts: returns, thousands, gross profit, discounts, prices, taxes, payments."""

from dataclasses import replace
from datetime import date, timedelta
from decimal import ROUND_HALF_UP, Decimal
from typing import Any

from .cases import Case, case, mapped, problem, taken, unmapped
from .tables import SIMPLE, simple
from .world import KOPECK, SALES, Sale, totals
from .write import NBSP, Page, apart, comma, text, xlsx

ALL = {"read": 60, "accepted": 60, "rejected": 0, "ignored": 0}
GOODS_OUT, GOODS_BACK = "Реализация товаров и услуг", "Возврат товаров от клиента"


def turned(sales: list[Sale] | tuple[Sale, ...], every: int) -> list[Sale]:
    """Sales of which every so manieth is a return."""
    return [replace(sale, amount=-sale.amount) if n % every == every - 1 else sale for n, sale in enumerate(sales)]


def below_nought(amount: Decimal, way: int) -> str:
    """An amount below nought in one of the ways in which people write it."""
    plain = apart(-amount)
    return (
        f"-{plain}",
        f"({plain})",
        f"{plain}-",
        f"- {plain}",
        f"\N{MINUS SIGN}{plain}",
        f"\N{EN DASH}{plain}",
        f"-{plain} руб.",
        f"(-{plain})",
    )[way]


@case
def returns_in_every_spelling() -> Case:
    """(1 500,00), 1 500,00-, «- 1 500,00», a long minus, a dash, brackets around a minus: all of them below nought."""
    back = turned(SALES, 7)
    rows = [SIMPLE]
    for n, sale in enumerate(back):
        said = below_nought(sale.amount, n // 7 % 8) if sale.amount < 0 else apart(sale.amount)
        rows.append([f"{sale.day:%d.%m.%Y}", sale.client.name, sale.rep, said])
    return taken("возвраты.csv", text(rows), totals(back), ALL)


@case
def returns_by_document() -> Case:
    """«Возврат товаров от клиента» with amounts above nought and below: subtracted once, never twice; one line is torn by «&#8722;»."""
    back = turned(SALES, 6)
    rows: list[list[Any]] = [["Дата", "Вид документа", "Клиент", "Менеджер", "Сумма"]]
    for n, sale in enumerate(back):
        amount = apart(-sale.amount if n % 12 == 11 else sale.amount)
        rows.append([sale.day, GOODS_BACK if sale.amount < 0 else GOODS_OUT, sale.client.name, sale.rep, amount])
    torn = f"31.12.2024;{GOODS_BACK};ООО «Обрыв»;{SALES[0].rep};&#8722;1{NBSP}500,00\n".encode("cp1251")
    checks = (problem("extra_cells", line=62), mapped(doc_type="Вид документа"))
    counts = {"read": 61, "accepted": 60, "rejected": 1}
    return taken(
        "a.csv",
        text(rows, "cp1251") + torn,
        totals(back),
        counts,
        status="partial",
        problems=frozenset({"extra_cells"}),
        checks=checks,
    )


@case
def gross_profit_beside() -> Case:
    """Revenue, cost, gross profit, margin and a tax: only the revenue is the amount."""
    rows: list[list[Any]] = [
        ["Дата", "Клиент", "Менеджер", "Себестоимость", "Валовая прибыль", "Рентабельность, %", "в т.ч. НДС", "Выручка"]
    ]
    rows += [
        [
            sale.day,
            sale.client.name,
            sale.rep,
            sale.cost,
            sale.profit,
            comma(100 * sale.profit / sale.amount),
            comma(sale.amount / 6),
            sale.amount,
        ]
        for sale in SALES
    ]
    return taken(
        "a.csv",
        text(rows),
        totals(),
        ALL,
        checks=(mapped(amount="Выручка", cost="Себестоимость", profit="Валовая прибыль"),),
    )


def reckoned(sale: Sale, share: Decimal) -> tuple[Decimal, Decimal]:
    """A price for one, and what comes of it with a discount, to the kopeck, halves away from nought."""
    price = (sale.amount / sale.quantity).quantize(KOPECK)
    return price, (price * sale.quantity * (1 - share)).quantize(KOPECK, ROUND_HALF_UP)


@case
def prices_and_discounts() -> Case:
    """No amount at all: price, quantity and a discount in per cent, each line rounded to the kopeck."""
    shares = [Decimal(n % 4) * Decimal("2.5") / 100 for n in range(60)]
    made = [(sale, *reckoned(sale, share), share) for sale, share in zip(SALES, shares, strict=True)]
    rows: list[list[Any]] = [["Дата", "Клиент", "Менеджер", "Номенклатура", "Цена", "Количество", "Скидка %"]]
    rows += [
        [
            sale.day,
            sale.client.name,
            sale.rep,
            sale.product,
            price,
            sale.quantity,
            f"{share * 100:.1f}".replace(".", ","),
        ]
        for sale, price, _amount, share in made
    ]
    sold = [replace(sale, amount=amount) for sale, _price, amount, _share in made]
    return taken(
        "a.csv",
        text(rows),
        totals(sold),
        ALL,
        checks=(mapped(price="Цена", quantity="Количество", discount="Скидка %"), unmapped("amount")),
    )


@case
def thousands_in_the_header() -> Case:
    """«Сумма, тыс. руб.» with five decimals: back to the kopeck."""
    rows: list[list[Any]] = [["Дата", "Клиент", "Менеджер", "Сумма, тыс. руб."]]
    rows += [[sale.day, sale.client.name, sale.rep, f"{sale.amount / 1000:.5f}".replace(".", ",")] for sale in SALES]
    return taken("a.csv", text(rows), totals(), ALL)


@case
def millions_above_the_table() -> Case:
    """«млн руб.» in a title of a sheet, binary fractions in its cells."""
    rows: list[list[Any]] = [["Продажи за 2024 год, млн руб."], [], SIMPLE]
    rows += [[sale.day, sale.client.name, sale.rep, float(sale.amount) / 1_000_000] for sale in SALES]
    return taken("a.xlsx", xlsx(Page(rows)), totals(), ALL)


@case
def figures_that_excel_shortened() -> Case:
    """«1,5E+05» is what is left of a number in too narrow a column, and «#####» of another: both lines are refused."""
    rows = simple(amount=comma)
    rows[7][3], rows[20][3] = "1,5E+05", "########"
    kept = [sale for n, sale in enumerate(SALES) if n not in (6, 19)]
    checks = (problem("bad_amount", line=8, found="1,5E+05"), problem("bad_amount", line=21))
    return taken(
        "a.csv",
        text(rows),
        totals(kept),
        {"accepted": 58, "rejected": 2},
        status="partial",
        problems=frozenset({"bad_amount"}),
        checks=checks,
    )


PAID = ["Дата оплаты", "Номер документа", "Плательщик", "Менеджер", "Сумма"]


@case
def payments_with_refunds() -> Case:
    """Partial payments of one invoice stand under one number, money paid back stands below nought."""
    back = turned(SALES, 9)
    parts = [replace(sale, amount=part) for sale in back for part in (sale.amount - KOPECK, KOPECK)]
    rows = [PAID, *([sale.day, sale.doc, sale.client.name, sale.rep, sale.amount] for sale in parts)]
    return taken("оплаты.csv", text(rows), totals(back), {"read": 120, "accepted": 120}, kind="payments")


@case
def payments_paid_back_in_words() -> Case:
    """Money paid back is said in «Вид операции» and has no minus: it is subtracted, as with documents of sale."""
    back = turned(SALES, 9)
    rows = [[*PAID, "Вид операции"]]
    rows += [
        [
            sale.day,
            sale.doc,
            sale.client.name,
            sale.rep,
            abs(sale.amount),
            "Возврат оплаты покупателю" if sale.amount < 0 else "Оплата от покупателя",
        ]
        for sale in back
    ]
    return taken("оплаты.csv", text(rows), totals(back), {"accepted": 60}, kind="payments", questions=("returns",))


@case
def codes_that_excel_shows_as_days() -> Case:
    """Numbers of documents and a few amounts have the format of a date: they are read as the numbers that they are."""
    shown = date(1899, 12, 30)
    rows: list[list[Any]] = [["Дата", "Номер", "Контрагент", "Менеджер", "Сумма"]]
    rows += [
        [sale.day, shown + timedelta(days=45_000 + n), sale.client.name, sale.rep, shown + timedelta(days=45_000) if n % 10 == 0 else sale.amount]
        for n, sale in enumerate(SALES)
    ]
    read = [replace(sale, amount=Decimal(45_000)) if n % 10 == 0 else sale for n, sale in enumerate(SALES)]
    return taken("a.xlsx", xlsx(Page(rows)), totals(read), {"accepted": 60, "rejected": 0})
