import pytest

from diagnostics.workbook import Workbook, problems_of

from .raw import day, days_of, months_of, put


def sale(when: str, amount: int, **more: object) -> dict[str, object]:
    """A sale of Клиент 1 by Менеджер 01; amount in kopecks."""
    return {"day": day(when), "client": "Клиент 1", "rep": "Менеджер 01", "amount": amount} | more


def orders(workbook: Workbook) -> int:
    """Orders of the whole workbook."""
    return int(workbook.value("select coalesce(sum(orders), 0) from client_day"))


def test_lines_of_a_document_are_one_order(workbook: Workbook) -> None:
    """A document with lines of several product groups is one order, whose amount is their sum."""
    put(workbook, "sales", [
        sale("2024-01-15", 100, doc="1", product_group="Группа 1"),
        sale("2024-01-15", 200, doc="1", product_group="Группа 1"),
        sale("2024-01-15", 300, doc="1", product_group="Группа 2"),
    ])  # fmt: skip
    assert days_of(workbook) == [("Клиент 1", "Менеджер 01", "2024-01-15", 600, 1)]


def test_orders_of_a_group_are_its_own(workbook: Workbook) -> None:
    """In client_month each product group counts the documents in which it was bought."""
    put(workbook, "sales", [
        sale("2024-01-15", 100, doc="1", product_group="Группа 1"),
        sale("2024-01-15", 200, doc="1", product_group="Группа 1"),
        sale("2024-01-15", 300, doc="1", product_group="Группа 2"),
        sale("2024-01-20", 400, doc="2", product_group="Группа 1"),
    ])  # fmt: skip
    assert months_of(workbook) == [
        ("Клиент 1", "Группа 1", "2024-01", 700, 0, 2),
        ("Клиент 1", "Группа 2", "2024-01", 300, 0, 1),
    ]


def test_document_over_two_days(workbook: Workbook) -> None:
    """A document with lines of two days stands on the first of them, as one order."""
    put(workbook, "sales", [sale("2024-01-31", 100, doc="1"), sale("2024-01-30", 200, doc="1")])
    assert days_of(workbook) == [("Клиент 1", "Менеджер 01", "2024-01-30", 300, 1)]


def test_same_number_next_year(workbook: Workbook) -> None:
    """Numbers begin anew each year: the same number in two years is two orders."""
    put(workbook, "sales", [sale("2023-05-15", 100, doc="1"), sale("2024-05-15", 200, doc="1")])
    assert days_of(workbook) == [
        ("Клиент 1", "Менеджер 01", "2023-05-15", 100, 1),
        ("Клиент 1", "Менеджер 01", "2024-05-15", 200, 1),
    ]


def test_same_number_of_two_clients(workbook: Workbook) -> None:
    """A number that two clients share is two orders."""
    put(workbook, "sales", [sale("2024-01-15", 100, doc="1"), sale("2024-01-15", 200, doc="1", client="Клиент 2")])
    assert orders(workbook) == 2


def test_without_number_a_day_is_an_order(workbook: Workbook) -> None:
    """Where rows have no number, all that a client bought on a day is one order."""
    put(workbook, "sales", [
        sale("2024-01-15", 100),
        sale("2024-01-15", 200),
        sale("2024-01-16", 300),
        sale("2024-01-15", 400, client="Клиент 2"),
    ])  # fmt: skip
    assert days_of(workbook) == [
        ("Клиент 1", "Менеджер 01", "2024-01-15", 300, 1),
        ("Клиент 1", "Менеджер 01", "2024-01-16", 300, 1),
        ("Клиент 2", "Менеджер 01", "2024-01-15", 400, 1),
    ]


def test_numbered_and_unnumbered_together(workbook: Workbook) -> None:
    """A day with a document and with rows of no number has both orders."""
    put(workbook, "sales", [sale("2024-01-15", 100, doc="1"), sale("2024-01-15", 200)])
    assert days_of(workbook) == [("Клиент 1", "Менеджер 01", "2024-01-15", 300, 2)]


def test_returns_stand_apart(workbook: Workbook) -> None:
    """A return lowers the day's amount, stands apart in the month, and is no order."""
    put(
        workbook,
        "sales",
        [sale("2024-01-15", 1000, doc="1"), sale("2024-01-20", -300, doc="2"), sale("2024-01-20", -50)],
    )
    assert days_of(workbook) == [
        ("Клиент 1", "Менеджер 01", "2024-01-15", 1000, 1),
        ("Клиент 1", "Менеджер 01", "2024-01-20", -350, 0),
    ]
    assert months_of(workbook) == [("Клиент 1", None, "2024-01", 1000, 350, 1)]


def test_document_with_a_return_line(workbook: Workbook) -> None:
    """A document that sells and takes back is an order; sold and returned are kept apart."""
    put(workbook, "sales", [sale("2024-01-15", 1000, doc="1"), sale("2024-01-15", -300, doc="1")])
    assert days_of(workbook) == [("Клиент 1", "Менеджер 01", "2024-01-15", 700, 1)]
    assert months_of(workbook) == [("Клиент 1", None, "2024-01", 1000, 300, 1)]


def test_row_of_nobody(workbook: Workbook) -> None:
    """A sale that names neither client nor rep counts in the sums, under nobody."""
    put(workbook, "sales", [sale("2024-01-15", 100, client=None, rep=None)])
    assert days_of(workbook) == [(None, None, "2024-01-15", 100, 1)]
    assert workbook.query("select client_id, rep_id from client_day") == [(0, 0)]


@pytest.mark.parametrize("kind", ["sales", "deals", "payments"])
def test_both_roll_ups_add_up_to_the_rows(workbook: Workbook, kind: str) -> None:
    """Months, days and raw rows have the same sum, whatever the rows look like."""
    rows = [
        {"day": day(f"20{23 + turn % 2}-{turn % 12 + 1:02d}-{turn % 28 + 1:02d}"), "amount": (turn * 7919) % 10_000 - 2_000,
         "doc": str(turn // 3) if turn % 4 else None, "client": f"Клиент {turn % 5}" if turn % 7 else None,
         "rep": f"Менеджер {turn % 3:02d}" if turn % 6 else None}
        for turn in range(80)
    ]  # fmt: skip
    if kind == "deals":
        rows = [row | {"closed": row["day"]} for row in rows]
    put(workbook, kind, rows)
    raw = sum(row["amount"] for row in rows)  # type: ignore[misc]
    assert workbook.value("select sum(amount) from client_day") == raw
    assert workbook.value("select sum(gross - returns) from client_month") == raw
    assert problems_of(workbook) == []


def test_a_lost_row_is_noticed(workbook: Workbook) -> None:
    """When a roll-up no longer adds up to the rows, the check says by how much."""
    put(workbook, "sales", [sale("2024-01-15", 100, doc="1"), sale("2024-02-15", 200, doc="2")])
    with workbook.writing() as cursor:
        cursor.execute("delete from client_day where amount = 200")
    assert problems_of(workbook) == ["client_day: expected 300, found 100"]


def test_rollup_says_what_it_covers(workbook: Workbook) -> None:
    """The roll-up names its basis, its first and its last day."""
    put(workbook, "sales", [sale("2024-01-15", 100), sale("2024-03-20", 100)])
    assert workbook.query("select basis, first_day, last_day from rollup") == [
        ("sale", day("2024-01-15"), day("2024-03-20"))
    ]
