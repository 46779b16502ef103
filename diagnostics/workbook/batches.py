"""What was imported: batches, their files and problems; taking one back."""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any

import duckdb

from diagnostics.workbook.connection import Workbook
from diagnostics.workbook.rollup import derive
from diagnostics.workbook.tables import CASE_TABLES


@dataclass(frozen=True)
class Problem:
    """One thing wrong in a file: where, what was found, and by `code` what was expected and how to fix it."""

    severity: str
    code: str
    line: int | None = None
    header: str | None = None
    found: str | None = None
    sheet: str | None = None
    file: str = ""


@dataclass(frozen=True)
class FileRecord:
    """One file of a batch: how it was read and what became of its rows."""

    name: str
    part: str  # its table, "" where it has only one
    sha256: str
    bytes: int
    format: Mapping[str, Any]
    mapping: Mapping[str, str]
    read: int
    accepted: int
    rejected: int
    ignored: int
    control: int | None = None
    problems: Sequence[Problem] = field(default=())
    left_out: Mapping[str, Sequence[tuple[str | None, int]]] = field(default_factory=dict)  # reason -> (sheet, line)


@dataclass(frozen=True)
class Batch:
    """A batch in the history of a workbook."""

    id: int
    call: int
    kind: str
    files: str
    accepted: int
    rejected: int
    first_day: date | None
    last_day: date | None
    imported_at: datetime
    undone: bool


def add_batch(
    cursor: duckdb.DuckDBPyConnection, call: int, kind: str, source: str, files: Sequence[FileRecord], parquet: str
) -> int:
    """Put typed rows from a staged Parquet file into their table, with the record of the files.

    The Parquet file has the columns of the canonical table without `batch`. Runs inside the caller's
    transaction; call `derive` once after the last batch.

    Returns:
        The number of the batch.
    """
    table = CASE_TABLES[kind]
    row = cursor.execute("select nextval('batch_number')").fetchone()
    assert row is not None  # noqa: S101 - a sequence always has a next value
    batch = int(row[0])
    cursor.execute(f"insert into {table} by name select {batch} as batch, * from read_parquet(?)", [parquet])
    cursor.execute(
        f"""insert into batch (id, call, kind, source, first_day, last_day)
            select ?, ?, ?, ?, min(day), max(day) from {table} where batch = ?""",
        [batch, call, kind, source, batch],
    )
    for file in files:
        cursor.execute(
            """insert into batch_file (batch, name, sha256, bytes, format, mapping, rows_read, rows_accepted, rows_rejected,
                                       rows_ignored, control, part) values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)""",
            [batch, file.name, file.sha256, file.bytes, json.dumps(file.format), json.dumps(file.mapping),
             file.read, file.accepted, file.rejected, file.ignored, file.control, file.part],
        )  # fmt: skip
        rows = [[batch, file.name, reason, sheet, line] for reason, places in file.left_out.items() for sheet, line in places]
        if rows:
            cursor.executemany("insert into left_out values (?, ?, ?, ?, ?)", rows)
        for problem in file.problems:
            cursor.execute(
                "insert into problem values (?, ?, ?, ?, ?, ?, ?, ?)",
                [batch, file.name, problem.severity, problem.code, problem.sheet, problem.line,
                 problem.header, problem.found],
            )  # fmt: skip
    return batch


def next_call(workbook: Workbook) -> int:
    """The number of the import about to begin."""
    return int(workbook.value("select coalesce(max(call), 0) + 1 from batch"))


def batches(workbook: Workbook) -> list[Batch]:
    """The history of imports, oldest first."""
    rows = workbook.query(
        """
        select b.id, b.call, b.kind, string_agg(f.name, ' + ' order by f.rowid), max(f.rows_accepted),
               sum(f.rows_rejected), b.first_day, b.last_day, b.imported_at,
               exists (select 1 from batch_event e where e.batch = b.id and e.event = 'undone')
        from batch b join batch_file f on f.batch = b.id
        group by b.id, b.call, b.kind, b.first_day, b.last_day, b.imported_at
        order by b.id
        """
    )
    return [Batch(*row) for row in rows]


def problems(workbook: Workbook) -> list[Problem]:
    """What was wrong in the files of the batches that hold, worst first."""
    rows = workbook.query(
        """
        select severity, code, line, header, found, sheet, file from problem p
        join active_batch b on b.id = p.batch
        order by severity, b.id, line
        """
    )
    return [Problem(*row) for row in rows]


def undo(workbook: Workbook, batch: int) -> None:
    """Take a batch back: its rows no longer count, and what it had replaced counts again.

    Raises:
        KeyError: there is no such batch, or it was taken back before.
    """
    with workbook.writing() as cursor:
        if cursor.execute("select 1 from active_batch where id = ?", [batch]).fetchone() is None:
            raise KeyError(batch)
        cursor.execute("insert into batch_event (batch, event) values (?, 'undone')", [batch])
        derive(cursor)


def known_files(workbook: Workbook) -> dict[tuple[str, str], int]:
    """Hash and table of every file in a batch that holds -> the batch."""
    rows = workbook.query("select f.sha256, f.part, f.batch from batch_file f join active_batch b on b.id = f.batch")
    return {(sha256, part): batch for sha256, part, batch in rows}
