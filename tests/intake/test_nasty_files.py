"""Nasty files of every family through the command line: exit code, totals, problems and questions, to the kopeck."""

import importlib
import json
import pkgutil
import shutil
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

import pytest

from diagnostics.cli import main
from diagnostics.workbook import create_workbook

from . import nasty
from .nasty.cases import CASES, Batch, Case, Wanted

for _module in pkgutil.iter_modules(nasty.__path__):
    importlib.import_module(f"{nasty.__name__}.{_module.name}")

IN_A_PROCESS = (
    "register_cp1251",
    "spoilt_letters_wait",
)

Call = Callable[[Mapping[str, bytes], tuple[str, ...]], tuple[int, list[Batch]]]


@pytest.fixture(scope="session")
def empty(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """An empty workbook's file, made once; copy it."""
    path = tmp_path_factory.mktemp("nasty") / "empty.duckdb"
    create_workbook(path, "ООО «Проба»").close()
    return path


@pytest.fixture
def call(empty: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> Call:
    """Import files into a workbook of this test: exit code and what was said of every table."""
    workbook = tmp_path / "case.duckdb"
    shutil.copy(empty, workbook)
    folder = tmp_path / "files"
    folder.mkdir()

    def run(files: Mapping[str, bytes], words: tuple[str, ...]) -> tuple[int, list[Batch]]:
        for name, content in files.items():
            (folder / name).write_bytes(content)
        capsys.readouterr()
        code = main(["import", str(workbook), *(str(folder / name) for name in files), "--json", *words])
        said = capsys.readouterr()
        assert said.err == ""
        return code, json.loads(said.out)["batches"]

    return run


def differences(batch: Batch, wanted: Wanted) -> dict[str, Any]:
    """Where a table gave something else: what, and what was wanted."""
    totals = dict(batch["totals"])
    control = totals.pop("control", None)
    pairs: dict[str, tuple[Any, Any]] = {
        "kind": (batch["kind"] if wanted.kind else None, wanted.kind),
        "status": (batch["status"], wanted.status),
        "problems": ({one["code"] for one in batch["problems"]}, wanted.problems),
        "questions": (tuple(one["id"] for one in batch["questions"]), wanted.questions),
        "control": (control and control["matches"], wanted.control),
        **{f"rows {name}": (batch["rows"].get(name), count) for name, count in wanted.rows.items()},
        **{f"totals {name}": (totals.get(name), figure) for name, figure in wanted.totals.items()},
        **{f"check {check.says}": (check.holds(batch), True) for check in wanted.checks},
    }
    return {name: pair for name, pair in pairs.items() if pair[0] != pair[1]}


def compare(call: Call, case: Case) -> None:
    """Import the files of a case and compare everything that is wanted."""
    for files in case.before:
        assert call(files, ())[0] == 0
    code, batches = call(case.files, case.words)
    assert [batch["file"] for batch in batches] and len(batches) == len(case.wanted)
    assert [differences(batch, wanted) for batch, wanted in zip(batches, case.wanted, strict=True)] == [{}] * len(batches)
    assert code == case.code


@pytest.mark.parametrize("name", CASES)
def test_case(call: Call, name: str, quick: None) -> None:
    """A nasty file gives exactly what is wanted of it."""
    compare(call, CASES[name]())


@pytest.mark.parametrize("name", IN_A_PROCESS)
def test_case_in_a_process(call: Call, name: str) -> None:
    """The same through the real reading process."""
    compare(call, CASES[name]())


def test_registry() -> None:
    """There are many cases, and each says in one sentence what is nasty about it."""
    assert len(CASES) >= 90
    assert len({made.__doc__ for made in CASES.values()}) == len(CASES)
    assert all(made.__doc__ and made.__doc__.endswith(".") for made in CASES.values())
