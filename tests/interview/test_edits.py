"""Own questions and those left out: of one workbook, carried to another as a file, refused where they are not complete."""

import json

import pytest

from diagnostics.interview import (
    Answer,
    EditError,
    add,
    brought,
    edits,
    exported,
    form,
    form_of,
    given,
    hide,
    profile,
    save,
    show,
)
from diagnostics.workbook import create_workbook

from .made import OPTIONS, TEXT

OWN = {"dimension": "plan", "text": TEXT, "options": OPTIONS}


def test_a_question_is_left_out_and_asked_again(workbook):
    """In this workbook alone, and not for good."""
    name = form("owner")[0].id
    hide(workbook, name)
    assert name not in [question.id for question in form_of(workbook, "owner")]
    assert name in [question.id for question in form("owner")]
    show(workbook, name)
    assert [question.id for question in form_of(workbook, "owner")] == [question.id for question in form("owner")]


def test_an_own_question_is_asked_and_scored(workbook):
    """Behind the others, under an id of its own that is never given again."""
    name = add(workbook, "owner", OWN)
    assert form_of(workbook, "owner")[-1].id == name == "X01"
    assert name not in [question.id for question in form_of(workbook, "head")]
    save(workbook, "owner", "Анна", {form_of(workbook, "owner")[-1]: Answer("said", 1)})
    assert profile(form_of(workbook, "owner"), given(workbook, "owner", "Анна"))["plan"].mean == 1
    show(workbook, name)
    assert add(workbook, "owner", OWN) == "X02"
    assert [question.id for question in form_of(workbook, "owner") if question.id.startswith("X")] == ["X02"]


def test_changes_go_to_another_workbook_as_a_file(workbook, tmp_path):
    """What was left out and what was added, as it was."""
    hide(workbook, form("rep")[3].id)
    add(workbook, "rep", {**OWN, "kind": "text", "options": []})
    other = create_workbook(tmp_path / "other.duckdb", "Другая")
    assert brought(other, exported(workbook)) == 2
    assert edits(other) == edits(workbook)
    assert [question.id for question in form_of(other, "rep")] == [question.id for question in form_of(workbook, "rep")]
    own = add(other, "rep", OWN)
    assert brought(other, exported(workbook)) == 2
    assert own in edits(other), "own questions of this workbook keep their ids"
    assert len([name for name in edits(other) if name.startswith("X")]) == 3


@pytest.mark.parametrize(
    ("spec", "code"),
    [
        ({**OWN, "text": {"ru": "Только по-русски?"}}, "text"),
        ({**OWN, "text": "Вопрос?"}, "text"),
        ({**OWN, "text": {"ru": " ", "en": "x"}}, "text"),
        ({**OWN, "options": OPTIONS[:3]}, "options"),
        ({**OWN, "options": [*OPTIONS[:3], {"ru": "", "en": ""}]}, "options"),
        ({**OWN, "kind": "number"}, "options"),
        ({**OWN, "kind": "hours"}, "kind"),
        ({**OWN, "dimension": "weather"}, "kind"),
        ({**OWN, "visible_if": "__import__('os')"}, "file"),
        ({**OWN, "dimension": ["plan"]}, "kind"),
        ({**OWN, "options": 4}, "options"),
        ({**OWN, "least": "many"}, "file"),
    ],
)
def test_what_is_not_complete_is_refused(workbook, spec, code):
    """With a code that says what to mend; nothing is kept."""
    with pytest.raises(EditError) as refused:
        add(workbook, "owner", spec)
    assert refused.value.code == code
    assert edits(workbook) == {}


@pytest.mark.parametrize("text", ["", "[]", "{", json.dumps({"Z99": None}), json.dumps({"H01": {}}), json.dumps({"X01": 5}), json.dumps({"X01": {**OWN, "role": "nobody"}})])
def test_another_file_changes_nothing(workbook, text):
    """All of a file, or none of it."""
    with pytest.raises(EditError):
        brought(workbook, text)
    assert edits(workbook) == {}
