"""What is brought, and what became of each table of it."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Literal

from diagnostics.workbook import Problem, Totals

Status = Literal["accepted", "partial", "question", "rejected", "unchanged"]


@dataclass(frozen=True)
class Said:
    """What the user said of a table: its kind, "" to leave it out, and the column of every field."""

    kind: str
    fields: Mapping[str, int] = field(default_factory=dict)


@dataclass(frozen=True)
class Upload:
    """A file to import: where it lies, how the user knows it, and what he said it is.

    `said` speaks of its tables by `FileResult.part`; without it they are recognised. `columns` corrects what is
    recognised: field -> header. `kept` stands where a table is read from the workbook again, not from its file.
    """

    path: Path
    name: str
    kind: str = "auto"
    said: Mapping[str, Said] = field(default_factory=dict)
    columns: Mapping[str, str] = field(default_factory=dict)
    kept: Mapping[str, Any] | None = None


@dataclass
class FileResult:
    """What is known of one table of a file after looking at it or importing it."""

    name: str
    file: int  # its number among the uploads
    part: str  # the table in the file; most files have one
    status: Status
    kind: str | None = None
    batch: int | None = None
    joined_into: str | None = None
    rejected: str | None = None
    found: str | None = None  # what stood where the refused file should have had something else
    format: dict[str, Any] = field(default_factory=dict)
    headers: list[str] = field(default_factory=list)
    rows: list[list[str | None]] = field(default_factory=list)
    personal: list[str] = field(default_factory=list)  # headers of columns with personal data, which are not taken
    fields: dict[str, int] = field(default_factory=dict)
    missing: list[str] = field(default_factory=list)
    mapping: dict[str, str] = field(default_factory=dict)
    counts: dict[str, int] = field(default_factory=dict)
    totals: Totals = field(default_factory=Totals)
    control: int | None = None
    left_out: dict[str, list[tuple[str | None, int]]] = field(default_factory=dict)
    problems: list[Problem] = field(default_factory=list)
    questions: list[dict[str, Any]] = field(default_factory=list)


def results_of(answer: dict[str, Any]) -> list[FileResult]:
    """What the reading process said of each table, with the questions that concern it."""
    return [
        _result(table, [question for question in answer["questions"] if number in question["tables"]])
        for number, table in enumerate(answer["tables"])
    ]


def _result(file: dict[str, Any], questions: list[dict[str, Any]]) -> FileResult:
    problems = [Problem(**problem) for problem in file.get("problems", ())]
    rejected = file.get("rejected")
    counts = file.get("rows") if isinstance(file.get("rows"), dict) else {}
    status: Status = "accepted"
    if rejected:
        status = "rejected"
    elif any(question["blocking"] for question in questions):
        status = "question"
    elif counts and counts["rejected"]:
        status = "partial"
    return FileResult(
        name=file["name"], file=file["file"], part=file["part"], status=status, kind=file.get("kind") or None, rejected=rejected, found=file.get("found"),
        format=file.get("format", {}), headers=file.get("headers", []), rows=file.get("preview", []),
        personal=file.get("personal", []), fields=file.get("fields", {}), missing=file.get("missing", []), mapping=file.get("mapping", {}),
        counts=counts or {}, control=file.get("control"), left_out=file.get("left_out", {}), problems=problems, questions=questions,
    )  # fmt: skip
