from collections.abc import Callable

import pytest

from diagnostics.intake.header import find_header, normal, scale_of

from .making import HEADER, HEADERS, Read, sale, table, xlsx

TITLES = ["Отчёт по продажам", "Период: 01.01.2024 - 31.01.2024", "Отборы: нет"]


@pytest.mark.parametrize(
    ("one", "two"),
    [
        ("Номер документа", "номер  документа "),
        ("Контрагент", "Koнтpaгeнт"),
        ("Дата отчёта", "Дата отчета"),
        ("DateofHire", "date_of_hire"),
        ("Date of Hire", "date_of_hire"),
        ("Сумма, руб.", "Сумма"),
        ("Сумма (₽)", "Сумма"),
        ("Deal - Value", "value"),
        ("Сумма:", "сумма"),
        ("\ufeffДата\u200b", "Дата"),
        ("Дата\nзаказа", "Дата заказа"),
    ],
)
def test_one_spelling(one: str, two: str) -> None:
    """Case, spaces, yo, Latin twins, currency, prefixes and decoration do not matter."""
    assert normal(one) == normal(two)


@pytest.mark.parametrize(("one", "two"), [("Сумма", "Сумма НДС"), ("Дата", "Дата оплаты"), ("Клиент", "Клиенты")])
def test_other_spelling(one: str, two: str) -> None:
    """Another word makes another header."""
    assert normal(one) != normal(two)


@pytest.mark.parametrize(
    ("header", "scale"),
    [
        ("Сумма", 1),
        ("План, руб.", 1),
        ("План, тыс. руб.", 1_000),
        ("План тыс руб", 1_000),
        ("План (тыс. руб.)", 1_000),
        ("План, тыс.руб.", 1_000),
        ("План, тыс. ₽", 1_000),
        ("Выручка, тысяч рублей", 1_000),
        ("Выручка, млн руб.", 1_000_000),
        ("Выручка, млн. руб.", 1_000_000),
        ("Выручка, млн.руб.", 1_000_000),
        ("Тысячелистник", 1),
    ],
)
def test_unit_of_a_header(header: str, scale: int) -> None:
    """A header says whether its column is in roubles, thousands or millions."""
    assert scale_of(header) == scale


@pytest.mark.parametrize("blank", [0, 1, 3])
def test_below_title_lines(read: Callable[..., Read], blank: int) -> None:
    """The header is found below the lines of a title, with blank lines or without."""
    found = read(table("\n".join([*TITLES, *[""] * blank, HEADER]), sale(1), sale(2)))
    assert found.file["format"]["header_line"] == len(TITLES) + blank + 1
    assert found.column("line") == [len(TITLES) + blank + 2, len(TITLES) + blank + 3]


@pytest.mark.parametrize("above", [0, 1, 29])
def test_within_thirty_rows(above: int) -> None:
    """The header is looked for among the first thirty rows."""
    rows = [[f"Строка {n}", None, None, None, None] for n in range(above)] + [HEADERS] + [["x"] * 5] * 40
    assert find_header(rows) == above


def test_below_title_rows_of_a_sheet(read: Callable[..., Read]) -> None:
    """In a sheet too, where blank rows keep their numbers."""
    rows = [["Отчёт"], [], ["Период: 2024"], [], HEADERS, ["15.01.2024", 1, "Клиент 1", "Менеджер 01", 5]]
    found = read(xlsx(rows), "a.xlsx")
    assert (found.file["format"]["header_line"], found.column("line")) == (5, [6])


def test_cells_that_look_like_headers(read: Callable[..., Read]) -> None:
    """Data cells that happen to be names of columns do not make their row the header."""
    found = read(table(HEADER, "15.01.2024;1;Клиент;Менеджер;5", "15.01.2024;2;Покупатель;Сотрудник;7"))
    assert found.file["format"]["header_line"] == 1
    assert found.column("amount") == [500, 700]


@pytest.mark.parametrize("day", ["15.01.2024", "2024-01-15", "2024-01-15 10:00:00"])
def test_dates_are_no_header(day: str) -> None:
    """Days in the rows of data do not make them the header, also where no header is known."""
    assert find_header([["Поле 1", "Поле 2", "Поле 3"], ["Клиент 1", day, day], ["Клиент 2", day, day]]) == 0


def test_repeated_headers(read: Callable[..., Read]) -> None:
    """Of two columns of one name the first is taken, and the second can be told from it."""
    found = read(table("Дата;Контрагент;Менеджер;Сумма;Сумма", "15.01.2024;Клиент 1;Менеджер 01;5;7"))
    assert found.file["headers"][3:] == ["Сумма", "Сумма #2"]
    assert found.column("amount") == [500]


def test_column_without_a_header(read: Callable[..., Read]) -> None:
    """A column that has no header is left out and does no harm."""
    found = read(table(";Дата;Контрагент;;Менеджер;Сумма", "1;15.01.2024;Клиент 1;;Менеджер 01;5"))
    assert found.file["mapping"] == {"date": "Дата", "client": "Контрагент", "rep": "Менеджер", "amount": "Сумма"}
    assert found.column("amount") == [500]


@pytest.mark.parametrize(
    "header", ["Сумма, руб.", "Сумма (руб.)", "Сумма, тыс. руб.", "Сумма (тыс. руб.)", "Сумма, тыс.руб."]
)
def test_header_with_a_unit_is_known(read: Callable[..., Read], header: str) -> None:
    """A unit behind the name of a column, with a comma or in brackets, does not hide the name."""
    found = read(table(f"Дата;Контрагент;Менеджер;{header}", "15.01.2024;Клиент 1;Менеджер 01;5"))
    assert (found.kind, found.file["mapping"].get("amount")) == ("sales", header)
