"""The process that touches foreign bytes: files in, a description and typed Parquet out.

Started by `sandbox.run` as `python -m diagnostics.intake.child`; a request as JSON on standard input, the
answer as JSON on standard output, before it now and then how far the reading is. Whatever a file does to it, the program that asked lives on.
"""

import gc
import json
import os
import sys
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import asdict
from functools import partial
from importlib.abc import MetaPathFinder
from pathlib import Path
from threading import Event, Thread
from types import ModuleType
from typing import Any

import duckdb

from diagnostics.intake.content import kinds
from diagnostics.intake.judge import judge
from diagnostics.intake.limits import ADDRESS_SPACE, CPU, ENGINE, TOO_LARGE, WRITTEN
from diagnostics.intake.mapping import fingerprint, missing
from diagnostics.intake.opened import is_beside, lines_in, open_tables, pair, part_of, rows_of, unpacked
from diagnostics.intake.personal import personal_columns, veiled
from diagnostics.intake.progress import Stand
from diagnostics.intake.questions import open_questions, read_by, settle
from diagnostics.intake.reading import Remark
from diagnostics.intake.reading.kept import KEPT, keep
from diagnostics.intake.rejection import Rejected
from diagnostics.intake.survey import survey
from diagnostics.intake.typed import Source, prepare, type_rows
from diagnostics.workbook import literal

TOLD = 0.25  # seconds from one word of progress to the next
SHOWN = 8  # data rows of a preview


def answer(request: dict[str, Any], stand: Stand | None = None) -> dict[str, Any]:
    """Read the files of one import.

    Args:
        request: `files` [{name, path, kind, said {part: {kind, fields}}, columns {field: header}, kept}], `staging` folder,
            `action` "inspect" or "load", `known` {header fingerprint: {kind, fields {field: header}}}, `answers` {question: value}, `remembered`
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
    con.execute(f"set memory_limit = '{ENGINE}'")
    con.execute(f"set temp_directory = {literal(Path(request['staging']) / 'spill')}")
    prepare(con)
    tables: list[dict[str, Any]] = []
    beside: list[dict[str, Any]] = []
    sources: dict[int, Source] = {}
    aside = ThreadPoolExecutor(1)  # bytes are counted while DuckDB reads them
    surveys = [aside.submit(survey, Path(file["path"])) for file in request["files"]]
    for place, (number, part, file) in enumerate(unpacked(request)):
        stand.begin("read", partial(lines_in, Path(file["path"]), surveys[number]), number, len(surveys))
        kept = file.get("kept")
        size = kept["bytes"] if kept else Path(file["path"]).stat().st_size
        described: dict[str, Any] = {"file": number, "part": part, "member": part, "name": file["name"], "bytes": size}
        surveyed = surveys[number] if not part else aside.submit(survey, Path(file["path"]))
        try:
            if "rejected" in file:
                raise Rejected(file["rejected"])
            opened = open_tables(con, file, part, f"f{place}", request, surveyed)
        except Rejected as refusal:
            refused = described | {"rejected": refusal.code, "found": refusal.found, "sha256": surveyed.result().sha256}
            (beside if is_beside(part) else tables).append(refused)
            continue
        for source in opened:
            sources[len(tables)] = source
            tables.append(described | _describe(source, part) | {"sha256": kept["sha256"] if kept else surveyed.result().sha256})
    for refused in beside:  # a read-me beside the tables of an archive keeps none of them out
        first = next((source for table, source in sources.items() if tables[table]["file"] == refused["file"]), None)
        if first is None:
            tables.append(refused)
        else:
            first.raw.remarks.append(Remark("no_table", None, refused["part"]))
    pairs, alone = pair(con, sources)
    for number, code in alone.items():
        tables[number]["rejected"] = code
    remembered = {number: request.get("remembered", {}).get(tables[number]["source"], {}) for number in sources}
    sources, asked = settle(con, sources, request["answers"], remembered)
    for number, by in read_by(sources, asked, request["answers"], remembered).items():
        tables[number]["asked"] = by
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


def _describe(source: Source, member: str) -> dict[str, Any]:
    raw, proposal = source.raw, source.proposal
    personal = set(personal_columns(raw.headers, raw.sample())) - set(proposal.fields.values())
    described: dict[str, Any] = {
        "personal": [raw.headers[column] for column in sorted(personal)],
        "part": part_of(raw, member),
        "format": raw.format | ({"sheets": raw.sheets} if len(raw.sheets) > 1 else {}),
        "headers": raw.headers,
        "preview": [
            [None if column in personal else veiled(cell) for column, cell in enumerate(row[: len(raw.headers)])]
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
    rows = rows_of(con, source)
    place = list(sources).index(number), len(sources)
    kind, path = type_rows(con, source, staging, headers, partial(stand.begin, "check", lambda: rows, *place))
    judged = judge(con, source, kind, headers)
    dropped = staging / f"{source.raw.name}_dropped.parquet"
    con.execute(f"copy {source.raw.name}_dropped to {literal(dropped)} (format parquet)")
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
        read = rows_of(con, sources[orders])
        tables[orders] |= {
            "rows": {"read": read, "accepted": read, "rejected": 0, "ignored": 0},
            "control": None,
            "problems": [],
            "kind": kind,
        }
        members.append(orders)
    if all(rows_of(con, sources[member]) <= KEPT for member in members):  # a half alone cannot be read again
        for member in members:
            tables[member]["kept"] = _kept(con, sources[member], path, tables[member])
    return {"kind": kind, "source": tables[number]["source"], "tables": members, "parquet": str(path), "dropped": str(dropped)}


def _kept(con: duckdb.DuckDBPyConnection, source: Source, beside: Path, table: dict[str, Any]) -> dict[str, Any]:
    """The cells of a table, put beside its typed rows, and what has to be known of it to read it again."""
    path = beside.with_name(f"{source.raw.name}_kept.parquet")
    hidden = {number for number, header in enumerate(source.raw.headers) if header in table["personal"]}
    return {"path": str(path), "meta": keep(con, source.raw, hidden, path), "member": table["member"]}


def limit() -> None:
    """Limits for this process, where the system has them; everywhere the sandbox watches."""
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
    gc.disable()  # millions of cells and no rings among them: to look for rings takes a third of the time
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
