"""Conditions of questions: a small language, read without running anything."""

import pytest

from diagnostics.interview.condition import ConditionError, parse


@pytest.mark.parametrize(
    ("text", "numbers", "holds"),
    [
        ("H07 < 3", {"H07": 2}, True),
        ("H07 < 3", {"H07": 3}, False),
        ("H07 < 3", {}, False),
        ("H07 != 3", {}, False),
        ("not H07 < 3", {}, True),
        ("H07 <= 2.5", {"H07": 2.5}, True),
        ("H07 = 1 or H08 = 1", {"H08": 1}, True),
        ("H07 = 1 or H08 = 1 and H09 = 1", {"H07": 1, "H09": 0}, True),
        ("(H07 = 1 or H08 = 1) and H09 = 1", {"H07": 1, "H09": 0}, False),
        ("not (H07 > 1 or H08 > 1)", {"H07": 1, "H08": 0}, True),
        ("not not H07 >= 1", {"H07": 1}, True),
    ],
)
def test_holds(text, numbers, holds):
    """`and` binds before `or`; a question without a number makes its comparison false."""
    assert parse(text).holds(numbers) is holds


def test_knows_its_questions():
    """The form can be checked for questions that are not there."""
    assert parse("H07 < 3 and (not H08 = 1 or H07 > 0)").questions == {"H07", "H08"}


@pytest.mark.parametrize(
    "text",
    ["", "H07", "H07 <", "< 3", "H07 < H08", "3 < H07", "H07 < 3 H08 = 1", "(H07 < 3", "H07 < 3)", "H07 == 3", "H07 < 3 xor H08 = 1",
     "__import__('os')", "H07 < 3; H08 = 1", "and", "not", "H07 < -1"],
)  # fmt: skip
def test_what_is_not_of_the_language_is_refused(text):
    """Nothing is run, whatever it says."""
    with pytest.raises(ConditionError):
        parse(text)
