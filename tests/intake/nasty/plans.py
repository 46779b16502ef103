"""Plans: wide and long, by months and quarters, with and without a year, in roubles and in thousands."""

from collections.abc import Callable, Sequence
from datetime import date
from decimal import Decimal
from typing import Any

from .cases import Case, asked, case, evidence, formatted, mapped, offered, refused, taken
from .world import DEPARTMENTS, MONTHS, REPS, department_of, money, summed, surname_first
from .write import Page, text, xlsx

THIS_YEAR = date.today().year  # noqa: DTZ011 - the year that is proposed where a plan names none
Plan = dict[tuple[str, int], Decimal]

PLAN: Plan = {
    (rep, month): Decimal(150 + 50 * n + 10 * month)
    for n, rep in enumerate(REPS)
    for month in range(1, 13)
    if not (n == 4 and month < 4) and not (n == 5 and month > 3)
}
"""Thousands of roubles by rep and month; one came in April, one left in March."""


def planned(plan: Plan = PLAN, scale: int = 1000, year: int = 2024, name: Callable[[str], str] = str) -> dict[str, Any]:
    """What the import has to answer."""
    return {
        "amount": money(scale * sum(plan.values())),
        "by_rep": summed((name(rep), scale * amount) for (rep, _month), amount in plan.items()),
        "by_month": summed((f"{year}-{month:02}", scale * amount) for (_rep, month), amount in plan.items()),
    }


def wide(headers: Sequence[Any], scale: int = 1000, gap: Any = None) -> list[list[Any]]:
    """A row of every rep with a column of every month."""
    rows: list[list[Any]] = [["Менеджер", *headers]]
    rows += [
        [rep, *(PLAN[rep, month] * scale if (rep, month) in PLAN else gap for month in range(1, 13))] for rep in REPS
    ]
    return rows


@case
def plan_by_codes_in_utf16() -> Case:
    """UTF-16 with commas, codes for people, M01 … M12, «-» for no plan, thousands that nothing tells of: asked."""
    codes = {rep: f"К-{n:03}" for n, rep in enumerate(REPS)}
    rows = [["Год", "Табельный номер", *(f"M{month:02}" for month in range(1, 13))]]
    rows += [
        ["2024", codes[rep], *cells]
        for rep, *cells in (
            [row[0], *(cell if cell == "-" else f"{cell:.0f}" for cell in row[1:])] for row in wide(MONTHS, 1, "-")[1:]
        )
    ]
    return asked(
        "цели.csv",
        text(rows, "utf-16", ","),
        "unit",
        planned(name=codes.__getitem__),
        kind="plan",
        rows={"accepted": 6},
        checks=(evidence("470"), formatted(encoding="utf-16")),
    )


@case
def plan_with_merged_header() -> Case:
    """Months over pairs «План» and «Факт», departments down the side, subtotals by formulas nobody computed, «тыс. руб.» in the title."""
    rows: list[list[Any]] = [["ПЛАН ПРОДАЖ на 2024 год"], ["тыс. руб."], [None], ["Отдел", "Менеджер"], [None, None]]
    for month in [*MONTHS[:3], "Итого"]:
        rows[3] += [month, None]
        rows[4] += ["План", "Факт"]
    merged = [(1, 1, 1, 8), (4, 1, 5, 1), (4, 2, 5, 2), *((4, column, 4, column + 1) for column in (3, 5, 7, 9))]
    for department in DEPARTMENTS:
        top = len(rows) + 1
        for rep in [one for one in REPS if department_of(one) == department]:
            pairs = [
                cell
                for month in (1, 2, 3)
                for cell in (PLAN.get((rep, month)), Decimal("77.77") if (rep, month) in PLAN else None)
            ]
            rows.append(
                [
                    department if len(rows) + 1 == top else None,
                    surname_first(rep),
                    *pairs,
                    f"=C{len(rows) + 1}+E{len(rows) + 1}",
                    None,
                ]
            )
        merged.append((top, 1, len(rows), 1))
        rows.append(
            [
                f"Итого {department}",
                None,
                *(f"=SUM({column}{top}:{column}{len(rows)})" for column in "CDEFGH"),
                None,
                None,
            ]
        )
    rows += [["ВСЕГО ПО КОМПАНИИ", *[None] * 9], [None], ["Утвердил: ________ / директор"]]
    quarter = {key: amount for key, amount in PLAN.items() if key[1] < 4}
    codes = frozenset({"empty_formulas"})
    return taken(
        "план.xlsx",
        xlsx(Page(rows, "План 2024", merged)),
        planned(quarter, name=surname_first),
        {"rejected": 0},
        kind="plan",
        problems=codes,
    )


@case
def plan_without_a_year() -> Case:
    """Months without a year anywhere: asked, this year meanwhile."""
    return asked(
        "план.csv", text(wide(MONTHS)), "year", planned(year=THIS_YEAR), kind="plan", checks=(offered("2024"),)
    )


@case
def plan_with_a_year_answered() -> Case:
    """Months without a year anywhere, and the year is said in the call."""
    return taken(
        "план.csv", text(wide(MONTHS)), planned(), {"accepted": 6}, kind="plan", words=("--answer", "year=2024")
    )


@case
def plan_by_quarters() -> Case:
    """A column for every quarter, said in three ways: each month has a third, the last what is left over."""
    rows: list[list[Any]] = [
        ["План продаж, руб."],
        ["Менеджер", "1 кв. 2024", "II квартал 2024 г.", "Q3 2024", "4 квартал 2024", "Год"],
    ]
    rows += [[rep, 1_000_000, 100_000 * n + 100, 999_999, 2_000_000, "=SUM(B3:E3)"] for n, rep in enumerate(REPS)]
    parts: Plan = {}
    for n, rep in enumerate(REPS):
        for quarter, amount in enumerate((1_000_000, 100_000 * n + 100, 999_999, 2_000_000)):
            third = (Decimal(amount) / 3).quantize(Decimal("0.01"))
            parts |= {
                (rep, quarter * 3 + place): part
                for place, part in enumerate((third, third, amount - 2 * third), start=1)
            }
    return taken(
        "план.xlsx",
        xlsx(Page(rows)),
        planned(parts, 1),
        {"accepted": 6},
        kind="plan",
        problems=frozenset({"empty_formulas"}),
    )


@case
def plan_in_long_form() -> Case:
    """A line per rep and month, the fact beside the plan, thousands said in the header."""
    rows: list[list[Any]] = [
        ["Период", "Менеджер", "План, тыс. руб.", "Факт, тыс. руб."],
        *([f"{MONTHS[month - 1]} 2024", rep, amount, amount / 2] for (rep, month), amount in PLAN.items()),
    ]
    return taken(
        "план.csv",
        text(rows, "cp1251"),
        planned(),
        {"accepted": 60},
        kind="plan",
        checks=(mapped(amount="План, тыс. руб."),),
    )


@case
def a_plan_that_nobody_filled_in() -> Case:
    """A form with reps and months and not one figure: no plan has come."""
    rows = [["Менеджер", *(f"{month} 2024" for month in MONTHS)], *([rep, *[None] * 12] for rep in REPS)]
    return refused("план.csv", text(rows), "all_rejected", words=("--answer", "months_hold=plan", "--answer", "unit=rub"))


@case
def months_that_may_be_either() -> Case:
    """Reps and months, and nothing says whether it is a plan or what was sold: asked."""
    return asked(
        "таблица.csv", text(wide([f"{month} 2024" for month in MONTHS])), "months_hold", planned(), kind="plan"
    )


@case
def months_that_are_sales() -> Case:
    """Reps and months without a word over them, and the answer that these are actual sales."""
    content = text(wide([f"{month} 2024" for month in MONTHS]))
    return taken("таблица.csv", content, planned(), kind="sales", words=("--answer", "months_hold=actual"))
