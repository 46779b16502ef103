"""Many clients have not bought for long, and nobody wins them back."""

from collections.abc import Sequence

from diagnostics.causes.registry import Cuts, Point, cause, points_of
from diagnostics.evidence import Evidence


@cause("dormant_base")
def judge(evidence: Evidence, cuts: Cuts) -> Sequence[Point]:
    """The active share, its fall over a year, and those who never bought."""
    return points_of(evidence, cuts)
