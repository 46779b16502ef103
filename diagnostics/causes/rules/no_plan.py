"""There is no plan worth the name: too few have one, or it is written after the fact."""

from collections.abc import Sequence

from diagnostics.causes.registry import Cuts, Point, points_of, rule
from diagnostics.evidence import Evidence
from diagnostics.interview import Heard


@rule("no_plan")
def points(evidence: Evidence, _heard: Heard, cuts: Cuts) -> Sequence[Point]:
    """The strongest face counts: one way of having no plan is enough. Where none shows, all speak against."""
    found = points_of(evidence, cuts)
    strongest = max(found, key=lambda point: point.points, default=None)
    return found if strongest is None or strongest.points <= 0 else [strongest]
