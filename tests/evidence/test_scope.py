"""A part of a company: the same figures as of a workbook that holds that part alone, and the file stays as it is."""

from dataclasses import replace
from datetime import date

import numpy as np
import pytest

from diagnostics.evidence import Evidence, departments, meanings, measure
from diagnostics.evidence.departments import COMPARED
from diagnostics.workbook import Scope, Workbook, scope_choices

from .companies import Client, Company, Deal, Person, Plan, Sale, fill, months, number, scratch
from .figures import figures, same
from .test_growth import REPS, made_up

WINDOW = {"window_months": "4"}  # the window is the company's, so that the part alone has to be told it
OF_ROWS = (*(name for name in meanings() if name.partition(".")[0] in ("growth", "bridge", "clients", "base", "team")), "head.revenue_share", "head.top_decile_share")
DEPARTMENTS = ("Опт", "Розница")
GROUPS = ("Крепёж", "Инструмент", None)


def company(seed: int) -> Company:
    """Four years of sales in two departments and three groups of goods, a list of clients, two of the reps have a plan."""
    draw = np.random.default_rng(seed)
    sales = [
        replace(sale, department=DEPARTMENTS[REPS.index(sale.rep) % 2], product_group=GROUPS[draw.integers(3)]) for sale in made_up(seed, 48)
    ]
    # at both ends of the data every part has sales, so that all of them have the same full months
    ends = [
        Sale(day, 1_000, f"Клиент {client}", rep, f"к{day}{client}{rep}{group}", DEPARTMENTS[REPS.index(rep) % 2], group)
        for day in (date(2023, 1, 1), date(2026, 12, 31)) for client in range(25) for rep in ("Менеджер 01", "Менеджер 02")
        for group in GROUPS
    ]  # fmt: skip
    plan = [Plan(day, 100_000, rep) for day in months("2023-01", 48, 1) for rep in ("Менеджер 01", "Менеджер 02")]
    listed = [Client(f"Клиент {place}", "Менеджер 01" if place % 2 else None) for place in range(25, 30)]  # they never bought
    return Company(ends + sales, plan=plan, clients=listed, staff=[Person("Менеджер 02", date(2022, 1, 1), role="head")])


def alike(one: Evidence, other: Evidence, names: tuple[str, ...] = OF_ROWS) -> bool:
    """Whether these figures are equal, but for how many pauses the window was told by."""
    told = [name for name in names if name != "base.window_months"]
    return same(figures(one, told), figures(other, told))


@pytest.fixture(params=range(3))
def held(request: pytest.FixtureRequest, workbook: Workbook) -> tuple[Workbook, Company]:
    """A workbook that holds a made-up company, and the company."""
    made = company(request.param)
    return fill(workbook, made, WINDOW), made


def alone(made: Company, sales: list[Sale], clients: list[Client]) -> Evidence:
    """What is measured where these sales are all there are."""
    with scratch() as other:
        return measure(fill(other, replace(made, sales=sales, clients=clients), WINDOW))


def test_goods_are_those_rows_alone(held):
    """A group of goods: as if nothing else were sold. The list of clients is not one of buyers of these goods."""
    workbook, made = held
    part = measure(workbook, scope=Scope(product_groups=("Крепёж",)))
    assert alike(part, alone(made, [sale for sale in made.sales if sale.product_group == "Крепёж"], []))


def test_a_department_is_those_rows_alone(held):
    """A department of the sales; who never bought is counted where the rep who leads him sells."""
    workbook, made = held
    part = measure(workbook, scope=Scope(departments=("Опт",)))
    names = tuple(name for name in OF_ROWS if name not in ("base.size", "base.never_bought_share", "base.orphan_clients", "base.active_share", "base.active_share_change", "growth.base", "growth.active_share"))
    assert alike(part, alone(made, [sale for sale in made.sales if sale.department == "Опт"], made.clients), names)


def test_several_conditions_hold_together(held):
    """A department, a group of goods and the large clients at once."""
    workbook, made = held
    part = measure(workbook, scope=Scope(departments=("Опт",), product_groups=("Крепёж", "Инструмент"), clients="large"))
    large = largest(list(made.sales))
    rows = [sale for sale in made.sales if sale.department == "Опт" and sale.product_group and sale.client in large]
    assert alike(part, alone(made, rows, []))


def largest(sales: list[Sale]) -> set[str | None]:
    """The tenth of the last year's buyers who bought most, counted by hand."""
    net: dict[str | None, int] = {}
    for sale in sales:
        if sale.day.year == 2026 and sale.client:
            net[sale.client] = net.get(sale.client, 0) + sale.amount
    order = sorted((name for name in net if net[name] > 0), key=lambda name: -net[name])
    return set(order[: -(-len(order) // 10)])


@pytest.mark.parametrize("size", ["large", "others"])
def test_clients_are_large_or_the_others(held, size):
    """The largest tenth, or all the others who have a name."""
    workbook, made = held
    large = largest(list(made.sales))
    rows = [sale for sale in made.sales if sale.client and (sale.client in large) == (size == "large")]
    listed = [client for client in made.clients if (client.client in large) == (size == "large")]
    assert alike(measure(workbook, scope=Scope(clients=size)), alone(made, rows, listed))


@pytest.mark.parametrize("rep", [name for name in REPS if name])
def test_a_rep_has_his_own_figures(held, rep):
    """A rep's part shows what the whole shows of him; a client who went over to a colleague is not lost."""
    workbook, _made = held
    whole, part = measure(workbook), measure(workbook, scope=Scope(reps=(rep,)))
    who = next(number for number, person in whole.reps.items() if person.name == rep)
    for name in OF_ROWS:
        one = whole.signals[name]
        if name.startswith("bridge.") or not isinstance(one.by_rep.get(who), int) or name == "growth.handed_over":
            continue
        assert part.signals[name].value == one.by_rep[who], name
    kinds = [name for name in OF_ROWS if name.startswith("bridge.")]
    assert sum(part.signals[name].value or 0 for name in kinds) == part.signals["growth.total"].value
    for name in ("bridge.new", "bridge.returned", "bridge.lost"):
        assert part.signals[name].value == whole.signals[name].by_rep.get(who, 0), name


def test_all_reps_are_the_whole(held):
    """Asking for everybody changes nothing but what speaks of sales without a rep."""
    workbook, made = held
    named = [sale for sale in made.sales if sale.rep]
    everybody = measure(workbook, scope=Scope(reps=tuple(scope_choices(workbook)["reps"])))
    with scratch() as other:
        whole = measure(fill(other, replace(made, sales=named), WINDOW))
    assert alike(everybody, whole, ("growth.total", "growth.returns", "growth.trend", "team.best_to_median", "team.spread", "clients.top1_share"))


def test_what_cannot_be_told_for_a_part_is_grey(held):
    """A plan is not one of goods, and the head's share is not one of some reps' sales."""
    workbook, _made = held
    goods = measure(workbook, scope=Scope(product_groups=("Крепёж",))).signals
    assert {goods[name].missing for name in goods if name.startswith("plan.")} == {("whole_only",)}
    reps = measure(workbook, scope=Scope(reps=("Менеджер 01",))).signals
    assert {reps[name].missing for name in reps if name.startswith("head.")} == {("whole_only",)}
    assert reps["plan.attainment"].available


def test_a_plan_of_some_reps(held):
    """Attainment of one rep is what the whole shows of him."""
    workbook, _made = held
    whole = measure(workbook)
    part = measure(workbook, scope=Scope(reps=("Менеджер 01",)))
    who = next(number for number, person in whole.reps.items() if person.name == "Менеджер 01")
    assert part.signals["plan.attainment"].value == pytest.approx(whole.signals["plan.attainment"].by_rep[who])


def test_since_leaves_out_what_was_before(held):
    """From a day on: fewer months are measured, and who bought before is no new client."""
    workbook, _made = held
    part = measure(workbook, since=date(2024, 6, 1))
    assert (part.period.first, part.period.last) == (number("2024-06"), number("2026-12"))
    whole = measure(workbook)
    assert part.signals["growth.total"].value == whole.signals["growth.total"].value
    assert part.signals["bridge.new"].value + part.signals["bridge.expanded"].value == whole.signals["bridge.new"].value + whole.signals["bridge.expanded"].value + whole.signals["bridge.returned"].value
    assert measure(workbook, since=date(2026, 1, 1)).signals["growth.total"].missing == ("months_24",)


def test_deals_of_a_part(workbook):
    """Deals are told by rep, by client and by goods as sales are."""
    days = months("2026-01", 12, 5)
    deals = [Deal(day, 1_000, f"Клиент {place % 3}", REPS[place % 2], f"{place}", ("won", "lost")[place % 3 > 0], day, day) for place, day in enumerate(days * 6)]
    ends = [Deal(day, 1, None, None, f"к{day}", "won", None, day) for day in (date(2026, 1, 1), date(2026, 12, 31))]
    fill(workbook, Company(deals=deals + ends))
    whole = measure(workbook).signals["funnel.win_rate"]
    first = measure(workbook, scope=Scope(reps=(str(REPS[0]),))).signals["funnel.win_rate"]
    mine = [deal for deal in deals if deal.rep == REPS[0]]
    assert first.n == len(mine) < whole.n
    assert first.value == sum(deal.state == "won" for deal in mine) / len(mine)


@pytest.mark.parametrize("named", [None, "РОП розницы", "РОП опта"])
def test_each_department_has_its_head(workbook, named):
    """Two departments with heads of their own: of a department its own is measured, whoever is named for the company."""
    days = months("2024-01", 24, 28)
    people = {"Опт": ("РОП опта", "Менеджер 01"), "Розница": ("РОП розницы", "Менеджер 02", "Менеджер 03")}
    sales = [Sale(day, 1_000 * (place + 1), f"Клиент {rep}", rep, None, department) for department, reps in people.items() for place, rep in enumerate(reps) for day in days]
    staff = [
        Person(rep, date(2023, 1, 1), role="rep" if place else "head", boss=reps[0] if place else None, department=department)
        for department, reps in people.items() for place, rep in enumerate(reps)
    ]  # fmt: skip
    facts = {"head": named, "head_since": "2024-06-01"} if named else {}
    fill(workbook, Company([*sales, Sale(days[-1].replace(day=31), 1, None, None), Sale(days[0].replace(day=1), 1, None, None)], staff=staff), facts)
    assert measure(workbook).head.name == (named or "РОП розницы"), "who is named, else the one with most reps"
    for department, reps in people.items():
        part = measure(workbook, scope=Scope(departments=(department,)))
        assert part.head.name == reps[0]
        assert part.head.since == (date(2024, 6, 1) if named == reps[0] else date(2023, 1, 1))
        assert part.signals["head.revenue_share"].value == pytest.approx(1 / sum(range(1, len(reps) + 1)))
    both = measure(workbook, scope=Scope(departments=tuple(people)))
    assert both.head == measure(workbook).head


def test_departments_side_by_side_are_each_the_part_alone(workbook):
    """Their figures are those of the filter, the largest department first, each with its own head."""
    sales = [sale for sale in company(0).sales if sale.department]
    people = {"Опт": "Начальник опта", "Розница": "Начальник розницы"}
    staff = [Person(name, date(2020, 1, 1), role="head", department=department) for department, name in people.items()]
    staff += [Person(rep, date(2020, 1, 1), department=DEPARTMENTS[place % 2]) for place, rep in enumerate(REPS) if rep]
    evidence = measure(fill(workbook, replace(company(0), sales=sales, staff=staff)))
    found = departments(workbook, evidence.period)
    assert {one.name: one.heads for one in found} == {department: (name,) for department, name in people.items()}
    first = evidence.as_of.replace(month=1, day=1)
    for one in found:
        alone = measure(workbook, scope=Scope(departments=(one.name,)))
        assert one.signals == {name: alone.signals[name] for name in COMPARED}
        assert one.net == sum(sale.amount for sale in sales if sale.department == one.name and first <= sale.day <= evidence.as_of)
    assert [one.net for one in found] == sorted((one.net for one in found), reverse=True)


def test_a_head_above_the_departments_leads_each(workbook):
    """A commercial director in a department without reps is the head of every part."""
    days = months("2024-01", 24, 28)
    sales = [Sale(day, 1_000, f"Клиент {rep}", rep, None, department) for day in days for department, rep in zip(DEPARTMENTS, REPS, strict=False)]
    staff = [Person("Директор", date(2023, 1, 1), role="head", department="Дирекция")]
    staff += [Person(str(rep), date(2023, 1, 1), department=department) for department, rep in zip(DEPARTMENTS, REPS, strict=False)]
    fill(workbook, Company(sales, staff=staff))
    assert {measure(workbook, scope=Scope(departments=(department,))).head.name for department in DEPARTMENTS} == {"Директор"}


def test_the_file_stays_as_it_is(held):
    """After a look at a part the whole is measured as before, and nothing in the file has changed."""
    workbook, _made = held
    before, version = measure(workbook), workbook.version
    tables = {table: workbook.query(f"select count(*), sum(hash(t)) from {table} t") for table in ("client_month", "client_day", "base_month", "dim_rep", "dim_client", "rollup")}
    measure(workbook, scope=Scope(("Менеджер 01",), ("Опт",), ("Крепёж",), "others"))
    assert workbook.version == version
    assert {table: workbook.query(f"select count(*), sum(hash(t)) from {table} t") for table in tables} == tables
    assert measure(workbook) == before


def test_nobody_of_that_name(held):
    """A part in which nothing is measures nothing and raises nothing."""
    workbook, _made = held
    for scope in (Scope(reps=("Кто-то",)), Scope(departments=("Такого нет",)), Scope(product_groups=("Нет",)), Scope(("Менеджер 01",), ("Такого нет",))):
        assert measure(workbook, scope=scope).signals["base.size"].value in (None, 0)
