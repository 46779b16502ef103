"""Copies of a workbook before each import."""

import shutil
from pathlib import Path

import pytest

from diagnostics.workbook import (
    Workbook,
    create_workbook,
    last_snapshot,
    open_workbook,
    problems_of,
    snapshot,
    year_sums,
)

from .raw import ROLLUPS, day, put


@pytest.fixture
def filled(tmp_path: Path) -> Workbook:
    """A workbook with sales; a quote in its folder is no obstacle."""
    folder = tmp_path / "it's"
    folder.mkdir()
    workbook = create_workbook(folder / "case 1-а.duckdb", "Проба")
    put(workbook, "sales", [{"day": day("2024-01-15"), "client": f"Клиент {n}", "rep": "Менеджер 01", "amount": n} for n in range(1, 50)])
    return workbook


def test_the_copy_is_the_workbook(filled: Workbook) -> None:
    """The copy opens as a workbook, sound, with every table of the first, and what comes later is not in it."""
    path = snapshot(filled)
    before = {table: filled.query(f"select * from {table} order by all") for table in ("sale", "batch", "batch_file", "setting", *ROLLUPS)}
    put(filled, "sales", [{"day": day("2024-02-15"), "client": "Клиент 9", "amount": 5}])
    copy = open_workbook(path)
    for table in ("sale", "batch", "batch_file", "setting", *ROLLUPS):
        assert copy.query(f"select * from {table} order by all") == before[table], table
    assert problems_of(copy) == []
    assert [one.net for one in year_sums(copy)] == [sum(range(1, 50))]
    assert year_sums(filled)[0].net == sum(range(1, 50)) + 5
    put(copy, "sales", [{"day": day("2024-03-15"), "client": "Клиент 9", "amount": 7}])  # and it can be worked on
    assert year_sums(copy)[0].net == sum(range(1, 50)) + 7
    copy.close()


def test_the_last_few_are_kept(filled: Workbook) -> None:
    """The oldest copies go; the latest is the one that is offered."""
    made = [snapshot(filled) for _ in range(5)]
    assert sorted(made[0].parent.iterdir()) == made[-3:]
    assert last_snapshot(filled.path) == made[-1]


def test_private(filled: Workbook) -> None:
    """The copies are as private as the workbook."""
    path = snapshot(filled)
    assert path.stat().st_mode & 0o077 == 0
    assert path.parent.stat().st_mode & 0o077 == 0


def test_no_room(filled: Workbook, monkeypatch: pytest.MonkeyPatch) -> None:
    """Where the disk is full no half of a copy stays."""
    usage = shutil.disk_usage("/")
    monkeypatch.setattr(shutil, "disk_usage", lambda _path: usage._replace(free=1))
    with pytest.raises(OSError, match="needed"):
        snapshot(filled)
    assert last_snapshot(filled.path) is None


def test_none_without_one(tmp_path: Path) -> None:
    """A workbook without copies has none to offer."""
    assert last_snapshot(tmp_path / "none.duckdb") is None
