"""The formats: a table of the workshop written as CSV, XLSX or Parquet."""

import shutil
from pathlib import Path

import duckdb

from diagnostics.demo.layout import Column, Sheet
from diagnostics.demo.words import words

__all__ = ["write_csv", "write_parquet"]

_BLOCK = 1 << 22  # characters recoded at a time

# SQL of a column as CSV text and as a Parquet value.
_PRINTED = {
    "text": "{}",
    "day": "strftime({}, '%d.%m.%Y')",
    "moment": "strftime({}, '%d.%m.%Y %-H:%M:%S')",
    "money": "printed_money({})",
    "count": "{}",
}
_TYPED = {
    "text": "{}",
    "day": "{}::date",
    "moment": "{}::timestamp",
    "money": "({}::decimal(18, 0) * 0.01::decimal(3, 2))::decimal(18, 2)",
    "count": "{}::bigint",
}


def write_csv(con: duckdb.DuckDBPyConnection, sheet: Sheet, path: Path, scrap: Path) -> None:
    """Write a table as a Russian office has it: semicolons, decimal commas, CRLF, the sheet's encoding.

    Args:
        con: of the workshop.
        sheet: what to write.
        path: of the file.
        scrap: directory for the copy in UTF-8, the only encoding that DuckDB writes.
    """
    draft = scrap / "draft.csv"
    query = f"select {_select(sheet.columns, _PRINTED)} from {sheet.name}"
    con.execute(f"copy ({query}) to {_quoted(draft)} (header, delimiter ';', new_line '\\r\\n')")
    with (
        draft.open(encoding="utf-8", newline="") as source,
        path.open("w", encoding=sheet.encoding, newline="") as out,
    ):
        shutil.copyfileobj(source, out, _BLOCK)
        if sheet.total:
            out.write(";".join(_total_line(con, sheet)) + "\r\n")
    draft.unlink()


def write_parquet(con: duckdb.DuckDBPyConnection, sheet: Sheet, path: Path) -> None:
    """Write a table with real types and without titles and totals.

    Args:
        con: of the workshop.
        sheet: what to write.
        path: of the file.
    """
    query = f"select {_select(sheet.columns, _TYPED)} from {sheet.name}"
    con.execute(f"copy ({query}) to {_quoted(path)} (format parquet)")


def _quoted(path: Path) -> str:
    return "'" + str(path).replace("'", "''") + "'"


def _select(columns: tuple[Column, ...], forms: dict[str, str]) -> str:
    return ", ".join(f'{forms[column.kind].format(column.field)} as "{column.header}"' for column in columns)


def _total_line(con: duckdb.DuckDBPyConnection, sheet: Sheet) -> list[str]:
    sums = ["''" if one.kind != "money" else f"printed_money(sum({one.field})::bigint)" for one in sheet.columns]
    row = con.execute(f"select {', '.join(sums)} from {sheet.name}").fetchone()
    return [words().total, *row[1:]] if row else []
