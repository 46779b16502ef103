"""One import: files through the child process into the workbook, all or nothing."""

import contextlib
import json
import secrets
import shutil
from collections.abc import Mapping, Sequence
from dataclasses import replace
from errno import ENOSPC
from functools import partial
from pathlib import Path
from typing import Any

from diagnostics.i18n import _
from diagnostics.intake import sandbox
from diagnostics.intake.attended import attended
from diagnostics.intake.content import REVENUE
from diagnostics.intake.matching import refresh_proposals
from diagnostics.intake.problems import expected_text, fix_text
from diagnostics.intake.progress import ENDS, Progress, Stand, Watch
from diagnostics.intake.rejection import Rejected
from diagnostics.intake.results import FileResult, Said, Upload, results_of
from diagnostics.workbook import (
    CASE_TABLES,
    Cursor,
    FileRecord,
    Kept,
    KnownFile,
    Problem,
    Staged,
    Workbook,
    add_batch,
    derive,
    kept_tables,
    known_files,
    next_call,
    read_sql,
    snapshot,
    totals,
)

SHRUNK = 0.7  # of the rows of the last import of the same report; below it somebody is asked
MISSED = 10  # rows, below which a report is rather a correction of some of them
FEW = 3  # rows that are replaced, below which nobody is asked whether they are
KNOWN_AGAIN = 0.1  # of the replaced rows have their client and rep in the new file; below it these are somebody else's sales
REMEMBERED = frozenset({"date_order", "unit", "vat", "rep_meaning", "returns", "won", "unpaid"})
"""Questions whose answer holds for every file with the same headers."""

EARLIER = """
    select 1 from batch own join active_batch b on b.kind = own.kind and b.source = own.source and b.call < own.call
    where own.id = ? limit 1
"""
"""Whether the same report was imported before."""

NEIGHBOURS = """
    select 1 from batch own join active_batch b on b.kind = own.kind and b.source <> own.source and b.call <> own.call
    where own.id = ? and b.first_day <= own.last_day and own.first_day <= b.last_day limit 1
"""
"""Whether another report of the same kind and of the same days is there."""


def inspect_files(
    workbook: Workbook, uploads: Sequence[Upload], answers: Mapping[str, str] | None = None, watch: Watch | None = None
) -> list[FileResult]:
    """Look at files without importing them: format, kind, columns, first rows. Nothing is changed."""

    def seen(progress: Progress) -> None:
        if watch is not None:
            watch(replace(progress, share=progress.share / ENDS["read"]))  # reading is all that is done here

    with _Staging(workbook) as staging:
        return results_of(_ask(workbook, uploads, answers or {}, staging, "inspect", seen))


def import_files(
    workbook: Workbook, uploads: Sequence[Upload], answers: Mapping[str, str] | None = None, watch: Watch | None = None
) -> list[FileResult]:
    """Import files in one transaction: all of them, or none when one is refused or a question is open.

    A file that is in the workbook already changes nothing and is `unchanged`, unless it is read otherwise than before:
    then it takes the place of what it brought. With an open question the results show what the files would add up to
    under its default answer. `watch` is told how far the import is; when it raises, nothing was imported.
    """
    with _Staging(workbook) as staging:
        answer = _ask(workbook, uploads, answers or {}, staging, "load", watch)
        results = results_of(answer)
        if _is_any_refused(answer, results):
            return results
        try:
            if _is_to_change(workbook, answer, results):
                _secure(workbook)
            with workbook.writing() as cursor:
                stand = Stand()
                stand.begin("store")  # before anybody asks: the thread that stores may be slow to start
                store = partial(_store, workbook, cursor, uploads, answers or {}, answer, results, stand)
                added = attended(store, cursor, stand, watch)
                if added and any(question["blocking"] for result in results for question in result.questions):
                    raise _NotYetError
        except _NotYetError:
            for result in results:
                result.status, result.batch = "question", None
        except Rejected as refusal:
            for result in results:
                result.status, result.batch, result.rejected = "rejected", None, refusal.code
    return results


def kept_uploads(workbook: Workbook, batch: int, folder: Path) -> list[Upload]:
    """The tables of a batch, put into a folder to be imported once more; none where they were too long to be kept."""
    uploads = []
    for number, one in enumerate(kept_tables(workbook, batch)):
        path = folder / f"kept_{batch}_{number}.parquet"
        if not path.exists():
            path.write_bytes(one.cells)
        uploads.append(Upload(path, one.file, kept={"meta": one.meta, "member": one.member, "sha256": one.sha256, "bytes": one.bytes}))
    return uploads


def marked_copy(upload: Upload, problems: Sequence[Problem], target: Path) -> bool:
    """Write a copy of a file as XLSX with its bad cells marked; False where that cannot be done, as of an archive."""
    rows = [
        {
            "sheet": one.sheet, "line": one.line, "header": one.header, "severity": one.severity,
            "note": f"{expected_text(one.code)}\n{fix_text(one.code)}",
        }
        for one in problems
        if one.line
    ]  # fmt: skip
    request = {"action": "mark", "path": str(upload.path.resolve()), "target": str(target), "problems": rows, "words": {"sheet": _("Sheet")}}
    try:
        return "rejected" not in sandbox.run(request)
    except Rejected:
        return False


def _is_any_refused(answer: dict[str, Any], results: list[FileResult]) -> bool:
    """Whether a table cannot be taken; then none of them is."""
    for batch in answer["batches"]:
        for number in batch["tables"]:
            if not results[number].counts["accepted"]:
                results[number].status, results[number].rejected = "rejected", "all_rejected"
    refused = any(result.status == "rejected" for result in results)
    for result in results:
        if refused and result.status != "rejected":
            result.status, result.rejected = "rejected", "beside_a_bad_one"
    return refused


def _is_to_change(workbook: Workbook, answer: dict[str, Any], results: list[FileResult]) -> bool:
    """Whether an import would leave anything behind: nothing blocks it, and not all of it is there already."""
    if any(question["blocking"] for result in results for question in result.questions):
        return False
    known = known_files(workbook)
    return not all(
        _is_read_alike(known, [answer["tables"][number] for number in batch["tables"]], batch["kind"]) for batch in answer["batches"]
    )


def _secure(workbook: Workbook) -> None:
    """Copy a workbook that holds something, so that it can be had as it was.

    Raises:
        Rejected: there is no room for a copy.
    """
    if workbook.value("select 1 from batch limit 1") is None:
        return
    try:
        snapshot(workbook)
    except OSError as problem:
        if problem.errno == ENOSPC:
            raise Rejected("no_room") from problem
        raise


class _NotYetError(Exception):
    """Takes back what was written only to be added up."""


def _store(
    workbook: Workbook,
    cursor: Cursor,
    uploads: Sequence[Upload],
    answers: Mapping[str, str],
    answer: dict[str, Any],
    results: list[FileResult],
    stand: Stand,
) -> bool:
    """Write what is new; whether anything was."""
    known = known_files(workbook)
    call = next_call(workbook)
    fresh: dict[int, Staged] = {}
    for batch in answer["batches"]:
        files = [answer["tables"][number] for number in batch["tables"]]
        members = [results[number] for number in batch["tables"]]
        before = _before(known, files)
        if before and _is_read_alike(known, files, batch["kind"]):
            for member in members:
                member.status, member.batch = "unchanged", before.batch
            continue
        records = [_record(file, member) for file, member in zip(files, members, strict=True)]
        stand.begin("store", partial(_accepted, files))
        held = before.call if before else call, batch["kind"], batch["source"]
        staged = Staged(Path(batch["parquet"]), Path(batch["dropped"]))
        number = add_batch(cursor, *held, records, staged, before.batch if before else None)
        fresh[number] = staged
        if before is None:
            members[0].questions[:0] = _of_history(cursor, number, batch["kind"], answers)
        known |= {(file["sha256"], file["part"]): _known_file(file, number, *held[:2]) for file in files}
        for member in members:
            member.batch, member.kind = number, batch["kind"]
        for member in members[1:]:
            member.joined_into = members[0].name
    if fresh:
        stand.begin("sum")
        stand.per_cent = lambda: 0.0  # of one step of many: these are counted instead
        derive(cursor, stand.reach, fresh)
        refresh_proposals(cursor)
        results[0].questions += _of_the_head(cursor, answers)
    for batch in answer["batches"]:
        first = results[batch["tables"][0]]
        if first.batch is not None:
            first.totals = totals(cursor, batch["kind"], first.batch)
    for table, result in zip(answer["tables"], results, strict=True):
        if result.status != "unchanged":
            _remember(cursor, table, uploads[result.file].said.get(result.part), answers)
    return bool(fresh)


def _of_the_head(cursor: Cursor, answers: Mapping[str, str]) -> list[dict[str, Any]]:
    """Who is the head, as long as nobody has said it and positions of the staff list speak for somebody; it does not block."""
    known = cursor.execute("select value from setting_now where name = 'head'").fetchone()
    if known and known[0]:
        return []
    if (named := answers.get("head")) and cursor.execute("select 1 from dim_rep where name_key(name) = name_key(?)", [named]).fetchone():
        cursor.execute("insert into setting (name, value) values ('head', ?)", [named])
        return []
    names = [name for (name,) in cursor.execute("select name from dim_rep where role = 'head' order by left_on is not null, name").fetchall()]
    return [{"id": "head", "options": names, "default": names[0], "blocking": False, "found": None}] if names else []


def _before(known: Mapping[tuple[str, str], KnownFile], files: Sequence[Mapping[str, Any]]) -> KnownFile | None:
    """The batch that these tables brought before, by any of its files; None where they are new."""
    seen = [known.get((file["sha256"], file["part"])) for file in files]
    return seen[0] if len({one and one.batch for one in seen}) == 1 else None


def _is_read_alike(known: Mapping[tuple[str, str], KnownFile], files: Sequence[Mapping[str, Any]], kind: str) -> bool:
    """Whether the tables were read before, by the same columns and answers."""
    held = [known.get((file["sha256"], file["part"])) for file in files]
    return all(
        one is not None and one.kind == kind and one.mapping == file["mapping"] and one.answers in (None, file.get("asked", {}))
        for one, file in zip(held, files, strict=True)
    )


def _known_file(file: Mapping[str, Any], batch: int, call: int, kind: str) -> KnownFile:
    return KnownFile(batch, call, kind, file["mapping"], file.get("asked", {}))


def _accepted(files: Sequence[Mapping[str, Any]]) -> int:
    """Rows that the tables of a batch bring."""
    return int(max(file["rows"]["accepted"] for file in files))


def _remember(cursor: Cursor, table: dict[str, Any], said: Said | None, answers: Mapping[str, str]) -> None:
    """Keep what the user said of a table for the next file with the same headers."""
    for question in REMEMBERED.intersection(table.get("asked", ()), answers):
        cursor.execute("insert into answer_given (source, question, value) values (?, ?, ?)", [table["source"], question, answers[question]])
    if said is None:
        return
    fields = {field: table["headers"][column] for field, column in said.fields.items()}
    if all(fields.values()):  # a column without a header cannot be found again by it
        cursor.execute("insert into mapping (source, kind, fields) values (?, ?, ?)", [table["source"], said.kind, json.dumps(fields)])


def _of_history(cursor: Cursor, batch: int, kind: str, answers: Mapping[str, str]) -> list[dict[str, Any]]:
    """Questions beside what was imported before: was this cut off, does it replace what others sold, is it another report of the same?

    Raises:
        Rejected: the user said that it is so.
    """
    found = {}
    if cursor.execute(EARLIER, [batch]).fetchone():
        found["shrunk"] = cursor.execute(read_sql(__package__, "shrunk"), {"batch": batch, "share": SHRUNK, "missed": MISSED}).fetchone()
        if kind in REVENUE:
            held = {"batch": batch, "table": CASE_TABLES[kind], "few": FEW, "share": KNOWN_AGAIN}
            found["replaced"] = cursor.execute(read_sql(__package__, "replaced"), held).fetchone()
    if kind in REVENUE and cursor.execute(NEIGHBOURS, [batch]).fetchone():
        found["overlap"] = cursor.execute(read_sql(__package__, "overlap"), {"batch": batch, "table": CASE_TABLES[kind]}).fetchone()
    asked = []
    for question, row in found.items():
        if row is None or answers.get(question) == "take":
            continue
        if answers.get(question) == "refuse":
            raise Rejected(question)
        asked.append({"id": question, "options": ["take", "refuse"], "default": "take", "blocking": True, "found": f"{row[0]} / {row[1]}"})
    return asked


def _ask(
    workbook: Workbook, uploads: Sequence[Upload], answers: Mapping[str, str], staging: Path, action: str, watch: Watch | None
) -> dict[str, Any]:
    files = [
        {
            "name": upload.name,
            "path": str(upload.path.resolve()),
            "kind": upload.kind,
            "said": {part: {"kind": said.kind, "fields": dict(said.fields)} for part, said in upload.said.items()},
            "columns": dict(upload.columns),
            "kept": upload.kept,
            "lenient": action == "inspect",
        }
        for upload in uploads
    ]
    request = {
        "action": action,
        "files": files,
        "staging": str(staging),
        "known": _known(workbook),
        "answers": dict(answers),
        # whoever reads a table again may want to answer otherwise
        "remembered": {} if any(upload.kept for upload in uploads) else _answered(workbook),
    }
    try:
        return sandbox.run(request, watch)
    except Rejected as refusal:
        if len(uploads) == 1:
            refused = {"file": 0, "part": "", "name": uploads[0].name, "rejected": refusal.code}
            return {"tables": [refused], "batches": [], "questions": []}
        # one file killed the reader: find out which by asking about each alone
        alone = [
            table | {"file": number}
            for number, upload in enumerate(uploads)
            for table in _ask(workbook, [upload], answers, staging, action, watch)["tables"]
        ]
        if not any("rejected" in table for table in alone):
            alone = [table | {"rejected": refusal.code} for table in alone]
        return {"tables": alone, "batches": [], "questions": []}


def _known(workbook: Workbook) -> dict[str, Any]:
    """What the user said before about files with the same headers."""
    rows = workbook.query("select source, kind, fields from mapping order by rowid")
    return {source: {"kind": kind, "fields": json.loads(fields)} for source, kind, fields in rows}


def _answered(workbook: Workbook) -> dict[str, dict[str, str]]:
    """What the user answered about files with the same headers."""
    given: dict[str, dict[str, str]] = {}
    for source, question, value in workbook.query("select source, question, value from answer_given order by rowid"):
        given.setdefault(source, {})[question] = value
    return given


def _record(file: dict[str, Any], result: FileResult) -> FileRecord:
    return FileRecord(
        file["name"], file["part"], file["sha256"], file["bytes"], file["format"], file["mapping"],
        result.counts["read"], result.counts["accepted"], result.counts["rejected"], result.counts["ignored"],
        result.control, result.problems, result.left_out, file.get("asked", {}), _kept(file),
    )  # fmt: skip


def _kept(file: dict[str, Any]) -> Kept | None:
    found = file.get("kept")
    return found and Kept(found["meta"], found["member"], Path(found["path"]).read_bytes())


class _Staging:
    """The folder through which typed rows come into a workbook; gone after the import."""

    def __init__(self, workbook: Workbook) -> None:
        # one of its own for each import: two may run at once
        self.path = workbook.staging / secrets.token_hex(8)

    def __enter__(self) -> Path:
        self.path.mkdir(mode=0o700, parents=True)
        return self.path

    def __exit__(self, *_: object) -> None:
        shutil.rmtree(self.path, ignore_errors=True)
        with contextlib.suppress(OSError):  # another import is still running
            self.path.parent.rmdir()
