"""The bridge between two years: against a count row by row, and what must hold whatever the sales are."""

from collections import defaultdict
from collections.abc import Mapping
from datetime import date
from random import Random

import pytest
from hypothesis import Phase, given, settings
from hypothesis import strategies as st

from diagnostics.evidence import Evidence, Signal, measure
from diagnostics.evidence.bridge import KINDS, bridge_signals
from diagnostics.evidence.growth import growth_signals
from diagnostics.evidence.period import period_of
from diagnostics.workbook import Workbook

from .companies import Client, Company, Person, Sale, fill, months, number, scratch
from .test_growth import made_up, named

SAID = [f"bridge.{kind}" for kind in KINDS]
DAYS = months("2022-01", 48, 15)
CLOSED = (DAYS[0].replace(day=1), DAYS[-1].replace(day=28))  # with them the first and the last month are full ones


def by_hand(sales: list[Sale], last: str, since: dict[str, date] | None = None) -> tuple[dict[str, int], dict[tuple[str | None, str], int]]:
    """Kind -> change of the department; (rep, kind) -> change of the rep; row by row, kopecks."""
    end = number(last)
    sold: dict[tuple[str | None, str | None], list[int]] = defaultdict(lambda: [0, 0])
    bought: dict[tuple[str | None, str | None], set[str]] = defaultdict(set)
    for sale in sales:
        age = end - (sale.day.year * 12 + sale.day.month - 1)
        if age < 0:
            continue
        year = "after" if age < 12 else "before" if age < 24 else "earlier"
        if year != "earlier":
            sold[sale.client, sale.rep][year == "after"] += sale.amount
        if sale.amount > 0:
            bought[sale.client, sale.rep].add(year)
    clients = {client for client, _rep in [*sold, *bought]}
    whole: dict[str, int] = defaultdict(int)
    own: dict[tuple[str | None, str], int] = defaultdict(int)
    for client in clients:
        pairs = [pair for pair in {*sold, *bought} if pair[0] == client]
        years = set().union(*(bought[pair] for pair in pairs))
        change = sum(sold[pair][1] - sold[pair][0] for pair in pairs)
        earlier = "earlier" in years or (since or {}).get(client or "", date.max) < date((end - 23) // 12, (end - 23) % 12 + 1, 1)
        if client is None:
            kind = "unnamed"
        elif "after" in years and "before" not in years:
            kind = "returned" if earlier else "new"
        elif "before" in years and "after" not in years:
            kind = "lost"
        else:
            kind = "expanded" if change >= 0 else "contracted"
        whole[kind] += change
        for pair in pairs:
            part = sold[pair][1] - sold[pair][0]
            mine = kind
            if kind in ("expanded", "contracted"):
                there = bought[pair]
                mine = "expanded" if part >= 0 else "contracted"
                if ("after" in there) != ("before" in there):
                    mine = "received" if "after" in there else "given"
            own[pair[1], mine] += part
    return {kind: change for kind, change in whole.items() if change}, {key: change for key, change in own.items() if change}


def alone(workbook: Workbook) -> dict[str, Signal]:
    """The signals of the bridge and of growth, without all the others: these tests look at many companies."""
    period = period_of(workbook)
    return {signal.id: signal for theme in (bridge_signals, growth_signals) for signal in theme(workbook, period)}


def parts(signals: Mapping[str, Signal]) -> dict[str, int]:
    """Kind -> change that was measured, noughts aside."""
    return {name.partition(".")[2]: signals[name].value for name in SAID if signals[name].value}


@pytest.fixture(scope="module", params=range(3))
def company(request: pytest.FixtureRequest) -> tuple[list[Sale], Evidence]:
    """Four years of a made-up company, and what was measured on them."""
    sales = made_up(request.param, 48)
    with scratch() as workbook:
        return sales, measure(fill(workbook, Company(sales)))


def test_bridge_equals_a_count_by_hand(company):
    """Every part of the department and of every rep is that of the rows added up one by one."""
    sales, evidence = company
    whole, own = by_hand(sales, "2026-12")
    assert parts(evidence.signals) == whole
    for kind in KINDS:
        assert {(rep, kind): change for rep, change in named(evidence, f"bridge.{kind}").items() if change} == {
            key: change for key, change in own.items() if key[1] == kind
        }
    handed: dict[str | None, int] = defaultdict(int)
    for (rep, kind), change in own.items():
        handed[rep] += change if kind in ("received", "given") else 0
    assert {rep: change for rep, change in named(evidence, "growth.handed_over").items() if change} == {rep: change for rep, change in handed.items() if change}


def test_bridge_adds_up_to_the_change(company):
    """All parts sum to the change of the year, for the department and, with clients passed on, for every rep."""
    signals = company[1].signals
    assert sum(signals[name].value for name in SAID) == signals["growth.total"].value
    for rep, change in signals["growth.total"].by_rep.items():
        assert sum(signals[name].by_rep.get(rep, 0) for name in [*SAID, "growth.handed_over"]) == change


sales_of_four_years = st.lists(
    st.builds(Sale, st.sampled_from(DAYS), st.integers(-500, 2_000).filter(bool), st.sampled_from(["А", "Б", "В", None]), st.sampled_from(["Менеджер 01", "Менеджер 02", None])),
    max_size=30,
)


@pytest.fixture(scope="module")
def shared():
    """One workbook for all examples."""
    with scratch() as workbook:
        yield workbook


# not shrunk: a workbook is built anew for every try, and minutes would go by
@settings(phases=[Phase.explicit, Phase.generate])
@given(sales_of_four_years)
def test_any_sales_give_the_bridge_by_hand(shared, sales):
    """Whatever was sold and brought back, by whom and to whom, each part is the one counted by hand."""
    rows = [*sales, *(Sale(day, 1, None, None) for day in CLOSED)]
    signals = alone(fill(shared, Company(rows)))
    assert parts(signals) == by_hand(rows, "2025-12")[0]
    assert sum(signals[name].value for name in SAID) == signals["growth.total"].value


@settings(phases=[Phase.explicit, Phase.generate])
@given(sales_of_four_years)
def test_time_turned_round_turns_the_bridge_round(shared, sales):
    """With the two years exchanged who came has gone, who bought more buys less, each with the sign turned."""
    two_years = [sale for sale in sales if sale.day >= DAYS[24]]
    ends = [Sale(day, 1, None, None) for day in (DAYS[24].replace(day=1), CLOSED[1])]
    turned = [Sale(DAYS[24 + (DAYS.index(sale.day) + 12 - 24) % 24], sale.amount, sale.client, sale.rep) for sale in two_years]
    one = alone(fill(shared, Company([*two_years, *ends])))
    other = alone(fill(shared, Company([*turned, *ends])))
    assert one["bridge.new"].value == -other["bridge.lost"].value
    assert one["bridge.lost"].value == -other["bridge.new"].value
    assert one["bridge.expanded"].value == -other["bridge.contracted"].value
    assert one["growth.handed_over"].by_rep == {rep: -change for rep, change in other["growth.handed_over"].by_rep.items()}


def test_short_history_cannot_tell_who_came_back(workbook):
    """Before three years are there those who came back stand with the new ones, and that is said."""
    sales = [Sale(day, 100, f"Клиент {place % 5}") for place, day in enumerate(DAYS[:30])] + [Sale(DAYS[29].replace(day=28), 700, "Другой")]
    signals = measure(fill(workbook, Company(sales))).signals
    assert signals["bridge.returned"].missing == ("months_36",)
    assert signals["bridge.new"].value == 700
    assert signals["bridge.new"].title["ru"] == "Новые и вернувшиеся клиенты"


def test_the_client_list_knows_who_came_back(workbook):
    """A client since long ago is not new, though his purchases of then are in no file."""
    sales = [Sale(day, 100, "Клиент 1") for day in (*DAYS, CLOSED[1])] + [Sale(DAYS[-1], 700, "Старый")]
    clients = [Client("Старый", "Менеджер 01", date(2015, 3, 1))]
    signals = measure(fill(workbook, Company(sales, clients=clients))).signals
    assert signals["bridge.new"].value == 0
    assert signals["bridge.returned"].value == 700


def test_a_client_passed_on_makes_nobody_grow(workbook):
    """Who got a colleague's client has sold more; by his own doing he has not."""
    first, last = DAYS[24:36], DAYS[36:]
    own = [Sale(day, 1_000 - place, rep, rep) for place, day in enumerate(DAYS[24:]) for rep in ("Менеджер 01", "Менеджер 02")]
    passed = [Sale(day, 500, "Общий", "Менеджер 01") for day in first] + [Sale(day, 500, "Общий", "Менеджер 02") for day in last]
    ends = [Sale(DAYS[24].replace(day=1), 1, None, None), Sale(CLOSED[1], 1, None, None)]
    evidence = measure(fill(workbook, Company([*own, *passed, *ends])))
    assert named(evidence, "growth.handed_over") == {"Менеджер 01": -6_000, "Менеджер 02": 6_000}
    assert evidence.signals["growth.handed_over"].value == 0
    assert evidence.signals["growth.reps_growing_share"].value == 0.5
    assert evidence.signals["growth.reps_growing_share_net"].value == 0


def test_the_head_is_not_among_the_reps_who_grow(workbook):
    """The share of reps who grow is of reps alone, with their number beside it."""
    sales = [Sale(day, 100 + place * grows, rep, rep) for place, day in enumerate(DAYS[24:]) for rep, grows in (("Менеджер 01", 1), ("Менеджер 02", -1), ("РОП", 1))]
    ends = [Sale(DAYS[24].replace(day=1), 1, None, None), Sale(CLOSED[1], 1, None, None)]
    staff = [Person("РОП", date(2020, 1, 1), role="head")]
    signal = measure(fill(workbook, Company([*sales, *ends], staff=staff), {"head": "РОП"})).signals["growth.reps_growing_share"]
    assert (signal.value, signal.n) == (0.5, 2)


def clients_of_a_time(seed: int) -> list[Sale]:
    """Clients who come and go within four years, bring back some of what they bought, and pass from rep to rep."""
    draw, sales = Random(seed), []
    for client in [*(f"Клиент {place}" for place in range(40)), None]:
        first, last = sorted(draw.sample(range(48), 2))
        for day in DAYS[first : last + 1]:
            if draw.random() < 0.5:
                sales.append(Sale(day, draw.randint(200, 9_999), client, draw.choice(["Менеджер 01", "Менеджер 02", None])))
                if draw.random() < 0.3:
                    sales.append(Sale(day, -draw.randint(1, 150), client, sales[-1].rep))
    return [*sales, *(Sale(day, 1, None, None) for day in CLOSED)]


@pytest.mark.parametrize("seed", range(2))
def test_lost_rate_equals_a_count_client_by_client(shared, seed):
    """Net sales of the year before to clients who did not buy in the last one, of those to all clients that are named."""
    sales = clients_of_a_time(seed)
    signal = alone(fill(shared, Company(sales)))["bridge.lost_rate"]
    before = {sale.client for sale in sales if sale.client and sale.day.year == 2024}
    gone = before - {sale.client for sale in sales if sale.day.year == 2025}
    sold = {client: sum(sale.amount for sale in sales if sale.client == client and sale.day.year == 2024) for client in before}
    assert 0 < len(gone) < len(before)
    assert (signal.value, signal.n) == (pytest.approx(sum(sold[client] for client in gone) / sum(sold.values())), len(before))


def test_who_only_brings_back_is_lost_and_who_goes_to_a_colleague_is_not(shared):
    """A return in the last year is no purchase; a purchase of another rep is one; sales that name nobody are in no share."""
    first, last = DAYS[24:36], DAYS[36:]
    sales = [Sale(day, 300, "Вернул", "Менеджер 01") for day in first] + [Sale(last[2], -900, "Вернул", "Менеджер 01")]
    sales += [Sale(day, 500, "Перешёл", "Менеджер 01") for day in first] + [Sale(last[5], 1, "Перешёл", "Менеджер 02")]
    sales += [Sale(day, 9_000, None, "Менеджер 01") for day in first] + [Sale(day, 700, "Новый", "Менеджер 02") for day in last]
    signal = alone(fill(shared, Company([*sales, *(Sale(day, 1, None, None) for day in CLOSED)])))["bridge.lost_rate"]
    assert (signal.value, signal.n) == (pytest.approx(300 / 800), 2)


def test_where_every_client_went_it_is_all_of_it(shared):
    """A share of one."""
    ends = [Sale(day, 1, None, None) for day in CLOSED]
    gone = [Sale(day, 100, "Клиент 1") for day in DAYS[24:36]]
    assert alone(fill(shared, Company([*gone, *ends])))["bridge.lost_rate"].value == 1


def test_where_nothing_was_sold_before_nothing_is_lost(shared):
    """No sales to named clients in the year before, more brought back than sold, or less than two years: no share."""
    def missing(*sales: Sale) -> tuple[str, ...]:
        return alone(fill(shared, Company([*sales, *(Sale(day, 1, None, None) for day in CLOSED)])))["bridge.lost_rate"].missing

    assert missing(*(Sale(day, 100, "Клиент 1") for day in DAYS[36:])) == ("year_without_sales",)
    assert missing(*(Sale(day, 100, None) for day in DAYS[24:])) == ("year_without_sales",)
    stays = [Sale(day, 100, "Клиент 2") for day in DAYS[24:]]
    bought, more = Sale(DAYS[24], 100, "Клиент 1"), [Sale(DAYS[25], -5_000, "Клиент 1")]
    assert missing(*stays, bought, *more) == ("year_without_sales",)  # the lost one has brought back more than he bought
    assert alone(fill(shared, Company([Sale(day, 100) for day in DAYS[:23]])))["bridge.lost_rate"].missing == ("months_24",)
