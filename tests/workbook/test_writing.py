from concurrent.futures import ThreadPoolExecutor
from threading import Event

import duckdb
import pytest

from diagnostics.workbook import Workbook

ROUNDS = 25


def notes(workbook: Workbook) -> int:
    """How many test facts there are."""
    return int(workbook.value("select count(*) from setting where name like 'note%'"))


def test_kept_together(workbook: Workbook) -> None:
    """All that is written in one block is there after it."""
    with workbook.writing() as cursor:
        cursor.execute("insert into setting (name, value) values ('note', 'a')")
        cursor.execute("insert into setting (name, value) values ('note', 'b')")
    assert notes(workbook) == 2


def test_rolled_back(workbook: Workbook) -> None:
    """After an exception nothing of the block is kept, and the exception comes out as it was."""

    def write() -> None:
        with workbook.writing() as cursor:
            cursor.execute("insert into setting (name, value) values ('note', 'a')")
            raise KeyError("stop")

    with pytest.raises(KeyError, match="stop"):
        write()
    assert notes(workbook) == 0


def test_rolled_back_after_bad_sql(workbook: Workbook) -> None:
    """A statement that fails takes back those before it, and the next block works."""

    def write() -> None:
        with workbook.writing() as cursor:
            cursor.execute("insert into setting (name, value) values ('note', 'a')")
            cursor.execute("select * from no_such_table")

    with pytest.raises(duckdb.CatalogException):
        write()
    with workbook.writing() as cursor:
        cursor.execute("insert into setting (name, value) values ('note', 'b')")
    assert workbook.query("select value from setting where name = 'note'") == [("b",)]


def test_unfinished_is_unseen(workbook: Workbook) -> None:
    """Another thread sees nothing of a block before it has ended."""
    with ThreadPoolExecutor(1) as pool:
        with workbook.writing() as cursor:
            cursor.execute("insert into setting (name, value) values ('note', 'a')")
            assert pool.submit(notes, workbook).result() == 0
        assert pool.submit(notes, workbook).result() == 1


def test_two_writers_and_a_reader(workbook: Workbook) -> None:
    """Two threads write while a third reads: nothing is lost and nobody sees half of a block."""
    done = Event()

    def write(name: str) -> None:
        for turn in range(ROUNDS):
            with workbook.writing() as cursor:
                for _ in range(2):
                    cursor.execute("insert into setting (name, value) values (?, ?)", [name, str(turn)])

    def read() -> set[int]:
        seen = {notes(workbook)}
        while not done.is_set():
            seen.add(notes(workbook))
        return seen

    with ThreadPoolExecutor(3) as pool:
        reader = pool.submit(read)
        for writer in [pool.submit(write, "note 1"), pool.submit(write, "note 2")]:
            writer.result()
        done.set()
        seen = reader.result()
    assert notes(workbook) == 4 * ROUNDS
    assert {count % 2 for count in seen} == {0}
