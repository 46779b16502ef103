"""What the intake tests share: reading one file without a process of its own, importing quickly."""

from collections.abc import Callable
from functools import partial
from pathlib import Path

import pytest

from diagnostics.intake import FileResult, Upload, import_files, sandbox
from diagnostics.workbook import Workbook

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
