"""Pay against plan and sales: every figure is that of the raw rows counted by hand; few people and equal pay say nothing."""

from collections import defaultdict
from dataclasses import replace
from datetime import date, timedelta
from itertools import pairwise
from math import atanh, sqrt, tanh
from random import Random
from statistics import correlation, mean, median

import numpy as np
import pandas as pd
import pytest

from diagnostics.evidence import Evidence, measure, month_number
from diagnostics.evidence.jackknife import jackknife
from diagnostics.evidence.pay import DRAWS, is_paid_late, ratio_of_medians
from diagnostics.workbook import Scope, Workbook

from .companies import Company, Pay, Person, Plan, Sale, fill, months, scratch

pytestmark = pytest.mark.filterwarnings("error")
DAYS = months("2024-01", 24, 28)
YEAR = DAYS[12:]
ENDS = [Sale(DAYS[0].replace(day=1), 1, None, None), Sale(DAYS[-1].replace(day=31), 1, None, None)]
REPS = [f"Менеджер {place:02}" for place in range(1, 9)]
OLD = date(2020, 1, 1)


def made_up(seed: int) -> Company:
    """Reps who come, go, come again and are on no list, a head and an accountant; plan and pay are there now and then."""
    draw = Random(seed)
    staff = [Person(REPS[0], OLD), Person(REPS[1], date(2025, 3, 1)), Person(REPS[2], date(2025, 2, 17)), Person(REPS[3], OLD, date(2025, 9, 10)),
             Person(REPS[4], date(2021, 5, 5), date(2025, 3, 31)), Person(REPS[4], date(2025, 7, 8)), Person(REPS[5], OLD),
             Person("РОП", OLD, role="head"), Person("Бухгалтер", OLD, role="other")]  # fmt: skip
    everybody = [*REPS, "РОП", "Бухгалтер"]
    seen = {REPS[6]: DAYS[9:18], REPS[7]: DAYS}  # by their sales alone
    sales = [Sale(day, draw.randint(500, 3_000), rep, rep) for rep in everybody for day in seen.get(rep, DAYS)]
    plan = [Plan(day.replace(day=1), draw.choice([0, 1_200, 1_700, 2_200]), rep) for rep in everybody for day in DAYS if draw.random() < 0.85]
    pay = []
    for rep in everybody:
        for day in DAYS:
            base = draw.choice([400, 500, None])
            bonus = draw.choice([0, 100, 100, 900, 1_500])
            if draw.random() < 0.85:
                pay.append(Pay(day.replace(day=1), (base or 450) + bonus, rep, base, bonus))
            if draw.random() < 0.1:  # a second line of the month, once in a while a correction
                pay.append(Pay(day.replace(day=1), draw.choice([200, -100, -600]), rep))
    return Company(sales + ENDS, plan=plan, staff=staff, pay=pay)


def worked_rows(company: Company) -> list[tuple[str, int, int, int | None, int | None, int]]:
    """Rep, month, pay, fixed part, plan, fact of every full month of work of the year in which a rep was paid."""
    people, paid, fixed, plan, fact = set(), defaultdict(int), defaultdict(list), defaultdict(int), defaultdict(int)
    for one in company.pay:
        paid[one.rep, month_number(one.day)] += one.total
        fixed[one.rep, month_number(one.day)] += [] if one.base is None else [one.base]
    for one in company.plan:
        plan[one.rep, month_number(one.day)] += one.amount
    for one in company.sales:
        fact[one.rep, month_number(one.day)] += one.amount
        people.add(one.rep)
    rows = []
    for rep in sorted(people - {None, "РОП", "Бухгалтер"}):
        listed = [one for one in company.staff if one.rep == rep]
        sold = [month for who, month in fact if who == rep]
        first = month_number(min(one.hired for one in listed)) if listed else min(sold)
        last = max(sold) if not listed else 10**6 if any(one.left_on is None for one in listed) else month_number(max(one.left_on for one in listed))
        broken = {month_number(one.hired) for one in listed if one.hired.day > 1}
        broken |= {month_number(one.left_on) for one in listed if one.left_on and (one.left_on + timedelta(days=1)).day > 1}
        for month in (month_number(day) for day in YEAR):
            if first <= month <= last and month not in broken and paid[rep, month] > 0:
                base = sum(fixed[rep, month]) if fixed[rep, month] else None
                rows.append((rep, month, paid[rep, month], base, plan.get((rep, month)), fact[rep, month]))
    return rows


def ranks(values: list[float]) -> list[float]:
    """Ranks about their middle, the same for equal values."""
    return [sum(other < value for other in values) + sum(other == value for other in values) / 2 - len(values) / 2 for value in values]


def rank_correlation(rows: list[tuple[str, int, float, float]], least: int = 1) -> float:
    """Of rep, month, pay, attainment: correlation of ranks within months of at least so many."""
    pay, attained = [], []
    for month in sorted({row[1] for row in rows}):
        there = [row for row in rows if row[1] == month]
        if len(there) >= least:
            pay += ranks([row[2] for row in there])
            attained += ranks([row[3] for row in there])
    return sum(x * y for x, y in zip(pay, attained, strict=True)) / sqrt(sum(x * x for x in pay) * sum(y * y for y in attained))


@pytest.fixture(scope="module", params=range(12))
def measured(request: pytest.FixtureRequest) -> tuple[Company, Evidence]:
    """A made-up company, and what was measured on it."""
    company = made_up(request.param)
    with scratch() as workbook:
        return company, measure(fill(workbook, company))


def test_ratio_is_of_medians_by_hand(measured):
    """Median pay of the months at plan by that of the others, over reps' full months with plan and pay."""
    company, evidence = measured
    rows = [row for row in worked_rows(company) if row[4]]
    made, missed = ([row[2] for row in rows if (row[5] >= row[4]) == at_plan] for at_plan in (True, False))
    signal = evidence.signals["pay.ratio"]
    assert signal.value == pytest.approx(median(made) / median(missed))
    assert signal.n == len(rows)
    assert signal.low <= signal.value <= signal.high


def test_ranks_are_those_within_the_month(measured):
    """Spearman's correlation over months with three people and more; the interval ranks anew without each of them."""
    company, evidence = measured
    rows = [(rep, month, paid, fact / plan) for rep, month, paid, _base, plan, fact in worked_rows(company) if plan]
    rows = [row for row in rows if sum(other[1] == row[1] for other in rows) >= 3]
    signal = evidence.signals["pay.rank_correlation"]
    assert signal.value == pytest.approx(rank_correlation(rows))
    assert signal.n == len(rows)
    without = [rank_correlation([row for row in rows if row[0] != rep]) for rep in sorted({row[0] for row in rows})]
    low, high = jackknife(atanh(signal.value), [atanh(value) for value in without])
    assert (signal.low, signal.high) == pytest.approx((tanh(low), tanh(high)))


def test_fixed_part_where_it_is_said(measured):
    """Fixed pay by all pay of the months whose fixed part is known and no larger than the whole, for all and for each."""
    company, evidence = measured
    rows = [row for row in worked_rows(company) if row[3] is not None and row[3] <= row[2]]
    signal = evidence.signals["pay.fixed_share"]
    assert (signal.value, signal.n) == (pytest.approx(sum(row[3] for row in rows) / sum(row[2] for row in rows)), len(rows))
    for who, share in signal.by_rep.items():
        own = [row for row in rows if row[0] == evidence.reps[who].name]
        assert share == pytest.approx(sum(row[3] for row in own) / sum(row[2] for row in own))
    assert len(signal.by_rep) == len({row[0] for row in rows})


@pytest.mark.parametrize("seed", range(4))
def test_interval_of_the_ratio_draws_people(seed):
    """The interval is that of medians over people drawn again with all their months, whatever order they stand in."""
    draw = Random(seed)
    people = [(np.array([draw.randint(40, 90) for _month in range(count)], float), np.array([draw.random() < 0.4 for _month in range(count)])) for count in (12, 12, 9, 5, 3)]
    ordered = sorted(people, key=lambda one: (len(one[0]), one[0].tolist()))
    ratios = []
    for times in np.random.default_rng(0).multinomial(5, [0.2] * 5, DRAWS):
        sides: dict[bool, list[float]] = {True: [], False: []}
        for (pay, made), count in zip(ordered, times, strict=True):
            for value, at_plan in zip(pay, made, strict=True):
                sides[bool(at_plan)] += [value] * count
        if sides[True] and sides[False]:
            ratios.append(median(sides[True]) / median(sides[False]))
    assert ratio_of_medians(people) == pytest.approx(tuple(np.quantile(ratios, [0.025, 0.975])))
    assert ratio_of_medians(people[::-1]) == ratio_of_medians(people)


def fact_of(place: int, at: int) -> int:
    """A rep's sales of a month: at the plan of 1 000 in some months and not in others."""
    return 1_000 + (place * 7 + at * 5) % 11 * 40 - 200


def paid_for_plan(reps: list[str], at_plan: int = 1_500, below: int = 500, days: list[date] = DAYS) -> Company:
    """A plan of 1 000 for everybody, and one pay for those at it, another for the others."""
    fact = {(rep, day): fact_of(place, at) for place, rep in enumerate(reps) for at, day in enumerate(days)}
    return Company(
        [*ENDS, *(Sale(day, amount, rep, rep) for (rep, day), amount in fact.items())],
        plan=[Plan(day.replace(day=1), 1_000, rep) for rep, day in fact],
        staff=[Person(rep, OLD) for rep in reps],
        pay=[Pay(day.replace(day=1), at_plan if amount >= 1_000 else below, rep) for (rep, day), amount in fact.items()],
    )


def test_pay_that_backs_the_strong(workbook):
    """Three times the pay for the plan is a ratio of three and a high correlation; the same pay for all is one and none."""
    strong = measure(fill(workbook, paid_for_plan(REPS))).signals
    assert strong["pay.ratio"].value == 3.0
    assert strong["pay.rank_correlation"].value > 0.7
    even = measure(fill(workbook, paid_for_plan(REPS, 700, 700))).signals
    assert (even["pay.ratio"].value, even["pay.ratio"].low, even["pay.ratio"].high) == (1.0, 1.0, 1.0)
    assert even["pay.rank_correlation"].missing == ("pay_same",)


def test_others_who_are_paid_do_not_count(workbook):
    """The head and an accountant have pay, and a plan by mistake: no figure of the reps moves."""
    company = paid_for_plan(REPS[:4])
    more = replace(
        company,
        plan=[*company.plan, *(Plan(day.replace(day=1), 1, rep) for day in DAYS for rep in ("РОП", "Бухгалтер"))],
        staff=[*company.staff, Person("РОП", OLD, role="head"), Person("Бухгалтер", OLD, role="other")],
        pay=[*company.pay, *(Pay(day.replace(day=1), 90_000, rep, 80_000) for day in DAYS for rep in ("РОП", "Бухгалтер"))],
    )
    names = ("pay.ratio", "pay.rank_correlation", "pay.fixed_share")
    before, after = (measure(fill(workbook, one)).signals for one in (company, more))
    assert [(before[name].value, before[name].n) for name in names] == [(after[name].value, after[name].n) for name in names]


def test_a_few_people_say_nothing(workbook):
    """Two reps are no side of three, one has no order, and four have an interval that three have not."""
    for reps, missing in ((REPS[:2], ("pay_sides", "pay_ranked")), (REPS[:1], ("pay_sides", "pay_ranked"))):
        signals = measure(fill(workbook, paid_for_plan(reps))).signals
        assert (*signals["pay.ratio"].missing, *signals["pay.rank_correlation"].missing) == missing
    three, four = (measure(fill(workbook, paid_for_plan(REPS[:count]))).signals for count in (3, 4))
    for name in ("pay.ratio", "pay.rank_correlation"):
        assert three[name].available
        assert three[name].low is None
        assert four[name].low <= four[name].value <= four[name].high


def test_what_is_missing_is_said(workbook):
    """No pay, pay without a plan, a plan that nobody made, pay of a few months, pay without its fixed part."""
    whole = paid_for_plan(REPS[:4])
    signals = measure(fill(workbook, replace(whole, pay=()))).signals
    assert [signals[name].missing for name in ("pay.ratio", "pay.rank_correlation", "pay.fixed_share")] == [("pay",)] * 3
    signals = measure(fill(workbook, replace(whole, plan=()))).signals
    assert [signals[name].missing for name in ("pay.ratio", "pay.rank_correlation", "pay.fixed_share")] == [("plan",), ("plan",), ("pay_base",)]
    signals = measure(fill(workbook, replace(whole, plan=[replace(one, amount=9_999) for one in whole.plan]))).signals
    assert signals["pay.ratio"].missing == ("pay_sides",)
    assert signals["pay.rank_correlation"].available
    signals = measure(fill(workbook, replace(whole, pay=[one for one in whole.pay if one.day >= date(2025, 10, 1)]))).signals
    assert signals["pay.rank_correlation"].missing == ("pay_ranked",)


def test_of_a_part(workbook):
    """Pay is told for some of the reps, not for goods; the head's for the whole company alone."""
    fill(workbook, paid_for_plan(REPS))
    assert measure(workbook, scope=Scope(reps=tuple(REPS[:4]))).signals["pay.ratio"].n == 4 * 12
    goods = measure(workbook, scope=Scope(clients="large")).signals
    assert {goods[name].missing for name in goods if name.startswith("pay.")} == {("whole_only",)}
    some = measure(workbook, scope=Scope(reps=tuple(REPS[:4]))).signals
    assert {some[name].missing for name in some if name.startswith("pay.head")} == {("whole_only",)}


def led(pay: dict[date, int], own: dict[date, int], others: dict[date, int]) -> Company:
    """A head who is paid and sells, and a rep."""
    sales = [*ENDS, *(Sale(day, amount, "Его", "РОП") for day, amount in own.items()), *(Sale(day, amount) for day, amount in others.items())]
    staff = [Person("РОП", OLD, role="head"), Person("Менеджер 01", OLD)]
    return Company(sales, staff=staff, pay=[Pay(day.replace(day=1), amount, "РОП") for day, amount in pay.items()])


def drawn(seed: int, low: int = 1_000, high: int = 9_000) -> dict[date, int]:
    """An amount for every month."""
    draw = Random(seed)
    return {day: draw.randint(low, high) for day in DAYS}


def changes(series: dict[date, int]) -> list[float]:
    """From month to month, the two sales at the ends of the data left in."""
    values = [series[day] for day in sorted(series)]
    return [float(after - before) for before, after in pairwise(values)]


@pytest.mark.parametrize("seed", range(5))
def test_the_heads_pay_is_compared_by_changes(workbook, seed):
    """Correlation of changes and Fisher's interval at the effective number, counted by hand."""
    own, others, noise = drawn(seed), drawn(seed + 50), drawn(seed + 90, 0, 300)
    pay = {day: 5_000 + own[day] // 10 + noise[day] for day in DAYS}
    signals = measure(fill(workbook, led(pay, own, others))).signals
    total = {day: own[day] + others[day] + (day in (DAYS[0], DAYS[-1])) for day in DAYS}
    for name, sales in (("pay.head_on_own", own), ("pay.head_on_total", total)):
        x, y = changes(pay), changes(sales)
        signal = signals[name]
        assert (signal.value, signal.n) == (pytest.approx(correlation(x, y)), 23)
        lagged = lag(x) * lag(y)
        half = 1.959964 / sqrt(max(1.0, min(1.0, (1 - lagged) / (1 + lagged)) * 23 - 3))
        assert (signal.low, signal.high) == pytest.approx((tanh(atanh(signal.value) - half), tanh(atanh(signal.value) + half)), rel=1e-5)
    assert signals["pay.head_on_own"].value > signals["pay.head_on_total"].value


def lag(values: list[float]) -> float:
    """Correlation of a series with itself a step later."""
    centred = [value - mean(values) for value in values]
    return sum(one * other for one, other in pairwise(centred)) / sum(value * value for value in centred)


def test_pay_that_is_a_part_of_own_sales(workbook):
    """A tenth of his own sales follows them wholly, and a rise of everything by the year is no link."""
    own, others = drawn(1), drawn(2)
    signals = measure(fill(workbook, led({day: own[day] * 10 for day in DAYS}, own, others))).signals
    assert signals["pay.head_on_own"].value == pytest.approx(1.0)
    assert signals["pay.head_on_own"].low > 0.99
    grown = {day: 10_000 * (at + 1) + drawn(3, 0, 900)[day] for at, day in enumerate(DAYS)}
    raised = {day: 1_000 * (at + 1) + drawn(4, 0, 90)[day] for at, day in enumerate(DAYS)}
    together = measure(fill(workbook, led(raised, own, grown))).signals["pay.head_on_total"]
    assert together.low < 0 < together.high


def test_of_the_head_only_months_as_head_count(workbook):
    """Pay from before the appointment, a month begun as a rep and a month without pay are left out."""
    pay, own = drawn(5), drawn(6)
    company = led({day: amount for day, amount in pay.items() if day != DAYS[20]}, own, drawn(7))
    signal = measure(fill(workbook, company, {"head": "РОП", "head_since": "2024-04-15"})).signals["pay.head_on_own"]
    taken = [day for day in DAYS[4:] if day != DAYS[20]]
    steps = [(pay[b] - pay[a], own[b] - own[a]) for a, b in pairwise(taken) if month_number(b) - month_number(a) == 1]
    assert (signal.value, signal.n) == (pytest.approx(correlation(*(list(map(float, column)) for column in zip(*steps, strict=True)))), 17)
    assert signal.period == (month_number(DAYS[4]), month_number(DAYS[-1]))


def heads(workbook: Workbook, pay: dict[date, int], own: dict[date, int], **facts: str) -> list[tuple[str, ...]]:
    """What the head's two figures lack."""
    signals = measure(fill(workbook, led(pay, own, drawn(8)), facts)).signals
    return [signals["pay.head_on_total"].missing, signals["pay.head_on_own"].missing]


def test_what_the_heads_pay_lacks(workbook):
    """No head, too few months, the same pay every month, no sales of his own or the same."""
    pay, own = drawn(9), drawn(10)
    assert measure(fill(workbook, paid_for_plan(REPS))).signals["pay.head_on_total"].missing == ("head",)
    assert heads(workbook, {day: pay[day] for day in DAYS[13:]}, own) == [("head_pay",)] * 2
    assert heads(workbook, {day: pay[day] for day in DAYS[12:]}, own) == [(), ()]
    assert heads(workbook, pay, own, head_since="2025-06-01") == [("head_pay",)] * 2
    assert heads(workbook, pay, own, head_since="2031-06-01") == [("head_pay",)] * 2
    assert heads(workbook, dict.fromkeys(DAYS, 700), own) == [("head_pay_same",)] * 2
    assert heads(workbook, pay, {}) == [(), ("head_own_same",)]
    assert heads(workbook, pay, dict.fromkeys(DAYS, 700)) == [(), ("head_own_same",)]


def by_chance(reps: int, seed: int, weight: float, later: int) -> tuple[pd.DataFrame, pd.DataFrame]:
    """A year of plans met by chance, and pay that follows the month itself or the one before, with noise of one deviation."""
    draw = np.random.default_rng(seed)
    met = draw.normal(0, 1, (reps, 13))
    pay = 100 + 10 * (weight * met[:, 1 - later : 13 - later] + draw.normal(0, 1, (reps, 12)))
    at = {"rep_id": np.repeat(np.arange(reps), 12), "month": np.tile(np.arange(12), reps)}
    return pd.DataFrame(at | {"plan": 100, "fact": 100 + 20 * met[:, 1:].ravel()}), pd.DataFrame(at | {"total": pay.ravel()})


@pytest.mark.parametrize("reps", [3, 6, 30])
def test_a_bonus_of_the_month_before_is_recognised(reps):
    """Nearly always where it is there; hardly ever where pay follows nothing, never where it follows its own month."""
    told = {case: mean(is_paid_late(*by_chance(reps, seed, *case)) for seed in range(100)) for case in [(0, 0), (2, 0), (2, 1)]}
    assert told[0, 0] <= 0.05
    assert told[2, 0] == 0
    assert told[2, 1] >= 0.95


def test_late_pay_is_laid_beside_the_month_it_was_earned_in(workbook):
    """The figures are those of a company that pays the same in the month itself, and their names say what was compared."""
    draw = Random(3)
    sales = [Sale(day, draw.randint(500, 3_000), rep, rep) for rep in REPS for day in DAYS]
    plan = [Plan(day.replace(day=1), 1_700, rep) for rep in REPS for day in DAYS]
    pay = [Pay(one.day.replace(day=1), 400 + (one.amount // 4 if one.amount >= 1_700 else 0), one.rep) for one in sales]
    later = [replace(one, day=(one.day + timedelta(days=31)).replace(day=1)) for one in pay]
    at_once = measure(fill(workbook, Company(sales + ENDS, plan=plan, pay=[one for one in pay if one.day.month != 12]))).signals
    late = measure(fill(workbook, Company(sales + ENDS, plan=plan, pay=later))).signals
    for name in ("pay.ratio", "pay.rank_correlation"):
        assert late[name] == replace(at_once[name], variant="late"), name
        assert late[name].title != at_once[name].title
