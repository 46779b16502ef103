"""What a document or a deal has come to, and what a payment was for."""

from .cases import Case, asked, case, evidence, left_out, mapped, taken
from .shapes import A, B, sheet, sold
from .write import Page, text, xlsx

STAGES = ["Ответственный", "Стадия", "Клиент", "Дата создания", "Дата закрытия", "Сумма"]


def orders(state: str, *more: str, header: str = "Статус заказа") -> bytes:
    """Two orders that were shipped and one in another state."""
    return text([["Дата", "Номер заказа", "Клиент", "Менеджер", "Сумма", header], ["10.01.2025", "1", "ООО Лес", A, "1200,00", "Отгружен"], ["11.01.2025", "2", "АО Река", B, "600,00", "Отгружен"], ["12.01.2025", "3", "АО Река", B, "999,00", state], *more])


@case
def orders_that_came_back() -> Case:
    """An order in the state «Возврат» is no sale, though its amount has no minus."""
    return taken("заказы.csv", orders("Возврат"), sold(1200, 600), {"accepted": 2}, checks=(left_out(cancelled=1),))


@case
def orders_that_nobody_took() -> Case:
    """«Нет в наличии», «Не выкуплен», «Тестовый заказ»: shops have many words for an order that came to nothing."""
    rows = [[f"{day}.01.2025", str(day), "АО Река", B, "999,00", state] for day, state in enumerate(("Нет в наличии", "Не выкуплен", "Тестовый заказ", "Клиент передумал", "Отклонён"), start=13)]
    return taken("заказы.csv", orders("Недозвон", *rows), sold(1200, 600), {"accepted": 2}, checks=(left_out(cancelled=6),))


@case
def orders_that_wait() -> Case:
    """1C's own «Текущее состояние» says what is not shipped yet: asked about."""
    return asked("заказы.csv", orders("Готов к отгрузке", header="Текущее состояние"), "unpaid", sold(1200, 600), checks=(evidence("Готов к отгрузке"),))


@case
def rows_that_a_data_base_deleted() -> Case:
    """`is_deleted` of a table of SQL, its headers shortened."""
    rows = [["order_dt", "order_no", "mgr_fio", "cust_name", "amt", "is_deleted"], ["2025-01-10", "1", A, "ООО Лес", "1200.00", "0"], ["2025-01-11", "2", B, "АО Река", "600.00", "0"], ["2025-01-12", "3", B, "АО Река", "999.00", "1"]]
    return taken("orders.txt", text(rows, delimiter="\t"), sold(1200, 600), {"accepted": 2}, checks=(left_out(unposted=1),))


@case
def deals_of_kommo_in_english() -> Case:
    """«Sale» is the amount, «Lead stage» the stage; what is open was «not closed»."""
    rows = [
        ["ID", "Lead title", "Sale", "Responsible user", "Created at", "Closed at", "Lead stage", "Company"],
        ["1", "L1", "1200", A, "05.01.2025 14:41:03", "10.01.2025 15:29:03", "Closed - won", "ООО Лес"], ["2", "L2", "600", B, "05.01.2025 14:41:03", "11.01.2025 15:29:03", "Closed - won", "АО Река"],
        ["3", "L3", "999", B, "05.01.2025 14:41:03", "12.01.2025 15:29:03", "Closed - lost", "АО Река"], ["4", "L4", "999", B, "05.01.2025 14:41:03", "not closed", "Negotiation", "АО Река"],
    ]  # fmt: skip
    return taken("leads.csv", text(rows, delimiter=","), sold(1200, 600), {"accepted": 4, "won": 2, "lost": 1, "open": 1}, kind="deals")


@case
def deals_of_kommo_in_spanish() -> Case:
    """«Venta» is the amount, «Cerrado a las» the day of closing, «Venta Perdida» a stage."""
    rows = [
        ["ID", "Nombre del lead", "Venta", "Usuario responsable", "Fecha de creación", "Cerrado a las", "Estatus del lead", "Compañía del lead"],
        ["1", "L1", "1200", A, "05.01.2025 14:41:03", "10.01.2025 15:29:03", "Logrado con éxito", "ООО Лес"], ["2", "L2", "600", B, "05.01.2025 14:41:03", "11.01.2025 15:29:03", "Logrado con éxito", "АО Река"],
        ["3", "L3", "999", B, "05.01.2025 14:41:03", "12.01.2025 15:29:03", "Venta Perdida", "АО Река"],
    ]  # fmt: skip
    return taken("leads.csv", text(rows, delimiter=","), sold(1200, 600), {"accepted": 3, "won": 2, "lost": 1}, kind="deals")


@case
def deals_of_salesforce_in_russian() -> Case:
    """«Закрыто/Выиграно» under «Этап», «Владелец возможности», «Имя организации»."""
    rows = [
        ["Владелец возможности", "Имя организации", "Этап", "Сумма", "Дата создания", "Дата закрытия"],
        [A, "ООО Лес", "Закрыто/Выиграно", "1200,00", "05.01.2025", "10.01.2025"], [B, "АО Река", "Закрыто/Выиграно", "600,00", "05.01.2025", "11.01.2025"],
        [B, "АО Река", "Закрыто/Проиграно", "999,00", "05.01.2025", "12.01.2025"], [B, "АО Река", "Предложение/Цена", "999,00", "05.01.2025", "13.01.2025"],
    ]  # fmt: skip
    return taken("отчёт.csv", text(rows), sold(1200, 600), {"accepted": 4, "won": 2, "lost": 1, "open": 1}, kind="deals", checks=(mapped(rep="Владелец возможности", client="Имя организации"),))


@case
def stages_by_their_group() -> Case:
    """The funnel's last stage has a name of its own; «Группа стадий» says how the deal ended."""
    rows = [
        ["ID", "Стадия сделки", "Группа стадий", "Сумма", "Компания", "Ответственный", "Дата создания", "Дата закрытия"],
        ["1", "Сервис", "Успешная", "1200", "ООО Лес", A, "05.01.2025", "10.01.2025"], ["2", "Сервис", "Успешная", "600", "АО Река", B, "05.01.2025", "11.01.2025"],
        ["3", "Архив", "Провальная", "999", "АО Река", B, "05.01.2025", "12.01.2025"], ["4", "Замер", "В работе", "999", "АО Река", B, "05.01.2025", ""],
    ]  # fmt: skip
    return taken("сделки.csv", text(rows), sold(1200, 600), {"accepted": 4, "won": 2, "lost": 1, "open": 1}, kind="deals")


@case
def quotes_are_no_sales() -> Case:
    """What was offered is a deal whose end somebody has to name."""
    rows = [["ID", "Клиент", "Ответственный", "Дата создания", "Статус предложения", "Сумма"], ["1", "ООО Лес", A, "05.01.2025", "Принято", "1200,00"], ["2", "АО Река", B, "06.01.2025", "Отправлено клиенту", "999,00"]]
    return asked("предложения.csv", text(rows), "won", {"amount": "0.00"}, kind="deals", rows={"open": 2})


@case
def stages_within_managers() -> Case:
    """A report of deals by manager and stage: each stands in the first row of its group, with sums and counts between."""
    rows = [
        STAGES,
        [A, "Сделка провалена", "АО Река", "2025-01-05", "2025-01-12", 999], [None, None, "ООО Лес", "2025-01-06", "2025-01-13", 1], [None, "Subtotal", None, None, None, 1000],
        [None, "Сделка успешна", "ООО Лес", "2025-01-05", "2025-01-10", 1000], [None, None, "АО Река", "2025-01-05", "2025-01-10", 200], [None, "Subtotal", None, None, None, 1200], ["Subtotal", None, None, None, None, 2200],
        [B, "Сделка успешна", "ООО Лес", "2025-01-05", "2025-01-11", 500], [None, None, "АО Река", "2025-01-05", "2025-01-11", 100], [None, "Subtotal", None, None, None, 600], ["Subtotal", None, None, None, None, 600],
    ]  # fmt: skip
    return taken("сделки.xlsx", sheet(*rows), sold(1200, 600), {"accepted": 6, "won": 4, "lost": 2}, kind="deals", checks=(left_out(total=5),))


@case
def stages_within_managers_without_sums() -> Case:
    """The same without a sum, and with some groups of one deal."""
    rows = [
        STAGES,
        [A, "Сделка провалена", "АО Река", "2025-01-05", "2025-01-12", 999], [None, None, "ООО Лес", "2025-01-06", "2025-01-13", 1],
        [None, "Сделка успешна", "ООО Лес", "2025-01-05", "2025-01-10", 1000], [None, None, "АО Река", "2025-01-05", "2025-01-10", 200],
        [B, "Сделка успешна", "ООО Лес", "2025-01-05", "2025-01-11", 500], [None, None, "АО Река", "2025-01-05", "2025-01-11", 100],
    ]  # fmt: skip
    return taken("сделки.xlsx", sheet(*rows), sold(1200, 600), {"accepted": 6, "won": 4, "lost": 2}, kind="deals")


@case
def a_statement_by_its_purposes() -> Case:
    """«Назначение» says what came from clients: own transfers, loans and suppliers' returns did not, and what was paid back to a client is off."""
    rows = [
        ["Выписка по счету 40702810000000000001"], ["Исходящий остаток: 5"], [], ["Дата", "Номер", "Контрагент", "Дебет", "Кредит", "Назначение платежа"],
        ["10.03.2025", "1", "ООО Лес", None, 1300, "Оплата по счету 900"], ["11.03.2025", "2", "ООО Мы", None, 50, "Перевод между собственными счетами"],
        ["12.03.2025", "3", "Банк", None, 60, "Предоставление кредита по договору 5"], ["13.03.2025", "4", "ООО Завод", None, 70, "Возврат излишне перечисленных средств"],
        ["13.03.2025", "7", "ООО Мы", None, 100, "Взнос наличных, выручка магазина"],
        ["14.03.2025", "5", "ООО Лес", 200, None, "Возврат оплаты по счету 900"], ["15.03.2025", "6", "ООО Завод", 800, None, "Оплата за товар"],
    ]  # fmt: skip
    return taken("выписка.xlsx", sheet(*rows), {"amount": "1200.00"}, {"accepted": 3}, kind="payments", checks=(left_out(paid_out=4),))


@case
def cash_that_is_not_from_clients() -> Case:
    """Of a cash book's receipts those from the bank and from one's own people are none of clients."""
    rows = [["Дата", "Номер", "Сумма", "Контрагент", "Вид операции"], ["01.06.2025", "1", "1000,00", "ООО Лес", "Оплата от покупателя"], ["01.06.2025", "4", "200,00", "АО Река", "Оплата от покупателя"], ["02.06.2025", "2", "50,00", "", "Получение наличных в банке"], ["03.06.2025", "3", "60,00", A, "Возврат от подотчетного лица"]]
    return taken("пко.csv", text(rows), {"amount": "1200.00"}, {"accepted": 2}, kind="payments", checks=(left_out(paid_out=2),))


@case
def summary_beside_its_sheets() -> Case:
    """A sheet «Свод» by manager and month that adds up the other sheets is named and left: it is no plan."""
    header = ["№", "Клиент", "Менеджер", "Сумма, руб"]
    months = [Page([[f"Отгрузки за {month} 2025"], [], header, ["1", "ООО Лес", A, first], ["2", "АО Река", B, second]], f"{month} 25") for month, first, second in (("январь", 1000, 500), ("февраль", 200, 100))]
    total = Page([["Менеджер", "Январь", "Февраль"], [A, 1000, 200], [B, 500, 100], ["Итого", 1500, 300]], "Свод")
    return taken("отгрузки.xlsx", xlsx(total, *months), sold(1200, 600, m01="1500.00", m02="300.00"), {"accepted": 4}, problems=frozenset({"other_sheet"}))
