"""People feel well in the department, and the plan is not met."""

from collections.abc import Sequence

from diagnostics.causes.registry import Cuts, Point, points_of, rule
from diagnostics.evidence import Evidence
from diagnostics.interview import Heard

WELL = 2.0  # of 3, by the reps


@rule("friendly_not_selling")
def points(evidence: Evidence, heard: Heard, cuts: Cuts) -> Sequence[Point] | str | None:
    """Attainment, where the reps feel well: without their word nobody knows, and where they do not it is another matter."""
    if heard.climate is None:
        return "reps_climate"
    return points_of(evidence, cuts) if heard.climate >= WELL else None
