"""What was said, as causes read it: where a side lets a problem show more than it does in its other answers."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from statistics import fmean

from diagnostics.interview.anonymity import Told
from diagnostics.interview.answer import Answer, score, side_score
from diagnostics.interview.edits import form_of
from diagnostics.interview.form import BEST, Question, Role
from diagnostics.interview.replies import Reply, replies
from diagnostics.interview.sides import SIDE_OF, climate
from diagnostics.interview.waves import Wave, named, reps_said, waves
from diagnostics.workbook import Workbook

STRETCH = 4 / BEST
"""Scores of 0 to 3 are read as 5 to 1: how much of a problem shows."""


@dataclass(frozen=True)
class Leaning:
    """How much more a problem shows in the answers to one question than in the side's other answers, on a scale of 1 to 5.

    `score`: as it was given, 0 to 3; `spread`: of the reps' scores, 0 where one person answered; `n`: people.
    """

    side: str
    shows: float
    n: int
    spread: float = 0.0
    score: float = 0.0


@dataclass(frozen=True)
class Heard:
    """Everything that may be told of the answers; each side by the latest wave in which it said anything.

    `leanings`: by question, or by question and side of its parts, as `H03.paper`. `named`: question -> who said what under his
    name. `replies`: what became of contradictions, by claim and author. `reps`: question -> what all reps together said. `climate`: how good it is to work here by the reps, 0 to 3.
    """

    leanings: Mapping[str, Leaning] = field(default_factory=dict)
    named: Mapping[str, Mapping[str, Answer]] = field(default_factory=dict)
    reps: Mapping[str, Told] = field(default_factory=dict)
    replies: Mapping[tuple[str, str | None], Reply] = field(default_factory=dict)
    climate: float | None = None


SILENCE = Heard()


def said_version(workbook: Workbook) -> str:
    """Changes whenever anything that `heard` tells did."""
    counts = workbook.remembered("select (select count(*) from answer), (select count(*) from wave_event), (select count(*) from reply), (select count(*) from question_edit)")
    return "-".join(map(str, counts[0]))


def heard(workbook: Workbook) -> Heard:
    """What the head, the owner and the reps said."""
    held = waves(workbook)[::-1]
    leanings: dict[str, list[Leaning]] = {}
    said: dict[str, dict[str, Answer]] = {}
    for side in ("head", "owner"):
        for (role, respondent), answers in _latest(workbook, held, side).items():
            form = [question for question in form_of(workbook, role) if question.id in answers]
            for name, one in _of_person(side, form, answers).items():
                leanings.setdefault(name, []).append(one)
            for question in form:
                said.setdefault(question.id, {})[respondent] = answers[question.id]
    found = {name: Leaning(those[0].side, fmean(one.shows for one in those), len(those), score=fmean(one.score for one in those)) for name, those in leanings.items()}
    told, felt = _of_reps(workbook, held)
    return Heard(found | _of_group(told), said, {one.question: one for one in told}, replies(workbook), felt)


def _latest(workbook: Workbook, held: Sequence[Wave], side: str) -> Mapping[tuple[Role, str], dict[str, Answer]]:
    for wave in held:
        if found := {who: answers for who, answers in named(workbook, wave.number).items() if SIDE_OF[who[0]] == side}:
            return found
    return {}


def _of_person(side: str, form: Sequence[Question], answers: Mapping[str, Answer]) -> dict[str, Leaning]:
    """Each question against the mean of all that he answered: somebody content with everything has a weakest side too."""
    scores = {question.id: points for question in form if (points := score(question, answers[question.id])) is not None}
    if not scores:
        return {}
    level = fmean(scores.values())
    for question in form:
        for part_side in question.side_steps:
            points = side_score(question, answers[question.id], part_side)
            if points is not None:
                scores[f"{question.id}.{part_side}"] = points
    return {name: Leaning(side, STRETCH * (level - points), 1, score=points) for name, points in scores.items()}


def _of_reps(workbook: Workbook, held: Sequence[Wave]) -> tuple[list[Told], float | None]:
    for wave in held:
        if told := [one for one in reps_said(workbook, wave.number) if one.part is None]:
            return told, climate(workbook, wave.number)
    return [], None


def _of_group(told: Sequence[Told]) -> dict[str, Leaning]:
    """Each question against the mean of all: nobody's own mean is known any more."""
    scored = {one.question: one for one in told if one.score is not None}
    level = fmean(one.score or 0 for one in scored.values()) if scored else 0.0
    return {name: Leaning("reps", STRETCH * (level - (one.score or 0)), one.n, one.spread or 0.0, one.score or 0.0) for name, one in scored.items()}
