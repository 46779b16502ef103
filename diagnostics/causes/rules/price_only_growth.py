"""What grew were prices."""

from collections.abc import Sequence

from diagnostics.causes.registry import Cuts, Point, points_of, rule
from diagnostics.evidence import Evidence
from diagnostics.interview import Heard


@rule("price_only_growth")
def points(evidence: Evidence, _heard: Heard, cuts: Cuts) -> Sequence[Point] | None:
    """Growth without prices, where there is growth with them: a fall is no growth of prices alone."""
    year = evidence.signals["growth.year_on_year"]
    return points_of(evidence, cuts) if year.available and year.value > 0 else None
