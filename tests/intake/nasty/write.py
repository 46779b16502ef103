"""Small writers of every format, each with the quirks that the cases need."""

import csv
import html as markup
import io
import struct
import zipfile
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, time
from decimal import Decimal
from typing import Any

import openpyxl
import pyarrow as pa
import pyarrow.parquet as pq
import xlwt
from openpyxl.styles import Alignment
from openpyxl.utils.datetime import CALENDAR_MAC_1904

Rows = Sequence[Sequence[Any]]

NBSP = "\u00a0"
OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
SECTOR = 512
FREE, END, TABLE = 0xFFFFFFFF, 0xFFFFFFFE, 0xFFFFFFFD  # marks of sectors in an OLE container


def comma(amount: Decimal | None) -> str:
    """An amount as a Russian file has it: «33030,85»."""
    return "" if amount is None else f"{amount:.2f}".replace(".", ",")


def apart(amount: Decimal, space: str = NBSP) -> str:
    """The same with its thousands apart: «33 030,85»."""
    return f"{amount:,.2f}".translate({ord(","): space, ord("."): ","})


def dotted(day: date) -> str:
    """A day as a Russian file has it."""
    return f"{day:%d.%m.%Y}"


def midnight(day: date) -> datetime:
    """A day as a sheet keeps it."""
    return datetime.combine(day, time())


def text(
    rows: Rows,
    encoding: str = "utf-8",
    delimiter: str = ";",
    eol: str = "\n",
    quoting: int = csv.QUOTE_MINIMAL,
    tail: str = "",
) -> bytes:
    """A text file; days and amounts are written as Russian programs do, `tail` stands at the end of every line."""
    held = io.StringIO()
    writer = csv.writer(held, delimiter=delimiter, lineterminator=f"{tail}\n", quoting=quoting)  # type: ignore[arg-type]
    writer.writerows([[_as_text(cell) for cell in row] for row in rows])
    return held.getvalue().replace("\n", eol).encode(encoding)


def _as_text(cell: Any) -> str:
    if isinstance(cell, Decimal):
        return comma(cell)
    if isinstance(cell, date):
        return dotted(cell)
    return "" if cell is None else str(cell)


@dataclass(frozen=True)
class Page:
    """A sheet of a workbook; rows and columns are counted from 1, as people count them."""

    rows: Rows
    title: str = "Лист1"
    merged: Sequence[tuple[int, int, int, int]] = ()  # top, left, bottom, right
    outline: Mapping[int, int] = field(default_factory=dict)
    indent: Mapping[int, int] = field(default_factory=dict)
    hidden_rows: Sequence[int] = ()
    hidden: bool = False
    formats: Mapping[int, str] = field(default_factory=dict)  # column -> number format of its cells


def xlsx(*pages: Page, mac: bool = False) -> bytes:
    """An Excel file; a text that begins with an equals sign is a formula that nobody computed."""
    book = openpyxl.Workbook()
    book.remove(book.active)
    if mac:
        book.epoch = CALENDAR_MAC_1904
    for page in pages:
        sheet = book.create_sheet(page.title)
        for row in page.rows:
            sheet.append([midnight(cell) if type(cell) is date else cell for cell in row])
        for top, left, bottom, right in page.merged:
            sheet.merge_cells(start_row=top, start_column=left, end_row=bottom, end_column=right)
        for number, level in page.outline.items():
            sheet.row_dimensions[number].outlineLevel = level
        for number, indent in page.indent.items():
            sheet.cell(number, 1).alignment = Alignment(indent=indent)
        for number in page.hidden_rows:
            sheet.row_dimensions[number].hidden = True
        for column, form in page.formats.items():
            for number in range(2, len(page.rows) + 1):
                sheet.cell(number, column).number_format = form
        sheet.sheet_state = "hidden" if page.hidden else "visible"
    return _saved(book)


def xls(*pages: Page, mac: bool = False) -> bytes:
    """An old Excel file (BIFF8)."""
    book = xlwt.Workbook(encoding="utf-8")
    book.dates_1904 = mac
    for page in pages:
        sheet = book.add_sheet(page.title)
        for number, row in enumerate(page.rows, start=1):
            for column, cell in enumerate(row, start=1):
                _write_old(sheet, number, column, cell, page)
            sheet.row(number - 1).level = page.outline.get(number, 0)
            sheet.row(number - 1).hidden = number in page.hidden_rows
        for top, left, bottom, right in page.merged:
            sheet.merge(top - 1, bottom - 1, left - 1, right - 1)
        sheet.visibility = int(page.hidden)
    return _saved(book)


def _write_old(sheet: Any, row: int, column: int, cell: Any, page: Page) -> None:
    if cell is None:
        return
    style = xlwt.XFStyle()
    if isinstance(cell, date):
        style.num_format_str = "DD.MM.YYYY"
    if column == 1 and row in page.indent:
        style.alignment.inde = page.indent[row]
    if isinstance(cell, str) and cell.startswith("="):
        cell = xlwt.Formula(cell[1:])
    sheet.write(row - 1, column - 1, cell, style)


def _saved(book: Any) -> bytes:
    held = io.BytesIO()
    book.save(held)
    return held.getvalue()


def html(rows: Rows, encoding: str = "utf-8-sig", charset: str = "UTF-8") -> bytes:
    """A table as CRM systems save it under the name of an Excel file: the first row is its header."""
    lines = [
        "<tr>" + "".join(f"<{tag}>{markup.escape(_as_text(cell))}</{tag}>" for cell in row) + "</tr>"
        for row, tag in zip(rows, ["th", *["td"] * len(rows)], strict=False)
    ]
    return page_of("\n".join(["<table border=1>", *lines, "</table>"]), charset).encode(encoding)


def page_of(table: str, charset: str) -> str:
    """A page with a table that is written out by hand."""
    return f'<meta http-equiv="Content-type" content="text/html;charset={charset}" />\n{table}\n'


def ods(rows: Rows) -> bytes:
    """An OpenDocument sheet, as small as one can be: empty cells at the end are said once, with how often they come."""
    lines = "".join(
        f"<table:table-row>{''.join(map(_ods_cell, row))}<table:table-cell table:number-columns-repeated='1000'/></table:table-row>"
        for row in rows
    )
    names = " ".join(
        f"xmlns:{name}='urn:oasis:names:tc:opendocument:xmlns:{name}:1.0'" for name in ("office", "table", "text")
    )
    content = (
        f"<?xml version='1.0' encoding='UTF-8'?><office:document-content {names} office:version='1.2'><office:body><office:spreadsheet>"
        f"<table:table table:name='Лист1'>{lines}</table:table></office:spreadsheet></office:body></office:document-content>"
    )
    kind = "application/vnd.oasis.opendocument.spreadsheet"
    manifest = (
        "<?xml version='1.0' encoding='UTF-8'?><manifest:manifest xmlns:manifest='urn:oasis:names:tc:opendocument:xmlns:manifest:1.0'>"
        f"<manifest:file-entry manifest:full-path='/' manifest:media-type='{kind}'/></manifest:manifest>"
    )
    return zipped(
        {"mimetype": kind.encode(), "content.xml": content.encode(), "META-INF/manifest.xml": manifest.encode()}
    )


def _ods_cell(cell: Any) -> str:
    if isinstance(cell, (Decimal, int, float)):
        return f"<table:table-cell office:value-type='float' office:value='{cell}'/>"
    if isinstance(cell, date):
        return f"<table:table-cell office:value-type='date' office:date-value='{cell:%Y-%m-%d}'/>"
    said = markup.escape("" if cell is None else str(cell))
    return f"<table:table-cell office:value-type='string'><text:p>{said}</text:p></table:table-cell>"


def parquet(columns: Mapping[str, Sequence[Any]]) -> bytes:
    """A Parquet file of columns."""
    held = io.BytesIO()
    pq.write_table(pa.table(dict(columns)), held)
    return held.getvalue()


def zipped(entries: Mapping[str, bytes], locked: bool = False) -> bytes:
    """A ZIP; `locked`: its entries are marked as encrypted."""
    held = io.BytesIO()
    with zipfile.ZipFile(held, "w", zipfile.ZIP_DEFLATED) as made:
        for name, content in entries.items():
            made.writestr(name, content)
    content = held.getvalue()
    if locked:
        for start, flags in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
            for at in _places(content, start):
                content = content[: at + flags] + b"\x01" + content[at + flags + 1 :]
    return content


def zipped_by_windows(entries: Mapping[str, bytes]) -> bytes:
    """A ZIP whose Russian names stand in the code page of DOS, as Windows writes them."""
    plain = {f"{number:0{len(name.encode('cp866'))}}": name.encode("cp866") for number, name in enumerate(entries)}
    content = zipped(dict(zip(plain, entries.values(), strict=True)))
    for number, name in plain.items():
        content = content.replace(number.encode(), name)
    return content


def _places(content: bytes, part: bytes) -> list[int]:
    return [at for at in range(len(content)) if content.startswith(part, at)]


def ole(*streams: str) -> bytes:
    """A container of old Office with streams of these names and nothing in them that could be read."""
    header = OLE + bytes(16) + struct.pack("<HHHHH", 0x3E, 3, 0xFFFE, 9, 6) + bytes(10)
    header += struct.pack("<IIIIIIII", 1, 1, 0, 4096, END, 0, END, 0) + struct.pack("<109I", 0, *[FREE] * 108)
    body = 8 * len(streams)
    chains = [END if (place + 1) % 8 == 0 else place + 3 for place in range(body)]
    sectors = struct.pack("<128I", TABLE, END, *chains, *[FREE] * (126 - body))
    names = ("Root Entry", *streams)
    entries = b"".join(_ole_entry(name, number, len(streams)) for number, name in enumerate(names))
    return header + sectors + entries.ljust(SECTOR, b"\0") + bytes(range(256)) * (body * 2)


def _ole_entry(name: str, number: int, streams: int) -> bytes:
    """An entry of the folder: the root, or a stream of eight sectors; each stream has the next on its right."""
    letters = (name + "\0").encode("utf-16-le")
    right = number + 1 if 0 < number < streams else FREE
    child = FREE if number else 1
    said = struct.pack("<64sHBBIII", letters, len(letters), 2 if number else 5, 1, FREE, right, child) + bytes(36)
    return said + struct.pack("<IQ", 2 + 8 * (number - 1) if number else END, 4096 if number else 0)
