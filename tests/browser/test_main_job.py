"""The main job as a person does it: see the demo's verdict, then bring an own file and read it."""

import random
import re
from collections.abc import Callable
from datetime import date, timedelta
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from tests.browser.conftest import settle, shoot

pytestmark = pytest.mark.browser

Visit = Callable[..., Page]
# what stays Latin on a Russian page: file formats, the language switch, names inside the data
LATIN = re.compile(r"\b(?!CSV\b|ZIP\b|XLSX\b|XLS\b|Parquet\b|Excel\b|RU\b|EN\b|RUB\b|USD\b|EUR\b|KZT\b|BYN\b|duckdb\b|demo\b|amoCRM\b|CRM\b|Kommo\b|Google\b|csv\b|xlsx\b)[A-Za-z]{2,}")
# the words that a reader sees: not the names of icons, nor what a style makes invisible
SEEN = """() => {
    const main = document.querySelector('[data-testid=stMain]'), seen = []
    const walker = document.createTreeWalker(main, NodeFilter.SHOW_TEXT)
    while (walker.nextNode()) {
        const holder = walker.currentNode.parentElement, style = getComputedStyle(holder)
        const icon = holder.closest('[data-testid=stIconMaterial], .katex, style')
        if (!icon && style.fontSize !== '0px' && holder.getClientRects().length) seen.push(walker.currentNode.data)
    }
    return seen.join(' ')
}"""


def open_demo(visit: Visit, **how: object) -> Page:
    """Press the first button of the first page."""
    page = visit("", **how)
    page.get_by_role("button", name="Открыть пример").click()
    expect(page.get_by_role("heading", name="Где теряется рост")).to_be_visible(timeout=60_000)
    settle(page)
    return page


def sales_file(folder: Path) -> tuple[Path, str]:
    """A small company's export in the code page of a Russian office, and its total as the page writes it."""
    rng, rows, total = random.Random(7), [], 0
    for number in range(1_200):
        day = date(2024, 1, 1) + timedelta(days=rng.randrange(912))
        kopecks = rng.randrange(100_000, 9_000_000)
        total += kopecks
        client = rng.randrange(60)
        amount = f"{kopecks // 100:,}".replace(",", "\u00a0") + f",{kopecks % 100:02d}"
        rows.append(f"{day:%d.%m.%Y};Р-{number:05d};Клиент {client:03d};Менеджер {client % 4:02d};{amount}")
    path = folder / "Реализация.csv"
    path.write_bytes("\r\n".join(["Дата;Номер;Контрагент;Менеджер;Сумма", *rows]).encode("windows-1251"))
    return path, f"{total // 100:,}".replace(",", "\u00a0") + f",{total % 100:02d}"


def test_demo_to_verdict(visit: Visit) -> None:
    """One button leads from the first page to a verdict with its reasons and what would refute it."""
    page = open_demo(visit)
    expect(page.get_by_text("РОП продаёт сам и держит клиентов у себя")).to_be_visible()
    expect(page.get_by_text("Что бы это опровергло").first).to_be_visible()
    page.get_by_text("Что за это и что против").first.click()
    expect(page.get_by_text("+3").first).to_be_visible()
    shoot(page, "verdict_opened")


def test_the_language_outlives_a_change_of_page(visit: Visit) -> None:
    """Who reads English goes on in English when a button brings him to another page."""
    page = visit("?lang=en")
    page.get_by_label("Name of the company").fill("777")
    page.get_by_role("button", name="Make a workbook").click()
    expect(page.get_by_role("heading", name="Bring the company's data")).to_be_visible(timeout=30_000)
    page.get_by_role("navigation").get_by_role("link", name="Check the data").click()
    expect(page.get_by_role("heading", name="Is this your money")).to_be_visible(timeout=30_000)
    assert "lang=en" in page.url


def test_a_choice_of_subject_keeps_the_language(visit: Visit) -> None:
    """How the figures of a subject are counted is told in the language of the page, and stays open."""
    open_demo(visit)
    page = visit("stall?lang=en&case=demo")
    settle(page)
    page.get_by_text("How the figures are counted").click()
    page.get_by_text("Large clients", exact=True).click()
    expect(page.get_by_text("The largest client's share")).to_be_visible(timeout=30_000)
    expect(page.get_by_text("How the figures are counted")).to_be_visible()


def test_own_file_to_charts(visit: Visit, tmp_path: Path) -> None:
    """A new workbook, an upload, the mapping confirmed, the sum to the kopeck, and charts."""
    path, total = sales_file(tmp_path)
    page = visit("")
    page.get_by_label("Название компании").fill("ООО «Проба»")
    page.get_by_role("button", name="Создать").click()
    expect(page.get_by_role("heading", name="Загрузите данные компании")).to_be_visible(timeout=30_000)
    page.locator("input[type=file]").set_input_files(path)
    kind = page.get_by_role("combobox", name="Что это за файл?")
    expect(kind).to_be_visible(timeout=30_000)
    expect(kind).to_have_value("Продажи")
    shoot(page, "import_mapping")
    page.get_by_role("button", name="Загрузить", exact=True).click()
    expect(page.get_by_text(total)).to_be_visible(timeout=60_000)
    shoot(page, "import_done")
    page.get_by_role("button", name="Сверить данные").click()
    expect(page.get_by_role("heading", name="Это ваши деньги")).to_be_visible(timeout=30_000)
    settle(page)
    page.get_by_role("navigation").get_by_role("link", name="Почему стоим").click()
    expect(page.get_by_role("heading", level=1)).to_contain_text("12 месяцев", timeout=30_000)
    drawn = page.locator("[data-testid=stVegaLiteChart]").locator("canvas, svg")
    expect(drawn.nth(3)).to_be_attached(timeout=30_000)
    shoot(page, "own_stall")


def test_bad_file_gets_a_sentence(visit: Visit, tmp_path: Path) -> None:
    """A saved login page is named for what it is, and the import stays shut."""
    page = open_demo(visit)
    page.get_by_role("navigation").get_by_role("link", name="Загрузить данные").click()
    expect(page.get_by_role("heading", name="Загрузите данные компании")).to_be_visible(timeout=30_000)
    (tmp_path / "sales.csv").write_text("<!doctype html><html><body><form>Вход</form></body></html>", encoding="utf-8")
    page.locator("input[type=file]").set_input_files(tmp_path / "sales.csv")
    expect(page.get_by_text("Это веб-страница, а не таблица")).to_be_visible(timeout=30_000)
    expect(page.get_by_role("button", name="Загрузить", exact=True)).to_be_disabled()


def test_a_reload_comes_back_to_the_company(visit: Visit) -> None:
    """The address keeps the open company: a reload in front of a client loses nothing."""
    page = open_demo(visit)
    page.get_by_role("navigation").get_by_role("link", name="Почему уходят").click()
    expect(page.get_by_role("heading", level=1)).to_contain_text("ушли", timeout=30_000)
    page.reload()
    expect(page.get_by_role("heading", level=1)).to_contain_text("ушли", timeout=30_000)


@pytest.mark.parametrize("theme", ["light", "dark"])
@pytest.mark.parametrize("width", [1366, 390])
@pytest.mark.parametrize("language", ["ru", "en"])
def test_every_page_can_be_projected(visit: Visit, language: str, width: int, theme: str) -> None:
    """No page is wider than the screen, none breaks, no English word stands on a Russian one; all are photographed."""
    open_demo(visit)
    for name in ("", "data", "quality", "stall", "leave", "rivals", "words", "verdict", "lists"):
        page = visit(f"{name}?lang={language}&case=demo", width=width, theme=theme)
        settle(page)
        shoot(page, f"{name or 'home'}_{language}_{width}_{theme}")
        over = page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth")
        assert over <= 0, f"{name} is {over} px too wide"
        assert page.locator("[data-testid=stException]").count() == 0
        if language == "ru":
            found = LATIN.findall(page.evaluate(SEEN))
            assert not found, f"{name}: {found[:10]}"
        page.context.close()
