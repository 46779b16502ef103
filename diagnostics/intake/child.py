"""The process that touches foreign bytes: files in, a description and typed Parquet out.

Started by `sandbox.run` as `python -m diagnostics.intake.child`; a request as JSON on standard input, the
answer as JSON on standard output, before it now and then how far the reading is. Whatever a file does to it, the program that asked lives on.
"""

import json
import os
import sys
from collections.abc import Iterator, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import asdict
from functools import partial
from importlib.abc import MetaPathFinder
from pathlib import Path
from threading import Event, Thread
from types import ModuleType
from typing import Any

import duckdb

from diagnostics.intake.content import kinds, names
from diagnostics.intake.detect import file_type
from diagnostics.intake.header import is_total, normal
from diagnostics.intake.judge import judge
from diagnostics.intake.mapping import Proposal, fingerprint, missing, propose
from diagnostics.intake.personal import personal_columns
from diagnostics.intake.progress import Stand
from diagnostics.intake.questions import open_questions, settle
from diagnostics.intake.reading import RawTable, Remark, read_file
from diagnostics.intake.reading.archive import is_archive, unpack
from diagnostics.intake.rejection import TOO_LARGE, Rejected
from diagnostics.intake.survey import Survey, survey
from diagnostics.intake.typed import Source, currencies, prepare, type_rows

MEMORY = "2GB"  # of DuckDB; beyond it it spills into the staging folder
ADDRESS_SPACE = 8 * 1024**3  # bytes; DuckDB maps far more than it uses
CPU = 1_800  # seconds
WRITTEN = 64 * 1024**3  # bytes of one file
ROW_GROUP = 4 * 122_880  # rows; a multiple of DuckDB's own, else the workbook packs what came in a second time
TOLD = 0.25  # seconds from one word of progress to the next
SHOWN = 8  # data rows of a preview
DATED = frozenset({"date", "month", "since"})
DAYLESS = ("clients", "order_lines", "staff")
"""What sales without days would be taken for."""
HALVES = ("order_headers", "order_lines")


def answer(request: dict[str, Any], stand: Stand | None = None) -> dict[str, Any]:
    """Read the files of one import.

    Args:
        request: `files` [{name, path, kind, said {part: {kind, fields}}}], `staging` folder, `action` "inspect" or
            "load", `known` {header fingerprint: {kind, fields {field: header}}}, `answers` {question: value}, `remembered`
            {header fingerprint: {question: value}}.
        stand: is told how far the reading is.

    Returns:
        `tables`: for each table of each file a description, or `rejected` with a code; after "load" also what became
        of its lines; `file` is the number of its file in the request. `batches`: for each typed table its kind,
        source, tables and Parquet path. `questions`: what must be answered first.
    """
    con = duckdb.connect()
    con.execute("set enable_progress_bar = true; set enable_progress_bar_print = false")  # it would write into the answer
    stand = stand or Stand()
    stand.per_cent = con.query_progress
    con.execute(f"set memory_limit = '{MEMORY}'")
    con.execute(f"set temp_directory = {_literal(Path(request['staging']) / 'spill')}")
    prepare(con)
    tables: list[dict[str, Any]] = []
    sources: dict[int, Source] = {}
    aside = ThreadPoolExecutor(1)  # bytes are counted while DuckDB reads them
    surveys = [aside.submit(survey, Path(file["path"])) for file in request["files"]]
    for place, (number, part, file) in enumerate(_unpacked(request)):
        stand.begin("read", partial(_lines_in, Path(file["path"]), surveys[number]), number, len(surveys))
        described: dict[str, Any] = {"file": number, "part": part, "name": file["name"], "bytes": Path(file["path"]).stat().st_size}
        surveyed = surveys[number] if not part else aside.submit(survey, Path(file["path"]))
        try:
            if "rejected" in file:
                raise Rejected(file["rejected"])
            opened = _open(con, file, part, f"f{place}", request, surveyed)
        except Rejected as refusal:
            tables.append(described | {"rejected": refusal.code, "sha256": surveyed.result().sha256})
            continue
        for source in opened:
            sources[len(tables)] = source
            tables.append(described | _describe(source, part) | {"sha256": surveyed.result().sha256})
    pairs, alone = _pair(con, sources)
    for number, code in alone.items():
        tables[number]["rejected"] = code
    remembered = {number: request.get("remembered", {}).get(tables[number]["source"], {}) for number in sources}
    sources, asked = settle(con, sources, request["answers"], remembered)
    for question in asked:
        for number in question.tables:
            tables[number].setdefault("asked", []).append(question.id)
    if request["answers"].get("letters") == "refuse":
        for number in (table for question in asked if question.id == "letters" for table in question.tables):
            tables[number]["rejected"] = "spoilt_letters"
    batches: list[dict[str, Any]] = []
    if request["action"] == "load" and not any("rejected" in table for table in tables):
        batches = [
            _load(con, tables, sources, number, pairs.get(number), Path(request["staging"]), stand)
            for number in sources
            if number not in pairs.values()
        ]
    return {"tables": tables, "batches": batches, "questions": open_questions(asked, request["answers"], remembered)}


def mark(request: dict[str, Any]) -> dict[str, Any]:
    """Write a copy of a file with its bad cells marked; see `marked.write_marked`. `rejected` says why there is none."""
    from diagnostics.intake.marked import write_marked

    try:
        write_marked(Path(request["path"]), Path(request["target"]), request["problems"], request["words"])
    except Rejected as refusal:
        return {"rejected": refusal.code}
    return {}


def _unpacked(request: dict[str, Any]) -> Iterator[tuple[int, str, dict[str, Any]]]:
    """Every file with the number of the one that was brought; of an archive each that it holds, under its name."""
    for number, file in enumerate(request["files"]):
        path = Path(file["path"])
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


def _open(
    con: duckdb.DuckDBPyConnection, file: dict[str, Any], part: str, name: str, request: dict[str, Any], surveyed: Future[Survey]
) -> list[Source]:
    """The tables of a file with what each is; those that the user leaves out, or that say the same twice, are not among them."""
    raws = read_file(con, Path(file["path"]), name, Path(request["staging"]), surveyed, request["answers"], file["name"])
    said = file.get("said") or {}
    sources = [
        source
        for raw in raws
        if (source := _source(raw, said.get(_part(raw, part)), file, request["known"], len(raws) == 1)) is not None
    ]
    if not sources:
        raise Rejected("unknown_kind")
    if not said:
        sources = _without_repeats(con, sources)
    left = [raw for raw in raws if raw not in [source.raw for source in sources]]
    sources[0].raw.remarks += [Remark("other_sheet", title) for raw in left for title in raw.sheets]
    for source in sources:
        if len(currencies(con, source)) > 1:
            raise Rejected("mixed_currencies")
    return sources


def _part(raw: RawTable, member: str) -> str:
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
    try:
        proposal = propose(raw.headers, raw.sample(), file["kind"])
        if raw.lacks_days and not DATED.intersection(proposal.fields) and proposal.kind in DAYLESS and _has_amounts(raw):
            raise Rejected("no_dates")
        return Source(raw, proposal)
    except Rejected as refusal:
        if refusal.code == "no_dates" and alone:
            raise
        if file.get("lenient"):
            return Source(raw, Proposal("", {}))
        if alone:
            raise
        return None


def _has_amounts(raw: RawTable) -> bool:
    """Whether a table has a column of sums, whatever else it was taken for."""
    return any(normal(header) in names()["amount"].rank for header in raw.headers)


def _without_repeats(con: duckdb.DuckDBPyConnection, sources: list[Source]) -> list[Source]:
    """Of several sheets of one kind with different columns the longest: the others show the same in another form."""
    length = {id(source): _rows_of(con, source) for source in sources}
    longest: dict[str, Source] = {}
    for source in sources:
        held = longest.setdefault(source.proposal.kind, source)
        if length[id(source)] > length[id(held)]:
            longest[source.proposal.kind] = source
    return [source for source in sources if longest[source.proposal.kind] is source]


def _lines_in(path: Path, surveyed: Future[Survey]) -> int:
    """Lines of a text file; 0 while they are not counted, and where lines are not what it is made of."""
    return surveyed.result().lines if surveyed.done() and file_type(path) == "csv" else 0


def _rows_of(con: duckdb.DuckDBPyConnection, source: Source) -> int:
    return int(con.execute(f"select count(*) from {source.raw.name}").fetchall()[0][0])


def _remembered(seen: dict[str, Any] | None, raw: RawTable, wanted: str) -> Proposal | None:
    """What the user once said of a file with these headers; None where it does not fit this one."""
    if not seen or wanted not in ("auto", seen["kind"]) or not set(seen["fields"].values()) <= set(raw.headers):
        return None
    fields = {field: raw.headers.index(header) for field, header in seen["fields"].items()}
    return Proposal(seen["kind"], {field: fields[field] for field in kinds()[seen["kind"]].fields if field in fields})


def _describe(source: Source, member: str) -> dict[str, Any]:
    raw, proposal = source.raw, source.proposal
    personal = set(personal_columns(raw.headers, raw.sample())) - set(proposal.fields.values())
    described: dict[str, Any] = {
        "personal": [raw.headers[column] for column in sorted(personal)],
        "part": _part(raw, member),
        "format": raw.format | ({"sheets": raw.sheets} if len(raw.sheets) > 1 else {}),
        "headers": raw.headers,
        "preview": [
            [None if column in personal else cell for column, cell in enumerate(row[: len(raw.headers)])]
            for row in raw.sample()[:SHOWN]
        ],
        "source": fingerprint(raw.headers),
        "kind": proposal.kind,
        "fields": dict(proposal.fields),
        "mapping": {field: raw.headers[column] for field, column in proposal.fields.items()},
        "missing": [],
    }
    if proposal.kind and (lacking := missing(kinds()[proposal.kind], proposal.fields)):
        described["missing"] = lacking
        described["rejected"] = "missing_columns"
    return described


def _pair(con: duckdb.DuckDBPyConnection, sources: dict[int, Source]) -> tuple[dict[int, int], dict[int, str]]:
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


def _load(
    con: duckdb.DuckDBPyConnection,
    tables: list[dict[str, Any]],
    sources: dict[int, Source],
    number: int,
    orders: int | None,
    staging: Path,
    stand: Stand,
) -> dict[str, Any]:
    source, headers = sources[number], sources.get(orders) if orders is not None else None
    rows = _rows_of(con, source)
    place = list(sources).index(number), len(sources)
    kind = type_rows(con, source, headers, partial(stand.begin, "check", lambda: rows, *place))
    judged = judge(con, source, kind, headers)
    path = staging / f"{source.raw.name}.parquet"
    stand.begin("write", lambda: rows, *place)
    con.execute(f"copy ({judged.rows}) to {_literal(path)} (format parquet, compression uncompressed, row_group_size {ROW_GROUP})")
    tables[number] |= {
        "rows": {
            "read": judged.read,
            "accepted": judged.accepted,
            "rejected": judged.rejected,
            "ignored": judged.ignored,
        },
        "control": judged.control,
        "problems": [asdict(problem) for problem in judged.problems],
        "left_out": judged.left_out,
        "kind": kind,
    }
    members = [number]
    if orders is not None:
        read = _rows_of(con, sources[orders])
        tables[orders] |= {
            "rows": {"read": read, "accepted": read, "rejected": 0, "ignored": 0},
            "control": None,
            "problems": [],
            "kind": kind,
        }
        members.append(orders)
    return {"kind": kind, "source": tables[number]["source"], "tables": members, "parquet": str(path)}


def _literal(path: Path) -> str:
    return "'" + str(path).replace("'", "''") + "'"


def limit() -> None:
    """Limits for this process, where the system has them; elsewhere the time-out of the sandbox alone holds."""
    try:
        import resource
    except ImportError:
        return
    limits = {resource.RLIMIT_AS: ADDRESS_SPACE, resource.RLIMIT_CPU: CPU, resource.RLIMIT_FSIZE: WRITTEN}
    for what, amount in limits.items():
        _soft, hard = resource.getrlimit(what)
        resource.setrlimit(what, (amount if hard == resource.RLIM_INFINITY else min(amount, hard), hard))


class WithoutPandas(MetaPathFinder):
    """DuckDB and Arrow load pandas where there is one, for a third of a second and for nothing that happens here."""

    def find_spec(self, name: str, _path: Sequence[str] | None, _target: ModuleType | None = None) -> None:
        """Pandas is not there; of everything else others know."""
        if name == "pandas":
            raise ModuleNotFoundError(name)


def _tell(stand: Stand, ended: Event) -> None:
    """Say how far the reading is until it has come to its end."""
    while not ended.wait(TOLD):
        print(json.dumps({"progress": asdict(stand.now())}), flush=True)


def main() -> None:
    """Answer one request."""
    sys.meta_path.insert(0, WithoutPandas())
    limit()
    request = json.load(sys.stdin)
    stand, ended = Stand(), Event()
    teller = Thread(target=_tell, args=(stand, ended))
    teller.start()
    try:
        found = mark(request) if request["action"] == "mark" else answer(request, stand)
    except (MemoryError, duckdb.OutOfMemoryException):
        os._exit(TOO_LARGE)
    finally:
        ended.set()
        teller.join()
    print(json.dumps({"answer": found}, default=str), flush=True)
    os._exit(0)  # the system takes back the memory at once; to free it cell by cell would keep the import waiting


if __name__ == "__main__":
    main()
