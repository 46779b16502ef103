from collections.abc import Callable
from datetime import date

import pytest

from diagnostics.intake.dates import header_month, looks_like_date, parse_written

from .making import Read, table

HEADER = "Дата;Контрагент;Менеджер;Сумма"


def dated(*cells: str) -> str:
    """A sales file with these texts in its column of dates, the first of them in line 2."""
    return table(HEADER, *(f'"{cell}";Клиент 1;Менеджер 01;5' for cell in cells))


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("31 декабря 2024 г.", date(2024, 12, 31)),
        ("31 декабря 2024", date(2024, 12, 31)),
        ("1 МАЯ 2024", date(2024, 5, 1)),
        ("Декабрь 2024", date(2024, 12, 1)),
        ("дек.24", date(2024, 12, 1)),
        ("дек. 2024", date(2024, 12, 1)),
        ("сент.24", date(2024, 9, 1)),
        ("5 Jan 2024", date(2024, 1, 5)),
        ("5-Jan-24", date(2024, 1, 5)),
        ("January 2024", date(2024, 1, 1)),
        ("45000", date(2023, 3, 15)),
        ("45000,5", date(2023, 3, 15)),
        ("45000.75", date(2023, 3, 15)),
        ("31 февраля 2024", None),
        ("32 декабря 2024", None),
        ("12 попугаев 2024", None),
        ("12345", None),
        ("декабрь", None),
        ("", None),
    ],
)
def test_written(text: str, day: date | None) -> None:
    """Dates and months in words, in both languages, and Excel's own numbers; nothing else."""
    assert parse_written(text) == day


@pytest.mark.parametrize("text", ["Jan 15, 2024", "January 15, 2024", "Jan 15 2024"])
def test_month_before_the_day(text: str) -> None:
    """A day after its month is either read as a day or refused, never taken for a year."""
    assert parse_written(text) in (date(2024, 1, 15), None)


@pytest.mark.parametrize(
    ("text", "month"),
    [
        ("Январь 2024", date(2024, 1, 1)),
        ("январь 2024 г.", date(2024, 1, 1)),
        ("янв.24", date(2024, 1, 1)),
        ("Янв 24", date(2024, 1, 1)),
        ("01.2024", date(2024, 1, 1)),
        ("1/2024", date(2024, 1, 1)),
        ("2024-01", date(2024, 1, 1)),
        ("2024-01-01", date(2024, 1, 1)),
        ("2024-01-31 00:00:00", date(2024, 1, 1)),
        ("01.01.2024", date(2024, 1, 1)),
        ("Jan 2024", date(2024, 1, 1)),
        ("13.2024", None),
        ("Январь", None),
        ("План 2024", None),
        ("Итого", None),
        ("2024", None),
        ("", None),
    ],
)
def test_month_of_a_header(text: str, month: date | None) -> None:
    """A column header names a month in words or figures, and nothing else is taken for one."""
    assert header_month(text) == month


@pytest.mark.parametrize(
    ("text", "is_date"),
    [
        ("31.12.2024", True),
        ("1/2/24", True),
        ("20240131", True),
        ("май 2024", True),
        ("1234,5", False),
        ("Клиент 1", False),
        ("8 900 000", False),
    ],
)
def test_looks_like_a_date(text: str, is_date: bool) -> None:
    """A column is judged by whether its cells could be dates."""
    assert looks_like_date(text) is is_date


def test_every_spelling_in_one_column(read: Callable[..., Read]) -> None:
    """One column may hold dates in several spellings, each is read."""
    found = read(dated("31.12.2024", "2024-12-31", "31 декабря 2024 г.", "45657", "31.12.24 10:00", "20241231"))
    assert set(found.column("day")) == {"2024-12-31"}
    assert len(found.rows) == 6


IMPOSSIBLE = ["31.02.2024", "01.01.2099", "31.12.1979", "31 февраля 2024", "вчера"]


def test_impossible(read: Callable[..., Read]) -> None:
    """A day that is in no calendar, or in no company's history, is listed with its line and refused."""
    found = read(dated("15.01.2024", *IMPOSSIBLE, *["16.01.2024"] * 9))
    assert found.problems == [("bad_date", line, "Дата", cell) for line, cell in enumerate(IMPOSSIBLE, start=3)]
    assert found.column("line") == [2, *range(8, 17)]


def test_edge_of_the_plausible(read: Callable[..., Read]) -> None:
    """The first of January 1980 is the earliest day that is believed."""
    assert read(dated("01.01.1980")).column("day") == ["1980-01-01"]


EMPTY = ["01.01.0001", "01.01.0001 0:00:00", "01.01.0001 00:00:00", "0001-01-01 00:00:00", "00.00.0000", ""]


def test_empty_date_of_1c(read: Callable[..., Read]) -> None:
    """What 1C writes for no date is an empty cell, in every spelling, and no bad date."""
    lines = [f"Менеджер {n:02d};Менеджер;15.01.2020;{cell}" for n, cell in enumerate([*EMPTY, *["15.01.2024"] * 9])]
    found = read(table("Сотрудник;Должность;Дата приема;Дата увольнения", *lines))
    assert (found.column("left_on"), found.problems) == ([*[None] * len(EMPTY), *["2024-01-15"] * 9], [])


def test_sale_without_a_date(read: Callable[..., Read]) -> None:
    """A sale needs its day: an empty one is listed as an empty cell."""
    found = read(dated("15.01.2024", "01.01.0001"))
    assert found.problems == [("empty_cell", 3, "Дата", "01.01.0001")]


@pytest.mark.parametrize(
    ("sure", "day"), [("13/04/2024", "2024-04-03"), ("04/13/2024", "2024-03-04"), ("31/12/23", "2024-04-03")]
)
def test_order_by_evidence(read: Callable[..., Read], sure: str, day: str) -> None:
    """One date that reads in one order only decides for the whole column."""
    found = read(dated("03/04/2024", sure))
    assert (found.questions, found.column("day")[0]) == ([], day)


def test_order_is_asked(read: Callable[..., Read]) -> None:
    """Where every date reads both ways it is asked; the rows are read as the default has it, to be added up."""
    found = read(dated("03/04/2024", "05/06/2024"))
    assert found.questions == [{"id": "date_order", "options": ["dmy", "mdy"], "default": "dmy", "blocking": True, "found": "03/04/2024", "tables": [0]}]
    assert found.column("day") == ["2024-04-03", "2024-06-05"]


@pytest.mark.parametrize(
    ("order", "days"), [("dmy", ["2024-04-03", "2024-06-05"]), ("mdy", ["2024-03-04", "2024-05-06"])]
)
def test_order_as_answered(read: Callable[..., Read], order: str, days: list[str]) -> None:
    """The answer decides."""
    found = read(dated("03/04/2024", "05/06/2024"), date_order=order)
    assert (found.questions, found.column("day")) == ([], days)


def test_evidence_outweighs_the_answer(read: Callable[..., Read]) -> None:
    """An answer given for another file does not overturn what this one shows."""
    assert read(dated("03/04/2024", "13/04/2024"), date_order="mdy").column("day") == ["2024-04-03", "2024-04-13"]


def test_nonsense_for_an_answer(read: Callable[..., Read]) -> None:
    """An answer that is none of the options leaves the question open."""
    assert read(dated("03/04/2024"), date_order="ymd").questions != []


def test_order_is_asked_for_late_dates(read: Callable[..., Read]) -> None:
    """It is asked too where the first date with slashes comes after hundreds of others."""
    found = read(dated(*["2024-01-15"] * 250, "03/04/2024"), repeats="keep")
    assert [question["id"] for question in found.questions] == ["date_order"]


def test_order_is_asked_for_months(read: Callable[..., Read]) -> None:
    """The months of a plan written with slashes are asked about like any date."""
    found = read(table("Месяц;Менеджер;План", "01/02/2024;Менеджер 01;5", "01/03/2024;Менеджер 01;6"))
    assert [question["id"] for question in found.questions] == ["date_order"]


def test_other_separators_need_no_question(read: Callable[..., Read]) -> None:
    """Dates with points, dashes or the year first are never asked about."""
    assert read(dated("03.04.2024", "03-04-2024", "2024/04/03", "2024-04-03")).column("day") == ["2024-04-03"] * 4


def test_points_in_the_column_decide(read: Callable[..., Read]) -> None:
    """Whoever writes 15.01.2024 puts the day first elsewhere too; what could be read otherwise is told, line by line."""
    found = read(dated("15.01.2024", "31/12/2024", "02/13/2024", "03/04/2024"))
    assert found.column("day") == ["2024-01-15", "2024-12-31", "2024-02-13", "2024-04-03"]
    assert found.questions == []
    assert found.problems == [("other_order", 4, "Дата", "02/13/2024"), ("ambiguous_date", 5, "Дата", "03/04/2024")]
