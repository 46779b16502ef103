"""A batch read again in another way: it takes the place of what it brought, and nothing doubles."""

import zipfile
from collections.abc import Callable
from io import BytesIO
from pathlib import Path

import pytest

from diagnostics.intake import Said, Upload, import_files, inspect_files, kept_uploads
from diagnostics.workbook import Workbook, batches, kept_tables, undo

from .making import HEADER, sale, table, xlsx

TWO_SUMS = table("Дата;Номер;Контрагент;Менеджер;Сумма;Итого с НДС;Телефон", *(f"15.0{n}.2024;{n};Клиент {n};Менеджер 01;100;120;+7 900 000-00-0{n}" for n in (1, 2, 3)))
PLAN = table("Менеджер;Месяц;План", "Менеджер 01;01.2024;150", "Менеджер 02;01.2024;250")
ORDERS = table("Номер заказа;Дата заказа;Клиент;Менеджер", "1;15.01.2024;Клиент 1;Менеджер 01", "2;16.01.2024;Клиент 2;Менеджер 02")
LINES = table("Номер заказа;Товар;Цена;Количество", "1;Труба;10;2", "1;Кран;5;1", "2;Труба;10;1")
ANSWERS = {"unit": "rub", "months_hold": "plan"}
Write = Callable[..., Upload]

pytestmark = pytest.mark.usefixtures("quick")


def amount(workbook: Workbook) -> int:
    """Net sales in kopecks."""
    return int(workbook.value("select coalesce(sum(amount), 0) from client_day"))


def again(workbook: Workbook, batch: int, folder: Path, **columns: str) -> list[Upload]:
    """The tables of a batch, to be imported with these columns."""
    return [Upload(one.path, one.name, kept=one.kept, columns=columns) for one in kept_uploads(workbook, batch, folder)]


def test_the_same_file_with_another_column(workbook: Workbook, write: Write) -> None:
    """The same file with another column of sums takes the place of the former import; taken back, that one counts again."""
    upload = write("sales.csv", TWO_SUMS)
    (first,) = import_files(workbook, [upload])
    assert amount(workbook) == 30_000
    (second,) = import_files(workbook, [Upload(upload.path, upload.name, columns={"amount": "Итого с НДС"})])
    assert (second.status, second.totals.amount, amount(workbook)) == ("accepted", 36_000, 36_000)
    assert [(one.id, one.undone, one.superseded) for one in batches(workbook)] == [(first.batch, False, True), (second.batch, False, False)]
    (third,) = import_files(workbook, [Upload(upload.path, upload.name, columns={"amount": "Итого с НДС"})])
    assert (third.status, third.batch) == ("unchanged", second.batch)
    undo(workbook, second.batch or 0)
    assert amount(workbook) == 30_000


def test_the_same_file_with_another_answer(workbook: Workbook, write: Write) -> None:
    """What was answered wrongly is answered again: the file comes in anew, in place of what it was."""
    upload = write("plan.csv", PLAN)
    (first,) = import_files(workbook, [upload], {"unit": "thousand"})
    (second,) = import_files(workbook, [upload], {"unit": "rub"})
    assert (first.totals.amount, second.totals.amount) == (40_000_000, 40_000)
    assert workbook.value("select sum(amount)::bigint from current_rows('plan')") == 40_000
    assert import_files(workbook, [upload])[0].status == "unchanged"


def test_from_the_workbook_without_the_file(workbook: Workbook, write: Write, tmp_path: Path) -> None:
    """The cells are kept: the batch is read again although its file is gone."""
    upload = write("sales.csv", TWO_SUMS)
    (first,) = import_files(workbook, [upload])
    upload.path.unlink()
    (second,) = import_files(workbook, again(workbook, first.batch or 0, tmp_path, amount="Итого с НДС"))
    assert (second.status, second.name, amount(workbook)) == ("accepted", "sales.csv", 36_000)
    (third,) = import_files(workbook, again(workbook, second.batch or 0, tmp_path, amount="Сумма"))
    assert (third.status, amount(workbook)) == ("accepted", 30_000)
    assert [one.superseded for one in batches(workbook)] == [True, True, False]


def test_answers_are_asked_again(workbook: Workbook, write: Write, tmp_path: Path) -> None:
    """Whoever reads a table again is asked what was remembered."""
    (first,) = import_files(workbook, [write("plan.csv", PLAN)], {"unit": "thousand"})
    uploads = kept_uploads(workbook, first.batch or 0, tmp_path)
    assert [question["id"] for question in inspect_files(workbook, uploads)[0].questions] == ["unit"]
    (second,) = import_files(workbook, uploads, {"unit": "rub"})
    assert (second.status, second.totals.amount) == ("accepted", 40_000)


def test_as_another_kind(workbook: Workbook, write: Write, tmp_path: Path) -> None:
    """Sales that were taken for payments become sales."""
    upload = write("list.csv", TWO_SUMS)
    fields = {"date": 0, "client": 2, "rep": 3, "amount": 4}
    (first,) = import_files(workbook, [Upload(upload.path, upload.name, said={"": Said("payments", fields)})])
    (kept,) = kept_uploads(workbook, first.batch or 0, tmp_path)
    (second,) = import_files(workbook, [Upload(kept.path, kept.name, kept=kept.kept, said={"": Said("sales", fields)})])
    assert (second.kind, second.status) == ("sales", "accepted")
    assert workbook.query("select kind, count(*) from active_batch group by kind") == [("sales", 1)]


SHEETS = xlsx(*[[["Дата", "Номер", "Контрагент", "Менеджер", "Сумма"], [f"15.0{n}.2024", str(n), f"Клиент {n}", "Менеджер 01", 5]] for n in (1, 2)])
ZIPPED = BytesIO()
with zipfile.ZipFile(ZIPPED, "w") as _archive:
    _archive.writestr("a.csv", table(HEADER, sale(1)))
    _archive.writestr("b.csv", PLAN)


@pytest.mark.parametrize(
    "files",
    [
        {"sales.csv": TWO_SUMS},
        {"bad.csv": table(HEADER, sale(1), sale(2), "вчера;3;Клиент;Менеджер;5", "01.02.2024;4;Клиент;Менеджер;5;6", "Итого;;;;25")},
        {"sheets.xlsx": SHEETS},
        {"wide.csv": table("Менеджер;январь 2024;февраль 2024", "Менеджер 01;100000;200000", "Менеджер 02;300000;")},
        {"orders.csv": ORDERS, "lines.csv": LINES},
        {"both.zip": ZIPPED.getvalue()},
    ],
    ids=["csv", "problems", "sheets", "spread", "joined", "archive"],
)
def test_read_again_alike_changes_nothing(workbook: Workbook, write: Write, tmp_path: Path, files: dict[str, str | bytes]) -> None:
    """What is read again as it was read before is the same to the last word, and changes nothing."""
    first = import_files(workbook, [write(name, content) for name, content in files.items()], ANSWERS)
    assert {one.status for one in first} <= {"accepted", "partial"}
    for batch in {one.batch for one in first}:
        uploads = kept_uploads(workbook, batch or 0, tmp_path)
        assert uploads
        second = import_files(workbook, uploads, ANSWERS)
        assert {one.status for one in second} == {"unchanged"}
        for one in second:
            old = next(other for other in first if other.name == one.name and other.part == one.part)
            assert (one.counts, one.problems, one.left_out, one.control, one.mapping) == (old.counts, old.problems, old.left_out, old.control, old.mapping)
            assert one.format == old.format


def test_no_personal_data_is_kept(workbook: Workbook, write: Write) -> None:
    """Phones are in the file and nowhere in the workbook."""
    upload = write("sales.csv", TWO_SUMS)
    (result,) = import_files(workbook, [upload])
    (kept,) = kept_tables(workbook, result.batch or 0)
    assert result.personal == ["Телефон"]
    assert b"900 000" not in kept.cells
    assert "900 000" not in str(kept.meta)


def test_a_long_table_is_not_kept(workbook: Workbook, write: Write, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A long export is not stored twice: it can be exported again."""
    monkeypatch.setattr("diagnostics.intake.child.KEPT", 2)
    (result,) = import_files(workbook, [write("sales.csv", TWO_SUMS)])
    assert kept_uploads(workbook, result.batch or 0, tmp_path) == []


def test_later_imports_keep_their_place(workbook: Workbook, write: Write, tmp_path: Path) -> None:
    """A batch that is read again stays where it stood: a later export of the same documents still has the last word."""
    header = "Дата;Номер;Контрагент;Менеджер;Сумма;Итого с НДС"
    (first,) = import_files(workbook, [write("a.csv", table(header, "15.01.2024;1;Клиент;Менеджер 01;100;120", "15.01.2024;2;Клиент;Менеджер 01;10;12"))])
    import_files(workbook, [write("b.csv", table(header, "15.01.2024;1;Клиент;Менеджер 01;300;360"))])
    assert amount(workbook) == 31_000
    import_files(workbook, again(workbook, first.batch or 0, tmp_path, amount="Итого с НДС"))
    assert amount(workbook) == 31_200


def test_a_column_that_is_not_there(workbook: Workbook, write: Write) -> None:
    """Who points to a header that no table has hears it."""
    upload = write("sales.csv", TWO_SUMS)
    (result,) = import_files(workbook, [Upload(upload.path, upload.name, columns={"amount": "Сумма без НДС"})])
    assert (result.status, result.rejected) == ("rejected", "no_such_column")
