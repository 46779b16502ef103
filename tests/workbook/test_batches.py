from dataclasses import replace

import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from diagnostics.workbook import (
    FileRecord,
    Problem,
    Staged,
    Workbook,
    add_batch,
    batches,
    derive,
    file_sums,
    known_files,
    next_call,
    problems,
    totals,
    undo,
)

from .raw import day, days_of, put

RECORD = FileRecord("sales.csv", "", "sha", 10, {"type": "csv"}, {"date": "Дата"}, 3, 2, 1, 0, 300)


@pytest.fixture
def typed(workbook: Workbook) -> Staged:
    """Typed sales as the intake stages them: two rows of 1 and 2 roubles, and two that do not count."""
    workbook.staging.mkdir()
    rows, dropped = workbook.staging / "typed.parquet", workbook.staging / "dropped.parquet"
    columns = {
        "line": [2, 3, 4, 5], "day": [day("2024-01-15"), day("2024-02-15"), None, day("2024-02-15")], "amount": [100, 200, 300, 400],
        "client": ["Клиент 1", "Клиент 2", None, "Клиент 3"], "rep": ["Менеджер 01", None, None, None],
        "date_unread": [None, None, "?", None], "ignored": [None, None, None, "cancelled"],
    }  # fmt: skip
    pq.write_table(pa.table(columns), rows)
    pq.write_table(pa.table({"line": [4], "origin": pa.array([None], pa.int32())}), dropped)
    return Staged(rows, dropped)


def add(workbook: Workbook, typed: Staged, record: FileRecord = RECORD) -> int:
    """Import the staged sales."""
    with workbook.writing() as cursor:
        batch = add_batch(cursor, next_call(workbook), "sales", "source", [record], typed)
        derive(cursor)
    return batch


def test_rows_come_in(workbook: Workbook, typed: Staged) -> None:
    """Staged rows stand in their table under the number of the batch, which has their first and last day."""
    batch = add(workbook, typed)
    assert workbook.query("select batch, line, client, amount, doc from sale order by line") == [
        (batch, 2, "Клиент 1", 100, None),
        (batch, 3, "Клиент 2", 200, None),
    ]
    (one,) = batches(workbook)
    assert (one.id, one.call, one.kind, one.files, one.accepted, one.rejected, one.undone) == (
        batch, 1, "sales", "sales.csv", 2, 1, False,
    )  # fmt: skip
    assert (one.first_day, one.last_day) == (day("2024-01-15"), day("2024-02-15"))


def test_file_is_recorded(workbook: Workbook, typed: Staged) -> None:
    """The file of a batch keeps how its rows were taken, their sum and its own total row."""
    batch = add(workbook, typed)
    (one,) = file_sums(workbook)
    assert (one.batch, one.name, one.read, one.accepted, one.rejected, one.ignored) == (batch, "sales.csv", 3, 2, 1, 0)
    assert (one.amount, one.control) == (300, 300)
    assert {key: one.batch for key, one in known_files(workbook).items()} == {("sha", ""): batch}


def test_totals_of_a_batch(workbook: Workbook, typed: Staged) -> None:
    """The totals of a batch are its sum, by the reps that its rows name and by month."""
    batch = add(workbook, typed)
    with workbook.writing() as cursor:
        found = totals(cursor, "sales", batch)
    assert (found.amount, found.by_rep, found.by_month) == (300, {"Менеджер 01": 100}, {"2024-01": 100, "2024-02": 200})


def test_problems_are_kept(workbook: Workbook, typed: Staged) -> None:
    """Problems of a batch are listed, errors before warnings and by line, until the batch is taken back."""
    found = [
        Problem("warning", "bad_date", 4, "Дата", "x", None, "sales.csv"),
        Problem("error", "bad_amount", 9, "Сумма", "y", "Лист", "sales.csv"),
        Problem("error", "empty_cell", 7, "Сумма", None, None, "sales.csv"),
    ]
    batch = add(workbook, typed, replace(RECORD, problems=found))
    assert problems(workbook) == [found[2], found[1], found[0]]
    undo(workbook, batch)
    assert problems(workbook) == []


def test_undo_takes_the_rows_out(workbook: Workbook, typed: Staged) -> None:
    """A batch taken back counts nowhere, is marked in the history, and its file may come again."""
    first = put(workbook, "sales", [{"day": day("2023-01-15"), "client": "Клиент 9", "amount": 5}])
    batch = add(workbook, typed)
    undo(workbook, batch)
    assert [row[0] for row in days_of(workbook)] == ["Клиент 9"]
    assert [(one.id, one.undone) for one in batches(workbook)] == [(first, False), (batch, True)]
    assert batch not in {one.batch for one in known_files(workbook).values()}
    assert [one.batch for one in file_sums(workbook)] == [first]


def test_undo_deletes_nothing(workbook: Workbook, typed: Staged) -> None:
    """Taking back adds an event; the raw rows stay."""
    batch = add(workbook, typed)
    undo(workbook, batch)
    assert workbook.value("select count(*) from sale") == 2
    assert workbook.query("select batch, event from batch_event") == [(batch, "undone")]


def test_undo_only_once(workbook: Workbook, typed: Staged) -> None:
    """A batch that was taken back, or never was, cannot be taken back, and nothing changes."""
    batch = add(workbook, typed)
    undo(workbook, batch)
    before = workbook.version
    for number in (batch, batch + 1, 0):
        with pytest.raises(KeyError):
            undo(workbook, number)
    assert workbook.version == before
    assert workbook.value("select count(*) from batch_event") == 1


def test_calls_are_counted_on(workbook: Workbook, typed: Staged) -> None:
    """A batch that was taken back does not give its call's number to another."""
    batch = add(workbook, typed)
    undo(workbook, batch)
    assert next_call(workbook) == 2
