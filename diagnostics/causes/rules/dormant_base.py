"""Many clients have not bought for long, and nobody wins them back."""

from collections.abc import Sequence

from diagnostics.causes.registry import Cuts, Point, points_of, rule
from diagnostics.evidence import Evidence
from diagnostics.interview import Heard

YEAR = 12  # months; in fewer nobody has had the time to go quiet


@rule("dormant_base")
def points(evidence: Evidence, _heard: Heard, cuts: Cuts) -> Sequence[Point] | str:
    """The active share, its fall among last year's clients, and those who never bought."""
    if evidence.period is None or evidence.period.months < YEAR:
        return "months_12"
    return points_of(evidence, cuts)
