"""What the change of the year is beside its levers: against figures by hand."""

import math
from collections import defaultdict
from datetime import date, timedelta
from fractions import Fraction
from itertools import combinations
from random import Random
from statistics import median

import pytest

from diagnostics.evidence import measure
from diagnostics.evidence.growth import growth_signals
from diagnostics.evidence.period import Period, period_of
from diagnostics.evidence.signal import Signal
from diagnostics.evidence.year_on_year import WAYS, lower_by_chance, said_ratio
from diagnostics.workbook import Workbook

from .companies import Company, Person, Sale, fill, months, number, say, scratch
from .test_base import counted
from .test_growth import made_up

DAYS = months("2024-01", 36, 28)
YEARS = (range(12, 24), range(24, 36))


def sold(rep: str, before: int, after: int, client: str | None = None) -> list[Sale]:
    """A rep who sells so much every month of the year before and of the last year, to a client of his own."""
    name = client or f"Клиент {rep}"
    return [Sale(DAYS[place], amount, name, rep) for year, amount in zip(YEARS, (before, after), strict=True) for place in year if amount]


FIRST = [Sale(DAYS[place], 1, "Клиент 0", "Менеджер 09") for place in range(12)]


def test_the_middle_rep_says_what_is_common(workbook):
    """Four fell by a tenth and one by half: the middle one fell by a tenth."""
    sales = [sale for place in range(4) for sale in sold(f"Менеджер {place:02}", 1_000, 900)] + sold("Менеджер 05", 1_000, 500)
    signal = measure(fill(workbook, Company(FIRST + sales))).signals["growth.common_rate"]
    assert (signal.value, signal.n) == (pytest.approx(-0.1), 5)
    assert sorted(signal.by_rep.values()) == pytest.approx([-0.5, -0.1, -0.1, -0.1, -0.1])


def test_a_client_from_a_colleague_is_no_growth_of_ones_own(workbook):
    """The rep who got a client worth as much as his own has not grown."""
    sales = [sale for rep in ("Менеджер 01", "Менеджер 02", "Менеджер 03") for sale in sold(rep, 1_000, 1_000)]
    sales += sold("Менеджер 01", 1_000, 0, "Клиент отданный") + sold("Менеджер 02", 0, 1_000, "Клиент отданный")
    signals = measure(fill(workbook, Company(FIRST + sales))).signals
    assert sorted(signals["growth.common_rate"].by_rep.values()) == pytest.approx([0, 0, 0.5 - 0.5])
    assert sorted(signals["growth.year_on_year"].by_rep.values()) == pytest.approx([-0.5, 0, 1])


def test_two_reps_have_nothing_in_common(workbook):
    """Of two there is no middle one."""
    sales = [sale for rep in ("Менеджер 01", "Менеджер 02") for sale in sold(rep, 1_000, 900)]
    signals = measure(fill(workbook, Company(FIRST + sales))).signals
    assert {signals[f"growth.{name}"].missing for name in ("common_rate", "veterans_lag", "veterans_p")} == {("reps_of_two_years",)}


@pytest.mark.parametrize("seed", range(3))
def test_year_on_year_is_the_sums_of_the_rows(seed, workbook):
    """Of the department and of everybody who sold in the year before."""
    sales = made_up(seed, 36)
    evidence = measure(fill(workbook, Company(sales)))
    end, sums = number("2025-12"), defaultdict(lambda: [0, 0])
    for sale in sales:
        age = end - (sale.day.year * 12 + sale.day.month - 1)
        if age < 24:
            sums[sale.rep][age < 12] += sale.amount
    signal = evidence.signals["growth.year_on_year"]
    names = {rep: person.name for rep, person in evidence.reps.items()}
    assert signal.value == pytest.approx(sum(one[1] for one in sums.values()) / sum(one[0] for one in sums.values()) - 1)
    assert {names.get(rep): rate for rep, rate in signal.by_rep.items()} == pytest.approx({rep: after / before - 1 for rep, (before, after) in sums.items() if before > 0})


def test_leavers_part_is_without_what_colleagues_took_over(workbook):
    """He sold 1 000 to each of two clients a month and left: one went over to a colleague, the other is gone."""
    sales = sold("Менеджер 01", 1_000, 0, "Клиент А") + sold("Менеджер 01", 1_000, 0, "Клиент Б")
    sales += sold("Менеджер 02", 500, 500) + sold("Менеджер 02", 0, 800, "Клиент А")
    staff = [Person("Менеджер 01", date(2020, 1, 1), date(2025, 12, 31)), Person("Менеджер 02", date(2020, 1, 1))]
    signal = measure(fill(workbook, Company(FIRST + sales, staff=staff))).signals["growth.leavers_part"]
    assert (signal.value, signal.n) == (-12_000, 1)
    assert measure(fill(workbook, Company(FIRST + sales))).signals["growth.leavers_part"].missing == ("staff",)


def test_prices_are_taken_off_the_cheque(workbook):
    """Everything sold alike at prices a tenth higher: the growth is prices', and of the cheque nothing remains."""
    sales = [sale for rep in ("Менеджер 01", "Менеджер 02") for sale in sold(rep, 10_000, 11_000)]
    fill(workbook, Company(FIRST + sales))
    assert measure(workbook).signals["growth.price"].missing == ("price_growth",)
    signals = measure(say(workbook, price_growth__2026="0.1")).signals
    assert signals["growth.price"].value == signals["growth.total"].value == 24_000
    assert (signals["growth.cheque"].value, signals["growth.cheque_real"].value) == (24_000, 0)
    assert signals["growth.real_rate"].value == pytest.approx(0)
    assert measure(say(workbook, price_growth__2026="0.25")).signals["growth.real_rate"].value == pytest.approx(1.1 / 1.25 - 1)


def test_price_growth_of_two_calendar_years():
    """A year from July to June is half of one and half of the other; an unknown year is not guessed."""
    period = Period(number("2024-01"), number("2026-06"))
    said = {"price_growth.2025": "0.08", "price_growth.2026": "0.21"}
    assert said_ratio(said, "price_growth", period) == pytest.approx(math.sqrt(1.08 * 1.21))
    assert said_ratio({"price_growth.2026": "0.21"}, "price_growth", period) is None
    assert said_ratio(said | {"price_growth.2025": "-1"}, "price_growth", period) is None


def test_growth_beside_the_market(workbook):
    """Sales that grew by 10 % in a market that grew by a quarter fell behind it by 12 %; without its growth nothing is said."""
    fill(workbook, Company(FIRST + sold("Менеджер 01", 1_000, 1_100)))
    assert measure(workbook).signals["growth.beside_market"].missing == ("market_growth",)
    workbook.set({"market_growth.2025": "0.25", "market_growth.2026": "0.25"})
    assert measure(workbook).signals["growth.beside_market"].value == pytest.approx(1.1 / 1.25 - 1)


def test_a_year_of_returns_has_no_rate(workbook):
    """Nothing can be divided by nought or less."""
    signals = measure(fill(workbook, Company(FIRST + sold("Менеджер 01", -100, 900)))).signals
    assert signals["growth.year_on_year"].missing == ("year_without_sales",)


@pytest.fixture(scope="module")
def shared():
    """One workbook for all examples."""
    with scratch() as workbook:
        yield workbook


def growth(workbook: Workbook) -> dict[str, Signal]:
    """The signals of growth, without all the others: these tests look at many companies."""
    return {signal.id: signal for signal in growth_signals(workbook, period_of(workbook))}


@pytest.mark.parametrize(("seed", "window"), [(0, 2), (1, 12)])
def test_sales_per_active_client_equal_a_count_client_by_client(seed, window, shared):
    """A year's net sales, returns and sales to nobody named included, over the mean number of clients who bought within the window."""
    sales, left, last = made_up(seed, 36), {"Менеджер 02": date(2025, 5, 20)}, number("2025-12")
    staff = [Person(f"Менеджер 0{place}", date(2020, 1, 1), left.get(f"Менеджер 0{place}")) for place in range(1, 5)]
    evidence = measure(fill(shared, Company(sales, staff=staff), {"window_months": str(window)}))
    sold, active = (defaultdict(lambda: [0, 0]) for _ in range(2))
    for sale in sales:
        if sale.day.year > 2023:
            sold[sale.rep][sale.day.year - 2024] += sale.amount
    for (rep, month), (_base, buying, _never) in counted(Company([sale for sale in sales if sale.client]), left, window, last).items():
        active[rep][month > last - 12] += Fraction(buying, 12)
    (before, after), (were, are) = ([sum(one[year] for one in found.values()) for year in (0, 1)] for found in (sold, active))
    worth, rate = evidence.signals["growth.per_active"], evidence.signals["growth.per_active_rate"]
    assert (worth.value, worth.n) == (round(after / are), round(are))
    assert (rate.value, rate.n) == (pytest.approx(float(after / are / (before / were) - 1)), round(are))
    names = {rep: person.name for rep, person in evidence.reps.items()}
    both = [rep for rep in sold if min(sold[rep]) > 0 and all(active[rep])]
    assert {names.get(rep): value for rep, value in rate.by_rep.items()} == pytest.approx(
        {rep: float(sold[rep][1] / active[rep][1] / (sold[rep][0] / active[rep][0]) - 1) for rep in both}
    )
    assert {names.get(rep): value for rep, value in worth.by_rep.items()} == {rep: round(one[1] / active[rep][1]) for rep, one in sold.items() if one[1] > 0 and active[rep][1]}


def test_a_rep_without_clients_sells_and_has_nothing_per_client(shared):
    """Unnamed sales are in the department's sum; the rep who makes them has no figure, nor has one who took back more than he sold."""
    sales = [Sale(day, 1_000, f"Клиент {client}", "Менеджер 01") for day in DAYS for client in range(2)]
    sales += [Sale(day, 500, None, "Менеджер 02") for day in DAYS]
    sales += [Sale(day, amount, "Клиент 3", "Менеджер 03") for day in DAYS[24:] for amount in (200, -300)]
    evidence = measure(fill(shared, Company(sales)))
    worth, rate = evidence.signals["growth.per_active"], evidence.signals["growth.per_active_rate"]
    assert (worth.value, worth.n) == ((2_500 - 100) * 12 / 3, 3)
    assert rate.value == pytest.approx((2_400 * 12 / 3) / (2_500 * 12 / 2) - 1)
    assert {evidence.reps[rep].name for rep in (*worth.by_rep, *rate.by_rep)} == {"Менеджер 01"}


def test_first_months_of_the_data_move_no_sales_per_client(shared):
    """Two years in which nothing changes: clients who buy twice a year seem to come one by one in the first window of the data."""
    sales = [Sale(day, 1_000, f"Клиент {place % 6}") for place, day in enumerate(DAYS[12:])]
    rate = growth(fill(shared, Company(sales), {"window_months": "6"}))["growth.per_active_rate"]
    assert (rate.value, rate.n) == (pytest.approx(0), 6)


def test_a_year_without_sales_or_clients_has_no_sales_per_client(shared):
    """Returns alone or nobody named: neither the figure nor its change."""
    def missing(sales: list[Sale]) -> list[tuple[str, ...]]:
        signals = growth(fill(shared, Company(sales)))
        return [signals[name].missing for name in ("growth.per_active", "growth.per_active_rate")]

    assert missing([*FIRST, *sold("Менеджер 01", -100, 900)]) == [(), ("year_without_sales",)]  # of the last year alone it is known
    assert missing([*FIRST, *sold("Менеджер 01", 900, -100)]) == [("year_without_sales",)] * 2
    assert missing([Sale(day, 100, None) for day in DAYS]) == [("year_without_sales",)] * 2


END = date(2026, 12, 31)


def years_ago(years: int) -> date:
    """Who was hired on this day has so many years of tenure on the last day of the data."""
    return END.replace(year=END.year - years)


def of_all_tenures(seed: int) -> Company:
    """Veterans, settled reps, newer ones, one whose day is not known, the head and the owner; clients go from one to another."""
    draw = Random(seed)
    groups = {years_ago(4): draw.randint(3, 6), years_ago(2): draw.randint(3, 6), END: 3}  # hired up to that day
    staff, floor = [], years_ago(9)
    for last, count in groups.items():
        days = [last, floor + timedelta(days=1), *(floor + timedelta(days=draw.randint(1, (last - floor).days)) for _ in range(count - 2))]
        staff += [Person(f"Менеджер {len(staff) + place:02}", day) for place, day in enumerate(days)]
        floor = last
    staff += [Person("Менеджер 90"), Person("РОП", years_ago(8), role="head"), Person("Собственник", years_ago(9), role="owner")]
    sales = []
    for client in range(4 * len(staff)):
        lead, level = staff[client % len(staff)].rep, draw.randint(500, 5_000)
        for place, day in enumerate(DAYS):
            lead = draw.choice(staff).rep if draw.random() < 0.01 else lead
            if draw.random() < 0.6:
                amount = -draw.randint(1, level) if draw.random() < 0.1 else draw.randint(1, level) * (3 if client % 5 == seed and place > 23 else 2)
                sales.append(Sale(day, amount, f"Клиент {client}" if client % 9 else None, lead))
    return Company(sales, staff=staff)


def own_growth(company: Company) -> dict[str, Fraction]:
    """Growth of each rep who sold in both years, without the clients who bought of him in one of them and of others in the other; row by row."""
    bought, net = defaultdict(lambda: ([], [])), defaultdict(lambda: [0, 0])
    for sale in company.sales:
        if sale.day >= DAYS[12]:
            year = int(sale.day >= DAYS[24])
            net[sale.rep, sale.client][year] += sale.amount
            if sale.amount > 0 and sale.client:
                bought[sale.client][year].append(sale.rep)
    found = {}
    for one in company.staff:
        before, after = (sum(pair[year] for (rep, _client), pair in net.items() if rep == one.rep) for year in (0, 1))
        own = 0
        for (rep, client), pair in net.items():
            years = bought[client] if client else ([], [])
            passed = all(years) and (one.rep in years[0]) != (one.rep in years[1])
            own += pair[1] - pair[0] if rep == one.rep and not passed else 0
        if one.role == "rep" and before > 0 and after > 0:
            found[one.rep] = Fraction(own, before)
    return found


@pytest.mark.parametrize("seed", range(2))
def test_veterans_lag_equals_a_count_by_hand(shared, seed):
    """Middle growth of four years and more less that of two to four, and p over every way to name as many of the same people."""
    company = of_all_tenures(seed)
    signals, rates = growth(fill(shared, company)), own_growth(company)
    hired = {one.rep: one.hired for one in company.staff if one.hired}
    old = [rate for rep, rate in rates.items() if rep in hired and hired[rep] <= years_ago(4)]
    others = [rate for rep, rate in rates.items() if rep in hired and years_ago(4) < hired[rep] <= years_ago(2)]
    assert min(len(old), len(others)) >= 3
    everybody, size = [*old, *others], len(old)
    behind = [sum(everybody[place] for place in group) <= sum(old) for group in combinations(range(len(everybody)), size)]
    lag, p = signals["growth.veterans_lag"], signals["growth.veterans_p"]
    assert signals["growth.common_rate"].value == pytest.approx(float(median(rates.values())))
    assert (lag.value, lag.n) == (pytest.approx(float(median(old) - median(others))), len(everybody))
    assert (p.value, p.n) == (pytest.approx(sum(behind) / len(behind)), len(everybody))


def test_less_than_two_years_say_nothing_of_clients_or_veterans(shared):
    """There is no year before, of clients or of reps."""
    signals = growth(fill(shared, Company([Sale(day, 100) for day in DAYS[:23]])))
    assert {signals[f"growth.{name}"].missing for name in ("per_active", "per_active_rate", "veterans_lag", "veterans_p")} == {("months_24",)}


def grown(workbook: Workbook, hired: dict[date | None, list[int]]) -> list[Signal]:
    """Lag and p of reps hired on these days, of whom each sells so much a month after 1 000."""
    staff, sales = [], list(FIRST)
    for day, after in hired.items():
        for amount in after:
            staff.append(Person(f"Менеджер {len(staff) + 10}", day))
            sales += sold(staff[-1].rep, 1_000, amount)
    return veterans(fill(workbook, Company(sales, staff=staff)))


def veterans(workbook: Workbook) -> list[Signal]:
    """Lag and p."""
    signals = growth(workbook)
    return [signals[name] for name in ("growth.veterans_lag", "growth.veterans_p")]


def test_veterans_are_of_four_years_and_others_of_two(shared):
    """On the last day four years are four years, a day less is not; whoever came within the last two is not compared with."""
    hired = {years_ago(4): [800, 900, 1_000], years_ago(4) + timedelta(days=1): [1_100], years_ago(2): [1_200, 1_300], years_ago(2) + timedelta(days=1): [9_000] * 4}
    lag, p = grown(shared, hired)
    assert (lag.value, lag.n) == (pytest.approx(-0.1 - 0.2), 6)
    assert (p.value, p.n) == (pytest.approx(1 / 20), 6)


def test_equal_growth_is_as_likely_as_can_be(shared):
    """Where all grow alike every way to divide them lags as much."""
    lag, p = grown(shared, {years_ago(6): [900] * 4, years_ago(3): [900] * 3})
    assert (lag.value, p.value) == (pytest.approx(0), 1)


def test_too_few_to_compare_veterans_with(shared):
    """The head is one of three veterans, a third of the others sells nothing now, or nobody said the days of hiring."""
    def missing(hired: dict[date | None, list[int]]) -> list[tuple[str, ...]]:
        return [signal.missing for signal in grown(shared, hired)]

    three = [800, 900, 1_000]
    assert missing({years_ago(6): three, years_ago(3): three}) == [()] * 2
    assert [signal.missing for signal in veterans(say(shared, head="Менеджер 10"))] == [("veterans",)] * 2
    assert missing({years_ago(6): three, years_ago(3): [800, 900, 0]}) == [("veterans",)] * 2
    assert missing({None: three + three}) == [("veterans",)] * 2


@pytest.mark.parametrize("seed", range(20))
def test_lower_by_chance_goes_through_all_ways(seed):
    """Of small groups with ties: the share of ways with a sum as low, counted in whole numbers."""
    draw = Random(seed)
    ones, others = ([draw.randint(-6, 6) for _ in range(draw.randint(1, 6))] for _ in range(2))
    ways = [sum(group) <= sum(ones) for group in combinations(ones + others, len(ones))]
    assert lower_by_chance([one / 7 for one in ones], [one / 7 for one in others]) == pytest.approx(sum(ways) / len(ways))


@pytest.mark.parametrize("seed", [0, 2, 4])
def test_many_ways_are_drawn(seed):
    """Of groups too large to go through, near the share that sums added up one by one give, and the same each time."""
    draw = Random(seed)
    ones, others = ([draw.randint(0, 30) + shift for _ in range(draw.randint(9, 12))] for shift in (0, seed))
    ways = {(0, 0): 1}  # (people, sum) -> how many groups there are of it
    for value in ones + others:
        for (people, total), count in list(ways.items()):
            ways[people + 1, total + value] = ways.get((people + 1, total + value), 0) + count
    sums = {total: count for (people, total), count in ways.items() if people == len(ones)}
    assert sum(sums.values()) > WAYS
    exact = sum(count for total, count in sums.items() if total <= sum(ones)) / sum(sums.values())
    assert lower_by_chance(ones, others) == pytest.approx(exact, abs=0.015)
    assert lower_by_chance(ones, others) == lower_by_chance(ones, others)
