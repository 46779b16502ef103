"""Nothing that keeps people out: axe-core finds no serious violation on the pages of guests and of the consultant, in both themes."""

import re
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page, expect

from diagnostics.interview import open_wave
from diagnostics.sharing import Invitation, Registry
from diagnostics.web import workbook_key
from diagnostics.workbook import open_workbook
from pages.components.registry import PAGES
from tests.browser.conftest import running, settle
from tests.browser.test_main_job import open_demo

pytestmark = pytest.mark.browser

THEMES = ["light", "dark"]
BAD = ("serious", "critical")


def violations(page: Page) -> list[str]:
    """The serious and critical ones: rule and the first element that breaks it."""
    found = Axe().run(page).response["violations"]
    return [f"{one['id']}: {one['nodes'][0]['html'][:160]}" for one in found if one["impact"] in BAD]


@pytest.mark.parametrize("theme", THEMES)
def test_pages_of_guests(browser: Browser, tmp_path: Path, demo_file: Path, theme: str) -> None:
    """The neutral page, the agreement, every kind of question, the end."""
    shutil.copy(demo_file, tmp_path / "case.duckdb")
    workbook = open_workbook(tmp_path / "case.duckdb")
    registry, wave = Registry(tmp_path / "links.sqlite"), open_wave(workbook).number
    tokens = [registry.make(Invitation(workbook_key(workbook), wave, role, "Имя")) for role in ("head", "owner", "rep")]
    workbook.close()
    with running(tmp_path) as (address, _process):
        for token in tokens:
            context = browser.new_context(viewport={"width": 390, "height": 844}, color_scheme=theme)
            page = context.new_page()
            page.goto(f"{address}/q/{token}")
            assert violations(page) == []
            page.get_by_role("button").click()
            page.wait_for_url(f"{address}/q")
            assert violations(page) == []
            page.get_by_role("button").click()
            kinds = set()
            while page.locator("[name=question]").count():
                kind = page.locator("main").inner_html().count("<button"), page.locator("input:not([type=hidden]), textarea").count()
                if kind not in kinds:
                    assert violations(page) == []
                    kinds.add(kind)
                page.get_by_role("button", name="Не знаю", exact=True).click()
                page.wait_for_load_state()
            assert violations(page) == []
            context.close()


@pytest.mark.parametrize("theme", THEMES)
def test_pages_of_the_consultant(visit: Callable[..., Page], theme: str) -> None:
    """Every page of the registry with the demo company."""
    page = open_demo(visit, theme=theme)
    for entry in PAGES:
        if not entry.in_menu:  # the room's screen has no menu: it is opened by its address
            page.goto(re.sub(r"/[a-z]*\?", f"/{entry.address}?", page.url))
            expect(page.get_by_role("heading", level=1).first).to_be_visible()
            settle(page)
            assert violations(page) == [], entry.script
            page.go_back()
            expect(page.get_by_role("navigation").first).to_be_visible()
            continue
        if entry.address:
            page.get_by_role("navigation").locator(f'a[href*="/{entry.address}"]').first.click()
            expect(page.get_by_role("heading", level=1).first).to_be_visible()
            settle(page)
        assert violations(page) == [], entry.script
