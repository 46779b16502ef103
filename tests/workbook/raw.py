"""Raw rows put into a workbook by SQL, as an import would leave them, and the roll-ups read back by name."""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

import duckdb

from diagnostics.workbook import CASE_TABLES, Workbook, derive

NEEDED: dict[str, dict[str, Any]] = {"deals": {"state": "won"}, "staff": {"rep": "Менеджер 01", "role": "rep"}}
"""Columns of a kind that may not be empty and mostly do not matter to a test."""

ROLLUPS = ("dim_rep", "rep_alias", "dim_client", "client_alias", "dim_slice", "client_day", "client_month", "rhythm", "base_month")

Row = Mapping[str, Any]


def day(text: str) -> date:
    """`day("2024-02-01")`."""
    return date.fromisoformat(text)


def put(workbook: Workbook, kind: str, rows: Sequence[Row], source: str | None = None, call: int | None = None) -> int:
    """Add a batch of rows, each a mapping of columns, and derive the roll-ups; returns the batch."""
    batch = put_raw(workbook, kind, rows, source, call)
    fill(workbook)
    return batch


def put_raw(
    workbook: Workbook, kind: str, rows: Sequence[Row], source: str | None = None, call: int | None = None
) -> int:
    """Add a batch and leave the roll-ups as they are: deriving is what takes long."""
    with workbook.writing() as cursor:
        return _insert(cursor, kind, rows, source or kind, call)


def fill(workbook: Workbook, facts: Mapping[str, str] | None = None, **kinds: Sequence[Row]) -> None:
    """Add facts and a batch of every kind named, and derive the roll-ups once."""
    with workbook.writing() as cursor:
        for name, value in (facts or {}).items():
            cursor.execute("insert into setting (name, value) values (?, ?)", [name, value])
        for kind, rows in kinds.items():
            _insert(cursor, kind, rows, kind)
        derive(cursor)


def _insert(
    cursor: duckdb.DuckDBPyConnection, kind: str, rows: Sequence[Row], source: str, call: int | None = None
) -> int:
    table = CASE_TABLES[kind]
    (batch,) = cursor.execute("select nextval('batch_number')").fetchone() or (0,)
    days = [row["day"] for row in rows if row.get("day")]
    cursor.execute(
        "insert into batch (id, call, kind, source, first_day, last_day) values (?, ?, ?, ?, ?, ?)",
        [batch, call or batch, kind, source, min(days, default=None), max(days, default=None)],
    )
    cursor.execute(
        "insert into batch_file values (?, ?, ?, 1, '{}', '{}', ?, ?, 0, 0, null, '', null)",
        [batch, f"{kind}.csv", f"sha {batch}", len(rows), len(rows)],
    )
    full = [{"batch": batch, "line": line} | NEEDED.get(kind, {}) | dict(row) for line, row in enumerate(rows, start=2)]
    columns = list(dict.fromkeys(column for row in full for column in row))
    marks = f"({', '.join('?' * len(columns))})"
    cursor.execute(  # one statement: many small ones are what takes long
        f"insert into {table} ({', '.join(columns)}) values {', '.join([marks] * len(full))}",
        [row.get(column) for row in full for column in columns],
    )
    return int(batch)


def wipe(workbook: Workbook) -> None:
    """Take every imported row and every fact out of a workbook, so that it can be used again."""
    with workbook.writing() as cursor:
        for table in (*CASE_TABLES.values(), "batch", "batch_file", "batch_event", "setting"):
            cursor.execute(f"delete from {table}")


def days_of(workbook: Workbook) -> list[tuple[Any, ...]]:
    """client_day as (client, rep, day, amount, orders); None stands for nobody."""
    return workbook.query(
        """select c.name, r.name, d.day::text, d.amount, d.orders
           from client_day d left join dim_client c using (client_id) left join dim_rep r using (rep_id)
           order by all"""
    )


def months_of(workbook: Workbook) -> list[tuple[Any, ...]]:
    """client_month as (client, product group, month, gross, returns, orders)."""
    return workbook.query(
        """select c.name, product_group, strftime(month_start(month), '%Y-%m'), gross, returns, orders
           from client_month join dim_slice using (slice_id) left join dim_client c using (client_id) order by all"""
    )


def base_of(workbook: Workbook) -> dict[tuple[str | None, str], tuple[int, int, int]]:
    """base_month as (rep, month) -> (base, active, never bought), without the rows that are all nought."""
    rows = workbook.query(
        """select r.name, strftime(month_start(month), '%Y-%m'), base, active, never_bought
           from base_month b left join dim_rep r using (rep_id) where base <> 0 or active <> 0 or never_bought <> 0"""
    )
    return {(rep, month): tuple(rest) for rep, month, *rest in rows}


def rollups(workbook: Workbook) -> dict[str, list[tuple[Any, ...]]]:
    """Every derived table, in an order that does not depend on how it was filled."""
    tables = {table: workbook.query(f"select * from {table} order by all") for table in ROLLUPS}
    return tables | {"rollup": workbook.query("select basis, first_day, last_day from rollup")}
