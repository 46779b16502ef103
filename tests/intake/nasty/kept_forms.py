"""Forms that are filled in by hand: lines without anything, days as people write them, people above their documents."""

from .cases import Case, case, left_out, taken
from .shapes import A, B, sheet, sold
from .write import Page, text, xlsx


@case
def numbered_lines_that_nobody_filled_in() -> Case:
    """A form with its lines numbered in advance and a formula that gives nought: they are blank, and no name is carried into them."""
    rows = [["№", "Дата", "Клиент", "Менеджер", "Сумма", "Долг"], ["1", "2025-01-10", "ООО Лес", A, 1200, 0], ["2", "2025-01-11", "АО Река", B, 600, 0], ["3", None, None, None, None, 0], ["4", None, None, None, None, 0]]
    return taken("журнал.xlsx", sheet(*rows), sold(1200, 600), {"accepted": 2, "ignored": 2}, checks=(left_out(blank=2),))


@case
def boxes_without_a_tick() -> Case:
    """A table of Google with a box to tick in every line, empty ones too."""
    rows = [["Дата", "Менеджер", "Клиент", "Сумма", "УПД подписан"], ["10.01.2025", A, "ООО Лес", "1 200,00 р.", "TRUE"], ["11.01.2025", B, "АО Река", "600,00 р.", "FALSE"], ["", "", "", "", "FALSE"]]
    return taken("заказы.csv", text(rows, delimiter=","), sold(1200, 600), {"accepted": 2, "ignored": 1})


@case
def days_of_the_week_before_the_date() -> Case:
    """«пт, 10.01.2025», «11,01,2025», «12. 01. 2025»."""
    rows = [["Дата", "Клиент", "Менеджер", "Сумма"], ["пт, 10.01.2025", "ООО Лес", A, 1200], ["11,01,2025", "АО Река", B, 500], ["12. 01. 2025", "АО Река", B, 100]]
    return taken("журнал.xlsx", sheet(*rows), sold(1200, 600, m01="1800.00"), {"accepted": 3})


@case
def people_above_their_documents_in_a_list() -> Case:
    """A CSV with a line for each manager above his documents, and a sum below them."""
    rows = [
        ["Реестр отгрузок за январь 2025 г.", "", "", ""], [], ["Дата", "Номер", "Покупатель", "Сумма, руб."],
        [A, "", "", ""], ["10.01.25", "Р-1", "ООО Лес", "1000,00"], ["11.01.25", "Р-2", "АО Река", "200,00"], ["", "", "Итого по менеджеру", "1200,00"],
        [B, "", "", ""], ["10.01.25", "Р-3", "ООО Лес", "600,00"], ["", "", "Итого по менеджеру", "600,00"],
    ]  # fmt: skip
    return taken("реестр.csv", text(rows, "cp866"), sold(1200, 600), {"accepted": 3}, control=True, checks=(left_out(group=2, total=2),))


@case
def notes_of_several_lines() -> Case:
    """Decimal commas, semicolons between the cells, and notes that take several lines in most rows."""
    rows = [["Дата", "Клиент", "Менеджер", "Сумма", "Примечание", "Город"], ["10.01.2025", "ООО Лес", A, "1000,00", "ждём\nответ", "Тверь"], ["10.01.2025", "ООО Лес", A, "200,00", "звонить\nв пн", "Тверь"], ["11.01.2025", "АО Река", B, "600,00", "да\nнет", "Тула"]]
    return taken("сделки.csv", text(rows), sold(1200, 600), {"accepted": 3})


@case
def a_year_above_the_months() -> Case:
    """«2025 год» merged over the months beside «Менеджер»: people stand under it all the same."""
    rows = [["План по менеджерам, руб."], [], ["Менеджер", "2025 год", None], [None, "Январь", "Февраль"], [A, 1000, 200], [B, 500, 100]]
    page = Page([[*row, *[None] * (3 - len(row))] for row in rows], merged=((3, 2, 3, 3), (3, 1, 4, 1)))
    return taken("план.xlsx", xlsx(page), sold(1200, 600, m01="1500.00", m02="300.00"), {"accepted": 2}, kind="plan")


@case
def a_year_above_plan_and_fact() -> Case:
    """The same with plan and fact under each month and a quarter beside them."""
    rows = [
        ["Выполнение плана, руб."], ["Менеджер", "2025 год", None, None, None, None, None, None, None],
        [None, "янв", None, "фев", None, "мар", None, "1 кв", None], [None, *["план", "факт"] * 4], [A, 1000, 1, 100, 1, 100, 1, 1200, 3], [B, 400, 1, 100, 1, 100, 1, 600, 3],
    ]  # fmt: skip
    page = Page([[*row, *[None] * (9 - len(row))] for row in rows], merged=((2, 2, 2, 9), (3, 2, 3, 3), (3, 4, 3, 5), (3, 6, 3, 7), (3, 8, 3, 9)))
    return taken("план.xlsx", xlsx(page), sold(1200, 600, m01="1400.00", m02="200.00", m03="200.00"), {"accepted": 2}, kind="plan")


@case
def indicators_of_a_plan() -> Case:
    """Revenue, margin and new clients in rows of their own: the plan is the revenue."""
    rows = [["План на 2025 год"], ["Менеджер", "Показатель", "Январь", "Февраль"], [A, "Выручка, руб.", 100_000, 20_000], [None, "Маржа, руб.", 9, 9], [None, "Новые клиенты, шт.", 2, 3], [B, "Выручка, руб.", 50_000, 10_000], [None, "Маржа, руб.", 9, 9], [None, "Новые клиенты, шт.", 2, 3]]
    return taken("план.xlsx", sheet(*rows), sold(120_000, 60_000), kind="plan", checks=(left_out(measure=4),))


@case
def nobody_under_many_names() -> Case:
    """«<Не указан>», «(пусто)», «Без менеджера» are nobody."""
    rows = [["Дата", "Клиент", "Менеджер", "Сумма"], ["10.01.2025", "ООО Лес", A, "1200,00"], ["11.01.2025", "АО Река", B, "600,00"], *[["12.01.2025", "АО Река", nobody, "10,00"] for nobody in ("<Не указан>", "(пусто)", "Без менеджера", "<...>")]]
    return taken("продажи.csv", text(rows), sold(1200, 600) | {"amount": "1840.00"}, {"accepted": 6})


@case
def until_now() -> Case:
    """«Работает с», «Работает по» with «по наст. время» for those who stay."""
    rows = [["Сотрудник", "Должность", "Работает с", "Работает по"], [A, "Менеджер по продажам", "01.01.2023", "по наст. время"], [B, "Менеджер по продажам", "02.02.2023", "12.02.2025"]]
    return taken("люди.xlsx", sheet(*rows), {"people": 2, "left": 1}, {"accepted": 2}, kind="staff")


@case
def months_as_the_last_storey() -> Case:
    """«По месяцам» as the lowest name of a header in storeys is no row of the report."""
    rows = [
        ["Продажи по клиентам"], ["Период: 01.01.2025 - 28.02.2025"], [], ["Менеджер", "Количество", "Выручка (без НДС)"], ["Клиент", None, None], ["По месяцам", None, None],
        [A, 3, 1200], ["ООО Лес", 3, 1200], ["Январь 2025 г.", 2, 1000], ["Февраль 2025 г.", 1, 200], [B, 1, 600], ["АО Река", 1, 600], ["Январь 2025 г.", 1, 600], ["Итого", 4, 1800],
    ]  # fmt: skip
    return taken("продажи.xlsx", sheet(*rows), sold(1200, 600, m01="1600.00", m02="200.00"), {"accepted": 3}, control=True, checks=(left_out(group=4, total=1),))
