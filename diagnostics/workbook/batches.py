"""What was imported: batches, their files and problems; taking one back."""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any

import duckdb

from diagnostics.workbook.connection import Workbook
from diagnostics.workbook.rollup import derive
from diagnostics.workbook.staged import Staged
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
class Kept:
    """The cells of a table as they stood in its file, as Parquet, and what was learned of them on reading."""

    meta: Mapping[str, Any]
    member: str  # the file in the archive, "" where there is none
    cells: bytes


@dataclass(frozen=True)
class KeptTable(Kept):
    """A kept table with the file that it came from."""

    file: str
    sha256: str
    bytes: int


@dataclass(frozen=True)
class KnownFile:
    """A file of a batch that holds, and how it was read; `answers` None where that was not written down."""

    batch: int
    call: int
    kind: str
    mapping: Mapping[str, str]
    answers: Mapping[str, str] | None


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
    answers: Mapping[str, str] = field(default_factory=dict)
    kept: Kept | None = None


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
    superseded: bool  # read again in another way since


def add_batch(
    cursor: duckdb.DuckDBPyConnection, call: int, kind: str, source: str, files: Sequence[FileRecord], staged: Staged,
    rereads: int | None = None,
) -> int:
    """Put typed rows from staged Parquet files into their table, with the record of the files.

    Runs inside the caller's transaction; call `derive` once after the last batch. With `rereads` the batch takes the
    place of that one.

    Returns:
        The number of the batch.
    """
    table = CASE_TABLES[kind]
    row = cursor.execute("select nextval('batch_number')").fetchone()
    assert row is not None  # noqa: S101 - a sequence always has a next value
    batch = int(row[0])
    cursor.execute(f"insert into {table} by name {staged.select(cursor, table, batch)}")
    cursor.execute(
        f"""insert into batch (id, call, kind, source, rereads, first_day, last_day)
            select ?, ?, ?, ?, ?, min(day), max(day) from {table} where batch = ?""",
        [batch, call, kind, source, rereads, batch],
    )
    for file in files:
        cursor.execute(
            """insert into batch_file (batch, name, sha256, bytes, format, mapping, rows_read, rows_accepted, rows_rejected,
                                       rows_ignored, control, part, answers) values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)""",
            [batch, file.name, file.sha256, file.bytes, json.dumps(file.format), json.dumps(file.mapping),
             file.read, file.accepted, file.rejected, file.ignored, file.control, file.part, json.dumps(file.answers)],
        )  # fmt: skip
        if kept := file.kept:
            cursor.execute(
                "insert into kept_table values (?, ?, ?, ?, ?, ?, ?, ?)",
                [batch, file.name, file.part, kept.member, file.sha256, file.bytes, json.dumps(kept.meta), kept.cells],
            )
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
               any_value(e.batch) is not null, any_value(e.batch) is null and any_value(a.id) is null
        from batch b join batch_file f on f.batch = b.id
        left join active_batch a on a.id = b.id
        left join (select distinct batch from batch_event where event = 'undone') e on e.batch = b.id
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


def meanings(workbook: Workbook) -> dict[tuple[str, str], set[str]]:
    """(Kind, question) -> every answer by which files of batches that hold were read."""
    rows = workbook.query(
        "select b.kind, f.answers from batch_file f join active_batch b on b.id = f.batch where f.answers is not null"
    )
    found: dict[tuple[str, str], set[str]] = {}
    for kind, answers in rows:
        for question, answer in json.loads(answers).items():
            found.setdefault((kind, question), set()).add(answer)
    return found


def known_files(workbook: Workbook) -> dict[tuple[str, str], KnownFile]:
    """Hash and table of every file in a batch that holds -> the batch and how it was read."""
    rows = workbook.query(
        """select f.sha256, f.part, f.batch, b.call, b.kind, f.mapping, f.answers
           from batch_file f join active_batch b on b.id = f.batch"""
    )
    return {
        (sha256, part): KnownFile(batch, call, kind, json.loads(mapping), answers and json.loads(answers))
        for sha256, part, batch, call, kind, mapping, answers in rows
    }


def kept_tables(workbook: Workbook, batch: int) -> list[KeptTable]:
    """The tables of a batch as they stood in their files; none where they were too long to be kept."""
    rows = workbook.query("select meta, member, cells, file, sha256, bytes from kept_table where batch = ? order by rowid", [batch])
    return [KeptTable(json.loads(meta), member, cells, *rest) for meta, member, cells, *rest in rows]
