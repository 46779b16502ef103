"""Rounds of asking: whose answers are kept where, and what is left of the reps' when a wave closes."""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from hashlib import sha256
from threading import RLock

from diagnostics.interview.anonymity import THRESHOLD, Told, collapse
from diagnostics.interview.answer import Answer, checked, written
from diagnostics.interview.edits import form_of
from diagnostics.interview.form import Question, Role, form
from diagnostics.interview.sitting import Sitting
from diagnostics.workbook import Workbook, settings

_sitting = RLock()  # a wave is not closed while a rep's answer is on its way to the disk


class WaveClosed(Exception):
    """The wave in which somebody was asked is over; nothing was kept."""


@dataclass(frozen=True)
class Wave:
    """A round of asking; `closed` is None while it is open. `threshold`: people that a group of reps has at least to be shown."""

    number: int
    opened: date
    closed: date | None
    threshold: int


def waves(workbook: Workbook) -> list[Wave]:
    """Every wave, the first one first."""
    rows = workbook.remembered(
        """select wave, min(happened_at) filter (event = 'opened')::date, max(happened_at) filter (event = 'closed')::date, max(threshold)
           from wave_event group by wave order by wave"""
    )
    return [Wave(*row) for row in rows]


def open_wave(workbook: Workbook) -> Wave:
    """The open wave; a new one begins where none is open."""
    with _sitting:
        held = waves(workbook)
        if held and held[-1].closed is None:
            return held[-1]
        least = threshold(workbook)
        with workbook.writing() as cursor:
            cursor.execute("insert into wave_event (wave, event, threshold) values (?, 'opened', ?)", [len(held) + 1, least])
        return waves(workbook)[-1]


def threshold(workbook: Workbook) -> int:
    """People that a group of reps must have to be shown, in the open wave or the next one."""
    held = waves(workbook)
    return held[-1].threshold if held and held[-1].closed is None else int(settings(workbook).get("anonymity", THRESHOLD))


def rep_key(token: str) -> str:
    """By what a rep's answers are kept: no registry of links holds this hash, and no hash that it holds makes it."""
    return sha256(b"answers:" + token.encode()).hexdigest()


def save(workbook: Workbook, role: Role, respondent: str, question: Question, answer: Answer, wave: int | None = None) -> None:
    """Keep one answer of somebody who answers by name. `question` is of the form of his role; `wave`: in which he is asked, else the open one.

    Raises:
        WaveClosed: the wave in which he is asked is over.
        AnswerError: the answer does not fit the question.
    """
    kept = checked(question, answer)
    with _sitting:
        number = open_wave(workbook).number if wave is None else _still_open(workbook, wave)
        row = [number, role, respondent, question.id, kept.state, written(kept), kept.note]
        with workbook.writing() as cursor:
            cursor.execute("insert into answer (wave, role, respondent, question, state, value, note) values (?, ?, ?, ?, ?, ?, ?)", row)


def save_of_rep(workbook: Workbook, wave: int, key: str, question: Question, answer: Answer, part: str = "") -> None:
    """Keep one answer of a rep in the wave in which he is asked. `key`: see `rep_key`; `part`: the group he belongs to.

    Raises:
        WaveClosed: it is over.
        AnswerError: the answer does not fit the question.
    """
    kept = checked(question, answer)
    with _sitting:
        Sitting(workbook, _still_open(workbook, wave)).save(key, part, question.id, kept)


def _still_open(workbook: Workbook, wave: int) -> int:
    if wave not in [one.number for one in waves(workbook) if one.closed is None]:
        raise WaveClosed
    return wave


def given(workbook: Workbook, role: Role, respondent: str) -> dict[str, Answer]:
    """What somebody has said so far in the open wave, where one is; of a rep by his key."""
    wave = next((wave.number for wave in waves(workbook) if wave.closed is None), 0)
    return Sitting(workbook, wave).answers(respondent) if role == "rep" else named(workbook, wave).get((role, respondent), {})


def named(workbook: Workbook, wave: int) -> Mapping[tuple[Role, str], dict[str, Answer]]:
    """Role and respondent -> answers of those who answer by name."""
    found: dict[tuple[Role, str], dict[str, Answer]] = {}
    for role, respondent, question, state, value, note in workbook.query(
        "select role, respondent, question, state, value, note from answer_now where wave = ? order by number", [wave]
    ):
        found.setdefault((role, respondent), {})[question] = Answer(state, json.loads(value), note)
    return found


def close_wave(workbook: Workbook) -> int:
    """Close the open wave: what may be told of the reps goes into the workbook, their single answers are burnt. Says how many reps answered.

    With fewer reps than the threshold nothing of theirs is kept. Where no wave is open nothing happens.
    """
    with _sitting:
        wave = next((one for one in waves(workbook) if one.closed is None), None)
        if wave is None:
            return 0
        sitting = Sitting(workbook, wave.number)
        responses = sitting.responses()
        asked = {question.id: question for question in (*form("rep"), *form_of(workbook, "rep"))}  # those left out meanwhile too
        told = collapse(responses, list(asked.values()), wave.threshold)
        with workbook.writing() as cursor:
            for one in told:
                row = [wave.number, one.part, one.question, one.n, json.dumps(one.told, ensure_ascii=False), one.score, one.spread]
                cursor.execute("insert into reps_said values (?, ?, ?, ?, ?, ?, ?)", row)
            cursor.execute("insert into wave_event (wave, event) values (?, 'closed')", [wave.number])
        sitting.burn()
    return len(responses)


def reps_answered(workbook: Workbook) -> int:
    """How many reps have answered anything in the open wave."""
    return sum(len(Sitting(workbook, wave.number).responses()) for wave in waves(workbook) if wave.closed is None)


def burn_closed(workbook: Workbook) -> None:
    """Burn what a program that died between closing a wave and burning its answers left."""
    for wave in waves(workbook):
        if wave.closed:
            Sitting(workbook, wave.number).burn()


def reps_said(workbook: Workbook, wave: int) -> list[Told]:
    """What the reps of a closed wave said, by question; of all reps and of each group that may be shown."""
    rows = workbook.query(
        "select part, question, n, told, score, spread from reps_said where wave = ? order by question, part nulls first", [wave]
    )
    return [Told(part, question, n, json.loads(told), score, spread) for part, question, n, told, score, spread in rows]
