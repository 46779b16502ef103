"""A file's cells as text in DuckDB: `line` of the file, then `c0`, `c1` … Nothing is interpreted yet."""

import csv
import glob
import sys
from concurrent.futures import Future
from dataclasses import dataclass, field
from datetime import date, datetime, time
from pathlib import Path
from typing import Any

import duckdb

from diagnostics.intake.detect import TextFormat, file_type, text_format
from diagnostics.intake.header import find_header
from diagnostics.intake.rejection import Rejected
from diagnostics.intake.survey import Survey

SAMPLE = 200  # rows that header, kind and types are judged by
MAX_COLUMNS = 2_000

csv.field_size_limit(sys.maxsize)  # a cell may be longer than the module's own limit

REFUSED = """
    select line, case when bool_or(error_type = 'INVALID ENCODING') then 'bad_letters' else 'extra_cells' end, any_value(csv_line)
    from bad_lines group by line order by line
"""


@dataclass(frozen=True, order=True)
class Refused:
    """A line that is no row of the table; `code` as in problems."""

    line: int
    code: str
    text: str


@dataclass
class RawTable:
    """Cells of one sheet or text file."""

    name: str  # of the DuckDB view of data rows
    format: dict[str, Any]
    columns: int  # one or more to the right of the table, to see a cell that belongs to no column
    head: list[list[str | None]]  # the first SAMPLE rows
    header: int = 0  # index of the header row in `head`; -1 where the format carries it (Parquet)
    headers: list[str] = field(default_factory=list)
    refused: list[Refused] = field(default_factory=list)  # lines that are not rows of the table
    unread: list[str] = field(default_factory=list)  # other sheets that hold a table

    def sample(self) -> list[list[str | None]]:
        """The first data rows."""
        return self.head[self.header + 1 :]


def read_table(
    con: duckdb.DuckDBPyConnection, path: Path, name: str, scrap: Path, surveyed: Future[Survey]
) -> RawTable:
    """Read a file; its data rows stand in the view `name` of `con`, without header and blank lines.

    `scrap` is a folder for what is needed while reading; `surveyed` may still be at work.

    Raises:
        Rejected: not a table, broken, or without data rows.
    """
    kind = file_type(path)
    if kind == "csv":
        table = _read_text(con, path, name, scrap, surveyed)
    elif kind == "xlsx":
        table = _read_xlsx(con, path, name)
    else:
        table = _read_parquet(con, path, name)
    if kind != "parquet":
        table.header = find_header(table.head)
        table.headers = _unique([cell or "" for cell in table.head[table.header]])
        row = con.execute(f"select line from {name}_all order by line limit 1 offset {table.header}").fetchone()
        table.format["header_line"] = row[0] if row else 1
    width = _cells_of_line(path, table.format) if kind == "csv" else table.columns
    _leave_out(con, table, width)
    if con.execute(f"select 1 from {name} limit 1").fetchone() is None:
        raise Rejected("header_only")
    return table


def _leave_out(con: duckdb.DuckDBPyConnection, table: RawTable, width: int) -> None:
    """Make the view of data rows: below the header, not blank, with nothing behind the `width` cells of the header."""
    name = table.name
    rows = f"select * from {name}_all where line > {table.format['header_line']}"
    is_empty = " and ".join(f"coalesce(trim(c{number}), '') = ''" for number in range(table.columns))
    is_blank = f"case when c0 is null or c0 = '' or starts_with(c0, ' ') then {is_empty} end"  # few rows are trimmed
    is_beyond = " or ".join(f"trim(c{number}) <> ''" for number in range(width, table.columns)) or "false"
    blank = con.execute(f"select line, '' from ({rows}) where {is_blank}").fetchall()
    beyond = con.execute(f"select line, c0 from ({rows}) where {is_beyond}").fetchall()
    table.headers = table.headers[: _named(table.headers)]
    table.refused = sorted([*table.refused, *(Refused(line, "extra_cells", text or "") for line, text in beyond)])
    if blank or beyond:
        con.execute(f"create table {name}_odd as select unnest(?::integer[]) as line", [[line for line, _ in blank + beyond]])
        rows += f" and line not in (from {name}_odd)"
    con.execute(f"create view {name} as {rows}")


def _read_text(
    con: duckdb.DuckDBPyConnection, path: Path, name: str, scrap: Path, surveyed: Future[Survey]
) -> RawTable:
    form = text_format(path)
    source = path
    if form.encoding not in ("utf-8", "utf-8-sig"):
        source = scrap / f"{name}.utf8"
        _transcode(path, source, form.encoding)
    quote = '"'
    refused = _read_csv(con, name, source, form, quote)
    lines = surveyed.result().lines
    if lines != _count(con, name) and (refused or _has_line_breaks(con, name, form)) and not _is_well_quoted(source, form):
        quote = ""  # a quote that nothing closes has swallowed the lines after it: then quotes are letters
        refused = _read_csv(con, name, source, form, quote)
    _number_lines(con, name, source, form, quote, lines, {one.line for one in refused})
    if source != path:
        source.unlink()
    encoding = "utf-8" if form.encoding == "utf-8-sig" else form.encoding
    return RawTable(
        name,
        {"type": "csv", "encoding": encoding, "delimiter": form.delimiter, "sheet": None, "header_line": 1},
        form.columns,
        _first_rows(con, name, form.columns),
        refused=refused,
    )


def _read_csv(
    con: duckdb.DuckDBPyConnection, name: str, source: Path, form: TextFormat, quote: str
) -> list[Refused]:
    """Table `…_text` of the records; returns the lines that are none."""
    columns = "{" + ", ".join(f"'c{number}': 'varchar'" for number in range(form.columns)) + "}"
    read = f"""create or replace table {name}_text as select * from read_csv(?,
        header = false, auto_detect = false, null_padding = true, strict_mode = false, max_line_size = 16000000, buffer_size = 16000000,
        delim = '{form.delimiter}', quote = '{quote}', escape = '{quote}', columns = {columns},
        ignore_errors = true, store_rejects = true, rejects_table = 'bad_lines', rejects_scan = 'bad_scans'"""
    try:
        con.execute(f"{read})", [glob.escape(str(source))])
    except duckdb.Error:  # line breaks inside quotes: the parallel reader cannot pad short rows there
        con.execute(f"{read}, parallel = false)", [glob.escape(str(source))])
    refused = [Refused(*row) for row in con.execute(REFUSED).fetchall()]
    con.execute("drop table bad_lines; drop table bad_scans")
    return refused


def _has_line_breaks(con: duckdb.DuckDBPyConnection, name: str, form: TextFormat) -> bool:
    cells = " or ".join(f"contains(c{number}, chr(10))" for number in range(form.columns))
    return con.execute(f"select 1 from {name}_text where {cells} limit 1").fetchone() is not None


def _is_well_quoted(source: Path, form: TextFormat) -> bool:
    """Whether every quote that opens a cell closes it; two stray ones make one cell of the lines between them."""
    with source.open(encoding="utf-8-sig", errors="replace", newline="") as text:
        try:
            for _row in csv.reader(text, delimiter=form.delimiter, strict=True):
                pass
        except csv.Error:
            return False
    return True


def _count(con: duckdb.DuckDBPyConnection, name: str) -> int:
    return int(con.execute(f"select count(*) from {name}_text").fetchall()[0][0])


def _transcode(source: Path, target: Path, encoding: str) -> None:
    with (
        source.open(encoding=encoding, errors="replace", newline="") as old,
        target.open("w", encoding="utf-8", newline="") as new,
    ):
        while text := old.read(1 << 22):
            new.write(text)


def _number_lines(
    con: duckdb.DuckDBPyConnection, name: str, source: Path, form: TextFormat, quote: str, lines: int, refused: set[int]
) -> None:
    """Give every record the line of the file on which it begins.

    Mostly that is its number. Only a file with blank lines, line breaks inside cells, lines that the reader refused
    or two bytes a letter is read once more.
    """
    if lines == _count(con, name):
        con.execute(f"create view {name}_all as select (rowid + 1)::integer as line, * from {name}_text")
        return
    starts = _record_starts(source, form.delimiter, quote, refused)
    con.execute(f"create table {name}_lines as select unnest(?::integer[]) as line", [starts])
    con.execute(
        f"""create view {name}_all as
            select coalesce(l.line, t.rowid + 1)::integer as line, t.*
            from {name}_text t left join {name}_lines l on l.rowid = t.rowid"""
    )


def _record_starts(source: Path, delimiter: str, quote: str, refused: set[int]) -> list[int]:
    """Lines on which the records begin that the reader took."""
    quoting = {"quotechar": quote} if quote else {"quoting": csv.QUOTE_NONE}
    starts, at = [], 1
    with source.open(encoding="utf-8-sig", errors="replace", newline="") as text:
        reader = csv.reader(text, delimiter=delimiter, **quoting)
        for cells in reader:
            if cells and at not in refused:
                starts.append(at)
            at = reader.line_num + 1
    return starts


def _read_xlsx(con: duckdb.DuckDBPyConnection, path: Path, name: str) -> RawTable:
    import pyarrow as pa
    from python_calamine import CalamineError, CalamineWorkbook

    try:
        with path.open("rb") as file:  # by content: the name may say otherwise
            book = CalamineWorkbook.from_filelike(file)
        sheets = [(title, book.get_sheet_by_name(title).to_python(skip_empty_area=False)) for title in book.sheet_names]
    except (CalamineError, OSError, ValueError) as problem:
        raise Rejected("broken_excel") from problem
    title, rows = max(sheets, key=lambda sheet: len(sheet[1]) * max(map(len, sheet[1]), default=0), default=("", []))
    width = max(map(len, rows), default=0)
    if not rows or not width:
        raise Rejected("empty_file")
    if width > MAX_COLUMNS:
        raise Rejected("too_wide")
    text = [[_cell(value) for value in row] for row in rows]
    arrays = [
        pa.array([row[number] if number < len(row) else None for row in text], pa.string()) for number in range(width)
    ]
    sheet = pa.table(
        [pa.array(range(1, len(text) + 1), pa.int32()), *arrays], names=["line", *(f"c{n}" for n in range(width))]
    )
    con.register(f"{name}_sheet", sheet)
    con.execute(f"create table {name}_all as select * from {name}_sheet")
    con.unregister(f"{name}_sheet")
    form = {"type": "xlsx", "encoding": None, "delimiter": None, "sheet": title, "header_line": 1}
    unread = [other for other, cells in sheets if other != title and sum(_is_table_row(row) for row in cells) > 1]
    return RawTable(name, form, width, text[:SAMPLE], unread=unread)


def _is_table_row(row: list[Any]) -> bool:
    return sum(cell not in (None, "") for cell in row) > 1


def _read_parquet(con: duckdb.DuckDBPyConnection, path: Path, name: str) -> RawTable:
    literally = glob.escape(str(path))
    try:
        described = con.execute("describe select * from read_parquet(?)", [literally]).fetchall()
        cells = ", ".join(
            f"{_as_text(column, kind)} as c{number}" for number, (column, kind, *_) in enumerate(described)
        )
        con.execute(f"create table {name}_text as select {cells} from read_parquet(?)", [literally])
        con.execute(f"create view {name}_all as select (rowid + 1)::integer as line, * from {name}_text")
    except duckdb.Error as problem:
        raise Rejected("broken_parquet") from problem
    headers = [column for column, *_ in described]
    form = {"type": "parquet", "encoding": None, "delimiter": None, "sheet": None, "header_line": 0}
    return RawTable(name, form, len(headers), _first_rows(con, name, len(headers)), header=-1, headers=headers)


def _as_text(column: str, kind: str) -> str:
    quoted = '"' + column.replace('"', '""') + '"'
    if kind in ("DOUBLE", "FLOAT") or kind.startswith("DECIMAL"):
        # as _cell does: four decimals, so that 1234.567 is not taken for a million with thousands apart
        return f"try_cast({quoted} as decimal(38, 4))::varchar"
    return f"{quoted}::varchar"


def _cell(value: Any) -> str | None:
    """A typed cell of a sheet as unambiguous text."""
    if value is None or value == "":
        return None
    if isinstance(value, bool):
        return str(value)
    if isinstance(value, float):
        return _number(value)
    if isinstance(value, datetime):
        return value.isoformat(sep=" ")
    if isinstance(value, (date, time)):
        return value.isoformat()
    return str(value)


def _number(value: float) -> str:
    if value.is_integer():
        return str(int(value))
    text = f"{value:.10f}".rstrip("0")
    return text if len(text) - text.index(".") != 4 else f"{text}0"  # 1.234 could be a thousand with its separator


def _first_rows(con: duckdb.DuckDBPyConnection, name: str, columns: int) -> list[list[str | None]]:
    cells = ", ".join(f"c{number}" for number in range(columns))
    return [list(row) for row in con.execute(f"select {cells} from {name}_all order by line limit {SAMPLE}").fetchall()]


def _named(headers: list[str]) -> int:
    """Columns up to the last one that has a header: what stands behind it is nobody's."""
    return max((number for number, header in enumerate(headers, start=1) if header.strip()), default=0)


def _cells_of_line(path: Path, form: dict[str, Any]) -> int:
    """Cells of the header's line of a text file, empty ones too. A row with more was cut in the wrong place."""
    encoding = "utf-8-sig" if form["encoding"] == "utf-8" else form["encoding"]
    with path.open(encoding=encoding, errors="replace", newline="") as text:
        for _line in range(form["header_line"] - 1):
            text.readline()
        return len(next(csv.reader(text, delimiter=form["delimiter"]), []))


def _unique(headers: list[str]) -> list[str]:
    """Repeated headers get a number, so that each can be named: «Источник», «Источник #2»."""
    seen: dict[str, int] = {}
    unique = []
    for header in headers:
        seen[header] = seen.get(header, 0) + 1
        unique.append(header if seen[header] == 1 or not header else f"{header} #{seen[header]}")
    return unique
