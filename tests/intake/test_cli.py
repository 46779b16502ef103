"""The command line's intake: exit codes and the JSON of the contract, called in this process."""

import re
from pathlib import Path

import pytest

from diagnostics.workbook import open_workbook

from .calling import Call, File
from .making import HEADER, sale, table

SALES = table(HEADER, sale(1, "10,50"), sale(2, "20,00"), "Итого;;;;30,50")
SLASHED = table("Дата;Контрагент;Менеджер;Сумма", "03/04/2024;Клиент 1;Менеджер 01;5")
MONEY = re.compile(r"-?\d+\.\d\d")


def test_import(call: Call, file: File) -> None:
    """An import answers 0 and one object with all that the contract promises."""
    done = call("import", file("sales.csv", SALES), "--json")
    assert (done.code, done.err) == (0, "")
    assert list(done.json) == ["batches", "proposals"]
    (batch,) = done.json["batches"]
    assert (batch["file"], batch["batch"], batch["kind"], batch["status"]) == ("sales.csv", 1, "sales", "accepted")
    assert batch["format"] == {"type": "csv", "encoding": "utf-8", "delimiter": ";", "sheet": None, "header_line": 1}
    assert batch["mapping"] == {
        "date": "Дата",
        "doc": "Номер",
        "client": "Контрагент",
        "rep": "Менеджер",
        "amount": "Сумма",
    }
    assert batch["rows"] == {"read": 3, "accepted": 2, "rejected": 0, "ignored": 1}
    assert batch["totals"] == {
        "amount": "30.50",
        "by_rep": {"Менеджер 01": "30.50"},
        "by_month": {"2024-01": "30.50"},
        "control": {"found": "30.50", "matches": True},
    }
    assert (batch["problems"], [one["id"] for one in batch["questions"]]) == ([], ["rep_meaning"])


def test_amounts_are_text(call: Call, file: File) -> None:
    """Every amount is a text with two decimals, returns and whole roubles too."""
    done = call(
        "import", file("sales.csv", table(HEADER, sale(1, "-7"), sale(2, "0,5"), sale(3, "1 000 000"))), "--json"
    )
    totals = done.json["batches"][0]["totals"]
    assert (totals["amount"], totals["by_rep"]) == ("999993.50", {"Менеджер 01": "999993.50"})
    assert all(MONEY.fullmatch(text) for text in totals["by_month"].values())


def test_control_that_does_not_match(call: Call, file: File) -> None:
    """A total row that says otherwise is shown beside the sum."""
    done = call("import", file("sales.csv", SALES.replace("30,50", "31,00")), "--json")
    assert done.json["batches"][0]["totals"]["control"] == {"found": "31.00", "matches": False}


def test_partial(call: Call, file: File) -> None:
    """Bad lines leave the code 0 and are listed with where, what, what was expected and how to mend it."""
    done = call("import", file("sales.csv", SALES + "31.02.2024;3;Клиент 3;Менеджер 01;5\n"), "--json")
    (batch,) = done.json["batches"]
    assert (done.code, batch["status"]) == (0, "partial")
    (problem,) = batch["problems"]
    assert {"severity", "sheet", "line", "column", "found", "expected", "fix"} <= set(problem)
    assert (problem["severity"], problem["sheet"], problem["line"]) == ("error", None, 5)
    assert (problem["column"], problem["found"]) == ("Дата", "31.02.2024")
    assert problem["expected"]
    assert problem["fix"]


def test_unchanged(call: Call, file: File) -> None:
    """The same file again answers 0, unchanged, with the batch that has it."""
    path = file("sales.csv", SALES)
    call("import", path)
    done = call("import", path, "--json")
    (batch,) = done.json["batches"]
    assert (done.code, batch["status"], batch["batch"]) == (0, "unchanged", 1)


@pytest.mark.parametrize("text", ["", f"{HEADER}\n", "Поле 1;Поле 2\n1;2\n"], ids=["empty", "header only", "unknown"])
def test_rejected(call: Call, file: File, text: str) -> None:
    """A file that cannot be taken answers 3, with the reason as a problem of the contract's form."""
    done = call("import", file("bad.csv", text), "--json")
    (batch,) = done.json["batches"]
    assert (done.code, batch["status"], batch["batch"]) == (3, "rejected", None)
    assert {"severity", "sheet", "line", "column", "found", "expected", "fix"} <= set(batch["problems"][0])
    assert batch["problems"][0]["fix"]
    assert call("batches", "--json").json == {"batches": []}


@pytest.mark.parametrize("words", [[], ["--json"]], ids=["text", "json"])
def test_one_bad_file_of_two(call: Call, file: File, words: list[str]) -> None:
    """With a bad file beside a good one the call answers 3 in either form, and neither comes in."""
    done = call("import", file("good.csv", SALES), file("bad.csv", ""), *words)
    assert done.code == 3
    assert "bad.csv" in done.out
    assert call("batches", "--json").json == {"batches": []}


def test_question(call: Call, file: File) -> None:
    """An open question answers 4 and tells its id, its text, its options and its default."""
    done = call("import", file("slashed.csv", SLASHED), "--json")
    (batch,) = done.json["batches"]
    assert (done.code, batch["status"], batch["batch"]) == (4, "question", None)
    question = batch["questions"][0]
    assert (question["id"], question["options"], question["default"]) == ("date_order", ["dmy", "mdy"], "dmy")
    assert question["text"]
    assert call("batches", "--json").json == {"batches": []}


def test_question_shows_totals_under_its_default(call: Call, file: File) -> None:
    """Beside a blocking question stands what the file adds up to under its default."""
    totals = call("import", file("slashed.csv", SLASHED), "--json").json["batches"][0]["totals"]
    assert (totals.get("amount"), totals.get("by_month")) == ("5.00", {"2024-04": "5.00"})


def test_answer(call: Call, file: File) -> None:
    """The answer in the call settles it."""
    done = call("import", file("slashed.csv", SLASHED), "--answer", "date_order=mdy", "--json")
    assert (done.code, done.json["batches"][0]["totals"]["by_month"]) == (0, {"2024-03": "5.00"})


def test_kind(call: Call, file: File) -> None:
    """The kind that the call names is taken."""
    path = file("what.csv", table("Дата;Контрагент;Сумма;Дата оплаты", "15.01.2024;Клиент 1;5;16.01.2024"))
    done = call("import", path, "--kind", "payments", "--json")
    assert (done.code, done.json["batches"][0]["kind"]) == (0, "payments")


def test_deals(call: Call, file: File) -> None:
    """For deals the totals are those won, and the rows tell won, lost and open, all three always."""
    header = "ID сделки;Сумма;Ответственный;Дата закрытия;Этап сделки"
    lines = ["1;10;Менеджер 01;15.01.2024;Won", "2;20;Менеджер 02;16.01.2024;Won", "3;70;Менеджер 01;17.01.2024;Lost"]
    (batch,) = call("import", file("deals.csv", table(header, *lines)), "--json").json["batches"]
    assert batch["totals"]["amount"] == "30.00"
    assert batch["totals"]["by_rep"] == {"Менеджер 01": "10.00", "Менеджер 02": "20.00"}
    assert batch["rows"] == {"read": 3, "accepted": 3, "rejected": 0, "ignored": 0, "won": 2, "lost": 1, "open": 0}


def test_staff(call: Call, file: File) -> None:
    """For staff the totals are how many there are and how many have left."""
    text = table(
        "Сотрудник;Должность;Дата увольнения",
        "Менеджер 01;Менеджер;",
        "Менеджер 02;РОП;15.01.2024",
        "Менеджер 03;Менеджер;15.01.2024",
    )
    (batch,) = call("import", file("staff.csv", text), "--json").json["batches"]
    assert (batch["kind"], batch["totals"]) == ("staff", {"people": 3, "left": 2})


def test_plan(call: Call, file: File) -> None:
    """For a plan the totals are its sum, by rep and by month."""
    text = table("Менеджер;Январь 2024;Февраль 2024", "Менеджер 01;5;6", "Менеджер 02;7;")
    (batch,) = call("import", file("plan.csv", text), "--json", "--answer", "unit=rub").json["batches"]
    assert batch["totals"] == {
        "amount": "18.00",
        "by_rep": {"Менеджер 01": "11.00", "Менеджер 02": "7.00"},
        "by_month": {"2024-01": "12.00", "2024-02": "6.00"},
    }


def test_joined_files(call: Call, file: File) -> None:
    """Files that join are listed each, with one batch."""
    orders = file("orders.csv", table("OrderID,CustomerID,OrderDate", "1,C1,2024-01-15"))
    lines = file("lines.csv", table("OrderID,ProductID,UnitPrice,Quantity", "1,11,10.50,2"))
    done = call("import", orders, lines, "--json")
    assert [(batch["file"], batch["batch"], batch["kind"]) for batch in done.json["batches"]] == [
        ("orders.csv", 1, "sales"),
        ("lines.csv", 1, "sales"),
    ]
    assert done.json["batches"][1]["totals"]["amount"] == "21.00"


def test_import_in_words(call: Call, file: File) -> None:
    """Without JSON an import says the file, its rows, its sum and its problems, in the language asked for."""
    path = file("sales.csv", SALES + "31.02.2024;3;Клиент 3;Менеджер 01;5\n")
    done = call("import", path, "--lang", "en")
    assert done.code == 0
    assert "sales.csv" in done.out
    assert "30.50" in done.out
    assert "31.02.2024" in done.out
    assert "line 5" in done.out


@pytest.mark.parametrize(
    "words",
    [["none.csv"], ["."], ["--answer", "date_order"], ["--kind", "salads"], ["--colour"], []],
    ids=["no such file", "a folder", "answer without value", "unknown kind", "unknown option", "no file"],
)
def test_usage(call: Call, file: File, words: list[str]) -> None:
    """A call that is off answers 2, says so on the error output, and imports nothing."""
    files = [file("sales.csv", SALES)] if words and words[0].startswith("--") else []
    done = call("import", *files, *words, "--json")
    assert (done.code, done.out) == (2, "")
    assert done.err
    assert call("batches", "--json").json == {"batches": []}


def test_batches(call: Call, file: File) -> None:
    """The history lists every batch with its kind, files, rows, days and state."""
    call("import", file("sales.csv", SALES))
    call("undo", "1")
    call("import", file("staff.csv", table("Сотрудник;Должность", "Менеджер 01;РОП")))
    first, second = call("batches", "--json").json["batches"]
    assert (first["batch"], first["kind"], first["files"], first["undone"]) == (1, "sales", "sales.csv", True)
    assert first["rows"] == {"accepted": 2, "rejected": 0}
    assert (first["first_day"], first["last_day"]) == ("2024-01-02", "2024-01-03")
    assert (second["batch"], second["kind"], second["first_day"], second["undone"]) == (2, "staff", None, False)


def test_undo(call: Call, file: File, case: Path) -> None:
    """Undo answers 0 once; again, or for a batch that never was, 2 and nothing on the standard output."""
    call("import", file("sales.csv", SALES))
    done = call("undo", "1", "--json")
    assert (done.code, done.json) == (0, {"undone": 1})
    for batch in ("1", "7"):
        done = call("undo", batch, "--json")
        assert (done.code, done.out) == (2, "")
    assert call("undo", "first").code == 2
    workbook = open_workbook(case)
    assert workbook.value("select count(*) from client_day") == 0
    workbook.close()


def test_check(call: Call, file: File) -> None:
    """A sound workbook answers 0 with what it holds."""
    call("import", file("sales.csv", SALES))
    done = call("check", "--json")
    assert (done.code, done.json) == (0, {"sound": True, "problems": [], "batches": {"sales": 1}})


def test_check_finds_damage(call: Call, file: File, case: Path) -> None:
    """A workbook whose figures do not add up answers 6 and says which."""
    call("import", file("sales.csv", SALES))
    workbook = open_workbook(case)
    with workbook.writing() as cursor:
        cursor.execute("delete from client_day")
    workbook.close()
    done = call("check", "--json")
    assert (done.code, done.json["sound"], len(done.json["problems"])) == (6, False, 1)


def test_set(call: Call, file: File, case: Path) -> None:
    """Facts are written together and hold."""
    call("import", file("sales.csv", SALES))
    done = call(
        "set", "head=Менеджер 01", "head_since=2023-05-01", "window_months=4", "norm.own_deals_per_quarter=2", "--json"
    )
    assert (done.code, done.err) == (0, "")
    facts = {"head": "Менеджер 01", "head_since": "2023-05-01", "window_months": "4", "norm.own_deals_per_quarter": "2"}
    assert done.json == {"set": facts}
    workbook = open_workbook(case)
    held = dict(workbook.query("select name, value from setting_now"))
    assert facts.items() <= held.items()
    workbook.close()


@pytest.mark.parametrize(
    "fact",
    [
        "haed=Менеджер 01",
        "window_months=99",
        "head_since=01.05.2023",
        "head",
        "=5",
        "head=Никто",
        "norm.no_such_norm=3",
    ],
)
def test_set_refuses(call: Call, case: Path, fact: str) -> None:
    """One fact that is not understood answers 2, and the sound one beside it is not written either."""
    done = call("set", "seats=8", fact, "--json")
    assert (done.code, done.out) == (2, "")
    assert done.err
    workbook = open_workbook(case)
    assert workbook.query("select name from setting where name = 'seats'") == []
    workbook.close()


def test_new(call: Call, tmp_path: Path) -> None:
    """A new workbook answers 0; over a file that stands there, or where there is no folder, 2 and which of both it is."""
    path = tmp_path / "new.duckdb"
    done = call("new", "--company", "ООО «Новая»", "--json", path=path)
    assert (done.code, done.json["company"]) == (0, "ООО «Новая»")
    again, nowhere = (call("new", "--company", "Другая", path=at) for at in (path, tmp_path / "none" / "new.duckdb"))
    assert (again.code, nowhere.code) == (2, 2)
    assert "такой файл уже есть" in again.err
    assert "такой папки нет" in nowhere.err


@pytest.mark.parametrize(
    "command", [["batches"], ["check"], ["undo", "1"], ["set", "seats=8"]], ids=lambda words: words[0]
)
def test_no_workbook(call: Call, tmp_path: Path, command: list[str]) -> None:
    """Where there is no workbook every command answers 2 and makes none."""
    done = call(command[0], *command[1:], "--json", path=tmp_path / "none.duckdb")
    assert (done.code, done.out) == (2, "")
    assert "diagnostics new" in done.err, "it says how to make one"
    assert not (tmp_path / "none.duckdb").exists()


@pytest.mark.parametrize(
    "command", [["batches"], ["check"], ["undo", "1"], ["set", "seats=8"]], ids=lambda words: words[0]
)
def test_unreadable_workbook(call: Call, file: File, command: list[str]) -> None:
    """A file that is no workbook answers 6 and stays as it is."""
    path = file("case.txt", "no workbook\n" * 500)
    done = call(command[0], *command[1:], "--json", path=path)
    assert (done.code, done.out) == (6, "")
    assert done.err
    assert path.read_text() == "no workbook\n" * 500
