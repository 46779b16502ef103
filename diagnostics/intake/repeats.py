"""Rows that say what other rows of the same file said already."""

from dataclasses import dataclass
from typing import Literal

import duckdb

from diagnostics.intake.content import REVENUE
from diagnostics.intake.mapping import Proposal
from diagnostics.intake.reading import RawTable

LONG = 300_000  # rows; in a longer table it is first estimated whether there is anything to look for
DIFFERENT = 0.75  # share of different rows in a long table, below which it is looked through
FIRST = 3  # cells by which a part of a long table is drawn
FEW = 3  # documents that are in the file twice, from which on it is asked where no product tells rows apart
SHARE = 0.05  # and their share of all documents
PASTED = 0.5  # share of rows without document numbers that have a twin, from which on the file was pasted twice
SHORT = 10  # rows of such a file below which chance may do it

Ground = Literal["deals", "documents", "rows"]


@dataclass(frozen=True)
class Repeats:
    """Lines that repeat others.

    `sure`: word for word the same deal. `asked`: those that go when the user says that they are the same; `ground` says
    what repeats itself, `example` shows one.
    """

    sure: tuple[int, ...] = ()
    asked: tuple[int, ...] = ()
    ground: Ground = "rows"
    example: str | None = None


def repeats(con: duckdb.DuckDBPyConnection, raw: RawTable, proposal: Proposal) -> Repeats:
    """What repeats itself in a table of deals, sales or payments.

    A number that stands on several rows is a document of several lines, as long as nothing speaks against it.
    """
    cells = ", ".join(f"c{number}" for number in range(raw.columns))
    if proposal.kind not in REVENUE or raw.sources is not None or not _is_suspect(con, raw.name, cells, proposal.kind):
        return Repeats()
    con.execute(
        f"""create or replace temp table told as
            select line, {_text(proposal, "doc")} as doc, hash({cells}) as said,
                   row_number() over (partition by hash({cells}) order by line) as again,
                   count(*) over (partition by hash({cells})) as times
            from {raw.name}"""
    )
    names_goods = any(field in proposal.fields for field in ("product", "product_group", "price", "quantity"))
    if "doc" not in proposal.fields:
        return _pasted(con)
    return _deals(con) if proposal.kind == "deals" and not names_goods else _documents(con, names_goods)


def _is_suspect(con: duckdb.DuckDBPyConnection, name: str, cells: str, kind: str) -> bool:
    """Whether rows may stand twice; of deals the number alone may, and in a long file some of them are let be."""
    row = con.execute(f"select count(*) from {name}").fetchone()
    if row is not None and row[0] > LONG:
        # rows alike are alike in the first cells: an eighth of those holds an eighth of the rows with all their repeats
        eighth = f"{name} where hash({', '.join(cells.split(', ')[:FIRST])}) % 8 = 0"
        part = con.execute(f"select count(*), approx_count_distinct(hash({cells})) from {eighth}").fetchone()
        if part is None or part[0] < LONG / 8:  # the first cells are the same in too many rows
            part = con.execute(f"select count(*), approx_count_distinct(hash({cells})) from {name}").fetchone()
        return part is not None and part[1] < DIFFERENT * part[0]
    return kind == "deals" or con.execute(f"select count(distinct hash({cells})) < count(*) from {name}").fetchone() == (True,)


def _text(proposal: Proposal, field: str) -> str:
    column = proposal.fields.get(field)
    return "null" if column is None else f"text_of(c{column})"


def _deals(con: duckdb.DuckDBPyConnection) -> Repeats:
    """A deal keeps its number for life: the same row again is none, another row of it may be its later state."""
    sure = _lines(con, "select line from told where doc is not null and again > 1")
    asked = con.execute(
        """select line, doc from (
               select line, doc, row_number() over (partition by doc order by line desc) as later from told where doc is not null and again = 1)
           where later > 1 order by line"""
    ).fetchall()
    return Repeats(sure, tuple(line for line, _doc in asked), "deals", asked[0][1] if asked else None)


def _documents(con: duckdb.DuckDBPyConnection, names_goods: bool) -> Repeats:
    """Documents every row of which stands in the file as often: they were exported twice."""
    rows = con.execute(
        """with whole as (select doc from told where doc is not null group by doc having min(times) > 1 and min(times) = max(times))
           select line, doc from told join whole using (doc) where again > 1 order by line"""
    ).fetchall()
    documents = len({doc for _line, doc in rows})
    row = con.execute("select count(distinct doc) from told").fetchone()
    if not documents or (not names_goods and (documents < FEW or documents < SHARE * (row[0] if row else 0))):
        return Repeats()
    return Repeats((), tuple(line for line, _doc in rows), "documents", rows[0][1])


def _pasted(con: duckdb.DuckDBPyConnection) -> Repeats:
    """Rows without numbers: two alike may be two purchases of one day, but not half a file."""
    row = con.execute("select count(*), count(*) filter (times > 1) from told").fetchone()
    if row is None or row[0] < SHORT or row[1] < PASTED * row[0]:
        return Repeats()
    return Repeats((), _lines(con, "select line from told where again > 1"), "rows")


def _lines(con: duckdb.DuckDBPyConnection, sql: str) -> tuple[int, ...]:
    return tuple(line for (line,) in con.execute(f"{sql} order by line").fetchall())
