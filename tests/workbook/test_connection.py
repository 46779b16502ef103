import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import duckdb
import pytest

from diagnostics.workbook import (
    Workbook,
    WorkbookBusy,
    WorkbookExists,
    WorkbookMissing,
    WorkbookUnreadable,
    company_in,
    create_workbook,
    open_workbook,
    settings,
    undo,
)

from .raw import put

HOLD = "import duckdb, sys; c = duckdb.connect(sys.argv[1]); print('held', flush=True); sys.stdin.read()"


@pytest.fixture
def closed(tmp_path: Path) -> Path:
    """A workbook file that nobody has open."""
    path = tmp_path / "closed.duckdb"
    create_workbook(path, "ООО «Проба»").close()
    return path


@pytest.fixture
def held(closed: Path) -> Iterator[Path]:
    """A workbook file that another process has open."""
    with subprocess.Popen(
        [sys.executable, "-c", HOLD, str(closed)], stdin=subprocess.PIPE, stdout=subprocess.PIPE
    ) as other:
        assert other.stdout is not None
        assert other.stdout.readline().strip() == b"held"
        yield closed
        other.communicate()


def test_a_workbook_keeps_its_facts(closed: Path) -> None:
    """What was written before a workbook was closed is there when it is opened again."""
    workbook = open_workbook(closed)
    assert settings(workbook) == {"company": "ООО «Проба»", "currency": "RUB"}
    workbook.close()


def test_one_object_a_process(workbook: Workbook) -> None:
    """Opening a workbook that is open gives the same object, by whatever path it is named."""
    assert open_workbook(workbook.path) is workbook
    assert open_workbook(workbook.path.parent / "." / workbook.path.name) is workbook


def test_closing_lets_go(workbook: Workbook) -> None:
    """After closing, the file opens anew and another process may have it."""
    workbook.close()
    duckdb.connect(str(workbook.path)).close()
    again = open_workbook(workbook.path)
    assert again is not workbook
    assert again.value("select 1") == 1
    again.close()


def test_a_deleted_file_is_gone(closed: Path) -> None:
    """After somebody has deleted the file it is missing, and a new one may have its name."""
    open_workbook(closed)
    closed.unlink()
    with pytest.raises(WorkbookMissing):
        open_workbook(closed)
    made = create_workbook(closed, "Другая")
    assert settings(made)["company"] == "Другая"
    made.close()


def test_a_look_at_the_name_holds_nothing(closed: Path) -> None:
    """Reading whose workbook it is leaves it to other programs, and leaves open what was open."""
    assert company_in(closed) == "ООО «Проба»"
    code = "import duckdb, sys; duckdb.connect(sys.argv[1]).close()"
    assert subprocess.run([sys.executable, "-c", code, str(closed)], check=False).returncode == 0
    workbook = open_workbook(closed)
    assert company_in(closed) == "ООО «Проба»"
    assert settings(workbook)["company"] == "ООО «Проба»"
    workbook.close()


def test_create_never_overwrites(closed: Path) -> None:
    """Making a workbook where a file stands is refused and leaves the file as it was."""
    before = closed.read_bytes()
    with pytest.raises(WorkbookExists):
        create_workbook(closed, "Другая")
    assert closed.read_bytes() == before


def test_create_needs_a_folder(tmp_path: Path) -> None:
    """A workbook is not made in a folder that does not exist, nor is the folder."""
    with pytest.raises(WorkbookMissing):
        create_workbook(tmp_path / "no" / "case.duckdb", "Проба")
    assert not (tmp_path / "no").exists()


@pytest.mark.parametrize("name", ["none.duckdb", "."])
def test_missing(tmp_path: Path, name: str) -> None:
    """Opening what is no file is refused and makes no file."""
    with pytest.raises(WorkbookMissing):
        open_workbook(tmp_path / name)
    assert not list(tmp_path.iterdir())


def test_busy(held: Path) -> None:
    """A workbook that another process has open is busy."""
    with pytest.raises(WorkbookBusy) as refusal:
        open_workbook(held)
    assert refusal.value.path == held.resolve()


def test_busy_is_no_dead_end(closed: Path) -> None:
    """Once the other process has let go, the workbook opens."""
    with subprocess.Popen(
        [sys.executable, "-c", HOLD, str(closed)], stdin=subprocess.PIPE, stdout=subprocess.PIPE
    ) as other:
        assert other.stdout is not None
        other.stdout.readline()
        with pytest.raises(WorkbookBusy):
            open_workbook(closed)
        other.communicate()
    workbook = open_workbook(closed)
    assert settings(workbook)["currency"] == "RUB"
    workbook.close()


@pytest.mark.parametrize("name", ["case.duckdb", "block.duckdb"])
@pytest.mark.parametrize("content", [b"", b"x", b"garbage " * 1000], ids=["empty", "byte", "garbage"])
def test_garbage(tmp_path: Path, name: str, content: bytes) -> None:
    """A file that is no database is unreadable, whatever its name, and is left as it was."""
    path = tmp_path / name
    path.write_bytes(content)
    with pytest.raises(WorkbookUnreadable):
        open_workbook(path)
    assert path.read_bytes() == content


def test_cut_file(closed: Path) -> None:
    """A workbook whose second half is lost is unreadable."""
    closed.write_bytes(closed.read_bytes()[:20_000])
    with pytest.raises(WorkbookUnreadable):
        open_workbook(closed)


@pytest.mark.parametrize("table", ["note (text text)", "migration (name text)"], ids=["other", "with migrations"])
def test_database_of_another_program(tmp_path: Path, table: str) -> None:
    """A DuckDB file of another program is not a workbook and is left as it was."""
    path = tmp_path / "other.duckdb"
    with duckdb.connect(str(path)) as other:
        other.execute(f"create table {table}")
    before = path.read_bytes()
    with pytest.raises(WorkbookUnreadable):
        open_workbook(path).close()
    assert path.read_bytes() == before


def test_file_is_private(workbook: Workbook) -> None:
    """Only the owner of the machine's account may read the workbook."""
    assert workbook.path.stat().st_mode & 0o777 == 0o600


def test_log_is_private(workbook: Workbook) -> None:
    """What DuckDB writes beside the workbook holds the same data and is as private."""
    put(workbook, "sales", [{"day": "2024-01-15", "client": "Клиент 1", "amount": 100}])
    beside = [path for path in workbook.path.parent.iterdir() if path.name.startswith(workbook.path.name)]
    assert {path.name: oct(path.stat().st_mode & 0o077) for path in beside} == {path.name: "0o0" for path in beside}


def test_version_follows_every_change(workbook: Workbook) -> None:
    """An import, a fact and an undo each give a version that was not there before."""
    seen = [workbook.version]
    batch = put(workbook, "sales", [{"day": "2024-01-15", "client": "Клиент 1", "amount": 100}])
    seen.append(workbook.version)
    workbook.set({"seats": "8"})
    seen.append(workbook.version)
    undo(workbook, batch)
    seen.append(workbook.version)
    assert len(set(seen)) == len(seen)


def test_version_outlives_closing(workbook: Workbook) -> None:
    """Reading and opening again leave the version as it is."""
    put(workbook, "sales", [{"day": "2024-01-15", "client": "Клиент 1", "amount": 100}])
    before = workbook.version
    workbook.query("select * from sale")
    workbook.close()
    again = open_workbook(workbook.path)
    assert again.version == before
    again.close()
