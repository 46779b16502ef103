"""People leave more often since the present head came."""

from collections.abc import Sequence

from diagnostics.causes.registry import Cuts, Point, points_of, rule
from diagnostics.evidence import Evidence
from diagnostics.interview import Heard


@rule("exits_after_head_change")
def points(evidence: Evidence, _heard: Heard, cuts: Cuts) -> Sequence[Point] | None:
    """The test counts where more leave; where fewer do it is out of the question."""
    return None if evidence.signals["people.head_change_p"].variant == "rarer" else points_of(evidence, cuts)
