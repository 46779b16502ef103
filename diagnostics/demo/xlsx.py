"""A table of the workshop as an Excel sheet whose bytes depend on its content alone."""

from datetime import datetime
from io import BytesIO
from pathlib import Path
from typing import Any
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

import duckdb
from openpyxl import Workbook
from openpyxl.cell import WriteOnlyCell
from openpyxl.utils import get_column_letter
from openpyxl.xml.functions import tostring

from diagnostics.demo.layout import Sheet
from diagnostics.demo.words import words

__all__ = ["MOST_LINES", "too_long", "write_xlsx"]

MOST_LINES = 1_048_575  # of a sheet below its header
_SHEET_NAME = "TDSheet"  # as 1C calls its sheets
_MADE = datetime(2026, 7, 1, 9, 0, 0)  # noqa: DTZ001  a file property without a zone
_ZIP_DATE = (2026, 7, 1, 9, 0, 0)
_FORMATS = {"day": "DD.MM.YYYY", "moment": "DD.MM.YYYY HH:MM:SS", "money": "#,##0.00"}
_WIDTHS = {"text": 26, "day": 14, "moment": 20, "money": 16, "count": 18}
_BLOCK = 10_000  # rows fetched at a time


def too_long(rows: int) -> str:
    """The sentence that refuses a table."""
    return f"{rows} rows do not fit into an Excel sheet of {MOST_LINES}; write csv or parquet"


def write_xlsx(con: duckdb.DuckDBPyConnection, sheet: Sheet, path: Path) -> None:
    """Write a table with real dates and numbers, its titles and its total line.

    Args:
        con: of the workshop.
        sheet: what to write.
        path: of the file.

    Raises:
        ValueError: the table has more lines than a sheet can hold.
    """
    (lines,) = con.execute(f"select count(*) from {sheet.name}").fetchone() or (0,)
    if lines + sheet.total > MOST_LINES:
        raise ValueError(too_long(lines))
    book = Workbook(write_only=True)
    page = book.create_sheet(_SHEET_NAME)
    for i, column in enumerate(sheet.columns, 1):
        page.column_dimensions[get_column_letter(i)].width = _WIDTHS[column.kind]
    for title in sheet.titles:
        page.append([title])
    page.append([column.header for column in sheet.columns])

    def cell(value: Any, kind: str) -> Any:
        if value is None or kind not in _FORMATS:
            return value
        made = WriteOnlyCell(page, value / 100 if kind == "money" else value)
        made.number_format = _FORMATS[kind]
        return made

    kinds = [column.kind for column in sheet.columns]
    rows = con.execute(f"select {', '.join(column.field for column in sheet.columns)} from {sheet.name}")
    while block := rows.fetchmany(_BLOCK):
        for row in block:
            page.append(list(map(cell, row, kinds)))
    if sheet.total:
        sums = [f"sum({one.field})::bigint" if one.kind == "money" else "null" for one in sheet.columns]
        row = con.execute(f"select {', '.join(sums)} from {sheet.name}").fetchone() or ()
        page.append([words().total, *map(cell, row[1:], kinds[1:])])
    _save(book, path)


def _save(book: Workbook, path: Path) -> None:
    """Save with fixed times in the properties and in the archive, where openpyxl writes the present ones."""
    draft = BytesIO()
    book.save(draft)
    book.properties.created = book.properties.modified = _MADE
    with ZipFile(draft) as source, ZipFile(path, "w", ZIP_DEFLATED) as out:
        for name in source.namelist():
            properties = name == "docProps/core.xml"
            content = tostring(book.properties.to_tree()) if properties else source.read(name)
            entry = ZipInfo(name, _ZIP_DATE)
            entry.compress_type = ZIP_DEFLATED
            out.writestr(entry, content)
