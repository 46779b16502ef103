"""One file, whatever its format: which tables it holds."""

import re
from collections.abc import Mapping, Sequence
from concurrent.futures import Future
from itertools import islice
from pathlib import Path
from typing import Any

import duckdb

from diagnostics.intake.content import names, words
from diagnostics.intake.detect import file_type
from diagnostics.intake.header import find_header, normal, scale_of
from diagnostics.intake.layout import LaidOut, is_report, lay_out
from diagnostics.intake.layout.content import are_people
from diagnostics.intake.layout.parts import parts
from diagnostics.intake.layout.stairs import person_above
from diagnostics.intake.outcomes import outcome
from diagnostics.intake.reading.parquet import read_parquet
from diagnostics.intake.reading.raw import RawTable, Refused, Remark, from_layouts, unique
from diagnostics.intake.reading.text import cells_of_line, read_text, short_lines
from diagnostics.intake.rejection import Rejected
from diagnostics.intake.sheet import Sheet
from diagnostics.intake.survey import Survey

COUNTED = 64 * 1024**2  # bytes of a file whose lines are counted cell by cell; in a longer one a cut line is an empty cell
TAIL = 20  # lines at the end of a text file among which those behind the table are looked for
MAX_REPORT = 300_000  # rows of a text file that are laid out as a report; a longer one is a plain list


def read_file(
    con: duckdb.DuckDBPyConnection,
    path: Path,
    name: str,
    scrap: Path,
    surveyed: Future[Survey],
    said: Mapping[str, str],
    title: str,
) -> list[RawTable]:
    """Read a file; the data rows of each of its tables stand in a table of `con` that begins with `name`.

    Args:
        con: where the tables are put.
        path: the file.
        name: what the tables are called.
        scrap: a folder for what is needed while reading.
        surveyed: what the file is as bytes; may still be at work.
        said: answers of the user to what a layout leaves open.
        title: the name that the user knows the file by.

    Raises:
        Rejected: not a table, broken, or without data rows.
    """
    kind = file_type(path)
    if kind == "csv":
        raw = _text_table(con, path, name, scrap, surveyed, said, title)
        if _is_of_a_foreign_locale(raw):
            raise Rejected("foreign_locale")
        return [raw]
    if kind == "parquet":
        raw = read_parquet(con, path, name)
        if is_report(Sheet(None, [list(raw.headers), *raw.sample()])) and _length(con, name) <= MAX_REPORT:
            return [_report_table(con, raw, said, title)]
        con.execute(f"create view {name} as select * from {name}_all")
        _refuse_empty(con, name)
        return [raw]
    form: dict[str, Any] = {"type": kind, "encoding": None, "delimiter": None, "sheet": None, "header_line": 1}
    if kind == "html":
        from diagnostics.intake.reading.html import read_html  # lxml and calamine are loaded for those who need them

        sheets, form["encoding"] = read_html(path)
        return [max(_sheet_tables(con, sheets, name, form, said, title), key=lambda raw: len(raw.head))]
    from diagnostics.intake.reading.book import read_book

    return _sheet_tables(con, read_book(path, kind), name, form, said, title)


def _sheet_tables(
    con: duckdb.DuckDBPyConnection, sheets: list[Sheet], name: str, form: dict[str, Any], said: Mapping[str, str], title: str
) -> list[RawTable]:
    """A table for every group of visible sheets that have one header; hidden sheets are only told of."""
    groups: dict[tuple[str, int], list[tuple[Sheet, LaidOut]]] = {}
    shown = [sheet for sheet in sheets if not sheet.hidden]
    remarks = [Remark("hidden_sheet", sheet.title, str(len(sheet.rows))) for sheet in sheets if sheet.hidden and shown and _holds_table(sheet)]
    for sheet in (part for whole in shown or sheets for part in parts(whole)):
        laid = lay_out(sheet, said, title) if _holds_table(sheet) or len(sheets) == 1 else None
        if laid is not None and laid.rows:
            unit = max(map(scale_of, laid.frame.texts), default=1)
            groups.setdefault(("|".join(map(normal, laid.headers)), unit), []).append((sheet, laid))
    if not groups:
        raise Rejected("header_only")
    for members in groups.values():
        _name_sheets(members)
    tables = [from_layouts(con, members, f"{name}_{number}", form) for number, members in enumerate(groups.values())]
    for raw, members in zip(tables, groups.values(), strict=True):
        for sheet, laid in members:
            taken = set(laid.lines)
            count = sum(sheet.line(row) in taken for row in sheet.hidden_rows if row < len(sheet.rows))
            raw.remarks += [Remark("hidden_rows", sheet.title, str(count))] if count else []
            raw.remarks += [Remark("empty_formulas", sheet.title)] if sheet.empty_formulas else []
    tables[0].remarks += remarks
    return tables


def _name_sheets(members: list[tuple[Sheet, LaidOut]]) -> None:
    """What sheets of one form are called may be a column: who sold what stands there, or what became of the deals."""
    headers, titles = members[0][1].headers, [sheet.title or "" for sheet, _laid in members]
    above = [person_above(laid.frame.texts) for _sheet, laid in members]
    named = {group for group in ("rep", "employee", "stage", "status") for header in headers if normal(header) in names()[group].rank}
    if not named & {"rep", "employee"} and (all(above) or are_people(titles)):
        _add_column(members, words("columns")["rep"], above if all(above) else titles)
    elif not named & {"stage", "status"} and {"won", "lost"} <= {*map(outcome, titles)}:
        _add_column(members, words("columns")["stage"], titles)


def _add_column(members: list[tuple[Sheet, LaidOut]], header: str, values: Sequence[str | None]) -> None:
    """Give every row of a sheet the value of the sheet."""
    for (_sheet, laid), value in zip(members, values, strict=True):
        laid.headers = [*laid.headers, header]
        laid.rows = [[*row, value] for row in laid.rows]


def _holds_table(sheet: Sheet) -> bool:
    return sum(1 for _row in islice((row for row in sheet.rows if sum(map(bool, row)) > 1), 2)) == 2


def _text_table(
    con: duckdb.DuckDBPyConnection, path: Path, name: str, scrap: Path, surveyed: Future[Survey], said: Mapping[str, str], title: str
) -> RawTable:
    raw = read_text(con, path, name, scrap, surveyed)
    if not raw.head:  # every line of it is broken
        raise Rejected("header_only")
    if is_report(Sheet(None, [list(row) for row in raw.head])) and surveyed.result().lines <= MAX_REPORT:
        return _report_table(con, raw, said, title)
    header = find_header(raw.head)
    raw.above = [" ".join(cell for cell in row if cell) for row in raw.head[:header]]
    raw.head = raw.head[header:]
    raw.headers = unique([cell or "" for cell in raw.head[0]])
    row = con.execute(f"select line from {name}_all order by line limit 1 offset {header}").fetchone()
    raw.format["header_line"] = row[0] if row else 1
    width = min(cells_of_line(path, raw.format), raw.columns)  # quotes that nothing closes part cells as only one of the readers thinks
    if path.stat().st_size <= COUNTED and con.execute(f"select 1 from {name}_all where c{width - 1} is null limit 1").fetchone():
        raw.refused += short_lines(path, raw.format, width)
    _leave_out(con, raw, width)
    _refuse_empty(con, name)
    return _with_question(raw)


def _is_of_a_foreign_locale(raw: RawTable) -> bool:
    """Whether a column shows 00:00.0 where dates stood.

    Excel of another country saved such a file, and its amounts have lost their decimal signs in the same way.
    """
    for column in range(len(raw.headers)):
        cells = [cell for row in raw.sample() if column < len(row) and (cell := row[column])]
        if len(cells) > 2 and sum(re.fullmatch(r"\d{1,2}:\d\d\.\d", cell) is not None for cell in cells) * 2 > len(cells):
            return True
    return False


def _report_table(con: duckdb.DuckDBPyConnection, raw: RawTable, said: Mapping[str, str], title: str) -> RawTable:
    """A text or Parquet file that is a report: laid out as a sheet would be."""
    cells = ", ".join(f"c{number}" for number in range(raw.columns))
    rows = con.execute(f"select line, {cells} from {raw.name}_all order by line").fetchall()
    if raw.headers:  # Parquet has its header apart
        rows.insert(0, (0, *raw.headers))
    sheet = Sheet(None, [list(row[1:]) for row in rows], lines=[row[0] for row in rows])
    laid = lay_out(sheet, said, title)
    if laid is None or not laid.rows:
        raise Rejected("header_only")
    done = from_layouts(con, [(sheet, laid)], raw.name, raw.format)
    done.refused, done.spoilt = raw.refused, raw.spoilt
    return _with_question(done)


def _with_question(raw: RawTable) -> RawTable:
    if raw.spoilt:
        raw.questions.append("letters")
    return raw


def _length(con: duckdb.DuckDBPyConnection, name: str) -> int:
    return int(con.execute(f"select count(*) from {name}_all").fetchall()[0][0])


def _refuse_empty(con: duckdb.DuckDBPyConnection, name: str) -> None:
    if con.execute(f"select 1 from {name} limit 1").fetchone() is None:
        raise Rejected("header_only")


def _leave_out(con: duckdb.DuckDBPyConnection, table: RawTable, width: int) -> None:
    """Make the view of data rows: below the header, not blank, with nothing behind the `width` cells of the header."""
    name = table.name
    rows = f"select * from {name}_all where line > {table.format['header_line']}"
    is_blank = " and ".join(f"coalesce(trim(c{number}), '') = ''" for number in range(table.columns))
    may_be_blank = "c0 is null or c0 = '' or starts_with(c0, ' ')"  # mostly none is, and one column is read faster than all
    is_beyond = " or ".join(f"trim(c{number}) <> ''" for number in range(width, table.columns)) or "false"
    blank = []
    if con.execute(f"select 1 from ({rows}) where {may_be_blank} limit 1").fetchone():
        blank = con.execute(f"select line from ({rows}) where {is_blank}").fetchall()
    beyond = con.execute(f"select line, c0 from ({rows}) where {is_beyond}").fetchall()
    trailing = _trailing(con, table)
    again = _headers_again(con, table)
    table.headers = table.headers[: _named(table.headers)]
    table.refused = sorted([*table.refused, *(Refused(line, "extra_cells", text or "") for line, text in beyond if line not in trailing)])
    for reason, lines in (("frame", trailing), ("header", again)):
        if lines:
            table.left_out[reason] = lines
    trailing = [line for line in trailing if line not in {one.line for one in table.refused}]
    odd = [*again, *(line for line, *_text in blank + beyond), *trailing, *(one.line for one in table.refused if one.code in ("missing_cells", "bad_letters"))]
    if odd:
        con.execute(f"create table {name}_odd as select unnest(?::integer[]) as line", [odd])
        rows += f" and line not in (from {name}_odd)"
    con.execute(f"create view {name} as {rows}")


def _headers_again(con: duckdb.DuckDBPyConnection, table: RawTable) -> list[int]:
    """Lines on which the header stands once more, as on every page of a printed report."""
    cells = [(number, cell) for number, cell in enumerate(table.head[0]) if cell and cell.strip()]
    if len(cells) < 2:
        return []
    same = " and ".join(f"c{number} = ?" for number, _cell in cells)
    rows = con.execute(f"select line from {table.name}_all where line > {table.format['header_line']} and {same} order by line", [cell for _number, cell in cells])
    return [line for (line,) in rows.fetchall()]


def _trailing(con: duckdb.DuckDBPyConnection, table: RawTable) -> list[int]:
    """Lines behind a table, parted from it by a blank one, that hold one cell: who made the report, whose it is."""
    if len([header for header in table.headers if header]) < 3:
        return []
    cells = ", ".join(f"c{number}" for number in range(table.columns))
    rows = con.execute(f"select line, {cells} from {table.name}_all where line > {table.format['header_line']} order by line desc limit {TAIL}")
    found: list[int] = []
    for line, *texts in rows.fetchall():
        filled = sum(bool(text and text.strip()) for text in texts)
        if filled > 1:
            return sorted(found) if found and found[-1] > line + 1 else []
        found += [line] if filled else []
    return []


def _named(headers: list[str]) -> int:
    """Columns up to the last one that has a header: what stands behind it is nobody's."""
    return max((number for number, header in enumerate(headers, start=1) if header.strip()), default=0)
