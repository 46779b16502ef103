"""Nasty files of every family through the command line: exit code, totals, problems and questions, to the kopeck."""

import importlib
import json
import pkgutil
import re
import shutil
from collections.abc import Mapping
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from diagnostics.cli import main
from diagnostics.workbook import create_workbook, open_workbook

from .nasty.cases import CASES, Batch, Case, Wanted, case

for _module in pkgutil.iter_modules([str(Path(__file__).with_name("nasty"))]):
    importlib.import_module(f"{__package__}.nasty.{_module.name}")

IN_A_PROCESS = (
    "register_cp1251",
    "spoilt_letters_wait",
    "profit_with_outline",
    "zip_bomb",
    "archive_of_windows",
    "cut_off_export_refused",
)
"""Cases that also go through a process of their own: formats, a question, a refusal, an archive, two imports."""

ALWAYS = ("rep_meaning", "head")
"""Asked of all sales, and of every list with a head."""


class CommandLine:
    """The command line on a workbook of this test."""

    def __init__(self, folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
        self.path, self.folder, self.capsys = folder / "case.duckdb", folder / "files", capsys
        self.folder.mkdir()

    def bring(self, files: Mapping[str, bytes], words: tuple[str, ...] = ()) -> tuple[int, list[Batch]]:
        """Import files: exit code and what was said of every table."""
        for name, content in files.items():
            (self.folder / name).write_bytes(content)
        self.capsys.readouterr()
        code = main(["import", str(self.path), *(str(self.folder / name) for name in files), "--json", *words])
        said = self.capsys.readouterr()
        assert said.err == ""
        return code, json.loads(said.out)["batches"]

    def held(self) -> str:
        """The sum of all that it holds, in roubles."""
        opened = open_workbook(self.path)
        try:
            return f"{Decimal(opened.value('select sum(amount) from client_day')) / 100:.2f}"
        finally:
            opened.close()


@pytest.fixture(scope="session")
def empty(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """An empty workbook's file, made once; copy it."""
    path = tmp_path_factory.mktemp("nasty") / "empty.duckdb"
    create_workbook(path, "ООО «Проба»").close()
    return path


@pytest.fixture
def line(empty: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> CommandLine:
    """The command line on an empty workbook."""
    made = CommandLine(tmp_path, capsys)
    shutil.copy(empty, made.path)
    return made


def differences(batch: Batch, wanted: Wanted) -> dict[str, Any]:
    """Where a table gave something else: what, and what was wanted."""
    totals = dict(batch["totals"])
    control = totals.pop("control", None)
    pairs: dict[str, tuple[Any, Any]] = {
        "kind": (batch["kind"] if wanted.kind else None, wanted.kind),
        "status": (batch["status"], wanted.status),
        "problems": ({one["code"] for one in batch["problems"]}, wanted.problems),
        "questions": (tuple(one["id"] for one in batch["questions"] if one["id"] not in ALWAYS), wanted.questions),
        "control": (control and control["matches"], wanted.control),
        **{f"rows {name}": (batch["rows"].get(name), count) for name, count in wanted.rows.items()},
        **{f"totals {name}": (totals.get(name), figure) for name, figure in wanted.totals.items()},
        **{f"check {check.says}": (check.holds(batch), True) for check in wanted.checks},
    }
    return {name: pair for name, pair in pairs.items() if pair[0] != pair[1]}


def compare(line: CommandLine, nasty: Case) -> None:
    """Import the files of a case and compare everything that is wanted."""
    for files in nasty.before:
        assert line.bring(files)[0] == 0
    code, batches = line.bring(nasty.files, nasty.words)
    assert len(batches) == len(nasty.wanted)
    assert [differences(batch, wanted) for batch, wanted in zip(batches, nasty.wanted, strict=True)] == [{}] * len(
        batches
    )
    assert code == nasty.code
    assert nasty.held is None or line.held() == nasty.held


@pytest.mark.parametrize("name", CASES)
def test_case(line: CommandLine, name: str, quick: None) -> None:
    """A nasty file gives exactly what is wanted of it."""
    compare(line, CASES[name]())


@pytest.mark.parametrize("name", IN_A_PROCESS)
def test_case_in_a_process(line: CommandLine, name: str) -> None:
    """The same through the real reading process."""
    compare(line, CASES[name]())


def test_registry() -> None:
    """There are many cases, each under a name of its own, and each says in one sentence what is nasty about it."""
    assert len(CASES) >= 90
    assert [made.__name__ for made in CASES.values()] == list(CASES)
    sentences = [made.__doc__ or "" for made in CASES.values()]
    assert len({*sentences}) == len(CASES)
    assert [text for text in sentences if not re.fullmatch(r"\S.*\.", text)] == []


def test_one_name_for_two_cases() -> None:
    """Two cases of one name are a mistake in the registry, not one case."""
    with pytest.raises(ValueError, match="zero_bytes"):
        case(CASES["zero_bytes"])
