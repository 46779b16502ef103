import pytest

from diagnostics.workbook import Workbook

from .raw import base_of, day, fill, put

REP, OTHER = "Менеджер 01", "Менеджер 02"


def bought(client: str, month: str, rep: str | None = REP, amount: int = 100) -> dict[str, object]:
    """A purchase on the fifteenth of a month."""
    return {"day": day(f"{month}-15"), "client": client, "rep": rep, "amount": amount}


def by_month(workbook: Workbook, rep: str | None = REP) -> dict[str, tuple[int, int, int]]:
    """Month -> (base, active, never bought) of one rep."""
    return {month: figures for (name, month), figures in base_of(workbook).items() if name == rep}


@pytest.fixture
def two(workbook: Workbook) -> Workbook:
    """A workbook whose window is set to two months."""
    with workbook.writing() as cursor:
        cursor.execute("insert into setting (name, value) values ('window_months', '2')")
    return workbook


def test_active_while_the_window_lasts(two: Workbook) -> None:
    """A client is active in the month of buying and the next k-1, and stays in the base after."""
    fill(two, sales=[bought("Клиент 1", "2024-01"), bought("Клиент 2", "2024-04")])
    assert by_month(two) == {"2024-01": (1, 1, 0), "2024-02": (1, 1, 0), "2024-03": (1, 0, 0), "2024-04": (2, 1, 0)}


def test_no_look_ahead(two: Workbook) -> None:
    """A client is in nobody's base before the first purchase, and a later one does not make an earlier month active."""
    fill(two, sales=[bought("Клиент 1", "2024-01"), bought("Клиент 2", "2024-03"), bought("Клиент 1", "2024-05")])
    assert by_month(two) == {
        "2024-01": (1, 1, 0), "2024-02": (1, 1, 0), "2024-03": (2, 1, 0), "2024-04": (2, 1, 0), "2024-05": (2, 1, 0),
    }  # fmt: skip


def test_later_rows_leave_earlier_months(two: Workbook) -> None:
    """What is imported for later months changes no figure of the earlier ones."""
    put(
        two, "sales", [bought("Клиент 1", "2024-01"), bought("Клиент 2", "2024-02"), bought("Клиент 1", "2024-03")], "a"
    )
    before = by_month(two)
    put(two, "sales", [bought("Клиент 1", "2024-04", OTHER), bought("Клиент 3", "2024-06", OTHER)], "b")
    assert {month: by_month(two)[month] for month in before} == before


def test_counted_under_the_last_seller(two: Workbook) -> None:
    """A client belongs to the rep who sold to him last."""
    fill(
        two, sales=[bought("Клиент 1", "2024-01"), bought("Клиент 1", "2024-02", OTHER), bought("Клиент 2", "2024-03")]
    )
    assert by_month(two) == {"2024-01": (1, 1, 0), "2024-03": (1, 1, 0)}
    assert by_month(two, OTHER) == {"2024-02": (1, 1, 0), "2024-03": (1, 1, 0)}


def test_counted_under_who_sold_most(two: Workbook) -> None:
    """A client whom two reps served in a month belongs to the one who sold more."""
    fill(
        two,
        sales=[
            bought("Клиент 1", "2024-01", REP, 300),
            bought("Клиент 1", "2024-01", OTHER, 200),
            bought("Клиент 1", "2024-01", OTHER, 50),
        ],
    )
    assert by_month(two) == {"2024-01": (1, 1, 0)}
    assert by_month(two, OTHER) == {}


def test_a_return_is_no_purchase(two: Workbook) -> None:
    """A client who only gave something back has not bought."""
    fill(
        two,
        sales=[
            bought("Клиент 1", "2024-01"),
            bought("Клиент 1", "2024-03", OTHER, -100),
            bought("Клиент 2", "2024-03", REP, -100),
        ],
    )
    assert by_month(two) == {"2024-01": (1, 1, 0), "2024-02": (1, 1, 0), "2024-03": (1, 0, 0)}
    assert by_month(two, OTHER) == {}


def test_rows_without_a_client_have_no_base(two: Workbook) -> None:
    """Sales to nobody in particular make no client."""
    fill(two, sales=[bought("Клиент 1", "2024-01") | {"client": None}])
    assert base_of(two) == {}


def test_listed_from_the_day_of_listing(two: Workbook) -> None:
    """A listed client who never bought is in the base of his rep from the day of listing on, never active."""
    fill(
        two,
        clients=[{"client": "Клиент 2", "rep": OTHER, "since": day("2024-02-20")}],
        sales=[bought("Клиент 1", "2024-01"), bought("Клиент 1", "2024-03")],
    )
    assert by_month(two, OTHER) == {"2024-02": (1, 0, 1), "2024-03": (1, 0, 1)}


def test_listed_without_a_day(two: Workbook) -> None:
    """A listed client with no day of listing, or one before the sales begin, counts from the first month of sales."""
    fill(
        two,
        clients=[
            {"client": "Клиент 2", "rep": OTHER},
            {"client": "Клиент 3", "rep": OTHER, "since": day("2019-01-01")},
        ],
        sales=[bought("Клиент 1", "2024-01"), bought("Клиент 1", "2024-02")],
    )
    assert by_month(two, OTHER) == {"2024-01": (2, 0, 2), "2024-02": (2, 0, 2)}


def test_listed_then_bought(two: Workbook) -> None:
    """From the first purchase on a listed client is the seller's, and no longer among those who never bought."""
    fill(
        two,
        clients=[{"client": "Клиент 1", "rep": OTHER}],
        sales=[bought("Клиент 2", "2024-01"), bought("Клиент 1", "2024-02")],
    )
    assert by_month(two, OTHER) == {"2024-01": (1, 0, 1)}
    assert by_month(two) == {"2024-01": (1, 1, 0), "2024-02": (2, 2, 0)}


def test_listed_after_the_last_sale(two: Workbook) -> None:
    """A client who was listed after the last month of sales is not in the base yet."""
    fill(
        two,
        clients=[{"client": "Клиент 2", "rep": OTHER, "since": day("2024-02-01")}],
        sales=[bought("Клиент 1", "2024-01")],
    )
    assert by_month(two, OTHER) == {}


def test_after_a_rep_has_left(two: Workbook) -> None:
    """From the month after his last a leaver's clients are those reps' whom the client list names, else nobody's."""
    fill(
        two,
        staff=[{"rep": REP, "left_on": day("2024-02-10")}],
        clients=[{"client": "Клиент 1", "rep": OTHER}, {"client": "Клиент 3", "rep": REP}],
        sales=[bought(f"Клиент {n}", "2024-01") for n in (1, 2, 3)] + [bought("Клиент 4", "2024-04", OTHER)],
    )
    assert by_month(two) == {"2024-01": (3, 3, 0), "2024-02": (3, 3, 0)}
    assert by_month(two, OTHER) == {"2024-03": (1, 0, 0), "2024-04": (2, 1, 0)}
    assert by_month(two, None) == {"2024-03": (2, 0, 0), "2024-04": (2, 0, 0)}


def test_still_active_when_handed_over(two: Workbook) -> None:
    """A leaver's client who bought within the window is active with whoever has him now."""
    fill(
        two,
        staff=[{"rep": REP, "left_on": day("2024-01-31")}],
        clients=[{"client": "Клиент 1", "rep": OTHER}],
        sales=[bought("Клиент 1", "2024-01"), bought("Клиент 2", "2024-03", OTHER)],
    )
    assert by_month(two, OTHER) == {"2024-02": (1, 1, 0), "2024-03": (2, 1, 0)}


def test_sold_after_leaving(two: Workbook) -> None:
    """A sale booked on a leaver after his last day is his in its month, and nobody's after."""
    fill(
        two,
        staff=[{"rep": REP, "left_on": day("2024-01-31")}],
        sales=[bought("Клиент 1", "2024-03"), bought("Клиент 2", "2024-04", OTHER)],
    )
    assert by_month(two) == {"2024-03": (1, 1, 0)}
    assert by_month(two, None) == {"2024-04": (1, 1, 0)}


def test_bought_again_after_the_handover(two: Workbook) -> None:
    """Once another rep sells to a leaver's client, the client is his and counted once."""
    fill(
        two,
        staff=[{"rep": REP, "left_on": day("2024-01-31")}],
        sales=[bought("Клиент 1", "2024-01"), bought("Клиент 1", "2024-03", OTHER)],
    )
    assert base_of(two) == {(REP, "2024-01"): (1, 1, 0), (None, "2024-02"): (1, 1, 0), (OTHER, "2024-03"): (1, 1, 0)}


@pytest.mark.parametrize("ever", [True, False], ids=["bought once", "never bought"])
def test_listed_with_one_who_left(two: Workbook, ever: bool) -> None:
    """A client whom the list still gives to a rep who has left belongs to nobody."""
    fill(
        two,
        staff=[{"rep": REP, "left_on": day("2024-01-31")}, {"rep": OTHER, "left_on": day("2024-01-31")}],
        clients=[{"client": "Клиент 1", "rep": REP}],
    )
    first = [bought("Клиент 1", "2024-01", OTHER)] if ever else []
    fill(
        two, sales=[*first, bought("Клиент 9", "2024-01", "Менеджер 09"), bought("Клиент 9", "2024-02", "Менеджер 09")]
    )
    assert {rep: figures[0] for (rep, month), figures in base_of(two).items() if month == "2024-02"} == {
        None: 1,
        "Менеджер 09": 1,
    }
