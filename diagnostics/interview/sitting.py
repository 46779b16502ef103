"""What reps say while a wave is open: a file beside the workbook, which is burnt when the wave closes.

It never gets into a copy, a snapshot or a mail of the workbook. It keeps no time, an answer takes the place of the one
before, and its tables are in the order of hashes. What lies in which page of the file may still tell an order to whoever
has the file itself while the wave is open: he who runs the program.
"""

import json
import os
import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass, field
from pathlib import Path

from diagnostics.interview.answer import Answer, written
from diagnostics.workbook import Workbook

SCHEMA = """
create table if not exists respondent (key text primary key, part text not null) without rowid;
create table if not exists answer (
    key text not null, question text not null, state text not null, value text not null, note text not null, primary key (key, question)
) without rowid;
"""
BUSY = 20.0  # seconds that a writer waits for the others
_ready: set[Path] = set()  # files that this process knows to have their tables


@dataclass(frozen=True)
class Response:
    """What one rep said, and the group he belongs to ("" where there are none)."""

    part: str
    answers: dict[str, Answer] = field(default_factory=dict)


class Sitting:
    """The answers of an open wave. Any number of threads may save at once."""

    def __init__(self, workbook: Workbook, wave: int) -> None:
        ((born,),) = workbook.remembered("select epoch_us(min(applied_at)) from migration")
        self.path = workbook.path.with_name(f"{workbook.path.name}.wave{wave}-{born}")  # another workbook of that name is not this one

    def save(self, key: str, part: str, question: str, answer: Answer) -> None:
        """Keep an answer; when this returns it is on the disk. `key` is a hash that only the respondent's link makes again."""
        with self._opened() as connection, connection:
            connection.execute("insert or ignore into respondent values (?, ?)", (key, part))
            row = (key, question, answer.state, written(answer), answer.note)
            connection.execute("insert or replace into answer values (?, ?, ?, ?, ?)", row)

    def answers(self, key: str) -> dict[str, Answer]:
        """What this respondent has said so far, by question."""
        if not self.path.exists():
            return {}
        with self._opened() as connection:
            rows = connection.execute("select question, state, value, note from answer where key = ?", (key,)).fetchall()
        return {question: Answer(state, json.loads(value), note) for question, state, value, note in rows}

    def responses(self) -> list[Response]:
        """Everybody's answers, in the order of their keys."""
        if not self.path.exists():
            return []
        with self._opened() as connection:
            connection.execute("begin")  # who answers meanwhile is seen with all of his answers or not at all
            found = {key: Response(part) for key, part in connection.execute("select key, part from respondent order by key")}
            for key, question, state, value, note in connection.execute("select key, question, state, value, note from answer"):
                found[key].answers[question] = Answer(state, json.loads(value), note)
        return list(found.values())

    def burn(self) -> None:
        """Delete the file and what SQLite keeps beside it."""
        for ending in ("", "-wal", "-shm"):
            self.path.with_name(self.path.name + ending).unlink(missing_ok=True)

    @contextmanager
    def _opened(self) -> Iterator[sqlite3.Connection]:
        new = not self.path.exists()
        if new:
            os.close(os.open(self.path, os.O_CREAT | os.O_RDWR, 0o600))
        with closing(sqlite3.connect(self.path, timeout=BUSY)) as connection:
            if new or self.path not in _ready:
                connection.execute("pragma journal_mode = wal")
                connection.executescript(SCHEMA)
                _ready.add(self.path)
            connection.execute("pragma synchronous = full")  # an acknowledged answer outlives a power cut
            yield connection
