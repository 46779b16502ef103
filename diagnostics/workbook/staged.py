"""Typed rows on their way into a workbook."""

from dataclasses import dataclass
from pathlib import Path

import duckdb

from diagnostics.workbook.sql import literal


@dataclass(frozen=True)
class Staged:
    """Parquet files with the rows of a batch.

    `rows` has columns of the canonical table, others, and `ignored`, why a row does not count; `dropped` has the lines that do not, and
    with `origin` those of the rows of a line that do not.
    """

    rows: Path
    dropped: Path

    def select(self, cursor: duckdb.DuckDBPyConnection, table: str, batch: int) -> str:
        """The SQL of the rows that count, as they stand in the canonical table; columns that the files have not are left out."""
        held, brought = (
            [name for name, *_ in cursor.execute(f"describe from {rows}").fetchall()]
            for rows in (table, f"read_parquet({literal(self.rows)})")
        )
        columns = ", ".join(f'"{name}"' for name in brought if name in held)
        rows = f"select {batch} as batch, {columns} from read_parquet({literal(self.rows)}) as r where ignored is null"
        dropped = f"read_parquet({literal(self.dropped)})"
        if cursor.execute(f"select 1 from {dropped} limit 1").fetchone() is None:  # mostly none is, and millions of rows need not be asked
            return rows
        parted = f" and not exists (from {dropped} as d where d.line = r.line and d.origin = r.origin)" if "origin" in brought else ""
        return f"{rows} and line not in (select line from {dropped} where origin is null){parted}"
