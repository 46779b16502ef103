"""Files leave by a secret address, for a while, and nothing else does."""

import asyncio
import os
import secrets
from collections.abc import Callable, MutableMapping
from dataclasses import dataclass, field
from pathlib import Path
from time import time
from typing import Any
from urllib.parse import unquote

import pytest
from starlette.applications import Starlette

from diagnostics.web import downloads


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """The folder of offered files, with a secret beside it."""
    (tmp_path / "secret.txt").write_text("secret")
    (tmp_path / "offers").mkdir()
    return tmp_path / "offers"


@dataclass
class Answer:
    """What a server sent."""

    status: int = 0
    headers: dict[str, str] = field(default_factory=dict)
    body: bytes = b""


@pytest.fixture
def get(folder: Path) -> Callable[[str], Answer]:
    """Ask for a path as a browser would."""
    app = Starlette(routes=[downloads(folder)])

    def asked(path: str) -> Answer:
        answer = Answer()
        scope = {"type": "http", "method": "GET", "path": unquote(path), "raw_path": path.encode(), "headers": [], "query_string": b"", "root_path": ""}

        async def receive() -> dict[str, Any]:
            await asyncio.sleep(60)  # the browser stays until it has everything
            return {"type": "http.disconnect"}

        async def send(message: MutableMapping[str, Any]) -> None:
            if message["type"] == "http.response.start":
                answer.status = message["status"]
                answer.headers = {name.decode(): value.decode() for name, value in message["headers"]}
            else:
                answer.body += message.get("body", b"")

        asyncio.run(app(scope, receive, send))
        return answer

    return asked


def offered(folder: Path, token: str, name: str = "копия.xlsx") -> Path:
    """A file under a token."""
    (folder / token).mkdir()
    path = folder / token / name
    path.write_bytes(b"rows")
    return path


def test_the_file_comes_under_its_name(folder: Path, get: Callable[[str], Answer]) -> None:
    """Who has the address gets the file, to be saved and not to be cached."""
    token = secrets.token_urlsafe(32)
    offered(folder, token)
    answer = get(f"/download/{token}")
    assert (answer.status, answer.body) == (200, b"rows")
    assert answer.headers["cache-control"] == "no-store"
    assert answer.headers["content-disposition"].startswith("attachment")


@pytest.mark.parametrize("token", ["", "x", "..", "%2e%2e", "..%2fsecret.txt", "A" * 43, "../" * 14 + "A"])
def test_anything_else_is_not_found(get: Callable[[str], Answer], token: str) -> None:
    """An address that nobody gave out tells nothing, whatever is tried."""
    assert get(f"/download/{token}").status == 404


def test_a_file_is_not_kept_for_long(folder: Path, get: Callable[[str], Answer]) -> None:
    """After an hour the address is as any other."""
    token = secrets.token_urlsafe(32)
    path = offered(folder, token)
    os.utime(path, (time() - 3_700, time() - 3_700))
    assert get(f"/download/{token}").status == 404
