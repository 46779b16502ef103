"""What may be told of reps: groups of enough people, and nothing that subtraction would give away.

Primary suppression hides a group with too few people; complementary suppression hides the next smallest too, until what
is hidden together is of enough people and of more than one group: else all reps less the shown groups would show it.
The rule is applied to each question by itself, for somebody may leave it out.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from statistics import fmean, pstdev
from typing import Any

from diagnostics.interview.answer import Answer, score
from diagnostics.interview.form import OPTIONS, Question
from diagnostics.interview.sitting import Response

THRESHOLD = 3
THRESHOLDS = range(3, 11)
"""People in a group that may be shown: least and greatest choice."""
NPS_PARTS = ((0, 6), (7, 8), (9, 10))


@dataclass(frozen=True)
class Told:
    """What a group said to a question: how many people, their answers put together, mean and spread of their scores; `part` None is all reps."""

    part: str | None
    question: str
    n: int
    told: Any
    score: float | None
    spread: float | None


def shown(counts: Mapping[str, int], threshold: int) -> set[str]:
    """The groups that may be shown beside the total.

    Args:
        counts: people by group.
        threshold: people that a shown group has at least.
    """
    told = {part for part, n in counts.items() if n >= threshold}
    while told:
        hidden = [n for part, n in counts.items() if part not in told and n]
        if not hidden or (len(hidden) > 1 and sum(hidden) >= threshold):
            break
        told.remove(min(told, key=lambda part: (counts[part], part)))
    return told if len(told) > 1 or len(counts) > 1 else set()


def collapse(responses: Sequence[Response], form: Sequence[Question], threshold: int = THRESHOLD) -> list[Told]:
    """Single answers made into what may be told of all reps and of each group; the answers themselves are not needed any more.

    Everything is told question by question. Scores of subjects are counted from these alone: a mean over people who left
    different questions out would, less the questions told, give single answers away.
    """
    found = list[Told]()
    parts = sorted({response.part for response in responses})
    for question in form:
        answers = {part: _said(question, [one for one in responses if one.part == part]) for part in parts}
        counts = {part: len(given) for part, given in answers.items()}
        if sum(counts.values()) < threshold:
            continue
        found.append(_told(None, question, [answer for part in parts for answer in answers[part]]))
        told = shown(counts, threshold) if is_told_by_part(question) else set[str]()
        found += [_told(part, question, answers[part]) for part in parts if part in told]
    return found


def _told(part: str | None, question: Question, given: Sequence[Answer]) -> Told:
    points = [value for answer in given if (value := score(question, answer)) is not None]
    mean, spread = (fmean(points), pstdev(points)) if points else (None, None)
    return Told(part, question.id, len(given), together(question, given), mean, spread)


def is_told_by_part(question: Question) -> bool:
    """How people feel, whether they will stay and what they wrote is told of all reps alone, however large the groups."""
    return question.scored and not question.climate and question.kind not in ("nps", "text")


def together(question: Question, given: Sequence[Answer]) -> Any:
    """Answers put together: counts of options, means of numbers and hours, texts in the order of the alphabet."""
    values = [answer.value for answer in given]
    names = [part.id for part in question.parts]
    if question.kind in _COUNTS:
        return _COUNTS[question.kind](values, names)
    return fmean(values)


_COUNTS: Mapping[str, Callable[[list[Any], list[str]], Any]] = {
    "choice": lambda values, names: [values.count(place) for place in range(OPTIONS)],
    "nps": lambda values, names: [sum(low <= value <= high for value in values) for low, high in NPS_PARTS],
    "pick": lambda values, names: {name: sum(name in value for value in values) for name in names},
    "rank": lambda values, names: {name: fmean(value.index(name) + 1 for value in values) for name in names},
    "hours": lambda values, names: {name: fmean(value[name] for value in values) for name in names},
    "text": lambda values, names: sorted(values),
}


def _said(question: Question, responses: Sequence[Response]) -> list[Answer]:
    found = [one.answers[question.id] for one in responses if question.id in one.answers]
    return [answer for answer in found if answer.state == "said"]


def dimension_means(questions: Sequence[Question], answers: Mapping[str, Answer]) -> dict[str, float]:
    """Dimension -> mean score of one respondent over the questions that he answered."""
    scores: dict[str, list[float]] = {}
    for question in questions:
        if question.id in answers and (points := score(question, answers[question.id])) is not None:
            scores.setdefault(question.dimension, []).append(points)
    return {dimension: fmean(points) for dimension, points in scores.items()}
