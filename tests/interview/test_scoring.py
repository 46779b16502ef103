"""Scores by dimension, worst first, and gaps: by hand on small forms."""

import pytest

from diagnostics.interview import Answer, gaps, joined, profile, worst_first
from diagnostics.interview.scoring import Score

from .made import made

FORM = [made(f"H{place}", dimension=dimension) for place, dimension in enumerate(["role", "role", "plan", "base"], 1)]


def said(*values: int | None) -> dict[str, Answer]:
    """Options of the questions in their order; None is «не знаю»."""
    return {f"H{place}": Answer("unknown") if value is None else Answer("said", value) for place, value in enumerate(values, 1)}


def test_profile_by_hand():
    """Mean, number, spread, and the mean less that over all dimensions."""
    scores = profile(FORM, said(0, 2, 3, None))
    assert scores == {"role": Score("role", 1, 2, 1, -1), "plan": Score("plan", 3, 1, 0, 1)}
    assert profile(FORM, {}) == {}


def test_the_weakest_is_by_the_respondents_own_measure():
    """Who is content with everything still has a weakest side; equal ones stand in the order of the form."""
    content, strict = profile(FORM, said(3, 3, 2, 3)), profile(FORM, said(1, 1, 0, 1))
    assert [one.dimension for one in worst_first(content)] == [one.dimension for one in worst_first(strict)] == ["plan", "role", "base"]


def test_two_owners_have_the_same_weight():
    """Whoever answered more questions; what only one of them spoke of is his."""
    both = joined([profile(FORM, said(0, 0, 1, 3)), profile(FORM, said(None, 2, 3, None))])
    assert (both["role"].mean, both["role"].n, both["role"].spread) == (1, 3, 1)
    assert both["plan"].mean == 2
    assert both["base"].mean == 3


@pytest.mark.parametrize(("reps", "flagged"), [(2.0, False), (1.9, True), (3.0, False)])
def test_a_gap_above_a_third_of_the_scale_is_flagged(reps, flagged):
    """The widest between any two sides, with the side that sees it worse."""
    sides = {"head": {"role": Score("role", 3, 2, 0, 0), "plan": Score("plan", 3, 2, 0, 0)}, "reps": {"role": Score("role", reps, 4, 0, 0)}}
    (gap,) = gaps(sides)
    assert (gap.dimension, gap.size, gap.is_flagged) == ("role", pytest.approx(3 - reps), flagged)
    assert gap.low == ("reps" if reps < 3 else "head")


def test_gaps_are_widest_first():
    """Of three sides the two that are farthest apart."""
    sides = {side: profile(FORM, said(*values)) for side, values in {"head": (3, 3, 3, 1), "owner": (2, 2, 0, 1), "reps": (0, 0, 2, 1)}.items()}
    assert [(gap.dimension, gap.low, gap.high, gap.size) for gap in gaps(sides)][:2] == [("role", "reps", "head", 3), ("plan", "owner", "head", 3)]
