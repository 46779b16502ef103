"""What went with the head's own selling, against plain loops over the raw rows, and what is said with too little of them."""

from collections import defaultdict
from datetime import date
from math import expm1
from random import Random

import numpy as np
import pytest
from scipy import stats

from diagnostics.evidence import Evidence, measure
from diagnostics.evidence.head_effect import correlation
from diagnostics.evidence.intervals import newcombe
from diagnostics.evidence.step import step

from .companies import Company, Person, Sale, fill, months, number, say, scratch

DAYS = months("2023-01", 36, 15)
REPS = ["Менеджер 01", "Менеджер 02", "Менеджер 03"]
STAFF = [*(Person(rep, date(2020, 1, 1)) for rep in REPS), Person("РОП", date(2020, 1, 1), role="head"), Person("Собственник", None, role="owner")]
ENDS = [Sale(date(2023, 1, 1), 1, None, None), Sale(date(2025, 12, 31), 1, None, None)]


def made_up(seed: int) -> list[Sale]:
    """Three years of forty clients, whom reps, the head and the owner sell; some sales name no client, some are returns."""
    draw = Random(seed)
    lead = {client: draw.choice([*REPS, *REPS, "РОП", "РОП", "Собственник"]) for client in range(60)}
    rows = [
        Sale(
            day, draw.randint(-2_000, 20_000), f"Клиент {client}" if client else None,
            lead[client] if draw.random() < 0.97 else draw.choice([*REPS, "РОП", None]),
        )
        for place, day in enumerate(DAYS) for client in range(60)
        if draw.random() < (0.3 if place < 24 or client % 3 else 0.05)
    ]  # fmt: skip
    return [*rows, *ENDS]


def net(sales: list[Sale], kept) -> list[int]:
    """Net sales of each month, of the rows that are kept."""
    return [sum(sale.amount for sale in sales if (sale.day.year, sale.day.month) == (day.year, day.month) and kept(sale)) for day in DAYS]


@pytest.fixture(scope="module", params=range(8))
def case(request):
    """A made-up company with a head since March 2024."""
    sales = made_up(request.param)
    with scratch() as workbook:
        yield sales, measure(fill(workbook, Company(sales, staff=STAFF), {"head": "РОП", "head_since": "2024-03-01"}))


def test_step_is_that_of_clients_he_never_sold_to(case):
    """Clients to whom he sold once, and be it years later, are in no month; nor are sales that name nobody."""
    sales, evidence = case
    his = {sale.client for sale in sales if sale.rep == "РОП"}
    untouched = net(sales, lambda sale: sale.client is not None and sale.client not in his)
    found, signal = step(untouched, 14), evidence.signals["head.team_step"]
    assert (signal.value, signal.low, signal.high) == pytest.approx((expm1(found.change), expm1(found.low), expm1(found.high)))
    assert (signal.n, signal.period, signal.variant) == (36, (number("2023-01"), number("2025-12")), "")


def test_overlap_is_the_correlation_of_months_since_he_leads(case):
    """Pearson's r of both logarithms without their lines: his sales, and the reps' sales by how many of them sold."""
    sales, evidence = case
    own, team = net(sales, lambda sale: sale.rep == "РОП"), net(sales, lambda sale: sale.rep in REPS)
    sellers = [len({sale.rep for sale in sales if sale.day == day and sale.rep in REPS and sale.amount > 0}) for day in DAYS]
    kept = [month for month in range(14, 36) if own[month] > 0 and team[month] > 0]
    rests = []
    for values in ([own[month] for month in kept], [team[month] / sellers[month] for month in kept]):
        line = stats.linregress(kept, np.log(values))
        rests.append(np.log(values) - line.intercept - line.slope * np.array(kept))
    signal = evidence.signals["head.overlap"]
    assert signal.value == pytest.approx(stats.pearsonr(*rests).statistic)
    assert (signal.n, signal.period) == (len(kept), (number("2023-01") + kept[0], number("2025-12")))
    assert signal.low < signal.value < signal.high


def test_retention_of_his_clients_against_the_reps(case):
    """Whose client one is, is told by who sold him most in the year before; the owner's clients are on neither side."""
    sales, evidence = case
    bought = {year: defaultdict(lambda: defaultdict(int)) for year in (2024, 2025)}
    for sale in sales:
        if sale.client and sale.amount > 0 and sale.day.year in bought:
            bought[sale.day.year][sale.client][sale.rep] += sale.amount
    led = {client: max(by, key=by.get) for client, by in bought[2024].items()}
    his, theirs = [client for client in led if led[client] == "РОП"], [client for client in led if led[client] in REPS]
    kept = [sum(client in bought[2025] for client in side) for side in (his, theirs)]
    signal = evidence.signals["head.client_retention"]
    if min(len(his), len(theirs)) < 10:
        assert signal.missing == ("few_head_clients",)
        return
    assert signal.value == pytest.approx(kept[0] / len(his) - kept[1] / len(theirs))
    assert (signal.low, signal.high) == pytest.approx(newcombe(kept[0], len(his), kept[1], len(theirs)))
    assert signal.n == len(his)


def test_some_made_up_companies_have_a_retention():
    """The test above compares figures, not grey states alone."""
    with scratch() as workbook:
        found = [measure(fill(workbook, Company(made_up(seed), staff=STAFF), {"head": "РОП"})).signals["head.client_retention"] for seed in range(8)]
    assert sum(signal.available for signal in found) >= 4


@pytest.mark.parametrize(("month", "other"), [([*range(20)], 0.4), ([*range(8), *range(10, 22)], -0.6)])
def test_interval_of_a_correlation_is_fishers(month, other):
    """Fisher's z at as many months as Bartlett leaves of them; a gap parts neighbours."""
    rng = np.random.default_rng(len(month))
    one = rng.normal(size=len(month)).cumsum()
    two = other * one + rng.normal(size=len(month)).cumsum()
    rests = [values - np.polyval(np.polyfit(month, values, 1), month) for values in (one, two)]
    r = np.corrcoef(*rests)[0, 1]
    pairs = [(a, a + 1) for a in range(len(month) - 1) if month[a + 1] - month[a] == 1]
    product = np.prod([sum(rest[a] * rest[b] for a, b in pairs) / (rest @ rest) for rest in rests])
    assert product > 0
    free = len(month) * (1 - product) / (1 + product) - 3
    ends = np.tanh(np.arctanh(r) + stats.norm.ppf([0.1, 0.9]) / np.sqrt(free))
    assert correlation(np.array(month, float), one, two) == pytest.approx((r, *ends))


def test_correlated_months_are_no_more_often_taken_for_a_drag():
    """Of unrelated series that take after the month before, one in ten has its interval of 80 % wholly below nought."""
    rng, below = np.random.default_rng(4), 0
    for _ in range(400):
        noise = rng.normal(size=(2, 30))
        for month in range(1, 30):
            noise[:, month] = 0.5 * noise[:, month - 1] + np.sqrt(0.75) * noise[:, month]
        below += correlation(np.arange(30.0), *noise)[2] < 0
    assert below / 400 == pytest.approx(0.1, abs=0.05)


def test_straight_lines_are_not_correlated():
    """Of a series that is a straight line nothing is left to compare."""
    month = np.arange(15.0)
    assert correlation(month, np.full(15, 7.0), np.sin(month)) is None
    assert correlation(month, np.sin(month), 0.1 * month) is None


def steady(fall: float = 1.0) -> list[Sale]:
    """Reps who sell 12 clients about the same each month, and so much of it from July 2024 on; the head sells to others of his own."""
    draw = Random(1)
    rows = [
        Sale(day, round(100_000 * draw.uniform(0.9, 1.1) * (fall if place >= 18 else 1)), f"Клиент {client}", REPS[client % 3])
        for place, day in enumerate(DAYS) for client in range(12)
    ]  # fmt: skip
    own = [Sale(day, round(50_000 * draw.uniform(0.8, 1.2)), f"Клиент {20 + client}", "РОП") for day in DAYS for client in range(12)]
    return [*rows, *own, *ENDS]


def measured(workbook, sales: list[Sale], **facts: str) -> Evidence:
    """What is measured of these sales with a head who is not in the staff list."""
    return measure(fill(workbook, Company(sales, staff=STAFF[:3]), {"head": "РОП", **facts}))


def test_a_team_that_falls_when_he_comes_is_seen(workbook):
    """A fifth less from the month of the appointment on, however his own clients buy."""
    signal = measured(workbook, steady(fall=0.8), head_since="2024-07-01").signals["head.team_step"]
    assert signal.value == pytest.approx(-0.2, abs=0.04)
    assert signal.high < -0.1


@pytest.mark.parametrize(("since", "first"), [("2024-07-01", 18), ("2024-07-15", 18), ("2024-07-16", 19)])
def test_he_leads_from_the_month_most_of_which_he_led(workbook, since, first):
    """An appointment in the second half of a month counts from the next one."""
    sales = steady(fall=0.8)
    found = step(net(sales, lambda sale: sale.rep in REPS), first)
    assert measured(workbook, sales, head_since=since).signals["head.team_step"].value == pytest.approx(expm1(found.change))


def test_hired_is_not_appointed(workbook):
    """Where only his hiring is known, the title says so."""
    staff = [*STAFF[:3], Person("РОП", date(2024, 7, 1), role="head")]
    signal = measure(fill(workbook, Company(steady(), staff=staff))).signals["head.team_step"]
    assert (signal.variant, signal.title["ru"]) == ("hired", "Продажи команды после прихода РОПа")


def test_what_is_missing_is_said(workbook):
    """No head, no date, too few months around it, a month of nothing, too few months and clients of his own."""
    fill(workbook, Company(steady(), staff=STAFF[:3]))

    def missing(name: str, **facts: str) -> tuple[str, ...]:
        return measure(say(workbook, **facts)).signals[name].missing

    assert {missing(name) for name in ("head.team_step", "head.overlap", "head.client_retention")} == {("head",)}
    assert missing("head.team_step", head="РОП") == ("head_since",)
    for since in ("2022-01-01", "2023-06-01", "2025-10-01", "2027-01-01"):
        assert missing("head.team_step", head="РОП", head_since=since) == ("months_around_head",)
    for since in ("2023-07-01", "2025-09-01"):
        assert missing("head.team_step", head="РОП", head_since=since) == ()
    assert missing("head.overlap", head="РОП", head_since="2025-02-01") == ("head_sells_little",)
    assert missing("head.client_retention", head="РОП", head_since="2025-02-01") == ("head_year",)
    assert missing("head.client_retention", head="РОП", head_since="2025-01-20") == ()
    hole = [sale for sale in steady() if sale.day.month != 5 or sale.day.year != 2024]
    assert measured(workbook, hole, head_since="2024-07-01").signals["head.team_step"].missing == ("month_without_sales",)
    nine = [sale for sale in steady() if sale.client not in ("Клиент 20", "Клиент 21", "Клиент 22")]
    assert measured(workbook, nine).signals["head.client_retention"].missing == ("few_head_clients",)
    assert measured(workbook, [sale for sale in steady() if sale.day.year > 2024 or sale in ENDS[1:]]).signals["head.client_retention"].missing == ("months_24",)
    even = [Sale(day, 100, f"Клиент {rep}", rep) for day in DAYS for rep in (*REPS, "РОП")]
    assert measured(workbook, [*even, *ENDS]).signals["head.overlap"].missing == ("even_months",)
