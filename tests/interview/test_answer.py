"""An answer: what may be said to each kind of question, and what it scores."""

import pytest

from diagnostics.interview.answer import Answer, AnswerError, asked, checked, score
from diagnostics.interview.problems import REASONS, reason

from .made import FORM, made

BY_ID = {question.id: question for question in FORM}
GOOD = [
    ("Q01", 0, 0), ("Q01", 3, 3), ("Q02", {"a": 10, "b": 10, "c": 20}, 2), ("Q02", {"a": 20, "b": 0.5, "d": 0, "c": 19.5}, 3), ("Q02", {"c": 40}, 0),
    ("Q03", ["a", "b", "c"], 2), ("Q03", ("d", "b", "a"), 3), ("Q04", ["b", "a", "c", "d"], 3), ("Q04", ["a", "c", "d", "b"], 0), ("Q05", 2, 0), ("Q05", 2.5, 1),
    ("Q05", 60, 3), ("Q06", " Мало людей ", None), ("Q07", 10, 3), ("Q07", 5, 1.5), ("Q08", 30, None), ("Q09", {"ООО «А»": "leads", "ООО «Б»": "listed"}, None),
]  # fmt: skip
BAD = [
    ("Q01", 4, "option"), ("Q01", -1, "option"), ("Q01", "1", "option"), ("Q01", True, "option"), ("Q01", None, "option"), ("Q01", 1.0, "option"),
    ("Q02", {"a": 10}, "sum"), ("Q02", {"a": 50, "b": -10}, "range"), ("Q02", {"z": 40}, "parts"), ("Q02", [40], "parts"), ("Q02", {"a": "40"}, "number"),
    ("Q02", {"a": float("nan"), "b": 40}, "range"),
    ("Q03", ["a", "b"], "take"), ("Q03", ["a", "a", "b"], "parts"), ("Q03", ["a", "b", "z"], "parts"), ("Q03", "abc", "parts"),
    ("Q04", ["a", "b", "c"], "parts"), ("Q04", ["a", "b", "c", "c"], "parts"), ("Q05", 61, "range"), ("Q05", "5", "number"), ("Q05", float("inf"), "range"),
    ("Q05", float("nan"), "range"), ("Q06", "  ", "text"), ("Q06", "х" * 301, "text_long"), ("Q06", 5, "text"), ("Q07", 11, "range"),
    ("Q09", {}, "parts"), ("Q09", {"ООО": "maybe"}, "parts"),
]  # fmt: skip


@pytest.mark.parametrize(("name", "value", "points"), GOOD)
def test_what_fits_is_taken_and_scored(name, value, points):
    """Twice checked it is the same; the score is of the scale."""
    kept = checked(BY_ID[name], Answer("said", value, " заметка "))
    assert kept.note == "заметка"
    assert checked(BY_ID[name], kept) == kept
    assert score(BY_ID[name], kept) == points


@pytest.mark.parametrize(("name", "value", "code"), BAD)
def test_what_does_not_fit_is_refused_with_a_sentence(name, value, code):
    """The sentence says what is expected, without a hole in it."""
    with pytest.raises(AnswerError) as refused:
        checked(BY_ID[name], Answer("said", value))
    assert refused.value.code == code
    assert "{" not in reason(code, BY_ID[name])


def test_every_reason_is_told_in_words():
    """Also where no question is known."""
    assert all("{" not in reason(code, made(kind="hours", total=8)) for code in REASONS)


def test_not_knowing_lowers_no_score():
    """«Не знаю» always, «не применимо» only where the question has it; neither keeps a value."""
    assert checked(BY_ID["Q02"], Answer("unknown", 5)) == Answer("unknown")
    assert score(BY_ID["Q01"], Answer("unknown")) is None
    assert checked(BY_ID["Q01"], Answer("not_applicable")) == Answer("not_applicable")
    for name, state in (("Q02", "not_applicable"), ("Q01", "maybe")):
        with pytest.raises(AnswerError, match="state"):
            checked(BY_ID[name], Answer(state))
    with pytest.raises(AnswerError, match="note_long"):
        checked(BY_ID["Q01"], Answer("said", 1, "х" * 301))


def test_a_fact_is_never_scored():
    """Where he came from is not held against anybody."""
    assert score(made(scored=False), Answer("said", 0)) is None


def test_a_question_is_asked_when_its_condition_holds():
    """By the option that was chosen; not knowing is no option."""
    assert "Q10" not in [question.id for question in asked(FORM, {})]
    assert "Q10" in [question.id for question in asked(FORM, {"Q01": Answer("said", 1)})]
    assert "Q10" not in [question.id for question in asked(FORM, {"Q01": Answer("said", 2)})]
    assert "Q10" not in [question.id for question in asked(FORM, {"Q01": Answer("unknown")})]
