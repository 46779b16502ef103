"""Every problem names its line as an editor would count it, and no line is lost without a word."""

from collections.abc import Callable

import pytest

from .making import HEADER, HEADERS, Read, sale, table, xlsx

BAD = "15.01.2024;99;Клиент 1;Менеджер 01;abc"
LONG = "15.01.2024;98;Клиент 1; филиал;Менеджер 01;100"


@pytest.mark.parametrize("end", ["\n", "\r\n"], ids=["unix", "windows"])
@pytest.mark.parametrize(
    ("lines", "at"),
    [
        ([sale(1), BAD], 3),
        ([sale(1), "", "", BAD], 5),
        (["", sale(1), "", sale(2), BAD], 6),
        (['15.01.2024;1;"Клиент\n1";Менеджер 01;5', BAD], 4),
        (['15.01.2024;1;"Клиент\n\n1";Менеджер 01;5', "", sale(2), BAD], 7),
        ([";;;;", sale(1), "  ", BAD], 5),
        ([*[sale(n) for n in range(400)], "", BAD], 403),
    ],
    ids=["plain", "blank lines", "blank on top", "break in quotes", "both", "empty cells", "far down"],
)
def test_line_of_a_problem(read: Callable[..., Read], lines: list[str], at: int, end: str) -> None:
    """Blank lines and line breaks in quotes before a bad line do not shift its number."""
    found = read(table(HEADER, *lines).replace("\n", end))
    assert found.problems == [("bad_amount", at, "Сумма", "abc")]


def test_lines_below_a_title(read: Callable[..., Read]) -> None:
    """Lines are counted from the top of the file, not from the header."""
    found = read("Отчёт\n\nПериод: 2024\n" + table(HEADER, sale(1), BAD))
    assert (found.column("line"), found.problems) == ([5], [("bad_amount", 6, "Сумма", "abc")])


def test_line_of_a_sheet(read: Callable[..., Read]) -> None:
    """In a sheet the line is the row's number, blank rows counted, and the sheet is named."""
    found = read(
        xlsx(
            [
                HEADERS,
                [],
                ["15.01.2024", 1, "Клиент 1", "Менеджер 01", 5],
                [],
                ["15.01.2024", 2, "Клиент 1", "Менеджер 01", "abc"],
            ]
        ),
        "a.xlsx",
    )
    assert found.problems == [("bad_amount", 5, "Сумма", "abc")]
    assert found.file["problems"][0]["sheet"] == "Sheet"


@pytest.mark.parametrize("above", [1, 5, 260], ids=["on top", "near", "far down"])
def test_too_many_cells(read: Callable[..., Read], above: int) -> None:
    """A line with more cells than the header has is listed and refused: nobody knows which cell is which."""
    found = read(table(HEADER, *(sale(n) for n in range(above)), LONG, sale(1), sale(2), sale(3)))
    assert [problem[:2] for problem in found.problems] == [("extra_cells", above + 2)]
    assert found.column("line") == [n for n in range(2, above + 6) if n != above + 2]


def test_lines_after_a_line_left_out(read: Callable[..., Read]) -> None:
    """A line that the reader had to leave out does not shift the numbers of those after it."""
    found = read(table(HEADER, sale(1), '15.01.2024;3;"Клиент 3" филиал;Менеджер 01;5', sale(4), BAD))
    assert ("bad_amount", 5, "Сумма", "abc") in found.problems
    assert {"Клиент 1": 2, "Клиент 4": 4}.items() <= dict(
        zip(found.column("client"), found.column("line"), strict=True)
    ).items()


def test_unclosed_quote(read: Callable[..., Read]) -> None:
    """A quote that nothing closes does not swallow the lines after it without a word."""
    lines = [sale(1, "10"), '15.01.2024;2;"Клиент 2;Менеджер 01;10', *(sale(n, "10") for n in range(3, 9))]
    found = read(table(HEADER, *lines))
    assert found.kind is None or found.file["rows"]["read"] == 8


def test_two_unclosed_quotes(read: Callable[..., Read]) -> None:
    """Nor do two of them, which would make one cell of all that stands between."""
    stray = '15.01.2024;2;"Клиент 2;Менеджер 01;10'
    lines = [sale(1, "10"), stray, sale(3, "10"), sale(4, "10"), stray, sale(6, "10")]
    found = read(table(HEADER, *lines))
    assert found.problems or len(found.rows) == len(lines)


def test_note_beside_a_sheet(read: Callable[..., Read]) -> None:
    """A word that somebody wrote beside the table in a sheet does not cost the line."""
    rows = [
        ["15.01.2024", 1, "Клиент 1", "Менеджер 01", 5],
        ["15.01.2024", 2, "Клиент 2", "Менеджер 01", 7, "перезвонить"],
    ]
    assert read(xlsx([HEADERS, *rows]), "a.xlsx").column("amount") == [500, 700]


def test_columns_without_a_header_at_the_end(read: Callable[..., Read]) -> None:
    """Columns for which the header has an empty cell may hold what they like."""
    found = read(table(f"{HEADER};;", *(f"{sale(n)};8 900;х" for n in range(5))))
    assert (found.kind, found.column("line"), found.problems) == ("sales", [2, 3, 4, 5, 6], [])


def test_short_line(read: Callable[..., Read]) -> None:
    """A line that ends before the amount is listed as having an empty cell."""
    found = read(table(HEADER, sale(1), "15.01.2024;2;Клиент 2", sale(3)))
    assert (found.column("line"), found.problems) == ([2, 4], [("empty_cell", 3, "Сумма", None)])


def test_every_line_is_accounted_for(read: Callable[..., Read]) -> None:
    """Read is accepted, rejected and ignored together; blank lines are none of them."""
    lines = [sale(1), "", BAD, sale(2), "Итого;;;;20", ";;;;", "вчера;5;Клиент 1;Менеджер 01;5"]
    assert read(table(HEADER, *lines)).file["rows"] == {"read": 5, "accepted": 2, "rejected": 2, "ignored": 1}


def test_two_problems_of_a_line(read: Callable[..., Read]) -> None:
    """A line with two bad cells is one refused line and two problems."""
    found = read(table(HEADER, sale(1), "вчера;5;Клиент 1;Менеджер 01;abc"))
    assert sorted(found.problems) == [("bad_amount", 3, "Сумма", "abc"), ("bad_date", 3, "Дата", "вчера")]
    assert found.file["rows"]["rejected"] == 1


def test_ambiguous_amount_is_told(read: Callable[..., Read]) -> None:
    """An amount that reads two ways is listed as such, the others are taken."""
    found = read(table(HEADER, sale(1, "10"), sale(2, "1,234"), sale(3, "20")))
    assert (found.column("line"), found.problems) == ([2, 4], [("ambiguous_amount", 3, "Сумма", "1,234")])


def test_column_decides(read: Callable[..., Read]) -> None:
    """One amount with kopecks settles what a comma means in the whole column."""
    assert read(table(HEADER, sale(1, "1,234"), sale(2, "10,50"))).column("amount") == [123, 1_050]
    assert read(table(HEADER, sale(1, "1,234"), sale(2, "10.50"))).column("amount") == [123_400, 1_050]


def test_column_contradicts_itself(read: Callable[..., Read]) -> None:
    """Where a column has both signs for kopecks it settles nothing."""
    found = read(table(HEADER, sale(1, "1,234"), sale(2, "10,50"), sale(3, "10.50")))
    assert [problem[:2] for problem in found.problems] == [("ambiguous_amount", 2)]


@pytest.mark.parametrize("status", ["Отменен", "Отменён", "отмена", "ОТМЕНЕН", "Cancelled", "canceled"])
def test_cancelled(read: Callable[..., Read], status: str) -> None:
    """A cancelled sale does not count, and is no mistake; the others remain sales."""
    header = "Дата;Номер;Контрагент;Менеджер;Сумма;Статус"
    found = read(table(header, f"{sale(1)};Проведен", f"{sale(2)};{status}", f"{sale(3)};Проведен"))
    assert found.kind == "sales"
    assert (found.column("line"), found.problems) == ([2, 4], [])
    assert found.file["rows"] == {"read": 3, "accepted": 2, "rejected": 0, "ignored": 1}


def test_broken_byte(read: Callable[..., Read]) -> None:
    """A byte that is no UTF-8 costs its own line and does not turn the file into another encoding."""
    content = table(HEADER, *(sale(n) for n in range(5))).encode().replace("Клиент 3".encode(), b"\xff\xfe 3")
    found = read(content)
    assert found.file["format"]["encoding"] == "utf-8"
    assert (found.column("line"), [one[:2] for one in found.problems]) == ([2, 3, 4, 6], [("bad_letters", 5)])
