"""Which lines of a file count, which are left out rightly (totals, frames, cancelled), which are refused and why."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field

import duckdb

from diagnostics.intake.content import field_types, kinds, words
from diagnostics.intake.typed import Source
from diagnostics.workbook import Problem

LISTED = 1_000  # problems kept one by one; beyond it only their number is
SEARCHED = 40  # columns in which the word of a total row is looked for

FEEDS = {"day": ("date", "month"), "amount": ("amount", "price"), "rep": ("rep", "last_name"),
         "client": ("client", "client_code"), "total": ("total", "bonus", "base")}  # fmt: skip
"""Required column of a canonical row -> the fields that could have filled it."""

CODES = {"date": "bad_date", "month": "bad_date", "money": "bad_amount", "number": "bad_amount"}


@dataclass
class Judged:
    """What became of the lines of a file. `rows` is the SQL that selects those that count."""

    rows: str
    read: int
    accepted: int
    rejected: int
    ignored: int
    control: int | None
    problems: list[Problem] = field(default_factory=list)


def judge(con: duckdb.DuckDBPyConnection, source: Source, kind: str, orders: Source | None = None) -> Judged:
    """Go through the typed rows of a file; see `typed.type_rows` for what must stand before."""
    name = source.raw.name
    required = kinds()[kind].required
    _list_broken(con, source, kind, required, orders)
    lacking = " or ".join(f"{column} is null" for column in required) or "false"
    con.execute(
        f"""create table {name}_refused as
            select distinct line from {name}_typed
            where ignored is null and (({lacking}) or line in (select line from {name}_broken where severity = 'error'))"""
    )
    totals = _frame_lines(con, source, "date" in source.proposal.fields)
    con.execute(f"create table {name}_frames as select unnest(?::integer[]) as line", [sorted(totals)])
    con.execute(f"delete from {name}_refused where line in (from {name}_frames)")
    con.execute(f"delete from {name}_broken where line in (from {name}_frames)")
    problems = [Problem("warning", "other_sheet", sheet=title) for title in source.raw.unread]
    problems += _empty_cells(con, source, required, orders) + _broken_cells(con, source, orders) + _refused(source)
    read = _count(con, f"select count(*) from {name}") + len(source.raw.refused)
    rejected = _count(con, f"select count(*) from {name}_refused") + len(source.raw.refused)
    left_out = f"""select line from {name}_typed where line in (select line from {name}_typed where ignored is not null)
                   group by line having bool_and(ignored is not null)
                   union select line from {name}_frames"""
    ignored = _count(con, f"select count(*) from ({left_out})")
    rows = f"""select * exclude (ignored) from {name}_typed
               where ignored is null and line not in (from {name}_refused) and line not in (from {name}_frames)"""
    return Judged(
        rows, read, read - rejected - ignored, rejected, ignored, _control(con, source, totals), problems[:LISTED]
    )


def _list_broken(
    con: duckdb.DuckDBPyConnection, source: Source, kind: str, required: Sequence[str], orders: Source | None
) -> None:
    """Table of cells that hold something which is not of the type of their column."""
    name = source.raw.name
    vital = {one for column in required for one in FEEDS.get(column, ())}
    parts = [
        "select null::integer as line, null::text as field, null::text as found, null::text as severity, -1 as header where false"
    ]
    headers = dict(source.proposal.fields)
    for one in [*headers, *(orders.proposal.fields if orders else ())]:
        if field_types().get(one) is None:
            continue
        severity = "error" if one in vital or one == "discount" or kind in ("deals", "pay") else "warning"
        parts.append(
            f"""select line, '{one}', {one}_unread, '{severity}', {headers.get(one, -1)} from {name}_cells
                where {one}_unread is not null"""
        )
    if "month" not in headers and kinds()[kind].months_in_header:
        parts.append(
            f"""select line, 'amount', amount_unread, 'error', header from {name}_cells
                where amount_unread is not null"""
        )
    con.execute(f"create table {name}_broken as {' union all '.join(parts)}")


def _frame_lines(con: duckdb.DuckDBPyConnection, source: Source, only_refused: bool) -> list[int]:
    """Lines of totals and of a report's frame; where rows need a day, those have none.

    Such a line has a cell with no more than the word of a total or a word of the frame; where a day should stand,
    the word with anything beside it («Итого за январь», «Иванов Итог») is enough.
    """
    name = source.raw.name
    totals = "|".join(re.escape(word) for word in words("total"))
    frames = "|".join(re.escape(word) for word in words("frame"))
    strict = rf"^({totals})\s*([:(].*|{words('of')} .*|[\d\s.,]*)$|^({frames})"
    loose = rf"^({totals})(\P{{L}}|$)|(^|\P{{L}})({totals})$"
    cells = " or ".join(
        f"regexp_matches(lower(trim(c{number})), $strict)" for number in range(min(source.raw.columns, SEARCHED))
    )
    day = source.proposal.fields.get("date")
    if day is not None:
        cells += f" or regexp_matches(lower(trim(c{day})), $loose)"
    among = f"where line in (from {name}_refused)" if only_refused else ""
    found = con.execute(
        f"with among as materialized (select * from {name} {among}) select line from among where {cells}",
        {"strict": strict} if day is None else {"strict": strict, "loose": loose},
    ).fetchall()
    return [line for (line,) in found]


def _empty_cells(
    con: duckdb.DuckDBPyConnection, source: Source, required: Sequence[str], orders: Source | None
) -> list[Problem]:
    """Lines refused because a cell that they need is empty, or because their order is not in the other file."""
    name = source.raw.name
    problems = []
    for column in required:
        lines = con.execute(
            f"""select distinct line from {name}_typed
                where {column} is null and line in (from {name}_refused)
                  and line not in (select line from {name}_broken where severity = 'error')
                order by line limit {LISTED}"""
        ).fetchall()
        header = next((text for one in FEEDS[column] if (text := source.header(one))), None)
        code = "no_order" if orders and header is None else "empty_cell"
        problems += [Problem("error", code, line, header, None, source.raw.format["sheet"]) for (line,) in lines]
    return problems


def _broken_cells(con: duckdb.DuckDBPyConnection, source: Source, orders: Source | None) -> list[Problem]:
    rows = con.execute(
        f"""select severity, field, line, found, header from {source.raw.name}_broken
            order by severity, line limit {LISTED}"""
    ).fetchall()
    sheet = source.raw.format["sheet"]
    problems = []
    for severity, one, line, found, column in rows:
        header = source.raw.headers[column] if column >= 0 else orders.header(one) if orders else None
        problems.append(Problem(severity, _code(one, found), line, header, found, sheet))
    return problems


def _code(name: str, found: str) -> str:
    code = CODES[field_types()[name]]
    if code == "bad_amount" and re.fullmatch(r"\D*\d{1,3}[.,]\d{3}\D*", found):
        return "ambiguous_amount"
    return code


def _refused(source: Source) -> list[Problem]:
    sheet = source.raw.format["sheet"]
    return [Problem("error", one.code, one.line, None, one.text.strip()[:200], sheet) for one in source.raw.refused]


def _control(con: duckdb.DuckDBPyConnection, source: Source, frames: Sequence[int]) -> int | None:
    """Kopecks in the last total row of the file."""
    if not frames or "amount" not in source.proposal.fields:
        return None
    marks = ",".join("?" * len(frames))
    row = con.execute(
        f"""select amount from {source.raw.name}_cells
            where line in ({marks}) and amount is not null order by line desc limit 1""",
        list(frames),
    ).fetchone()
    return row[0] if row else None


def _count(con: duckdb.DuckDBPyConnection, sql: str) -> int:
    row = con.execute(sql).fetchone()
    return int(row[0]) if row else 0
