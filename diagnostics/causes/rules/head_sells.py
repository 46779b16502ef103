"""The head sells himself and keeps the large clients."""

from collections.abc import Sequence
from datetime import date

from diagnostics.causes.registry import Cuts, Point, points_of, rule
from diagnostics.evidence import Evidence
from diagnostics.interview import Heard


@rule("head_sells")
def points(evidence: Evidence, _heard: Heard, cuts: Cuts) -> Sequence[Point] | str:
    """Shares and deals after the first three months; an agreed transition that still runs speaks of nothing yet.

    Months of his own sales and of the team's are a hint only where the whole interval is below nought: a common demand moves both.
    """
    end = evidence.facts.get("transition_end")
    if end and evidence.as_of and evidence.as_of < date.fromisoformat(end):
        return "transition_agreed"
    found = points_of(evidence, cuts)
    return [point for point in found if point.signal.id != "head.overlap" or (point.signal.high is not None and point.signal.high < 0)]
