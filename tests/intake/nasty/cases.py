"""The registry of nasty files, and what is wanted of each."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

Batch = dict[str, Any]
"""What the command line says of one table, as its JSON has it."""


@dataclass(frozen=True)
class Check:
    """A further condition on what the command line says of a table, in words and as a test."""

    says: str
    holds: Callable[[Batch], bool]


REJECTED = 3
QUESTION = 4


@dataclass(frozen=True)
class Wanted:
    """What the command line has to say of one table.

    `kind` None is not compared, nor are `rows` that are not named. Codes of problems and ids of questions are complete.
    `control`: whether the control sum matches, None where the file has none.
    """

    kind: str | None = "sales"
    status: str = "accepted"
    rows: Mapping[str, int] = field(default_factory=dict)
    totals: Mapping[str, Any] = field(default_factory=dict)
    problems: frozenset[str] = frozenset()
    questions: tuple[str, ...] = ()
    control: bool | None = None
    checks: tuple[Check, ...] = ()


@dataclass(frozen=True)
class Case:
    """Files that are imported in one call, and what comes of it.

    `before` holds files that are imported first, each in a call of its own; `held` is what the workbook then sells in
    all, None where that is not compared.
    """

    files: Mapping[str, bytes]
    wanted: Sequence[Wanted]
    code: int = 0
    words: tuple[str, ...] = ()
    before: Sequence[Mapping[str, bytes]] = ()
    held: str | None = None


CASES: dict[str, Callable[[], Case]] = {}


def case(made: Callable[[], Case]) -> Callable[[], Case]:
    """Enter a case under the name of its function."""
    name = made.__name__
    if name in CASES:
        raise ValueError(f"two cases are called {name}")
    CASES[name] = made
    return made


def taken(
    name: str, content: bytes, totals: Mapping[str, Any], rows: Mapping[str, int] | None = None, **said: Any
) -> Case:
    """A file that comes in with these totals; `said` goes to Wanted, `words` to the call."""
    words = tuple(said.pop("words", ()))
    return Case({name: content}, [Wanted(totals=totals, rows=rows or {}, **said)], words=words)


def refused(name: str, content: bytes, code: str, *others: str, **said: Any) -> Case:
    """A file that is refused for this reason, other problems beside it; nothing of it comes in."""
    words = tuple(said.pop("words", ()))
    wanted = Wanted(kind=None, status="rejected", problems=frozenset({code, *others}), **said)
    return Case({name: content}, [wanted], code=REJECTED, words=words)


def asked(name: str, content: bytes, question: str, totals: Mapping[str, Any], **said: Any) -> Case:
    """A file that waits for an answer; `totals` are those under the default of the question."""
    wanted = Wanted(status="question", questions=(question,), totals=totals, **said)
    return Case({name: content}, [wanted], code=QUESTION)


def problem(code: str, **fields: Any) -> Check:
    """A problem of this code is listed with these fields."""
    return Check(
        f"{code} {fields}",
        lambda batch: any(one["code"] == code and fields.items() <= one.items() for one in batch["problems"]),
    )


def mapped(**columns: str) -> Check:
    """The fields are fed by these columns."""
    return Check(f"mapped {columns}", lambda batch: columns.items() <= batch["mapping"].items())


def unmapped(*fields: str) -> Check:
    """None of the fields is fed."""
    return Check(f"unmapped {fields}", lambda batch: not set(fields) & set(batch["mapping"]))


def formatted(**described: Any) -> Check:
    """The format of the file is told so."""
    return Check(f"format {described}", lambda batch: described.items() <= batch["format"].items())


def left_out(**reasons: int) -> Check:
    """So many lines were left out for each reason, and none for others."""
    return Check(
        f"left out {reasons}", lambda batch: {one["reason"]: one["rows"] for one in batch["left_out"]} == reasons
    )


def evidence(part: str) -> Check:
    """The first question shows something of the file that holds this text."""
    return Check(f"evidence {part}", lambda batch: part in (batch["questions"][0]["found"] or ""))


def named(part: str) -> Check:
    """The table is called by a name that holds this text."""
    return Check(f"named {part}", lambda batch: part in batch["file"])


def offered(option: str) -> Check:
    """The first question can be answered so."""
    return Check(f"offered {option}", lambda batch: option in batch["questions"][0]["options"])
