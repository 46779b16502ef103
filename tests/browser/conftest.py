"""A running program and a real Chromium before it; screenshots go to a folder outside the repository."""

import os
import shutil
import socket
import subprocess
import sys
import tempfile
import time
import urllib.request
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, sync_playwright

ROOT = Path(__file__).parents[2]
SHOTS = Path(os.environ.get("RAZBOR_SHOTS", Path(tempfile.gettempdir()) / "razbor-screenshots"))
QUIET = ["--disable-gpu", "--no-first-run", "--disable-background-networking", "--disable-component-update", "--disable-sync"]


@pytest.fixture(scope="session")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The program on a free port of this computer, with a home of its own."""
    with running(tmp_path_factory.mktemp("home")) as (address, _process):
        yield address


@contextmanager
def running(home: Path) -> Iterator[tuple[str, "subprocess.Popen[bytes]"]]:
    """The program with this home, until the block ends; its address and its process."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    process = subprocess.Popen(
        [sys.executable, "-m", "streamlit", "run", "app.py", "--server.port", str(port)],
        cwd=ROOT,
        env={**os.environ, "RAZBOR_HOME": str(home)},
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    address = f"http://127.0.0.1:{port}"
    try:
        _wait(address, process)
        yield address, process
    finally:
        process.kill()
        process.wait(20)


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """Chromium: the one in CHROMIUM, on the path, or playwright's own."""
    found = os.environ.get("CHROMIUM") or next(
        (path for name in ("chromium", "chromium-browser", "google-chrome") if (path := shutil.which(name))), None
    )
    with sync_playwright() as play:
        arguments = [*QUIET, "--no-sandbox"] if hasattr(os, "geteuid") and os.geteuid() == 0 else QUIET
        launched = play.chromium.launch(executable_path=found, args=arguments)
        yield launched
        launched.close()


@pytest.fixture
def visit(browser: Browser, server: str) -> Iterator[Callable[..., Page]]:
    """Open an address of the program: `visit("verdict", width=390, theme="dark")`. Requests elsewhere fail the test."""
    contexts, strangers = [], []

    def opened(path: str = "", width: int = 1366, theme: str = "light") -> Page:
        height = 768 if width > 500 else 844
        context = browser.new_context(viewport={"width": width, "height": height}, color_scheme=theme)
        contexts.append(context)
        page = context.new_page()
        page.on("request", lambda request: _note(request.url, server, strangers))
        page.goto(f"{server}/{path}")
        page.get_by_role("heading", level=1).first.wait_for()
        return page

    yield opened
    for context in contexts:
        context.close()
    assert not strangers, f"the page asked for {strangers[:3]}"


def shoot(page: Page, name: str) -> None:
    """Keep a screenshot of the whole page."""
    SHOTS.mkdir(parents=True, exist_ok=True)
    settle(page)
    size = page.viewport_size
    assert size is not None
    height = page.evaluate("document.querySelector('[data-testid=stMain]')?.scrollHeight ?? document.body.scrollHeight")
    page.set_viewport_size({"width": size["width"], "height": min(max(height + 20, size["height"]), 6000)})
    settle(page)
    page.screenshot(path=SHOTS / f"{name}.png")
    page.set_viewport_size(size)


SETTLED = """() => {
    const count = what => document.querySelectorAll(what).length
    return !count('[data-testid=stStatusWidget]') && !count('[data-stale=true]')
        && count('[data-testid=stVegaLiteChart] :is(canvas, svg)') >= count('[data-testid=stVegaLiteChart]')
}"""


def settle(page: Page) -> None:
    """Wait until the script has run and the charts are drawn; asked from outside, for the page forbids eval."""
    for _attempt in range(300):
        if page.evaluate(SETTLED):
            page.wait_for_timeout(400)
            if page.evaluate(SETTLED):
                return
        page.wait_for_timeout(200)
    raise TimeoutError("the page did not settle")


def _note(url: str, server: str, strangers: list[str]) -> None:
    here = (server, server.replace("http", "ws"), "data:", "blob:")
    if not url.startswith(here):
        strangers.append(url)


def _wait(address: str, process: "subprocess.Popen[bytes]") -> None:
    for _attempt in range(300):
        assert process.poll() is None, "the program ended before it answered"
        try:
            with urllib.request.urlopen(f"{address}/_stcore/health", timeout=1) as answer:
                if answer.status == 200:
                    return
        except OSError:
            time.sleep(0.2)
    raise TimeoutError(address)
