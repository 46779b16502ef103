"""Which lines of a file count, which are left out rightly (totals, frames, cancelled), which are refused and why."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

import duckdb

from diagnostics.intake.content import field_types, kinds, names, words
from diagnostics.intake.guess import untaken
from diagnostics.intake.header import is_total, normal, total_pattern
from diagnostics.intake.reading.raw import SHEET_LINES
from diagnostics.intake.typed import Source
from diagnostics.workbook import Problem

LISTED = 1_000  # problems kept one by one; beyond it only their number is
SPREAD = 10_000  # columns of a sheet that were put one below the other are numbered from here
TOTALLED = {"sales": "amount", "deals": "amount", "payments": "amount", "plan": "amount", "pay": "total"}
SEARCHED = 40  # columns in which the word of a total row is looked for

FEEDS = {"day": ("date", "month"), "amount": ("amount", "price"), "rep": ("rep", "last_name"),
         "client": ("client", "client_code"), "total": ("total", "sum", "bonus", "base")}  # fmt: skip
"""Required column of a canonical row -> the fields that could have filled it."""

CODES = {"date": "bad_date", "month": "bad_date", "money": "bad_amount", "number": "bad_amount", "seconds": "bad_duration"}


@dataclass
class Judged:
    """What became of the lines of a file."""

    read: int
    accepted: int
    rejected: int
    ignored: int
    control: int | None
    left_out: dict[str, list[tuple[str | None, int]]]  # reason -> (sheet, line), at most LISTED of each
    problems: list[Problem] = field(default_factory=list)


def judge(con: duckdb.DuckDBPyConnection, source: Source, kind: str, orders: Source | None = None) -> Judged:
    """Go through the typed rows of a file; see `typed.type_rows` for what must stand before.

    The table `…_dropped` has the lines that do not count: those that are refused, and the frame; where one line became
    several rows, `origin` says which of them, and is empty where all of them are meant.
    """
    name = source.raw.name
    required = kinds()[kind].required
    _list_broken(con, source, kind, required, orders)
    lacking = " or ".join(f"{column} is null" for column in required) or "false"
    con.execute(
        f"""create table {name}_refused as
            select distinct line, {_origin(source)} as origin from {name}_typed
            where ignored is null and (({lacking}) or {_row(source)} in (select {_row(source)} from {name}_broken where severity = 'error'))"""
    )
    totals = _frame_lines(con, source, "date" in source.proposal.fields)
    blank = [] if orders else _blank_lines(con, source)
    con.execute(f"create table {name}_frames as select unnest(?::integer[]) as line", [sorted({*totals, *blank})])
    con.execute(f"delete from {name}_refused where line in (from {name}_frames)")
    con.execute(f"delete from {name}_broken where line in (from {name}_frames)")
    problems = [Problem("warning", one.code, sheet=one.sheet, found=one.found) for one in source.raw.remarks]
    problems += [Problem("warning", code, header=source.raw.headers[column]) for code, column in untaken(source.proposal.kind, source.proposal.fields, source.raw.headers, source.raw.sample())]
    problems += _doubts(source) + _planned_dates(con, source, kind) + _deleted(con, source, kind)
    problems += _tax_ids(con, source)
    problems += _empty_cells(con, source, required, orders) + _broken_cells(con, source, orders) + _refused(source)
    apart = source.raw.left_out
    own = "distinct line" if source.raw.sources else "*"  # one line may have become several rows
    read = _count(con, f"select count({own}) from {name}") + len(source.raw.refused) + sum(map(len, apart.values()))
    rejected = _count(con, f"select count(distinct line) from {name}_refused") + len(source.raw.refused)
    # a line of a plan that has no plan is a good line that says so, as long as another has one
    some = con.execute(f"select 1 from {name}_typed where ignored is null and line not in (select line from {name}_refused) limit 1").fetchone()
    spared = "'no_plan'" if some else "''"
    left_out = f"""select line from {name}_typed where line in (select line from {name}_typed where ignored is not null)
                   group by line having bool_and(ignored is not null and ignored <> {spared})
                   union select line from {name}_frames"""
    ignored = _count(con, f"select count(*) from ({left_out})") + sum(map(len, apart.values()))
    con.execute(f"create table {name}_dropped as from {name}_refused union select line, null from {name}_frames")
    return Judged(
        read, read - rejected - ignored, rejected, ignored, _control(con, source, kind, totals),
        _left_out(con, source, {"total": totals, "blank": blank}), problems[:LISTED],
    )  # fmt: skip


def _list_broken(
    con: duckdb.DuckDBPyConnection, source: Source, kind: str, required: Sequence[str], orders: Source | None
) -> None:
    """Table of cells that hold something which is not of the type of their column."""
    name = source.raw.name
    vital = {one for column in required for one in FEEDS.get(column, ())}
    parts = [
        "select null::integer as line, null::text as field, null::text as found, null::text as severity, -1 as header, null::integer as origin where false"
    ]
    headers = dict(source.proposal.fields)
    for one in [*headers, *(orders.proposal.fields if orders else ())]:
        if field_types().get(one) is None:
            continue
        severity = f"'{'error' if one in vital or one == 'discount' or kind in ('deals', 'pay') else 'warning'}'"
        if one == "duration":  # what is no length of time leaves a call without one; below nought nothing can be believed
            severity = "case when regexp_matches(duration_unread, '^[-−–]') then 'error' else 'warning' end"
        column = f"origin + {SPREAD}" if source.raw.sources and one == "amount" else str(headers.get(one, -1))
        parts.append(f"select line, '{one}', {one}_unread, {severity}, {column}, {_origin(source)} from {name}_typed where {one}_unread is not null")
    con.execute(f"create table {name}_broken as {' union all '.join(parts)}")


def _origin(source: Source) -> str:
    """What tells the rows apart that one line of the file became."""
    return "origin" if source.raw.sources else "null::integer"


def _row(source: Source) -> str:
    """The SQL by which a typed row is known."""
    return "(line, origin)" if source.raw.sources else "line"


def _frame_lines(con: duckdb.DuckDBPyConnection, source: Source, only_refused: bool) -> list[int]:
    """Lines of totals and of a report's frame; where rows need a day, those have none.

    Such a line has a cell with no more than the word of a total or a word of the frame; where a day should stand,
    the word with anything beside it («Итого за январь», «Иванов Итог») is enough.
    """
    name = source.raw.name
    totals, frames = ("|".join(re.escape(word) for word in words(group)) for group in ("total", "frame"))
    strict = rf"{total_pattern()}|^({frames})"
    loose = rf"^({totals})(\P{{L}}|$)|(^|\P{{L}})({totals})$"
    cells = " or ".join(
        f"regexp_matches(lower(trim(c{number})), $strict)" for number in range(min(source.raw.columns, SEARCHED))
    )
    day = source.proposal.fields.get("date")
    if day is not None:
        cells += f" or regexp_matches(lower(trim(c{day})), $loose)"
    among = f"where line in (select line from {name}_refused)" if only_refused else ""
    found = con.execute(
        f"with among as materialized (select * from {name} {among}) select line from among where {cells}",
        {"strict": strict} if day is None else {"strict": strict, "loose": loose},
    ).fetchall()
    return [line for (line,) in found]


def _blank_lines(con: duckdb.DuckDBPyConnection, source: Source) -> list[int]:
    """Refused lines with nothing in any column that is taken: a form that is numbered and not filled in."""
    name = source.raw.name
    if not _count(con, f"select count(*) from {name}_refused"):
        return []
    empty = " and ".join(f"coalesce(trimmed(c{column}), '') in ('', '0')" for column in {*source.proposal.fields.values()})
    found = con.execute(f"select line from {name} where line in (select line from {name}_refused) and {empty}").fetchall()
    return [line for (line,) in found]


def _doubts(source: Source) -> list[Problem]:
    places = [(one, *source.raw.place(one.line)) for one in source.raw.doubts]
    return [Problem("warning", one.code, line, one.header, one.found, sheet) for one, sheet, line in places]


def _planned_dates(con: duckdb.DuckDBPyConnection, source: Source, kind: str) -> list[Problem]:
    """A warning where won deals stand on the day they were hoped to close, for want of the real one."""
    header = source.header("planned")
    if kind != "deals" or header is None:
        return []
    closed = "c.closed is null and " if source.header("closed") else ""
    count = _count(con, f"select count(*) from {source.raw.name}_typed t join {source.raw.name}_cells c using (line) where {closed}t.state = 'won' and c.planned is not null")
    return [Problem("warning", "planned_date", header=header, found=str(count))] if count else []


def _tax_ids(con: duckdb.DuckDBPyConnection, source: Source) -> list[Problem]:
    """Tax ids whose leading noughts were restored, and those whose check digits are wrong: each once."""
    column = source.proposal.fields.get("inn")
    if column is None or normal(source.raw.headers[column]) not in names()["inn"].rank:
        return []
    rows = con.execute(
        f"""with bare as materialized (
                select min(line) as line, trim(c{column}) as said, bare_inn(text_of(c{column})) as bare from {source.raw.name}
                where text_of(c{column}) is not null group by c{column}),
            read as materialized (select *, inn_of(bare) as read from bare)
            select line, said, read <> bare from read where read <> bare or not is_inn(read) order by line limit {LISTED}"""
    ).fetchall()
    found = []
    for line, said, is_longer in rows:
        sheet, own = source.raw.place(line)
        code = "inn_zeros" if is_longer else "inn_check"
        found.append(Problem("warning", code, own, source.raw.headers[column], said, sheet))
    return found


def _deleted(con: duckdb.DuckDBPyConnection, source: Source, kind: str) -> list[Problem]:
    """Lines whose client 1C has deleted: of no use in a list of clients, kept without a client elsewhere."""
    column = source.proposal.fields.get("client")
    if column is None:
        return []
    rows = con.execute(
        f"select line, trim(c{column}) from {source.raw.name} where starts_with(c{column}, '<') and lower(trim(c{column})) = ? order by line limit {LISTED}",
        [words("deleted")],
    ).fetchall()
    if kind == "clients" and rows:
        con.execute(f"insert into {source.raw.name}_refused select unnest(?::integer[]), null except from {source.raw.name}_refused", [[line for line, _ in rows]])
    severity = "error" if kind == "clients" else "warning"
    places = [(*source.raw.place(line), found) for line, found in rows]
    return [Problem(severity, "object_not_found", line, source.header("client"), found, sheet) for sheet, line, found in places]


def _empty_cells(
    con: duckdb.DuckDBPyConnection, source: Source, required: Sequence[str], orders: Source | None
) -> list[Problem]:
    """Lines refused because a cell that they need is empty, or because their order is not in the other file."""
    name = source.raw.name
    problems = []
    for column in required:
        fed = next((one for one in FEEDS[column] if source.header(one)), None)
        cell = "null" if fed is None else f"nullif(trim(r.c{source.proposal.fields[fed]}), '')"
        lines = con.execute(
            f"""select distinct t.line, {cell} as found from {name}_typed t join {name} r using (line)
                where t.{column} is null and line in (select line from {name}_refused)
                  and line not in (select line from {name}_broken where severity = 'error')
                order by line limit {LISTED}"""
        ).fetchall()
        code = "no_order" if orders and fed is None else "empty_cell"
        places = [(*source.raw.place(line), found) for line, found in lines]
        header = source.header(fed) if fed else None
        problems += [Problem("error", code, line, header, found, sheet) for sheet, line, found in places]
    return problems


def _broken_cells(con: duckdb.DuckDBPyConnection, source: Source, orders: Source | None) -> list[Problem]:
    rows = con.execute(
        f"""select severity, field, line, found, header from {source.raw.name}_broken
            order by severity, line limit {LISTED}"""
    ).fetchall()
    problems = []
    for severity, one, line, found, column in rows:
        sheet, own = source.raw.place(line)
        problems.append(Problem(severity, _code(one, found), own, _header(source, orders, one, column), found, sheet))
    return problems


def _header(source: Source, orders: Source | None, field: str, column: int) -> str | None:
    """Header over a bad cell: of the table, of the sheet before its columns were put one below the other, of the orders."""
    if column >= SPREAD and source.raw.sources:
        return source.raw.sources[column - SPREAD]
    if column >= 0:
        return source.raw.headers[column]
    return orders.header(field) if orders else None


def _code(name: str, found: str) -> str:
    code = CODES[field_types()[name]]
    if code == "bad_duration" and re.match(r"[-\u2212\u2013]\s*\d", found):
        return "negative_duration"
    if code == "bad_amount" and re.fullmatch(r"\D*\d{1,3}[.,]\d{3}\D*", found):
        return "ambiguous_amount"
    return code


def _refused(source: Source) -> list[Problem]:
    return [Problem("error", one.code, one.line, None, one.text.strip()[:200]) for one in source.raw.refused]


def _left_out(con: duckdb.DuckDBPyConnection, source: Source, frames: Mapping[str, Sequence[int]]) -> dict[str, list[tuple[str | None, int]]]:
    """Why lines that are no mistake do not count."""
    reasons = {reason: list(lines) for reason, lines in source.raw.left_out.items()}
    for reason, lines in frames.items():
        reasons.setdefault(reason, []).extend(lines)
    found = con.execute(
        f"""select ignored, list(distinct line order by line) from {source.raw.name}_typed where ignored <> 'no_plan'
            and line not in (from {source.raw.name}_frames) group by ignored"""
    ).fetchall()
    for reason, lines in found:
        reasons.setdefault(reason, []).extend(lines)
    return {reason: [source.raw.place(line) for line in sorted(set(lines))[:LISTED]] for reason, lines in reasons.items() if lines}


def _control(con: duckdb.DuckDBPyConnection, source: Source, kind: str, frames: Sequence[int]) -> int | None:
    """Kopecks in the last total row of the file, of every sheet where there are several."""
    column = TOTALLED.get(kind)
    if not frames or column not in source.proposal.fields:
        return None
    if kind == "deals" and _count(con, f"select count(*) from {source.raw.name}_typed where state <> 'won'"):
        return None  # the file adds up what is lost and open as well
    amount = f'"{column}" - abs(coalesce(back, 0))' if "back" in source.proposal.fields else f'"{column}"'
    texts = ", ".join(f"c{number}" for number in range(min(source.raw.columns, SEARCHED)))
    rows = con.execute(
        f"""with sums as (select line, sum({amount})::bigint as amount from {source.raw.name}_cells
                          where line in ({", ".join(map(str, frames))}) and "{column}" is not null group by line)
            select line // {SHEET_LINES}, amount, [{texts}] from sums join (select distinct on (line) line, {texts} from {source.raw.name}) using (line) order by line"""
    ).fetchall()
    sheets: dict[int, list[tuple[int, str]]] = {}
    for sheet, value, cells in rows:
        sheets.setdefault(sheet, []).append((value, next((cell for cell in cells if cell and is_total(cell)), "")))
    return sum(map(_whole, sheets.values())) if sheets else None


def _whole(totals: Sequence[tuple[int, str]]) -> int:
    """The last total of a sheet; where it is one of several of a kind, «Итого по менеджеру», what they add up to."""
    last, label = totals[-1]
    alike = [value for value, other in totals if other == label]
    is_of_group = re.search(rf"\b(?:{'|'.join(words('of'))})\b", label.lower()) is not None
    return sum(alike) if is_of_group and len(alike) > 1 and last != sum(alike[:-1]) else last


def _count(con: duckdb.DuckDBPyConnection, sql: str) -> int:
    row = con.execute(sql).fetchone()
    return int(row[0]) if row else 0
