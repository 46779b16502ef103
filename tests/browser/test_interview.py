"""The interview as people answer it: by a link on a phone with the keyboard alone, by Excel, two at once, through a crash."""

import re
from collections.abc import Callable, Iterator
from pathlib import Path

import openpyxl
import pytest
from playwright.sync_api import Browser, Page, expect

from diagnostics.interview import Answer, Question, Role, form, given, open_wave, rep_key, reps_answered
from diagnostics.sharing import Invitation, Registry
from diagnostics.web import workbook_key
from diagnostics.workbook import create_workbook, open_workbook
from tests.browser.conftest import running, settle, shoot

pytestmark = pytest.mark.browser

PHONE = {"width": 390, "height": 844}


@pytest.fixture
def home(tmp_path: Path) -> Path:
    """A folder with one company, which nobody has open."""
    create_workbook(tmp_path / "case.duckdb", "ООО «Проба»").close()
    return tmp_path


def link(home: Path, role: Role, name: str = "Имя") -> str:
    """The token of a new link; the program must not be running yet."""
    workbook = open_workbook(home / "case.duckdb")
    token = Registry(home / "links.sqlite").make(Invitation(workbook_key(workbook), open_wave(workbook).number, role, name))
    workbook.close()
    return token


def answers(home: Path, role: Role, respondent: str) -> dict[str, Answer]:
    """What the file holds when the program has ended."""
    workbook = open_workbook(home / "case.duckdb")
    found = given(workbook, role, respondent)
    workbook.close()
    return found


def by_link(role: Role) -> list[Question]:
    """The questions that a link asks."""
    return [question for question in form(role) if question.by_link and question.kind != "list"]


@pytest.fixture
def phones(browser: Browser) -> Iterator[Callable[[], Page]]:
    """As many phones as are asked for."""
    contexts = []

    def phone() -> Page:
        contexts.append(browser.new_context(viewport=PHONE, locale="ru-RU"))
        return contexts[-1].new_page()

    yield phone
    for context in contexts:
        context.close()


def press(page: Page, *keys: str) -> None:
    """Keys, and the page that comes of them."""
    for key in keys:
        page.keyboard.press(key)
    page.wait_for_load_state()


def enter(page: Page, address: str, token: str, agreed: bool = False) -> None:
    """The button of the neutral page and, the first time, the agreement, by keys."""
    page.goto(f"{address}/q/{token}")
    press(page, "Tab", "Enter")
    page.wait_for_url(f"{address}/q")
    if not agreed:
        press(page, "Tab", "Enter")
    expect(page.locator("[name=question]")).to_be_attached()


def answer(page: Page, question: Question) -> None:
    """Answer the question on the screen with the keyboard alone."""
    expect(page.locator("h1")).to_have_text(question.text["ru"])
    before = page.url
    match question.kind:
        case "choice" | "nps":
            keys = ["Tab", "Enter"]
        case "hours":
            keys = ["Tab", *str(question.total), *["Tab"] * len(question.parts), "Enter"]
        case "pick":
            keys = ["Tab", "Space", "Tab", "Space", "Tab", "Space", *["Tab"] * (len(question.parts) - 2), "Enter"]
        case "rank":
            keys = [key for place in range(len(question.parts)) for key in ("Tab", str(place + 1))] + ["Tab", "Enter"]
        case _:
            keys = ["Tab", *"7", "Tab", "Enter"]
    press(page, *keys)
    page.wait_for_url(lambda url: url != before)
    page.wait_for_load_state()


@pytest.mark.parametrize("role", ["head", "owner", "express", "rep"])
def test_by_link_with_the_keyboard_alone(home: Path, phones: Callable[[], Page], role: Role) -> None:
    """Every form from the neutral page to the last one, nothing cut off at 390 px."""
    token = link(home, role)
    with running(home) as (address, _process):
        page = phones()
        enter(page, address, token)
        for question in by_link(role):
            answer(page, question)
            assert page.evaluate("document.documentElement.scrollWidth") <= PHONE["width"]
        expect(page.locator("h1")).to_have_text("Это всё. Спасибо!")
    said = answers(home, role, rep_key(token) if role == "rep" else "Имя")
    assert [one.state for one in said.values()] == ["said"] * len(by_link(role))


def test_killed_in_the_middle_and_gone_on_with(home: Path, phones: Callable[[], Page]) -> None:
    """The program dies with the power; started again, the same phone goes on at the next question, by the same link."""
    token, page = link(home, "rep"), phones()
    questions = by_link("rep")
    with running(home) as (address, process):
        enter(page, address, token)
        for question in questions[:7]:
            answer(page, question)
        process.kill()
        process.wait(20)
    assert len(answers(home, "rep", rep_key(token))) == 7
    with running(home) as (address, _process):
        enter(page, address, token, agreed=True)
        for question in questions[7:]:
            answer(page, question)
    assert len(answers(home, "rep", rep_key(token))) == len(questions)


def test_two_respondents_at_once(home: Path, phones: Callable[[], Page]) -> None:
    """Question by question in turns: neither gets the other's answers."""
    tokens = [link(home, "rep", f"Менеджер {number}") for number in range(2)]
    pages = [phones(), phones()]
    with running(home) as (address, _process):
        for page, token in zip(pages, tokens, strict=True):
            enter(page, address, token)
        for question in by_link("rep"):
            for page in pages:
                answer(page, question)
    assert [len(answers(home, "rep", rep_key(token))) for token in tokens] == [len(by_link("rep"))] * 2
    workbook = open_workbook(home / "case.duckdb")
    assert reps_answered(workbook) == 2
    workbook.close()


@pytest.mark.parametrize("role", ["head", "owner", "rep"])
def test_by_excel(home: Path, browser: Browser, tmp_path: Path, role: Role) -> None:
    """The questionnaire is taken from the page, filled in, and brought again."""
    titles = {"head": "РОП", "owner": "Собственник", "rep": "Менеджер"}
    with running(home) as (address, _process):
        page = browser.new_page()
        page.goto(f"{address}/interview?lang=ru&case=case")
        settle(page)
        page.get_by_role("radio", name="Файлом").click()
        settle(page)
        page.get_by_role("radio", name=titles[role], exact=True).click()
        settle(page)
        page.get_by_role("button", name="Подготовить анкету в Excel").click()
        with page.expect_download() as taken:
            page.get_by_role("link", name="Скачать анкету").click()
        file = tmp_path / "filled.xlsx"
        taken.value.save_as(file)
        book = openpyxl.load_workbook(file)
        sheet = book.worksheets[0]
        columns = {cell.value: place for place, cell in enumerate(sheet[1])}
        for row in sheet.iter_rows(min_row=2):
            if row[columns["option_3"]].value:
                row[columns["answer"]].value = 2
        book.save(file)
        page.locator("input[type=file]").set_input_files(file)
        page.get_by_role("button", name="Принять ответы").click()
        expect(page.get_by_text(re.compile("^Принят"))).to_be_visible(timeout=15_000)
        shoot(page, f"interview-file-{role}")
        page.close()
    said = answers(home, role, {"head": "РОП", "owner": "Собственник", "rep": rep_key("1")}[role])
    assert {name: one.value for name, one in said.items()} == {question.id: 2 for question in form(role) if question.kind == "choice"}
