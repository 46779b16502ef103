"""Pairs of names that look like one and wait for a word of the user."""

from collections.abc import Sequence
from dataclasses import dataclass

import duckdb

from diagnostics.workbook.connection import Workbook
from diagnostics.workbook.links import NameKind
from diagnostics.workbook.sql import read_sql


@dataclass(frozen=True)
class Proposal:
    """Two names that look like one; `reason` says why, `score` (0..100) how much."""

    kind: NameKind
    key: str
    name: str
    other: str
    other_name: str
    reason: str
    score: float


def proposals(workbook: Workbook) -> list[Proposal]:
    """Pairs of names that look like one and that nobody has spoken of yet, the likeliest first."""
    return [Proposal(*row) for row in workbook.query(read_sql(__package__, "proposals"))]


def write_proposals(cursor: duckdb.DuckDBPyConnection, found: Sequence[Proposal]) -> None:
    """Keep the pairs that were found, in place of those found before."""
    cursor.execute("delete from name_proposal")
    if found:
        cursor.executemany(
            "insert into name_proposal values (?, ?, ?, ?, ?, ?, ?)",
            [(one.kind, one.key, one.name, one.other, one.other_name, one.reason, one.score) for one in found],
        )
