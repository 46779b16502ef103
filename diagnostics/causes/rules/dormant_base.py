"""Many clients have not bought for long, and nobody wins them back."""

from collections.abc import Sequence

from diagnostics.causes.registry import Cuts, Point, points_of, rule
from diagnostics.evidence import Evidence
from diagnostics.interview import Heard

YEAR = 12  # months; in fewer nobody has had the time to go quiet


@rule("dormant_base")
def points(evidence: Evidence, _heard: Heard, cuts: Cuts) -> Sequence[Point] | str:
    """The active share, its fall over a year, and those who never bought.

    Without a client list the base is whoever ever bought: it only grows, and its share falls by itself.
    """
    if evidence.period is None or evidence.period.months < YEAR:
        return "months_12"
    found = points_of(evidence, cuts)
    if evidence.signals["base.never_bought_share"].available:
        return found
    return [point for point in found if point.signal.id != "base.active_share_change"]
