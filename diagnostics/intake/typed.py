"""Raw cells -> typed rows of a kind, with a list of the lines that could not be taken and why."""

import re
from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path

import duckdb

from diagnostics.intake.content import field_types, kinds, words
from diagnostics.intake.dates import EXCEL_EPOCH, parse_written
from diagnostics.intake.header import names_currency, scale_of
from diagnostics.intake.mapping import Proposal
from diagnostics.intake.outcomes import outcome, role_of, stage_states
from diagnostics.intake.reading import Doubt, RawTable
from diagnostics.workbook import literal, read_sql

DEFAULT_ORDER = "dmy"  # of dates divided by slashes
SPREADSHEETS = ("xlsx", "xls", "ods")
CODES = ("doc", "client_code", "rep_code", "inn")
DOUBTS = 1_000  # dates of the other order that are listed one by one
ROW_GROUP = 122_880  # rows; DuckDB's own, else the workbook packs what came in a second time; of longer ones it spills the columns
WRITTEN = 50_000  # distinct dates in words that are read; a file with more is not a table of dates

FED: dict[str, tuple[str, ...]] = {one: (one,) for one in ("client_code", "rep_code", "product", "inn", "cost", "region", "channel", "source")}
FED |= {"profit": ("profit", "cost"), "discount": ("discount", "discount_amount")}
"""Column of a canonical row that few files have -> the fields that fill it; where there is none it is not written."""


OPEN = "is_not_yet(status) or (status is null and paid_on is null)"


@dataclass(frozen=True)
class Source:
    """A raw table with the meaning of its columns."""

    raw: RawTable
    proposal: Proposal
    orders: dict[str, str] = field(default_factory=dict)  # date field -> order of dates with slashes, "dmy" or "mdy"
    unit: int = 1  # roubles in one unit of its amounts, where the file does not say it
    returns: int = -1  # sign of positive amounts on documents that bring goods back
    counts_unpaid: bool = False  # what is not paid or shipped yet is a sale
    won: str | None = None  # stage of a deal that was won, where no stage says so itself
    repeats: tuple[int, ...] = ()  # lines that say what others said already

    def header(self, name: str) -> str | None:
        """The header of the column that feeds a field."""
        column = self.proposal.fields.get(name)
        return None if column is None else self.raw.headers[column]


def prepare(con: duckdb.DuckDBPyConnection) -> None:
    """Macros that every kind uses."""
    sql = read_sql(__package__, "clean")
    for group in ("empty", "cancelled", "lost_begins", "lost", "returned", "ticked", "paid_out", "not_clients", "takings", "no_clients", "contacts", "not_done", "not_yet", "gone"):
        sql = sql.replace(f":{group}", _one_of(group))
    for unit in ("hours", "minutes", "seconds", "of_day"):
        sql = sql.replace(f":{unit}", "'" + "|".join(sorted(words(unit), key=len, reverse=True)) + "'")
    con.execute(sql)


def _one_of(group: str) -> str:
    """A pattern for any of the words of a group, in any case."""
    return "'(?i)(?:" + "|".join(re.escape(word) for word in words(group)).replace("'", "''") + ")'"


def type_rows(
    con: duckdb.DuckDBPyConnection, source: Source, folder: Path, orders: Source | None = None, begins: Callable[[], object] = lambda: None
) -> tuple[str, Path]:
    """Type the rows of a file; with `orders` its lines take date, client and rep from the order of the same number.

    All of it is one pass over the raw table: the view `…_cells` has the mapped fields as values, and what its kind makes
    of them goes into a Parquet file. Of that the view `…_typed` has the columns of the canonical table, `ignored`, the
    reason why a row does not count although nothing is wrong with it, and for every field of the file `…_unread`, the text that is not of its type.

    Args:
        con: the connection that holds the raw tables.
        source: the file whose lines become rows.
        folder: where the Parquet file is put.
        orders: headers of the orders whose lines `source` holds.
        begins: is called when the cells of the rows begin to be read, which takes most of the time.

    Returns:
        The kind of the typed rows, and the Parquet file.
    """
    kind, name = "sales" if orders else source.proposal.kind, source.raw.name
    members = [source, orders] if orders else [source]
    for member in members:
        _clean(con, member)
    if orders:
        _join(con, source, orders)
        source = replace(source, counts_unpaid=orders.counts_unpaid)
    _lookups(con, source, kind)
    select = _select(con, source, kind, name if orders is None else f"{name}_joined", {field for one in members for field in one.proposal.fields})
    path = folder / f"{name}.parquet"
    begins()
    _write(con, name, select, path)
    # only now it is known whether there are any; mostly there are none, else everything is read once more
    written = [_read_written_dates(con, member, name) for member in members]
    if any(written):
        path = folder / f"{name}_dated.parquet"
        _write(con, name, f"from ({select}) order by line", path)
    return kind, path


def _select(con: duckdb.DuckDBPyConnection, source: Source, kind: str, cells: str, fed: Collection[str]) -> str:
    """The SQL of the typed rows; a column of the canonical table that few files have is only there where a field feeds it."""
    present, name = _columns(con, f"{cells}_cells"), source.raw.name
    unread = [f"{one}_unread" for one in kinds()[kind].fields if field_types().get(one) and one in fed]
    apart = ["line", *unread, *["origin"] * ("origin" in present)]
    con.execute(f"create view {name}_complete as {_complete(present, f'{cells}_cells', kind)}")
    select = read_sql(__package__, f"kinds/{kind}").replace("from cells", f"from {name}_complete")
    select = select.replace(":sign_of_return", str(source.returns)).replace(":is_open", _open_rows(source, fed)).replace("line, :unread", ", ".join(apart))
    if source.repeats:
        con.execute(f"create table {name}_repeats as select unnest(?::integer[]) as line", [list(source.repeats)])
        told = f"case when line in (from {name}_repeats) then 'repeat' else ignored end"
        select = f"select * replace ({told} as ignored) from ({select})"
    empty = [column for column in _columns(con, f"({select})") if column in FED and not set(FED[column]).intersection(fed)]
    return f"select * exclude ({', '.join(empty)}) from ({select})" if empty else select


def _open_rows(source: Source, fed: Collection[str]) -> str:
    """The SQL that says of a row of sales whether it is not paid or not shipped yet and so does not count."""
    if source.counts_unpaid:
        return "false"
    return f"({OPEN})" if "paid_on" in fed else "is_not_yet(status)"


def _write(con: duckdb.DuckDBPyConnection, name: str, select: str, path: Path) -> None:
    con.execute(f"copy ({select}) to {literal(path)} (format parquet, compression uncompressed, row_group_size {ROW_GROUP}, preserve_order false)")
    con.execute(f"create or replace view {name}_typed as from read_parquet({literal(path)})")


def _columns(con: duckdb.DuckDBPyConnection, table: str) -> list[str]:
    return [row[0] for row in con.execute(f"describe from {table}").fetchall()]


def slash_orders(con: duckdb.DuckDBPyConnection, source: Source) -> dict[str, str | None]:
    """Order of day and month in the dates with slashes of every date column that has such: "dmy", "mdy" or None.

    A date that reads in one order only decides. Where some read so and some the other way, or none decides, dates
    with points in the same column do: whoever writes 31.12.2024 puts the day first. None is left to the user.
    Where the points decide, the dates that could be read otherwise are put down as doubts of the table.
    """
    orders: dict[str, str | None] = {}
    for name, column in source.proposal.fields.items():
        if field_types().get(name) not in ("date", "month"):
            continue
        slashed = f"from {source.raw.name} where contains(c{column}, '/') and regexp_matches(c{column}, '^\\s*\\d{{1,2}}/\\d{{1,2}}/')"
        day, month = (f"try_cast(split_part(c{column}, '/', {place}) as integer)" for place in (1, 2))
        row = con.execute(f"select count(*), count(*) filter ({day} > 12 and {month} <= 12), count(*) filter ({month} > 12 and {day} <= 12) {slashed}").fetchone()
        if not row or not row[0]:
            continue
        if bool(row[1]) != bool(row[2]):
            orders[name] = "mdy" if row[2] else "dmy"
            continue
        pointed = con.execute(f"select 1 from {source.raw.name} where regexp_matches(c{column}, '^\\s*\\d{{1,2}}\\.\\d{{1,2}}\\.\\d') limit 1").fetchone()
        orders[name] = "dmy" if pointed else None
        if pointed:
            doubts = con.execute(
                f"""select line, c{column}, case when {month} > 12 then 'other_order' else 'ambiguous_date' end {slashed}
                    and {day} <= 12 and {day} <> {month} order by line limit {DOUBTS}"""
            ).fetchall()
            source.raw.doubts += [Doubt(line, code, source.raw.headers[column], found) for line, found, code in doubts]
    return orders


def stages(con: duckdb.DuckDBPyConnection, source: Source, field: str = "stage") -> list[str]:
    """The stages of a table of deals, the commonest first."""
    if field not in source.proposal.fields:
        return []
    cell = f"text_of(c{source.proposal.fields[field]}) as stage"
    found = con.execute(f"select {cell} from {source.raw.name} group by all having stage is not null order by count(*) desc, stage").fetchall()
    return [stage for (stage,) in found]


def currencies(con: duckdb.DuckDBPyConnection, source: Source) -> set[str]:
    """Currencies that a file names in a column of its own, else within its amounts."""
    column = source.proposal.fields.get("currency")
    if column is None:
        return _currencies_of_amounts(con, source)
    rows = con.execute(f"select distinct lower(text_of(c{column})) from {source.raw.name}").fetchall()
    return {_currency(name) for (name,) in rows if name}


def _currency(name: str) -> str:
    """The code of a currency; of one that is not known its name."""
    return next((code for code, names in words("currencies").items() if name.rstrip(".") in names), name)


def _currencies_of_amounts(con: duckdb.DuckDBPyConnection, source: Source) -> set[str]:
    """Currencies by the signs and words beside the figures; most tables have none, which one look at each cell says."""
    column = source.proposal.fields.get("amount", source.proposal.fields.get("price"))
    if column is None:
        return set()
    con.execute(f"create or replace temp table marked as select distinct lower(c{column}) as cell from {source.raw.name} where regexp_matches(c{column}, '[\\p{{Sc}}\\p{{L}}]')")
    there = "select 1 from marked where list_bool_or([contains(cell, name) for name in ?::text[]]) limit 1"
    return {code for code, names in words("currencies").items() if con.execute(there, [[name for name in names if not name.isdigit()]]).fetchone()}


def _clean(con: duckdb.DuckDBPyConnection, source: Source) -> None:
    """View `…_cells`: line and every mapped field, typed; beside it `…_unread`, the text that is not of its type."""
    raw, fields = source.raw, source.proposal.fields
    _unformat(con, source)
    typed = {name: column for name, column in fields.items() if field_types().get(name)}
    texts = "".join(f', {_text(con, raw.name, column, name)} as "{name}"' for name, column in fields.items() if name not in typed)
    cells = "".join(f", c{column} as {name}_cell" for name, column in typed.items())
    reads = "".join(f", {_read(con, source, name, column)} as {name}_read" for name, column in typed.items())
    values = "".join(
        f', {value} as "{name}", case when {value} is null then text_of({name}_cell) end as {name}_unread'
        for name, column in typed.items()
        for value in [_value(source, name, column)]
    )
    origin = "" if raw.sources is None else ", origin"
    # in steps, each a projection of its own: a macro that got another macro's text would compute it many times over
    con.execute(
        f"""create view {raw.name}_figures as
            with cells as (select line{origin}{texts}{cells} from {raw.name}),
            read as (select *{reads} from cells)
            select line{origin}{"".join(f', "{name}"' for name in fields if name not in typed)}{values} from read"""
    )
    con.execute(f"create view {raw.name}_cells as from {raw.name}_figures")


def _unformat(con: duckdb.DuckDBPyConnection, source: Source) -> None:
    """Numbers that a spreadsheet shows as days become numbers again, in columns that cannot hold days: codes and amounts."""
    raw = source.raw
    if raw.format["type"] not in SPREADSHEETS:
        return
    epoch = f"timestamp '{raw.epoch or EXCEL_EPOCH} 00:00:00'"
    for name, column in source.proposal.fields.items():
        if name in CODES or field_types().get(name) in ("money", "number"):
            shown = f"regexp_full_match(c{column}, '\\d{{4}}-\\d\\d-\\d\\d( \\d\\d:\\d\\d:\\d\\d)?')"
            serial = f"(date_diff('second', {epoch}, try_cast(c{column} as timestamp)) / 86400)::decimal(18, 4)"
            con.execute(f"update {raw.name} set c{column} = coalesce(rtrim(rtrim({serial}::text, '0'), '.'), c{column}) where {shown}")


def _text(con: duckdb.DuckDBPyConnection, table: str, column: int, field: str) -> str:
    """The SQL of a column's clean text: the bare column where cleaning changes none of its distinct texts.

    Of an e-mail that stands for a rep the name before the sign is taken: the address itself is nobody's business here.
    """
    if field == "rep" and _has(con, table, f"c{column}", "contains(c, '@')"):
        return f"split_part(text_of(c{column}), '@', 1)"
    row = con.execute(
        f"select bool_or(text_of(c) is distinct from c) from (select c{column} as c from {table} group by c{column})"
    ).fetchone()
    return f"text_of(c{column})" if row and row[0] else f"c{column}"


def _read(con: duckdb.DuckDBPyConnection, source: Source, name: str, column: int) -> str:
    """The SQL that reads a date, a duration or a number from `…_cell`."""
    raw = source.raw
    day = f"day_of({name}_cell, '{source.orders.get(name, DEFAULT_ORDER)}')"
    read = {
        "date": day, "month": day, "flag": f"says_yes({name}_cell)", "inn": "bare_inn(text_of(inn_cell))",
        "seconds": f"seconds_of(trimmed({name}_cell), {_seconds_in(raw.headers[column])})",
    }.get(field_types()[name])  # fmt: skip
    if read:
        return read
    sign = _decimal_sign(con, raw, column)
    if name == "discount":
        # a discount is written as a share (0.15) or in per cent (15); no other number may have a sign of per cent
        bare = "replace({}, '%', '')"
        row = con.execute(
            f"select max(factor_of({bare.format(f'c{column}')}, {sign})), bool_or(contains(c{column}, '%')) from {raw.name}"
        ).fetchone()
        largest, signed = row or (None, None)
        scale = 100 if "%" in raw.headers[column] or signed or (largest is not None and largest > 1) else 1
        return f"share_of(factor_of({bare.format('discount_cell')}, {sign}) / {scale})"
    if name == "price":
        return f"factor_of(price_cell, {sign}) * {unit_of(source, column)}"
    plain = field_types()[name] == "money" and unit_of(source, column) == 1  # thousands of roubles have kopecks behind the fourth decimal
    return f"{'number_of' if plain else 'factor_of'}({name}_cell, {sign})"


def _value(source: Source, name: str, column: int) -> str:
    """The SQL of a typed field, from what was read."""
    kind = field_types()[name]
    if kind == "money":
        return f"kopecks({name}_read, {unit_of(source, column)})"
    if kind == "inn":
        return "inn_of(inn_read)"
    if kind == "flag":
        return f"coalesce({name}_read, false)"
    if kind == "seconds":
        return f"case when {name}_read >= 0 then {name}_read end"
    return f"within_reach({name}_read)::date" if kind in ("date", "month") else f"{name}_read"


def unit_of(source: Source, column: int) -> int:
    """What one unit of a column is in roubles, by its header, else by what stands above the header, else as was said."""
    return stated_scale(source, column) or source.unit


def stated_scale(source: Source, column: int) -> int | None:
    """What the file itself says of the unit of a column; None where it says nothing."""
    texts = [source.raw.headers[column], *source.raw.above]
    found = next((one for text in texts if (one := scale_of(text)) > 1), None)
    return found or (1 if any(names_currency(text) for text in texts) else None)


def _seconds_in(header: str) -> int:
    """Seconds of a bare number in a column of durations."""
    tokens = re.findall(r"[^\W\d_]+", header.lower())[1:]
    return next((seconds for group, seconds in (("hours", 3600), ("minutes", 60)) if any(token in words(group) for token in tokens)), 1)


def _decimal_sign(con: duckdb.DuckDBPyConnection, raw: RawTable, column: int) -> str:
    """The decimal sign that a column itself shows: a comma or a point before one or two last digits.

    In a file with English headers a comma alone sets thousands apart: 45,000.
    """
    table = raw.name
    for cell in (f"c{column}", f"bare(c{column})"):  # the second, slow, where a currency or a space stands behind
        signs = [sign for sign in ",." if _has(con, table, cell, f"contains(c, '{sign}') and (c like '%{sign}_' or c like '%{sign}__')")]
        if signs or not _has(con, table, cell, "contains(c, ',') or contains(c, '.')"):
            break
    if not signs and all(header.isascii() for header in raw.headers if header not in words("columns").values()) and not _has(con, table, cell, "contains(c, '.')"):
        return "'.'"
    return f"'{signs[0]}'" if len(signs) == 1 else "null"


def _has(con: duckdb.DuckDBPyConnection, table: str, cell: str, condition: str) -> bool:
    return con.execute(f"select 1 from (select {cell} as c from {table}) where {condition} limit 1").fetchone() is not None


def _read_written_dates(con: duckdb.DuckDBPyConnection, source: Source, rows: str) -> bool:
    """Take dates with the month in words and Excel serials into `…_cells`: few distinct texts, read one by one.

    Returns:
        Whether the rows that were typed as `rows` hold any.
    """
    raw, found, joins = source.raw, [], ""
    for name in source.proposal.fields:
        if field_types().get(name) not in ("date", "month") or f"{name}_unread" not in _columns(con, f"{rows}_typed"):
            continue
        texts = con.execute(f"select distinct {name}_unread from {rows}_typed where {name}_unread is not null limit {WRITTEN}").fetchall()
        known = [(text, day) for (text,) in texts if (day := parse_written(text, raw.epoch or EXCEL_EPOCH)) is not None]
        if known:
            written = f"{raw.name}_{name}_written"
            con.execute(f"create table {written} (text text, day date)")
            con.executemany(f"insert into {written} values (?, ?)", known)
            joins += f" left join {written} on {written}.text = {name}_unread and within_reach({written}.day) is not null"
            found.append(f'coalesce("{name}", {written}.day) as "{name}", case when {written}.day is null then {name}_unread end as {name}_unread')
    if found:
        con.execute(f"create or replace view {raw.name}_cells as select f.* replace ({', '.join(found)}) from {raw.name}_figures f{joins}")
    return bool(found)


def _join(con: duckdb.DuckDBPyConnection, lines: Source, orders: Source) -> None:
    """Give the lines the date, client and rep of their order."""
    taken = [name for name in orders.proposal.fields if name != "doc" and name not in lines.proposal.fields]
    columns = ", ".join(f'o."{name}"' + (f", o.{name}_unread" if field_types().get(name) else "") for name in taken)
    con.execute(
        f"""create view {lines.raw.name}_joined_cells as
            select l.*, {columns} from {lines.raw.name}_cells l
            left join (
                select * from {orders.raw.name}_cells
                -- 1C starts its numbers anew each year: which of two orders a line belongs to cannot be told
                qualify row_number() over (partition by doc order by line) = 1 and min(date) over (partition by doc) is not distinct from max(date) over (partition by doc)
            ) o using (doc)"""
    )


def _lookups(con: duckdb.DuckDBPyConnection, source: Source, kind: str) -> None:
    """What the few distinct stages or positions of a file mean."""
    if kind == "deals":
        con.execute("create or replace temp table stage_states (stage text, state text)")
        states = {step: outcome(step) or "open" for step in stages(con, source, "step")} | stage_states(stages(con, source), source.won)
        con.executemany("insert into stage_states values (?, ?)", _pairs(states))
    if kind == "staff":
        con.execute("create or replace temp table position_roles (position text, role text)")
        if "position" in source.proposal.fields:
            found = con.execute(f"select distinct position from {source.raw.name}_cells").fetchall()
            con.executemany("insert into position_roles values (?, ?)", _pairs({position: role_of(position) for (position,) in found if position}))


def _pairs(meanings: Mapping[str, str]) -> list[tuple[str | None, str | None]]:
    """Rows for executemany, which refuses an empty list."""
    return list(meanings.items()) or [(None, None)]


def _complete(present: Collection[str], cells: str, kind: str) -> str:
    """The cells with every field of the kind, empty where the file has none."""
    empty = {"date": "date", "month": "date", "money": "bigint", "number": "decimal(18, 4)", "seconds": "integer", "flag": "boolean"}
    columns = ["line", *(["origin"] if "origin" in present else [])]
    for name in kinds()[kind].fields:
        type_ = field_types().get(name)
        columns.append(f'"{name}"' if name in present else f'null::{empty.get(type_ or "", "text")} as "{name}"')
        if type_:
            columns.append(f"{name}_unread" if f"{name}_unread" in present else f"null::text as {name}_unread")
    return f"select {', '.join(columns)} from {cells}"
