"""Raw cells -> typed rows of a kind, with a list of the lines that could not be taken and why."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import duckdb

from diagnostics.intake.content import field_types, kinds, words
from diagnostics.intake.dates import header_month, parse_written
from diagnostics.intake.header import scale_of, without_yo
from diagnostics.intake.mapping import Proposal, month_columns
from diagnostics.intake.tables import RawTable
from diagnostics.workbook import read_sql

WRITTEN = 50_000  # distinct dates in words that are read; a file with more is not a table of dates


@dataclass(frozen=True)
class Source:
    """A raw table with the meaning of its columns."""

    raw: RawTable
    proposal: Proposal

    def header(self, name: str) -> str | None:
        """The header of the column that feeds a field."""
        column = self.proposal.fields.get(name)
        return None if column is None else self.raw.headers[column]


def prepare(con: duckdb.DuckDBPyConnection) -> None:
    """Macros that every kind uses."""
    con.execute(read_sql(__package__, "clean").replace(":empty_words", _in_any_case(["", *words("empty")])))
    con.execute(f"create macro is_cancelled(status) as status in {_in_any_case(words('cancelled'))}")


def _in_any_case(spellings: Sequence[str]) -> str:
    """A list for SQL's `in` with each word in lower and upper case and with a capital: cheaper than lowering a column."""
    cases = {one for word in spellings for one in (word, word.lower(), word.upper(), _with_capital(word))}
    return "(" + ", ".join("'" + one.replace("'", "''") + "'" for one in sorted(cases)) + ")"


def _with_capital(word: str) -> str:
    """The word with its first letter large, also behind a bracket."""
    place = next((number for number, sign in enumerate(word) if sign.isalpha()), 0)
    return word[:place] + word[place : place + 1].upper() + word[place + 1 :]


def type_rows(
    con: duckdb.DuckDBPyConnection, source: Source, slash: str, orders: Source | None = None, orders_slash: str = ""
) -> str:
    """Type the rows of a file; with `orders` its lines take date, client and rep from the order of the same number.

    The table `…_cells` has the mapped fields as values, beside each its text; the view `…_typed` has the columns
    of the canonical table and `ignored`, the reason why a row does not count although nothing is wrong with it.

    Args:
        con: the connection that holds the raw tables.
        source: the file whose lines become rows.
        slash: order of day and month in dates divided by slashes, "dmy" or "mdy".
        orders: headers of the orders whose lines `source` holds.
        orders_slash: the same order in the file of the orders.

    Returns:
        The kind of the typed rows.
    """
    kind = "sales" if orders else source.proposal.kind
    _clean(con, source, slash)
    if orders:
        _clean(con, orders, orders_slash)
        _join(con, source, orders)
    _lookups(con, source, kind)
    con.execute(f"create view {source.raw.name}_complete as {_complete(con, source.raw.name, kind)}")
    select = read_sql(f"{__package__}.kinds", kind).replace("from cells", f"from {source.raw.name}_complete")
    con.execute(f"create view {source.raw.name}_typed as {select}")
    return kind


def slash_order(con: duckdb.DuckDBPyConnection, source: Source) -> str | None:
    """Order of the parts of dates with slashes in a file: "dmy", "mdy" or None where it shows neither."""
    day_first = month_first = seen = False
    for name, column in source.proposal.fields.items():
        if field_types().get(name) not in ("date", "month"):
            continue
        row = con.execute(
            f"""select count(*), max(try_cast(split_part(c{column}, '/', 1) as integer)),
                       max(try_cast(split_part(c{column}, '/', 2) as integer))
                from {source.raw.name}
                where contains(c{column}, '/') and regexp_matches(c{column}, '^\\s*\\d{{1,2}}/\\d{{1,2}}/')"""
        ).fetchone()
        if row and row[0]:
            seen, day_first, month_first = True, day_first or row[1] > 12, month_first or row[2] > 12
    if seen and not day_first and not month_first:
        return None
    return "mdy" if month_first and not day_first else "dmy"


def _clean(con: duckdb.DuckDBPyConnection, source: Source, slash: str) -> None:
    """Table `…_cells`: line and every mapped field, typed; beside each typed field its text."""
    raw, fields = source.raw, source.proposal.fields
    months = month_columns(raw.headers) if kinds()[source.proposal.kind].months_in_header else []
    if len(months) > 1 and "month" not in fields:
        _clean_wide(con, source, months)
        return
    # in steps, each a projection of its own: a macro that got another macro's text would compute it many times over
    odd = _with_other_spaces(con, raw.name, list(fields.values()))
    texts = ", ".join(
        f"{'text_of' if column in odd else 'plain_text_of'}(c{column}) as {_text(name)}"
        for name, column in fields.items()
    )
    numbers = [name for name in fields if field_types().get(name) in ("money", "number")]
    figures = "".join(f", unspaced({_text(name)}) as {name}_figures" for name in numbers)
    values = ", ".join(_value(con, source, name, column, slash) for name, column in fields.items())
    con.execute(
        f"""create table {raw.name}_cells as
            with texts as (select line, {texts} from {raw.name}),
            stripped as (select *{figures} from texts)
            select line, {values} from stripped"""
    )
    for name in fields:
        if field_types().get(name) in ("date", "month"):
            _read_written_dates(con, f"{raw.name}_cells", name)


def _with_other_spaces(con: duckdb.DuckDBPyConnection, table: str, columns: Sequence[int]) -> set[int]:
    """Columns in which some cell holds a space that is not the plain one."""
    asked = ", ".join(f"coalesce(bool_or(has_other_spaces(c{column})), false)" for column in columns)
    row = con.execute(f"select {asked} from {table}").fetchone()
    return {column for column, odd in zip(columns, row or (), strict=True) if odd}


def _text(name: str) -> str:
    """The column that holds a field as text."""
    return f"{name}_text" if field_types().get(name) else f'"{name}"'


def _clean_wide(con: duckdb.DuckDBPyConnection, source: Source, months: Sequence[int]) -> None:
    """A plan with a column per month: one row per line and month."""
    raw = source.raw
    keys = "".join(f", text_of(c{column}) as {name}" for name, column in source.proposal.fields.items())
    parts = [
        f"select line{keys}, {column} as header, date '{header_month(raw.headers[column])}' as month,"
        f" text_of(c{column}) as amount_text, {_decimal_sign(con, raw.name, column)} as sign,"
        f" {_scale(raw, column)} as scale from {raw.name}"
        for column in months
    ]
    con.execute(
        f"""create table {raw.name}_cells as
            with months as ({" union all ".join(parts)}),
            stripped as (select *, null::text as month_text, unspaced(amount_text) as figures from months)
            select * exclude (figures, sign, scale), kopecks(number_of(figures, sign), scale) as amount from stripped"""
    )


def _value(con: duckdb.DuckDBPyConnection, source: Source, name: str, column: int, slash: str) -> str:
    kind = field_types().get(name)
    if kind is None:
        return f'"{name}"'
    if kind in ("date", "month"):
        value = f"day_of({name}_text, '{slash}')"
    else:
        sign = _decimal_sign(con, source.raw.name, column)
        value = f"number_of({name}_figures, {sign})"
        if kind == "money":
            value = f"kopecks({value}, {_scale(source.raw, column)})"
        elif name == "discount":
            value = f"{value} / {_discount_scale(con, source.raw.name, source.raw.headers[column], column, sign)}"
    return f'{value} as "{name}", {name}_text'


def _scale(raw: RawTable, column: int) -> int:
    """What one unit of a column is in roubles, by its header, else by what stands above the header."""
    above = " ".join(cell for row in raw.head[: max(raw.header, 0)] for cell in row if cell)
    own = scale_of(raw.headers[column])
    return own if own > 1 else scale_of(above)


def _decimal_sign(con: duckdb.DuckDBPyConnection, table: str, column: int) -> str:
    """The decimal sign that a column itself shows: a comma or a point before one or two last digits."""
    row = con.execute(
        f"""select count(*) filter (substr(c, -3, 1) = ',' or substr(c, -2, 1) = ','),
                   count(*) filter (substr(c, -3, 1) = '.' or substr(c, -2, 1) = '.')
            from (select trim(c{column}) as c from {table})"""
    ).fetchone()
    commas, points = row or (0, 0)
    if bool(commas) == bool(points):
        return "null"
    return "','" if commas else "'.'"


def _discount_scale(con: duckdb.DuckDBPyConnection, table: str, header: str, column: int, sign: str) -> int:
    """A discount is written as a share (0.15) or in per cent (15)."""
    if "%" in header:
        return 100
    row = con.execute(
        f"select max(number_of(unspaced(c{column}), {sign})), bool_or(contains(c{column}, '%')) from {table}"
    ).fetchone()
    return 100 if row and (row[1] or (row[0] is not None and row[0] > 1)) else 1


def _read_written_dates(con: duckdb.DuckDBPyConnection, table: str, name: str) -> None:
    """Dates with the month in words and Excel serials: few distinct texts, read one by one."""
    texts = con.execute(
        f'select distinct {name}_text from {table} where "{name}" is null and {name}_text is not null limit {WRITTEN}'
    ).fetchall()
    known = [(text, day) for (text,) in texts if (day := parse_written(text)) is not None]
    if known:
        con.execute("create temp table written (text text, day date)")
        con.executemany("insert into written values (?, ?)", known)
        con.execute(
            f'update {table} set "{name}" = w.day from written w where {name}_text = w.text and "{name}" is null'
        )
        con.execute("drop table written")
    con.execute(f'update {table} set "{name}" = null where year("{name}") not between 1980 and year(current_date) + 10')


def _join(con: duckdb.DuckDBPyConnection, lines: Source, orders: Source) -> None:
    """Give the lines the date, client and rep of their order."""
    taken = [name for name in orders.proposal.fields if name != "doc" and name not in lines.proposal.fields]
    columns = ", ".join(f'o."{name}"' + (f", o.{name}_text" if field_types().get(name) else "") for name in taken)
    con.execute(
        f"""create or replace table {lines.raw.name}_cells as
            select l.*, {columns} from {lines.raw.name}_cells l
            left join (select * from {orders.raw.name}_cells qualify row_number() over (partition by doc order by line) = 1) o
              using (doc)"""
    )


def _lookups(con: duckdb.DuckDBPyConnection, source: Source, kind: str) -> None:
    """What the few distinct stages or positions of a file mean."""
    if kind == "deals":
        con.execute("create or replace temp table stage_states (stage text, state text)")
        stages = [
            stage for (stage,) in con.execute(f"select distinct stage from {source.raw.name}_cells").fetchall() if stage
        ]
        con.executemany("insert into stage_states values (?, ?)", _pairs(stage_states(stages)))
    if kind == "staff":
        con.execute("create or replace temp table position_roles (position text, role text)")
        if "position" in source.proposal.fields:
            found = con.execute(f"select distinct position from {source.raw.name}_cells").fetchall()
            roles = {position: role_of(position) for (position,) in found if position}
            con.executemany("insert into position_roles values (?, ?)", _pairs(roles))


def _pairs(meanings: Mapping[str, str]) -> list[tuple[str | None, str | None]]:
    """Rows for executemany, which refuses an empty list."""
    return list(meanings.items()) or [(None, None)]


def stage_states(stages: Sequence[str]) -> dict[str, str]:
    """Stage -> won, lost or open. Lost is tested first: one name of it contains the word of the other."""
    plain = {stage: without_yo(stage.strip().lower()) for stage in stages}
    states = {}
    for stage, text in plain.items():
        states[stage] = "lost" if text in words("lost") else "won" if text in words("won") else "open"
    if "won" not in states.values():
        states.update({stage: "won" for stage, text in plain.items() if text in words("won_where_no_other")})
    return states


def role_of(position: str) -> str:
    """What a position makes of a person: owner, head, rep, or other when it has nothing to do with selling."""
    text = without_yo(position.strip().lower())
    for rule in words("positions"):
        if text in rule["is"] or any(part in text for part in rule["has"]):
            return str(rule["role"])
    return "other"


def _complete(con: duckdb.DuckDBPyConnection, name: str, kind: str) -> str:
    """The cells with every field of the kind, empty where the file has none."""
    present = {row[0] for row in con.execute(f"describe {name}_cells").fetchall()}
    empty = {"date": "date", "month": "date", "money": "bigint", "number": "decimal(18, 4)"}
    columns = ["line"]
    for field in kinds()[kind].fields:
        type_ = field_types().get(field)
        columns.append(f'"{field}"' if field in present else f'null::{empty.get(type_ or "", "text")} as "{field}"')
        if type_:
            columns.append(f"{field}_text" if f"{field}_text" in present else f"null::text as {field}_text")
    return f"select {', '.join(columns)} from {name}_cells"
