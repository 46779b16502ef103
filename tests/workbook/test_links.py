"""What was said of names holds: in the roll-ups, for later imports, until something else is said."""

from diagnostics.workbook import Proposal, Workbook, derive, proposals, write_links, write_proposals

from .raw import day, days_of, fill

WHEN = day("2024-01-15")


def sold(client: str, rep: str = "Менеджер 01", **more: object) -> dict[str, object]:
    """A sale of one rouble."""
    return {"day": WHEN, "client": client, "rep": rep, "amount": 100} | more


def say(workbook: Workbook, *said: tuple[str, str, bool]) -> None:
    """Say of pairs of clients, by their keys, whether they are the same."""
    with workbook.writing() as cursor:
        write_links(cursor, [("client", key, other, same) for key, other, same in said])
        derive(cursor)


def names(workbook: Workbook) -> list[str]:
    """The clients."""
    return [name for (name,) in workbook.query("select name from dim_client order by name")]


def test_linked_names_are_one(workbook: Workbook) -> None:
    """Sales under two names that are the same stand together, under the tidiest and fullest of them."""
    fill(workbook, sales=[sold("Пример"), sold("ООО Пример"), sold("Другой")])
    say(workbook, ("пример", "ооо пример", True))
    assert len(names(workbook)) == 2
    assert sorted(row[3] for row in days_of(workbook)) == [100, 200]


def test_links_are_transitive(workbook: Workbook) -> None:
    """A is B and B is C: all three are one."""
    fill(workbook, sales=[sold(name) for name in ("а", "б", "в", "г")])
    say(workbook, ("а", "б", True), ("в", "б", True))
    assert sorted(row[3] for row in days_of(workbook)) == [100, 300]


def test_the_last_word_counts(workbook: Workbook) -> None:
    """Names that were said to be one are two again when somebody says so, in whichever order he names them."""
    fill(workbook, sales=[sold("а"), sold("б")])
    say(workbook, ("а", "б", True))
    assert len(names(workbook)) == 1
    say(workbook, ("б", "а", False))
    assert len(names(workbook)) == 2


def test_a_later_import_knows(workbook: Workbook) -> None:
    """What was said holds for files that come later."""
    fill(workbook, sales=[sold("а"), sold("б")])
    say(workbook, ("а", "б", True))
    fill(workbook, sales=[sold("Б", day=day("2024-02-15")), sold("в", day=day("2024-02-15"))])
    sums = workbook.query("select sum(amount)::integer from client_day group by client_id order by 1")
    assert sums == [(100,), (300,)]


def test_one_name_with_two_tax_ids_is_two_clients(workbook: Workbook) -> None:
    """A namesake with another tax id is somebody else; who is named without one is the first of them."""
    fill(workbook, sales=[sold("Пример", inn="1"), sold("Пример", inn="2"), sold("Пример")])
    assert names(workbook) == ["Пример · 1", "Пример · 2"]
    found = dict(workbook.query("select inn, sum(amount) from client_day join dim_client using (client_id) group by inn"))
    assert found == {"1": 200, "2": 100}


def test_namesakes_of_the_client_list_go_by_their_codes(workbook: Workbook) -> None:
    """Sales that name clients by code find the right one of two namesakes."""
    listed = [{"client": "Пример", "client_code": code, "inn": code * 2} for code in ("1", "2")]
    fill(workbook, clients=listed, sales=[sold("", client_code="2") | {"client": None}])
    assert workbook.query("select inn from client_day join dim_client using (client_id)") == [("22",)]


def test_proposals_wait_until_somebody_speaks(workbook: Workbook) -> None:
    """A pair is listed while both names are there and nobody has said anything of it."""
    fill(workbook, sales=[sold("а"), sold("б")])
    pair = Proposal("client", "а", "а", "б", "б", "spelling", 95.0)
    gone = Proposal("client", "а", "а", "нет такого", "нет такого", "spelling", 95.0)
    with workbook.writing() as cursor:
        write_proposals(cursor, [pair, gone])
    assert proposals(workbook) == [pair]
    say(workbook, ("б", "а", False))
    assert proposals(workbook) == []
