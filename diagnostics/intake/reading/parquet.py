"""Parquet files: typed columns as unambiguous text."""

import glob
from pathlib import Path

import duckdb

from diagnostics.intake.reading.raw import RawTable, unique
from diagnostics.intake.reading.text import first_rows
from diagnostics.intake.rejection import Rejected


def read_parquet(con: duckdb.DuckDBPyConnection, path: Path, name: str) -> RawTable:
    """Read a Parquet file into the view `…_all` of `con`.

    Raises:
        Rejected: the file is damaged.
    """
    literally = glob.escape(str(path))
    try:
        described = con.execute("describe select * from read_parquet(?)", [literally]).fetchall()
        cells = ", ".join(f"{_as_text(column, kind)} as c{number}" for number, (column, kind, *_) in enumerate(described))
        con.execute(f"create table {name}_text as select {cells} from read_parquet(?)", [literally])
        con.execute(f"create view {name}_all as select (rowid + 1)::integer as line, * from {name}_text")
    except duckdb.Error as problem:
        raise Rejected("broken_parquet") from problem
    headers = unique([column for column, *_ in described])
    form = {"type": "parquet", "encoding": None, "delimiter": None, "sheet": None, "header_line": 0}
    return RawTable(name, form, len(headers), [list(headers), *first_rows(con, name)], headers)


def _as_text(column: str, kind: str) -> str:
    quoted = '"' + column.replace('"', '""') + '"'
    if kind in ("DOUBLE", "FLOAT") or kind.startswith("DECIMAL"):
        # four decimals, so that 1234.567 is not taken for a million with thousands apart
        return f"try_cast({quoted} as decimal(38, 4))::varchar"
    return f"{quoted}::varchar"
