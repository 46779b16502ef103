"""What stands beside a sum: a discount, a payment, a supplier, an account; and what only looks like sales."""

from .cases import Case, asked, case, evidence, mapped, refused, taken
from .shapes import PERIOD, REGISTER, A, B, sheet, sold
from .write import text

FUNNEL = ["Клиент", "Менеджер", "Первый контакт", "Сумма КП", "Этап", "Дата оплаты", "Причина отказа"]


@case
def sold_beside_paid() -> Case:
    """«Продажа» and «Оплачено»: what is sold counts."""
    rows = [["Дата", "Клиент", "Продажа", "Оплачено", "Менеджер"], ["10.01.2025", "ООО Лес", "1200", "0", A], ["11.01.2025", "АО Река", "600", "600", B]]
    return taken("журнал.csv", text(rows), sold(1200, 600), checks=(mapped(amount="Продажа"),))


@case
def a_sum_called_as_a_document() -> Case:
    """«Реализация» over figures is a sum, not the name of a document."""
    rows = [["Дата", "Клиент", "Реализация", "Поступление", "Менеджер"], ["10.01.2025", "ООО Лес", "1200,50", "0", A], ["11.01.2025", "АО Река", "600", "600", B]]
    return taken("журнал.csv", text(rows), {"amount": "1800.50"}, checks=(mapped(amount="Реализация"),))


@case
def less_the_discount() -> Case:
    """Sum, discount in per cent, and what is left of it: the last counts."""
    rows = [["Дата", "Клиент", "Сумма", "Скидка, %", "Итого", "Менеджер"], ["10.01.2025", "ООО Лес", "1500", "20", "1200", A], ["11.01.2025", "АО Река", "750", "20", "600", B]]
    return taken("журнал.csv", text(rows), sold(1200, 600), checks=(mapped(amount="Итого"),))


@case
def less_a_sum_of_discount() -> Case:
    """The same in roubles, under a name of nobody's."""
    rows = [["Дата", "Клиент", "Сумма", "Скидка", "Чистыми", "Менеджер"], ["10.01.2025", "ООО Лес", "1500", "300", "1200", A], ["11.01.2025", "АО Река", "700", "100", "600", B]]
    return taken("журнал.csv", text(rows), sold(1200, 600), checks=(mapped(amount="Чистыми", discount_amount="Скидка"),))


@case
def a_funnel_of_offers() -> Case:
    """«Сумма КП», «Этап», «Дата оплаты»: deals, won on the day they were paid."""
    rows = [FUNNEL, ["ООО Лес", A, "10.01.2025", "1200", "Оплачено", "03.02.2025", ""], ["АО Река", B, "11.01.2025", "600", "Оплачено", "04.02.2025", ""], ["АО Река", B, "11.01.2025", "999", "Отказ", "", "дорого"], ["АО Река", B, "11.01.2025", "50", "Думает", "", ""]]
    return taken("воронка.csv", text(rows), sold(1200, 600, m02="1800.00"), {"won": 2, "lost": 1, "open": 1}, kind="deals")


@case
def finished_and_not_successful() -> Case:
    """«Завершена неуспешно» holds the word of the other."""
    rows = [[*REGISTER, "Статус", "Дата создания", "Дата завершения"], *([f"{day}.01.2025", "ООО Лес", rep, amount, said, "09.01.2025", "12.01.2025"] for day, rep, amount, said in ((10, A, "1200", "Завершена успешно"), (11, B, "600", "Завершена успешно"), (12, B, "999", "Завершена неуспешно")))]
    return taken("сделки.csv", text(rows), sold(1200, 600), {"won": 2, "lost": 1}, kind="deals")


@case
def orders_that_somebody_turned_down() -> Case:
    """«Отгружен» and «Не актуально» under «Статус»: what was turned down does not count."""
    rows = [[*REGISTER, "Статус"], ["10.01.2025", "ООО Лес", A, "1200", "Отгружен"], ["11.01.2025", "АО Река", B, "600", "Отгружен"], ["11.01.2025", "АО Река", B, "999", "Не актуально"]]
    return taken("заказы.csv", text(rows), sold(1200, 600), {"won": 2, "lost": 1}, kind="deals")


@case
def a_card_of_an_account() -> Case:
    """«Карточка счета 62»: refused under its own name."""
    rows = [["Карточка счета 62.01 за Январь 2025"], ["Период", "Документ", "Аналитика Дт", "Аналитика Кт", "Дебет", "Кредит"], ["10.01.2025", "Реализация 1", "ООО Лес", "Товары", 1200, None]]
    return refused("карточка.xlsx", sheet(*rows), "ledger")


@case
def an_account_without_a_title() -> Case:
    """The same without the line above."""
    rows = [["Период", "Документ", "Аналитика Дт", "Аналитика Кт", "Дебет", "Кредит"], ["10.01.2025", "Реализация 1", "ООО Лес", "Товары", "1200", ""]]
    return refused("карточка.csv", text(rows), "unknown_kind")


@case
def what_was_bought() -> Case:
    """A supplier and no client: neither sales nor payments."""
    rows = [["Дата", "Номер", "Поставщик", "Сумма", "Ответственный"], ["10.01.2025", "1", "ООО «Лес»", "1200", A], ["11.01.2025", "2", "АО «Река»", "600", B]]
    return refused("поступления.csv", text(rows), "purchases")


@case
def goods_that_came_in() -> Case:
    """A register of what suppliers brought: refused as purchases."""
    rows = [["Дата", "Номер", "Документ", "Контрагент", "Сумма"], ["2025-01-05", "1", "Поступление (акт, накладная, УПД) 1 от 05.01.2025", "ООО Лес", 1200]]
    return refused("поступление.xlsx", sheet(*rows), "purchases")


@case
def a_supplier_beside_the_client() -> Case:
    """Whose goods were sold is no purchase."""
    rows = [[*REGISTER, "Поставщик"], ["10.01.2025", "ООО Лес", A, "1200", "ООО «Завод»"], ["11.01.2025", "АО Река", B, "600", "ООО «Завод»"]]
    return taken("продажи.csv", text(rows), sold(1200, 600), {"accepted": 2})


@case
def an_income_that_is_no_pay() -> Case:
    """«Доход» beside clients and goods is what was earned on a sale."""
    rows = [["Дата", "Клиент", "Товар", "Закупка", "Продажа", "Доход", "Менеджер"], ["10.01.2025", "ООО Лес", "Доска", "900", "1200", "300", A], ["11.01.2025", "АО Река", "Брус", "400", "600", "200", B]]
    return taken("журнал.csv", text(rows), sold(1200, 600), {"accepted": 2})


@case
def a_pivot_below_its_filter() -> Case:
    """An Excel pivot of people and their clients, its month chosen in a filter above."""
    rows = [["Месяц", "январь 2025"], [], ["Названия строк", "Сумма по полю Сумма"], [A, 1200], ["ООО «Лес»", 1000], ["АО «Река»", 200], [B, 600], ["ООО «Лес»", 500], ["АО «Река»", 100], ["Общий итог", 1800]]
    return taken("сводная.xlsx", sheet(*rows), sold(1200, 600, m01="1800.00"), {"accepted": 4}, control=True)


@case
def a_pivot_of_people_alone() -> Case:
    """The same without clients, year and month in filters of their own."""
    rows = [["Годы", "2025"], ["Дата", "янв"], [], ["Названия строк", "Сумма по полю Сумма"], [A, 1200], [B, 600], ["Общий итог", 1800]]
    return taken("сводная.xlsx", sheet(*rows), sold(1200, 600, m01="1800.00"), {"accepted": 2}, control=True)


@case
def a_pivot_of_nobody_knows_when() -> Case:
    """No filter at all: refused for want of a day, never a list of clients."""
    rows = [["Названия строк", "Сумма по полю Сумма"], ["ООО «Лес»", 1200], ["АО «Река»", 600], ["Общий итог", 1800]]
    return refused("сводная.xlsx", sheet(*rows), "no_dates")


@case
def heads_of_documents_once() -> Case:
    """Day, number, client and rep in the first line of each document alone, the days in no order."""
    rows = [
        ["Дата", "№ накладной", "Клиент", "Товар", "Сумма", "Менеджер"],
        ["2025-01-12", "101", "ООО Лес", "Доска", 1000, A], [None, None, None, "Брус", 200, None],
        ["2025-01-10", "102", "АО Река", "Доска", 500, B], [None, None, None, "Брус", 100, None],
    ]  # fmt: skip
    return taken("накладные.xlsx", sheet(*rows), sold(1200, 600), {"accepted": 4})


@case
def a_day_once_for_a_document() -> Case:
    """The number goes on, the day is written once, in no order."""
    rows = [["Дата", "№ накладной", "Клиент", "Сумма", "Менеджер"], ["12.01.2025", "101", "ООО Лес", "1000", A], ["", "101", "ООО Лес", "200", A], ["10.01.2025", "102", "АО Река", "500", B], ["", "102", "АО Река", "100", B]]
    return taken("накладные.csv", text(rows), sold(1200, 600), {"accepted": 4})


@case
def sales_in_nobody_knows_what() -> Case:
    """No rep sells for 1 876 a month in his best one: the unit is asked, as of a plan."""
    rows = [["Продажи по менеджерам 2025"], ["Менеджер", "Январь", "Февраль", "Итого"], [A, 341.7, 858.3, 1200], [B, 200, 400, 600]]
    return asked("продажи.xlsx", sheet(*rows), "unit", sold(1_200_000, 600_000), checks=(evidence("858.3"),))


@case
def stock_is_no_sale() -> Case:
    """What a warehouse holds."""
    rows = [["Ведомость по товарам на складах"], PERIOD, ["Номенклатура", "Сумма"], ["Доска", 1200]]
    return refused("остатки.xlsx", sheet(*rows), "ledger")
