"""Text files: cells as they stand in DuckDB, `line` of the file, then `c0`, `c1` … Nothing is interpreted yet."""

import csv
import glob
import sys
from concurrent.futures import Future
from pathlib import Path
from typing import Any

import duckdb

from diagnostics.intake.header import is_total
from diagnostics.intake.letters import LOST, TextFormat, repaired, text_format
from diagnostics.intake.reading.raw import SAMPLE, RawTable, Refused
from diagnostics.intake.survey import Survey

csv.field_size_limit(sys.maxsize)  # a cell may be longer than the module's own limit

FEW = 5  # lines of which no more than one is cut, where being cut is a fault

REFUSED = """
    select line, case when bool_or(error_type = 'INVALID ENCODING') then 'bad_letters' else 'extra_cells' end, any_value(csv_line)
    from bad_lines group by line order by line
"""


def read_text(
    con: duckdb.DuckDBPyConnection, path: Path, name: str, scrap: Path, surveyed: Future[Survey]
) -> RawTable:
    """Read a text file into the view `…_all` of `con`: every record with the line on which it begins.

    `scrap` is a folder for what is needed while reading; `surveyed` may still be at work.
    """
    form = text_format(path)
    source, has_lost = path, False
    if form.encoding not in ("utf-8", "utf-8-sig") or form.spoilt:
        source = scrap / f"{name}.utf8"
        has_lost = _transcode(path, source, form)
    quote = '"'
    refused = _read_csv(con, name, source, form, quote)
    lines = surveyed.result().lines
    if lines != _count(con, name) and (refused or _has_line_breaks(con, name, form)) and not _is_well_quoted(source, form):
        quote = ""  # a quote that nothing closes has swallowed the lines after it: then quotes are letters
        refused = _read_csv(con, name, source, form, quote)
    _number_lines(con, name, source, form, quote, lines, {one.line for one in refused})
    if source != path:
        source.unlink()
    if has_lost:
        refused += _lines_with_lost_letters(con, name, form)
    encoding = "utf-8" if form.encoding == "utf-8-sig" else form.encoding
    described = {"type": "csv", "encoding": encoding, "delimiter": form.delimiter, "sheet": None, "header_line": 1}
    return RawTable(name, described, form.columns, first_rows(con, name), refused=refused, spoilt=form.spoilt)


def first_rows(con: duckdb.DuckDBPyConnection, name: str) -> list[list[str | None]]:
    """The first records of the table `…_text`."""
    return [list(row) for row in con.execute(f"select * from {name}_text where rowid < {SAMPLE} order by rowid").fetchall()]


def cells_of_line(path: Path, form: dict[str, Any]) -> int:
    """Cells of the header's line of a text file, empty ones too. A row with more was cut in the wrong place."""
    encoding = "utf-8-sig" if form["encoding"] == "utf-8" else form["encoding"]
    with path.open(encoding=encoding, errors="replace", newline="") as text:
        for _line in range(form["header_line"] - 1):
            text.readline()
        return len(next(csv.reader(text, delimiter=form["delimiter"]), []))


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


def short_lines(path: Path, form: dict[str, Any], width: int) -> list[Refused]:
    """Lines that end before the last of the `width` columns, where these are few: something was cut off there.

    Where they are many the program that wrote the file leaves empty cells away. A total has few cells by its nature.
    """
    encoding = "utf-8-sig" if form["encoding"] == "utf-8" else form["encoding"]
    short, records, at = [], 0, 1
    with path.open(encoding=encoding, errors="replace", newline="") as text:
        reader = csv.reader(text, delimiter=form["delimiter"])
        for cells in reader:
            filled = [cell for cell in cells if cell.strip()]
            records += bool(filled)
            if at > form["header_line"] and len(cells) < width and len(filled) > 1 and not is_total(filled[0]):
                short.append(Refused(at, "missing_cells", form["delimiter"].join(cells)))
            at = reader.line_num + 1
    return short if len(short) * FEW < records else []


def _lines_with_lost_letters(con: duckdb.DuckDBPyConnection, name: str, form: TextFormat) -> list[Refused]:
    """Lines with bytes that are no letters in the encoding of the file."""
    lost = " or ".join(f"contains(c{number}, '{LOST}')" for number in range(form.columns))
    cells = ", ".join(f"c{number}" for number in range(form.columns))
    rows = con.execute(f"select line, concat_ws('{form.delimiter}', {cells}) from {name}_all where {lost} order by line").fetchall()
    return [Refused(line, "bad_letters", text) for line, text in rows]


def _transcode(source: Path, target: Path, form: TextFormat) -> bool:
    """Write a file in UTF-8, spoilt letters mended line by line; whether some bytes were no letters at all."""
    has_lost = False
    with (
        source.open(encoding=form.encoding, errors="replace", newline="") as old,
        target.open("w", encoding="utf-8", newline="") as new,
    ):
        if form.spoilt:
            new.writelines(repaired(line, form.spoilt) for line in old)
            return False
        while text := old.read(1 << 22):
            has_lost = has_lost or LOST in text
            new.write(text)
    return has_lost


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
