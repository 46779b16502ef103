"""Links by the command line: made, listed, paused, resumed, revoked; what is wrong is said."""

import json
from pathlib import Path

import pytest

from diagnostics.cli import main
from diagnostics.sharing import Registry


@pytest.fixture
def case(tmp_path: Path) -> Path:
    """A workbook file."""
    path = tmp_path / "case.duckdb"
    assert main(["new", str(path), "--company", "ООО «Проба»"]) == 0
    return path


def told(capsys, *call: object) -> dict:
    """The JSON of a command that succeeds."""
    capsys.readouterr()
    assert main([*map(str, call), "--json"]) == 0
    return json.loads(capsys.readouterr().out)


def test_the_life_of_a_link(case, capsys):
    """The registry lies beside the workbook; a token is told once, the list knows the states."""
    made = told(capsys, "links", case, "make", "--role", "owner", "--name", "Анна", "--base", "https://razbor.test/")
    address, _slash, token = made["link"].rpartition("/")
    assert address == "https://razbor.test/q"
    registry = Registry(case.with_name("links.sqlite"))
    assert registry.find(token).name == "Анна"
    for action, there, state in (("pause", False, "paused"), ("resume", True, "sent"), ("revoke", False, "revoked")):
        told(capsys, "links", case, action, 1)
        assert bool(registry.find(token)) is there
        (link,) = told(capsys, "links", case, "list")["links"]
        assert link["state"] == state
        assert token not in json.dumps(link)


def test_the_message_is_printed(case, capsys):
    """Without --json: what to paste into a messenger."""
    assert main(["links", str(case), "make", "--shared"]) == 0
    out = capsys.readouterr().out
    assert "ООО «Проба»" in out
    assert "/q/" in out
    assert main(["links", str(case), "list"]) == 0


@pytest.mark.parametrize(
    "call", [["make", "--role", "head"], ["make", "--role", "head", "--name", "А", "--shared"], ["make", "--days", "999"], ["pause", "7"], ["revoke"]]
)
def test_a_wrong_call_makes_nothing(case, call, capsys):
    """Exit code 2, and a sentence."""
    assert main(["links", str(case), *call]) == 2
    assert capsys.readouterr().err.strip()
    assert told(capsys, "links", case, "list")["links"] == []
