"""Growth without clients that reps passed on: as growth of a company in which such clients never were."""

from dataclasses import replace

import pytest

from diagnostics.evidence import measure
from diagnostics.evidence.growth import OWN, SIGNALS
from diagnostics.workbook import Scope

from .companies import Client, Company, Person, Sale, fill, months, number, scratch
from .test_growth import made_up, named

SPAN = 48
WINDOW = {"window_months": "4"}


def passed_on(sales: list[Sale], last: str) -> set[tuple[str | None, str | None]]:
    """Client and rep where the client bought in both years, from this rep in one of them; row by row."""
    years: dict[tuple[str | None, str | None], set[bool]] = {}
    for sale in sales:
        age = number(last) - (sale.day.year * 12 + sale.day.month - 1)
        if sale.client and sale.amount > 0 and 0 <= age < 24:
            years.setdefault((sale.client, sale.rep), set()).add(age < 12)
    both = {client for client, _rep in years if len(set().union(*(had for (who, _), had in years.items() if who == client))) == 2}
    return {pair for pair, had in years.items() if pair[0] in both and len(had) == 1}


@pytest.fixture(params=range(4))
def sales(request: pytest.FixtureRequest) -> list[Sale]:
    """Sales in which clients buy from anybody; documents are one pair's, so that rows may be left out."""
    return [replace(sale, doc=f"{sale.doc}/{sale.client}/{sale.rep}" if sale.doc else None) for sale in made_up(request.param, SPAN)]


def test_own_sales_are_those_of_the_rows_left(workbook, sales):
    """Change, orders and cheque are measured as if the passed rows had never been; the rest of the change is what was passed."""
    pairs = passed_on(sales, "2026-12")
    assert len(pairs) > 5
    evidence = measure(fill(workbook, Company(sales), WINDOW))
    changes: dict[str | None, int] = {}
    for sale in sales:
        age = number("2026-12") - (sale.day.year * 12 + sale.day.month - 1)
        if 0 <= age < 24 and (sale.client, sale.rep) not in pairs:
            changes[sale.rep] = changes.get(sale.rep, 0) + (sale.amount if age < 12 else -sale.amount)
    own = named(evidence, "growth.own")
    assert {rep: own.get(rep, 0) for rep in changes} == changes
    total, handed = named(evidence, "growth.total"), named(evidence, "growth.handed_over")
    assert {rep: own.get(rep, 0) + handed.get(rep, 0) for rep in total} == total


def test_parts_sum_to_the_own_change(workbook, sales):
    """To the kopeck, per rep and in all."""
    signals = measure(fill(workbook, Company(sales), WINDOW)).signals
    for rep, change in signals[OWN[0]].by_rep.items():
        assert sum(signals[part].by_rep[rep] for part in OWN[1:]) == change
    assert sum(signals[part].value for part in OWN[1:]) == signals[OWN[0]].value


def test_clients_of_one_rep_each_are_measured_as_before(workbook):
    """Where nobody's clients were passed on, own growth is growth, part by part."""
    sales = [replace(sale, client=f"{sale.rep} {sale.client}") for sale in made_up(1, SPAN) if sale.client]
    signals = measure(fill(workbook, Company(sales), WINDOW)).signals
    for own, whole in zip(OWN, SIGNALS, strict=True):
        assert signals[own].by_rep == signals[whole].by_rep


@pytest.mark.parametrize("listed", [False, True])
def test_as_if_the_passed_clients_had_never_been(workbook, listed):
    """Two reps with clients of their own and two clients that went over: every part is that of the company without the two."""
    days = months("2023-01", 48, 28)
    staff = [Person("Менеджер 01", days[0]), Person("Менеджер 02", days[0], days[36])]
    own = [
        Sale(day, 1_000 + 10 * place, f"Свой {who} {client}", f"Менеджер {who}")
        for who in ("01", "02") for client in range(5) for place, day in enumerate(days[: 30 + 3 * client]) if place % (client + 1) == 0
    ]  # fmt: skip
    own += [Sale(day, 1, None, None) for day in (days[0].replace(day=1), days[-1])]
    given = [
        Sale(day, 700, client, "Менеджер 02" if place < turn else "Менеджер 01")
        for client, turn in (("Общий 1", 36), ("Общий 2", 36)) for place, day in enumerate(days)
    ]  # fmt: skip
    clients = [Client(f"Свой 01 {client}", "Менеджер 01", days[0]) for client in range(7)] if listed else []
    shared = [Client(f"Общий {client}", "Менеджер 01", days[0]) for client in (1, 2)] if listed else []
    mixed = measure(fill(workbook, Company([*own, *given], clients=clients + shared, staff=staff), WINDOW))
    with scratch() as other:
        alone = measure(fill(other, Company(own, clients=clients, staff=staff), WINDOW))
    for name, whole in zip(OWN, SIGNALS, strict=True):
        assert named(mixed, name) == named(alone, whole), name
    assert mixed.signals["growth.reps_growing_share_net"].value == alone.signals["growth.reps_growing_share"].value


@pytest.mark.parametrize("rep", ["Менеджер 01", "Менеджер 03"])
def test_a_rep_has_his_own(workbook, sales, rep):
    """Looked at alone a rep has the same own growth as among all; a colleague's purchases are still known."""
    fill(workbook, Company(sales), WINDOW)
    whole, part = measure(workbook), measure(workbook, scope=Scope(reps=(rep,)))
    for name in OWN:
        assert named(part, name) == {rep: named(whole, name)[rep]}, name


def test_a_window_longer_than_a_year_leaves_no_base(workbook):
    """Where nobody can be seen to have gone quiet in either year, orders and cheque alone are told, never a wrong base."""
    days = months("2024-01", 24, 28)
    sales = [Sale(day, 1_000 + place, f"Клиент {place % 4}") for place, day in enumerate(days)]
    signals = measure(fill(workbook, Company(sales), {"window_months": "20"})).signals
    assert (signals["growth.base"].value, signals["growth.active_share"].value) == (0, 0)
    assert signals["growth.total"].value == sum(signals[name].value for name in SIGNALS[1:]) == 144
