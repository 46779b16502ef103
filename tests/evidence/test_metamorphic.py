"""What must not matter does not: the order of rows, the names of people, the unit of money, the day of asking."""

import pytest

from diagnostics.evidence import Evidence, meanings, measure
from diagnostics.workbook import Workbook, derive, settings

from .companies import Client, Company, Deal, Person, Plan, Sale, fill, months
from .figures import figures, same

TABLES = ("sale", "plan", "client", "rep", "activity", "pay")


def rewritten(workbook: Workbook, *statements: str) -> Evidence:
    """Measure after the raw rows were changed by SQL."""
    with workbook.writing() as cursor:
        for statement in statements:
            cursor.execute(statement)
        derive(cursor)
    return measure(workbook)


def test_order_of_rows_does_not_matter(demo):
    """The demo company's rows in another order give the same figures."""
    before = figures(measure(demo))
    shuffle = [
        statement
        for table in TABLES
        for statement in (
            f"create temp table mixed as select * from {table} order by hash(line * 7919 + batch)",
            f"delete from {table}",
            f"insert into {table} select * from mixed",
            "drop table mixed",
        )
    ]
    assert same(before, figures(rewritten(demo, *shuffle)))


def test_names_of_people_do_not_matter(demo):
    """With other names, which sort the other way round, everybody keeps his figures."""
    before = figures(measure(demo))
    names = [name for (name,) in demo.query("select name from dim_rep order by name")]
    new = {old: f"Сотрудник {len(names) - place:02}" for place, old in enumerate(names)}
    pairs = ", ".join(f"('{old}', '{name}')" for old, name in new.items())
    rename = [
        f"update {table} set rep = new_name from (values {pairs}) as renamed (old_name, new_name) where rep = old_name"
        for table in TABLES
    ]
    facts = settings(demo)
    demo.set({"head": new[facts["head"]], "head_since": facts["head_since"], "head_clients": facts["head_clients"]})
    after = rewritten(demo, *rename)
    assert {person.name for person in after.reps.values()} == set(new.values())
    renamed = {
        name: [*rest, {new.get(rep): value for rep, value in by_rep.items()}]
        for name, (*rest, by_rep) in before.items()
    }
    assert same(renamed, figures(after))


def test_names_of_clients_do_not_matter(demo):
    """With the clients renamed every figure stays."""
    before = figures(measure(demo))
    rename = [
        f"update {table} set client = 'Клиент ' || hash(client) where client is not null"
        for table in ("sale", "client", "activity")
    ]
    assert same(before, figures(rewritten(demo, *rename)))


def test_doubled_amounts_double_money_and_nothing_else(demo):
    """In another unit of money the parts of the change grow with it, and no share, count or month moves."""
    before = figures(measure(demo))
    after = figures(rewritten(demo, "update sale set amount = amount * 2", "update plan set amount = amount * 2"))
    for name in [name for name in before if meanings()[name].unit == "money"]:
        one, other = before.pop(name), after.pop(name)
        assert (one[0] is None) == (other[0] is None)
        assert one[0] is None or other[0] == pytest.approx(2 * one[0], abs=40), "the kopecks of rounding, rep by rep"
    assert same(before, after)


def test_measuring_twice_gives_the_same(demo):
    """Nothing in a measurement is left to chance."""
    assert same(figures(measure(demo)), figures(measure(demo)))


def test_equal_sellers_of_one_client_are_told_apart_alike(workbook):
    """Two reps who sold a client the same in a month: the order of their rows does not say whose client he is."""
    rows = [
        Sale(day, 1_000, f"Клиент {client}", rep)
        for day in months("2024-01", 24, 28)
        for client in range(200)
        for rep in ("Менеджер 01", "Менеджер 02")
    ]
    before = figures(measure(fill(workbook, Company(rows))))
    assert same(before, figures(measure(fill(workbook, Company(rows[::-1])))))


def test_lost_deals_are_no_revenue(workbook):
    """On a basis of deals lost and open ones change no figure of money."""
    days = months("2024-01", 24, 28)
    won = [Deal(day, 1_000, f"Клиент {place % 5}", doc=f"{place}") for place, day in enumerate(days)]
    other = [
        Deal(day, 5_000, "Клиент 1", doc=f"л{place}", state=("lost", "open")[place % 2])
        for place, day in enumerate(days)
    ]
    before = measure(fill(workbook, Company(deals=won)))
    after = measure(fill(workbook, Company(deals=won + other)))
    for name in ("growth.total", "base.size", "base.active", "growth.orders"):
        assert after.signals[name].value == before.signals[name].value


def test_revenue_has_one_basis(workbook):
    """Where sales and deals are both there, sales are the revenue and deals are not added to them."""
    days = months("2024-01", 24, 28)
    rest = {
        "plan": [Plan(day.replace(day=1), 900) for day in days],
        "clients": [Client("Клиент 1", "Менеджер 01"), Client("Клиент 9", "Менеджер 01")],
        "staff": [Person("Менеджер 01", days[0])],
    }
    sales = [Sale(day, 1_000 + place) for place, day in enumerate(days)]
    deals = [Deal(day, 7_000, doc=f"{place}") for place, day in enumerate(days)]
    before = measure(fill(workbook, Company(sales, **rest)))
    after = measure(fill(workbook, Company(sales, deals, **rest)))
    assert after.basis == "sale"
    of_deals = {name for name, meaning in meanings().items() if meaning.tables == {"deal"}}
    one, other = ({name: figure for name, figure in figures(evidence).items() if name not in of_deals} for evidence in (before, after))
    assert same(one, other)
