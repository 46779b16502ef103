"""The copy of the user's file with its faults marked: same rows, same cells, nothing that Excel would run."""

import io
from collections.abc import Callable
from pathlib import Path

import openpyxl
import pytest

from diagnostics.intake import Upload, import_files, marked_copy
from diagnostics.workbook import Workbook

from .making import HEADER, HEADERS, sale, table, xlsx

BAD = "31.02.2024;2;Клиент 2;Менеджер 01;10,00"
RED = "FFF8D7DA"


@pytest.fixture(name="copy")
def _copy(workbook: Workbook, write: Callable[..., Upload], tmp_path: Path) -> Callable[..., openpyxl.Workbook]:
    """Import a file and get its marked copy."""

    def copied(name: str, content: str | bytes, encoding: str = "utf-8") -> openpyxl.Workbook:
        upload = write(name, content, encoding)
        problems = [problem for result in import_files(workbook, [upload]) for problem in result.problems]
        assert problems
        target = tmp_path / "copy.xlsx"
        assert marked_copy(upload, problems, target)
        return openpyxl.load_workbook(target)

    return copied


def red(book: openpyxl.Workbook) -> list[tuple[str, str]]:
    """Sheet and place of the cells that are marked as faulty."""
    return [
        (sheet.title, cell.coordinate)
        for sheet in book
        for row in sheet.iter_rows()
        for cell in row
        if cell.fill.fill_type and cell.fill.fgColor.rgb == RED
    ]


def test_the_bad_cell_is_marked_where_it_stands(copy: Callable[..., openpyxl.Workbook]) -> None:
    """The fault stands in the row and column of the user's own file, with a note on what to do; all else is untouched."""
    book = copy("sales.csv", table(HEADER, sale(1), BAD, sale(3)), "cp1251")
    page = book.active
    assert red(book) == [(page.title, "A3")]
    assert page["A3"].value == "31.02.2024"
    assert "31.12.2025" in page["A3"].comment.text
    assert [page.cell(1, column).value for column in range(1, 6)] == HEADERS
    assert page["C4"].value == "Клиент 3"


def test_a_line_that_is_no_row(copy: Callable[..., openpyxl.Workbook]) -> None:
    """A line with a cell too many is marked at its beginning; line breaks inside cells do not shift the rows."""
    book = copy("sales.csv", table(HEADER, '15.01.2024;1;"Клиент\n1";Менеджер 01;5', BAD.replace("31.02", "15.01") + ";лишнее", sale(3)))
    assert [place for _sheet, place in red(book)] == ["A4"]


def test_sheets_keep_their_names_dates_and_numbers(copy: Callable[..., openpyxl.Workbook]) -> None:
    """A spreadsheet comes back with its sheets; numbers are numbers, days are days, codes keep their noughts."""
    from datetime import datetime

    day = datetime(2024, 1, 15)  # noqa: DTZ001 - a sheet knows no time zones
    rows = [HEADERS, [day, "007", "Клиент 1", "Менеджер 01", 10.5], [day, "8", "Клиент 2", "Менеджер 01", "много"]]
    book = copy("sales.xlsx", xlsx(rows))
    page = book.active
    assert red(book) == [("Sheet", "E3")]
    assert (page["A2"].value, page["A2"].number_format) == (day, "dd.mm.yyyy")
    assert (page["B2"].value, page["E2"].value) == ("007", 10.5)


def test_nothing_in_the_copy_runs(copy: Callable[..., openpyxl.Workbook]) -> None:
    """Cells that begin like a formula or an address stay the text that they are."""
    evil = '=HYPERLINK("http://example.invalid";"x")'
    book = copy("sales.csv", table(HEADER, f"15.01.2024;1;{evil.replace(';', ',')};Менеджер 01;5", BAD))
    cell = book.active["C2"]
    assert (cell.data_type, cell.hyperlink) == ("s", None)
    assert cell.value == evil.replace(";", ",")


def test_of_an_archive_there_is_no_copy(write: Callable[..., Upload], tmp_path: Path) -> None:
    """What cannot be shown as sheets gives no copy and no error."""
    import zipfile

    held = io.BytesIO()
    with zipfile.ZipFile(held, "w") as archive:
        archive.writestr("a.csv", table(HEADER, BAD))
    assert not marked_copy(write("a.zip", held.getvalue()), [], tmp_path / "copy.xlsx")
