from collections.abc import Iterator
from pathlib import Path

import duckdb
import pytest

from diagnostics.workbook import Workbook, create_workbook

REFUSED = {
    "read a file": "select * from read_csv('{folder}/outside.csv')",
    "read a file by its name": "select * from '{folder}/outside.csv'",
    "read any text": "select * from read_text('{folder}/outside.csv')",
    "read by way of the staging folder": "select * from read_csv('{staging}/../outside.csv')",
    "list a folder": "select * from glob('{folder}/*')",
    "load into a table": "copy setting from '{folder}/outside.csv'",
    "write a file": "copy (select 1) to '{folder}/written.csv'",
    "export all": "export database '{folder}/exported'",
    "open another database": "attach '{folder}/other.duckdb' as other",
    "make another database": "attach '{folder}/written.duckdb' as other",
    "read the network": "select * from read_parquet('https://127.0.0.1:1/x.parquet')",
    "install an extension": "install httpfs",
    "load an extension": "load httpfs",
    "switch access on": "set enable_external_access = true",
    "allow another folder": "set allowed_directories = ['/']",
    "unlock": "set lock_configuration = false",
    "raise memory": "set memory_limit = '1TB'",
    "reset memory": "reset memory_limit",
    "move the spill": "set temp_directory = '{folder}'",
    "write a log": "set log_query_path = '{folder}/written.log'",
}


@pytest.fixture(scope="module")
def guarded(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Workbook]:
    """A workbook with a staging folder, and beside it files that are none of its business."""
    folder = tmp_path_factory.mktemp("guarded")
    create_workbook(folder / "other.duckdb", "Другая").close()
    (folder / "outside.csv").write_text("name,value\nseats,8\n")
    made = create_workbook(folder / "case.duckdb", "Проба")
    made.staging.mkdir()
    yield made
    made.close()


@pytest.mark.parametrize("what", REFUSED)
def test_refused(guarded: Workbook, what: str) -> None:
    """SQL of a workbook reaches no file, no network, no extension, and cannot change that."""
    folder = guarded.path.parent
    before = {path.name for path in folder.iterdir()}
    with pytest.raises((duckdb.PermissionException, duckdb.InvalidInputException)):
        guarded.query(REFUSED[what].format(folder=folder, staging=guarded.staging))
    assert {path.name for path in folder.iterdir()} == before


def test_staging_is_read(workbook: Workbook) -> None:
    """Files in the staging folder, and they alone, may be read."""
    workbook.staging.mkdir()
    (workbook.staging / "typed.csv").write_text("a\n1\n2\n")
    assert workbook.value(f"select sum(a) from read_csv('{workbook.staging}/typed.csv')") == 3


def test_staging_beside_a_quote(tmp_path: Path) -> None:
    """A quote in the name of a folder neither breaks the guard nor opens it."""
    folder = tmp_path / "it's"
    folder.mkdir()
    workbook = create_workbook(folder / "case.duckdb", "Проба")
    workbook.staging.mkdir()
    (workbook.staging / "typed.csv").write_text("a\n1\n")
    (folder / "outside.csv").write_text("a\n1\n")
    assert workbook.value("select a from read_csv(?)", [str(workbook.staging / "typed.csv")]) == 1
    with pytest.raises(duckdb.PermissionException):
        workbook.query("select a from read_csv(?)", [str(folder / "outside.csv")])
    workbook.close()


def test_still_hardened_when_opened(workbook: Workbook) -> None:
    """A cursor of its own for every use is as locked as the connection."""
    with workbook.writing() as cursor, pytest.raises(duckdb.InvalidInputException):
        cursor.execute("set enable_external_access = true")


def test_closing_clears_staging(workbook: Workbook) -> None:
    """What an interrupted import left in the staging folder is gone after closing."""
    workbook.staging.mkdir()
    (workbook.staging / "left.parquet").write_text("x")
    workbook.close()
    assert not workbook.staging.exists()
