"""Much of the sales hangs on one rep."""

from collections.abc import Sequence

from diagnostics.causes.registry import Cuts, Point, point_of, points_of, rule
from diagnostics.evidence import Evidence
from diagnostics.interview import Heard

TEAM = 7  # reps for whom the bounds of the best one's share hold; of more an even share is smaller
FEW = 4  # reps who were there all year, below which the middle one is anybody


@rule("star_dependence")
def points(evidence: Evidence, _heard: Heard, cuts: Cuts) -> Sequence[Point]:
    """The best to the middle one, and the best one's share, in a large team as it would be in one of seven."""
    share, best = evidence.signals["team.top_rep_share"], evidence.signals["team.best_to_median"]
    tenured = TEAM if best.n is None else best.n
    found = [point for point in points_of(evidence, cuts) if point.signal.id != share.id and tenured >= FEW]
    if not share.available:
        return found
    return [*found, point_of(share, cuts[share.id], share.value * max(1.0, tenured / TEAM))]
