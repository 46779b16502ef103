"""The three sides of a case: the head, the owner and the reps, each with its scores of a wave."""

from statistics import fmean

from diagnostics.i18n import N_
from diagnostics.interview.answer import score as score_of
from diagnostics.interview.edits import form_of
from diagnostics.interview.form import Role
from diagnostics.interview.scoring import Score, joined, of_reps, profile
from diagnostics.interview.waves import named, reps_said
from diagnostics.workbook import Workbook

SIDES = {"head": N_("Head of sales"), "owner": N_("Owner"), "reps": N_("Reps")}
"""Side -> its name."""
ROLE_WORDS: dict[Role, str] = {"head": N_("Head of sales"), "owner": N_("Owner"), "express": N_("Owner, 12 questions"), "rep": N_("Rep")}
"""Form -> who answers it."""
SIDE_OF: dict[Role, str] = {"head": "head", "owner": "owner", "express": "owner", "rep": "reps"}
"""Form -> the side that answers it: the express form is a part of the owner's."""


def sides(workbook: Workbook, wave: int) -> dict[str, dict[str, Score]]:
    """Side -> scores by dimension; a side of which nothing can be told is not there. Reps are there once the wave is closed."""
    profiles: dict[str, list[dict[str, Score]]] = {}
    for (role, _respondent), answers in named(workbook, wave).items():
        if scores := profile(form_of(workbook, role), answers):
            profiles.setdefault(SIDE_OF[role], []).append(scores)
    found = {side: joined(profiles[side]) for side in SIDES if side in profiles}
    reps = of_reps(reps_said(workbook, wave), form_of(workbook, "rep"))
    return found | ({"reps": reps} if reps else {})


def question_scores(workbook: Workbook, wave: int) -> dict[str, dict[str, float]]:
    """Side -> question -> score of a wave, 0 to 3, by which two waves are compared; of several of one role the mean."""
    points: dict[str, dict[str, list[float]]] = {}
    for (role, _respondent), answers in named(workbook, wave).items():
        for question in form_of(workbook, role):
            if question.id in answers and (value := score_of(question, answers[question.id])) is not None:
                points.setdefault(SIDE_OF[role], {}).setdefault(question.id, []).append(value)
    found = {side: {name: fmean(values) for name, values in of_side.items()} for side, of_side in points.items()}
    reps = {one.question: one.score for one in reps_said(workbook, wave) if one.part is None and one.score is not None}
    return found | ({"reps": reps} if reps else {})


def climate(workbook: Workbook, wave: int) -> float | None:
    """How good it is to work here by the reps of a closed wave, 0 to 3: mean of the questions that measure it; None where none was told."""
    told = {one.question: one for one in reps_said(workbook, wave) if one.part is None}
    means = [score for question in form_of(workbook, "rep") if question.climate and question.id in told and (score := told[question.id].score) is not None]
    return fmean(means) if means else None
