"""A table as it was read from its file, kept so that its columns can be given another meaning later."""

from collections.abc import Collection
from dataclasses import asdict
from datetime import date
from pathlib import Path
from typing import Any

import duckdb

from diagnostics.intake.reading.raw import RawTable, Refused, Remark

KEPT = 300_000  # rows; a longer table is an export of a program, which writes it again at any time


def keep(con: duckdb.DuckDBPyConnection, raw: RawTable, hidden: Collection[int], path: Path) -> dict[str, Any]:
    """Write the cells of a table to a Parquet file, those of the columns `hidden` left empty.

    Returns:
        What else has to be known of the table, as JSON holds it. Doubts and questions come up anew.
    """
    cells = ", ".join(f"null::varchar as c{number}" if number in hidden else f"c{number}" for number in range(raw.columns))
    origin = "" if raw.sources is None else ", origin"
    con.execute(f"copy (select line{origin}, {cells} from {raw.name} order by line) to ? (format parquet, compression zstd)", [str(path)])
    head = [[None if number in hidden else cell for number, cell in enumerate(row)] for row in raw.sample()]
    apart = {"name", "doubts", "questions"}
    return {key: value for key, value in asdict(raw).items() if key not in apart} | {
        "head": [raw.headers, *head],
        "epoch": raw.epoch and raw.epoch.isoformat(),
    }


def read_kept(con: duckdb.DuckDBPyConnection, path: Path, name: str, meta: dict[str, Any]) -> RawTable:
    """The table that `keep` wrote, under another name."""
    con.execute(f"create table {name} as select * from read_parquet(?)", [str(path)])
    return RawTable(
        name=name,
        **meta
        | {
            "refused": [Refused(**one) for one in meta["refused"]],
            "remarks": [Remark(**one) for one in meta["remarks"]],
            "epoch": meta["epoch"] and date.fromisoformat(meta["epoch"]),
        },
    )
