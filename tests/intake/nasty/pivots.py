"""Excel pivots that go by years and months: below one another, beside one another, in columns of their own."""

from typing import Any

from .cases import Case, asked, case, left_out, taken
from .shapes import A, B, sheet, sold

MONTHS = {"2024": {"янв": (100_000, 20_000), "апр": (300_000, 40_000)}, "2025": {"янв": (500_000, 60_000), "апр": (700_000, 80_000)}}
WANTED = {
    "amount": "1800000.00",
    "by_rep": {A: "1600000.00", B: "200000.00"},
    "by_month": {"2024-01": "120000.00", "2024-04": "340000.00", "2025-01": "560000.00", "2025-04": "780000.00"},
}
HEADER = ["Названия строк", "Сумма по полю Сумма"]
ALL = ["Общий итог", 1_800_000]


def of_year(year: str) -> int:
    """What both sold in a year."""
    return sum(map(sum, MONTHS[year].values()))


@case
def years_and_months_below_people() -> Case:
    """A person, the years of her sales, the months of each: «янв» stands twice, and the level above tells which."""
    rows: list[list[Any]] = [HEADER]
    for place, name in enumerate((A, B)):
        rows.append([name, sum(both[place] for year in MONTHS.values() for both in year.values())])
        for year, months in MONTHS.items():
            rows += [[int(year), sum(both[place] for both in months.values())], *([month, both[place]] for month, both in months.items())]
    return taken("сводная.xlsx", sheet(*rows, ALL), WANTED, {"accepted": 8}, control=True, checks=(left_out(group=6, total=1),))


@case
def people_below_quarters_and_months() -> Case:
    """Years, their quarters, months, and the people at the bottom."""
    rows: list[list[Any]] = [HEADER]
    for year, months in MONTHS.items():
        rows.append([int(year), of_year(year)])
        for quarter, (month, both) in zip(("Кв-л1", "Кв-л2"), months.items(), strict=True):
            rows += [[quarter, sum(both)], [month, sum(both)], [A, both[0]], [B, both[1]]]
    return taken("сводная.xlsx", sheet(*rows, ALL), WANTED, {"accepted": 8}, control=True)


@case
def months_below_people_under_a_header() -> Case:
    """«Менеджер» stands over the people and over the months below each; the title says the year."""
    rows = [["Продажи по менеджерам за 2025 год"], ["Менеджер", "Сумма"], [A, 1200], ["Январь", 500], ["Апрель", 700], [B, 140], ["Январь", 60], ["Апрель", 80], ["Итого", 1340]]
    return taken("продажи.xlsx", sheet(*rows), sold(1200, 140, m01="560.00", m04="780.00"), {"accepted": 4}, control=True)


@case
def months_of_no_year() -> Case:
    """Nothing says the year of the months: it is asked."""
    rows = [["Названия строк", "Сумма по полю Сумма"], [A, 1200], ["янв", 500], ["апр", 700], [B, 140], ["янв", 60], ["апр", 80], ["Общий итог", 1340]]
    return asked("сводная.xlsx", sheet(*rows), "year", sold(1200, 140), control=True)


@case
def years_over_months() -> Case:
    """Years above the months, a column «2024 Итог» behind each: the second year is no repetition of the first, and sums are no plan."""
    months = [month for year in MONTHS.values() for month in year]
    values = [[both[place] for year in MONTHS.values() for both in year.values()] for place in (0, 1)]
    rows = [
        ["Сумма по полю Сумма", "Названия столбцов"],
        [None, 2024, None, "2024 Итог", 2025, None, "2025 Итог", "Общий итог"],
        ["Названия строк", *months[:2], None, *months[2:], None, None],
        *([name, *own[:2], sum(own[:2]), *own[2:], sum(own[2:]), sum(own)] for name, own in zip((A, B), values, strict=True)),
        ["Общий итог", 120_000, 340_000, 460_000, 560_000, 780_000, 1_340_000, 1_800_000],
    ]  # fmt: skip
    return taken("сводная.xlsx", sheet(*rows), WANTED, {"accepted": 2}, control=True)


@case
def years_and_months_in_columns_of_their_own() -> Case:
    """Year, month and manager side by side, each written once, «янв Итог» and «2024 Итог» below their rows."""
    rows: list[list[Any]] = [["Годы", "Дата", "Менеджер", "Сумма по полю Сумма"]]
    for year, months in MONTHS.items():
        for place, (month, both) in enumerate(months.items()):
            rows += [[None if place else int(year), month, A, both[0]], [None, None, B, both[1]], [None, f"{month} Итог", None, sum(both)]]
        rows.append([f"{year} Итог", None, None, of_year(year)])
    return taken("сводная.xlsx", sheet(*rows, ["Общий итог", None, None, 1_800_000]), WANTED, {"accepted": 8}, control=True, checks=(left_out(total=7),))
