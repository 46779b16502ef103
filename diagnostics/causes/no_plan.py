"""There is no plan worth the name: too few have one, or it is written after the fact."""

from collections.abc import Sequence

from diagnostics.causes.registry import Cuts, Point, cause, points_of
from diagnostics.evidence import Evidence


@cause("no_plan")
def judge(evidence: Evidence, cuts: Cuts) -> Sequence[Point]:
    """The strongest face counts: one way of having no plan is enough. Where none shows, all speak against."""
    points = points_of(evidence, cuts)
    strongest = max(points, key=lambda point: point.points, default=None)
    return points if strongest is None or strongest.points <= 0 else [strongest]
