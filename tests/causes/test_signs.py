"""The ten signs: a light by each side and by the data, grey where nobody speaks."""

import pytest

from diagnostics.causes import judge, signs
from diagnostics.interview import SIDES, Heard, Leaning

from .cases import case


def lights(sign: str, values=None, scores=None):
    """The lights of one sign, by answers given on 0 to 3."""
    sides = {"H": "head", "O": "owner", "M": "reps"}
    heard = Heard(leanings={name: Leaning(sides[name[0]], 0.0, 1, score=score) for name, score in (scores or {}).items()})
    (found,) = [one for one in signs(judge(case(values or {}), heard), heard) if one.id == sign]
    return found.lights


def test_ten_rows_of_four_lights_grey_at_first():
    """Nothing measured and nobody asked: forty grey lights, none green."""
    board = signs(judge(case({})), Heard())
    assert [one.id for one in board] == [f"S{number}" for number in range(1, 11)]
    assert all(one.lights == dict.fromkeys((*SIDES, "data"), "grey") for one in board)
    assert all(one.findings for one in board)


@pytest.mark.parametrize(("score", "light"), [(0, "red"), (1, "red"), (1.1, "amber"), (1.9, "amber"), (2, "green"), (3, "green")])
def test_a_side_lights_by_its_scores(score, light):
    """Up to 1 of 3 red, below 2 amber; the others stay as they are."""
    assert lights("S1", scores={"O05": score}) == {"head": "grey", "owner": light, "reps": "grey", "data": "grey"}


@pytest.mark.parametrize(
    ("values", "light"),
    [
        ({"plan.coverage": 0.3, "plan.close_to_fact": 0.1, "plan.slope_on_fact": 0.0}, "red"),
        ({"plan.coverage": 0.7, "plan.close_to_fact": 0.1, "plan.slope_on_fact": 0.0}, "amber"),
        ({"plan.coverage": 1.0, "plan.close_to_fact": 0.1, "plan.slope_on_fact": 0.0}, "green"),
    ],
)
def test_the_data_light_by_the_worst_cause(values, light):
    """From even odds on red, clearly against green, between them amber."""
    assert lights("S1", values)["data"] == light
