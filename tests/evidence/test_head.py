"""The head as a seller against the raw rows: who he is, which months are judged, his shares and deals."""

from datetime import date
from math import ceil

import numpy as np
import pytest

from diagnostics.evidence import measure
from diagnostics.intake import import_files
from diagnostics.workbook import derive, write_links

from .companies import Company, Deal, Person, Plan, Sale, fill, months, number, say, scratch

DAYS = months("2024-01", 24, 28)
HEAD = Person("РОП", date(2024, 3, 1), role="head")
SHARES = ("head.revenue_share", "head.top_decile_share", "head.own_deals_per_quarter")


def made_up(seed: int) -> list[Sale]:
    """Sales of two reps and a head to forty clients over two years."""
    draw = np.random.default_rng(seed)
    return [
        Sale(
            day,
            int(draw.lognormal(10, 1)) * (client + 1),
            f"Клиент {client}",
            ("РОП", "Менеджер 01", "Менеджер 02")[client % 3],
        )
        for day in DAYS
        for client in range(40)
        if draw.random() < 0.4
    ] + [Sale(day, 1_000_000, "Клиент 1", "Менеджер 01") for day in DAYS]


@pytest.fixture(scope="module")
def company():
    """The workbook of one made-up company; what tests change in it are the company facts alone."""
    with scratch() as workbook:
        yield fill(workbook, Company(made_up(1)))


@pytest.mark.parametrize(
    ("since", "first"), [("2020-05-01", "2025-01"), ("2024-12-15", "2025-03"), ("2025-04-01", "2025-07")]
)
def test_shares_equal_the_raw_rows(company, since, first):
    """Revenue, largest clients and deals of the head are those of the months after his first three."""
    signals = measure(say(company, head="РОП", head_since=since)).signals
    judged = [sale for sale in made_up(1) if number(f"{sale.day:%Y-%m}") >= number(first)]
    own = sum(sale.amount for sale in judged if sale.rep == "РОП")
    assert signals["head.revenue_share"].value == pytest.approx(own / sum(sale.amount for sale in judged))
    assert signals["head.revenue_share"].period == (number(first), number("2025-12"))

    bought: dict[str, int] = {}
    for sale in judged:
        bought[sale.client] = bought.get(sale.client, 0) + sale.amount
    top = sorted(bought, key=bought.get, reverse=True)[: ceil(len(bought) / 10)]
    led = [client for client in top if int(client.split()[1]) % 3 == 0]
    assert signals["head.top_decile_share"].value == pytest.approx(len(led) / len(top))
    assert signals["head.top_decile_share"].n == len(top)

    quarters = {
        (sale.client, (number(f"{sale.day:%Y-%m}") - number(first)) // 3) for sale in judged if sale.rep == "РОП"
    }
    count = number("2025-12") - number(first) + 1
    assert signals["head.own_deals_per_quarter"].value == pytest.approx(len(quarters) * 3 / count)


def test_won_deals_are_counted_where_deals_are_known(workbook):
    """On a basis of deals every deal won by the head counts, lost ones do not."""
    deals = [Deal(day, 1_000, f"Клиент {place}", "Менеджер 01", f"м{place}") for place, day in enumerate(DAYS)]
    deals += [
        Deal(day, 1_000, "Клиент 1", "РОП", f"р{place}{one}") for place, day in enumerate(DAYS[-12:]) for one in (1, 2)
    ]
    deals += [Deal(DAYS[-1], 9_000, "Клиент 1", "РОП", "п", "lost")]
    evidence = measure(fill(workbook, Company(deals=deals), {"head": "РОП", "head_since": "2020-01-01"}))
    assert evidence.basis == "deal"
    assert evidence.signals["head.own_deals_per_quarter"].value == pytest.approx(6.0)


def test_found_by_his_position(workbook, write):
    """Where nobody named the head, the position on an imported staff list says who he is and since when."""
    rows = [f"{day:%d.%m.%Y};Клиент 1;{rep};1000,00" for day in DAYS for rep in ("Менеджер 01", "Сотрудник 07")]
    staff = (
        "Сотрудник;Должность;Дата приема;Дата увольнения\n"
        "Менеджер 01;Менеджер по продажам;01.02.2020;\n"
        "Сотрудник 07;Руководитель отдела продаж;03.06.2019;\n"
    )
    sales = "Дата;Контрагент;Менеджер;Сумма\n" + "\n".join(rows) + "\n"
    import_files(workbook, [write("sales.csv", sales), write("staff.csv", staff)])
    evidence = measure(workbook)
    assert (evidence.head.name, evidence.head.since) == ("Сотрудник 07", date(2019, 6, 3))
    assert evidence.signals["head.revenue_share"].value == pytest.approx(0.5)


def test_of_two_heads_the_present_one_counts(workbook):
    """A head who has left and one who came earlier stand behind the one who leads now."""
    gone = Person("РОП 1", date(2025, 1, 1), date(2025, 6, 1), "head")
    staff = [gone, Person("РОП 2", date(2020, 1, 1), role="head"), Person("РОП 3", date(2022, 1, 1), role="head")]
    assert measure(fill(workbook, Company(made_up(1), staff=staff))).head.name == "РОП 3"
    assert measure(fill(workbook, Company(made_up(1), staff=[gone]))).head.name == "РОП 1"


def test_of_two_present_heads_the_one_with_most_reps_counts(workbook):
    """Of heads who are both there the one whom more present reps call their boss; the fact goes before it."""
    heads = [Person("РОП 1", date(2020, 1, 1), role="head"), Person("РОП 2", date(2024, 1, 1), role="head")]
    gone = [Person(f"Менеджер 1{place}", date(2020, 1, 1), date(2021, 1, 1), boss="РОП 2") for place in range(5)]
    reps = [Person(f"Менеджер 0{place}", date(2020, 1, 1), boss=boss) for place, boss in enumerate(["роп  1", "РОП 1", "РОП 2", None])]
    fill(workbook, Company(made_up(1), staff=[*heads, *reps, *gone]))
    assert measure(workbook).head.name == "РОП 1"
    assert measure(say(workbook, head="РОП 2")).head.name == "РОП 2"


def test_other_heads_are_compared_with_no_rep(workbook):
    """Whoever the list calls a head is no rep, be the head another one."""
    heads = [Person("РОП", date(2020, 1, 1), role="head"), Person("Менеджер 02", date(2024, 1, 1), role="head")]
    staff = [*heads, Person("Менеджер 01", date(2020, 1, 1))]
    plan = [Plan(day.replace(day=1), 1_000, rep) for day in DAYS for rep in ("РОП", "Менеджер 01", "Менеджер 02")]
    for facts in ({"head": "РОП"}, {"head": "Менеджер 02"}, {}):
        evidence = measure(fill(workbook, Company(made_up(1), plan=plan, staff=staff), facts))
        names = {rep: person.name for rep, person in evidence.reps.items()}
        for name in ("growth.reps_growing_share", "plan.attainment"):
            assert {names[rep] for rep in evidence.signals[name].by_rep} == {"Менеджер 01"}
        assert evidence.signals["people.headcount"].value == 1
        assert evidence.signals["team.top_rep_share"].missing == ("few_reps",)


def test_a_rep_who_became_head_leads_since_then(workbook):
    """Two lines of one person: he leads since the second of them, and his years as a rep are no exit."""
    staff = [
        Person("РОП", date(2019, 1, 1), date(2025, 3, 31), position="Менеджер по продажам"),
        Person("РОП", date(2025, 4, 1), role="head", position="РОП"),
        Person("Менеджер 01", date(2020, 1, 1), position="Менеджер по продажам"),
    ]
    evidence = measure(fill(workbook, Company(made_up(1), staff=staff)))
    assert (evidence.head.since, evidence.head.appointed) == (date(2025, 4, 1), True)
    assert evidence.signals["head.months_since"].value == 9
    assert evidence.signals["head.revenue_share"].period == (number("2025-07"), number("2025-12"))
    assert (evidence.signals["people.headcount"].value, evidence.signals["people.leavers"].value) == (1, 0)


def test_the_day_a_rep_was_hired_is_not_that_of_a_head(workbook):
    """He was named head and the list has him as a rep: since when he leads is asked for; without positions the list says nothing of it."""
    for position, since in (("Менеджер по продажам", None), (None, date(2019, 1, 1))):
        fill(workbook, Company(made_up(1), staff=[Person("РОП", date(2019, 1, 1), position=position)]), {"head": "РОП"})
        assert measure(workbook).head.since == since


def test_a_head_who_came_back_leads_since_then(workbook):
    """His first time as head is over; the date of the list is that of the second."""
    staff = [Person("РОП", date(2015, 1, 1), date(2018, 1, 1), "head"), Person("РОП", date(2025, 1, 1), role="head")]
    assert measure(fill(workbook, Company(made_up(1), staff=staff))).head.since == date(2025, 1, 1)


def test_named_by_a_name_that_was_joined_to_another(workbook):
    """The fact holds the spelling of then; after two names were said to be one he is found by either."""
    sales = [*made_up(1), Sale(DAYS[0], 100, rep="Сотрудник Роп")]
    fill(workbook, Company(sales), {"head": "Сотрудник Роп"})
    with workbook.writing() as cursor:
        write_links(cursor, [("rep", "роп", "сотрудник роп", True)])
        derive(cursor)
    found = [measure(say(workbook, head=name)).head for name in ("РОП", "Сотрудник Роп")]
    assert found[0] == found[1]
    assert found[0] is not None


@pytest.mark.parametrize("spelling", ["менеджер  01", " МЕНЕДЖЕР 01 ", "Мeнeджep 01"])
def test_named_in_any_spelling(company, spelling):
    """The company fact finds him whatever the case, spaces or Latin twins."""
    head = measure(say(company, head=spelling)).head
    assert head.name == "Менеджер 01"


@pytest.mark.parametrize("since", ["2025-10-01", "2025-12-31"])
def test_a_new_head_is_not_judged(company, since):
    """In his first three months nothing is said of his own sales; how long he leads is."""
    signals = measure(say(company, head="РОП", head_since=since)).signals
    assert {signals[name].missing for name in SHARES} == {("transition",)}
    assert signals["head.months_since"].available


def test_the_norm_of_the_transition_is_the_companys_own(company):
    """Where the company set another norm for the transition, so many months are not judged."""
    say(company, head="РОП", head_since="2025-04-01", norm__own_sales_transition_months="6")
    signals = measure(company).signals
    assert signals["head.revenue_share"].period == (number("2025-10"), number("2025-12"))


@pytest.mark.parametrize(
    ("since", "led"), [("2025-01-01", 12), ("2025-01-15", 11), ("2024-06-30", 18), ("2025-12-20", 0)]
)
def test_full_months_as_head(company, since, led):
    """Months as head are full ones: a head of 1 January has led twelve by 31 December."""
    signals = measure(say(company, head="РОП", head_since=since)).signals
    assert signals["head.months_since"].value == led


def test_nobody_leads_for_less_than_no_time(company):
    """A head who takes office after the data end has led for no month yet."""
    signals = measure(say(company, head="РОП", head_since="2026-03-01")).signals
    held = signals["head.months_since"]
    assert held.value is None or held.value >= 0


def test_without_a_date_the_whole_year_is_judged(company):
    """Nobody said since when: the shares stand over twelve months, and the date is asked for."""
    signals = measure(say(company, head="РОП")).signals
    assert signals["head.months_since"].missing == ("head_since",)
    assert signals["head.revenue_share"].period == (number("2025-01"), number("2025-12"))


def test_the_stated_date_goes_before_the_hiring(workbook):
    """A rep who became head is head since the day that was stated, not since he was hired."""
    fill(workbook, Company(made_up(1), staff=[HEAD]))
    assert measure(workbook).head.since == date(2024, 3, 1)
    assert measure(say(workbook, head_since="2025-02-01")).head.since == date(2025, 2, 1)
    assert measure(say(workbook, head="Менеджер 01")).head.name == "Менеджер 01", "the fact goes before the list"


def test_no_head_is_grey(company):
    """Where nobody is head, and where the named one is unknown, every figure asks who he is."""
    for facts in ({}, {"head": "Кто-то другой"}):
        evidence = measure(say(company, **facts))
        assert evidence.head is None
        assert {evidence.signals[name].missing for name in (*SHARES, "head.months_since")} == {("head",)}


@pytest.mark.parametrize(("said", "confirmed"), [("confirmed", True), ("open", False), (None, False)])
def test_his_list_is_confirmed_by_him_only(company, said, confirmed):
    """The list counts as confirmed when the company facts say so."""
    assert measure(say(company, head="РОП", head_clients=said)).head.confirmed is confirmed


def test_a_head_who_sells_nothing(workbook):
    """A head without own sales has zeros with an interval, not grey figures."""
    sales = [sale for sale in made_up(1) if sale.rep != "РОП"]
    signals = measure(fill(workbook, Company(sales, staff=[Person("РОП", date(2020, 1, 1), role="head")]))).signals
    assert [signals[name].value for name in SHARES] == [0, 0, 0]
    assert signals["head.own_deals_per_quarter"].high > 0
