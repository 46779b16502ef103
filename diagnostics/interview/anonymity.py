"""What may be told of reps: groups of enough people, and nothing that subtraction would give away.

Primary suppression hides a group with too few people; complementary suppression hides the next smallest too, until what
is hidden together is of enough people and of more than one group: else all reps less the shown groups would show it.
The rule is applied to each question by itself, for somebody may leave it out, and scores use shown questions alone.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from statistics import fmean, pstdev
from typing import Any

from diagnostics.interview.answer import Answer, score
from diagnostics.interview.form import BEST, OPTIONS, Question
from diagnostics.interview.sitting import Response

THRESHOLD = 3
THRESHOLDS = range(3, 11)
"""People in a group that may be shown: least and greatest choice."""
NPS_PARTS = ((0, 6), (7, 8), (9, 10))


@dataclass(frozen=True)
class Told:
    """What a group said to a question: how many people, and their answers put together; `part` None is all reps."""

    part: str | None
    question: str
    n: int
    told: Any


@dataclass(frozen=True)
class Scored:
    """A group's score of a dimension: people, mean of their means (0 to 3), its spread, and the mean of their centred ones."""

    part: str | None
    dimension: str
    n: int
    mean: float
    spread: float
    centred: float


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


def collapse(responses: Sequence[Response], form: Sequence[Question], threshold: int = THRESHOLD) -> tuple[list[Told], list[Scored]]:
    """Single answers made into what may be told of all reps and of each group; the answers themselves are not needed any more."""
    said, scored = list[Told](), list[Scored]()
    parts = sorted({response.part for response in responses})
    open_to: dict[str | None, list[Question]] = {part: [] for part in (None, *parts)}
    for question in form:
        answers = {part: _said(question, [one for one in responses if one.part == part]) for part in parts}
        counts = {part: len(given) for part, given in answers.items()}
        if sum(counts.values()) < threshold:
            continue
        told: set[str | None] = {None, *(shown(counts, threshold) if is_told_by_part(question) else ())}
        for part in (None, *parts):
            if part in told:
                given = [answer for name in parts for answer in answers[name]] if part is None else answers[part]
                said.append(Told(part, question.id, len(given), together(question, given)))
                open_to[part].append(question)
    for part, questions in open_to.items():
        group = [one for one in responses if part is None or one.part == part]
        scored += _scores(part, group, questions, threshold)
    return said, scored


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


def mean_score(question: Question, told: Sequence[int]) -> float:
    """The mean score of a choice or of advice to a friend, from the counts that are told of it; the middle of three for those who are neither for nor against."""
    points = range(OPTIONS) if question.kind == "choice" else (0, BEST / 2, BEST)
    return sum(n * point for n, point in zip(told, points, strict=True)) / sum(told)


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


def _scores(part: str | None, group: Sequence[Response], questions: Sequence[Question], threshold: int) -> list[Scored]:
    people = [person for one in group if (person := dimension_means(questions, one.answers))]
    found = []
    for dimension in dict.fromkeys(question.dimension for question in questions):
        means = [person[dimension] for person in people if dimension in person]
        centred = [person[dimension] - fmean(person.values()) for person in people if dimension in person]
        if len(means) >= threshold:
            found.append(Scored(part, dimension, len(means), fmean(means), pstdev(means), fmean(centred)))
    return found


def dimension_means(questions: Sequence[Question], answers: Mapping[str, Answer]) -> dict[str, float]:
    """Dimension -> mean score of one respondent over the questions that he answered."""
    scores: dict[str, list[float]] = {}
    for question in questions:
        if question.id in answers and (points := score(question, answers[question.id])) is not None:
            scores.setdefault(question.dimension, []).append(points)
    return {dimension: fmean(points) for dimension, points in scores.items()}
