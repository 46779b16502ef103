"""The three sides of a case: the head, the owner and the reps, each with its scores of a wave."""

from diagnostics.i18n import N_
from diagnostics.interview.edits import form_of
from diagnostics.interview.form import Role
from diagnostics.interview.scoring import Score, joined, of_reps, profile
from diagnostics.interview.waves import named, reps_scored
from diagnostics.workbook import Workbook

SIDES = {"head": N_("Head of sales"), "owner": N_("Owner"), "reps": N_("Reps")}
"""Side -> its name."""
SIDE_OF: dict[Role, str] = {"head": "head", "owner": "owner", "express": "owner", "rep": "reps"}
"""Form -> the side that answers it: the express form is a part of the owner's."""


def sides(workbook: Workbook, wave: int) -> dict[str, dict[str, Score]]:
    """Side -> scores by dimension; a side of which nothing can be told is not there. Reps are there once the wave is closed."""
    profiles: dict[str, list[dict[str, Score]]] = {}
    for (role, _respondent), answers in named(workbook, wave).items():
        if scores := profile(form_of(workbook, role), answers):
            profiles.setdefault(SIDE_OF[role], []).append(scores)
    found = {side: joined(profiles[side]) for side in SIDES if side in profiles}
    reps = of_reps(reps_scored(workbook, wave))
    return found | ({"reps": reps} if reps else {})
