"""What is easily taken for sales and is none, and amounts of which one is the right one."""

from .cases import Case, case, left_out, mapped, refused, taken
from .shapes import A, B, sheet, sold
from .write import Page, text, xlsx

CALLS = ["Дата и время", "Направление", "Сотрудник", "Длительность, сек.", "Стоимость, руб."]


@case
def calls_with_a_price() -> Case:
    """What the telephone company takes for a call is not what the company sold."""
    rows = [CALLS, ["05.05.2025 09:00", "исходящий", A, "460", "13,80"], ["05.05.2025 10:00", "исходящий", B, "0", "0,00"]]
    return taken("звонки.csv", text(rows), {"seconds": 460}, {"accepted": 2}, kind="activities")


@case
def calls_by_the_number_of_the_telephone() -> Case:
    """«Кто звонил» holds the number of a telephone where «Сотрудник» names the caller."""
    rows = [["Дата звонка", "Кто звонил", "Сотрудник", "Тип звонка", "Продолжительность звонка"], ["05.05.2025", "101", A, "исходящий", "0:07:40"]]
    return taken("звонки.csv", text(rows), {"seconds": 460}, {"accepted": 1}, kind="activities", checks=(mapped(rep="Сотрудник", duration="Продолжительность звонка"),))


@case
def companies_with_their_turnover() -> Case:
    """Bitrix24's list of companies has «Годовой оборот»: theirs, not ours; suppliers are left out."""
    rows = [
        ["ID", "Название компании", "Тип компании", "Ответственный", "Дата создания", "Годовой оборот"],
        ["900", "ООО Лес", "Клиент", A, "05.01.2024 10:00:00", "37000000"], ["901", "АО Река", "Поставщик", B, "05.02.2024 10:00:00", "44000000"],
    ]  # fmt: skip
    return taken("компании.csv", text(rows), {}, {"accepted": 1}, kind="clients", checks=(left_out(no_client=1),))


@case
def companies_of_hubspot() -> Case:
    """Under unknown English headers of two words stand no people."""
    rows = [["Record ID", "Company name", "Create Date", "Annual Revenue", "Lifecycle Stage"], ["1", "ООО Лес", "2024-01-05", "37000000", "customer"], ["2", "АО Река", "2024-02-05", "44000000", "lead"]]
    return taken("companies.csv", text(rows, delimiter=","), {}, {"accepted": 2}, kind="clients")


@case
def roubles_beside_dollars() -> Case:
    """Of one amount in two currencies the roubles are taken, wherever they stand."""
    rows = [["Дата", "Клиент", "Менеджер", "Сумма, USD", "Курс", "Сумма, руб."], ["10.01.2025", "ООО Лес", A, "12,00", "100", "1200,00"], ["11.01.2025", "АО Река", B, "6,00", "100", "600,00"]]
    return taken("продажи.csv", text(rows), sold(1200, 600), {"accepted": 2}, checks=(mapped(amount="Сумма, руб."),))


@case
def one_currency_by_many_names() -> Case:
    """«руб.», RUB and the sign are one currency."""
    rows = [["Дата", "Клиент", "Менеджер", "Сумма", "Валюта"], ["10.01.2025", "ООО Лес", A, "1200,00", "руб."], ["11.01.2025", "АО Река", B, "500,00", "RUB"], ["12.01.2025", "АО Река", B, "100,00", "₽"]]
    return taken("продажи.csv", text(rows), sold(1200, 600), {"accepted": 3})


@case
def pay_of_the_sales_department() -> Case:
    """«ФОТ отдела продаж» by month is pay, though it speaks of sales."""
    rows = [["ФОТ отдела продаж 2025, руб."], ["Сотрудник", "Должность", "Январь", "Февраль", "Итого"], [A, "Менеджер", 1000, 200, 1200], [B, "Менеджер", 500, 100, 600], ["Итого", None, 1500, 300, 1800]]
    return taken("фот.xlsx", sheet(*rows), {"amount": "1800.00"}, {"accepted": 2}, kind="pay", control=True)


@case
def pay_with_people_in_columns() -> Case:
    """«Зарплата менеджеров» with months in rows."""
    rows = [["Зарплата менеджеров за 2025 год, руб."], ["Месяц", A, B, "Итого"], ["Январь", 1000, 500, 1500], ["Февраль", 200, 100, 300]]
    return taken("зп.xlsx", sheet(*rows), {"amount": "1800.00"}, {"accepted": 2}, kind="pay")


@case
def pay_sheet_with_departments() -> Case:
    """«Расчётная ведомость»: sums of departments among the people, «Всего» both under what is paid and under what is held back."""
    rows = [
        ["Расчетная ведомость"], ["за октябрь 2025 г."], [],
        ["Таб. №", "Сотрудник", "Начислено", None, None, "Удержано", None, "К выплате"],
        [None, None, "Оклад", "Процент с продаж", "Всего", "НДФЛ", "Всего", None],
        [None, "Отдел продаж", 1000, 800, 1800, 234, 234, 1566],
        ["0001", A, 700, 500, 1200, 156, 156, 1044], ["0002", B, 300, 300, 600, 78, 78, 522],
        ["Итого", None, 1000, 800, 1800, 234, 234, 1566],
    ]  # fmt: skip
    page = Page(rows, merged=((4, 1, 5, 1), (4, 2, 5, 2), (4, 3, 4, 5), (4, 6, 4, 7), (4, 8, 5, 8)))
    wanted = {"amount": "1800.00", "by_rep": {A: "1200.00", B: "600.00"}}
    return taken("ведомость.xlsx", xlsx(page), wanted, {"accepted": 2}, kind="pay", control=True, checks=(left_out(group=1, total=1),))


@case
def payslip() -> Case:
    """One person's payslip is refused."""
    return refused("листок.xlsx", sheet(["РАСЧЕТНЫЙ ЛИСТОК ЗА ОКТЯБРЬ 2025"], [A], ["Вид", "Период", "Дни", "Сумма"], ["Оклад", "окт 2025", 23, 50000], ["Премия", "окт 2025", None, 9000]), "ledger")


@case
def money_paid_to_people() -> Case:
    """A register of what was paid to the staff is not what clients bought."""
    rows = [["Дата выплаты", "Сотрудник", "Вид выплаты", "Сумма"], ["10.04.2025", A, "Зарплата", "45161,14"], ["25.04.2025", B, "Аванс", "48733,49"]]
    return refused("выплаты.csv", text(rows), "unknown_kind")


@case
def debts_of_clients() -> Case:
    """«Ведомость расчетов с клиентами» tells what was shipped beside what is owed."""
    rows = [["Ведомость расчетов с клиентами"], ["Период: 01.03.2025 - 31.03.2025"], [], ["Клиент", "На начало", "Отгружено", "Оплачено", "На конец"], ["ООО Лес", 10, 1200, 1000, 210], ["АО Река", 0, 600, 600, 0]]
    return refused("долги.xlsx", sheet(*rows), "ledger")


@case
def bought_and_not_sold() -> Case:
    """«Покупка, комиссия» in «Вид операции» makes a list of receipts of it, whoever answers for them."""
    rows = [["Дата", "Номер", "Контрагент", "Сумма", "Вид операции", "Ответственный"], ["10.01.2025", "1", "ООО Завод", "1200,00", "Покупка, комиссия", A], ["11.01.2025", "2", "ООО Завод", "600,00", "Покупка, комиссия", B]]
    return refused("поступления.csv", text(rows), "purchases")


@case
def a_table_in_old_xml() -> Case:
    """Excel of 2003 wrote tables as XML: told what to do, not that it is a page of login."""
    content = '<?xml version="1.0"?><?mso-application progid="Excel.Sheet"?><Workbook xmlns="urn:schemas-microsoft-com:office:spreadsheet"></Workbook>'
    return refused("отчёт.xls", content.encode(), "xml_2003")
