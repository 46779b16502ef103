"""The table that goes out and comes back: what was written is what is read, whatever the format; bad rows are told one by one."""

import csv
import io

import openpyxl
import pytest

from diagnostics.i18n import LANGUAGES, speaking
from diagnostics.interview import ROLES, Answer, form
from diagnostics.interview.answer import checked
from diagnostics.interview.sheet import COLUMNS, SHEET_REASONS, SheetError, read, rows, write_csv, write_xlsx

from .made import FORM

CLIENTS = ["ООО «Один»", "=cmd|'/c calc'!A1", "-Минус"]
SAID = {
    "Q01": Answer("not_applicable"), "Q02": Answer("said", {"a": 10, "b": 9.5, "c": 20.5, "d": 0}, "примерно"), "Q03": Answer("said", ["a", "b", "c"]),
    "Q04": Answer("said", ["d", "b", "a", "c"]), "Q05": Answer("said", 7.5), "Q06": Answer("said", "Мало людей"), "Q07": Answer("unknown"),
    "Q08": Answer("said", 30), "Q09": Answer("said", dict(zip(CLIENTS, ("leads", "together", "listed"), strict=True))), "Q10": Answer("said", 2),
}  # fmt: skip
WRITERS = {"answers.csv": write_csv, "answers.xlsx": lambda table: write_xlsx(table, "rep", 3)}


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("name", WRITERS)
def test_there_and_back(name, language):
    """Every kind of question, in both formats and languages."""
    with speaking(language):
        content = WRITERS[name](rows(FORM, SAID, CLIENTS))
    assert read(content, name, FORM) == ({key: checked(question, SAID[key]) for key, question in ((one.id, one) for one in FORM)}, [])


@pytest.mark.parametrize("role", ROLES)
def test_an_empty_one_says_nothing(role):
    """Of every form; each question has its row in the layout that others read."""
    table = rows(form(role), {}, CLIENTS)
    assert {row[0].partition("/")[0] for row in table} == {question.id for question in form(role)}
    assert all(len(row) == len(COLUMNS) for row in table)
    assert read(write_csv(table), "x.csv", form(role)) == ({}, [])


def filled(**cells: str) -> bytes:
    """A table with these answers, question -> what somebody wrote."""
    table = rows(FORM, {})
    for row in table:
        row[COLUMNS.index("answer")] = cells.get(row[0].replace("/", "_"), "")
    return write_csv(table)


@pytest.mark.parametrize(
    ("cells", "question", "code"),
    [
        ({"Q01": "5"}, "Q01", "option"),
        ({"Q01": "много"}, "Q01", "number"),
        ({"Q01": "1.5"}, "Q01", "option"),
        ({"Q02_a": "10"}, "Q02", "sum"),
        ({"Q03_a": "1", "Q03_b": "1"}, "Q03", "take"),
        ({"Q04_a": "1"}, "Q04", "parts"),
        ({"Q05": "сто"}, "Q05", "number"),
        ({"Q05": "61"}, "Q05", "range"),
        ({"Q02_a": "-"}, "Q02", "state"),
        ({"Q05": "inf"}, "Q05", "number"),
        ({"Q05": "1e999"}, "Q05", "number"),
        ({"Q04_a": "1", "Q04_b": "1", "Q04_c": "1", "Q04_d": "1"}, "Q04", "parts"),
    ],
)
def test_a_row_that_cannot_be_taken_is_told(cells, question, code):
    """With its line and what was found; the others are read."""
    answers, (problem,) = read(filled(**cells, Q08="35"), "x.csv", FORM)
    assert (problem.question, problem.code) == (question, code)
    assert problem.found
    assert problem.line > 1
    assert answers == {"Q08": Answer("said", 35)}


def test_people_write_as_people_do():
    """The words of an option, a decimal comma, per cent, «не знаю» in words."""
    answers, problems = read(filled(Q01="ответ 2", Q05="7,5", Q08="30 %", Q07="Не знаю"), "x.csv", FORM)
    assert problems == []
    assert {name: answer.value for name, answer in answers.items()} == {"Q01": 2, "Q05": 7.5, "Q08": 30, "Q07": None}
    assert answers["Q07"].state == "unknown"


def test_excel_saves_it_in_its_own_way(tmp_path):
    """As windows-1251 with semicolons, or as XLSX whose numbers are numbers."""
    text = filled(Q01="1", Q06="Мало").decode("utf-8-sig")
    assert {name: one.value for name, one in read(text.encode("cp1251"), "x.csv", FORM)[0].items()} == {"Q01": 1, "Q06": "Мало"}
    book = openpyxl.Workbook()
    for line in csv.reader(io.StringIO(text), delimiter=";"):
        book.active.append([int(cell) if cell.isdigit() else cell for cell in line])
    book.save(tmp_path / "x.xlsx")
    assert {name: one.value for name, one in read((tmp_path / "x.xlsx").read_bytes(), "x.xlsx", FORM)[0].items()} == {"Q01": 1, "Q06": "Мало"}


def test_names_of_clients_are_no_formulas():
    """Neither a CSV nor an XLSX makes a spreadsheet count what a client is called."""
    table = rows(FORM, SAID, CLIENTS)
    cells = [cell for line in csv.reader(io.StringIO(write_csv(table).decode("utf-8-sig")), delimiter=";") for cell in line]
    assert not [cell for cell in cells if cell.startswith(("=", "+", "@"))]
    sheet = openpyxl.load_workbook(io.BytesIO(write_xlsx(table, "head", 3))).worksheets[0]
    assert not [cell.value for line in sheet.iter_rows() for cell in line if cell.data_type == "f"]


@pytest.mark.parametrize(
    ("content", "name", "code"),
    [(b"\x00\x01", "x.xlsx", "unreadable"), (b"", "x.csv", "unreadable"), (b"a;b\r\n1;2", "x.csv", "columns"), (b"x" * 3_000_000, "x.csv", "unreadable")],
)
def test_another_file_is_refused_with_a_sentence(content, name, code):
    """What is no questionnaire is said to be none."""
    with pytest.raises(SheetError) as refused:
        read(content, name, FORM)
    assert refused.value.code == code
    assert SHEET_REASONS[code]


def test_a_question_of_another_form_is_told():
    """A row whose id nobody knows is not left out without a word."""
    text = filled(Q01="1").decode("utf-8-sig").replace("Q01;", "Z99;")
    _answers, (problem,) = read(text.encode(), "x.csv", FORM)
    assert (problem.question, problem.code) == ("Z99", "question")


def test_what_a_guest_wrote_is_no_formula_either():
    """Neither in the column of answers nor in that of notes."""
    table = rows(FORM, {"Q06": Answer("said", "=HYPERLINK(1)", "+1")})
    cells = [cell for line in csv.reader(io.StringIO(write_csv(table).decode("utf-8-sig")), delimiter=";") for cell in line]
    assert not [cell for cell in cells if cell.startswith(("=", "+"))]
    assert read(write_csv(table), "x.csv", FORM)[0]["Q06"] == Answer("said", "=HYPERLINK(1)", "+1")


@pytest.mark.parametrize(("role", "words"), [("rep", "анонимны"), ("head", "под своим именем"), ("owner", "под своим именем")])
def test_the_second_sheet_says_who_will_see_it(role, words):
    """Before anybody writes a word."""
    book = openpyxl.load_workbook(io.BytesIO(write_xlsx(rows(form(role), {}), role, 4)))
    told = " ".join(str(line[0].value) for line in book.worksheets[1].iter_rows())
    assert words in told
    assert ("4" in told) is (role == "rep")
