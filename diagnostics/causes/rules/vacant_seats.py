"""Places stand empty."""

from collections.abc import Sequence

from diagnostics.causes.registry import Cuts, Point, point_of, rule
from diagnostics.evidence import Evidence
from diagnostics.interview import Heard

YEAR = 12  # months


@rule("vacant_seats")
def points(evidence: Evidence, _heard: Heard, cuts: Cuts) -> Sequence[Point] | str:
    """Empty months of the year as a share of those that the people of today could work: twelve months are much in a team of five and little in one of fifty."""
    empty, people = evidence.signals["people.vacant_seats"], evidence.signals["people.headcount"]
    if not people.available or not people.value:
        return "staff"
    return [point_of(empty, cuts[empty.id], empty.value / (YEAR * people.value))] if empty.available else []
