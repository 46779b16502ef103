"""What a row is, beside its amount: a draft, a payment to somebody else, a deal whose stage nobody knows, another currency."""

from typing import Any

from .cases import Case, asked, case, left_out, mapped, offered, refused, taken
from .shapes import REGISTER, A, B, sheet, sold
from .write import text

DEALS = ["ID", "Название сделки", "Стадия сделки", "Сумма", "Ответственный", "Дата создания", "Дата закрытия"]


def register(*more: str, rows: list[list[Any]]) -> bytes:
    """A list of documents with further columns behind the usual ones."""
    return text([[*REGISTER, *more], *rows])


@case
def kopecks_behind_a_hyphen() -> Case:
    """«1 200-50» and «600=» as payment orders have them: payments, not a list of clients that loses them."""
    rows = [["Дата поступления", "Плательщик", "Сумма", "Менеджер"], ["10.01.2025", "ООО Лес", "1 200-50", A], ["11.01.2025", "АО Река", "600=", B], ["12.01.2025", "АО Река", "100=25", B]]
    return taken("оплаты.csv", text(rows), {"amount": "1900.75", "by_rep": {A: "1200.50", B: "700.25"}}, kind="payments")


@case
def documents_not_posted() -> Case:
    """«Проведён: Нет», and one marked for deletion: neither is a sale, and the page says which lines they are."""
    rows = [
        ["10.01.2025", "ООО Лес", A, "1200,00", "Да", "Нет"], ["11.01.2025", "АО Река", B, "600,00", "Да", ""],
        ["12.01.2025", "АО Река", B, "999,00", "Нет", "Нет"], ["13.01.2025", "АО Река", B, "777,00", "Да", "Да"],
    ]  # fmt: skip
    file = register("Проведён", "Пометка удаления", rows=rows)
    return taken("реализации.csv", file, sold(1200, 600), {"accepted": 2, "ignored": 2}, checks=(left_out(unposted=2),))


@case
def nobody_ticked_anything() -> Case:
    """A column «Проведён» without one tick says nothing: everything counts."""
    rows = [["10.01.2025", "ООО Лес", A, "1200,00", ""], ["11.01.2025", "АО Река", B, "600,00", ""]]
    return taken("реализации.csv", register("Проведен", rows=rows), sold(1200, 600), {"accepted": 2})


@case
def drafts_and_cancelled() -> Case:
    """«Черновик», «Отменён менеджером», "Voided": a status that begins so is of no sale."""
    rows = [
        ["10.01.2025", "ООО Лес", A, "1200,00", "Отгружен"], ["11.01.2025", "АО Река", B, "600,00", "Доставлен"],
        ["12.01.2025", "АО Река", B, "9,00", "Черновик"], ["13.01.2025", "АО Река", B, "9,00", "Отменён менеджером"],
        ["13.01.2025", "АО Река", B, "9,00", "Voided"],
    ]  # fmt: skip
    file = register("Статус", rows=rows)
    return taken("заказы.csv", file, sold(1200, 600), {"accepted": 2, "ignored": 3}, checks=(left_out(cancelled=3),))


@case
def statement_of_an_account() -> Case:
    """A bank statement: what came in counts, what was paid to others does not, what was paid back is subtracted."""
    rows = [
        ["Дата", "Документ", "Контрагент", "Поступление", "Списание", "Назначение платежа"],
        ["10.01.2025", "Поступление на расчетный счет 1 от 10.01.2025", "ООО Лес", "1200,00", "", "Оплата по счёту 5"],
        ["11.01.2025", "Поступление на расчетный счет 2 от 11.01.2025", "АО Река", "600,00", "", "Оплата по счёту 6"],
        ["12.01.2025", "Списание с расчетного счета 7 от 12.01.2025", "ООО Аренда", "", "5000,00", "Аренда за январь"],
        ["13.01.2025", "Списание с расчетного счета, возврат покупателю 8", "АО Река", "", "100,00", "Возврат"],
    ]
    wanted = {"amount": "1700.00", "by_month": {"2025-01": "1700.00"}}
    return taken("выписка.csv", text(rows), wanted, {"accepted": 3, "ignored": 1}, kind="payments", checks=(left_out(paid_out=1),))


@case
def payments_out_by_their_type() -> Case:
    """One column of sums for both ways: the type of the operation says which."""
    rows = [
        ["Дата", "Вид операции", "Контрагент", "Сумма", "Расчетный счет"],
        ["10.01.2025", "Поступление: оплата от покупателя", "ООО Лес", "1200,00", "40702"],
        ["12.01.2025", "Списание: оплата поставщику", "ООО Сырьё", "5000,00", "40702"],
    ]
    return taken("деньги.csv", text(rows), {"amount": "1200.00"}, {"accepted": 1, "ignored": 1}, kind="payments")


def deals(*stages: str) -> bytes:
    """Two deals of each stage, 1 200 and 600 roubles."""
    rows: list[list[Any]] = [DEALS]
    for stage in stages:
        rows += [
            [len(rows), "Поставка", stage, "1200,00", A, "09.01.2025", "10.01.2025"],
            [len(rows) + 1, "Поставка", stage, "600,00", B, "09.01.2025", "11.01.2025"],
        ]
    return text(rows)


@case
def stages_by_their_codes() -> Case:
    """Bitrix24: stages of a second funnel by their codes."""
    return taken("deal_list.csv", deals("C4:WON", "C4:LOSE", "C4:NEW"), sold(1200, 600), {"won": 2, "lost": 2, "open": 2}, kind="deals")


@case
def stage_id_of_bitrix() -> Case:
    """The same under the name that the service gives it."""
    file = deals("C4:WON", "APOLOGY").replace("Стадия сделки".encode(), b"STAGE_ID")
    return taken("deal_list.csv", file, sold(1200, 600), {"won": 2, "lost": 2}, kind="deals", checks=(mapped(stage="STAGE_ID"),))


@case
def nothing_is_won() -> Case:
    """No stage says that a deal was won: whoever knows the funnel is asked; until then nothing counts."""
    return asked(
        "deals.csv", deals("Договор", "Отгрузка в сборке", "Отказ"), "won", {"amount": "0.00"}, kind="deals",
        rows={"won": 0, "lost": 2, "open": 4}, checks=(offered("Отгрузка в сборке"),),
    )  # fmt: skip


@case
def nothing_is_won_and_somebody_knows() -> Case:
    """The stage that the user names is the won one."""
    file = deals("Договор", "Отгрузка в сборке", "Отказ")
    return taken("deals.csv", file, sold(1200, 600), {"won": 2, "lost": 2, "open": 2}, kind="deals", words=("--answer", "won=Отгрузка в сборке"))


@case
def two_currencies_in_the_cells() -> Case:
    """Roubles and euros told by signs within the cells: never added up."""
    rows = [["10.01.2025", "ООО Лес", A, "1200,00 ₽"], ["11.01.2025", "АО Река", B, "600,00 €"]]
    return refused("продажи.csv", register(rows=rows), "mixed_currencies")


@case
def one_currency_by_two_names() -> Case:
    """«Российский рубль», RUB and «руб.» are one."""
    rows = [["10.01.2025", "ООО Лес", A, "1200,00", "Российский рубль"], ["11.01.2025", "АО Река", B, "600,00", "RUB"]]
    return taken("продажи.csv", register("Валюта", rows=rows), sold(1200, 600))


@case
def sales_less_returns() -> Case:
    """Sales, returns, and sales less returns side by side: the last is what was earned."""
    rows = [
        ["Анализ продаж"], ["Период: 01.01.2025 - 31.01.2025"], [],
        ["Менеджер", "Продажи", "Возвраты", "Продажи за вычетом возвратов"],
        [A, 1500, 300, 1200], [B, 600, 0, 600], ["Итого", 2100, 300, 1800],
    ]  # fmt: skip
    return taken("анализ.xlsx", sheet(*rows), sold(1200, 600), control=True)
