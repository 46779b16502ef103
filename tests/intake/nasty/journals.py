"""Sales as people keep them by hand and as systems print them: what stands once, what stands beside, what is not paid yet."""

from .cases import Case, asked, case, evidence, left_out, mapped, problem, refused, taken
from .shapes import PERIOD, REGISTER, A, B, sheet, sold
from .write import Page, text, xlsx

INVOICES = ["№ счета", "Дата счета", "Контрагент", "Менеджер", "Сумма счета"]
UNPAID = [
    [*INVOICES, "Статус"],
    ["1", "10.01.2025", "ООО Лес", A, "1200,00", "Оплачен"], ["2", "11.01.2025", "АО Река", B, "600,00", "Оплачен"],
    ["3", "12.01.2025", "АО Река", B, "999,00", "Не оплачен"], ["4", "13.01.2025", "АО Река", B, "5,00", "Аннулирован"],
]  # fmt: skip


@case
def units_below_the_measures() -> Case:
    """«(в базовых единицах)», «(в руб.)» under the names of the measures belong to the header: read as a row they hide the groups."""
    rows = [
        ["Продажи"], PERIOD, [],
        ["Менеджер", "Количество", "Стоимость продажи"], ["Контрагент", "(в базовых единицах)", "(в руб.)"],
        [A, 3, 1200], ["ООО Лес", 2, 1000], ["АО Река", 1, 200], [B, 1, 600], ["ООО Лес", 1, 600], ["Итого", 4, 1800],
    ]  # fmt: skip
    return taken("продажи.xlsx", sheet(*rows), sold(1200, 600), {"accepted": 3}, control=True, checks=(left_out(group=2, total=1),))


@case
def a_manager_once_in_a_list() -> Case:
    """A CSV that names the manager in the first of his rows alone, as Salesforce groups its reports."""
    rows = [
        ["Менеджер", "Дата", "Клиент", "Сумма"],
        [A, "10.01.2025", "ООО Лес", "1000,00"], ["", "11.01.2025", "АО Река", "200,00"],
        [B, "10.01.2025", "ООО Лес", "500,00"], ["", "12.01.2025", "АО Река", "100,00"],
    ]  # fmt: skip
    return taken("журнал.csv", text(rows), sold(1200, 600), {"accepted": 4})


@case
def a_day_once() -> Case:
    """A journal with each day once, a human note between the rows, and the manager left out where the day is."""
    rows = [
        ["Дата", "Клиент", "Сумма", "Менеджер"],
        ["2025-01-10", "ООО Лес", 1000, A], [None, "АО Река", 200, A], ["!!! Вася заболел", None, None, None],
        ["2025-01-12", "ООО Лес", 500, B], [None, "АО Река", 100, None],
    ]  # fmt: skip
    wanted = sold(1200, 600, m01="1800.00")
    return taken("журнал.xlsx", sheet(*rows), wanted, {"accepted": 4, "rejected": 1}, status="partial", problems=frozenset({"bad_date"}))


@case
def a_day_once_in_a_list() -> Case:
    """The same in a CSV, with the day first."""
    rows = [
        ["Дата", "Клиент", "Менеджер", "Сумма"],
        ["30.01.2025", "ООО Лес", A, "1200,00"], ["02.02.2025", "ООО Лес", B, "500,00"], ["", "АО Река", B, "100,00"],
    ]  # fmt: skip
    return taken("журнал.csv", text(rows), sold(1200, 600, m01="1200.00", m02="600.00"), {"accepted": 3})


@case
def days_that_go_back() -> Case:
    """Days in no order: whose day an empty cell is cannot be told, and the row is refused."""
    rows = [REGISTER, ["12.01.2025", "ООО Лес", A, "1200,00"], ["10.01.2025", "АО Река", B, "600,00"], ["", "АО Река", B, "50,00"]]
    return taken("журнал.csv", text(rows), sold(1200, 600), {"rejected": 1}, status="partial", problems=frozenset({"empty_cell"}))


@case
def days_without_a_year() -> Case:
    """«07.03» under a title that names the year."""
    rows = [["Реестр отгрузок 2025 год"], ["Дата", "Кому", "Сумма", "Менеджер"], ["07.03", "ООО Лес", "1 200,00 р.", A], ["08.03", "АО Река", "600,00 р.", B]]
    return taken("реестр.csv", text(rows), sold(1200, 600, m03="1800.00"), {"accepted": 2}, checks=(mapped(client="Кому"),))


@case
def sheets_called_by_people() -> Case:
    """A sheet for each manager, surnames alone."""
    pages = [Page([["Дата", "Клиент", "Сумма"], ["10.01.2025", "ООО Лес", amount]], title) for title, amount in (("Рябинкин", 1200), ("Сойкина", 600))]
    return taken("журнал.xlsx", xlsx(*pages), {"by_rep": {"Рябинкин": "1200.00", "Сойкина": "600.00"}}, {"accepted": 2})


@case
def people_by_their_given_names() -> Case:
    """«Марта», «Олег» over columns of months in rows."""
    rows = [["Продажи по менеджерам за 2025, руб."], ["Месяц", "Марта", "Олег", "Итого"], ["Январь", 1200, 600, 1800], ["Итого", 1200, 600, 1800]]
    return taken("продажи.xlsx", sheet(*rows), {"by_rep": {"Марта": "1200.00", "Олег": "600.00"}, "by_month": {"2025-01": "1800.00"}}, control=True)


@case
def people_below_their_title() -> Case:
    """«Менеджер» over the first of several people, nothing merged."""
    rows = [PERIOD, [], ["Контрагент", "Менеджер", None, "Итого"], [None, A, B, None], ["ООО Лес", 1000, None, 1000], ["АО Река", 200, 600, 800], ["Итого", 1200, 600, 1800]]
    return taken("ведомость.xlsx", sheet(*rows), sold(1200, 600), control=True)


@case
def sheets_called_by_stages() -> Case:
    """«Выиграны», «Отказы», «В работе»: what became of the deals is the name of their sheet."""
    header = ["№ сделки", "Клиент", "Сумма", "Менеджер", "Дата создания", "Дата закрытия"]
    rows = {"В работе": ["3", "АО Река", 900, B, "10.01.2025", None], "Выиграны": ["1", "ООО Лес", 1200, A, "09.01.2025", "12.01.2025"], "Отказы": ["2", "АО Река", 700, B, "09.01.2025", "13.01.2025"]}
    content = xlsx(*(Page([header, row], title) for title, row in rows.items()))
    return taken("сделки.xlsx", content, {"amount": "1200.00", "by_rep": {A: "1200.00"}}, {"won": 1, "lost": 1, "open": 1}, kind="deals")


@case
def a_register_of_deals_by_hand() -> Case:
    """«Чем закончилось: Продали», «Кто ведет», «Сумма договора»: a register of deals, no list of clients."""
    rows = [
        ["№ п/п", "Клиент", "Сумма договора, руб.", "Кто ведет", "Когда обратились", "Чем закончилось", "Дата договора"],
        ["1", "ООО Лес", "1200", A, "10.01.2025", "Продали", "15.01.2025"], ["2", "АО Река", "600", B, "10.01.2025", "Продали", "16.01.2025"],
        ["3", "АО Река", "999", B, "11.01.2025", "Слились", ""],
    ]  # fmt: skip
    return taken("реестр.csv", text(rows), sold(1200, 600), {"won": 2, "lost": 1}, kind="deals")


@case
def invoices_that_nobody_paid() -> Case:
    """An invoice that is not paid may be no sale: asked, left out meanwhile; an annulled one never is."""
    return asked("счета.csv", text(UNPAID), "unpaid", sold(1200, 600), rows={"accepted": 2, "ignored": 2}, checks=(evidence("Не оплачен (1)"), left_out(cancelled=1, unpaid=1)))


@case
def orders_by_their_payment() -> Case:
    """«Оплата: Не оплачен» of an order; an amount under that name would be no state."""
    rows = [["Номер", "Дата", "Контрагент", "Менеджер", "Сумма", "Оплата"], ["1", "10.01.2025", "ООО Лес", A, "1200,00", "Оплачен"], ["2", "11.01.2025", "АО Река", B, "999,00", "Не оплачен"]]
    return asked("заказы.csv", text(rows), "unpaid", {"amount": "1200.00"}, rows={"accepted": 1, "ignored": 1})


@case
def invoices_that_count_all_the_same() -> Case:
    """Somebody counts by invoices."""
    return taken("счета.csv", text(UNPAID), sold(1200, 1599), {"accepted": 3}, words=("--answer", "unpaid=count"))


@case
def invoices_without_the_day_of_payment() -> Case:
    """No word of a state: an empty «Дата оплаты» says the same."""
    rows = [[*INVOICES, "Дата оплаты"], ["1", "10.01.2025", "ООО Лес", A, "1200,00", "15.01.2025"], ["2", "11.01.2025", "АО Река", B, "600,00", "16.01.2025"], ["3", "12.01.2025", "АО Река", B, "999,00", ""]]
    return asked("счета.csv", text(rows), "unpaid", sold(1200, 600), rows={"accepted": 2, "ignored": 1}, checks=(evidence("Дата оплаты"),))


@case
def goods_that_are_not_paid_yet() -> Case:
    """What was shipped is sold, whenever it is paid: the day of payment of a document of goods says nothing."""
    rows = [[*REGISTER, "Дата оплаты"], ["10.01.2025", "ООО Лес", A, "1200,00", "15.01.2025"], ["11.01.2025", "АО Река", B, "600,00", ""]]
    return taken("отгрузки.csv", text(rows), sold(1200, 600), {"accepted": 2})


@case
def returns_in_a_column() -> Case:
    """МойСклад: what was sold and what came back, each in a column; the total of the file less what came back is the control sum."""
    rows = [
        PERIOD, ["Сотрудник", "Количество продаж", "Сумма продаж", "Количество возвратов", "Сумма возвратов"],
        [A, 3, 1500, 1, 300], [B, 2, 600, 0, 0], ["Итого", 5, 2100, 1, 300],
    ]  # fmt: skip
    return taken("прибыльность.xlsx", sheet(*rows), sold(1200, 600), control=True)


@case
def owners_by_their_mail() -> Case:
    """A CRM that calls its users by e-mail: the name before the sign is kept, the address is not."""
    rows = [
        ["Record ID", "Deal Stage", "Amount", "Deal owner", "Close Date"],
        ["1", "closedwon", "1200", "a.forest@example.com", "2025-01-10"], ["2", "closedlost", "600", "b.river@example.com", "2025-01-11"],
    ]  # fmt: skip
    return taken("deals.csv", text(rows, delimiter=","), {"by_rep": {"a.forest": "1200.00"}}, kind="deals", checks=(mapped(rep="Deal owner"),))


@case
def columns_that_only_their_cells_tell() -> Case:
    """«Когда», «Кто отвёл»: days, people and companies are known by what stands in the cells."""
    rows = [["Когда", "Куда увезли", "Сумма", "Кто отвёл"], *([f"{day}.01.2025", client, amount, rep] for day, client, amount, rep in ((10, "ООО «Лес»", 1000, A), (11, "АО «Река»", 200, A), (12, "ООО «Лес»", 500, B), (13, "АО «Река»", 100, B)))]
    return taken("журнал.csv", text(rows), sold(1200, 600), checks=(mapped(date="Когда", client="Куда увезли", rep="Кто отвёл"),))


@case
def two_columns_of_people() -> Case:
    """Which of two columns of people sold is not for us to say: both are named."""
    rows = [["Дата", "Контрагент", "Сумма", "Вёл", "Оформил"], *([f"{day}.01.2025", "ООО Лес", 300, rep, other] for day, rep, other in ((10, A, B), (11, B, A), (12, A, B), (13, B, A)))]
    return taken("журнал.csv", text(rows), {"amount": "1200.00"}, problems=frozenset({"untaken_people"}), checks=(problem("untaken_people", column="Вёл"), problem("untaken_people", column="Оформил")))


@case
def calls_by_day_are_no_sales() -> Case:
    """A grid of calls by day: its figures are no roubles."""
    rows = [["Количество звонков, март 2025"], ["Менеджер", "Сумма"], [A, 369], [B, 337]]
    return refused("звонки.xlsx", sheet(*rows), "unknown_kind")


@case
def what_clients_owe_is_no_sale() -> Case:
    """Opening balance, what was added, what was paid: neither sales nor payments."""
    rows = [PERIOD, ["Контрагент", "Нач. остаток", "Приход", "Расход", "Кон. остаток"], ["ООО Лес", 100, 1200, 900, 400], ["АО Река", 0, 600, 600, 0]]
    return refused("ведомость.xlsx", sheet(*rows), "unknown_kind", checks=(problem("unknown_kind", found="Контрагент, Нач. остаток, Приход, Расход, Кон. остаток, Период"),))


@case
def a_file_for_the_bank() -> Case:
    """The exchange file of a bank is named as what it is."""
    return refused("kl_to_1c.txt", "1CClientBankExchange\nВерсияФормата=1.03\nКодировка=Windows\n".encode("cp1251"), "bank_exchange")
