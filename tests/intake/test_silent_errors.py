"""Files that could be read into a wrong figure without anybody noticing: each is refused, asked about or told."""

import io
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import openpyxl
import pytest

from diagnostics.intake import FileResult, Said, Upload, import_files
from diagnostics.intake.header import find_header
from diagnostics.workbook import Workbook

from .making import HEADER, HEADERS, Read, sale, table

Bring = Callable[..., list[FileResult]]
PRICED = "Дата;Контрагент;Менеджер;Товар;Цена;Количество"
DISCOUNTED = f"{PRICED};Скидка"


def line(*cells: str) -> str:
    """A line under PRICED or DISCOUNTED."""
    return ";".join(["15.01.2024", "Клиент 1", "Менеджер 01", "Товар 1", *cells])


@pytest.mark.parametrize("name", ["export[1].csv", "q?.csv", "all*.csv"])
def test_name_like_a_pattern(workbook: Workbook, tmp_path: Path, name: str) -> None:
    """A name with brackets or stars means the file of that name and no other one beside it."""
    for other in ("export1.csv", "qq.csv", "all of them.csv"):
        (tmp_path / other).write_text(table(HEADER, sale(1, "999")), encoding="utf-8")
    (tmp_path / name).write_text(table(HEADER, sale(1, "7")), encoding="utf-8")
    (result,) = import_files(workbook, [Upload(tmp_path / name, name)])
    assert result.totals.amount == 700


def test_two_currencies(read: Callable[..., Read]) -> None:
    """Amounts in two currencies are not added up."""
    header, one, two = f"{HEADER};Валюта", f"{sale(1)};RUB", f"{sale(2)};USD"
    assert read(table(header, one, two)).file["rejected"] == "mixed_currencies"
    assert read(table(header, one, one.replace("RUB", "rub"))).kind == "sales"


@pytest.mark.parametrize(
    ("title", "amount"), [("Клиенты с оборотом свыше 1 млн руб.", 1_000), ("Суммы в тыс. руб.", 1_000_000)]
)
def test_unit_above_the_table(read: Callable[..., Read], title: str, amount: int) -> None:
    """A title scales the amounts where it names their unit, not where it names an amount."""
    assert read(table(title, HEADER, sale(1), sale(2))).column("amount") == [amount, amount]


def test_price_in_thousands(read: Callable[..., Read]) -> None:
    """A price has the unit of its header too."""
    header = PRICED.replace("Цена", "Цена, тыс. руб.")
    assert read(table(header, line("1,5", "2"))).column("amount") == [300_000]


@pytest.mark.parametrize(("price", "quantity", "kopecks"), [("83,333333", "1200", 10_000_000), ("0,0125", "400", 500)])
def test_price_with_many_decimals(read: Callable[..., Read], price: str, quantity: str, kopecks: int) -> None:
    """Only the line is rounded, the price is not."""
    assert read(table(PRICED, line(price, quantity))).column("amount") == [kopecks]


def test_discount_in_roubles(read: Callable[..., Read]) -> None:
    """A discount above a hundred is an amount; one above the price is none, and its line is no negative sale."""
    found = read(table(DISCOUNTED, line("1000", "1", "500"), line("1000", "1", "10"), line("100", "1", "500")))
    assert found.column("amount") == [50_000, 99_000]
    assert [one[:2] for one in found.problems] == [("empty_cell", 4)]


def book_of(**sheets: list[list[object]]) -> bytes:
    """An Excel file with these sheets."""
    book = openpyxl.Workbook()
    book.remove(book.active)
    for title, rows in sheets.items():
        sheet = book.create_sheet(title)
        for row in rows:
            sheet.append(row)
    held = io.BytesIO()
    book.save(held)
    return held.getvalue()


def test_sheets_of_one_layout_are_one_table(read: Callable[..., Read]) -> None:
    """A sheet per month is read to the last; the line of a fault goes with its sheet."""
    rows = [["15.01.2024", 1, "Клиент 1", "Менеджер 01", 5], ["16.01.2024", 2, "Клиент 1", "Менеджер 01", 5]]
    more = [["15.02.2024", 3, "Клиент 1", "Менеджер 01", 7], ["31.02.2024", 4, "Клиент 1", "Менеджер 01", 7]]
    found = read(book_of(Январь=[HEADERS, *rows], Февраль=[HEADERS, *more], Заметки=[["проверить"]]), "a.xlsx")
    told = [(one["code"], one["sheet"], one["line"]) for one in found.file["problems"]]
    assert (found.column("amount"), told) == ([500, 500, 700], [("bad_date", "Февраль", 3)])


def test_other_sheets_are_named(read: Callable[..., Read]) -> None:
    """The same sales summed up on another sheet are not counted a second time, and it is said that they were not read."""
    rows = [[f"{day}.01.2024", day, "Клиент 1", "Менеджер 01", 5] for day in (15, 16, 17)]
    summed = [["Дата", "Менеджер", "Сумма"], ["31.01.2024", "Менеджер 01", 15]]
    found = read(book_of(Продажи=[HEADERS, *rows], Свод=summed), "a.xlsx")
    told = [(one["code"], one["sheet"], one["severity"]) for one in found.file["problems"]]
    assert (found.column("amount"), told) == ([500, 500, 500], [("other_sheet", "Свод", "warning")])


def test_dates_of_both_orders(read: Callable[..., Read]) -> None:
    """A file whose dates show both orders is asked about, not guessed."""
    days = ("01/05/2024", "02/28/2024", "31/12/2024")
    found = read(table("Дата;Контрагент;Менеджер;Сумма", *(f"{day};Клиент 1;Менеджер 01;5" for day in days)))
    assert [one["id"] for one in found.questions] == ["date_order"]


def test_first_of_a_month_is_no_header() -> None:
    """A date of the data that is the first of a month does not make its row the header; several months do."""
    days = ("30.01.2024", "31.01.2024", "01.02.2024", "02.02.2024")
    assert find_header([["Datum", "Kunde", "Netto"], *([day, "x", "5"] for day in days)]) == 0
    assert find_header([["", "", ""], ["wer", "01.01.2024", "01.02.2024"], ["x", "5", "7"]]) == 1


def test_cancelled_order_of_two_files(workbook: Workbook, bring: Bring) -> None:
    """An order that was cancelled is no sale, though the word stands in the file of orders."""
    orders = table("Номер;Дата;Контрагент;Статус", "1;15.01.2024;Клиент 1;Отгружен", "2;16.01.2024;Клиент 1;Отменен")
    bring(orders=orders, lines=table("Номер;Товар;Цена;Количество", "1;Товар 1;10;1", "2;Товар 1;50;1"))
    assert workbook.value("select sum(gross) from client_month") == 1_000


def test_number_of_two_orders(bring: Bring) -> None:
    """Where a number belongs to orders of two years, its lines are listed and given to neither."""
    orders = table("Номер;Дата;Контрагент", "1;05.01.2023;Клиент 1", "1;07.01.2024;Клиент 2", "2;07.01.2024;Клиент 2")
    results = bring(orders=orders, lines=table("Номер;Товар;Цена;Количество", "1;Товар 1;10;1", "2;Товар 1;50;1"))
    assert (results[1].totals.amount, [(one.code, one.line) for one in results[1].problems]) == (5_000, [("no_order", 2)])


def test_remembered_by_header(workbook: Workbook, write: Callable[..., Upload]) -> None:
    """What a user said of a file holds for the next one with these headers."""
    text = table("Дата;Кто;Сколько;Код", "15.01.2024;Менеджер 01;5;9")
    said = replace(write("first.csv", text), said={"": Said("sales", {"date": 0, "rep": 1, "amount": 2})})
    import_files(workbook, [said])
    later = write("second.csv", text.replace("15.01.2024;Менеджер 01;5", "16.01.2024;Менеджер 01;7"))
    (result,) = import_files(workbook, [later])
    assert (result.kind, result.mapping["rep"], result.totals.amount) == ("sales", "Кто", 700)


def test_a_column_without_a_header_is_not_remembered(workbook: Workbook, write: Callable[..., Upload]) -> None:
    """Two columns without headers look alike: what was said of one is not taken for the other next time."""
    text = table("Дата;;;Сумма", "15.01.2024;склад;Клиент 1;5")
    said = replace(write("first.csv", text), said={"": Said("sales", {"date": 0, "client": 2, "amount": 3})})
    import_files(workbook, [said])
    import_files(workbook, [write("second.csv", text.replace("15.01.2024", "16.01.2024"))])
    assert workbook.value("select count(*) from sale where client = 'склад'") == 0


def test_question_about_a_file_that_is_there(workbook: Workbook, bring: Bring) -> None:
    """A file that was imported before is not asked about again."""
    text = table("Дата;Контрагент;Менеджер;Сумма", "03/04/2024;Клиент 1;Менеджер 01;5")
    bring(first=text, answers={"date_order": "dmy"})
    (result,) = bring(first=text)
    assert result.status == "unchanged"
