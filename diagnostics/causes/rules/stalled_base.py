"""Fewer new clients come than did."""

from collections.abc import Sequence
from math import comb

from diagnostics.causes.registry import Cuts, Point, points_of, rule
from diagnostics.evidence import Evidence, Signal
from diagnostics.interview import Heard

CHANCE = 0.1  # that so few come though as many could, from which it may be an accident


@rule("stalled_base")
def points(evidence: Evidence, _heard: Heard, cuts: Cuts) -> Sequence[Point]:
    """New clients against the same half-year before, where it is no accident of a few, and against the base."""
    found = points_of(evidence, cuts)
    return [point for point in found if point.signal.id != "base.new_change" or point.points <= 0 or _fewer_by_chance(point.signal) <= CHANCE]


def _fewer_by_chance(change: Signal) -> float:
    """How likely so few of all would fall into the second of two equal half-years."""
    if change.n is None:
        return 0.0
    now = round(change.n * change.value / (1 + change.value))
    return float(sum(comb(change.n, one) for one in range(now + 1)) / 2**change.n)
