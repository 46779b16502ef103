"""`diagnose --json`: what scripts stand on."""

import json
import shutil

import pytest

from diagnostics.causes import causes
from diagnostics.cli import main
from diagnostics.interview import Answer, form, save
from diagnostics.workbook import open_workbook

QUESTIONS = {question.id: question for question in form("owner")}
STATES = {"confirmed", "likely", "check", "not_seen", "said_only", "grey"}


def diagnosed(path, capsys):
    """What the command prints, by cause."""
    assert main(["diagnose", str(path), "--json"]) == 0
    told = json.loads(capsys.readouterr().out)
    return told, {one["cause"]: one for one in told["findings"]}


@pytest.fixture
def path(demo_file, tmp_path):
    """The demo company's workbook, to be changed."""
    return shutil.copy(demo_file, tmp_path / "case.duckdb")


def test_every_cause_is_told_once(path, capsys):
    """Each cause of the registry with its state, probability, money as strings, and both lengths."""
    told, found = diagnosed(path, capsys)
    assert sorted(one["cause"] for one in told["findings"]) == sorted(cause.id for cause in causes())
    for one in found.values():
        assert one["state"] in STATES
        assert (one["probability"] is None) is (one["state"] == "grey")
        assert one["text"].startswith(one["line"].split(".")[0])
        if one["money"]:
            assert float(one["money"]["low"]) <= float(one["money"]["mid"]) <= float(one["money"]["high"])
            assert one["money"]["per"] == "year"
    assert found["head_sells"]["money"]["currency"] == "RUB"
    assert found["no_plan"]["money"] is None


def test_answers_and_contradictions_are_told(path, capsys):
    """A wrong guess marks the cause it is about; who was asked stands beside the points."""
    workbook = open_workbook(path)
    save(workbook, "owner", "Собственник", {QUESTIONS["O03"]: Answer("said", 5), QUESTIONS["O02"]: Answer("said", 1), QUESTIONS["O05"]: Answer("said", 3)})
    workbook.close()
    _told, found = diagnosed(path, capsys)
    assert found["head_sells"]["contradicted"]
    assert "O02" in found["head_sells"]["answers"]
    assert set(found["head_sells"]["sides"]) == {"owner"}
    assert not found["dormant_base"]["contradicted"]


def test_the_head_s_list_is_awaited(path, capsys):
    """Until it is confirmed the finding about him is unconfirmed, and the figure is kept."""
    workbook = open_workbook(path)
    workbook.set({"head_clients": "open"})
    workbook.close()
    told, found = diagnosed(path, capsys)
    assert found["head_sells"]["unconfirmed"]
    assert told["signals"]["head.revenue_share"]["available"]


def test_the_norms_are_printed_as_they_were_used(path, capsys):
    """Every norm with its value and whose it is; what a company set can be taken back."""
    told, _found = diagnosed(path, capsys)
    assert told["norms"]["span_of_control"] == {"value": 7, "unit": "count", "origin": "method"}
    assert main(["set", str(path), "norm.span_of_control=9"]) == 0
    capsys.readouterr()
    assert diagnosed(path, capsys)[0]["norms"]["span_of_control"] == {"value": 9.0, "unit": "count", "origin": "company"}
    assert main(["set", str(path), "norm.span_of_control="]) == 0
    capsys.readouterr()
    assert diagnosed(path, capsys)[0]["norms"]["span_of_control"]["value"] == 7
