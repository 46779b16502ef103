"""The same sale twice: rows that repeat others, a report pasted below itself, two reports of the same sales."""

from typing import Any

from .cases import QUESTION, Case, Wanted, asked, case, evidence, left_out, refused, taken
from .tables import register, simple
from .world import KOPECK, SALES, Sale, total, totals
from .write import Page, comma, dotted, text, xlsx

DEALS = ["ID сделки", "Дата создания", "Дата закрытия", "Ответственный", "Клиент", "Этап сделки", "Сумма"]


def deals(sales: tuple[Sale, ...] = SALES, stage: str = "Успешно реализовано") -> list[list[Any]]:
    """Deals without any column of goods."""
    return [[n, dotted(sale.day), dotted(sale.day), sale.rep, sale.client.name, stage, comma(sale.amount)] for n, sale in enumerate(sales)]


@case
def deals_word_for_word_twice() -> Case:
    """Five deals stand in the file twice, word for word: each counts once, and the lines are told."""
    rows = [DEALS, *deals(), *deals()[:5]]
    return taken("deals.csv", text(rows), totals(), {"read": 65, "accepted": 60, "ignored": 5}, kind="deals", checks=(left_out(repeat=5),))


def moved_on() -> bytes:
    """Deals of which four stand in the file a second time with a later stage."""
    later = [[*row[:5], "Успешно реализовано", row[6]] for row in deals()[:4]]
    early = [[*row[:5], "Счёт выставлен", row[6]] for row in deals()[:4]]
    return text([DEALS, *early, *deals()[4:], *later])


@case
def deals_that_differ() -> Case:
    """One number, two stages: whether that is one deal is asked; until then every row counts."""
    return asked("deals.csv", moved_on(), "repeats", totals(), kind="deals", rows={"won": 60, "open": 4}, checks=(evidence("4"),))


@case
def deals_that_differ_once() -> Case:
    """Whoever says that it is one deal has its last row."""
    return taken("deals.csv", moved_on(), totals(), {"won": 60, "open": 0, "ignored": 4}, kind="deals", words=("--answer", "repeats=once"))


def pasted() -> bytes:
    """A register with its last ten documents once more below."""
    rows = register()
    return text([[dotted(cell) if hasattr(cell, "year") else comma(cell) if hasattr(cell, "quantize") else cell for cell in row] for row in [*rows, *rows[-10:]]])


@case
def documents_twice() -> Case:
    """Whole documents stand in the file twice: asked; until then they are counted as they stand."""
    sales = [*SALES, *SALES[-10:]]
    return asked("sales.csv", pasted(), "repeats", totals(sales), checks=(evidence("10"), evidence(SALES[-10].doc)))


@case
def documents_once() -> Case:
    """Whoever says that they are the same has them once."""
    return taken("sales.csv", pasted(), totals(), {"ignored": 10}, words=("--answer", "repeats=once"))


@case
def no_numbers_and_all_twice() -> Case:
    """A table without numbers that was pasted below itself is asked about."""
    rows = simple()
    return asked("sales.xlsx", xlsx(Page([*rows, *rows[1:]])), "repeats", totals([*SALES, *SALES]), checks=(evidence("60"),))


@case
def two_purchases_of_a_day() -> Case:
    """Without numbers two rows alike are two purchases: nobody is asked about a few of them."""
    rows = simple()
    return taken("sales.xlsx", xlsx(Page([*rows, *rows[-3:]])), totals([*SALES, *SALES[-3:]]))


@case
def a_line_twice_in_a_document() -> Case:
    """Two equal lines among others of a document are two lines."""
    rows: list[list[Any]] = [["Дата", "Номер", "Контрагент", "Менеджер", "Сумма"]]
    rows += [[dotted(sale.day), sale.doc, sale.client.name, sale.rep, comma(sale.amount)] for sale in SALES]
    rows += [[dotted(SALES[0].day), SALES[0].doc, SALES[0].client.name, SALES[0].rep, "1,00"]] * 2
    extra = Sale(**{**vars(SALES[0]), "amount": KOPECK * 100})
    return taken("sales.csv", text(rows), totals([*SALES, extra, extra]))


@case
def another_report_of_the_same_sales() -> Case:
    """A report of other columns over the same documents: asked, else they would count twice."""
    rows: list[list[Any]] = [["Дата", "Номер", "Контрагент", "Менеджер", "Склад", "Сумма"]]
    rows += [[dotted(sale.day), sale.doc, sale.client.name, sale.rep, "Основной", comma(sale.amount)] for sale in SALES]
    made = asked("other.csv", text(rows), "overlap", totals(), checks=(evidence("/"),))
    return Case(made.files, made.wanted, QUESTION, before=[{"sales.xlsx": xlsx(Page(register()))}], held=total())


@case
def another_report_refused() -> Case:
    """Whoever says that they are the same keeps what was there."""
    rows: list[list[Any]] = [["Дата", "Контрагент", "Менеджер", "Сумма", "Склад"]]
    rows += [[dotted(sale.day), sale.client.name, sale.rep, comma(sale.amount), "Основной"] for sale in SALES]
    made = refused("other.csv", text(rows), "overlap", words=("--answer", "overlap=refuse"))
    return Case(made.files, made.wanted, made.code, made.words, before=[{"sales.xlsx": xlsx(Page(register()))}], held=total())


@case
def other_sales_of_the_same_days() -> Case:
    """Sales of another branch in another layout over the same days are other sales."""
    other = [Sale(**{**vars(sale), "doc": f"Ф{sale.doc}", "amount": sale.amount * 3 + KOPECK}) for sale in SALES]
    rows: list[list[Any]] = [["Дата", "Номер", "Контрагент", "Менеджер", "Филиал", "Сумма"]]
    rows += [[dotted(sale.day), sale.doc, sale.client.name, sale.rep, "Второй", comma(sale.amount)] for sale in other]
    return Case(
        {"other.csv": text(rows)}, [Wanted(totals=totals(other))], before=[{"sales.xlsx": xlsx(Page(register()))}], held=total([*SALES, *other])
    )


VAT = ["Дата", "Номер", "Контрагент", "Менеджер", "Сумма", "Ставка НДС"]


@case
def vat_is_asked_and_does_not_block() -> Case:
    """A column of VAT rates, and nobody says whether the sums hold it: asked, and imported meanwhile."""
    rows = [VAT, *([dotted(sale.day), sale.doc, sale.client.name, sale.rep, comma(sale.amount), "20%"] for sale in SALES)]
    return taken("sales.csv", text(rows), totals(), questions=("vat",))


@case
def vat_is_said() -> Case:
    """A sum «без НДС» needs no question."""
    rows = [[*VAT[:4], "Сумма без НДС", "НДС"], *([dotted(sale.day), sale.doc, sale.client.name, sale.rep, comma(sale.amount), "1"] for sale in SALES)]
    return taken("sales.csv", text(rows), totals())


@case
def returns_without_a_minus_are_sales() -> Case:
    """Whoever says that «Возврат» is no return has its amounts added."""
    rows: list[list[Any]] = [["Дата", "Номер", "Вид документа", "Контрагент", "Менеджер", "Сумма"]]
    rows += [
        [dotted(sale.day), sale.doc, "Возврат товаров" if n % 9 == 0 else "Реализация", sale.client.name, sale.rep, comma(sale.amount)]
        for n, sale in enumerate(SALES)
    ]
    return taken("sales.csv", text(rows), totals(), words=("--answer", "returns=add"))
