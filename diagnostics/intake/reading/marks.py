"""What Excel files say of rows beyond their cells: outline levels, indents, hidden rows, formulas nobody computed.

Without outline and indent a report of 1C is a list in which every sum stands three times.
"""

import posixpath
import re
import zipfile
import zlib
from collections.abc import Mapping
from datetime import date
from pathlib import Path
from typing import IO

from lxml import etree

from diagnostics.intake.rejection import Rejected
from diagnostics.intake.sheet import Sheet

MAIN = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"
LINK = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}id"
BLOCK = 1 << 20
ROW = 200  # bytes in which the beginning of a row has its number
NARROW = 26  # columns of one letter
MAX_COLUMNS = 2_000
MAX_CELLS = 60_000_000  # of 32 bytes each; a full sheet of 50 columns has as many
SIGNS = (b"outlineLevel=", b"hidden=")
UNCOMPUTED = (b"</f></c>", b"</f><v></v>", b"</f><v/>", b"</f><v />")
MAC_EPOCH = date(1904, 1, 1)


def xlsx_marks(path: Path, sheets: list[Sheet], signs: Mapping[str, set[bytes]]) -> None:
    """Add to the sheets of an XLSX file what its XML says of their rows. A part that cannot be read adds nothing."""
    try:
        with zipfile.ZipFile(path) as archive:
            parts, epoch = _parts(archive)
            indents = _indents(archive)
            for sheet in sheets:
                sheet.epoch = epoch or sheet.epoch
                if sheet.title in parts:
                    _mark(archive, parts[sheet.title], sheet, indents, signs.get(parts[sheet.title], set()))
    except (etree.XMLSyntaxError, KeyError, ValueError, zipfile.BadZipFile, OSError, zlib.error):
        return


def signs_of(path: Path) -> dict[str, set[bytes]]:
    """Part of an XLSX file -> which signs stand in it.

    Raises:
        Rejected: a sheet has more cells than can be held (two of them, far apart, are enough for that): too_wide, too_large.
    """
    found: dict[str, set[bytes]] = {}
    try:
        with zipfile.ZipFile(path) as archive:
            for part in _parts(archive)[0].values():
                with archive.open(part) as xml:
                    found[part], rows, columns = _survey(xml)
                if columns > MAX_COLUMNS:
                    raise Rejected("too_wide")
                if rows * columns > MAX_CELLS:
                    raise Rejected("too_large")
    except (etree.XMLSyntaxError, KeyError, ValueError, zipfile.BadZipFile, OSError, zlib.error):
        pass  # who reads the cells will say what is wrong
    return found


def _survey(xml: IO[bytes]) -> tuple[set[bytes], int, int]:
    """Which signs stand in a sheet, its last row, and its last column where that has two letters or more; else 26."""
    seen: set[bytes] = set()
    rows, columns, tail = 0, NARROW, b""
    while block := xml.read(BLOCK):
        text = tail + block
        signs = (*SIGNS, *UNCOMPUTED) if b"</f>" in text else SIGNS  # most sheets have no formulas
        seen |= {sign for sign in signs if sign not in seen and sign in text}
        last = text.rfind(b"<row ")
        if last >= 0 and (number := re.search(rb'\sr="(\d{1,7})"', text[last : last + ROW])):
            rows = max(rows, int(number[1]))
        columns = max([columns, *(_column(letters) for letters in set(re.findall(rb'<c r="([A-Z]{2,3})\d', text)))])
        tail = text[-ROW:]
    return seen, rows, columns


def _column(letters: bytes) -> int:
    """AA is 27."""
    number = 0
    for letter in letters:
        number = number * 26 + letter - ord("A") + 1
    return number


def xls_marks(path: Path, sheets: list[Sheet]) -> None:
    """Add to the sheets of an XLS file what it says of their rows. A file that xlrd cannot read adds nothing."""
    import xlrd  # for old files alone

    try:
        book = xlrd.open_workbook(path, formatting_info=True, on_demand=True, logfile=_Nowhere())
    except Exception:
        return
    for sheet in sheets:
        if book.datemode:
            sheet.epoch = MAC_EPOCH
        try:
            old = book.sheet_by_name(sheet.title)
        except xlrd.XLRDError:
            continue
        for row, info in old.rowinfo_map.items():
            if info.outline_level:
                sheet.outline[row] = info.outline_level
            if info.hidden:
                sheet.hidden_rows.add(row)
        for row in range(min(old.nrows, len(sheet.rows))):
            first = next((column for column, cell in enumerate(sheet.rows[row]) if cell), None)
            if first is not None and first < old.ncols:
                indent = book.xf_list[old.cell_xf_index(row, first)].alignment.indent_level
                if indent:
                    sheet.indent[row] = indent


class _Nowhere:
    """Where xlrd writes what it thinks of a file: names and cells of strangers are not for our log."""

    def write(self, _text: str) -> int:
        return 0

    def flush(self) -> None:
        """Nothing is held."""


def _parts(archive: zipfile.ZipFile) -> tuple[dict[str, str], date | None]:
    """Title of a sheet -> its part of the archive; and the epoch, where it is not the usual one."""
    links = {
        one.get("Id"): posixpath.normpath(posixpath.join("xl", target)).lstrip("/") if not target.startswith("/") else target[1:]
        for one in _tree(archive, "xl/_rels/workbook.xml.rels")
        if (target := one.get("Target"))
    }
    book = _tree(archive, "xl/workbook.xml")
    properties = book.find(f"{MAIN}workbookPr")
    epoch = MAC_EPOCH if properties is not None and properties.get("date1904") in ("1", "true", "on") else None
    parts = {}
    for one in book.iter(f"{MAIN}sheet"):
        title, part = one.get("name"), links.get(one.get(LINK))
        if title and part:
            parts[title] = part
    return parts, epoch


def _indents(archive: zipfile.ZipFile) -> dict[str, int]:
    """Number of a cell style -> its indent, where it has one."""
    if "xl/styles.xml" not in archive.namelist():
        return {}
    formats = _tree(archive, "xl/styles.xml").find(f"{MAIN}cellXfs")
    found = {}
    for number, one in enumerate(formats if formats is not None else ()):
        alignment = one.find(f"{MAIN}alignment")
        if alignment is not None and (indent := alignment.get("indent", "0")) != "0":
            found[str(number)] = int(indent)
    return found


def _mark(archive: zipfile.ZipFile, part: str, sheet: Sheet, indents: dict[str, int], seen: set[bytes]) -> None:
    sheet.empty_formulas = any(sign in seen for sign in UNCOMPUTED)
    if not indents and not any(sign in seen for sign in SIGNS):
        return  # nothing to learn, and to go through the elements costs more than to read the cells
    with archive.open(part) as xml:
        for _event, row in etree.iterparse(xml, tag=f"{MAIN}row", resolve_entities=False, load_dtd=False, no_network=True):
            number = int(row.get("r", "0")) - 1
            if level := int(row.get("outlineLevel", "0")):
                sheet.outline[number] = level
            if row.get("hidden") in ("1", "true"):
                sheet.hidden_rows.add(number)
            first = next((cell for cell in row if len(cell)), None) if indents else None
            if first is not None and (indent := indents.get(first.get("s", ""))):
                sheet.indent[number] = indent
            row.clear()
            parent = row.getparent()
            while parent is not None and row.getprevious() is not None:
                del parent[0]  # what was read is let go of: a sheet may be larger than the memory


def _tree(archive: zipfile.ZipFile, part: str) -> etree._Element:
    parser = etree.XMLParser(resolve_entities=False, load_dtd=False, no_network=True)
    return etree.fromstring(archive.read(part), parser)
