"""The cells of one table in DuckDB, all of them text, with what was learned of them on the way."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any

import duckdb

from diagnostics.intake.layout import LaidOut
from diagnostics.intake.sheet import Sheet

SAMPLE = 200  # rows that header, kind and types are judged by
SHEET_LINES = 2_000_000  # more than a sheet can have: lines of the second sheet of a table are counted from here


@dataclass(frozen=True, order=True)
class Refused:
    """A line that is no row of the table; `code` as in problems."""

    line: int
    code: str
    text: str


@dataclass(frozen=True)
class Remark:
    """Something that the user should know of a sheet as a whole; `code` as in problems."""

    code: str
    sheet: str | None
    found: str | None = None


@dataclass(frozen=True)
class Doubt:
    """A cell that was read one way and could be read another; `code` as in problems."""

    line: int
    code: str
    header: str
    found: str


@dataclass
class RawTable:
    """The table `name` of DuckDB has the columns `line`, `c0`, `c1` … and holds the data rows only."""

    name: str
    format: dict[str, Any]
    columns: int  # one or more to the right of the table, to see a cell that belongs to no column
    head: list[list[str | None]]  # the first rows, from the header on
    headers: list[str] = field(default_factory=list)
    above: list[str] = field(default_factory=list)  # what stands above the header, and the title of the sheet
    refused: list[Refused] = field(default_factory=list)  # lines that are not rows of the table
    remarks: list[Remark] = field(default_factory=list)
    doubts: list[Doubt] = field(default_factory=list)
    left_out: dict[str, list[int]] = field(default_factory=dict)  # reason -> lines
    sources: list[str] | None = None  # headers of the columns that the column `origin` numbers, where values were spread
    questions: list[str] = field(default_factory=list)  # what has to be asked of this table
    spoilt: str | None = None  # code page through which its letters went before they were mended
    sheets: list[str | None] = field(default_factory=lambda: [None])  # whose rows stand here one below the other
    lacks_days: bool = False  # a report of several months whose rows have no dates
    epoch: date | None = None  # day 0 of dates that are numbers, where the table is from a spreadsheet

    def sample(self) -> list[list[str | None]]:
        """The first data rows."""
        return self.head[1:]

    def place(self, line: int) -> tuple[str | None, int]:
        """Sheet and line of the file that a number in the column `line` stands for."""
        if len(self.sheets) == 1:
            return self.sheets[0], line
        return self.sheets[line // SHEET_LINES], line % SHEET_LINES


def from_layouts(con: duckdb.DuckDBPyConnection, members: Sequence[tuple[Sheet, LaidOut]], name: str, form: dict[str, Any]) -> RawTable:
    """Put the sheets of one table, which have the same headers, into DuckDB one below the other."""
    import pyarrow as pa  # slow to import, and plain text needs none of it

    first_sheet, first = members[0]
    width = len(first.headers)
    rows = [row for _sheet, laid in members for row in laid.rows]
    columns = list(zip(*rows, strict=True)) if rows else [()] * width
    lines = [line + SHEET_LINES * part for part, (_sheet, laid) in enumerate(members) for line in laid.lines]
    names = ["line", *(f"c{number}" for number in range(width))]
    data = [pa.array(lines, pa.int32()), *(pa.array(column, pa.large_string()) for column in columns)]
    if first.origins is not None:
        names.append("origin")
        data.append(pa.array([origin for _sheet, laid in members for origin in laid.origins or ()], pa.int32()))
    con.register(f"{name}_sheet", pa.table(data, names=names))
    con.execute(f"create table {name} as select * from {name}_sheet")
    con.unregister(f"{name}_sheet")
    headers = unique(first.headers)
    raw = RawTable(
        name, form | {"sheet": first_sheet.title, "header_line": first.header_line}, width, [list(headers), *rows[:SAMPLE]], headers,
        above=[*first.frame.texts, *filter(None, [first_sheet.title])],
        sheets=[sheet.title for sheet, _laid in members],
        sources=first.sources if first.origins is not None else None,
        epoch=first_sheet.epoch, lacks_days=any(laid.period_too_long for _sheet, laid in members),
    )  # fmt: skip
    for part, (_sheet, laid) in enumerate(members):
        for reason, out in laid.left_out.items():
            raw.left_out.setdefault(reason, []).extend(line + SHEET_LINES * part for line in out)
    asked = {"year": "lacks_year", "months_hold": "unclear"}
    raw.questions += [question for question, sign in asked.items() if any(getattr(laid, sign) for _sheet, laid in members)]
    return raw


def unique(headers: list[str]) -> list[str]:
    """Repeated headers get a number, so that each can be named: «Источник», «Источник #2»."""
    seen: dict[str, int] = {}
    out = []
    for header in headers:
        seen[header] = seen.get(header, 0) + 1
        out.append(header if seen[header] == 1 or not header else f"{header} #{seen[header]}")
    return out
