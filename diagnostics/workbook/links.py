"""What a person said of two names: one and the same, or not. Kept as events; the last word on a pair counts."""

from collections.abc import Sequence
from typing import Literal

import duckdb

NameKind = Literal["rep", "client"]

LAST_WORD = """
    select kind, key, other from name_link
    qualify row_number() over (partition by kind, least(key, other), greatest(key, other) order by rowid desc) = 1 and same
    order by rowid
"""


def fill_linked(cursor: duckdb.DuckDBPyConnection) -> None:
    """Make the temporary table `linked`: every key that was said to be another's, and the one that stands for all of them."""
    parent: dict[tuple[str, str], tuple[str, str]] = {}

    def root(name: tuple[str, str]) -> tuple[str, str]:
        while parent.get(name, name) != name:
            name = parent[name]
        return name

    for kind, key, other in cursor.execute(LAST_WORD).fetchall():
        first, second = sorted((root((kind, key)), root((kind, other))))
        parent[second] = first
    cursor.execute("create or replace temp table linked (kind text, key text, into_key text)")
    rows = [(kind, key, root((kind, key))[1]) for kind, key in parent if root((kind, key)) != (kind, key)]
    if rows:
        cursor.executemany("insert into linked values (?, ?, ?)", rows)


def write_links(cursor: duckdb.DuckDBPyConnection, said: Sequence[tuple[NameKind, str, str, bool]]) -> None:
    """Keep what was said of pairs of names: (kind, key, other key, the same or not). Derive anew afterwards."""
    cursor.executemany("insert into name_link (kind, key, other, same) values (?, ?, ?, ?)", said)
