"""The page of the interview: asked in the room, taken by file, shown, waves closed."""

import shutil
from pathlib import Path

import pytest

from diagnostics.i18n import LANGUAGES
from diagnostics.interview import Answer, close_wave, form, form_of, given, open_wave, rep_key, save, save_of_rep, waves
from diagnostics.interview.sheet import rows, write_xlsx
from diagnostics.workbook import Workbook, create_workbook, open_workbook, settings

from .shown import opened, texts

NAME = "Собственник"


@pytest.fixture
def case(home: Path) -> Workbook:
    """A workbook without data."""
    home.mkdir()
    return create_workbook(home / "case.duckdb", "Проба")


def question(app) -> str:
    """The text of the question on the screen."""
    return app.subheader[0].value


def answer_all(app, role: str) -> None:
    """Answer a form with the first option on the screen, and leave the rest with «не знаю»."""
    for one in form(role):
        if one.visible_if:
            continue
        assert question(app).replace("\\", "") == one.text["ru"]
        app.button(key="option_1" if one.kind == "choice" else "state_unknown").click().run()
        assert not app.exception
        app.button(key="on").click().run()


@pytest.mark.parametrize("role", ["express", "owner", "head"])
def test_a_form_is_answered_in_the_room(case, role):
    """From the first question to the last, each answer in the file at once; then the weakest sides, what they mean, what would prove it."""
    app = opened("interview.py", "ru", case.path)
    app.segmented_control(key="role_room").set_value(role).run()
    answer_all(app, role)
    assert app.success
    name = app.text_input(key=f"name_{role}").value
    said = given(case, role, name)
    assert [said[one.id].state for one in form(role)] == ["said" if one.kind == "choice" else "unknown" for one in form(role)]
    app.button(key="to_said").click().run()
    assert not app.exception
    shown = texts(app)
    assert "где слабее всего по ответам" in shown
    assert "Покаж" in shown


def test_goes_on_where_it_was_left(case):
    """Closed and opened again: the first question without an answer; one step back the answer is there, and may be changed."""
    first, second, third = form("owner")[:3]
    save(case, "owner", NAME, {first: Answer("said", 1)})
    save(case, "owner", NAME, {second: Answer("unknown")})
    app = opened("interview.py", "ru", case.path)
    assert question(app).replace("\\", "") == third.text["ru"]
    app.button(key="back").click().run()
    app.button(key="option_2").click().run()
    assert given(case, "owner", NAME)[second.id].state == "said"


def test_a_note_goes_with_its_answer(case):
    """Written before the answer or after it."""
    name = form("owner")[0].id
    app = opened("interview.py", "ru", case.path)
    app.text_area(key=f"note/{NAME}/{name}").set_value("со слов бухгалтера").run()
    assert given(case, "owner", NAME) == {}
    app.button(key="option_1").click().run()
    assert given(case, "owner", NAME)[name].note == "со слов бухгалтера"
    app.text_area(key=f"note/{NAME}/{name}").set_value("уточнил").run()
    assert given(case, "owner", NAME)[name].note == "уточнил"


def test_data_are_shown_after_the_words(home, demo_file):
    """Nothing of the figures before the answer; after it the figure, and beside a guess what was guessed."""
    home.mkdir()
    shutil.copy(demo_file, home / "demo.duckdb")
    workbook = open_workbook(home / "demo.duckdb")
    guess = next(one for one in form("express") if one.kind == "guess" and one.data == ("plan.share_of_reps_at_plan",))
    for one in form("express"):
        if one is guess:
            break
        save(workbook, "express", NAME, {one: Answer("unknown")})
    app = opened("interview.py", "ru", workbook.path)
    app.segmented_control(key="role_room").set_value("express").run()
    app.text_input(key="name_express").set_value(NAME).run()
    assert "Слова и данные" not in texts(app)
    app.number_input(key=f"express/{NAME}/{guess.id}").set_value(80).run()
    shown = texts(app).replace("\\", "")
    assert "Слова и данные" in shown
    assert "80" in shown
    assert "Менеджеры с выполненным планом" in shown or "план" in shown.lower()


def test_no_figure_of_the_head_before_his_list(home, demo_file):
    """Until he went through the clients that are called his, his share is not named; with all of them his it is confirmed."""
    home.mkdir()
    shutil.copy(demo_file, home / "demo.duckdb")
    workbook = open_workbook(home / "demo.duckdb")
    workbook.set({"head_clients": "open"})
    listed, guess = (next(one for one in form("head") if one.kind == kind) for kind in ("list", "guess"))
    for one in form("head"):
        if one is listed:
            break
        save(workbook, "head", "РОП", {one: Answer("unknown")})
    app = opened("interview.py", "ru", workbook.path)
    app.segmented_control(key="role_room").set_value("head").run()
    clients = [control for control in app.segmented_control if control.key.startswith(f"head/РОП/{listed.id}")]
    assert len(clients) == 20
    for control in clients:
        control.set_value("leads")
    app.run()
    app.button(key="keep").click().run()
    assert settings(workbook)["head_clients"] == "confirmed"
    assert len(given(workbook, "head", "РОП")[listed.id].value) == 20
    app.segmented_control(key=clients[0].key).set_value("listed").run()
    app.button(key="keep").click().run()
    assert settings(workbook)["head_clients"] == "open"
    app.button(key="on").click().run()
    app.number_input(key=f"head/РОП/{guess.id}").set_value(10).run()
    assert "РОП ещё не разметил свой список" in texts(app).replace("\\", "")


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_filled_in_sheet_is_taken_over(case, language):
    """All of it, or nothing and what to mend."""
    one = next(one for one in form("owner") if one.kind == "choice")
    table = rows(form("owner"), {one.id: Answer("said", 2)})
    app = opened("interview.py", language, case.path)
    app.segmented_control(key="way").set_value("file").run()
    name = app.text_input(key="name_owner").value
    app.file_uploader(key="sheet_owner").set_value(("owner.xlsx", write_xlsx(table, "owner", 3), "application/vnd.ms-excel")).run()
    app.button(key="take_sheet").click().run()
    assert not app.exception
    assert given(case, "owner", name) == {one.id: Answer("said", 2)}
    next(row for row in table if row[0] == one.id)[-2] = "7"
    app.file_uploader(key="sheet_owner").set_value(("owner.xlsx", write_xlsx(table, "owner", 3), "application/vnd.ms-excel")).run()
    app.button(key="take_sheet").click().run()
    assert app.error
    assert given(case, "owner", name)[one.id].value == 2


@pytest.mark.parametrize("reps", [2, 3])
def test_a_wave_is_closed_on_the_page(case, reps):
    """It asks first, and says when too few reps have answered; then their figures are there, or nothing of them."""
    questions = [one for one in form_of(case, "rep") if one.kind == "choice"]
    for rep in range(reps):
        for one in questions:
            save_of_rep(case, open_wave(case).number, rep_key(f"{rep}"), {one: Answer("said", 3)})
    save(case, "head", "РОП", {form("head")[1]: Answer("unknown")})
    for one in form("head"):
        if one.kind == "choice":
            save(case, "head", "РОП", {one: Answer("said", 0)})
    app = opened("interview.py", "ru", case.path)
    app.segmented_control(key="way").set_value("said").run()
    assert bool(app.warning) is (reps < 3)
    assert app.button(key="close_wave").disabled
    app.checkbox(key="sure_close").check().run()
    app.button(key="close_wave").click().run()
    assert not app.exception
    assert waves(case)[0].closed
    assert ("Сильнее всего расходятся" in texts(app)) is (reps == 3)


def test_waves_are_compared(case):
    """A second round beside the first, question by question."""
    choices = [one for one in form("owner") if one.kind == "choice"]
    for value in (0, 3):
        for one in choices:
            save(case, "owner", NAME, {one: Answer("said", value)})
        if not value:
            close_wave(case)
    app = opened("interview.py", "ru", case.path)
    app.segmented_control(key="way").set_value("said").run()
    (table,) = [one.value for one in app.dataframe if "Стало" in one.value and "№" not in one.value]
    assert set(table["Было"]) | set(table["Стало"]) >= {"0", "3"}
    (one_by_one,) = [one.value for one in app.dataframe if "№" in one.value]
    assert set(one_by_one["№"]) == {one.id for one in choices if one.scored}
    assert (set(one_by_one["Было"]), set(one_by_one["Стало"])) == ({"0"}, {"3"})


def test_questions_are_left_out_and_added(case):
    """On the page: a tick less, a question more; what is not complete is said."""
    app = opened("interview.py", "ru", case.path)
    app.segmented_control(key="way").set_value("questions").run()
    app.checkbox(key="ask_H05").uncheck().run()
    assert "H05" not in [one.id for one in form_of(case, "head")]
    app.button(key="own_add").click().run()
    assert app.error
    app.text_input(key="own_text").set_value("Кто *платит*?")
    for place in range(1, 5):
        app.text_input(key=f"own_option_{place}").set_value(f"Ответ {place}.")
    app.button(key="own_add").click().run()
    assert not app.exception
    assert form_of(case, "head")[-1].text["ru"] == "Кто *платит*?"
    app.run()
    app.button(key="remove_X01").click().run()
    assert not app.exception
    assert "X01" not in [one.id for one in form_of(case, "head")]


def test_the_next_sheet_of_a_rep_gets_the_next_number(case):
    """Three sheets are three reps; a number that was taken is said to be."""
    table = write_xlsx(rows(form("rep"), {form("rep")[0].id: Answer("said", 1)}), "rep", 3)
    for number in (1, 2, 3):
        app = opened("interview.py", "ru", case.path)
        app.segmented_control(key="way").set_value("file").run()
        app.segmented_control(key="role_file").set_value("rep").run()
        assert app.text_input(key="name_rep").value == f"{number}"
        app.file_uploader(key="sheet_rep").set_value(("rep.xlsx", table, "application/vnd.ms-excel")).run()
        app.button(key="take_sheet").click().run()
        assert app.success
    app.text_input(key="name_rep").set_value("2").run()
    assert app.warning


def test_a_note_without_an_answer_waits(case):
    """Written, then on to the next question and back: it is still there."""
    name = form("owner")[0].id
    app = opened("interview.py", "ru", case.path)
    app.text_area(key=f"note/{NAME}/{name}").set_value("уточнить").run()
    app.button(key="on").click().run()
    app.button(key="back").click().run()
    assert app.text_area(key=f"note/{NAME}/{name}").value == "уточнить"


def test_an_answer_goes_to_nobody_else(case):
    """A name changed in the same breath as an option is pressed: the one before keeps his answer."""
    first = form("owner")[0]
    save(case, "owner", NAME, {first: Answer("said", 0)})
    app = opened("interview.py", "ru", case.path)
    app.button(key="back").click().run()
    app.text_input(key="name_owner").set_value("Пётр")
    app.button(key="option_4").click().run()
    assert given(case, "owner", NAME)[first.id].value == 0


def test_after_the_last_question_there_is_a_way_back(case):
    """And in the next wave everything is asked anew."""
    for one in form("express"):
        save(case, "express", NAME, {one: Answer("unknown")})
    app = opened("interview.py", "ru", case.path)
    app.segmented_control(key="role_room").set_value("express").run()
    app.text_input(key="name_express").set_value(NAME).run()
    assert app.success
    app.button(key="back").click().run()
    assert question(app).replace("\\", "") == form("express")[-1].text["ru"]
    close_wave(case)
    app.run()
    assert question(app).replace("\\", "") == form("express")[0].text["ru"]
