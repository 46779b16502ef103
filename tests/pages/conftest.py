"""A folder of workbooks of its own for every test of a page."""

import contextlib
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

import pages.components.brought  # noqa: F401 - its module is changed below
from diagnostics.workbook import WorkbookError, open_workbook


@pytest.fixture(autouse=True)
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """A folder of workbooks of its own for every test."""
    folder = tmp_path / "home"
    monkeypatch.setattr(sys.modules["pages.components.cases"], "HOME", folder)
    monkeypatch.setattr(sys.modules["pages.components.brought"], "UPLOADS", folder / "uploads")
    yield folder
    for file in folder.glob("*.duckdb"):
        with contextlib.suppress(WorkbookError):  # a broken file that the test put there
            open_workbook(file).close()
