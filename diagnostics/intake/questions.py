"""What the files of an import leave open: asked with the evidence beside it, never guessed."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from functools import partial
from typing import Any

import duckdb

from diagnostics.intake.content import REVENUE, words
from diagnostics.intake.dates import this_year
from diagnostics.intake.outcomes import outcome, stage_states
from diagnostics.intake.repeats import Repeats, repeats
from diagnostics.intake.typed import DEFAULT_ORDER, Source, slash_orders, stages, stated_scale

UNITS = {"rub": 1, "thousand": 1_000, "million": 1_000_000}
VATTED = (*REVENUE, "plan")
NONE_WON = "none_won"
OFFERED = 12  # stages of deals to choose from, the commonest first
SMALL = {"plan": ("amount", 50_000), "pay": ("total", 1_000), "sales": ("amount", 20_000)}
"""Kind -> the field and the amount that its largest cell exceeds in any company where it is in roubles; of sales those of a rep and a month."""


@dataclass(frozen=True)
class Question:
    """One thing to ask: what can be answered, what is taken meanwhile, and what the file shows of it."""

    id: str
    options: tuple[str, ...]
    default: str
    tables: tuple[int, ...]
    found: str | None = None
    blocking: bool = True


def settle(
    con: duckdb.DuckDBPyConnection, sources: Mapping[int, Source], answers: Mapping[str, str], remembered: Mapping[int, Mapping[str, str]]
) -> tuple[dict[int, Source], list[Question]]:
    """Decide what the files decide, take the answers for the rest.

    Args:
        con: where the tables are.
        sources: tables with the meaning of their columns, by number.
        answers: what the user said now, by question.
        remembered: for each table what he said of a file with the same headers before.

    Returns:
        The tables as they are to be read, open questions read by their defaults; and every question that came up,
        answered ones too.
    """
    settled, asked = dict(sources), []
    said = partial(given, answers, remembered)

    for number, source in sources.items():
        if not source.proposal.kind:
            continue
        orders = slash_orders(con, source)
        if None in orders.values():
            asked.append(Question("date_order", ("dmy", "mdy"), DEFAULT_ORDER, (number,), _first_slashed(con, source)))
        default = said(number, "date_order") or DEFAULT_ORDER
        settled[number] = replace(source, orders={name: order or default for name, order in orders.items()})
        lines = repeats(con, source.raw, source.proposal)
        once = said(number, "repeats") == "once"
        settled[number] = replace(settled[number], repeats=lines.sure + (lines.asked if once else ()))
        if lines.asked:
            asked.append(Question("repeats", ("keep", "once"), "keep", (number,), _repeated(lines)))
        asked += _of_meaning(con, number, source)
        settled[number] = replace(settled[number], returns=1 if said(number, "returns") == "add" else -1)
        if source.proposal.kind == "deals" and (choice := _stages_to_choose(con, source)):
            asked.append(Question("won", (*choice, NONE_WON), NONE_WON, (number,)))
            settled[number] = replace(settled[number], won=said(number, "won"))
        if unpaid := _not_yet(con, source):
            asked.append(Question("unpaid", ("leave", "count"), "leave", (number,), unpaid))
            settled[number] = replace(settled[number], counts_unpaid=said(number, "unpaid") == "count")
        if largest := _largest_of_unknown_unit(con, source):
            asked.append(Question("unit", tuple(UNITS), "thousand", (number,), largest))
            settled[number] = replace(settled[number], unit=UNITS.get(said(number, "unit") or "thousand", 1_000))
        asked += [_of_layout(name, number, source) for name in source.raw.questions]
    return settled, asked


def given(answers: Mapping[str, str], remembered: Mapping[int, Mapping[str, str]], table: int, question: str) -> str | None:
    """What was answered to a question about a table, now or of a file with the same headers before."""
    return answers.get(question) or remembered.get(table, {}).get(question)


def read_by(
    sources: Mapping[int, Source], asked: Sequence[Question], answers: Mapping[str, str], remembered: Mapping[int, Mapping[str, str]]
) -> dict[int, dict[str, str]]:
    """Table -> question -> the answer by which it is read: given, taken meanwhile, or standing in the file."""
    found: dict[int, dict[str, str]] = {table: {} for table in sources}
    for question in asked:
        for table in question.tables:
            found[table][question.id] = given(answers, remembered, table, question.id) or question.default
    for table, source in sources.items():
        if source.proposal.kind in VATTED and (vat := stated_vat(source)):
            found[table]["vat"] = vat
    return found


def open_questions(asked: Sequence[Question], answers: Mapping[str, str], remembered: Mapping[int, Mapping[str, str]]) -> list[dict[str, Any]]:
    """The questions that nobody has answered yet, each once."""
    found: dict[str, Question] = {}
    for one in asked:
        known = [given(answers, remembered, table, one.id) for table in one.tables]
        if any(answer not in one.options for answer in known):
            held = found.setdefault(one.id, one)
            found[one.id] = replace(held, tables=tuple(sorted({*held.tables, *one.tables})))
    return [
        {"id": one.id, "options": list(one.options), "default": one.default, "blocking": one.blocking, "found": one.found, "tables": list(one.tables)}
        for one in sorted(found.values(), key=lambda one: not one.blocking)
    ]


def _repeated(lines: Repeats) -> str:
    """How many rows repeat others, with an example."""
    return f"{len(lines.asked)}" + (f" ({lines.example})" if lines.example else "")


def _of_meaning(con: duckdb.DuckDBPyConnection, number: int, source: Source) -> list[Question]:
    """What a table does not say of its columns and no figure shows: these do not block."""
    kind, asked = source.proposal.kind, []
    if kind in ("sales", "payments"):
        if header := source.header("rep"):
            asked.append(Question("rep_meaning", ("leads", "issued", "default"), "leads", (number,), header, blocking=False))
        if found := _positive_returns(con, source):
            asked.append(Question("returns", ("subtract", "add"), "subtract", (number,), found, blocking=False))
    if kind in VATTED and stated_vat(source) is None and (headers := [one for one in source.raw.headers if _says(one, "vat")]):
        asked.append(Question("vat", ("with", "without"), "with", (number,), ", ".join(headers), blocking=False))
    return asked


def stated_vat(source: Source) -> str | None:
    """Whether the amounts of a table are with or without VAT, by their header, else by what stands above; None where it is not said."""
    column = source.proposal.fields.get("amount")
    for text in [*([] if column is None else [source.raw.headers[column]]), *source.raw.above]:
        if _says(text, "without_vat"):
            return "without"
        if _says(text, "with_vat"):
            return "with"
    return "with" if any(_says(header, "vat_within") for header in source.raw.headers) else None


def _says(text: str, group: str) -> bool:
    plain = f" {' '.join(text.lower().split())} "
    return any(re.search(rf"(?<!\w){re.escape(word)}(?!\w)", plain) for word in words(group))


def _positive_returns(con: duckdb.DuckDBPyConnection, source: Source) -> str | None:
    """The first document that brings goods back, where all of them are written without a minus; None where all is clear."""
    fields = source.proposal.fields
    if "amount" not in fields or not {"doc", "doc_type"}.intersection(fields):
        return None
    signs = {"doc_type": "(is_return(c{0}) and not is_not_clients(c{0}))", "doc": "contains(c{0}, ' ') and is_return(c{0})"}  # a bare number says nothing
    said = " or ".join(sign.format(fields[name]) for name, sign in signs.items() if name in fields)
    shown = "concat_ws(' ', " + ", ".join(f"c{fields[name]}" for name in (*signs, "amount") if name in fields) + ")"
    row = con.execute(
        f"""select count(*) filter (amount < 0), min_by(shown, line) filter (amount > 0)
            from (select line, factor_of(c{fields["amount"]}, null) as amount, {shown} as shown from {source.raw.name} where {said})"""
    ).fetchone()
    return str(row[1]) if row and not row[0] and row[1] else None


def _of_layout(name: str, number: int, source: Source) -> Question:
    """A question that the shape of the table left open."""
    this = this_year()
    options, default = {
        "letters": (("repair", "refuse"), "repair"),
        "months_hold": (("plan", "actual"), "plan"),
        "year": (tuple(str(year) for year in range(this + 1, this - 6, -1)), str(this)),
    }[name]
    found = ", ".join(cell for row in source.raw.sample()[:2] for cell in row if cell and not cell.isascii()) if name == "letters" else None
    return Question(name, options, default, (number,), found)


def _stages_to_choose(con: duckdb.DuckDBPyConnection, source: Source) -> tuple[str, ...]:
    """Stages one of which may mean that a deal was won; nothing where one says so itself."""
    known = stages(con, source)
    if "won" in stage_states(known).values():
        return ()
    return tuple(stage for stage in known if outcome(stage) is None)[:OFFERED]


def _not_yet(con: duckdb.DuckDBPyConnection, source: Source) -> str | None:
    """What the rows of sales say that are not paid or shipped yet, and how many they are; None where there are none."""
    fields = source.proposal.fields
    if source.proposal.kind not in ("sales", "order_headers"):
        return None
    said = []
    if (column := fields.get("status")) is not None:
        said = con.execute(
            f"select trimmed(c{column}), count(*) from {source.raw.name} where is_not_yet(trimmed(c{column})) and not is_cancelled(trimmed(c{column})) group by 1 order by 2 desc, 1"
        ).fetchall()
    elif (column := fields.get("paid_on")) is not None and (row := con.execute(f"select count(*) from {source.raw.name} where text_of(c{column}) is null").fetchone()) and row[0]:
        said = [(f"{source.raw.headers[column]}: \N{EM DASH}", row[0])]
    return ", ".join(f"{text} ({count})" for text, count in said[:OFFERED]) or None


def _first_slashed(con: duckdb.DuckDBPyConnection, source: Source) -> str | None:
    for name, column in source.proposal.fields.items():
        if name in slash_orders(con, source):
            row = con.execute(f"select c{column} from {source.raw.name} where contains(c{column}, '/') limit 1").fetchone()
            return str(row[0]) if row else None
    return None


def _largest_of_unknown_unit(con: duckdb.DuckDBPyConnection, source: Source) -> str | None:
    """The largest amount of a table that does not say its unit and is suspiciously small; None where all is clear."""
    field, limit = SMALL.get(source.proposal.kind, ("", 0))
    fields = source.proposal.fields
    if source.proposal.kind == "sales" and (not source.raw.sources or "rep" not in fields or {"client", "product"} & {*fields}):
        return None  # a single sale may be small
    column = source.proposal.fields.get(field)
    if column is None or stated_scale(source, column) is not None:
        return None
    row = con.execute(f"select max(number_of(c{column}, null)) from {source.raw.name}").fetchone()
    return f"{row[0].normalize():f}" if row and row[0] is not None and 0 < row[0] < limit else None
