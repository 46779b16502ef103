"""Calls and meetings: every figure is that of the rows counted day by day in plain Python; what nobody wrote down says nothing."""

from collections import defaultdict
from dataclasses import replace
from datetime import date, timedelta
from math import exp, log
from random import Random
from statistics import mean, median

import pytest

from diagnostics.evidence import Evidence, measure, month_number
from diagnostics.evidence.jackknife import jackknife, jackknife_ratio
from diagnostics.workbook import Scope

from .companies import Activity, Company, Person, Sale, fill, months, number, scratch

pytestmark = pytest.mark.filterwarnings("error")
FROM, TO = date(2024, 1, 1), date(2025, 12, 31)
DAYS = months("2024-01", 24, 28)
ENDS = [Sale(FROM, 1, None, None), Sale(TO, 1, None, None)]
OLD = date(2020, 1, 1)
REPS = [f"Менеджер {place:02}" for place in range(1, 11)]
TYPES = ("исходящий звонок", "входящий звонок", "встреча", "визит к клиенту", "письмо исходящее", "задача", None)
STAFF = [
    *(Person(rep, OLD) for rep in REPS[:3]), Person(REPS[3], date(2025, 3, 17)), Person(REPS[4], date(2025, 8, 1), date(2025, 11, 12)),
    Person(REPS[5], date(2025, 10, 6)), Person(REPS[6], date(2021, 5, 5), date(2025, 1, 31)), Person(REPS[6], date(2025, 6, 9)),
    Person("РОП", OLD, role="head"), Person("Бухгалтер", OLD, role="other"),
]  # fmt: skip
OTHERS = ("РОП", "Бухгалтер")
QUIET = REPS[9]  # employed, and in no list of calls
KEYS = ("activity.per_rep_day", "activity.norm_share", "activity.newcomer_to_tenured", "activity.per_active_client", "activity.meetings_share")


def days(first: date, last: date) -> list[date]:
    """Every day from one to the other."""
    return [first + timedelta(days=step) for step in range((last - first).days + 1)]


def is_working(day: date) -> bool:
    """Monday to Friday, without the holidays of the new year."""
    return day.weekday() < 5 and (day.month, day.day) not in [(1, place) for place in range(1, 9)]


def made_up(seed: int) -> Company:
    """Reps who come, go and come again, two who are on no list, and others who call too; also on weekends and after leaving."""
    draw = Random(seed)
    rate = {rep: draw.uniform(0.5, 3.0) for rep in (*REPS[:9], *OTHERS)}
    acted = [
        Activity(day, rep, draw.choice(["Клиент 1", f"Клиент {draw.randint(2, 30)}", None]), draw.choice(TYPES))
        for rep in rate for day in days(date(2024, 9, 2), TO) for _call in range(int(draw.expovariate(1 / rate[rep])))
        if rep != REPS[8] or date(2025, 2, 3) <= day <= date(2025, 9, 9)
    ]  # fmt: skip
    sales = [
        Sale(day, 100, f"Клиент {client}", draw.choice(REPS[:4]))
        for day in DAYS for client in range(1, 31) if draw.random() < 0.5
    ] + [Sale(day, 100, rep, rep) for rep, first in ((REPS[7], 0), (REPS[8], 14), (QUIET, 0)) for day in DAYS[first:]]  # fmt: skip
    return Company(ENDS + sales, staff=[*STAFF, Person(QUIET, OLD)], activities=acted)


def employed(company: Company, rep: str, day: date) -> bool:
    """By the staff list, else from the first to the last call."""
    listed = [one for one in company.staff if one.rep == rep]
    own = [one.day for one in company.activities if one.rep == rep] if not listed else []
    return any(one.hired <= day <= (one.left_on or date.max) for one in listed) if listed else min(own) <= day <= max(own)


def tenure(company: Company, rep: str, month: int) -> int:
    """Months since he was first hired, else since his first sale, unless the data begin with it."""
    hired = [month_number(one.hired) for one in company.staff if one.rep == rep]
    sold = [month_number(one.day) for one in company.sales if one.rep == rep]
    begun = min(hired) if hired else min(sold) if min(sold) > number("2024-01") + 3 else 0
    return month - begun


@pytest.fixture(scope="module", params=range(6))
def measured(request: pytest.FixtureRequest) -> tuple[Company, Evidence, dict[tuple[str, date], list[Activity]]]:
    """A made-up company, what was measured on it, and the calls of every rep and day of employment in the year."""
    company = made_up(request.param)
    by_day = defaultdict(list)
    for one in company.activities:
        by_day[one.rep, one.day].append(one)
    there = {
        (rep, day): by_day[rep, day]
        for rep in REPS[:9] for day in days(date(2025, 1, 1), TO) if employed(company, rep, day)
    }  # fmt: skip
    with scratch() as workbook:
        return company, measure(fill(workbook, company)), there


def by_name(evidence: Evidence, name: str) -> dict[str, float]:
    """Values per rep by his name."""
    return {evidence.reps[rep].name: value for rep, value in evidence.signals[name].by_rep.items()}


def test_for_a_rep_and_a_working_day(measured):
    """Of the last three months: calls on working days of employment by these days; the interval is by weeks."""
    _company, evidence, there = measured
    counts = {key: len(calls) for key, calls in there.items() if key[1] >= date(2025, 10, 1) and is_working(key[1])}
    signal = evidence.signals["activity.per_rep_day"]
    assert (signal.value, signal.n) == (pytest.approx(mean(counts.values())), len(counts))
    assert signal.period == (number("2025-10"), number("2025-12"))
    for rep, value in by_name(evidence, "activity.per_rep_day").items():
        assert value == pytest.approx(mean(count for (who, _day), count in counts.items() if who == rep))
    weeks = defaultdict(lambda: [0, 0])
    for (_rep, day), count in counts.items():
        weeks[day - timedelta(days=day.weekday())][0] += count
        weeks[day - timedelta(days=day.weekday())][1] += 1
    assert (signal.low, signal.high) == pytest.approx(jackknife_ratio(*zip(*weeks.values(), strict=True)))


def test_months_that_reach_the_norm(measured):
    """The norm is the median of tenured reps' months, of which half a month of work and more is judged."""
    company, evidence, there = measured
    counts = defaultdict(list)
    for (rep, day), calls in there.items():
        if is_working(day):
            counts[rep, month_number(day)].append(len(calls))
    rates = {key: mean(own) for key, own in counts.items() if len(own) >= 10}
    norm = median(rate for (rep, month), rate in rates.items() if tenure(company, rep, month) >= 12)
    reached = {rep: [rate >= norm for (who, _month), rate in rates.items() if who == rep] for rep in {who for who, _month in rates}}
    signal = evidence.signals["activity.norm_share"]
    assert (signal.value, signal.n) == (pytest.approx(mean(rate >= norm for rate in rates.values())), len(rates))
    assert by_name(evidence, "activity.norm_share") == pytest.approx({rep: mean(own) for rep, own in reached.items()})
    assert (signal.low, signal.high) == pytest.approx(jackknife_ratio([sum(own) for own in reached.values()], [len(own) for own in reached.values()], 1.0))


def test_newcomers_against_tenured_reps(measured):
    """Calls a day in the first half-year by those from a year on; whoever was hired anew is no newcomer."""
    company, evidence, there = measured
    counts = [
        (rep, tenure(company, rep, month_number(day)), len(calls)) for (rep, day), calls in there.items() if is_working(day)
    ]
    counts = [(rep, at < 6, calls) for rep, at, calls in counts if at < 6 or at >= 12]

    def ratio(rows):
        return mean(calls for _rep, new, calls in rows if new) / mean(calls for _rep, new, calls in rows if not new)

    signal = evidence.signals["activity.newcomer_to_tenured"]
    assert (signal.value, signal.n) == (pytest.approx(ratio(counts)), sum(new for _rep, new, _calls in counts))
    without = [log(ratio([row for row in counts if row[0] != rep])) for rep in sorted({row[0] for row in counts})]
    low, high = jackknife(log(signal.value), without)
    assert (signal.low, signal.high) == pytest.approx((exp(low), exp(high)))


def test_for_an_active_client(measured):
    """Calls that name a client, on whatever day, by the reps' active clients of the month."""
    company, evidence, there = measured
    window = evidence.signals["base.window_months"].value
    leader: dict[tuple[str, int], str] = {}
    for client in {one.client for one in company.sales} - {None}:
        bought = defaultdict(lambda: defaultdict(int))
        for one in company.sales:
            if one.client == client:
                bought[month_number(one.day)][one.rep] += one.amount
        assert all(len(sellers) == 1 for sellers in bought.values()), "a client of one rep in a month"
        for month in range(number("2025-01"), number("2025-12") + 1):
            last = max((at for at in bought if at <= month), default=-999)
            if month - last < window:
                leader[client, month] = next(iter(bought[last]))
    active, named = defaultdict(int), defaultdict(int)
    for (_client, month), rep in leader.items():
        active[rep, month] += 1
    for (rep, day), calls in there.items():
        named[rep, month_number(day)] += sum(call.client is not None for call in calls)
    pairs = [key for key in active if key in named]

    def rate(keys):
        return pytest.approx(sum(named[key] for key in keys) / sum(active[key] for key in keys))

    signal = evidence.signals["activity.per_active_client"]
    assert (signal.value, signal.n) == (rate(pairs), sum(named[key] for key in pairs))
    assert signal.low <= signal.value <= signal.high
    rates = by_name(evidence, "activity.per_active_client")
    assert set(rates) == {rep for rep, _month in pairs}
    for rep, value in rates.items():
        assert value == rate([key for key in pairs if key[0] == rep])


def test_share_of_meetings(measured):
    """Meetings and visits among these and calls; letters and tasks are neither."""
    _company, evidence, there = measured
    kinds = [call.type for calls in there.values() for call in calls]
    meetings, calls = kinds.count("встреча") + kinds.count("визит к клиенту"), kinds.count("исходящий звонок") + kinds.count("входящий звонок")
    signal = evidence.signals["activity.meetings_share"]
    assert (signal.value, signal.n) == (pytest.approx(meetings / (meetings + calls)), meetings + calls)
    assert signal.low <= signal.value <= signal.high


def called(staff: list[Person], first: date, last: date, count: int = 2, **more: object) -> Company:
    """So many calls of each on every day."""
    acted = [Activity(day, one.rep, **more) for one in staff for day in days(first, last) for _call in range(count)]
    return Company([*ENDS, *(Sale(day, 100, "Клиент 1", staff[0].rep) for day in DAYS)], staff=staff, activities=acted)


def test_weekends_and_holidays_are_no_days(workbook):
    """Two calls on each day of the week are two a working day; a rep who calls nobody any more counts with nought."""
    one, other = Person(REPS[0], OLD), Person(REPS[1], OLD)
    company = called([one], FROM, TO)
    signals = measure(fill(workbook, company)).signals
    assert signals["activity.per_rep_day"].value == 2
    assert signals["activity.per_rep_day"].n == sum(is_working(day) for day in days(date(2025, 10, 1), TO))
    silent = replace(company, staff=[one, other], activities=[*company.activities, Activity(date(2024, 5, 6), other.rep)])
    evidence = measure(fill(workbook, silent))
    assert evidence.signals["activity.per_rep_day"].value == 1
    assert by_name(evidence, "activity.per_rep_day") == {REPS[0]: 2.0, REPS[1]: 0.0}


def test_months_that_the_calls_cover(workbook):
    """Where calls end before the sales do the last three full months of both count, and of fewer nothing is said."""
    staff = [Person(REPS[0], OLD)]
    signal = measure(fill(workbook, called(staff, date(2025, 2, 10), date(2025, 11, 20)))).signals["activity.per_rep_day"]
    assert signal.period == (number("2025-08"), number("2025-10"))
    signals = measure(fill(workbook, called(staff, date(2025, 9, 10), date(2025, 11, 30)))).signals
    assert {signals[name].missing for name in KEYS} == {("activity_months",)}
    assert measure(fill(workbook, called(staff, date(2024, 1, 1), date(2024, 12, 31)))).signals[KEYS[0]].missing == ("activity_months",)


def test_what_is_missing_is_said(workbook):
    """No calls, calls of nobody or of others, few people, no clients, one kind."""
    staff = [Person(REPS[0], OLD)]
    whole = called(staff, FROM, TO)

    def lacks(company: Company) -> list[tuple[str, ...]]:
        signals = measure(fill(workbook, company)).signals
        return [signals[name].missing for name in KEYS]

    assert lacks(replace(whole, activities=())) == [("activity",)] * 5
    assert lacks(replace(whole, activities=[replace(one, rep=None) for one in whole.activities])) == [("activity_reps",)] * 5
    assert lacks(called([Person("РОП", OLD, role="head")], FROM, TO)) == [("activity_reps",)] * 5
    assert lacks(whole) == [(), ("activity_tenured",), ("activity_newcomers",), ("activity_clients",), ("activity_kinds",)]
    assert lacks(replace(whole, activities=[replace(one, client="Клиент 1") for one in whole.activities]))[3] == ()
    week = [Person(REPS[1], date(2025, 12, 20), date(2025, 12, 26))]
    assert lacks(called([*week, Person("Бухгалтер", OLD, role="other")], FROM, TO))[0] == ("activity_days",)


def test_equal_calls_say_so_without_a_fuss(workbook):
    """Everybody calls alike: every month is at the norm, newcomers are at one, and intervals have no width; nobody calls: grey."""
    staff = [*(Person(rep, OLD) for rep in REPS[:3]), *(Person(rep, date(2025, 8, 1)) for rep in REPS[3:6])]
    signals = measure(fill(workbook, called(staff, FROM, TO))).signals
    for name in KEYS[:3]:
        value = 2 if name == KEYS[0] else 1
        assert (signals[name].value, signals[name].low, signals[name].high) == pytest.approx((value, value, value)), name
    silent = [Activity(day, "Бухгалтер") for day in days(FROM, TO)] + [Activity(FROM, one.rep) for one in staff]
    none = Company(ENDS, staff=[*staff, Person("Бухгалтер", OLD, role="other")], activities=silent)
    signals = measure(fill(workbook, none)).signals
    assert (signals["activity.per_rep_day"].value, signals["activity.per_rep_day"].high) == (0, 0)
    assert signals["activity.norm_share"].missing == ("activity_tenured",)
    assert signals["activity.newcomer_to_tenured"].missing == ("activity_newcomers",)


def test_of_a_part(workbook):
    """Calls are told for some of the reps, not for goods."""
    company = made_up(1)
    fill(workbook, company)
    whole = measure(workbook)
    part = measure(workbook, scope=Scope(reps=(REPS[0],)))
    assert part.signals["activity.per_rep_day"].value == pytest.approx(by_name(whole, "activity.per_rep_day")[REPS[0]])
    sales = [replace(one, product_group="Крепёж") for one in company.sales]
    goods = measure(fill(workbook, replace(company, sales=sales)), scope=Scope(product_groups=("Крепёж",))).signals
    assert {goods[name].missing for name in KEYS} == {("whole_only",)}
