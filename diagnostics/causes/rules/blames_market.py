"""Misses are laid at the door of the market, though some reps grow in the same market."""

from collections.abc import Sequence

from diagnostics.causes.registry import Cuts, Point, points_of, rule
from diagnostics.evidence import Evidence
from diagnostics.interview import Heard


@rule("blames_market")
def points(evidence: Evidence, _heard: Heard, cuts: Cuts) -> Sequence[Point] | None:
    """Reps who grow beside others who fall speak for it; where the whole grows there is nothing to explain."""
    year = evidence.signals["growth.year_on_year"]
    return None if year.available and year.value > 0 else points_of(evidence, cuts)
