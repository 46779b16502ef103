"""Rounds of asking: whose answers are kept where, and what is left of the reps' when a wave closes."""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from hashlib import sha256
from threading import RLock

from diagnostics.interview.anonymity import THRESHOLD, Told, collapse
from diagnostics.interview.answer import Answer, checked, written
from diagnostics.interview.edits import ever_asked
from diagnostics.interview.form import Question, Role
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


def current_wave(workbook: Workbook) -> Wave | None:
    """The open wave, where one is."""
    return next((wave for wave in waves(workbook) if wave.closed is None), None)


def open_wave(workbook: Workbook) -> Wave:
    """The open wave; a new one begins where none is open."""
    with _sitting:
        if held := current_wave(workbook):
            return held
        row = [len(waves(workbook)) + 1, threshold(workbook)]
        with workbook.writing() as cursor:
            cursor.execute("insert into wave_event (wave, event, threshold) values (?, 'opened', ?)", row)
        return waves(workbook)[-1]


def threshold(workbook: Workbook) -> int:
    """People that a group of reps must have to be shown, in the open wave or the next one."""
    held = current_wave(workbook)
    return held.threshold if held else int(settings(workbook).get("anonymity", THRESHOLD))


def rep_key(token: str) -> str:
    """By what a rep's answers are kept: no registry of links holds this hash, and no hash that it holds makes it."""
    return sha256(b"answers:" + token.encode()).hexdigest()


def save(workbook: Workbook, role: Role, respondent: str, answers: Mapping[Question, Answer], wave: int | None = None) -> None:
    """Keep answers of somebody who answers by name, all of them or none.

    Args:
        workbook: the company.
        role: the form, of which the questions are.
        respondent: his name.
        answers: by question.
        wave: in which he is asked, else the open one.

    Raises:
        WaveClosed: the wave in which he is asked is over.
        AnswerError: an answer does not fit its question.
    """
    kept = {question.id: checked(question, answer) for question, answer in answers.items()}
    with _sitting:
        number = open_wave(workbook).number if wave is None else _still_open(workbook, wave)
        with workbook.writing() as cursor:
            for name, one in kept.items():
                row = [number, role, respondent, name, one.state, written(one), one.note]
                cursor.execute("insert into answer (wave, role, respondent, question, state, value, note) values (?, ?, ?, ?, ?, ?, ?)", row)


def save_of_rep(workbook: Workbook, wave: int, key: str, answers: Mapping[Question, Answer], part: str = "") -> None:
    """Keep answers of a rep in the wave in which he is asked, all of them or none. `key`: see `rep_key`; `part`: the group he belongs to.

    Raises:
        WaveClosed: it is over.
        AnswerError: an answer does not fit its question.
    """
    kept = {question.id: checked(question, answer) for question, answer in answers.items()}
    with _sitting:
        Sitting(workbook, _still_open(workbook, wave)).save(key, part, kept)


def _still_open(workbook: Workbook, wave: int) -> int:
    held = current_wave(workbook)
    if held is None or held.number != wave:
        raise WaveClosed
    return wave


def given(workbook: Workbook, role: Role, respondent: str) -> dict[str, Answer]:
    """What somebody has said so far in the open wave, where one is; of a rep by his key."""
    wave = current_wave(workbook)
    if wave is None:
        return {}
    return Sitting(workbook, wave.number).answers(respondent) if role == "rep" else named(workbook, wave.number).get((role, respondent), {})


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
        wave = current_wave(workbook)
        if wave is None:
            return 0
        sitting = Sitting(workbook, wave.number)
        responses = sitting.responses()
        told = collapse(responses, ever_asked(workbook, "rep"), wave.threshold)
        with workbook.writing() as cursor:
            for one in told:
                row = [wave.number, one.part, one.question, one.n, json.dumps(one.told, ensure_ascii=False), one.score, one.spread]
                cursor.execute("insert into reps_said values (?, ?, ?, ?, ?, ?, ?)", row)
            cursor.execute("insert into wave_event (wave, event) values (?, 'closed')", [wave.number])
        sitting.burn()
    return len(responses)


def reps_answered(workbook: Workbook) -> int:
    """How many reps have answered anything in the open wave."""
    wave = current_wave(workbook)
    return len(Sitting(workbook, wave.number).responses()) if wave else 0


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
