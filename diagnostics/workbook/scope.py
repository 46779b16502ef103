"""A part of a company to look at: some people, departments, product groups or clients."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Literal

from diagnostics.workbook.connection import Cursor, Workbook
from diagnostics.workbook.rollup import derive_part, plain_filters
from diagnostics.workbook.sql import read_sql
from diagnostics.workbook.tables import CASE_TABLES

Size = Literal["", "large", "others"]
KEPT = """k.client_id in (from part_client) and s.slice_id in (select slice_id from part_slice)
    and (s.slice_id in (select slice_id from part_slice where not of_rep) or k.rep_id in (select rep_id from home_rep))"""
"""Which rows of `fact` are of a part; see scope.sql."""


@dataclass(frozen=True)
class Scope:
    """What is empty is not asked about. `clients`: the largest tenth of the last year's buyers, or all the others."""

    reps: tuple[str, ...] = ()
    departments: tuple[str, ...] = ()
    product_groups: tuple[str, ...] = ()
    clients: Size = ""

    @property
    def asked(self) -> frozenset[str]:
        """By what the part is told."""
        return frozenset(name for name, value in vars(self).items() if value)


def scope_choices(workbook: Workbook) -> dict[str, list[str]]:
    """Field of a scope -> the names that it may hold."""
    queries = {
        "reps": "select name from dim_rep where role in ('rep', 'head', 'owner')",
        "departments": "select department from dim_slice union select department from dim_rep",
        "product_groups": "select product_group from dim_slice",
    }
    return {
        field: [name for (name,) in workbook.query(f"select distinct * from ({sql}) as t (name) where name is not null order by name")]
        for field, sql in queries.items()
    }


@contextmanager
def narrowed(workbook: Workbook, scope: Scope, span: tuple[int, int]) -> Iterator[Workbook]:
    """The workbook as it stands, as if only a part of the company were in it; the file stays as it is.

    Whoever reads `client_month`, `client_day`, `margin_month`, `base_month`, `dim_rep`, `dim_client` and `current_rows` reads the part.
    `company_month` has the sales of colleagues too: a client who went over to one of them is not lost.

    Args:
        workbook: the whole.
        scope: what to look at.
        span: first and last month of the year by which clients are large.
    """
    with workbook.apart() as (part, cursor):
        if scope.asked:
            _narrow_rollups(cursor, scope, span)
        _narrow_rows(cursor, scope)
        yield part


def _narrow_rollups(cursor: Cursor, scope: Scope, span: tuple[int, int]) -> None:
    for name, value in {**vars(scope), "first": span[0], "last": span[1]}.items():
        kind = "text[]" if isinstance(value, tuple) else "text" if isinstance(value, str) else "integer"
        cursor.execute(f"set variable {name} = $1::{kind}", [list(value) if isinstance(value, tuple) else value])
    cursor.execute(read_sql(__package__, "scope"))
    if scope.asked != {"reps"}:
        derive_part(cursor, KEPT)
    if scope.reps:
        cursor.execute("create temp table company_month as from client_month")
        for table in ("client_day", "client_month", "margin_month", "base_month"):
            cursor.execute(f"create or replace temp table {table} as from {table} where rep_id in (from part_rep)")


def _narrow_rows(cursor: Cursor, scope: Scope) -> None:
    """Have `current_rows` give the rows of a part; sales are read from the roll-ups alone."""
    conditions = {
        "rep": """exists (select 1 from rep_alias a semi join part_rep using (rep_id) where (a.alias = t.rep and not a.is_code)
                          or (t.rep is null and a.alias = t.rep_code and a.is_code))""",
        "client": """exists (select 1 from client_alias a semi join part_client using (client_id) where (a.alias = t.client and not a.is_code)
                             or (t.client is null and a.alias = t.client_code and a.is_code))""",
        "product_group": "list_contains(getvariable('product_groups'), t.product_group)",
    }
    asked = {"rep": bool(scope.reps or scope.departments), "client": bool(scope.clients), "product_group": bool(scope.product_groups)}
    plain = plain_filters(cursor, {})
    for table in CASE_TABLES.values():
        if table == "sale":
            continue
        columns = {name for (name, *_rest) in cursor.execute(f"describe {table}").fetchall()}
        kept = [conditions[column] for column, is_asked in asked.items() if is_asked and column in columns]
        # a view of a filter is read at once; which rows hold among contested ones is found out once
        kind, rows = ("view", plain[table]) if table in plain and not kept else ("table", plain.get(table, f"from current_rows('{table}')"))
        cursor.execute(f"create temp {kind} {table}_part as select t.* from ({rows}) t where {' and '.join(kept) or 'true'}")
    cursor.execute("create temp macro current_rows(t) as table select * from query_table(t || '_part')")
