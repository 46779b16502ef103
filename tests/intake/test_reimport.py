"""The same report brought again: unchanged, changed, shrunk, taken back."""

import shutil
from collections.abc import Callable

import pytest

from diagnostics.intake import FileResult, Upload, import_files, importing
from diagnostics.workbook import Workbook, batches, derive, last_snapshot, open_workbook, undo

from .making import HEADER, sale, table

UNNUMBERED = "Дата;Контрагент;Менеджер;Сумма"
Bring = Callable[..., list[FileResult]]


def numbered(**amounts: str) -> str:
    """A sales file of documents by number."""
    return table(HEADER, *(f"15.01.2024;{number};Клиент 1;Менеджер 01;{amount}" for number, amount in amounts.items()))


def dated(**amounts: str) -> str:
    """A sales file without numbers, by month: `dated(m01="5")`."""
    return table(
        UNNUMBERED, *(f"15.{month[1:]}.2024;Клиент 1;Менеджер 01;{amount}" for month, amount in amounts.items())
    )


@pytest.fixture(autouse=True)
def _late(monkeypatch: pytest.MonkeyPatch) -> None:
    """Roll-ups are derived when they are looked at: deriving is what takes long."""
    monkeypatch.setattr(importing, "derive", lambda cursor, reach, fresh: None)


def derived(workbook: Workbook) -> Workbook:
    """The workbook with its roll-ups up to date."""
    with workbook.writing() as cursor:
        derive(cursor)
    return workbook


def by_month(workbook: Workbook) -> dict[str, int]:
    """Net sales by month in kopecks."""
    return dict(derived(workbook).query("select strftime(day, '%m'), sum(amount)::bigint from client_day group by all"))


def total(workbook: Workbook) -> int:
    """Net sales in kopecks."""
    return int(derived(workbook).value("select coalesce(sum(amount), 0) from client_day"))


def test_same_file_again(workbook: Workbook, bring: Bring) -> None:
    """The same file again is unchanged: no row, no batch, no version is new, whatever it is called now."""
    (first,) = bring(sales=numbered(a1="10", a2="20"))
    before = (workbook.version, workbook.value("select count(*) from sale"), len(batches(workbook)))
    (again,) = bring(renamed=numbered(a1="10", a2="20"))
    assert (again.status, again.batch) == ("unchanged", first.batch)
    assert (workbook.version, workbook.value("select count(*) from sale"), len(batches(workbook))) == before


def test_same_file_beside_a_new_one(workbook: Workbook, bring: Bring) -> None:
    """Of two files of a call the known one is unchanged and the new one comes in."""
    bring(a=numbered(a1="10"))
    results = bring(a=numbered(a1="10"), b=dated(m02="5"))
    assert [result.status for result in results] == ["unchanged", "accepted"]
    assert total(workbook) == 1_500


def test_same_file_twice_in_a_call(workbook: Workbook, bring: Bring) -> None:
    """The same file given twice in one call counts once."""
    results = bring(a=numbered(a1="10"), b=numbered(a1="10"))
    assert total(workbook) == 1_000
    assert [result.status for result in results] == ["accepted", "unchanged"]


def test_same_file_after_undo(workbook: Workbook, bring: Bring) -> None:
    """A file whose batch was taken back may come again."""
    (first,) = bring(a=numbered(a1="10"))
    assert first.batch is not None
    undo(workbook, first.batch)
    (again,) = bring(a=numbered(a1="10"))
    assert (again.status, total(workbook)) == ("accepted", 1_000)
    assert again.batch != first.batch


def test_changed_documents(workbook: Workbook, bring: Bring) -> None:
    """A changed export replaces the documents that it brings, adds the new ones and keeps the others."""
    bring(a=numbered(a1="10", a2="20", a3="30"))
    bring(b=numbered(a2="25", a4="40"))
    assert workbook.query("select doc, sum(amount) from current_rows('sale') group by doc order by doc") == [
        ("a1", 1_000), ("a2", 2_500), ("a3", 3_000), ("a4", 4_000),
    ]  # fmt: skip
    assert total(workbook) == 10_500


def test_document_that_lost_lines(workbook: Workbook, bring: Bring) -> None:
    """A document brought again is replaced as a whole, with however many lines it had."""
    bring(a=table(HEADER, *["15.01.2024;7;Клиент 1;Менеджер 01;10"] * 3))
    bring(b=numbered(**{"7": "5"}))
    assert total(workbook) == 500


def test_corrected_name(workbook: Workbook, bring: Bring) -> None:
    """A client and a rep who stand only in replaced rows are known no more."""
    bring(a=numbered(a1="10").replace("Клиент 1", "Клиент X").replace("Менеджер 01", "Менеджер X"))
    bring(b=numbered(a1="10"))
    derived(workbook)
    assert workbook.query("select name from dim_client") == [("Клиент 1",)]
    assert workbook.query("select name from dim_rep") == [("Менеджер 01",)]


def test_period_without_numbers(workbook: Workbook, bring: Bring) -> None:
    """Without numbers the period that a file covers is replaced, and that only."""
    bring(a=dated(m01="10", m02="20", m03="30", m04="40"))
    bring(b=dated(m02="25", m03="35"))
    assert by_month(workbook) == {"01": 1_000, "02": 2_500, "03": 3_500, "04": 4_000}


def test_other_layout_replaces_nothing(workbook: Workbook, bring: Bring) -> None:
    """A file of other headers is another report: its rows come on top."""
    bring(a=dated(m01="10"))
    bring(b=dated(m01="25").replace("Контрагент", "Клиент"))
    assert total(workbook) == 3_500


def test_two_files_of_one_layout_in_a_call(workbook: Workbook, bring: Bring) -> None:
    """Two parts of one report in one call do not replace each other, with numbers or without."""
    bring(a=dated(m01="10", m03="30"), b=dated(m02="20"))
    bring(c=numbered(a1="1", a2="2"), d=numbered(a2="4"))
    assert total(workbook) == 6_000 + 700


def test_parts_then_the_whole(workbook: Workbook, bring: Bring) -> None:
    """A later export of the whole replaces both parts."""
    bring(a=dated(m01="10", m03="30"), b=dated(m02="20"))
    bring(c=dated(m01="11", m02="22", m03="33"))
    assert by_month(workbook) == {"01": 1_100, "02": 2_200, "03": 3_300}


def test_undo_revives_the_replaced(workbook: Workbook, bring: Bring) -> None:
    """Taking back the later export brings back what it had replaced."""
    bring(a=dated(m01="10", m02="20"))
    before = by_month(workbook)
    (later,) = bring(b=dated(m02="25"))
    assert by_month(workbook) != before
    assert later.batch is not None
    undo(workbook, later.batch)
    assert by_month(workbook) == before


def test_deal_that_went_on(workbook: Workbook, bring: Bring) -> None:
    """A deal brought again in another year and state is the same deal."""
    header = "ID;Бюджет;Ответственный;Дата создания сделки;Дата закрытия;Этап сделки"
    bring(
        a=table(
            header,
            "1;100;Менеджер 01;20.12.2023;;Переговоры",
            "2;50;Менеджер 01;20.12.2023;21.12.2023;Успешно реализовано",
        )
    )
    bring(b=table(header, "1;90;Менеджер 01;20.12.2023;15.01.2024;Успешно реализовано"))
    assert workbook.query("select doc, state, amount from current_rows('deal') order by doc") == [
        ("1", "won", 9_000),
        ("2", "won", 5_000),
    ]
    assert total(workbook) == 14_000


@pytest.mark.parametrize("kind", ["clients", "staff"])
def test_list_brought_again(workbook: Workbook, bring: Bring, kind: str) -> None:
    """A list of clients or staff brought again replaces the former."""
    header = {"clients": "Контрагент;ИНН", "staff": "Сотрудник;Должность"}[kind]
    table_ = {"clients": "dim_client", "staff": "dim_rep"}[kind]
    bring(a=table(header, "Первый;1", "Второй;2"))
    bring(b=table(header, "Второй;2", "Третий;3"))
    assert derived(workbook).query(f"select name from {table_} order by name") == [("Второй",), ("Третий",)]


def test_plan_brought_again(workbook: Workbook, bring: Bring) -> None:
    """A wide plan with another month is the same report: its months are replaced, its unit is not asked again."""
    bring({"unit": "rub", "months_hold": "plan"}, a=table("Менеджер;Январь 2024;Февраль 2024", "Менеджер 01;5;6"))
    bring({"months_hold": "plan"}, b=table("Менеджер;Февраль 2024;Март 2024", "Менеджер 01;7;8"))
    assert workbook.query("select strftime(day, '%m'), amount from current_rows('plan') order by 1") == [
        ("01", 500),
        ("02", 700),
        ("03", 800),
    ]


def test_same_report_of_another_encoding(workbook: Workbook, write: Callable[..., Upload], quick: None) -> None:
    """The same report in another encoding is another file of the same source: it replaces, it does not add."""
    text = dated(m01="10", m02="20")
    for name, encoding in (("a.csv", "utf-8"), ("b.csv", "cp1251")):
        assert import_files(workbook, [write(name, text, encoding)])[0].status == "accepted"
    assert total(workbook) == 3_000


def test_history_is_kept(workbook: Workbook, bring: Bring) -> None:
    """Replacing deletes no row and no batch."""
    bring(a=numbered(a1="10"))
    bring(b=numbered(a1="20"))
    assert workbook.value("select count(*) from sale") == 2
    assert [(one.files, one.undone) for one in batches(workbook)] == [("a.csv", False), ("b.csv", False)]


def test_sale_is_known_by_year_too(workbook: Workbook, bring: Bring) -> None:
    """Next year's document of the same number does not replace this year's."""
    bring(a=table(HEADER, sale(1)))
    bring(b=table(HEADER, sale(1).replace("2024", "2025")))
    assert total(workbook) == 2_000


def test_a_copy_before_each_import_but_the_first(workbook: Workbook, bring: Bring) -> None:
    """Before an import changes a workbook that holds something it is copied; before the first there is nothing to copy."""
    bring(sales=numbered(a1="10"))
    assert last_snapshot(workbook.path) is None
    bring(sales=numbered(a2="20"))
    kept = last_snapshot(workbook.path)
    assert kept
    copy = open_workbook(kept)
    assert copy.value("select sum(amount)::bigint from sale") == 1_000
    copy.close()
    bring(sales=numbered(a2="20"))
    bring(other=table(HEADER.replace("Дата", "Дата операции"), "03/04/2024;9;Клиент;Менеджер 01;5"))
    assert last_snapshot(workbook.path) == kept  # the same file again, and one that waits for an answer, leave nothing behind


def test_full_disk(workbook: Workbook, bring: Bring, monkeypatch: pytest.MonkeyPatch) -> None:
    """Where there is no room for a copy nothing is imported, and that is said."""
    bring(sales=numbered(a1="10"))
    usage = shutil.disk_usage("/")
    monkeypatch.setattr(shutil, "disk_usage", lambda _path: usage._replace(free=1))
    (result,) = bring(sales=numbered(a2="20"))
    assert (result.status, result.rejected) == ("rejected", "no_room")
    assert workbook.value("select count(*) from sale") == 1
