"""What reps say while a wave is open: a file beside the workbook, which is burnt when the wave closes.

It never gets into a copy, a snapshot or a mail of the workbook. It keeps no time, an answer takes the place of the one
before, and its tables are in the order of hashes. What lies in which page of the file may still tell an order to whoever
has the file itself while the wave is open: he who runs the program.
"""

import json
from collections.abc import Mapping
from dataclasses import dataclass, field

from diagnostics.interview.answer import Answer, written
from diagnostics.workbook import Workbook, beside, burn

SCHEMA = """
create table if not exists respondent (key text primary key, part text not null) without rowid;
create table if not exists answer (
    key text not null, question text not null, state text not null, value text not null, note text not null, primary key (key, question)
) without rowid;
"""


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

    def save(self, key: str, part: str, answers: Mapping[str, Answer]) -> None:
        """Keep answers by question, all of them; when this returns they are on the disk. `key` is a hash that only the respondent's link makes again."""
        with beside(self.path, SCHEMA) as connection, connection:
            connection.execute("insert or ignore into respondent values (?, ?)", (key, part))
            rows = [(key, question, answer.state, written(answer), answer.note) for question, answer in answers.items()]
            connection.executemany("insert or replace into answer values (?, ?, ?, ?, ?)", rows)

    def answers(self, key: str) -> dict[str, Answer]:
        """What this respondent has said so far, by question."""
        if not self.path.exists():
            return {}
        with beside(self.path, SCHEMA) as connection:
            rows = connection.execute("select question, state, value, note from answer where key = ?", (key,)).fetchall()
        return {question: Answer(state, json.loads(value), note) for question, state, value, note in rows}

    def responses(self) -> list[Response]:
        """Everybody's answers, in the order of their keys."""
        if not self.path.exists():
            return []
        with beside(self.path, SCHEMA) as connection:
            connection.execute("begin")  # who answers meanwhile is seen with all of his answers or not at all
            found = {key: Response(part) for key, part in connection.execute("select key, part from respondent order by key")}
            for key, question, state, value, note in connection.execute("select key, question, state, value, note from answer"):
                found[key].answers[question] = Answer(state, json.loads(value), note)
        return list(found.values())

    def burn(self) -> None:
        """Delete the file."""
        burn(self.path)
