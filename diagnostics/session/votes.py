"""How the phones in the room vote: the last vote of each counts, and those of fewer than three are shown to nobody."""

import json
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from diagnostics.session.live import current, latest
from diagnostics.session.room_questions import RoomQuestion, room_questions
from diagnostics.workbook import Workbook

FEWEST = 3  # phones whose votes are shown
VERSION = 120  # characters of a version


class VoteError(ValueError):
    """A vote that is not taken: `code` is `closed` where the question is not asked now, else `value`."""

    def __init__(self, code: str) -> None:
        super().__init__(code)
        self.code = code


@dataclass(frozen=True)
class Tally:
    """Votes on one question; empty but for `n` while fewer than three have voted.

    `counts`: option -> votes, every option in its order. `numbers`: guesses in rising order. `texts`: versions in the order of the
    alphabet, which tells nothing of who came first.
    """

    question: str
    n: int
    counts: Mapping[str, int] = field(default_factory=dict)
    numbers: tuple[int, ...] = ()
    texts: tuple[str, ...] = ()

    @property
    def shown(self) -> bool:
        """Whether enough have voted."""
        return self.n >= FEWEST


def cast(workbook: Workbook, question: str, voter: str, value: Any) -> None:
    """Keep a vote on the question that the room is asked now; when this returns it is in the file.

    Raises:
        VoteError: the question is not asked now, or the value does not fit it.
    """
    live = current(workbook)
    if live is None or not live.voting or live.question != question:
        raise VoteError("closed")
    kept = json.dumps(_checked(room_questions()[question], value), ensure_ascii=False)
    with workbook.writing() as cursor:
        cursor.execute("insert into vote (session, question, voter, value) values (?, ?, ?, ?)", [live.number, question, voter, kept])


def voted(workbook: Workbook, question: str, voter: str) -> Any:
    """What this phone voted last in the last session; None where it did not."""
    live = latest(workbook)
    found = workbook.value(
        "select value from vote where session = ? and question = ? and voter = ? order by number desc limit 1",
        [live.number if live else 0, question, voter],
    )
    return None if found is None else json.loads(found)


def tally(workbook: Workbook, question: str) -> Tally:
    """The votes on a question in the last session."""
    live = latest(workbook)
    rows = workbook.remembered("select value from vote_now where session = ? and question = ?", [live.number if live else 0, question])
    values = [json.loads(value) for (value,) in rows]
    asked = room_questions()[question]
    if len(values) < FEWEST:
        return Tally(question, len(values))
    if asked.kind == "choice":
        counts = Counter(values)
        return Tally(question, len(values), counts={option.id: counts[option.id] for option in asked.options})
    if asked.kind == "number":
        return Tally(question, len(values), numbers=tuple(sorted(values)))
    return Tally(question, len(values), texts=tuple(sorted(values, key=str.casefold)))


def _checked(question: RoomQuestion, value: Any) -> int | str:
    if question.kind == "number":
        if isinstance(value, bool) or not isinstance(value, int) or not question.least <= value <= question.most:
            raise VoteError("value")
        return value
    if not isinstance(value, str):
        raise VoteError("value")
    if question.kind == "choice":
        if value not in {option.id for option in question.options}:
            raise VoteError("value")
        return value
    text = " ".join("".join(letter if letter.isprintable() else " " for letter in value).split())
    if not text or len(text) > VERSION:
        raise VoteError("value")
    return text
