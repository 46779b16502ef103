"""What never stands on the shared screen: fourteen items, a test for each. Every step, both languages, with the head there and without."""

import re
from dataclasses import replace
from importlib.resources import files

import pytest

from diagnostics.causes import judge
from diagnostics.evidence import Signal, measure
from diagnostics.i18n import CURRENCY_SIGNS, LANGUAGES
from diagnostics.interview import heard
from diagnostics.session import cast, coded, figures, go, rules, steps
from diagnostics.workbook import create_workbook
from pages.components.registry import PAGES

from .marked import (
    BASE,
    BONUS,
    CLIENT,
    FREE,
    HEAD,
    NOTE,
    REASON,
    REP,
    SEEN,
    STEPS,
    UNSEEN,
    VERSION,
    build,
    page_of,
    screen_of,
    shown,
)

ROOMS = [(language, here) for language in LANGUAGES for here in (True, False)]
CODE = {"ru": r"Менеджер \d+", "en": r"Rep \d+"}


@pytest.fixture(scope="module")
def company(tmp_path_factory):
    """The marked company."""
    folder = tmp_path_factory.mktemp("marked")
    workbook = build(folder / "case.duckdb", folder)
    yield workbook
    workbook.close()


@pytest.fixture(scope="module")
def hidden(company):
    """(language, head there, step) -> the screen with names hidden, as a session has it."""
    return {(*room, step): screen_of(company, room[0], step, head_here=room[1]) for room in ROOMS for step in STEPS}


@pytest.fixture(scope="module")
def named(company):
    """The same with names shown, in one language."""
    return {("ru", here, step): screen_of(company, "ru", step, head_here=here, hidden=False) for here in (True, False) for step in STEPS}


def where(mark, *screens):
    """The screens that hold a mark."""
    return [key for those in screens for key, one in those.items() if mark in one]


def test_the_screens_are_whole(hidden):
    """What the other tests look through: every step has a title and something under it, and the marks of the shown are found."""
    assert len(hidden) == 4 * len(steps())
    assert all(len(one.texts) > 1 for key, one in hidden.items() if key[2] not in ("pause",))
    assert where("Своя компания", hidden) == [(*room, "opening") for room in ROOMS]
    assert {step for _language, _here, step in where("vega-lite", hidden)} >= {"total", "levers", "reps", "plan", "exits", "staying"}


def test_01_no_list_of_workbooks(hidden, named, company):
    """No other company's name, and the tab bears the name of the program alone."""
    other = create_workbook(company.path.with_name("other.duckdb"), "Чужая компания")
    other.close()
    assert not where("Чужая компания", hidden, named)
    assert not where(".duckdb", hidden, named)
    (page,) = [one for one in PAGES if one.script == "session.py"]
    assert (page.title, page.in_menu) == ("Razbor", False)


def test_02_no_answers_of_one_and_no_group_under_the_threshold(hidden, named, company):
    """No rep's free text, no climate, nobody who has answered; votes of two phones stay unseen, and the third shows all three."""
    for mark in (FREE, VERSION, "eNPS", "NPS"):
        assert not where(mark, hidden, named), mark
    screen_of(company, "ru", "versions")
    cast(company, "version", "3", f"{VERSION} 3")
    assert VERSION in shown(page_of(company, "session.py"))


def test_03_no_pay(hidden, named, company):
    """Nobody's pay in any form, and no figure of the head's."""
    for roubles in (BASE, BONUS, BASE + BONUS):
        for mark in (str(roubles), f"{roubles:,}".replace(",", "\u00a0"), f"{roubles:,}", str(roubles * 100)):
            assert not where(mark, hidden, named), mark
    for title in ("Зарплата РОПа", "head's pay"):
        assert not where(title, hidden, named)
    evidence = measure(company)
    (paid,) = [one for one in judge(evidence).findings if one.cause.id == "head_pay_own_sales"]
    known = replace(evidence, signals=evidence.signals | {name: Signal(name, 0.9) for name in paid.cause.said})
    assert figures(paid, known) == []


def test_04_no_ranking_by_name(hidden, named, company):
    """Reps side by side stand under codes whatever the key of names says, and not in the order of their sums."""
    assert not where(REP, hidden, {key: one for key, one in named.items() if key[2] == "reps"})
    reps = [key for key in named if key[2] == "reps"]
    assert reps
    assert all(re.search(CODE[key[0]], one.raw.decode(errors="ignore")) for key, one in named.items() if key in reps)
    assert REP in shown(page_of(company, "stall.py"))


def test_05_no_ten_signs_and_no_sides(hidden, named, company):
    """Ten questions under that title, by the data alone: no column of the reps, the head or the owner; the consultant's page has them."""
    ten = {key: one for those in (hidden, named) for key, one in those.items() if key[2] == "ten"}
    for (language, _here, _step), one in ten.items():
        assert one.texts[0] == {"ru": "Десять вопросов к управлению отделом", "en": "Ten questions to the way the department is led"}[language]
        assert not any(word in text for text in one.texts[1:] for word in ("Менеджеры", "Собственник", "Reps", "Owner"))
    assert not where("признак", hidden, named)
    asked = [one.proto.popover.label for one in page_of(company, "words.py").get("popover")]
    assert any(label.startswith("Менеджеры") for label in asked)


def test_06_no_contradiction_that_its_author_has_not_seen(hidden, named):
    """Not even where both agreed to show their answers; what its author has seen does stand there."""
    assert not where(UNSEEN, hidden, named)
    assert {key[2] for key in where(SEEN, hidden)} == {"words"}


def test_07_nobody_is_next_to_leave(hidden, named, company):
    """How likely a person is to leave is not even measured, and no screen says who is next."""
    signals = measure(company).signals
    each = {name for name, one in signals.items() if name.startswith("people.") and one.by_rep and one.meaning.unit in ("p", "share")}
    assert each <= {"people.leaver_base_loss"}  # how many clients went after those who left: no chance of leaving
    for mark in ("следующим уйдёт", "уйдёт следующ", "next to leave", "риск ухода", "likely to leave"):
        assert not where(mark, hidden, named)


def test_08_no_leaver_by_name_and_no_reason(hidden, named):
    """Of those who left neither a name nor why, names shown or hidden."""
    assert not where(REASON, hidden, named)
    assert not where(REP, *({key: one for key, one in those.items() if key[2] in ("exits", "staying")} for those in (hidden, named)))


def test_09_no_suspicions(hidden, named):
    """Notes beside answers stay in the file, and nothing of the content speaks of kickbacks."""
    assert not where(NOTE, hidden, named)
    content = "".join(path.read_text(encoding="utf-8").lower() for package in ("causes", "session") for path in _yaml(files(f"diagnostics.{package}")))
    assert len(content) > 10_000
    assert not re.search(r"\bоткат|kickback|левая фирма|side firm", content)


def test_10_no_client_by_name(hidden, named, company):
    """Under codes until the key is pressed, and never with rows of the import: numbers of documents, tax ids."""
    assert not where(CLIENT, hidden)
    assert not where(HEAD, hidden)
    assert {key[2] for key in where(CLIENT, named)} == {"levers"}
    doc = company.value("select doc from sale where doc is not null")
    assert len(doc) > 5
    assert not where(doc, hidden, named)


def test_11_nothing_of_the_presenter(hidden, named, company):
    """No note, no log, no link, no token, nothing to set: the screen has buttons alone; the presenter's window has the notes."""
    notes = [text[language] for step in steps().values() for text in (*step.ask, *(one.answer for one in step.objections)) for language in LANGUAGES]
    assert len(notes) > 50
    assert [note for note in notes if where(note, hidden, named)] == []
    for mark in ("/q/", "/j/", "http", "norm."):
        assert not [key for key in where(mark, hidden, named) if not _is_schema(mark)], mark
    inputs = {"text_input", "text_area", "number_input", "selectbox", "multiselect", "checkbox", "toggle", "slider", "radio", "file_uploader"}
    assert not [key for those in (hidden, named) for key, one in those.items() if one.kinds & inputs]
    go(company, "plan")
    assert steps()["plan"].objections[0].answer["ru"] in shown(page_of(company, "presenter.py"))


def test_12_no_money_on_a_person(hidden, named, company):
    """No sentence sets a sum beside somebody: costs are those of arrangements."""
    people = [rep.name for evidence in (measure(company), coded(measure(company))) for rep in evidence.reps.values() if rep.name not in ("РОП", "Head of sales")]
    signs = [*CURRENCY_SIGNS.values()]
    sums = [text for those in (hidden, named) for one in those.values() for text in one.texts if any(sign in text for sign in signs)]
    assert len(sums) > 20
    assert not [text for text in sums if any(name in text for name in people) or re.search("|".join(CODE.values()), text)]


def test_13_no_percents_of_probability(hidden, named, company):
    """Neither the word nor the number by which findings are put in order."""
    for mark in ("ероятност", "robability", "even odds", "p\\:", " p: "):
        assert not where(mark, hidden, named), mark
    found = judge(measure(company), heard(company)).findings
    chances = {f"{round(100 * one.probability)}\u00a0%" for one in found if one.probability is not None and one.shows}
    verdict = [text for key, one in hidden.items() if key[2] == "verdict" and key[0] == "ru" for text in one.texts]
    told = {figure for text in verdict for figure in re.findall(r"\d+\u00a0%", text)}
    assert chances
    assert not {figure for figure in told & chances if not any(figure in text and ":" in text for text in verdict)}


def test_14_no_one_s_answers_before_both_agreed(company):
    """Until then no word of either stands there, nor who speaks for a finding; after it those that their authors know."""
    for language, here in ROOMS:
        before = screen_of(company, language, "words", head_here=here, agreed=False)
        assert len(before.texts) == 2
        assert SEEN not in before
        verdict = screen_of(company, language, "verdict", head_here=here, agreed=False)
        assert not any(word in verdict for word in ("Видят:", "Seen by", "Это видят"))
        assert SEEN in screen_of(company, language, "words", head_here=here, agreed=True)


def test_rules_stand_on_the_first_screen(hidden):
    """And the screen is not empty of what a room should see."""
    assert all(rule["ru"] in hidden["ru", True, "opening"] for rule in rules())


def _yaml(folder):
    for path in folder.iterdir():
        if path.is_dir():
            yield from _yaml(path)
        elif path.name.endswith(".yaml"):
            yield path


def _is_schema(mark):
    """Charts name the schema of their language, which is no link of ours."""
    return mark == "http"
