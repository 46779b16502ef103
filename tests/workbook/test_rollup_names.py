import pytest

from diagnostics.workbook import Workbook

from .raw import day, days_of, fill, put

WHEN = day("2024-01-15")

SAME = [
    ("Клиент 1", "КЛИЕНТ 1"),
    ("Клиент 1", " Клиент   1 "),
    ("Клиент 1", "Клиент\u00a01"),
    ("Клиент Зелёный", "Клиент Зеленый"),
    ("ООО «Клиент 1»", 'ООО "Клиент 1"'),
    ("ООО «Клиент 1»", "ООО Клиент 1"),
    ("ООО „Клиент 1“", "ооо клиент 1"),
    ("Клиент Восток", "Kлиeнт Bocтoк"),
    ("Client One", "CLIENT  ONE"),
]
OTHER = [
    ("Клиент 1", "Клиент 10"),
    ("Клиент 1", "Клиент 01"),
    ("Клиент 1", "Клиент1"),
    ("ООО Клиент", "АО Клиент"),
    ("Клиент Север", "Клиент Север-2"),
    ("Client C", "Client S"),
    ("Клиент Зима", "Клиент Зина"),
]


def sold(client: str | None, rep: str | None, **more: object) -> dict[str, object]:
    """A sale of one rouble."""
    return {"day": WHEN, "client": client, "rep": rep, "amount": 100} | more


def test_spellings_merge(workbook: Workbook) -> None:
    """Case, yo, spaces, quotes and Latin twins do not make two of one client or of one rep."""
    fill(
        workbook, sales=[sold(f"{place} {name}", f"{place} {name}") for place, pair in enumerate(SAME) for name in pair]
    )
    assert workbook.value("select count(*) from dim_client") == len(SAME)
    assert workbook.value("select count(*) from dim_rep") == len(SAME)
    assert [row[3:] for row in days_of(workbook)] == [(200, 1)] * len(SAME)


def test_others_stay_apart(workbook: Workbook) -> None:
    """Names that differ in a letter, a figure or a word are different clients and different reps."""
    names = [f"{place} {name}" for place, pair in enumerate(OTHER) for name in pair]
    fill(workbook, sales=[sold(name, name) for name in names])
    assert sorted(row[:2] for row in days_of(workbook)) == sorted((name, name) for name in names)


def test_listed_spelling_is_shown(workbook: Workbook) -> None:
    """A client and a rep are called as their lists call them, not as the sales do."""
    fill(
        workbook,
        sales=[sold("КЛИЕНТ 1", "менеджер 01")],
        clients=[{"client": "Клиент 1"}],
        staff=[{"rep": "Менеджер 01"}],
    )
    assert days_of(workbook) == [("Клиент 1", "Менеджер 01", "2024-01-15", 100, 1)]


def test_rep_by_code(workbook: Workbook) -> None:
    """A sale that names the rep by a code only is the rep's whom the staff list gives that code."""
    fill(
        workbook,
        staff=[{"rep": "Менеджер 01", "rep_code": "T1"}, {"rep": "Менеджер 02", "rep_code": "T2"}],
        sales=[sold("Клиент 1", None, rep_code="T2")],
    )
    assert days_of(workbook) == [("Клиент 1", "Менеджер 02", "2024-01-15", 100, 1)]
    assert workbook.value("select count(*) from dim_rep") == 2


def test_unknown_code_is_a_name(workbook: Workbook) -> None:
    """A rep's code that no list explains stands for the rep himself."""
    fill(workbook, sales=[sold("Клиент 1", None, rep_code="T9")])
    assert days_of(workbook) == [("Клиент 1", "T9", "2024-01-15", 100, 1)]


def test_rep_by_the_client(workbook: Workbook) -> None:
    """A sale that names no rep is his who leads the client."""
    fill(
        workbook,
        clients=[{"client": "Клиент 1", "rep": "Менеджер 01"}, {"client": "Клиент 2"}],
        sales=[sold("Клиент 1", None), sold("Клиент 2", None)],
    )
    assert days_of(workbook) == [
        ("Клиент 1", "Менеджер 01", "2024-01-15", 100, 1),
        ("Клиент 2", None, "2024-01-15", 100, 1),
    ]


def test_row_is_stronger_than_the_client_list(workbook: Workbook) -> None:
    """Where the sale names a rep, he sold it, whoever leads the client."""
    fill(
        workbook,
        clients=[{"client": "Клиент 1", "rep": "Менеджер 01"}],
        sales=[sold("Клиент 1", "Менеджер 02")],
    )
    assert days_of(workbook) == [("Клиент 1", "Менеджер 02", "2024-01-15", 100, 1)]


def test_owner_by_code(workbook: Workbook) -> None:
    """A client list may name the rep by a code too."""
    fill(
        workbook,
        staff=[{"rep": "Менеджер 01", "rep_code": "7"}],
        clients=[{"client": "Клиент 1", "client_code": "C1", "rep_code": "7"}],
        sales=[sold(None, None, client_code="C1")],
    )
    assert days_of(workbook) == [("Клиент 1", "Менеджер 01", "2024-01-15", 100, 1)]


def test_client_by_code(workbook: Workbook) -> None:
    """A sale that names the client by a code only is his whom the client list gives that code."""
    fill(
        workbook,
        clients=[{"client": "Клиент 1", "client_code": "C1"}, {"client": "Клиент 2", "client_code": "C2"}],
        sales=[sold(None, "Менеджер 01", client_code="C2")],
    )
    assert days_of(workbook) == [("Клиент 2", "Менеджер 01", "2024-01-15", 100, 1)]
    assert workbook.value("select count(*) from dim_client") == 2


def test_code_without_a_list(workbook: Workbook) -> None:
    """A client's code that no list explains stands for the client himself."""
    fill(workbook, sales=[sold(None, "Менеджер 01", client_code="C9")])
    assert days_of(workbook) == [("C9", "Менеджер 01", "2024-01-15", 100, 1)]


def test_codes_and_names_do_not_mix(workbook: Workbook) -> None:
    """A client whose name is another one's code is not taken for him."""
    fill(
        workbook,
        clients=[{"client": "Клиент 1", "client_code": "100"}],
        sales=[sold("100", "Менеджер 01"), sold(None, "Менеджер 01", client_code="100")],
    )
    assert [row[0] for row in days_of(workbook)] == ["100", "Клиент 1"]


def test_rep_who_came_back_under_a_new_code(workbook: Workbook) -> None:
    """Both codes of a person who was hired twice lead to him."""
    fill(
        workbook,
        staff=[
            {"rep": "Менеджер 01", "rep_code": "T1", "hired": day("2020-01-01"), "left_on": day("2021-01-01")},
            {"rep": "Менеджер 01", "rep_code": "T2", "hired": day("2023-01-01")},
        ],
        sales=[sold("Клиент 1", None, rep_code="T1"), sold("Клиент 2", None, rep_code="T2")],
    )
    assert [row[:2] for row in days_of(workbook)] == [("Клиент 1", "Менеджер 01"), ("Клиент 2", "Менеджер 01")]


def test_client_listed_twice(workbook: Workbook) -> None:
    """A client who stands in the list twice, under two codes and two spellings, is one client by either."""
    fill(
        workbook,
        clients=[
            {"client": "ООО «Клиент 1»", "client_code": "C1"},
            {"client": 'ООО "Клиент 1"', "client_code": "C2"},
        ],
        sales=[sold(None, "Менеджер 01", client_code="C1"), sold(None, "Менеджер 01", client_code="C2")],
    )
    assert workbook.query("select count(distinct client_id), min(client_id) from client_day") == [(1, 1)]


def test_left_only_when_every_spell_ended(workbook: Workbook) -> None:
    """A person who was hired again has not left; one whose spells all ended left with the last of them."""
    fill(
        workbook,
        staff=[
            {"rep": "Менеджер 01", "hired": day("2020-01-01"), "left_on": day("2021-01-01")},
            {"rep": "Менеджер 01", "hired": day("2022-01-01")},
            {"rep": "Менеджер 02", "hired": day("2020-01-01"), "left_on": day("2021-01-01")},
            {"rep": "Менеджер 02", "hired": day("2022-01-01"), "left_on": day("2023-01-01")},
        ],
    )
    assert workbook.query("select name, hired, left_on from dim_rep order by name") == [
        ("Менеджер 01", day("2020-01-01"), None),
        ("Менеджер 02", day("2020-01-01"), day("2023-01-01")),
    ]


def test_latest_position_holds(workbook: Workbook) -> None:
    """A person with several lines in the staff list has the position of the latest hiring."""
    fill(
        workbook,
        staff=[
            {"rep": "Менеджер 01", "hired": day("2022-01-01"), "position": "РОП", "role": "head"},
            {"rep": "Менеджер 01", "hired": day("2020-01-01"), "position": "Менеджер", "role": "rep"},
        ],
    )
    assert workbook.query("select name, position, role, in_staff from dim_rep") == [
        ("Менеджер 01", "РОП", "head", True)
    ]


def test_seller_who_is_on_no_list(workbook: Workbook) -> None:
    """Whoever sells and is on no staff list is a rep, marked as not on the list."""
    fill(
        workbook,
        staff=[{"rep": "Менеджер 01"}],
        sales=[sold("Клиент 1", "Менеджер 02")],
    )
    assert workbook.query("select name, role, in_staff from dim_rep order by name") == [
        ("Менеджер 01", "rep", True),
        ("Менеджер 02", "rep", False),
    ]


@pytest.mark.parametrize("name", ["Офис", "ДОМ-КЛИЕНТ", "Дом клиент", "Генеральный директор", "Собственник", "House account", "Office"])
def test_the_house_is_no_rep(workbook: Workbook, name: str) -> None:
    """Clients booked on the office or on the owner are the owner's; a list of staff that knows better is believed."""
    put(workbook, "sales", [{"day": day("2024-01-15"), "client": "Клиент", "rep": name, "amount": 1}, {"day": day("2024-01-15"), "client": "Клиент", "rep": "Директоров Иван", "amount": 1}])
    assert dict(workbook.query("select name, role from dim_rep")) == {name: "owner", "Директоров Иван": "rep"}
    put(workbook, "staff", [{"rep": name, "role": "rep", "position": "Менеджер"}])
    assert workbook.value("select role from dim_rep where name = ?", [name]) == "rep"
