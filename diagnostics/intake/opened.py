"""The tables of the files that were brought, each with what its columns mean."""

from collections.abc import Iterator, Mapping, Sequence
from concurrent.futures import Future
from dataclasses import replace
from pathlib import Path, PurePosixPath
from typing import Any

import duckdb

from diagnostics.intake.content import kinds, names, words
from diagnostics.intake.detect import file_type
from diagnostics.intake.header import is_total, normal, total_pattern
from diagnostics.intake.mapping import Proposal, fingerprint, propose
from diagnostics.intake.reading import RawTable, Remark, read_file
from diagnostics.intake.reading.archive import is_archive, unpack
from diagnostics.intake.reading.kept import read_kept
from diagnostics.intake.rejection import Rejected
from diagnostics.intake.survey import Survey
from diagnostics.intake.typed import Source, currencies

DATED = frozenset({"date", "month", "since"})
DAYLESS = ("clients", "order_lines", "staff")
"""What sales without days would be taken for."""
LISTS = ("staff", "clients")
DAYS = ("date", "closed", "month", "created")
TABLES = (".csv", ".tsv", ".xlsx", ".xlsm", ".xls", ".ods", ".htm", ".html", ".parquet", ".zip")
ROUNDED = 0.001  # of a sum, by which a summary may differ from what it adds up
MOST_SHOWN = 12  # headers of a file that nobody knows
HALVES = ("order_headers", "order_lines")


def unpacked(request: dict[str, Any]) -> Iterator[tuple[int, str, dict[str, Any]]]:
    """Every file with the number of the one that was brought; of an archive each that it holds, under its name."""
    for number, file in enumerate(request["files"]):
        path = Path(file["path"])
        if file.get("kept"):
            yield number, file["kept"]["member"], file
            continue
        if not is_archive(path):
            yield number, "", file
            continue
        folder = Path(request["staging"]) / f"zip{number}"
        folder.mkdir()
        try:
            members = unpack(path, folder)
        except Rejected as refusal:
            yield number, "", file | {"rejected": refusal.code}
            continue
        for name, member in members:
            inner = {"rejected": "nested_archive"} if is_archive(member) else {}
            yield number, name, file | {"path": str(member), "name": f"{file['name']}: {name}"} | inner


def is_beside(member: str) -> bool:
    """Whether a file of an archive that cannot be read is no table by its name: a read-me, a printed form."""
    return bool(member) and PurePosixPath(member).suffix.lower() not in TABLES


def open_tables(
    con: duckdb.DuckDBPyConnection, file: dict[str, Any], part: str, name: str, request: dict[str, Any], surveyed: Future[Survey]
) -> list[Source]:
    """The tables of a file with what each is; those that the user leaves out, or that say the same twice, are not among them."""
    if kept := file.get("kept"):
        raws = [read_kept(con, Path(file["path"]), name, kept["meta"])]
    else:
        raws = read_file(con, Path(file["path"]), name, Path(request["staging"]), surveyed, request["answers"], file["name"])
    said = file.get("said") or {}
    sources = [
        source
        for raw in raws
        if (source := _source(raw, said.get(part_of(raw, part)), file, request["known"], len(raws) == 1)) is not None
    ]
    if not sources:
        raise Rejected("unknown_kind", _shown(raws[0].headers))
    if not said:
        sources = _without_repeats(con, _without_summaries(con, sources))
    left = [raw for raw in raws if raw not in [source.raw for source in sources]]
    sources[0].raw.remarks += [Remark("other_sheet", title) for raw in left for title in raw.sheets]
    if named := file.get("columns"):
        sources = [_pointed(source, named) for source in sources]
        if not any(header in source.raw.headers for source in sources for header in named.values()):
            raise Rejected("no_such_column")
    for source in sources:
        if len(currencies(con, source)) > 1:
            raise Rejected("mixed_currencies")
    return sources


def _pointed(source: Source, named: Mapping[str, str]) -> Source:
    """The table with the columns that the user pointed to in place of those that were recognised."""
    fields = {field: source.raw.headers.index(header) for field, header in named.items() if header in source.raw.headers}
    kept = {field: column for field, column in source.proposal.fields.items() if column not in fields.values()}
    return replace(source, proposal=replace(source.proposal, fields=kept | fields))


def part_of(raw: RawTable, member: str) -> str:
    """What a table of a file is called between the page and here: the file in the archive, its first sheet, or nothing."""
    return ": ".join(name for name in (member, raw.sheets[0]) if name)


def _source(raw: RawTable, said: dict[str, Any] | None, file: dict[str, Any], known: dict[str, Any], alone: bool) -> Source | None:
    """A table with the meaning of its columns; None where it is to be left out or, being one of several, is not known."""
    if said is not None:
        return Source(raw, Proposal(said["kind"], said["fields"])) if said["kind"] else None
    if remembered := _remembered(known.get(fingerprint(raw.headers)), raw, file["kind"]):
        return Source(raw, remembered)
    if raw.sample() and all(any(is_total(cell) for cell in row if cell) for row in raw.sample()):
        raise Rejected("header_only")  # totals of nothing
    if file["kind"] == "auto" and any(part in text.lower() for text in raw.above for part in words("ledgers")):
        if alone:
            raise Rejected("ledger")
        return None
    try:
        proposal = propose(raw.headers, raw.sample(), file["kind"])
        if proposal.kind == "sales" and any(part in text.lower() for text in raw.above for part in words("counts")):
            raise Rejected("unknown_kind")
        if raw.lacks_days and not DATED.intersection(proposal.fields) and proposal.kind in DAYLESS and _has_amounts(raw):
            raise Rejected("no_dates")
        return Source(raw, proposal)
    except Rejected as refusal:
        if refusal.code in ("no_dates", "purchases") and alone:
            raise
        if file.get("lenient"):
            return Source(raw, Proposal("", {}))
        if alone:
            raise Rejected(refusal.code, _shown(raw.headers)) from refusal
        return None


def _shown(headers: Sequence[str]) -> str:
    """What stood where the header was looked for."""
    named = [header for header in headers if header]
    return ", ".join(named[:MOST_SHOWN]) + (" \N{HORIZONTAL ELLIPSIS}" if len(named) > MOST_SHOWN else "")


def _has_amounts(raw: RawTable) -> bool:
    """Whether a table has a column of sums, whatever else it was taken for."""
    return any(normal(header) in names()["amount"].rank for header in raw.headers)


def _without_summaries(con: duckdb.DuckDBPyConnection, sources: list[Source]) -> list[Source]:
    """The tables without those by month or person that add up what stands on other sheets; a plan that says it is one is none of them."""
    plain = [source for source in sources if source.proposal.kind == "sales" and source.raw.sources is None]
    spread = [source for source in sources if source.raw.sources is not None and (source.proposal.kind == "sales" or "months_hold" in source.raw.questions)]
    return [source for source in sources if source not in spread or not any(_add_up_alike(con, source, other) for other in plain)]


def _add_up_alike(con: duckdb.DuckDBPyConnection, one: Source, other: Source) -> bool:
    """Whether the amounts of two tables, their totals aside, come to the same."""
    sums = []
    for source in (one, other):
        column = source.proposal.fields.get("amount")
        if column is None:
            return False
        apart = " or ".join(f"regexp_matches(lower(trim(c{number})), $total)" for number in range(source.raw.columns))
        sums.append(con.execute(f"select sum(number_of(c{column}, '.')) from {source.raw.name} where not coalesce({apart}, false)", {"total": total_pattern()}).fetchall()[0][0] or 0)
    return bool(sums[0] and abs(float(sums[0] - sums[1])) <= ROUNDED * abs(float(sums[0])))


def _without_repeats(con: duckdb.DuckDBPyConnection, sources: list[Source]) -> list[Source]:
    """Of several sheets of one kind with different columns the longest, and those of other months: the rest show the same in another form.

    Those who work and those who left stand in two lists: of people and clients every sheet is taken.
    """
    kept: list[Source] = []
    for source in sorted(sources, key=lambda one: -rows_of(con, one)):
        others = [one for one in kept if one.proposal.kind == source.proposal.kind]
        if source.proposal.kind in LISTS or not any(_same_months(con, source, other) for other in others):
            kept.append(source)
    return [source for source in sources if source in kept]


def _same_months(con: duckdb.DuckDBPyConnection, one: Source, other: Source) -> bool:
    """Whether two tables speak of the same months, or of what months cannot be told."""
    spans = []
    for source in (one, other):
        column = next((source.proposal.fields[field] for field in DAYS if field in source.proposal.fields), None)
        row = None if column is None else con.execute(f"select min(day), max(day) from (select date_trunc('month', day_of(c{column}, 'dmy')) as day from {source.raw.name})").fetchone()
        if row is None or row[0] is None:
            return True
        spans.append(row)
    return bool(spans[0][0] <= spans[1][1] and spans[1][0] <= spans[0][1])


def lines_in(path: Path, surveyed: Future[Survey]) -> int:
    """Lines of a text file; 0 while they are not counted, and where lines are not what it is made of."""
    return surveyed.result().lines if surveyed.done() and file_type(path) == "csv" else 0


def rows_of(con: duckdb.DuckDBPyConnection, source: Source) -> int:
    """Data rows of a table."""
    return int(con.execute(f"select count(*) from {source.raw.name}").fetchall()[0][0])


def _remembered(seen: dict[str, Any] | None, raw: RawTable, wanted: str) -> Proposal | None:
    """What the user once said of a file with these headers; None where it does not fit this one."""
    if not seen or wanted not in ("auto", seen["kind"]) or not set(seen["fields"].values()) <= set(raw.headers):
        return None
    fields = {field: raw.headers.index(header) for field, header in seen["fields"].items()}
    return Proposal(seen["kind"], {field: fields[field] for field in kinds()[seen["kind"]].fields if field in fields})


def pair(con: duckdb.DuckDBPyConnection, sources: dict[int, Source]) -> tuple[dict[int, int], dict[int, str]]:
    """Order lines -> their headers, by the most numbers in common; and the halves that have no other half."""
    halves = {kind: [n for n, source in sources.items() if source.proposal.kind == kind] for kind in HALVES}
    headers, lines = halves["order_headers"], halves["order_lines"]
    both = [(line, header) for line in lines for header in headers]
    if len(both) > 1:
        both.sort(key=lambda pair: -_in_common(con, sources[pair[0]], sources[pair[1]]))
    pairs: dict[int, int] = {}
    for line, header in both:
        if line not in pairs and header not in pairs.values():
            pairs[line] = header
    alone = {header: "orders_without_lines" for header in headers if header not in pairs.values()}
    alone |= {line: "lines_without_orders" for line in lines if line not in pairs}
    return pairs, alone


def _in_common(con: duckdb.DuckDBPyConnection, one: Source, other: Source) -> int:
    """Numbers of documents that stand in both files."""
    if not all("doc" in source.proposal.fields for source in (one, other)):
        return 0
    numbers = [f"select text_of(c{source.proposal.fields['doc']}) from {source.raw.name}" for source in (one, other)]
    return int(con.execute(f"select count(*) from ({' intersect '.join(numbers)})").fetchall()[0][0])
