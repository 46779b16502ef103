"""The process that touches foreign bytes: files in, a description and typed Parquet out.

Started by `sandbox.run` as `python -m diagnostics.intake.child`; a request as JSON on standard input, the
answer as JSON on standard output. Whatever a file does to it, the program that asked lives on.
"""

import json
import os
import sys
from collections.abc import Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import asdict
from importlib.abc import MetaPathFinder
from pathlib import Path
from types import ModuleType
from typing import Any

import duckdb

from diagnostics.intake.content import kinds
from diagnostics.intake.judge import judge
from diagnostics.intake.mapping import Proposal, fingerprint, is_met, missing, month_columns, propose
from diagnostics.intake.rejection import Rejected
from diagnostics.intake.survey import Survey, survey
from diagnostics.intake.tables import RawTable, read_table
from diagnostics.intake.typed import Source, currencies, prepare, slash_order, type_rows

MEMORY = "2GB"  # of DuckDB; beyond it it spills into the staging folder
ADDRESS_SPACE = 8 * 1024**3  # bytes; DuckDB maps far more than it uses
CPU = 1_800  # seconds
WRITTEN = 64 * 1024**3  # bytes of one file
ROW_GROUP = 4 * 122_880  # rows; a multiple of DuckDB's own, else the workbook packs what came in a second time
SHOWN = 8  # data rows of a preview
DEFAULT_ORDER = "dmy"  # of dates divided by slashes
HALVES = ("order_headers", "order_lines")


def answer(request: dict[str, Any]) -> dict[str, Any]:
    """Read the files of one import.

    Args:
        request: `files` [{name, path, kind, fields?}], `staging` folder, `action` "inspect" or "load",
            `known` {header fingerprint: {kind, fields {field: header}}}, `answers` {question: value}.

    Returns:
        `files`: for each a description, or `rejected` with a code; after "load" also what became of its lines.
        `batches`: for each typed table its kind, source, files and Parquet path. `questions`: what must be
        answered first.
    """
    con = duckdb.connect()
    con.execute("set enable_progress_bar = false")  # it would write into the answer
    con.execute(f"set memory_limit = '{MEMORY}'")
    con.execute(f"set temp_directory = {_literal(Path(request['staging']) / 'spill')}")
    prepare(con)
    files, sources = [], {}
    aside = ThreadPoolExecutor(1)  # bytes are counted while DuckDB reads them
    surveys = [aside.submit(survey, Path(file["path"])) for file in request["files"]]
    for number, file in enumerate(request["files"]):
        described: dict[str, Any] = {"name": file["name"], "bytes": Path(file["path"]).stat().st_size}
        try:
            source = _open(con, file, f"f{number}", request["known"], Path(request["staging"]), surveys[number])
            described |= _describe(source)
            sources[number] = source
        except Rejected as refusal:
            described["rejected"] = refusal.code
        files.append(described)
    pairs, alone = _pair(con, sources)
    for number, code in alone.items():
        files[number]["rejected"] = code
    slashes, questions = _date_orders(con, sources, request["answers"])
    batches: list[dict[str, Any]] = []
    if request["action"] == "load" and not any("rejected" in file for file in files):
        batches = [
            _load(con, files, sources, number, pairs.get(number), slashes, Path(request["staging"]))
            for number in sources
            if number not in pairs.values()
        ]
    for described, surveyed in zip(files, surveys, strict=True):
        described["sha256"] = surveyed.result().sha256
    return {"files": files, "batches": batches, "questions": questions}


def _open(
    con: duckdb.DuckDBPyConnection, file: dict[str, Any], name: str, known: dict[str, Any], scrap: Path, surveyed: Future[Survey]
) -> Source:
    raw = read_table(con, Path(file["path"]), name, scrap, surveyed)
    if file.get("fields") is not None:
        proposal = Proposal(file["kind"], file["fields"])
    elif remembered := _remembered(known.get(fingerprint(raw.headers)), raw, file["kind"]):
        proposal = remembered
    else:
        try:
            proposal = propose(raw.headers, raw.sample(), file["kind"])
        except Rejected:
            if not file.get("lenient"):
                raise
            proposal = Proposal("", {})
    source = Source(raw, proposal)
    if len(currencies(con, source)) > 1:
        raise Rejected("mixed_currencies")
    return source


def _remembered(seen: dict[str, Any] | None, raw: RawTable, wanted: str) -> Proposal | None:
    """What the user once said of a file with these headers; None where it does not fit this one."""
    if not seen or wanted not in ("auto", seen["kind"]) or not set(seen["fields"].values()) <= set(raw.headers):
        return None
    fields = {field: raw.headers.index(header) for field, header in seen["fields"].items()}
    return Proposal(seen["kind"], {field: fields[field] for field in kinds()[seen["kind"]].fields if field in fields})


def _describe(source: Source) -> dict[str, Any]:
    raw, proposal = source.raw, source.proposal
    months = month_columns(raw.headers) if proposal.kind and kinds()[proposal.kind].months_in_header else []
    wide = len(months) > 1 and "month" not in proposal.fields
    described: dict[str, Any] = {
        "format": raw.format,
        "headers": raw.headers,
        "preview": [row[: len(raw.headers)] for row in raw.sample()[:SHOWN]],
        "source": fingerprint(raw.headers),
        "kind": proposal.kind,
        "fields": dict(proposal.fields),
        "mapping": {field: raw.headers[column] for field, column in proposal.fields.items()},
        "missing": [],
    }
    if wide:
        described["mapping"]["months"] = f"{raw.headers[months[0]]} \u2026 {raw.headers[months[-1]]}"
    if proposal.kind and not is_met(kinds()[proposal.kind], proposal.fields, wide):
        described["missing"] = missing(kinds()[proposal.kind], proposal.fields, wide)
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


def _date_orders(
    con: duckdb.DuckDBPyConnection, sources: dict[int, Source], answers: dict[str, str]
) -> tuple[dict[int, str], list[dict[str, Any]]]:
    """Order of dates with slashes per file, by what the file shows; where it shows nothing, as answered, else asked."""
    shown = {number: slash_order(con, source) for number, source in sources.items() if source.proposal.kind}
    said = answers.get("date_order")
    orders = {number: order or said or DEFAULT_ORDER for number, order in shown.items()}
    if said in ("dmy", "mdy") or None not in shown.values():
        return orders, []
    return orders, [{"id": "date_order", "options": ["dmy", "mdy"], "default": DEFAULT_ORDER, "blocking": True}]


def _load(
    con: duckdb.DuckDBPyConnection,
    files: list[dict[str, Any]],
    sources: dict[int, Source],
    number: int,
    orders: int | None,
    slashes: dict[int, str],
    staging: Path,
) -> dict[str, Any]:
    source, headers = sources[number], sources.get(orders) if orders is not None else None
    kind = type_rows(
        con, source, slashes[number], headers, slashes.get(orders, DEFAULT_ORDER) if orders is not None else ""
    )
    judged = judge(con, source, kind, headers)
    path = staging / f"{source.raw.name}.parquet"
    con.execute(f"copy ({judged.rows}) to {_literal(path)} (format parquet, compression uncompressed, row_group_size {ROW_GROUP})")
    files[number] |= {
        "rows": {
            "read": judged.read,
            "accepted": judged.accepted,
            "rejected": judged.rejected,
            "ignored": judged.ignored,
        },
        "control": judged.control,
        "problems": [asdict(problem) for problem in judged.problems],
        "kind": kind,
    }
    members = [number]
    if orders is not None:
        count = con.execute(f"select count(*) from {sources[orders].raw.name}").fetchone()
        read = count[0] if count else 0
        files[orders] |= {
            "rows": {"read": read, "accepted": read, "rejected": 0, "ignored": 0},
            "control": None,
            "problems": [],
            "kind": kind,
        }
        members.append(orders)
    return {"kind": kind, "source": files[number]["source"], "files": members, "parquet": str(path)}


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


def main() -> None:
    """Answer one request."""
    sys.meta_path.insert(0, WithoutPandas())
    limit()
    request = json.load(sys.stdin)
    json.dump(answer(request), sys.stdout, ensure_ascii=True, default=str)
    sys.stdout.flush()
    os._exit(0)  # the system takes back the memory at once; to free it cell by cell would keep the import waiting


if __name__ == "__main__":
    main()
