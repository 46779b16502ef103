"""The listener for the phones: the questionnaires and nothing else, to nobody who comes by another name; on and off."""

import socket
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from pathlib import Path

import pytest

from diagnostics.interview import open_wave
from diagnostics.sharing import Invitation, Registry
from diagnostics.web import Room, RoomError, workbook_key
from diagnostics.workbook import create_workbook

HERE = "127.0.0.1"


def free_port() -> int:
    """A port that nobody listens on."""
    with socket.socket() as probe:
        probe.bind((HERE, 0))
        return int(probe.getsockname()[1])


@pytest.fixture
def room(tmp_path: Path) -> Iterator[Room]:
    """A listener on this computer alone."""
    made = Room(tmp_path, Registry(tmp_path / "links.sqlite"))
    yield made
    made.stop()


def status(address: str, **headers: str) -> int:
    """The status of an answer, 0 where nobody answers."""
    try:
        with urllib.request.urlopen(urllib.request.Request(address, headers=headers), timeout=5) as answer:
            return int(answer.status)
    except urllib.error.HTTPError as problem:
        return problem.code
    except OSError:
        return 0


def test_serves_links_and_nothing_else(room, tmp_path):
    """A link opens; no page of the program, no download, nothing of Streamlit is there; closed, nobody answers."""
    case = create_workbook(tmp_path / "case.duckdb", "Проба")
    token = Registry(tmp_path / "links.sqlite").make(Invitation(workbook_key(case), open_wave(case).number, "rep"))
    address = room.start(HERE, free_port())
    assert room.start(HERE) == address
    assert status(f"{address}/q/{token}") == 200
    for path in ("/", "/data", "/verdict", "/download/x", "/_stcore/health", "/_stcore/metrics", "/q/nothing"):
        assert status(address + path) == 404, path
    room.stop()
    assert status(f"{address}/q/{token}") == 0
    assert room.address is None


def test_closes_by_itself(room, monkeypatch):
    """Whoever forgets it leaves no door open."""
    monkeypatch.setattr(sys.modules["diagnostics.web.room"], "LONGEST", 0.2)
    address = room.start(HERE, free_port())
    for _attempt in range(100):
        if room.address is None:
            break
        time.sleep(0.05)
    assert status(f"{address}/q") == 0


def test_another_name_leads_nowhere(room):
    """A page elsewhere whose name was pointed at this computer gets nothing."""
    address = room.start(HERE, free_port())
    assert status(f"{address}/q", Host="evil.test") == 400


def test_answers_carry_the_headers(room):
    """As those of the program do."""
    address = room.start(HERE, free_port())
    with pytest.raises(urllib.error.HTTPError) as gone:
        urllib.request.urlopen(f"{address}/q", timeout=5)
    headers = {name.lower(): value for name, value in gone.value.headers.items()}
    assert "frame-ancestors 'none'" in headers["content-security-policy"]
    assert headers["x-content-type-options"] == "nosniff"
    assert "server" not in headers


def test_a_port_that_is_taken_is_said(room):
    """Another program holds it: the room stays closed."""
    with socket.socket() as other:
        other.bind((HERE, 0))
        other.listen()
        with pytest.raises(RoomError):
            room.start(HERE, other.getsockname()[1])
    assert room.address is None
