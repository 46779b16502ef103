"""The session on its pages: the keys do what they say, the screen follows, the presenter has what the room has not."""

import shutil
from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from diagnostics.i18n import LANGUAGES
from diagnostics.interview import Answer, form, heard, save
from diagnostics.session import ask, cast, current, go, is_draft, open_session, room_questions, say, steps
from diagnostics.workbook import Workbook, open_workbook

from .shown import opened, texts

NAMES = list(steps())


@pytest.fixture
def case(home: Path, demo_file: Path) -> Workbook:
    """A copy of the demo company."""
    home.mkdir()
    return open_workbook(Path(shutil.copy(demo_file, home / "case.duckdb")))


def press(app: AppTest, key: str) -> AppTest:
    """A button, and what the page shows then."""
    app.button(key=key).click().run()
    assert not app.exception
    return app


def test_every_key_does_what_it_says(case: Workbook):
    """Begin, on, back, on by the space bar, names, blank, take off: what is on the screen is what the file says."""
    app = press(opened("session.py", "ru", case.path), "begin")
    for key, step in (("next", 1), ("next_space", 2), ("back", 1), ("next", 2)):
        press(app, key)
        assert current(case).step == NAMES[step]
        assert app.title[0].value == steps()[NAMES[step]].title_for(True)["ru"]
    press(app, "names")
    assert not current(case).hidden
    press(app, "blank")
    assert current(case).blank
    assert not app.title
    press(app, "blank")
    press(app, "withdraw")
    assert current(case).withdrawn == {NAMES[2]}
    assert current(case).step == NAMES[3]
    assert is_draft(case)


def test_a_sentence_is_parked_from_the_screen(case: Workbook):
    """The key opens a field; what is written there stands on the last screen, as it was written."""
    open_session(case)
    app = press(opened("session.py", "ru", case.path), "park")
    app.text_input[0].set_value("Рынок *упал*")
    next(one for one in app.button if one.label == "Записать").click().run()
    assert current(case).parked == ("Рынок *упал*",)
    go(case, "closing")
    app.run()
    assert "Рынок \\*упал\\*" in texts(app)


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_screen_follows_the_presenter(case: Workbook, language: str):
    """What is pressed in one window is what the other shows; the notes stay in the first."""
    desk = press(opened("presenter.py", language, case.path), "begin")
    screen = opened("session.py", language, case.path)
    press(desk, "next")
    screen.run()
    step = steps()[NAMES[1]]
    assert screen.title[0].value == desk.title[0].value == step.title[language]
    assert step.ask[0][language] in texts(desk)
    assert step.ask[0][language] not in texts(screen)


def test_a_question_goes_round(case: Workbook):
    """Asked from the desk, answered by phones, stopped, and the data beside it once they are shown."""
    desk = press(opened("presenter.py", "ru", case.path), "begin")
    go(case, "guesses")
    desk.run()
    press(desk, "ask_active_share")
    assert (current(case).question, current(case).voting) == ("active_share", True)
    for phone, guess in enumerate((35, 60, 81)):
        cast(case, "active_share", f"{phone}", guess)
    screen = opened("session.py", "ru", case.path)
    assert "35 · 60 · 81" in texts(screen)
    assert "По данным" not in texts(screen)
    press(desk, "stop_active_share")
    assert not current(case).voting
    press(desk, "reveal_active_share")
    assert "По данным" in texts(screen.run())
    desk.text_input(key="said_head_share").set_value("десять")
    press(desk, "write_head_share")
    assert dict(current(case).said) == {"head_share": "десять"}
    go(case, "levers")
    assert "35, 60, 81" in texts(screen.run())


def test_the_main_cause_is_chosen_and_checked(case: Workbook):
    """A choice as bars, and beside each option whether the data see it."""
    open_session(case)
    go(case, "verdict")
    ask(case, "main_cause")
    for phone, option in enumerate(("market", "seats", "seats", "base")[1:]):
        cast(case, "main_cause", f"{phone}", option)
    screen = opened("session.py", "ru", case.path)
    assert len(screen.get("progress")) == len(room_questions()["main_cause"].options)
    press(opened("presenter.py", "ru", case.path), "reveal_main_cause")
    assert "в данных видно" in texts(screen.run())


def test_the_version_comes_back_at_the_end(case: Workbook):
    """What the owner said at the beginning stands on the last screen."""
    open_session(case)
    say(case, "version", "Нет *нормальных* людей")
    go(case, "closing")
    assert "Нет \\*нормальных\\* людей" in texts(opened("session.py", "ru", case.path))


def test_the_desk_holds_every_key(case: Workbook):
    """Any step, names, the head, agreement, taking off and putting back, parking, the end."""
    desk = press(opened("presenter.py", "ru", case.path), "begin")

    for name in ("hidden", "head_here", "agreed"):
        before = getattr(current(case), name)
        press(desk, name)
        assert getattr(current(case), name) is not before
    press(desk, "go_rivals")
    assert current(case).step == "rivals"
    press(desk, "withdraw")
    assert "черновик" in " ".join(one.value for one in desk.warning)
    press(desk, "restore_rivals")
    assert not is_draft(case)
    desk.text_input(key="sentence").set_value("Второе юрлицо")
    press(desk, "write_sentence")
    assert current(case).parked == ("Второе юрлицо",)
    assert desk.button(key="close").disabled
    desk.checkbox(key="over_1").check().run()
    press(desk, "close")
    assert current(case) is None
    assert desk.button(key="begin")


def test_the_head_sees_his_lines_first(case: Workbook):
    """On his page stand his own words and clients and nobody else's answers; one press says he has seen them, and only then may the room."""
    asked = {question.id: question for role in ("owner", "head") for question in form(role)}
    save(case, "owner", "Собственник", {asked["O03"]: Answer("said", 1)})
    for question in form("head"):
        if question.kind == "choice":
            save(case, "head", "РОП", {question: Answer("said", 3)})
    app = opened("head_preview.py", "ru", case.path)
    assert "Собственник" not in texts(app)
    assert "РОП" in texts(app)
    press(app, "seen_all")
    states = {who: reply.state for (_claim, who), reply in heard(case).replies.items()}
    assert states == {"РОП": "seen"}
    open_session(case)
    go(case, "words")
    desk = opened("presenter.py", "ru", case.path)
    waiting = [one.key for one in desk.button if str(one.key).startswith("seen_")]
    assert waiting == ["seen_O03_Собственник"]
    press(desk, waiting[0])
    assert heard(case).replies["O03", "Собственник"].state == "seen"


@pytest.mark.parametrize("step", NAMES)
def test_a_company_without_data_shows_every_step(home: Path, step: str):
    """An empty workbook: each screen has its title and a sentence, and sends nobody to a page of the program."""
    from diagnostics.workbook import create_workbook

    home.mkdir()
    empty = create_workbook(home / "empty.duckdb", "Пусто")
    open_session(empty)
    go(empty, step)
    app = opened("session.py", "ru", empty.path)
    assert app.title[0].value == steps()[step].title_for(True)["ru"]
    assert not app.error
    assert "на странице" not in texts(app)
