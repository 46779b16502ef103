from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from diagnostics.intake import FileResult, Said, Upload, Watch, import_files, inspect_files, sandbox
from diagnostics.workbook import Workbook, batches, derive, problems, undo
from tests.workbook.raw import rollups

from .making import HEADER, in_process, sale, table

SALES = table(HEADER, sale(1, "10,50"), sale(2, "20,00"))
STAFF = table("Сотрудник;Должность", "Менеджер 01;Менеджер", "Менеджер 02;РОП")
SLASHED = table(
    "Дата;Контрагент;Менеджер;Сумма", "03/04/2024;Клиент 1;Менеджер 01;5", "05/06/2024;Клиент 1;Менеджер 01;7"
)
Bring = Callable[..., list[FileResult]]


def counts(workbook: Workbook) -> dict[str, int]:
    """Rows of every table that an import writes into."""
    tables = (
        "sale",
        "deal",
        "payment",
        "plan",
        "pay",
        "activity",
        "client",
        "rep",
        "batch",
        "batch_file",
        "problem",
        "mapping",
    )
    return {table: int(workbook.value(f"select count(*) from {table}")) for table in tables}


def test_what_an_import_says(workbook: Workbook, bring: Bring) -> None:
    """A sound file is accepted; the result says what it was, how it was read and what it adds up to."""
    (result,) = bring(sales=SALES + "Итого;;;;30,50\n")
    assert (result.name, result.status, result.kind, result.batch) == ("sales.csv", "accepted", "sales", 1)
    assert result.format == {"type": "csv", "encoding": "utf-8", "delimiter": ";", "sheet": None, "header_line": 1}
    assert result.mapping == {
        "date": "Дата",
        "doc": "Номер",
        "client": "Контрагент",
        "rep": "Менеджер",
        "amount": "Сумма",
    }
    assert result.counts == {"read": 3, "accepted": 2, "rejected": 0, "ignored": 1}
    assert (result.totals.amount, result.control) == (3_050, 3_050)
    assert (result.totals.by_rep, result.totals.by_month) == ({"Менеджер 01": 3_050}, {"2024-01": 3_050})


def test_roll_ups_are_those_of_the_stored_rows(workbook: Workbook, bring: Bring) -> None:
    """What an import sums from its files is what the tables hold: beside earlier batches, with refused lines, replaced rows."""
    other = table("Дата;Клиент;Ответственный;Выручка;Регион", "05.02.2024;Клиент 9;Менеджер 02;7,05;Север", "Итого;;;7,05;")
    for files in (
        {"sales": SALES + "вчера;3;Клиент 3;Менеджер 01;5\nИтого;;;;35,50\n", "staff": STAFF},
        {"other": other},
        {"sales": SALES.replace("20,00", "21,00")},
    ):
        results = bring(answers={"overlap": "take", "shrunk": "take"}, **files)
        assert {result.status for result in results} <= {"accepted", "partial"}, results
        summed = rollups(workbook)
        with workbook.writing() as cursor:
            derive(cursor)
        assert summed == rollups(workbook)
    assert workbook.value("select sum(gross) from client_month") == 1_050 + 2_100 + 705


def test_partial(workbook: Workbook, bring: Bring) -> None:
    """A file with bad lines is partial: the good lines count, the bad ones are listed and kept in the workbook."""
    (result,) = bring(sales=SALES + "вчера;3;Клиент 3;Менеджер 01;5\n")
    assert (result.status, result.counts["rejected"], result.totals.amount) == ("partial", 1, 3_050)
    assert [(one.code, one.line) for one in result.problems] == [("bad_date", 4)]
    assert [(one.code, one.line, one.found) for one in problems(workbook)] == [("bad_date", 4, "вчера")]


def test_several_kinds_in_one_call(workbook: Workbook, bring: Bring) -> None:
    """Files of several kinds come in together, each as a batch of its own, in one call."""
    results = bring(sales=SALES, staff=STAFF)
    assert [(result.kind, result.status) for result in results] == [("sales", "accepted"), ("staff", "accepted")]
    assert [(one.kind, one.call) for one in batches(workbook)] == [("sales", 1), ("staff", 1)]
    assert (results[1].totals.people, results[1].totals.left) == (2, 0)


@pytest.mark.parametrize(
    "bad",
    ["", HEADER + "\n", "Поле 1;Поле 2\n1;2\n", table(HEADER, "31.02.2024;1;Клиент 1;Менеджер 01;5")],
    ids=["empty", "header only", "unknown", "all bad"],
)
@pytest.mark.parametrize("first", [True, False], ids=["bad first", "bad last"])
def test_all_or_nothing(workbook: Workbook, bring: Bring, bad: str, first: bool) -> None:
    """One file that cannot be taken keeps out all files of the call."""
    before, version = counts(workbook), workbook.version
    texts = {"a": bad, "b": SALES} if first else {"a": SALES, "b": bad}
    results = bring(**texts)
    assert results[0 if first else 1].status == "rejected"
    assert (counts(workbook), workbook.version) == (before, version)


def test_a_sound_file_beside_a_bad_one_is_not_called_imported(workbook: Workbook, bring: Bring) -> None:
    """A file that stayed out because of another one is not reported as accepted."""
    good, bad = bring(a=SALES, b="")
    assert (bad.status, good.batch) == ("rejected", None)
    assert good.status != "accepted"


def test_all_lines_bad(workbook: Workbook, bring: Bring) -> None:
    """A file of which no line can be taken is refused, and its problems are still listed."""
    (result,) = bring(sales=table(HEADER, "31.02.2024;1;Клиент 1;Менеджер 01;5", "32.01.2024;2;Клиент 1;Менеджер 01;5"))
    assert (result.status, result.rejected, len(result.problems)) == ("rejected", "all_rejected", 2)
    assert workbook.value("select count(*) from batch") == 0


def test_unreadable_plan_does_not_stop_the_program(workbook: Workbook, bring: Bring) -> None:
    """A plan with an amount that cannot be read is partial like any other file."""
    (result,) = bring(plan=table("Месяц;Менеджер;План, руб.", "Январь 2024;Менеджер 01;5", "Январь 2024;Менеджер 02;много"))
    assert (result.status, result.counts["rejected"], result.totals.amount) == ("partial", 1, 500)


def test_question_blocks(workbook: Workbook, bring: Bring) -> None:
    """While a question is open nothing is imported, the other files of the call neither."""
    before = counts(workbook)
    results = bring(slashed=SLASHED, staff=STAFF)
    assert [result.status for result in results] == ["question", "question"]
    assert [question["id"] for question in results[0].questions if question["blocking"]] == ["date_order"]
    assert counts(workbook) == before


def test_question_shows_its_default(bring: Bring) -> None:
    """A blocking question shows what the file would add up to under its default answer."""
    (result,) = bring(slashed=SLASHED)
    assert (result.totals.amount, result.totals.by_month) == (1_200, {"2024-04": 500, "2024-06": 700})


@pytest.mark.parametrize(
    ("order", "months"), [("dmy", {"2024-04": 500, "2024-06": 700}), ("mdy", {"2024-03": 500, "2024-05": 700})]
)
def test_answer_opens(bring: Bring, order: str, months: dict[str, int]) -> None:
    """With the answer the same call imports."""
    (result,) = bring({"date_order": order}, slashed=SLASHED)
    assert (result.status, result.totals.by_month) == ("accepted", months)


def test_each_file_by_its_own_evidence(workbook: Workbook, bring: Bring) -> None:
    """Two files of one call that show different orders of dates are each read in their own."""
    bring(
        european=SLASHED + "31/12/2024;Клиент 1;Менеджер 01;1\n",
        american=SLASHED.replace("Контрагент", "Клиент") + "12/31/2024;Клиент 1;Менеджер 01;1\n",
    )
    assert workbook.query("select day::text from sale where amount = 500 order by day") == [
        ("2024-03-04",),
        ("2024-04-03",),
    ]


def test_inspecting_changes_nothing(workbook: Workbook, write: Callable[..., Upload], quick: None) -> None:
    """Looking at files says what they are and leaves the workbook as it was."""
    before = counts(workbook)
    looked = inspect_files(workbook, [write("sales.csv", SALES), write("what.csv", "Поле 1;Поле 2\n1;2\n")])
    assert (looked[0].kind, looked[0].rows[0]) == ("sales", ["02.01.2024", "1", "Клиент 1", "Менеджер 01", "10,50"])
    assert (looked[1].headers, looked[1].rows) == (["Поле 1", "Поле 2"], [["1", "2"]])
    assert counts(workbook) == before
    assert not workbook.staging.exists()


def test_pointed_at_once(workbook: Workbook, write: Callable[..., Upload], quick: None) -> None:
    """What the user said about a layout is remembered for the next file of the same headers."""
    text = table("Поле 1;Поле 2;Поле 3;Сумма", "15.01.2024;Клиент 1;7;5")
    one, two = write("one.csv", text), write("two.csv", text.replace("15.01", "16.02"))
    (first,) = import_files(workbook, [Upload(one.path, one.name, said={"": Said("payments", {"date": 0, "client": 1, "amount": 2})})])
    assert (first.kind, first.totals.amount) == ("payments", 700)
    (second,) = import_files(workbook, [two])
    assert (second.kind, second.totals.by_month) == ("payments", {"2024-02": 700})
    assert second.mapping == {"date": "Поле 1", "client": "Поле 2", "amount": "Поле 3"}


def test_pointed_at_again(workbook: Workbook, write: Callable[..., Upload], quick: None) -> None:
    """The latest word about a layout holds."""
    text = table("Поле 1;Поле 2;Поле 3;Сумма", "15.01.2024;Клиент 1;7;5")
    for turn, column in enumerate((2, 3)):
        upload = write(f"{turn}.csv", text.replace("15.", f"1{turn}."))
        import_files(workbook, [Upload(upload.path, upload.name, said={"": Said("sales", {"date": 0, "client": 1, "amount": column})})])
    (third,) = import_files(workbook, [write("third.csv", text.replace("15.", "20."))])
    assert third.totals.amount == 500


def test_mapping_of_a_refused_import_is_forgotten(
    workbook: Workbook, write: Callable[..., Upload], quick: None
) -> None:
    """What was said about a file that did not come in is not kept."""
    upload = write("one.csv", table(HEADER, sale(1), sale(2)))
    (result,) = import_files(workbook, [Upload(upload.path, upload.name, said={"": Said("sales", {"date": 2, "amount": 4})})])
    assert result.status == "rejected"
    assert counts(workbook)["mapping"] == 0
    assert import_files(workbook, [upload])[0].status == "accepted"


def test_staging_is_private_and_gone(
    workbook: Workbook, write: Callable[..., Upload], monkeypatch: pytest.MonkeyPatch
) -> None:
    """The folder through which rows come in is closed to others, and gone after the import."""
    modes = []

    def noted(request: dict[str, Any], _watch: Watch | None) -> dict[str, Any]:
        modes.append(workbook.staging.stat().st_mode & 0o777)
        return in_process(request)

    monkeypatch.setattr(sandbox, "run", noted)
    import_files(workbook, [write("sales.csv", SALES)])
    assert modes == [0o700]
    assert not workbook.staging.exists()


def test_two_imports_at_once(workbook: Workbook, write: Callable[..., Upload], monkeypatch: pytest.MonkeyPatch) -> None:
    """An import that begins and ends while another one is being read disturbs neither."""
    inner = write("inner.csv", table("Сотрудник;Должность", "Менеджер 07;РОП"))

    def interrupted(request: dict[str, Any], _watch: Watch | None) -> dict[str, Any]:
        answered = in_process(request)
        monkeypatch.setattr(sandbox, "run", in_process)
        assert import_files(workbook, [inner])[0].status == "accepted"
        return answered

    monkeypatch.setattr(sandbox, "run", interrupted)
    (outer,) = import_files(workbook, [write("outer.csv", SALES)])
    assert (outer.status, outer.totals.amount) == ("accepted", 3_050)
    assert workbook.query("select rep from rep") == [("Менеджер 07",)]


def test_a_failing_write_leaves_nothing(
    workbook: Workbook, write: Callable[..., Upload], monkeypatch: pytest.MonkeyPatch
) -> None:
    """When storing fails half-way nothing of the call is kept, and no folder is left."""
    before = counts(workbook)

    def spoiled(request: dict[str, Any], _watch: Watch | None) -> dict[str, Any]:
        answered = in_process(request)
        Path(answered["batches"][1]["parquet"]).write_bytes(b"PAR1 spoiled")
        return answered

    monkeypatch.setattr(sandbox, "run", spoiled)
    with pytest.raises(Exception, match=r"parquet|magic|footer|PAR1"):
        import_files(workbook, [write("sales.csv", SALES), write("staff.csv", STAFF)])
    assert counts(workbook) == before
    assert not workbook.staging.exists()


def test_undo_after_a_real_import(workbook: Workbook, bring: Bring) -> None:
    """A batch that came in with others of its call is taken back alone."""
    sales, staff = bring(sales=SALES, staff=STAFF)
    assert sales.batch is not None
    undo(workbook, sales.batch)
    assert workbook.value("select count(*) from client_day") == 0
    assert workbook.query("select name from dim_rep order by name") == [("Менеджер 01",), ("Менеджер 02",)]
    assert staff.batch != sales.batch
