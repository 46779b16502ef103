from collections.abc import Callable
from datetime import date

import pytest

from .making import Read, table, xlsx


def plan(found: Read) -> dict[tuple[str, str], int]:
    """(rep, month) -> kopecks."""
    return {(row["rep"], f"{row['day']:%Y-%m}"): row["amount"] for row in found.rows}


LONG = {("Менеджер 01", "2024-01"): 50_000, ("Менеджер 01", "2024-02"): 60_000, ("Менеджер 02", "2024-01"): 70_000}


def test_long(read: Callable[..., Read]) -> None:
    """A plan may have a line per rep and month."""
    found = read(
        table(
            "Месяц;Менеджер;План", "Январь 2024;Менеджер 01;500", "01.02.2024;Менеджер 01;600", "янв.24;Менеджер 02;700"
        )
    )
    assert (found.kind, plan(found)) == ("plan", LONG)


@pytest.mark.parametrize(
    "months",
    [
        "Январь 2024;Февраль 2024",
        "янв.24;фев.24",
        "01.2024;02.2024",
        "2024-01;2024-02",
        "01.01.2024;01.02.2024",
        "Jan 2024;Feb 2024",
    ],
)
def test_wide(read: Callable[..., Read], months: str) -> None:
    """Or a column per month, however the months are written; an empty cell is no plan."""
    found = read(table(f"Менеджер;{months}", "Менеджер 01;500;600", "Менеджер 02;700;"))
    assert (found.kind, plan(found)) == ("plan", LONG)


def test_wide_sheet_with_dates_for_headers(read: Callable[..., Read]) -> None:
    """In a sheet the months may be real dates."""
    rows = [
        ["Менеджер", date(2024, 1, 1), date(2024, 2, 1)],
        ["Менеджер 01", 500, 600],
        ["Менеджер 02", 700, None],
    ]
    assert plan(read(xlsx(rows), "a.xlsx")) == LONG


@pytest.mark.parametrize("month", ["01.2024", "2024-01", "1/2024", "Январь 2024 г."])
def test_month_in_figures(read: Callable[..., Read], month: str) -> None:
    """The months of a long plan are read in the same spellings as those over columns."""
    found = read(table("Месяц;Менеджер;План", f"{month};Менеджер 01;500", f"{month};Менеджер 02;700"))
    assert plan(found) == {("Менеджер 01", "2024-01"): 50_000, ("Менеджер 02", "2024-01"): 70_000}


@pytest.mark.parametrize(
    "header", ["План, тыс. руб.", "План продаж, тыс. руб.", "План (тыс. руб.)", "План, тыс.руб.", "План, тыс. ₽"]
)
def test_thousands_in_the_header(read: Callable[..., Read], header: str) -> None:
    """A plan in thousands becomes roubles."""
    found = read(table(f"Месяц;Менеджер;{header}", "Январь 2024;Менеджер 01;12,5"))
    assert plan(found) == {("Менеджер 01", "2024-01"): 1_250_000}


def test_thousands_in_the_title(read: Callable[..., Read]) -> None:
    """A unit that stands in the title over a wide plan is heeded or asked about, never passed over."""
    found = read(
        "План продаж на 2024 год, тыс. руб.\n\n" + table("Менеджер;Январь 2024;Февраль 2024", "Менеджер 01;12,5;13")
    )
    assert found.questions or plan(found)["Менеджер 01", "2024-01"] == 1_250_000


@pytest.mark.parametrize("header", ["Месяц;Менеджер;План", "Менеджер;Январь 2024;Февраль 2024"], ids=["long", "wide"])
def test_unreadable_amount(read: Callable[..., Read], header: str) -> None:
    """A plan that cannot be read is listed as an error and refused; the other months of its line count."""
    good, bad = (
        ("Январь 2024;Менеджер 01;5", "Январь 2024;Менеджер 02;много")
        if header.startswith("Месяц")
        else ("Менеджер 01;5;6", "Менеджер 02;5;много")
    )
    found = read(table(header, good, good.replace("01", "03"), bad))
    assert [problem[:2] for problem in found.problems] == [("bad_amount", 4)]
    assert found.problems[0][3] == "много"
    assert found.file["problems"][0]["severity"] == "error"
    kept = [row["amount"] for row in found.rows if row["rep"] == "Менеджер 02"]
    assert kept == ([] if header.startswith("Месяц") else [500])


def test_unreadable_amount_names_its_column(read: Callable[..., Read]) -> None:
    """In a wide plan the month's column is named in which the bad cell stands."""
    found = read(table("Менеджер;Январь 2024;Февраль 2024", "Менеджер 01;5;6", "Менеджер 02;5;много"))
    assert found.problems == [("bad_amount", 3, "Февраль 2024", "много")]


def test_line_without_a_plan(read: Callable[..., Read]) -> None:
    """A month in which a rep has no plan is no mistake."""
    found = read(table("Месяц;Менеджер;План", "Январь 2024;Менеджер 01;5", "Январь 2024;Менеджер 02;"))
    assert (plan(found), found.problems) == ({("Менеджер 01", "2024-01"): 500}, [])
    assert found.file["rows"] == {"read": 2, "accepted": 2, "rejected": 0, "ignored": 0}


def test_columns_of_months_become_rows(read: Callable[..., Read]) -> None:
    """Columns of months stand one below the other before they are mapped."""
    found = read(table("Менеджер;Январь 2024;Февраль 2024;Март 2024", "Менеджер 01;5;6;7"))
    assert found.file["mapping"] == {"month": "Месяц", "rep": "Менеджер", "amount": "План"}
