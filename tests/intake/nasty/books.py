"""Spreadsheets: dates, numbers, formulas, hidden parts, several sheets; XLSX, XLS, ODS, HTML and Parquet."""

from collections.abc import Callable
from decimal import Decimal
from typing import Any

import pyarrow as pa

from .cases import Case, Wanted, case, formatted, left_out, mapped, named, problem, taken
from .tables import SIMPLE, register, simple, with_total
from .world import COMPANY, MONTHS, REPS, SALES, Sale, given_first, of_month, total, totals
from .write import (
    Page,
    apart,
    dotted,
    html,
    midnight,
    ods,
    page_of,
    parquet,
    text,
    xls,
    xlsx,
    zipped,
    zipped_by_windows,
)

ALL = {"read": 60, "accepted": 60, "rejected": 0, "ignored": 0}


def reported() -> tuple[Page, list[Sale]]:
    """A report of July by hand: titles, a merged cell per rep, amounts as texts, subtotals, blank rows, a total."""
    sales = of_month()
    rows: list[list[Any]] = [[COMPANY], ["Отчёт о продажах за июль 2024"], ["Сформирован: 02.08.2024 9:15:00"], [None]]
    rows.append(["Менеджер", "Дата", "Клиент", "Товар", "Кол-во", "Сумма, ₽"])
    merged = [(1, 1, 1, 6), (2, 1, 2, 6)]
    for rep in REPS:
        own = [sale for sale in sales if sale.rep == rep]
        top = len(rows) + 1
        for place, sale in enumerate(own):
            rows.append(
                [
                    None if place else rep,
                    midnight(sale.day),
                    sale.client.name,
                    sale.product,
                    sale.quantity,
                    f"{apart(sale.amount, chr(0x202F))} ₽",
                ]
            )
        if len(own) > 1:
            merged.append((top, 1, len(rows), 1))
        if own:
            rows += [
                [
                    f"Итого по {given_first(rep)}",
                    None,
                    None,
                    None,
                    None,
                    f"{apart(Decimal(total(own)), chr(0x202F))} ₽",
                ],
                [None],
            ]
    rows.append(["Итого", None, None, None, None, f"{apart(Decimal(total(sales)), chr(0x202F))} ₽"])
    return Page(rows, "Продажи", merged), sales


@case
def report_by_hand() -> Case:
    """Titles, merged reps, amounts with a narrow space and «₽» as texts, subtotals that name a rep, blank rows."""
    page, sales = reported()
    checks = (formatted(header_line=5, sheet="Продажи"), left_out(total=7))
    return taken(
        "отчёт.xlsx",
        xlsx(page),
        totals(sales),
        {"read": 23, "accepted": 16, "rejected": 0, "ignored": 7},
        control=True,
        checks=checks,
    )


def english() -> list[list[Any]]:
    """Sales with headers and names as a Mac of a manager abroad has them."""
    return [
        ["Date", "Sales rep", "Customer", "Amount"],
        *([sale.day, given_first(sale.rep), sale.client.name, sale.amount] for sale in SALES),
    ]


@case
def dates_of_a_mac() -> Case:
    """Days counted from 1904: four years off where nobody looks."""
    return taken("mac.xlsx", xlsx(Page(english(), "Sales"), mac=True), totals(name=given_first), ALL)


@case
def dates_of_an_old_mac() -> Case:
    """Days counted from 1904 in an old .xls."""
    return taken("mac.xls", xls(Page(english(), "Sales"), mac=True), totals(name=given_first), ALL)


def serial(sale: Sale) -> int:
    """The number under which Excel keeps the day of a sale."""
    return sale.day.toordinal() - 693_594


@case
def dates_as_numbers() -> Case:
    """Days as bare numbers: somebody took the format of dates off the column."""
    rows = [SIMPLE, *([serial(sale), sale.client.name, sale.rep, sale.amount] for sale in SALES)]
    return taken("a.xlsx", xlsx(Page(rows)), totals(), ALL)


@case
def dates_as_numbers_of_a_mac() -> Case:
    """Days as bare numbers in a workbook that counts from 1904."""
    rows = [SIMPLE, *([serial(sale) - 1462, sale.client.name, sale.rep, sale.amount] for sale in SALES)]
    return taken("a.xlsx", xlsx(Page(rows), mac=True), totals(), ALL)


@case
def numbers_as_texts() -> Case:
    """Days and amounts as texts in a sheet, with spaces before and behind, and commas."""
    rows = [
        SIMPLE,
        *([f" {dotted(sale.day)} ", sale.client.name, sale.rep, f" {apart(sale.amount)} "] for sale in SALES),
    ]
    return taken("a.xlsx", xlsx(Page(rows)), totals(), ALL)


@case
def errors_in_amounts() -> Case:
    """#N/A, #DIV/0! and #REF! where amounts should stand: these lines are refused as empty, not taken for nought."""
    rows = simple()
    for line, error in ((3, "#N/A"), (7, "#DIV/0!"), (9, "#REF!")):
        rows[line - 1][3] = error
    kept = [sale for line, sale in enumerate(SALES, start=2) if line not in (3, 7, 9)]
    checks = tuple(problem("empty_cell", line=line, column="Сумма") for line in (3, 7, 9))
    wanted = {"status": "partial", "problems": frozenset({"empty_cell"}), "checks": checks}
    return taken("a.xlsx", xlsx(Page(rows)), totals(kept), {"read": 60, "accepted": 57, "rejected": 3}, **wanted)


@case
def errors_elsewhere() -> Case:
    """#N/A among the clients and #DIV/0! in a column that nobody needs do no harm to the amounts."""
    rows: list[list[Any]] = [[*SIMPLE, "Доля"], *([*row, "#DIV/0!"] for row in simple()[1:])]
    rows[4][1] = "#N/A"
    return taken("a.xlsx", xlsx(Page(rows)), totals(), ALL)


@case
def numbers_of_documents_as_dates() -> Case:
    """Numbers of documents that Excel shows as dates are still numbers of documents; the sales keep their own days."""
    rows = [["Дата", "Номер", "Контрагент", "Менеджер", "Сумма"]]
    rows += [[sale.day, 41_000 + n, sale.client.name, sale.rep, sale.amount] for n, sale in enumerate(SALES)]
    return taken(
        "a.xlsx", xlsx(Page(rows, formats={2: "dd.mm.yyyy"})), totals(), ALL, checks=(mapped(doc="Номер", date="Дата"),)
    )


@case
def formulas_nobody_computed() -> Case:
    """A total by a formula without its result, as programs leave it: told of, and it is no nought."""
    rows = [*simple(), ["Итого", None, None, "=SUM(D2:D61)"]]
    return taken(
        "a.xlsx",
        xlsx(Page(rows)),
        totals(),
        {"read": 61, "accepted": 60, "ignored": 1},
        problems=frozenset({"empty_formulas"}),
    )


@case
def amounts_nobody_computed() -> Case:
    """Some amounts are formulas without a result: these lines are empty, not nought."""
    rows: list[list[Any]] = simple()
    rows[10][3] = "=5*7"
    rows[11][3] = "=B2"
    kept = [sale for n, sale in enumerate(SALES) if n not in (9, 10)]
    codes = frozenset({"empty_formulas", "empty_cell"})
    return taken(
        "a.xlsx", xlsx(Page(rows)), totals(kept), {"accepted": 58, "rejected": 2}, status="partial", problems=codes
    )


@case
def hidden_rows_and_sheet() -> Case:
    """Rows hidden by a filter come in, a hidden sheet does not, and both are said."""
    archive = Page(simple(of_month()), "Архив", hidden=True)
    page = Page(simple(), "Отчёт", hidden_rows=[3, 6, 9, 12, 15, 18])
    checks = (problem("hidden_rows", sheet="Отчёт", found="6"), problem("hidden_sheet", sheet="Архив"))
    codes = frozenset({"hidden_rows", "hidden_sheet"})
    return taken("a.xlsx", xlsx(page, archive), totals(), ALL, problems=codes, checks=checks)


@case
def hidden_rows_in_old_excel() -> Case:
    """Rows hidden by a filter and a hidden sheet in .xls."""
    archive = Page(simple(of_month()), "Архив", hidden=True)
    page = Page(simple(), "Отчёт", hidden_rows=[3, 6, 9])
    return taken(
        "a.xls",
        xls(page, archive),
        totals(),
        ALL,
        problems=frozenset({"hidden_rows", "hidden_sheet"}),
        checks=(problem("hidden_rows", found="3"),),
    )


def month_page(month: int) -> Page:
    """A sheet of one month with its total."""
    sales = of_month(month)
    return Page(with_total(simple(sales), sales), f"{MONTHS[month - 1]} 2024")


@case
def sheet_for_every_month() -> Case:
    """Twelve sheets with one header, each with its total: one table, and the totals add up to the control sum."""
    content = xlsx(*(month_page(month) for month in range(1, 13)))
    return taken("год.xlsx", content, totals(), {"read": 72, "accepted": 60, "ignored": 12}, control=True)


@case
def sheet_of_another_kind() -> Case:
    """Sales on the first sheet, people on the second: two batches of one file."""
    people = [["Сотрудник", "Должность", "Дата приема"], *([rep, "Менеджер", SALES[0].day] for rep in REPS)]
    content = xlsx(Page(register(), "Продажи"), Page(people, "Сотрудники"))
    wanted = [
        Wanted(totals=totals(), rows=ALL),
        Wanted(kind="staff", totals={"people": 6, "left": 0}, rows={"accepted": 6}),
    ]
    return Case({"всё.xlsx": content}, wanted)


@case
def sheet_that_sums_up_the_other() -> Case:
    """A second sheet adds up the first by reps and months: it must not come in once more."""
    sums: dict[tuple[str, int], Decimal] = {}
    for sale in SALES:
        key = (sale.rep, sale.day.month)
        sums[key] = sums.get(key, Decimal(0)) + sale.amount
    summary = [
        ["Менеджер", "Месяц", "Сумма"],
        *([rep, f"{MONTHS[month - 1]} 2024", amount] for (rep, month), amount in sorted(sums.items())),
    ]
    content = xlsx(Page(summary, "Свод"), Page(register(), "Продажи"))
    checks = (problem("other_sheet", sheet="Свод"), formatted(sheet="Продажи"))
    return taken("a.xlsx", content, totals(), {"accepted": 60}, problems=frozenset({"other_sheet"}), checks=checks)


@case
def old_excel_with_returns() -> Case:
    """BIFF8 with titles, names that end in spaces, returns below nought and a formula in «Итого:»."""
    back = [Sale(**{**vars(sale), "amount": -sale.amount}) if n in (5, 33) else sale for n, sale in enumerate(SALES)]
    rows: list[list[Any]] = [["Отчет по продажам"], ["Период: 01.01.2024 - 31.12.2024"], []]
    rows.append(["№", "Дата", "Документ", "Покупатель", "Менеджер", "Сумма с НДС", "в т.ч. НДС"])
    rows += [
        [n, sale.day, f"Реализация {n}", sale.client.name, f"{sale.rep}  ", sale.amount, sale.amount / 6]
        for n, sale in enumerate(back, start=1)
    ]
    rows.append([None, None, "Итого:", None, None, "=SUM(F5:F64)"])
    checks = (mapped(amount="Сумма с НДС"), formatted(header_line=4))
    return taken(
        "старый.xls",
        xls(Page(rows, "TDSheet")),
        totals(back),
        {"read": 61, "accepted": 60, "ignored": 1},
        checks=checks,
    )


@case
def open_document() -> Case:
    """OpenDocument of LibreOffice: typed days, and a thousand empty cells at the end of every row."""
    return taken(
        "a.ods",
        ods(with_total(register())),
        totals(),
        {"accepted": 60, "ignored": 1},
        control=True,
        checks=(formatted(type="ods"),),
    )


@case
def html_of_windows() -> Case:
    """An HTML table of windows-1251 under the name of an Excel file, with entities in the names."""
    content = html(with_total(register()), "cp1251", "windows-1251")
    return taken(
        "отчёт.xls",
        content,
        totals(),
        {"accepted": 60, "ignored": 1},
        control=True,
        checks=(formatted(type="html", encoding="cp1251"),),
    )


@case
def html_in_two_bytes_a_letter() -> Case:
    """An HTML table in UTF-16, as programs of Windows save it."""
    content = html(with_total(register()), "utf-16", "UTF-16")
    return taken(
        "отчёт.xls",
        content,
        totals(),
        {"accepted": 60, "ignored": 1},
        control=True,
        checks=(formatted(type="html", encoding="utf-16"),),
    )


@case
def html_with_merged_cells() -> Case:
    """An HTML table with a title across all columns, reps across several rows, nested tags and &nbsp; in amounts."""
    sales = of_month()
    lines = [
        "<table><tr><th colspan=4><b>Продажи за июль 2024</b></th></tr>",
        "<tr><th>Менеджер</th><th>Дата</th><th>Клиент</th><th>Сумма</th></tr>",
    ]
    for rep in REPS:
        own = [sale for sale in sales if sale.rep == rep]
        for place, sale in enumerate(own):
            head = "" if place else f"<td rowspan='{len(own)}'><span>{rep}</span></td>"
            amount = apart(sale.amount, "&nbsp;")
            lines.append(
                f"<tr>{head}<td>{dotted(sale.day)}</td><td><a href='#'>{sale.client.name.replace('«', '&laquo;')}</a></td><td>{amount}</td></tr>"
            )
    content = page_of("\n".join([*lines, "</table>"]), "utf-8").encode()
    return taken("отчёт.xls", content, totals(sales), {"accepted": 16, "rejected": 0}, checks=(formatted(type="html"),))


def columns(make: Callable[[Sale], Any]) -> dict[str, Any]:
    """The columns of a Parquet file with amounts made by `make`."""
    return {
        "Дата": [sale.day for sale in SALES],
        "Контрагент": [sale.client.name for sale in SALES],
        "Менеджер": [sale.rep for sale in SALES],
        "Сумма": [make(sale) for sale in SALES],
    }


@case
def parquet_of_doubles() -> Case:
    """Parquet with amounts as binary fractions and days as moments in time."""
    made = columns(lambda sale: float(sale.amount))
    made["Дата"] = pa.array([midnight(day) for day in made["Дата"]], pa.timestamp("ns"))
    return taken("a.parquet", parquet(made), totals(), ALL, checks=(formatted(type="parquet"),))


HALVES = (SALES[:30], SALES[30:])


@case
def archive_of_two() -> Case:
    """A ZIP of a text file and an Excel file, with what a Mac adds for itself."""
    entries = {
        "выгрузка/первая.csv": text(register(HALVES[0]), "cp1251"),
        "__MACOSX/._первая.csv": b"\0\5\26\7",
        "выгрузка/вторая.xlsx": xlsx(Page(register(HALVES[1]))),
    }
    wanted = [Wanted(totals=totals(half), rows={"accepted": 30}) for half in HALVES]
    return Case({"всё.zip": zipped(entries)}, wanted)


@case
def archive_of_windows() -> Case:
    """A ZIP whose Russian names are in the code page of DOS."""
    content = zipped_by_windows(
        {"Первая половина.csv": text(register(HALVES[0])), "Вторая.csv": text(register(HALVES[1]))}
    )
    names = ("Первая половина.csv", "Вторая.csv")
    wanted = [Wanted(totals=totals(half), checks=(named(name),)) for half, name in zip(HALVES, names, strict=True)]
    return Case({"всё.zip": content}, wanted)
