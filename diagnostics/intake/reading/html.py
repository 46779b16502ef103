"""HTML tables, which CRM systems save under the name of an Excel file."""

import codecs
import re
from pathlib import Path

from lxml import etree

from diagnostics.intake.detect import HEAD
from diagnostics.intake.letters import text_format
from diagnostics.intake.rejection import Rejected
from diagnostics.intake.sheet import Box, Row, Sheet

MAX_SPAN = 1_000
BREAKS = ("br", "p", "div", "li")


def read_html(path: Path) -> tuple[list[Sheet], str]:
    """Every table of a page that has two columns and two rows, and the encoding of the page.

    Raises:
        Rejected: there is no such table: somebody saved a page, most likely that of the login.
    """
    encoding = _encoding(path)
    sheets = []
    with path.open("rb") as file:
        page = codecs.EncodedFile(file, "utf-8", encoding, errors="replace")  # the parser knows fewer encodings than Python
        try:
            for _event, table in etree.iterparse(page, events=("end",), tag="table", html=True, encoding="utf-8", no_network=True, recover=True):
                sheet = _sheet(table)
                if sum(len([cell for cell in row if cell]) > 1 for row in sheet.rows) > 1:
                    sheets.append(sheet)
                table.clear()
        except etree.XMLSyntaxError as problem:
            raise Rejected("web_page") from problem
    if not sheets:
        raise Rejected("web_page")
    return sheets, encoding


def _encoding(path: Path) -> str:
    """What the page says of itself, where Python knows it; else what its letters say."""
    with path.open("rb") as file:
        head = file.read(HEAD)
    said = re.search(rb"charset\s*=\s*[\"']?\s*([\w-]+)", head)
    if said and not head.startswith((b"\xff\xfe", b"\xfe\xff")):
        try:
            name = codecs.lookup(said[1].decode("ascii")).name
            head.decode(name, errors="strict" if len(head) < HEAD else "ignore")
        except (LookupError, UnicodeError):
            return text_format(path).encoding
        return name
    return text_format(path).encoding


def _sheet(table: etree._Element) -> Sheet:
    """The cells of a table, spans spread out as merged boxes."""
    rows: list[Row] = []
    merged: list[Box] = []
    taken: set[tuple[int, int]] = set()
    for number, row in enumerate(table.iter("tr")):
        cells: Row = []
        for cell in row:
            if cell.tag not in ("td", "th"):
                continue
            while (number, len(cells)) in taken:
                cells.append(None)
            wide, high = _span(cell, "colspan"), _span(cell, "rowspan")
            if wide > 1 or high > 1:
                box = Box(number, len(cells), number + high - 1, len(cells) + wide - 1)
                merged.append(box)
                taken |= {(line, column) for line in range(box.top + 1, box.bottom + 1) for column in range(box.left, box.right + 1)}
            cells += [_text(cell), *[None] * (wide - 1)]
        rows.append(cells)
    width = max(map(len, rows), default=0)
    return Sheet(None, [row + [None] * (width - len(row)) for row in rows], merged=merged)


def _span(cell: etree._Element, name: str) -> int:
    said = cell.get(name, "1").strip()
    return min(max(int(said), 1), MAX_SPAN) if said.isdigit() else 1


def _text(cell: etree._Element) -> str | None:
    """The text of a cell as a reader sees it; spaces that hold an indent stay."""
    parts = [cell.text or ""]
    for inner in cell.iterdescendants():
        if inner.tag in BREAKS:
            parts.append("\n")
        if isinstance(inner.tag, str) and inner.tag not in ("script", "style"):
            parts.append(inner.text or "")
        parts.append(inner.tail or "")
    lines = [re.sub(r"[ \t\r\n]+", " ", line) for line in "".join(parts).split("\n")]
    text = "\n".join(lines).strip(" \n")
    return text or None
