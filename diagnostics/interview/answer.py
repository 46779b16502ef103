"""One answer: what may be said to a question, and what it scores."""

import json
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from math import isclose
from typing import Any, Literal, get_args

from diagnostics.i18n import N_
from diagnostics.interview.form import BEST, NPS, SAID, Question

State = Literal["said", "unknown", "not_applicable"]
STATES: tuple[State, ...] = get_args(State)
LED = ("leads", "together", "listed")
"""Who leads a client of the head's list, and in words:"""
LED_WORDS = (N_("I lead him myself"), N_("together with a rep"), N_("only listed under me"))


class AnswerError(ValueError):
    """What was said does not fit the question; `code` says why, see `problems.py`."""

    def __init__(self, question: Question, code: str) -> None:
        super().__init__(f"{question.id}: {code}")
        self.question, self.code = question, code


@dataclass(frozen=True)
class Answer:
    """What somebody said to one question.

    `value`: of a choice the score of the option, of hours a dict part -> hours, of a pick the parts taken, of a rank all
    parts in order, of a list a dict client -> who leads him, else a number or a text. None where he did not say it.
    """

    state: State = "said"
    value: Any = None
    note: str = ""


def checked(question: Question, answer: Answer) -> Answer:
    """The answer as it is kept: of the right type and within the bounds of the question.

    Raises:
        AnswerError: it is not.
    """
    note = answer.note.strip()
    if len(note) > SAID:
        raise AnswerError(question, "note_long")
    if answer.state not in STATES or (answer.state == "not_applicable" and question.not_applicable is None):
        raise AnswerError(question, "state")
    if answer.state != "said":
        return Answer(answer.state, None, note)
    return Answer("said", _CHECKS[question.kind](question, answer.value), note)


def score(question: Question, answer: Answer) -> float | None:
    """0 (worst) to 3; None where the question is not scored or nothing was said."""
    if answer.state != "said" or not question.is_scored:
        return None
    return _SCORES.get(question.kind, _stepped)(question, answer.value)


def side_score(question: Question, answer: Answer, side: str) -> float | None:
    """0 (most hours) to 3 by the share of hours that went to one side of the parts; None where nothing was said."""
    if answer.state != "said":
        return None
    share = sum(answer.value[part.id] for part in question.parts if part.side == side) / question.total
    return next((points for bound, points in question.side_steps[side] if share <= bound), 0.0)


def number_of(question: Question, answer: Answer) -> float | None:
    """The number by which conditions know an answer: the option of a choice, a number as it is."""
    if answer.state != "said" or question.kind not in ("choice", "number", "nps", "guess"):
        return None
    return float(answer.value)


def asked(form: Sequence[Question], given: Mapping[str, Answer]) -> list[Question]:
    """The questions of a form that are asked of somebody who has answered so far."""
    known = {question.id: question for question in form}
    numbers = {name: number for name, answer in given.items() if name in known and (number := number_of(known[name], answer)) is not None}
    return [question for question in form if question.visible_if is None or question.visible_if.holds(numbers)]


def written(answer: Answer) -> str:
    """The value as a store keeps it."""
    return json.dumps(answer.value, ensure_ascii=False, sort_keys=True)


def _stepped(question: Question, value: float) -> float:
    return next((points for bound, points in question.steps if value <= bound), question.above)


def _of_hours(question: Question, value: Mapping[str, float]) -> float:
    return _stepped(question, sum(value[part.id] for part in question.parts if part.side == question.good) / question.total)


def _of_taken(question: Question, value: Sequence[str]) -> float:
    return float(sum(part.side == question.good for part in question.parts if part.id in value))


_SCORES: Mapping[str, Callable[[Question, Any], float]] = {
    "choice": lambda question, value: float(value),
    "nps": lambda question, value: float(value) * BEST / NPS,
    "pick": _of_taken,
    "rank": lambda question, value: float(max(0, BEST - value.index(question.first))),
    "hours": _of_hours,
}


def _option(question: Question, value: Any) -> int:
    if not isinstance(value, int) or isinstance(value, bool) or not 0 <= value < len(question.options):
        raise AnswerError(question, "option")
    return value


def _hours(question: Question, value: Any) -> dict[str, float]:
    names = [part.id for part in question.parts]
    if not isinstance(value, Mapping) or not set(value) <= set(names):
        raise AnswerError(question, "parts")
    hours = {name: _within(question, value.get(name, 0), 0, question.total) for name in names}
    if not isclose(sum(hours.values()), question.total, abs_tol=0.01):
        raise AnswerError(question, "sum")
    return hours


def _taken(question: Question, value: Any) -> list[str]:
    names = [part.id for part in question.parts]
    if not isinstance(value, list | tuple) or len({*value}) != len(value) or not {*value} <= {*names}:
        raise AnswerError(question, "parts")
    if len(value) != question.take:
        raise AnswerError(question, "take")
    return [name for name in names if name in value]


def _ranked(question: Question, value: Any) -> list[str]:
    if not isinstance(value, list | tuple) or sorted(value) != sorted(part.id for part in question.parts):
        raise AnswerError(question, "parts")
    return list(value)


def _number(question: Question, value: Any) -> float:
    return _within(question, value, question.least, question.most)


def _within(question: Question, value: Any, least: float, most: float) -> float:
    if isinstance(value, bool) or not isinstance(value, int | float):
        raise AnswerError(question, "number")
    if not least <= value <= most:  # a number that is none is not either
        raise AnswerError(question, "range")
    return int(value) if value == int(value) else float(value)


def _text(question: Question, value: Any) -> str:
    if not isinstance(value, str) or not value.strip():
        raise AnswerError(question, "text")
    if len(value.strip()) > SAID:
        raise AnswerError(question, "text_long")
    return value.strip()


def _led(question: Question, value: Any) -> dict[str, str]:
    if not isinstance(value, Mapping) or not value or not all(isinstance(client, str) and who in LED for client, who in value.items()):
        raise AnswerError(question, "parts")
    return dict(value)


_CHECKS = {
    "choice": _option, "hours": _hours, "pick": _taken, "rank": _ranked, "number": _number, "guess": _number, "nps": _number,
    "text": _text, "list": _led,
}  # fmt: skip
