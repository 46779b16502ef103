"""Plans, pay, people, payments, calls and clients as people keep them by hand."""

from typing import Any

from .cases import Case, Wanted, asked, case, left_out, mapped, problem, refused, taken
from .shapes import A, B, sheet, sold
from .write import Page, text, xlsx

PAY = ["ФИО", "Оклад", "Премия", "Итого начислено"]


@case
def plan_with_people_in_columns() -> Case:
    """Months in rows, people in columns, the unit in the title, which begins like the name of a column."""
    rows = [["ПЛАН ПРОДАЖ (руб.)"], [], ["Месяц", A, B, "Итого отдел"], ["янв 2025", 100_000, 50_000, 150_000], ["фев 2025", 200_000, 60_000, 260_000]]
    return taken("план.xlsx", sheet(*rows), sold(300_000, 110_000, m01="150000.00", m02="260000.00"), kind="plan")


@case
def plan_beside_what_came_of_it() -> Case:
    """«План», «Факт», «% вып.» in rows of their own, the name in the first of them."""
    rows = [
        ["План и факт 2025, руб."], ["Менеджер", "Показатель", "Январь", "Февраль"],
        [A, "План", 100_000, 200_000], [None, "Факт", 90_000, 210_000], [None, "% вып.", 0.9, 1.05],
        [B, "План", 50_000, 60_000], [None, "Факт", 40_000, 30_000], [None, "% вып.", 0.8, 0.5],
    ]  # fmt: skip
    return taken("план.xlsx", sheet(*rows), sold(300_000, 110_000), kind="plan", checks=(left_out(measure=4),))


@case
def plan_and_fact_in_one_header() -> Case:
    """«Январь план», «Январь факт» in one cell each."""
    rows = [["План/факт 2025, руб."], ["Менеджер", "Январь план", "Январь факт", "Февраль план", "Февраль факт"], [A, 100_000, 90_000, 200_000, 1], [B, 50_000, 40_000, 60_000, 1]]
    return taken("план.xlsx", sheet(*rows), sold(300_000, 110_000, m01="150000.00", m02="260000.00"), kind="plan")


@case
def plan_between_a_least_and_a_most() -> Case:
    """«Минимум», «План», «Максимум» under every month: one of them is the plan."""
    rows = [["План, руб."], ["Менеджер", "Январь 2025", None, None], [None, "Минимум", "План", "Максимум"], [A, 1, 300_000, 900_000], [B, 1, 110_000, 900_000]]
    content = xlsx(Page([[*row, *[None] * (4 - len(row))] for row in rows], merged=[(2, 2, 2, 4)]))
    return taken("план.xlsx", content, sold(300_000, 110_000), kind="plan")


@case
def plan_with_the_unit_over_each_month() -> Case:
    """«Январь 2025, тыс. руб.»: the unit stands behind the month."""
    rows = [["ФИО менеджера", "Январь 2025, тыс. руб.", "Февраль 2025, тыс. руб."], [A, "100", "200,5"], [B, "50", "60"]]
    return taken("план.csv", text(rows), sold(300_500, 110_000), kind="plan")


@case
def plan_with_a_word_in_a_month() -> Case:
    """«уволен с 01.08» in one month: that cell is refused, the other months count."""
    rows = [["План, руб."], ["Менеджер", "Январь 2025", "Февраль 2025"], [A, 300_000, "уволен с 01.08"], [B, 50_000, 60_000]]
    return taken(
        "план.xlsx", sheet(*rows), sold(300_000, 110_000), {"accepted": 1, "rejected": 1}, kind="plan", status="partial",
        problems=frozenset({"bad_amount"}), checks=(problem("bad_amount", line=3, column="Февраль 2025"),),
    )  # fmt: skip


@case
def plan_on_a_sheet_for_each() -> Case:
    """A sheet for every person, months in rows."""
    pages = [Page([["Месяц", "План", "Факт"], ["Январь 2025", plan, 1], ["Итого", plan, 1]], name) for name, plan in ((A, 300_000), (B, 110_000))]
    return taken("план.xlsx", xlsx(*pages), sold(300_000, 110_000), kind="plan", control=True)


@case
def an_excel_pivot_of_months() -> Case:
    """«Названия строк» says nothing: that they are people is told by the names. Plan or actual is asked."""
    rows = [["Названия строк", "янв.25", "фев.25", "Общий итог"], [A, 100_000, 200_000, 300_000], [B, 50_000, 60_000, 110_000], ["Общий итог", 150_000, 260_000, 410_000]]
    return asked("сводная.xlsx", sheet(*rows), "months_hold", sold(300_000, 110_000), kind="plan", control=True, checks=(mapped(rep="Менеджер"),))


@case
def pay_under_merged_months() -> Case:
    """«Оклад», «Бонус», «Всего» under each month: what is summed up is not paid twice."""
    rows = [["Зарплата менеджеров 2025"], ["Сотрудник", "Январь", None, None], [None, "Оклад", "Бонус", "Всего"], [A, 1000, 200, 1200], [B, 500, 100, 600]]
    content = xlsx(Page([[*row, *[None] * (4 - len(row))] for row in rows], merged=[(2, 2, 2, 4)]))
    return taken("зп.xlsx", content, sold(1200, 600, m01="1800.00"), kind="pay")


@case
def pay_in_blocks_of_months() -> Case:
    """A table for each month, one below the other, the month above its header."""
    rows: list[list[Any]] = [["ЗП отдела продаж"], []]
    for month, a in (("Январь 2025", 1000), ("Февраль 2025", 200)):
        rows += [[month], PAY, [A, a, 0, a], [B, a // 2, 0, a // 2], ["ИТОГО", 0, 0, a * 3 // 2], []]
    return taken("зп.xlsx", sheet(*rows), sold(1200, 600, m01="1500.00", m02="300.00"), kind="pay", control=True)


@case
def pay_on_sheets_of_short_months() -> Case:
    """Sheets called «янв 25», «Февраль25», and nothing else says the month."""
    pages = [Page([["ФИО", "Оклад", "Начислено", "К выплате"], [A, 1, a, 1], [B, 1, b, 1]], title) for title, a, b in (("янв 25", 1000, 500), ("Февраль25", 200, 100))]
    return taken("зп.xlsx", xlsx(*pages), sold(1200, 600, m01="1500.00", m02="300.00"), kind="pay")


@case
def pay_with_extras() -> Case:
    """Fixed, KPI and bonus without a sum: all three are paid."""
    rows = [["Дата", "Менеджер", "Оклад", "KPI", "Бонус с продаж"], ["28.01.2025", A, "1000", "150", "50"], ["28.01.2025", B, "500", "", "100"]]
    return taken("зп.csv", text(rows), sold(1200, 600), kind="pay", checks=(mapped(extra="KPI"),))


@case
def lines_of_what_was_withheld() -> Case:
    """What was accrued, withheld and paid out in rows: to add them up would be wrong for any kind."""
    rows = [["Сотрудник", "Период", "Начисление / удержание", "Сумма"], [A, "Январь 2025", "Оклад", "1000"], [A, "Январь 2025", "НДФЛ", "130"]]
    return refused("расчёт.csv", text(rows), "unknown_kind")


@case
def people_under_their_departments() -> Case:
    """«Отдел продаж» over the people of it is nobody."""
    rows = [["Ф.И.О.", "Должность", "Дата приёма", "Дата ув."], ["Отдел продаж"], [A, "Менеджер", "10.01.2023", "работает"], [B, "Менеджер", "11.01.2023", "12.02.2024"]]
    return taken("люди.xlsx", sheet(*rows), {"people": 2, "left": 1}, {"accepted": 2}, kind="staff", checks=(left_out(marker=1),))


@case
def somebody_left_and_nobody_says_when() -> Case:
    """«Статус: уволен» without a day: left out and told, not counted as working."""
    rows = [["Сотрудник", "Должность", "Дата приема", "Статус"], [A, "Менеджер", "10.01.2023", "работает"], [B, "Менеджер", "11.01.2023", "уволен"]]
    return taken("люди.csv", text(rows), {"people": 1, "left": 0}, {"accepted": 1, "ignored": 1}, kind="staff", checks=(left_out(gone=1),))


@case
def who_works_and_who_has_left() -> Case:
    """Two tables one below the other, each with its own header."""
    rows = [
        ["Работающие"], ["ФИО", "Должность", "Дата приема"], [A, "менеджер", "10.01.2023"], [],
        ["Уволенные"], ["ФИО", "Должность", "Дата приема", "Дата увольнения"], [B, "менеджер", "01.02.2024", "20.12.2024"],
    ]  # fmt: skip
    one, other = ({"people": people, "left": left} for people, left in ((1, 0), (1, 1)))
    wanted = [Wanted(kind="staff", totals=totals) for totals in (one, other)]
    return Case({"люди.xlsx": sheet(*rows)}, wanted)


@case
def payments_by_month() -> Case:
    """«Поступления оплат» over columns of months: money that came in."""
    rows = [["Поступления оплат от клиентов 2025"], ["Менеджер", "Клиент", "Январь", "Февраль"], [A, "ООО Лес", 1000, 200], [B, "АО Река", 600, None]]
    return taken("оплаты.xlsx", sheet(*rows), sold(1200, 600, m01="1600.00", m02="200.00"), kind="payments")


@case
def money_that_is_nobodys_payment() -> Case:
    """A loan, a transfer between own accounts, what a supplier gave back, and a line of the debit side: no client has paid."""
    rows = [["Дата", "Вид операции", "Контрагент", "Сумма", "Назначение платежа"], ["10.01.2025", "Оплата от покупателя", "ООО Лес", "1200,00", "счёт"]]
    rows += [["11.01.2025", said, "ПАО Банк", "5000,00", ""] for said in ("Получение кредита в банке", "Перевод с другого счета", "Возврат от поставщика", "Дебет")]
    return taken("деньги.csv", text(rows), {"amount": "1200.00"}, {"accepted": 1, "ignored": 4}, kind="payments", checks=(left_out(paid_out=4),))


@case
def what_came_in_beside_what_went_out() -> Case:
    """«Приход», «Расход» of a cash book are payments, not sales."""
    rows = [["Дата", "Контрагент", "Приход", "Расход"], ["10.01.2025", "ООО Лес", "1200,00", ""], ["11.01.2025", "ООО Аренда", "", "900,00"]]
    return taken("касса.csv", text(rows), {"amount": "1200.00"}, {"accepted": 1, "ignored": 1}, kind="payments")


@case
def meetings_by_their_topic() -> Case:
    """A journal of meetings has no type: its day and its topic say what it is."""
    rows = [["Дата встречи", "Менеджер", "Компания", "Цель встречи"], ["10.01.2025", A, "ООО Лес", "знакомство"], ["11.01.2025", B, "АО Река", "договор"]]
    return taken("встречи.csv", text(rows), kind="activities", totals={}, rows={"accepted": 2})


@case
def who_spoke_is_hidden_in_two_columns() -> Case:
    """Incoming and outgoing calls: on either side there are phones, and ours is the one with a name."""
    rows = [["Дата", "Кто звонил", "С кем говорил", "Длительность"]]
    rows += [[f"{day}.01.2025", *pair, "1:00"] for day, pair in ((10, ("+79990000001", A)), (11, (A, "+79990000002")), (12, (A, "+79990000003")), (13, ("+79990000004", B)))]
    return taken("звонки.csv", text(rows), kind="activities", totals={"by_rep": {A: {"calls": 3, "seconds": 180}, B: {"calls": 1, "seconds": 60}}}, rows={"accepted": 4})


@case
def clients_by_their_working_names() -> Case:
    """The name that the company uses, not the full one of its charter; who looks after the client under «Закреплён за»."""
    rows = [["Код", "Рабочее наименование", "Полное наименование", "ИНН", "Закреплён за"], ["1", "Лес", "Общество с ограниченной ответственностью «Лес»", "'7707083893", A]]
    return taken("клиенты.csv", text(rows), {}, {"accepted": 1}, kind="clients", checks=(mapped(client="Рабочее наименование", rep="Закреплён за"),))


@case
def from_when_to_when() -> Case:
    """«Период работы» holds both days, or the first alone."""
    rows = [["ФИО", "Должность", "Период работы"], [A, "РОП", "с 15.04.2019 по н.в."], [B, "Менеджер", "20.05.2021 – 11.08.2023"]]
    return taken("люди.xlsx", sheet(*rows), {"people": 2, "left": 1}, {"accepted": 2}, kind="staff", checks=(mapped(worked="Период работы"),))


@case
def plan_of_nobody() -> Case:
    """A plan by departments: refused, for it names nobody."""
    rows = [["План продаж на 2025 год"], ["Отдел", "Январь", "Февраль"], ["Отдел опта", 100_000, 200_000], ["Отдел розницы", 50_000, 60_000]]
    return refused("план.xlsx", sheet(*rows), "plan_of_nobody")


@case
def companies_and_their_contacts() -> Case:
    """AmoCRM lists both in one table: who works for a company is no client of his own, who stands alone is; suppliers are none."""
    rows = [
        ["ID", "Тип", "Наименование", "Компания", "Ответственный"],
        ["1", "компания", "ООО «Лес»", "", A], ["2", "контакт", "Иванов Иван", "ООО «Лес»", A],
        ["3", "компания", "АО «Река»", "", B], ["4", "Поставщик", "ИП Кит", "", B],
        ["5", "контакт", "Петров Пётр", "", B],
    ]  # fmt: skip
    return taken("контакты.csv", text(rows), {}, {"accepted": 3}, kind="clients", checks=(left_out(no_client=2),))
