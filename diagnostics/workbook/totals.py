"""What a batch adds up to, after names were matched: the figures a user compares with his own."""

from dataclasses import dataclass, field

import duckdb

from diagnostics.workbook.sql import read_sql
from diagnostics.workbook.tables import CASE_TABLES


@dataclass(frozen=True)
class Totals:
    """Sums of one batch in kopecks; deals count when won. Staff has `people` and `left` instead of an amount.

    Activities have how many there were and how long.
    """

    amount: int | None = None
    by_rep: dict[str, int] = field(default_factory=dict)
    by_month: dict[str, int] = field(default_factory=dict)
    states: dict[str, int] = field(default_factory=dict)
    people: int | None = None
    left: int | None = None
    seconds: int | None = None
    calls_by_rep: dict[str, tuple[int, int]] = field(default_factory=dict)  # how many, how long in seconds


def totals(cursor: duckdb.DuckDBPyConnection, kind: str, batch: int) -> Totals:
    """The totals of a batch; run it after the roll-ups were derived, in the same transaction."""
    if kind == "staff":
        row = cursor.execute(
            """select count(*), count(*) filter (gone) from (
                   select name_key(rep), bool_and(coalesce(left_on <= current_date, false)) as gone from rep where batch = ? group by all)""",
            [batch],
        ).fetchone()
        return Totals(people=row[0], left=row[1]) if row else Totals()
    if kind == "activities":
        found = cursor.execute(read_sql(__package__, "calls"), {"batch": batch}).fetchall()
        return Totals(seconds=sum(row[2] for row in found), calls_by_rep={rep: (calls, seconds) for rep, calls, seconds in found if rep})
    if kind == "clients":
        return Totals()
    sql = read_sql(__package__, "totals")
    rows = cursor.execute(sql, {"batch": batch, "table": CASE_TABLES[kind]}).fetchall()
    by_rep: dict[str, int] = {}
    by_month: dict[str, int] = {}
    for rep, month, amount in rows:
        if rep is not None:
            by_rep[rep] = by_rep.get(rep, 0) + amount
        if month is not None:
            by_month[month] = by_month.get(month, 0) + amount
    states = {}
    if kind == "deals":
        states = dict(
            cursor.execute(
                "select state, count(distinct coalesce(doc, 'line ' || line)) from deal where batch = ? group by state", [batch]
            ).fetchall()
        )
    return Totals(
        amount=sum(amount for _, _, amount in rows),
        by_rep=dict(sorted(by_rep.items())),
        by_month=dict(sorted(by_month.items())),
        states=states,
    )
