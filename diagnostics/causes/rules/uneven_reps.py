"""Reps sell very unlike."""

from collections.abc import Sequence

from diagnostics.causes.registry import Cuts, Point, point_of, rule
from diagnostics.evidence import Evidence
from diagnostics.interview import Heard


@rule("uneven_reps")
def points(evidence: Evidence, _heard: Heard, cuts: Cuts) -> Sequence[Point]:
    """The smaller of two spreads: of all sales, which unequal books make too, and of sales per client, which a rep with few clients makes too."""
    whole, per_client = evidence.signals["team.spread"], evidence.signals["team.spread_per_client"]
    if not per_client.available:
        return []
    return [point_of(per_client, cuts[per_client.id], min(per_client.value, whole.value) if whole.available else None)]
