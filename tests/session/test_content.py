"""Steps and questions of the room: in the order of a session, whole, and tied to what there is."""

import pytest

from diagnostics.causes import causes, norms
from diagnostics.evidence import meanings
from diagnostics.session import room_questions, steps

NAMES = list(steps())
CAUSES = {cause.id for cause in causes()}


def test_two_hours_in_the_order_of_a_session():
    """120 minutes: guesses before data, strengths before faults, other explanations before the verdict, actions after it."""
    assert sum(step.minutes for step in steps().values()) == 120
    order = ["versions", "guesses", "money", "strengths", "total", "plan", "pause", "exits", "rivals", "words", "verdict", "actions", "closing"]
    assert [name for name in NAMES if name in order] == order


@pytest.mark.parametrize("name", NAMES)
def test_a_step_is_tied_to_what_there_is(name):
    """Its questions, norms and causes exist; it has something for the presenter to say."""
    step = steps()[name]
    assert step.minutes > 0
    assert step.ask
    assert {*step.checks} <= {*room_questions()}
    assert {*step.questions} <= {*room_questions()}
    assert {*step.norms} <= {*norms({})}
    assert {*step.causes} <= CAUSES
    assert (step.block == "question") <= bool(step.questions)


def test_titles_speak_of_the_arrangement():
    """No screen names the head in its title, nor accuses anybody; while he is there even less."""
    for step in steps().values():
        for here in (True, False):
            title = step.title_for(here)
            assert not any(word in title["ru"] for word in ("РОП", "эффектив", "вина", "виноват"))
            assert "head" not in title["en"].split()
    assert steps()["ten"].title_for(True)["ru"] == "Десять вопросов к управлению отделом"
    assert steps()["verdict"].title_for(True) != steps()["verdict"].title_for(False)


@pytest.mark.parametrize("question", room_questions().values(), ids=room_questions())
def test_a_question_is_whole(question):
    """A number has bounds, a unit and the figure that answers it; a choice has options tied to causes; every question stands at one step."""
    assert sum(question.id in step.questions for step in steps().values()) == 1
    assert (question.kind == "number") == (question.signal is not None) == (question.unit is not None)
    assert question.signal is None or question.signal in meanings()
    assert question.least < question.most
    assert any(question.id in step.checks for step in steps().values()) == (question.kind != "choice")
    assert (question.kind == "choice") == bool(question.options)
    told = [cause for option in question.options for cause in option.causes]
    assert {*told} <= CAUSES
    assert len(told) == len({*told})
