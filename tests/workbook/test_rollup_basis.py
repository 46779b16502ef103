import pytest

from diagnostics.workbook import Workbook, undo

from .raw import day, days_of, fill, put, put_raw

ROWS = {
    "sales": {"day": day("2024-01-15"), "client": "Клиент 1", "rep": "Менеджер 01", "amount": 100},
    "deals": {
        "day": day("2024-01-16"),
        "closed": day("2024-01-16"),
        "client": "Клиент 1",
        "rep": "Менеджер 01",
        "amount": 20,
    },
    "payments": {"day": day("2024-01-17"), "client": "Клиент 1", "rep": "Менеджер 01", "amount": 3},
}
BASIS = {"sales": "sale", "deals": "deal", "payments": "payment"}


def basis_and_sum(workbook: Workbook) -> tuple[str | None, int | None]:
    """What the roll-up stands on and what it adds up to."""
    return workbook.value("select basis from rollup"), workbook.value("select sum(amount)::bigint from client_day")


@pytest.mark.parametrize(
    ("kinds", "basis", "amount"),
    [
        (("sales", "deals", "payments"), "sale", 100),
        (("payments", "deals", "sales"), "sale", 100),
        (("payments", "sales"), "sale", 100),
        (("payments", "deals"), "deal", 20),
        (("payments",), "payment", 3),
        ((), None, None),
    ],
)
def test_one_basis(workbook: Workbook, kinds: tuple[str, ...], basis: str | None, amount: int | None) -> None:
    """Revenue is the sales, else the won deals, else the payments, never a sum; the order of imports is no matter."""
    fill(workbook, **{kind: [ROWS[kind]] for kind in kinds})
    assert basis_and_sum(workbook) == (basis, amount)


def test_basis_steps_back(workbook: Workbook) -> None:
    """When the sales are taken back, the won deals count, and then the payments."""
    batches = {kind: put_raw(workbook, kind, [row]) for kind, row in ROWS.items()}
    undo(workbook, batches["sales"])
    assert basis_and_sum(workbook) == ("deal", 20)
    undo(workbook, batches["deals"])
    assert basis_and_sum(workbook) == ("payment", 3)


@pytest.mark.parametrize("state", ["lost", "open"])
def test_only_won_deals_are_revenue(workbook: Workbook, state: str) -> None:
    """A lost or an open deal is no revenue, though it has an amount and a day."""
    put(workbook, "deals", [ROWS["deals"], ROWS["deals"] | {"state": state, "amount": 7000}])
    assert basis_and_sum(workbook) == ("deal", 20)


def test_unwon_deals_leave_the_basis_to_payments(workbook: Workbook) -> None:
    """Deals none of which was won do not hide the payments."""
    fill(workbook, deals=[ROWS["deals"] | {"state": "lost"}], payments=[ROWS["payments"]])
    assert basis_and_sum(workbook) == ("payment", 3)


def test_won_deal_stands_on_its_closed_day(workbook: Workbook) -> None:
    """A won deal counts on the day it was closed, not when it was made."""
    put(
        workbook,
        "deals",
        [ROWS["deals"] | {"created": day("2023-11-01"), "closed": day("2024-02-03"), "day": day("2023-11-01")}],
    )
    assert days_of(workbook) == [("Клиент 1", "Менеджер 01", "2024-02-03", 20, 1)]


def test_won_deal_without_a_closed_day(workbook: Workbook) -> None:
    """A won deal that nobody closed is in no month, so it is not counted."""
    put(workbook, "deals", [ROWS["deals"], ROWS["deals"] | {"closed": None, "amount": 7000}])
    assert basis_and_sum(workbook) == ("deal", 20)


def test_people_of_every_table_are_known(workbook: Workbook) -> None:
    """Whoever stands in any table is a person, also where the revenue stands on another table."""
    fill(
        workbook,
        sales=[ROWS["sales"]],
        deals=[ROWS["deals"] | {"rep": "Менеджер 02", "state": "open"}],
        plan=[{"day": day("2024-01-01"), "rep": "Менеджер 03", "amount": 5}],
        pay=[{"day": day("2024-01-01"), "rep": "Менеджер 04", "total": 5}],
        activities=[{"day": day("2024-01-01"), "rep": "Менеджер 05"}],
        clients=[{"client": "Клиент 2", "rep": "Менеджер 06"}],
    )
    assert workbook.query("select name from dim_rep order by name") == [(f"Менеджер {n:02d}",) for n in range(1, 7)]
