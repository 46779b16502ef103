"""How the program starts: what the command line loads, what app.py lets strangers see."""

import asyncio
import subprocess
import sys

import pytest

import app
from diagnostics.web.guard import HEADERS

from .tree import ROOT

HEAVY = ("streamlit", "pandas", "altair")


def test_the_command_line_starts_light():
    """Importing the command line loads neither the screen nor the libraries of tables and charts."""
    code = f"import sys, diagnostics.cli; print([name for name in {HEAVY} if name in sys.modules])"
    run = subprocess.run([sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True, check=True)
    assert run.stdout.strip() == "[]"


async def _inner(scope, receive, send):
    """A program behind the guard, with a header of its own."""
    if scope["type"] == "http":
        await send({"type": "http.response.start", "status": 200, "headers": [(b"content-type", b"text/plain")]})
        await send({"type": "http.response.body", "body": scope["path"].encode()})
    else:
        await send({"type": "websocket.accept"})


def ask(path: str, kind: str = "http") -> list[dict]:
    """What the guarded program answers."""
    sent = []

    async def receive():
        return {"type": "http.request", "body": b"", "more_body": False}

    async def send(message):
        sent.append(message)

    scope = {"type": kind, "method": "GET", "path": path, "headers": [], "query_string": b""}
    asyncio.run(app.Guard(_inner)(scope, receive, send))
    return sent


def headers(path: str) -> dict[str, str]:
    """The headers of an answer, names in small letters."""
    return {name.decode().lower(): value.decode() for name, value in ask(path)[0]["headers"]}


def test_every_answer_carries_the_headers():
    """Pages go out with a content policy, no sniffing, no referrer, and keep the headers of their own."""
    found = headers("/")
    assert found["content-type"] == "text/plain"
    assert found["x-content-type-options"] == "nosniff"
    assert found["referrer-policy"] == "no-referrer"
    assert found["cross-origin-opener-policy"] == "same-origin"
    assert set(found) == {"content-type", *(name.lower() for name in HEADERS)}
    assert ask("/verdict")[1]["body"] == b"/verdict"


@pytest.mark.parametrize(
    "rule", ["default-src", "script-src", "connect-src", "frame-ancestors", "object-src", "base-uri", "form-action"]
)
def test_content_policy_keeps_strangers_out(rule):
    """Scripts come from here alone, nobody frames the pages, and nothing is loaded or sent elsewhere."""
    policy = dict(part.strip().split(" ", 1) for part in headers("/")["content-security-policy"].split(";"))
    assert set(policy[rule].split()) <= {"'self'", "'none'", "'wasm-unsafe-eval'"}


@pytest.mark.parametrize("path", ["/_stcore/metrics", "/_stcore/metrics/"])
def test_metrics_are_closed(path):
    """The server's metrics are not found, with or without a slash at the end."""
    start, body = ask(path)
    assert start["status"] == 404
    assert b"metrics" not in body["body"]


@pytest.mark.parametrize("path", ["/_stcore/health", "/_stcore/metricsx", "/data"])
def test_other_addresses_are_open(path):
    """What the pages need is passed on."""
    assert ask(path)[0]["status"] == 200


def test_sockets_pass_through():
    """The socket over which a page talks is not touched."""
    assert ask("/_stcore/stream", "websocket") == [{"type": "websocket.accept"}]


def test_the_program_stands_behind_the_guard():
    """The program that Streamlit starts has the guard among its middleware."""
    assert any(layer.cls is app.Guard for layer in _middleware(app.app))


def _middleware(program) -> list:
    found = [value for value in vars(program).values() if isinstance(value, list | tuple)]
    return [layer for layers in found for layer in layers if hasattr(layer, "cls")]
