"""The head sells himself and keeps the large clients."""

from collections.abc import Sequence
from datetime import date

from diagnostics.causes.registry import Cuts, Point, cause, points_of
from diagnostics.evidence import Evidence


@cause("head_sells")
def judge(evidence: Evidence, cuts: Cuts) -> Sequence[Point] | str:
    """Shares and deals after the first three months; an agreed transition that still runs speaks of nothing yet."""
    end = evidence.facts.get("transition_end")
    if end and evidence.as_of and evidence.as_of < date.fromisoformat(end):
        return "transition_agreed"
    return points_of(evidence, cuts)
