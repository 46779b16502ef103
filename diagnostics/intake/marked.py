"""A copy of the user's own file as XLSX with the bad cells marked, to send to whoever keeps the data."""

import csv
import re
from collections.abc import Iterator, Mapping, Sequence
from datetime import datetime
from pathlib import Path
from typing import Any

from diagnostics.intake.detect import file_type
from diagnostics.intake.header import normal
from diagnostics.intake.letters import repaired, text_format
from diagnostics.intake.rejection import Rejected
from diagnostics.intake.sheet import Row, Sheet

MAX_ROWS = 1_048_576  # of a sheet of Excel
MAX_COLUMNS = 16_384
NUMBER = re.compile(r"-?(?:0|[1-9]\d{0,13})(?:\.\d{1,4})?")  # what Excel holds to the last digit; a code with a nought in front is none
MAX_TEXT = 32_767  # letters of a cell
BAD = {"bg_color": "#F8D7DA", "border": 1, "border_color": "#B02A37"}
DOUBTFUL = {"bg_color": "#FFF3CD", "border": 1, "border_color": "#997404"}


def write_marked(path: Path, target: Path, problems: Sequence[Mapping[str, Any]], words: Mapping[str, str]) -> None:
    """Write the copy; every row stands where it stands in the file.

    Args:
        path: the user's file.
        target: where the copy is put.
        problems: `sheet`, `line`, `header` (None: the whole line), `severity` and `note`, what to do about it.
        words: `sheet`, the name of a sheet of a file without sheets.

    Raises:
        Rejected: the file has more rows than a sheet can hold, or cannot be read as a sheet.
    """
    import xlsxwriter  # loaded in the reading process, and only there

    sheets = list(_sheets(path, words["sheet"]))
    with xlsxwriter.Workbook(target, {"strings_to_formulas": False, "strings_to_urls": False, "constant_memory": False}) as book:
        styles = {"error": book.add_format(BAD), "warning": book.add_format(DOUBTFUL), "day": book.add_format({"num_format": "dd.mm.yyyy"})}
        typed = file_type(path) in ("xlsx", "xls", "ods")  # a day there is a day, not a text that looks like one
        for sheet in sheets:
            page = book.add_worksheet(sheet.title)
            marks = _marks(sheet, [one for one in problems if one["line"] and one["sheet"] in (None, sheet.title)])
            for number, row in enumerate(sheet.rows):
                line = sheet.line(number) - 1
                for column, cell in enumerate(row[:MAX_COLUMNS]):
                    one = marks.get((line, column))
                    _write(page, line, column, cell, styles[one["severity"]] if one else styles["day"] if _is_day(cell, typed) else None)
            for (line, column), one in marks.items():
                page.write_comment(line, column, one["note"][:MAX_TEXT], {"x_scale": 2})


def _sheets(path: Path, title: str) -> Iterator[Sheet]:
    kind = file_type(path)
    if kind == "csv":
        yield _text_sheet(path, title)
    elif kind == "html":
        from diagnostics.intake.reading.html import read_html

        tables, _encoding = read_html(path)
        for number, table in enumerate(tables):
            table.title = title if number == 0 else f"{title} {number + 1}"
            yield table
    elif kind in ("xlsx", "xls", "ods"):
        from diagnostics.intake.reading.book import read_book

        yield from (sheet for sheet in read_book(path, kind) if not sheet.hidden)
    else:
        raise Rejected("not_a_table")


def _text_sheet(path: Path, title: str) -> Sheet:
    """The records of a text file, each on the row of the line on which it begins."""
    form = text_format(path)
    rows: list[Row] = []
    lines: list[int] = []
    with path.open(encoding=form.encoding, errors="replace", newline="") as text:
        reader = csv.reader((repaired(line, form.spoilt) for line in text) if form.spoilt else text, delimiter=form.delimiter)
        at = 1
        for cells in reader:
            rows.append(list(cells))
            lines.append(at)
            at = reader.line_num + 1
            if at > MAX_ROWS:
                raise Rejected("too_long_to_mark")
    return Sheet(title, rows, lines=lines)


def _marks(sheet: Sheet, problems: Sequence[Mapping[str, Any]]) -> dict[tuple[int, int], Mapping[str, Any]]:
    """(row, column) from 0 -> the problem of the cell; a problem of a whole line stands at its first cell."""
    columns: dict[str, int] = {}
    for row in sheet.rows[:60]:
        for column, cell in enumerate(row):
            if cell:
                columns.setdefault(normal(cell), column)
    found: dict[tuple[int, int], Mapping[str, Any]] = {}
    for one in problems:
        header = one["header"] or ""
        column = columns.get(normal(header), columns.get(normal(header.rpartition(", ")[2]), 0))
        held = found.get((one["line"] - 1, column))
        if held is None or held["severity"] != "error":
            found[one["line"] - 1, column] = one
    return found


def _is_day(cell: str | None, typed: bool) -> bool:
    return typed and cell is not None and re.fullmatch(r"\d{4}-\d\d-\d\d(?: 00:00:00)?", cell) is not None


def _write(page: Any, line: int, column: int, cell: str | None, style: Any) -> None:
    """Numbers as numbers, everything else as the text that it is: nothing becomes a formula or a link."""
    if cell is None or cell == "":
        page.write_blank(line, column, None, style)
        return
    if style is not None and style.num_format == "dd.mm.yyyy":
        page.write_datetime(line, column, datetime.fromisoformat(cell), style)
        return
    if NUMBER.fullmatch(cell):
        page.write_number(line, column, float(cell), style)
    else:
        page.write_string(line, column, cell[:MAX_TEXT], style)
