"""One client makes the year."""

from collections.abc import Sequence

from diagnostics.causes.registry import Cuts, Point, points_of, rule
from diagnostics.evidence import Evidence
from diagnostics.interview import Heard

STEADY = 0.03  # a year's change below which its parts say nothing: of next to nothing three clients are always most


@rule("one_big_client")
def points(evidence: Evidence, _heard: Heard, cuts: Cuts) -> Sequence[Point]:
    """The largest client's share, and that of three clients in the change of the year where there was a change."""
    year = evidence.signals["growth.year_on_year"]
    moved = year.available and abs(year.value) >= STEADY
    return [point for point in points_of(evidence, cuts) if moved or point.signal.id != "clients.top3_change_share"]
