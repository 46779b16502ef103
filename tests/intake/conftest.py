"""What the intake tests share: reading one file without a process of its own, importing quickly."""

from collections.abc import Callable
from functools import partial
from pathlib import Path

import pytest

from diagnostics.cli import main
from diagnostics.intake import FileResult, Upload, import_files, sandbox
from diagnostics.workbook import Workbook, create_workbook

from .calling import Called
from .making import Read, in_process, read


@pytest.fixture(name="read")
def _read(tmp_path: Path) -> Callable[..., Read]:
    """Have a file read and get its typed rows and problems."""
    return partial(read, tmp_path)


@pytest.fixture
def quick(monkeypatch: pytest.MonkeyPatch) -> None:
    """Files are read in this process: starting one takes longer than most tests."""
    monkeypatch.setattr(sandbox, "run", in_process)


@pytest.fixture
def bring(workbook: Workbook, write: Callable[..., Upload], quick: None) -> Callable[..., list[FileResult]]:
    """Write texts as files and import them in one call: `bring(a=text)` imports a.csv."""

    def brought(answers: dict[str, str] | None = None, **texts: str) -> list[FileResult]:
        return import_files(workbook, [write(f"{name}.csv", text) for name, text in texts.items()], answers)

    return brought


@pytest.fixture
def case(tmp_path: Path) -> Path:
    """An empty workbook's file."""
    path = tmp_path / "case.duckdb"
    create_workbook(path, "ООО «Проба»").close()
    return path


@pytest.fixture
def call(case: Path, capsys: pytest.CaptureFixture[str], quick: None) -> Callable[..., Called]:
    """Call a command on the workbook: `call("batches", "--json")`."""

    def run(command: str, *words: str | Path, path: Path = case) -> Called:
        capsys.readouterr()
        try:
            code = main([command, str(path), *map(str, words)])
        except SystemExit as end:  # argparse ends so
            code = int(end.code or 0)
        said = capsys.readouterr()
        return Called(code, said.out, said.err)

    return run


@pytest.fixture
def file(tmp_path: Path) -> Callable[[str, str], Path]:
    """Write a text file."""

    def written(name: str, text: str) -> Path:
        (tmp_path / name).write_text(text, encoding="utf-8")
        return tmp_path / name

    return written
