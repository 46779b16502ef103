"""Raw rows -> the roll-ups that everything else reads; inside the transaction of the caller."""

import re
from collections.abc import Callable, Mapping, Sequence

import duckdb

from diagnostics.workbook.links import fill_linked
from diagnostics.workbook.sql import read_sql
from diagnostics.workbook.staged import Staged
from diagnostics.workbook.tables import CASE_TABLES


def derive(
    cursor: duckdb.DuckDBPyConnection, reach: Callable[[float], object] = lambda _share: None, fresh: Mapping[int, Staged] | None = None
) -> None:
    """Build the roll-ups anew from the raw rows that hold.

    Args:
        cursor: inside a transaction.
        reach: is told the share of the steps that are done.
        fresh: the files of the batches that this very transaction has added: DuckDB reads them by several threads, and rows
            that are not committed by one.
    """
    fill_linked(cursor)
    steps = _steps(cursor, ("called", "names", "known", "rollup", "rhythm", "base"), fresh or {})
    for number, step in enumerate(steps):
        reach(number / len(steps))
        cursor.execute(step)


def derive_base(cursor: duckdb.DuckDBPyConnection) -> None:
    """Build the rhythm of buying and the base by month from the roll-ups."""
    for name in ("rhythm", "base"):
        cursor.execute(read_sql(__package__, name))


def derive_part(cursor: duckdb.DuckDBPyConnection, kept: str) -> None:
    """Build the roll-ups of a part of the revenue as temporary tables, which this cursor then reads instead of the whole.

    The rhythm of buying stays that of the company: a window is one for all of its parts.

    Args:
        cursor: whose temporary tables they are.
        kept: the condition on rows of `fact`, see rollup.sql.
    """
    for table in ("dim_slice", "client_day", "client_month", "margin_month", "base_month", "rollup"):
        cursor.execute(f"create temp table {table} as from {table} limit 0")
    for step in _steps(cursor, ("called", "known", "rollup", "base"), {}, kept):
        cursor.execute(step)


def _steps(cursor: duckdb.DuckDBPyConnection, names: Sequence[str], fresh: Mapping[int, Staged], kept: str = "true") -> list[duckdb.Statement]:
    plain = plain_filters(cursor, fresh)
    fact = "view" if plain.keys() == set(CASE_TABLES.values()) else "table"  # which rows hold among contested ones is found out once
    return [
        statement
        for name in names
        for statement in cursor.extract_statements(
            re.sub(r"current_rows\('(\w+)'\)", lambda call: plain.get(call[1], call[0]), read_sql(__package__, name))
            .replace(":fact", fact).replace(":kept", kept)
        )
    ]  # fmt: skip


def plain_filters(cursor: duckdb.DuckDBPyConnection, fresh: Mapping[int, Staged]) -> dict[str, str]:
    """Table -> its rows that hold, for tables in which no import replaces rows of another.

    There `current_rows` comes to a filter by known batches, and as such it is read four times as fast.
    """
    found = cursor.execute(
        """select kind, list(id), coalesce(bool_or(id in (select id from contested_batch)), false)
           from active_batch group by kind"""
    ).fetchall()
    held = {kind: ids for kind, ids, _contested in found}
    contested = {kind for kind, _ids, is_contested in found if is_contested}
    filters = {}
    for kind, table in CASE_TABLES.items():
        if kind not in contested:
            ids = held.get(kind, [])
            stored = ", ".join(str(one) for one in ids if one not in fresh)
            parts = [f"select * from {table} where {f'batch in ({stored})' if stored else 'false'}"]
            parts += [fresh[one].select(cursor, table, one) for one in ids if one in fresh]
            filters[table] = f"({' union all by name '.join(parts)})"
    return filters
