"""Which raw rows hold when a report is brought again."""

from typing import Any

import pytest

from diagnostics.workbook import Workbook, undo

from .raw import day, put_raw


def rows(*some: tuple[str, str | None, int]) -> list[dict[str, Any]]:
    """Sales as (day of 2024 as MM-DD, or a whole date; number; amount)."""
    return [
        {"day": day(when if len(when) > 5 else f"2024-{when}"), "doc": doc, "amount": amount}
        for when, doc, amount in some
    ]


def held(workbook: Workbook, table: str = "sale") -> list[int]:
    """Amounts of the rows that hold, in order of day and amount."""
    return [amount for (amount,) in workbook.query(f"select amount from current_rows('{table}') order by day, amount")]


def test_numbered_rows_replace_their_number(workbook: Workbook) -> None:
    """A later import of the same source replaces the documents that it brings again, and those only."""
    put_raw(workbook, "sales", rows(("01-15", "1", 1), ("01-15", "1", 2), ("01-16", "2", 20)))
    put_raw(workbook, "sales", rows(("01-17", "1", 300)))
    assert held(workbook) == [20, 300]


def test_number_of_another_year_stays(workbook: Workbook) -> None:
    """A sale's or a payment's number of another year is another document."""
    for kind, table in (("sales", "sale"), ("payments", "payment")):
        put_raw(workbook, kind, rows(("2023-12-20", "1", 1)))
        put_raw(workbook, kind, rows(("2024-01-15", "1", 300)))
        assert held(workbook, table) == [1, 300]


def test_a_deal_keeps_its_number(workbook: Workbook) -> None:
    """A deal of the same number is the same deal in whatever year it is closed."""
    put_raw(workbook, "deals", [row | {"state": "open"} for row in rows(("2023-12-20", "1", 1))])
    put_raw(workbook, "deals", rows(("2024-01-15", "1", 300)))
    assert held(workbook, "deal") == [300]


def test_another_source_replaces_nothing(workbook: Workbook) -> None:
    """The same numbers and days in a file of another layout are other rows."""
    put_raw(workbook, "sales", rows(("01-15", "1", 1), ("01-15", None, 20)), "one")
    put_raw(workbook, "sales", rows(("01-15", "1", 300), ("01-15", None, 4000)), "two")
    assert held(workbook) == [1, 20, 300, 4000]


def test_same_call_replaces_nothing(workbook: Workbook) -> None:
    """Files of one call do not replace one another, though they have one layout."""
    put_raw(workbook, "sales", rows(("01-15", "1", 1), ("01-15", None, 20)), call=1)
    put_raw(workbook, "sales", rows(("01-15", "1", 300), ("01-15", None, 4000)), call=1)
    assert held(workbook) == [1, 20, 300, 4000]


def test_a_document_that_two_files_of_a_call_hold(workbook: Workbook) -> None:
    """The same document word for word in two files of one call counts once; of another content it is another document."""
    put_raw(workbook, "sales", rows(("01-15", "1", 1), ("01-15", "1", 1), ("01-16", "2", 20)), call=1)
    put_raw(workbook, "sales", rows(("01-15", "1", 1), ("01-15", "1", 1), ("01-16", "2", 300)), call=1)
    assert held(workbook) == [1, 1, 20, 300]


def test_a_deal_that_two_files_of_a_call_hold(workbook: Workbook) -> None:
    """A deal of the same number is the same deal: of two files of one call the later says how it stands."""
    put_raw(workbook, "deals", [row | {"state": "open"} for row in rows(("01-15", "1", 1), ("01-15", "2", 7))], call=1)
    put_raw(workbook, "deals", rows(("02-15", "1", 300)), call=1)
    assert held(workbook, "deal") == [7, 300]


def test_later_call_replaces_all_of_an_earlier(workbook: Workbook) -> None:
    """What two files of one call brought is replaced together by a later one."""
    put_raw(workbook, "sales", rows(("01-15", "1", 1), ("01-16", None, 20)), call=1)
    put_raw(workbook, "sales", rows(("01-15", "1", 300), ("01-17", None, 4000)), call=1)
    put_raw(workbook, "sales", rows(("01-15", "1", 5), ("01-16", None, 6), ("01-17", None, 7)), call=2)
    assert held(workbook) == [5, 6, 7]


def test_unnumbered_rows_replace_their_period(workbook: Workbook) -> None:
    """Without numbers a later import replaces the days that it covers, from its first to its last."""
    put_raw(workbook, "sales", rows(*((f"0{month}-15", None, month) for month in range(1, 6))))
    put_raw(workbook, "sales", rows(("02-15", None, 70), ("04-15", None, 80)))
    assert held(workbook) == [1, 70, 80, 5]


def test_numbered_rows_outlive_a_period(workbook: Workbook) -> None:
    """A document that a later import does not bring holds, though the import covers its day."""
    put_raw(workbook, "sales", rows(("02-15", "1", 1), ("02-15", None, 2)))
    put_raw(workbook, "sales", rows(("01-15", "8", 10), ("03-15", "9", 20)))
    assert held(workbook) == [10, 1, 20]


@pytest.mark.parametrize(("kind", "name", "table"), [("clients", "client", "client"), ("staff", "rep", "rep")])
def test_lists_replace_one_another(workbook: Workbook, kind: str, name: str, table: str) -> None:
    """A list of clients or of staff that comes again replaces the former as a whole."""
    put_raw(workbook, kind, [{name: "Первый"}, {name: "Второй"}])
    put_raw(workbook, kind, [{name: "Второй"}, {name: "Третий"}])
    assert workbook.query(f"select {name} from current_rows('{table}') order by 1") == [("Второй",), ("Третий",)]


def test_undoing_the_later_revives_the_earlier(workbook: Workbook) -> None:
    """What a batch had replaced counts again once the batch is taken back."""
    put_raw(workbook, "sales", rows(("01-15", "1", 1), ("01-16", None, 20)))
    later = put_raw(workbook, "sales", rows(("01-15", "1", 300), ("01-16", None, 4000)))
    assert held(workbook) == [300, 4000]
    undo(workbook, later)
    assert held(workbook) == [1, 20]


def test_undoing_the_middle(workbook: Workbook) -> None:
    """Taking back a batch that was itself replaced changes nothing that counts."""
    put_raw(workbook, "sales", rows(("01-15", "1", 1)))
    middle = put_raw(workbook, "sales", rows(("01-15", "1", 7)))
    put_raw(workbook, "sales", rows(("01-15", "1", 9)))
    undo(workbook, middle)
    assert held(workbook) == [9]


def test_undoing_the_first(workbook: Workbook) -> None:
    """Taking back a batch leaves the later one whole, also where it had replaced the first."""
    first = put_raw(workbook, "sales", rows(("01-15", "1", 1), ("01-16", "2", 2)))
    put_raw(workbook, "sales", rows(("01-15", "1", 9)))
    undo(workbook, first)
    assert held(workbook) == [9]
