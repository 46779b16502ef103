"""The command line of the interview: out, filled in, in again, scores."""

import json
from pathlib import Path

import openpyxl
import pytest

from diagnostics.cli import main
from diagnostics.interview import form


@pytest.fixture
def case(tmp_path: Path) -> Path:
    """A workbook file."""
    path = tmp_path / "case.duckdb"
    assert main(["new", str(path), "--company", "Проба"]) == 0
    return path


def told(capsys, *call: object) -> tuple[int, dict]:
    """Exit code and JSON of a command."""
    capsys.readouterr()
    code = main([*map(str, call), "--json"])
    return code, json.loads(capsys.readouterr().out)


def fill(path: Path, value: object) -> None:
    """Answer every choice of a questionnaire with one option."""
    book = openpyxl.load_workbook(path)
    sheet = book.worksheets[0]
    header = [cell.value for cell in sheet[1]]
    for line in sheet.iter_rows(min_row=2):
        if line[header.index("option_3")].value:
            line[header.index("answer")].value = value
    book.save(path)


def test_a_questionnaire_goes_out_and_comes_back(case, tmp_path, capsys):
    """Head and owner by name: their scores by dimension, and the gap between them."""
    for role, value in (("head", 3), ("owner", 1)):
        file = tmp_path / f"{role}.xlsx"
        assert told(capsys, "questions", case, "--role", role, "--out", file)[1]["questions"] == len(form(role))
        fill(file, value)
        code, answer = told(capsys, "answers", case, file, "--role", role, "--respondent", role)
        assert (code, answer["problems"]) == (0, [])
        assert answer["accepted"] == sum(question.kind == "choice" for question in form(role))
    _code, found = told(capsys, "interview", case)
    assert {side: {score["mean"] for score in scores.values()} for side, scores in found["scores"].items()} == {"head": {3.0}, "owner": {1.0}}
    assert {gap["size"] for gap in found["gaps"]} == {2.0}
    assert all(gap["flagged"] and gap["low"] == "owner" for gap in found["gaps"])
    assert main(["interview", str(case), "--lang", "ru"]) == 0
    assert "Собственник" in capsys.readouterr().out


def test_what_was_said_stands_in_the_next_one(case, tmp_path, capsys):
    """Asked again, a respondent finds his answers."""
    first, second = tmp_path / "a.csv", tmp_path / "b.xlsx"
    told(capsys, "questions", case, "--role", "owner", "--out", tmp_path / "o.xlsx")
    fill(tmp_path / "o.xlsx", 2)
    told(capsys, "answers", case, tmp_path / "o.xlsx", "--role", "owner", "--respondent", "Иван")
    told(capsys, "questions", case, "--role", "owner", "--respondent", "Иван", "--out", second)
    assert told(capsys, "answers", case, second, "--role", "owner", "--respondent", "Иван")[1]["accepted"] > 15
    told(capsys, "questions", case, "--role", "owner", "--out", first)
    assert told(capsys, "answers", case, first, "--role", "owner", "--respondent", "Пётр")[1]["accepted"] == 0


def test_one_bad_row_takes_nothing(case, tmp_path, capsys):
    """All of the file, or nothing: every bad row is told with what to do."""
    file = tmp_path / "head.xlsx"
    told(capsys, "questions", case, "--role", "head", "--out", file)
    fill(file, 7)
    code, answer = told(capsys, "answers", case, file, "--role", "head", "--respondent", "РОП")
    assert code == 3
    assert answer["accepted"] == 0
    assert len(answer["problems"]) == sum(question.kind == "choice" for question in form("head"))
    assert all(one["line"] > 1 and one["found"] == "7" and one["fix"] for one in answer["problems"])
    assert told(capsys, "interview", case)[1]["scores"] == {}


@pytest.mark.parametrize("reps", [2, 3])
def test_reps_are_told_when_the_wave_closes(case, tmp_path, capsys, reps):
    """Three are enough, two are not; before that nobody is told anything."""
    file = tmp_path / "rep.xlsx"
    told(capsys, "questions", case, "--role", "rep", "--out", file)
    fill(file, 2)
    for rep in range(reps):
        assert told(capsys, "answers", case, file, "--role", "rep", "--respondent", rep)[0] == 0
    assert told(capsys, "interview", case)[1]["scores"] == {}
    _code, found = told(capsys, "interview", case, "--close")
    assert ({score["n"] for score in found["scores"]["reps"].values()} == {3}) if reps == 3 else found["scores"] == {}
    assert found["waves"][0]["closed"]


@pytest.mark.parametrize("call", [["questions", "--role", "head", "--out", "x.doc"], ["questions", "--role", "head", "--out", "/nowhere/x.csv"], ["answers", "none.csv", "--role", "head", "--respondent", "a"]])
def test_a_wrong_call_says_what_is_expected(case, call, capsys):
    """Exit code 2, and a sentence."""
    assert main([call[0], str(case), *call[1:]]) == 2
    assert capsys.readouterr().err.strip()


def test_another_file_is_refused(case, tmp_path, capsys):
    """A file that is no questionnaire: which, and what to do."""
    (tmp_path / "x.xlsx").write_bytes(b"nothing")
    assert main(["answers", str(case), str(tmp_path / "x.xlsx"), "--role", "head", "--respondent", "a"]) == 2
    assert "CSV" in capsys.readouterr().err
