"""Newcomers leave within their first months."""

from collections.abc import Sequence

from diagnostics.causes.registry import Cuts, Point, points_of, rule
from diagnostics.evidence import Evidence
from diagnostics.interview import Heard

BY_MONTH = 8  # a period of exits that begins later is not about newcomers


@rule("early_exits")
def points(evidence: Evidence, _heard: Heard, cuts: Cuts) -> Sequence[Point] | str:
    """The hazard of months 3-8, and the period that the scan found where it lies among the first months."""
    if not evidence.signals["people.early_hazard"].available:
        return "newcomers"
    found = points_of(evidence, cuts)
    window = evidence.signals["people.exit_window"]
    if window.available and window.value[0] >= BY_MONTH:
        return [point for point in found if point.signal.id != "people.exit_window_p"]
    return found
