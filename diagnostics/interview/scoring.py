"""Scores by dimension: of the head, the owner and the reps, worst first, and where they see things differently."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from math import sqrt
from statistics import fmean, pstdev

from diagnostics.interview.anonymity import Told, dimension_means
from diagnostics.interview.answer import Answer, score
from diagnostics.interview.form import BEST, Question, dimensions

APART = BEST / 3
"""A gap above a third of the scale is one to talk of."""


WEAK, SPOKEN = 2.0, 3  # of 3: from here on nothing is called weak; and dimensions that are spoken of


@dataclass(frozen=True)
class Score:
    """How one side stands in a dimension: 0 (worst) to 3. `n`: scored answers, of reps people; `centred`: less its own mean over all dimensions."""

    dimension: str
    mean: float
    n: int
    spread: float
    centred: float

    @property
    def is_contested(self) -> bool:
        """Whether the answers in it lie far apart: a mean then stands for nobody."""
        return self.n > 1 and self.spread > APART


@dataclass(frozen=True)
class Gap:
    """How far two sides are apart in a dimension; `low` sees it worse."""

    dimension: str
    low: str
    high: str
    size: float

    @property
    def is_flagged(self) -> bool:
        """Whether it is wide enough to talk of."""
        return self.size > APART


def profile(form: Sequence[Question], answers: Mapping[str, Answer]) -> dict[str, Score]:
    """The scores of one respondent by dimension; dimensions of which he said nothing are not there."""
    means = dimension_means(form, answers)
    level = fmean(means.values()) if means else 0.0
    found = {}
    for dimension, mean in means.items():
        points = [
            value for question in form if question.dimension == dimension and question.id in answers
            if (value := score(question, answers[question.id])) is not None
        ]  # fmt: skip
        found[dimension] = Score(dimension, mean, len(points), pstdev(points), mean - level)
    return found


def joined(profiles: Sequence[Mapping[str, Score]]) -> dict[str, Score]:
    """Several respondents of one role, such as two owners, each with the same weight; `spread` is that between them."""
    if len(profiles) == 1:
        return dict(profiles[0])
    found = {}
    for dimension in dict.fromkeys(name for one in profiles for name in one):
        those = [one[dimension] for one in profiles if dimension in one]
        means = [one.mean for one in those]
        found[dimension] = Score(dimension, fmean(means), sum(one.n for one in those), pstdev(means), fmean(one.centred for one in those))
    return found


def of_reps(told: Sequence[Told], form: Sequence[Question], part: str | None = None) -> dict[str, Score]:
    """The scores of all reps, or of a group of them, from what is told of each question: the mean of its questions, `n` people at least."""
    subjects = {question.id: question.dimension for question in form}
    found: dict[str, list[Told]] = {}
    for one in told:
        if one.part == part and one.score is not None and one.question in subjects:
            found.setdefault(subjects[one.question], []).append(one)
    means = {subject: fmean(one.score or 0 for one in those) for subject, those in found.items()}
    level = fmean(means.values()) if means else 0.0
    return {
        subject: Score(subject, means[subject], min(one.n for one in those), sqrt(fmean((one.spread or 0) ** 2 for one in those)), means[subject] - level)
        for subject, those in found.items()
    }


def worst_first(scores: Mapping[str, Score]) -> list[Score]:
    """Dimensions from the weakest: centred, so that somebody who is content with everything still has a weakest one."""
    order = list(dimensions())
    return sorted(scores.values(), key=lambda one: (one.centred, order.index(one.dimension)))


def weakest(scores: Mapping[str, Score]) -> list[Score]:
    """The few dimensions that are spoken of as weak; none where all are well by the answers."""
    return [one for one in worst_first(scores) if one.mean < WEAK][:SPOKEN]


def gaps(sides: Mapping[str, Mapping[str, Score]]) -> list[Gap]:
    """The widest gap in each dimension that two sides or more have scored, the widest first.

    Args:
        sides: head, owner, reps -> scores by dimension.
    """
    found = []
    for dimension in dimensions():
        means = {side: scores[dimension].mean for side, scores in sides.items() if dimension in scores}
        if len(means) > 1:
            low, high = min(means, key=means.__getitem__), max(means, key=means.__getitem__)
            found.append(Gap(dimension, low, high, means[high] - means[low]))
    return sorted(found, key=lambda gap: -gap.size)
