"""Shapes in which a sum would be taken for a sale, or a group lost: every one of them was read wrongly once."""

from typing import Any

from .cases import Case, Check, case, left_out, mapped, refused, taken
from .write import Page, text, xlsx

A, B = "Ковригина Анна Петровна", "Дёмин Сергей Викторович"
PERIOD = ["Период: 01.01.2025 - 31.01.2025"]
REGISTER = ["Дата", "Контрагент", "Менеджер", "Сумма"]


def sold(a: int, b: int, **months: str) -> dict[str, Any]:
    """What was sold in whole roubles, by each of the two, and by month where that is compared."""
    by_month = {"by_month": {f"2025-{month[1:]}": amount for month, amount in months.items()}} if months else {}
    return {"amount": f"{a + b}.00", "by_rep": {A: f"{a}.00", B: f"{b}.00"}} | by_month


def sheet(*rows: list[Any]) -> bytes:
    """A workbook of Excel with one page, all rows as wide as the widest."""
    width = max(map(len, rows))
    return xlsx(Page([[*row, *[None] * (width - len(row))] for row in rows]))


@case
def quarter_beside_its_months() -> Case:
    """Months and their quarter side by side: the quarter is no fourth month."""
    rows = [["Продажи 2025, руб."], ["Менеджер", "Январь", "Февраль", "Март", "1 квартал"], [A, 100, 200, 300, 600], [B, 10, 20, 30, 60]]
    return taken("продажи.xlsx", sheet(*rows), sold(600, 60, m01="110.00", m02="220.00", m03="330.00"))


@case
def quarter_of_two_figures() -> Case:
    """The same with «янв.25» and «1 кв.25»."""
    rows = [["Продажи, руб."], ["Менеджер", "янв.25", "фев.25", "мар.25", "1 кв.25"], [A, 100, 200, 300, 600], [B, 10, 20, 30, 60]]
    return taken("продажи.xlsx", sheet(*rows), sold(600, 60))


@case
def shares_beside_sales_by_month() -> Case:
    """Under each month the revenue, and how profitable it was: per cent are no roubles and nobody's name."""
    rows = [
        ["Продажи, руб."], ["Период: 01.01.2025 - 28.02.2025"], [],
        ["Менеджер", "Январь 2025", None, "Февраль 2025", None],
        [None, "Выручка", "Рентабельность, %", "Выручка", "Рентабельность, %"],
        [A, 1200, 20, 2400, 25.5], [B, 600, 10, 700, 12], ["Итого", 1800, 16, 3100, 20],
    ]  # fmt: skip
    return taken("продажи.xlsx", sheet(*rows), sold(3600, 1300, m01="1800.00", m02="3100.00"), {"accepted": 2}, control=True)


@case
def two_periods_side_by_side() -> Case:
    """Current and previous period over the same measures: nobody is called so, and to add them up would be wrong."""
    rows = [PERIOD, ["Менеджер", "Текущий период", None, "Прошлый период", None], [None, "Количество", "Выручка", "Количество", "Выручка"], [A, 2, 1200, 3, 1500], [B, 1, 600, 2, 1000]]
    return refused("сравнение.xlsx", sheet(*rows), "unknown_kind")


@case
def subtotals_of_an_excel_pivot() -> Case:
    """«Ковригина Итог» below her rows, and her name in the first of them alone."""
    rows = [
        PERIOD, ["Менеджер", "Клиент", "Сумма"],
        [A, "ООО Лес", 1200], [None, "АО Река", 600], [f"{A} Итог", None, 1800],
        [B, "АО Река", 700], [None, "ИП Кит", 50], [f"{B} Итог", None, 750],
        ["Общий итог", None, 2550],
    ]  # fmt: skip
    return taken("сводная.xlsx", sheet(*rows), sold(1800, 750), {"accepted": 4}, control=True, checks=(left_out(total=3),))


@case
def totals_in_later_columns() -> Case:
    """«Всего по менеджеру» stands in the second column, beside the name."""
    rows = [
        PERIOD, ["Менеджер", "Клиент", "Сумма"],
        [A, "ООО Лес", 1200], [A, "Всего по менеджеру", 1200], [B, "ООО Всего Хорошего", 600], [B, "Всего по менеджеру", 600], ["Итого", None, 1800],
    ]  # fmt: skip
    return taken("отчёт.xlsx", sheet(*rows), sold(1200, 600), {"accepted": 2}, control=True)


@case
def total_of_a_day_with_its_date() -> Case:
    """«Итого за день» with the date of the day; a comment with that word on a sale is none."""
    rows = [
        [*REGISTER, "Комментарий"],
        ["10.01.2025", "ООО Лес", A, 1200, "итого по счёту 12"], ["10.01.2025", "Итого за день", None, 1200, None],
        ["11.01.2025", "АО Река", B, 600, None], ["11.01.2025", "Итого за день", None, 600, None],
    ]  # fmt: skip
    return taken("журнал.xlsx", sheet(*rows), sold(1200, 600), {"accepted": 2})


@case
def a_sum_that_says_nothing() -> Case:
    """The last row holds the sum of the column and not a word."""
    rows = [PERIOD, ["Менеджер", "Клиент", "Сумма"], [A, "ООО Лес", 1200], [B, "АО Река", 600], [None, None, 1800]]
    return taken("отчёт.xlsx", sheet(*rows), sold(1200, 600), {"accepted": 2})


@case
def notes_below_the_total() -> Case:
    """What is in the total, and what was planned, stands below it."""
    rows = [
        PERIOD, ["№", "Менеджер", "Клиентов", "Сумма"], [1, A, 2, 1200], [2, B, 3, 600], [None, "ИТОГО:", None, 1800],
        [None, "в т.ч. НДС", None, 300], [None, "План на месяц", None, 5000],
    ]  # fmt: skip
    return taken("справка.xlsx", sheet(*rows), sold(1200, 600), {"accepted": 2}, control=True)


@case
def groups_that_step_to_the_right() -> Case:
    """Rep, client and their sums each in a column of their own."""
    rows = [
        PERIOD, ["Менеджер", "Клиент", "Сумма"],
        [A, None, 1800], [None, "ООО Лес", 1200], [None, "АО Река", 600],
        [B, None, 750], [None, "ООО Лес", 700], [None, "ИП Кит", 50], ["Итого", None, 2550],
    ]  # fmt: skip
    return taken("анализ.xlsx", sheet(*rows), sold(1800, 750), {"accepted": 4}, control=True, checks=(left_out(group=2, total=1),))


@case
def groups_below_their_items() -> Case:
    """Excel's own outline: the group stands below what it adds up."""
    rows = [
        ["Валовая прибыль"], ["Период: Январь 2025 г."], ["Менеджер", "Выручка"], ["Клиент"],
        ["ООО \"Лес\"", 1200], ["АО \"Река\"", 100], [A, 1300], ["АО \"Река\"", 600], ["ИП \"Кит\"", 50], [B, 650], ["Итого", 1950],
    ]  # fmt: skip
    content = xlsx(Page([[*row, *[None] * (2 - len(row))] for row in rows], outline={5: 1, 6: 1, 8: 1, 9: 1}))
    return taken("прибыль.xlsx", content, sold(1300, 650), {"accepted": 4}, control=True)


@case
def people_above_their_documents() -> Case:
    """A register with a line for each manager above her documents."""
    rows = [
        ["№", "Дата", "Номер", "Контрагент", "Сумма, руб."],
        [A], [1, "10.01.2025", "0001", "ООО Лес", 1200], [2, "11.01.2025", "0002", "АО Река", 100],
        [B], [3, "12.01.2025", "0003", "АО Река", 600], ["Итого", None, None, None, 1900],
    ]  # fmt: skip
    return taken("реестр.xlsx", sheet(*rows), sold(1300, 600), {"accepted": 3}, control=True)


@case
def shops_in_columns() -> Case:
    """Shops side by side are no people."""
    rows = [PERIOD, ["Номенклатура", "Основной склад", None, "Магазин на Ленина", None], [None, "Количество", "Выручка", "Количество", "Выручка"], ["Стол", 2, 1200, 1, 300], ["Стул", 1, 600, None, None]]
    return taken("продажи.xlsx", sheet(*rows), {"amount": "2100.00"}, checks=(Check("no reps", lambda batch: not batch["totals"]["by_rep"]),))


@case
def an_amount_called_otherwise() -> Case:
    """«Сумма выручки с учетом НДС» is an amount; the file is no list of clients."""
    rows = [["Дата", "Контрагент", "Куратор", "Сумма выручки с учетом НДС"], ["10.01.2025", "ООО Лес", A, "1200,00"], ["11.01.2025", "АО Река", B, "600,00"]]
    return taken("продажи.csv", text(rows), sold(1200, 600), {"accepted": 2}, checks=(mapped(rep="Куратор"),))


@case
def an_amount_that_nobody_knows() -> Case:
    """Documents whose amount has an unknown name: refused, where a list of clients would have lost every rouble."""
    rows = [["Дата", "Контрагент", "Менеджер", "Натурка"], ["10.01.2025", "ООО Лес", A, "1200,00"], ["11.01.2025", "АО Река", B, "600,00"]]
    return refused("продажи.csv", text(rows), "unknown_kind")


@case
def years_in_columns() -> Case:
    """Clients by year: neither months nor a list of clients."""
    return refused("годы.xlsx", sheet(["Контрагент", 2023, 2024], ["ООО Лес", 1200, 1300], ["АО Река", 600, 700]), "unknown_kind")


@case
def stages_with_signs_and_funnels() -> Case:
    """«7. Сделка успешна», "Closed won (Pipeline)", «Провал»: won and lost by how they begin."""
    rows = [
        ["ID", "Название сделки", "Сумма", "Стадия сделки", "Дата закрытия", "Ответственный"],
        ["1", "Д1", "1200", "7. Сделка успешна", "10.01.2025", A], ["2", "Д2", "600", "Closed won (Pipeline)", "11.01.2025", B],
        ["3", "Д3", "999", "Провал", "12.01.2025", A], ["4", "Д4", "500", "Переговоры", "не закрыта", B],
    ]  # fmt: skip
    return taken("сделки.csv", text(rows), sold(1200, 600), {"won": 2, "lost": 1, "open": 1}, kind="deals")


@case
def quantity_beside_sales() -> Case:
    """Four measures under «Продажи»: the sum is the amount, not the number of cheques."""
    rows = [
        ["Период", "Сотрудник", "Продажи", None, None, "Прибыль"], [None, None, "Кол-во", "Ср. чек", "Сумма", None],
        ["Январь 2025", A, 4, 300, 1200, 100], ["Январь 2025", B, 3, 200, 600, 50],
    ]  # fmt: skip
    return taken("прибыльность.xlsx", xlsx(Page(rows, merged=[(1, 3, 1, 5)])), sold(1200, 600), {"accepted": 2})
