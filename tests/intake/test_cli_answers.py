"""What is said on the command line of a file: names, columns, answers."""

import pytest

from .calling import Call, File
from .making import HEADER, sale, table

SALES = table(HEADER, sale(1, "10,50"), sale(2, "20,00"), "Итого;;;;30,50")
NAMED = table(HEADER, "15.01.2024;1;ООО «Пример»;Берёзкина Анна Игоревна;5", "16.01.2024;2;Пример ООО;Берёзкина А.И.;7")


def test_names_wait_and_are_said(call: Call, file: File) -> None:
    """Names that look alike are listed until somebody says of each pair whether it is one."""
    call("import", file("sales.csv", NAMED), "--json")
    waiting = call("names", "--json").json["proposals"]
    assert [(one["kind"], one["reason"]) for one in waiting] == [("rep", "initials"), ("client", "legal_form")]
    done = call("names", "--same", "Берёзкина Анна Игоревна", "Берёзкина А.И.", "--different", "Пример ООО", "ООО «Пример»", "--json")
    assert (done.code, done.json) == (0, {"proposals": []})
    with_one = call("import", file("more.csv", NAMED.replace("2024", "2025")), "--json").json["batches"][0]
    assert with_one["totals"]["by_rep"] == {"Берёзкина Анна Игоревна": "12.00"}


def test_names_that_do_not_wait(call: Call, file: File) -> None:
    """A pair that nobody asked about is a mistake in the call, not an answer."""
    call("import", file("sales.csv", NAMED))
    assert call("names", "--same", "Берёзкина А.И.", "Пример ООО").code == 2


def test_another_column(call: Call, file: File) -> None:
    """The user points to a column, and reads a batch again with another one; both are the words of the interface."""
    path = file("sales.csv", "Дата;Номер;Контрагент;Менеджер;Сумма;Итого с НДС\n15.01.2024;1;Клиент 1;Менеджер 01;100;120\n")
    (first,) = call("import", path, "--column", "amount=Итого с НДС", "--json").json["batches"]
    assert first["totals"]["amount"] == "120.00"
    (second,) = call("reread", str(first["batch"]), "--column", "amount=Сумма", "--json").json["batches"]
    assert (second["file"], second["totals"]["amount"]) == ("sales.csv", "100.00")
    history = call("batches", "--json").json["batches"]
    assert [(one["batch"], one["superseded"], one["undone"]) for one in history] == [(first["batch"], True, False), (second["batch"], False, False)]
    assert "прочитана заново" in call("batches").out


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (["--column", "colour=Сумма"], "colour"),
        (["--column", "amount"], "amount"),
        (["--answer", "units=rub"], "units"),
    ],
)
def test_words_that_do_not_exist(call: Call, file: File, words: list[str], said: str) -> None:
    """A field or a question that does not exist is named, together with those that do."""
    done = call("import", file("sales.csv", SALES), *words, "--json")
    assert (done.code, done.out) == (2, "")
    assert said in done.err


def test_reread_of_nothing(call: Call) -> None:
    """A batch that does not exist cannot be read again."""
    done = call("reread", "7", "--json")
    assert (done.code, done.out) == (2, "")


STAFF = "Сотрудник;Должность;Дата приема\nМенеджер 01;Менеджер по продажам;01.02.2023\nМенеджер 02;РОП;01.02.2023\n"


def test_who_is_the_head(call: Call, file: File) -> None:
    """The staff list speaks for somebody: asked without blocking, until it is answered."""
    done = call("import", file("staff.csv", STAFF), "--json")
    (question,) = done.json["batches"][0]["questions"]
    assert (done.code, question["id"], question["options"], question["default"], question["blocking"]) == (0, "head", ["Менеджер 02"], "Менеджер 02", False)
    assert "--answer head=Менеджер 02" in call("import", file("more.csv", STAFF + "Менеджер 03;Менеджер;01.02.2023\n")).out
    answered = call("import", file("third.csv", STAFF + "Менеджер 04;Менеджер;01.02.2023\n"), "--answer", "head=менеджер 01", "--json")
    assert answered.json["batches"][0]["questions"] == []
    assert call("import", file("fourth.csv", STAFF + "Менеджер 05;Менеджер;01.02.2023\n"), "--json").json["batches"][0]["questions"] == []


def test_what_does_not_block_is_remembered(call: Call, file: File) -> None:
    """What the column of reps means is asked until it is answered, and then of no file with these headers again."""
    first = call("import", file("a.csv", SALES), "--json").json["batches"][0]
    assert [(one["id"], one["blocking"], one["default"]) for one in first["questions"]] == [("rep_meaning", False, "leads")]
    again = call("import", file("a.csv", SALES), "--answer", "rep_meaning=issued", "--json").json["batches"][0]
    assert (again["status"], again["questions"]) == ("accepted", [])
    later = call("import", file("b.csv", SALES.replace("15.01.2024", "15.02.2024")), "--json").json["batches"][0]
    assert later["questions"] == []
