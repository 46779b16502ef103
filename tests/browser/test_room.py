"""The interview in the room with the keyboard alone, left in the middle and gone on with."""

from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

from diagnostics.interview import form, shown_order
from tests.browser.conftest import settle, shoot
from tests.browser.test_main_job import open_demo

pytestmark = pytest.mark.browser

KEYS = "1234"


def on_screen(page: Page, text: str) -> None:
    """The question is there, in large type."""
    expect(page.get_by_role("heading", level=3).first).to_have_text(text, timeout=15_000)


def test_an_owner_answers_with_keys(visit: Callable[..., Page]) -> None:
    """Keys follow the screen; after the answer the data; the last question leads to the weakest sides."""
    page = open_demo(visit)
    page.get_by_role("navigation").get_by_role("link", name="Что говорят").click()
    page.get_by_role("radio", name="Собственник, 12 вопросов").click()
    settle(page)
    express = form("express")
    for place, question in enumerate(express):
        on_screen(page, question.text["ru"])
        settle(page)
        if question.kind == "choice":
            order = shown_order(question, "express/Собственник, 12 вопросов")
            page.keyboard.press(KEYS[order.index(0)])
            expect(page.locator('[class*="st-key-option_"] button[kind="primary"]')).to_contain_text(question.options[0]["ru"])
        else:
            page.locator(".st-key-asked input[type=number]").fill("40")
            page.keyboard.press("Enter")
            expect(page.get_by_text("Слова и данные")).to_be_visible(timeout=15_000)
        settle(page)
        if place == 4:  # the tab is closed and opened again: nothing is lost
            page.reload()
            settle(page)
            page.get_by_role("radio", name="Собственник, 12 вопросов").click()
            settle(page)
        else:
            page.get_by_role("progressbar").first.click()  # the keys are the page's, not the field's
            page.keyboard.press("ArrowRight")
    expect(page.get_by_text("Это был последний вопрос")).to_be_visible(timeout=15_000)
    page.get_by_role("button", name="Посмотреть, что вышло").click()
    expect(page.get_by_text("где слабее всего по ответам")).to_be_visible(timeout=15_000)
    shoot(page, "interview-express")
