"""People leave after months below plan."""

from collections.abc import Sequence

from diagnostics.causes.registry import Cuts, Point, points_of, rule
from diagnostics.evidence import Evidence
from diagnostics.interview import Heard


@rule("exits_after_misses")
def points(evidence: Evidence, _heard: Heard, cuts: Cuts) -> Sequence[Point]:
    """The test counts where those below plan leave more; where those at plan do, it speaks of something else."""
    found = points_of(evidence, cuts)
    return [point for point in found if point.signal.id != "people.landmark_p" or point.signal.variant != "made"]
