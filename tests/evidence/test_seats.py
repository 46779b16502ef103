"""Places in the department: reps under a head and months that seats stood empty, against counting day by day."""

from datetime import date, timedelta
from random import Random

import pytest

from diagnostics.evidence import measure
from diagnostics.evidence.period import period_of
from diagnostics.evidence.seats import GIVEN_UP, HANDOVER, Stretch, replacements, seats_signals

from .companies import Company, Person, Sale, fill, months, number, scratch

DAYS = months("2023-01", 36, 28)
SALES = [Sale(day, 100) for day in DAYS]
YEAR = (date(2025, 1, 1), date(2026, 1, 1))
MONTH = 30.4375
HEAD = Person("РОП 1", date(2020, 1, 1), role="head")


@pytest.fixture(scope="module")
def shared():
    """One workbook for all examples."""
    with scratch() as workbook:
        yield workbook


def every_day(start: date, end: date) -> list[date]:
    """The days from the first up to the last, without it."""
    return [start + timedelta(days=step) for step in range((end - start).days)]


def made_up(seed: int, boss: tuple[str | None, ...] = (None,)) -> list[Person]:
    """Up to fifteen people who come and go, one of them twice, some by slips gone before they came."""
    draw = Random(seed)
    staff = []
    for place in range(draw.randint(3, 15)):
        hired = date(2022, 6, 1) + timedelta(days=draw.randint(0, 1400))
        left = hired + timedelta(days=draw.randint(-5, 700)) if draw.random() < 0.6 else None
        staff.append(Person(f"Менеджер {place:02}", hired, left, boss=draw.choice(boss)))
    return [*staff, Person("Менеджер 90", date(2021, 1, 1), date(2025, 3, 10), boss=boss[0]), Person("Менеджер 90", date(2025, 6, 5), boss=boss[0])]


def there(one: Person, day: date) -> bool:
    """Whether a person was at work on a day."""
    return one.hired <= day and (one.left_on is None or day < one.left_on)


def mean_people(staff: list[Person], month: date) -> float:
    """Reps at work in a month, day by day."""
    days = every_day(month, (month + timedelta(days=32)).replace(day=1))
    return sum(there(one, day) for one in staff for day in days) / len(days)


@pytest.mark.parametrize("seed", range(20))
def test_span_equals_counting_day_by_day(shared, seed):
    """Reps of the last month over heads at its end, and the smallest and the largest month of the year that had a head."""
    draw, staff = Random(seed + 100), made_up(seed)
    second = Person("РОП 2", date(2025, draw.randint(1, 12), 15), date(2026, 1, draw.randint(1, 5)), "head")
    heads = [Person("РОП 1", date(2025, draw.randint(1, 3), 20), role="head"), second]
    signal = measure(fill(shared, Company(SALES, staff=[*staff, *heads]))).signals["people.span"]
    spans = []
    for month in months("2025-01", 12, 1):
        last = (month + timedelta(days=32)).replace(day=1) - timedelta(days=1)
        leading = sum(there(one, last) for one in heads)
        if leading:
            spans.append(mean_people(staff, month) / leading)
    assert (signal.value, signal.low, signal.high) == pytest.approx((spans[-1], min(spans), max(spans)))
    assert (signal.n, signal.variant) == (2, "")


@pytest.mark.parametrize("seed", range(10))
def test_where_everybody_has_a_boss_the_largest_team_counts(shared, seed):
    """Bosses in other spelling are one; the span is that of the boss with most people."""
    staff = made_up(seed, ("Начальник 1", "НАЧАЛЬНИК  1", "Начальник 2"))
    signal = measure(fill(shared, Company(SALES, staff=staff))).signals["people.span"]
    teams = {name: [one for one in staff if one.boss[-1] == name] for name in "12"}
    assert signal.value == pytest.approx(max(mean_people(team, date(2025, 12, 1)) for team in teams.values()))
    assert signal.variant == "boss"


def test_one_rep_without_a_boss_hides_the_teams(workbook):
    """As long as somebody's boss is not said, reps are divided by heads."""
    staff = [*(Person(f"Менеджер 0{place}", date(2020, 1, 1), boss="Начальник 1") for place in range(5)), Person("Менеджер 09", date(2020, 1, 1)), HEAD]
    signal = measure(fill(workbook, Company(SALES, staff=staff))).signals["people.span"]
    assert (signal.value, signal.variant) == (6, "")


def test_no_head_is_asked_for(workbook):
    """Without a head, or once he has left, there is nobody to divide by."""
    staff = [Person(f"Менеджер 0{place}", date(2020, 1, 1)) for place in range(5)]
    assert measure(fill(workbook, Company(SALES, staff=staff))).signals["people.span"].missing == ("head",)
    gone = Person("РОП 1", date(2020, 1, 1), date(2025, 10, 1), "head")
    assert measure(fill(workbook, Company(SALES, staff=[*staff, gone]))).signals["people.span"].missing == ("head",)


@pytest.mark.parametrize("listed", ["two lines", "one line", "position changed"])
def test_a_rep_who_became_head_is_a_rep_until_then(workbook, listed):
    """However list and company facts tell it: five under the old head until July, four under the new one after."""
    old, since = Person("РОП 1", date(2020, 1, 1), date(2025, 7, 1), "head"), date(2025, 7, 1)
    promoted = {
        "two lines": [Person("Менеджер 05", date(2021, 1, 1), since), Person("Менеджер 05", since, role="head")],
        "one line": [Person("Менеджер 05", date(2021, 1, 1))],
        "position changed": [Person("Менеджер 05", date(2021, 1, 1)), Person("Менеджер 05", since, role="head")],
    }[listed]
    staff = [*(Person(f"Менеджер 0{place}", date(2020, 1, 1)) for place in range(1, 5)), old, *promoted]
    facts = {"head": "Менеджер 05", "head_since": since.isoformat()}
    signal = measure(fill(workbook, Company(SALES, staff=staff), facts)).signals["people.span"]
    assert (signal.low, signal.value, signal.high) == (4, 4, 5)


def test_his_place_stands_empty_until_somebody_takes_it(workbook):
    """A rep made head in July leaves a seat, which a newcomer takes in September."""
    staff = [HEAD, Person("Менеджер 05", date(2021, 1, 1)), *(Person(f"Менеджер 0{place}", date(2020, 1, 1)) for place in range(4)), Person("Менеджер 20", date(2025, 9, 1))]
    facts = {"head": "Менеджер 05", "head_since": "2025-07-01"}
    signal = measure(fill(workbook, Company(SALES, staff=staff), facts)).signals["people.vacant_seats"]
    assert (signal.value, signal.n, signal.variant) == (pytest.approx(62 / MONTH), 1, "replaced")


@pytest.mark.parametrize("seed", range(20))
def test_lacking_people_are_counted_day_by_day(shared, seed):
    """Where the company said how many seats there are, each day lacks what is not filled."""
    staff, seats = made_up(seed), 3 + seed % 8
    signal = measure(fill(shared, Company(SALES, staff=staff), {"seats": str(seats)})).signals["people.vacant_seats"]
    lacking = sum(max(0, seats - sum(there(one, day) for one in staff)) for day in every_day(*YEAR))
    assert (signal.value, signal.n, signal.variant) == (pytest.approx(lacking / MONTH), seats, "")


def by_hand(staff: list[Person], end: date) -> tuple[list[tuple[date, date]], list[date]]:
    """The same rule, walked through the calendar: whoever comes sits down on the chair that was left last."""
    people = [one for one in staff if one.left_on is None or one.left_on > one.hired]
    taken, chairs, spare = [], [], []
    for day in every_day(date(2015, 1, 1), end + timedelta(days=1)):
        for _one in [one for one in people if one.left_on == day]:
            chairs.append(day)
            waiting = [came for came in spare if (day - came).days <= 31]
            if waiting:
                spare.remove(max(waiting))
                taken.append((chairs.pop(), day))
        for _one in [one for one in people if one.hired == day]:
            open_ones = [left for left in chairs if (day - left).days <= 183]
            if open_ones:
                chairs.remove(max(open_ones))
                taken.append((max(open_ones), day))
            else:
                spare.append(day)
    return sorted(taken), sorted(chairs)


@pytest.mark.parametrize("seed", range(30))
def test_replacements_equal_a_walk_through_the_calendar(shared, seed):
    """Which exit which hiring made good, and the months in between that lie in the last year."""
    staff = made_up(seed)
    taken, empty = by_hand(staff, date(2025, 12, 31))
    found = replacements([Stretch(0, one.hired, one.left_on or date.max) for one in staff], date(2025, 12, 31))
    assert (sorted(found[0]), sorted(found[1])) == (taken, empty)
    signal = measure(fill(shared, Company(SALES, staff=staff))).signals["people.vacant_seats"]
    of_year = [(left, came) for left, came in taken if came >= YEAR[0]]
    if not of_year and any(left > YEAR[0] - GIVEN_UP for left in empty):
        assert signal.missing == ("seats",)
    else:
        waited = sum((came - max(left, YEAR[0])).days for left, came in of_year)
        assert (signal.value, signal.n) == (pytest.approx(waited / MONTH), len(of_year))


TEAM = [HEAD, *(Person(f"Менеджер 0{place}", date(2020, 1, 1)) for place in range(5))]


def vacant(workbook, *staff: Person):
    """Months that stood empty in a company of five who stay and these."""
    return measure(fill(workbook, Company(SALES, staff=[*TEAM, *staff]))).signals["people.vacant_seats"]


def test_who_shrinks_on_purpose_is_not_accused(workbook):
    """Four places were given up in March: one who is replaced within a week in August leaves a week empty, no more."""
    cut = [Person(f"Менеджер 1{place}", date(2020, 1, 1), date(2025, 3, 1)) for place in range(4)]
    signal = vacant(workbook, *cut, Person("Менеджер 20", date(2020, 1, 1), date(2025, 8, 1)), Person("Менеджер 21", date(2025, 8, 8)))
    assert (signal.value, signal.n) == (pytest.approx(7 / MONTH), 1)


def test_places_nobody_took_are_asked_about(workbook):
    """Whether a place was given up or is looked for cannot be seen: then the number of seats is asked for."""
    assert vacant(workbook, Person("Менеджер 10", date(2020, 1, 1), date(2025, 8, 1))).missing == ("seats",)


def test_nobody_left_and_nothing_stood_empty(workbook):
    """With nobody gone no seat was empty, and newcomers took new places."""
    signal = vacant(workbook, Person("Менеджер 10", date(2025, 4, 1)))
    assert (signal.value, signal.n) == (0, 0)


def test_a_successor_who_came_before_leaves_nothing_empty(workbook):
    """Two weeks side by side are a handing over; the next hiring, months later, is a new place."""
    left = date(2025, 5, 15)
    signal = vacant(workbook, Person("Менеджер 10", date(2020, 1, 1), left), Person("Менеджер 11", left - HANDOVER), Person("Менеджер 12", date(2025, 9, 1)))
    assert (signal.value, signal.n) == (0, 1)
    signal = vacant(workbook, Person("Менеджер 10", date(2020, 1, 1), left), Person("Менеджер 11", left - HANDOVER - timedelta(days=1)), Person("Менеджер 12", date(2025, 6, 1)))
    assert (signal.value, signal.n) == (pytest.approx(17 / MONTH), 1)


def test_dates_ahead_are_not_there_yet(workbook):
    """Who gave notice for next year is at work, who is to come is not."""
    staff = [Person("Менеджер 10", date(2020, 1, 1), date(2026, 3, 1)), Person("Менеджер 11", date(2026, 2, 1))]
    signals = measure(fill(workbook, Company(SALES, staff=[*TEAM, *staff]))).signals
    assert (signals["people.span"].value, signals["people.vacant_seats"].value) == (6, 0)


def test_a_list_of_those_who_work_today_knows_today_alone(workbook):
    """Sellers are missing from the list: the last month is known, the year and what stood empty are not."""
    sales = [*SALES, Sale(DAYS[3], 100, rep="Менеджер 77")]
    signals = measure(fill(workbook, Company(sales, staff=TEAM))).signals
    assert (signals["people.span"].value, signals["people.span"].low) == (5, None)
    assert signals["people.span"].period == (number("2025-12"), number("2025-12"))
    assert signals["people.vacant_seats"].missing == ("leavers",)


def headless(workbook, staff: list[Person], sales: list[Sale] = SALES, **facts: str):
    """Months without a head, of the signals of seats alone: these tests look at many lists."""
    found = seats_signals(fill(workbook, Company(sales, staff=staff), facts), period_of(workbook))
    return {signal.id: signal for signal in found}["people.months_without_head"]


@pytest.mark.parametrize("seed", range(3))
def test_months_without_head_equal_looking_at_the_last_days(shared, seed):
    """Heads come and go, side by side or with nobody between: a month counts when on its last day none of them was there."""
    draw, heads = Random(seed + 500), []
    for place in range(draw.randint(1, 4)):
        hired = date(2024, 6, 1) + timedelta(days=draw.randint(0, 620))
        heads.append(Person(f"РОП {place}", hired, draw.choice([None, hired + timedelta(days=draw.randint(1, 250))]), "head"))
    signal = headless(shared, [*made_up(seed), *heads])
    ends = [(day + timedelta(days=32)).replace(day=1) - timedelta(days=1) for day in months("2025-01", 12, 1)]
    assert (signal.value, signal.n) == (sum(not any(there(one, day) for one in heads) for day in ends), 12)


def test_the_last_day_of_a_month_is_what_counts(shared):
    """Who went on the last of March was not there that day, who came on the last of April was; gone on the first of July is gone after June."""
    days = [(date(2020, 1, 1), date(2025, 3, 31)), (date(2025, 4, 30), date(2025, 7, 1)), (date(2025, 8, 31), None)]
    heads = [Person(f"РОП {place}", hired, left, "head") for place, (hired, left) in enumerate(days)]
    assert headless(shared, [*TEAM[1:], *heads]).value == 2  # March and July


@pytest.mark.parametrize("listed", ["one line", "position changed"])
def test_a_rep_who_became_head_leads_from_then_on(shared, listed):
    """The old head went in April and a rep took his place in July, however list and company facts tell it: three months."""
    old, since = Person("РОП 1", date(2020, 1, 1), date(2025, 4, 10), "head"), date(2025, 7, 1)
    promoted = {
        "one line": [Person("Менеджер 07", date(2021, 1, 1))],
        "position changed": [Person("Менеджер 07", date(2021, 1, 1)), Person("Менеджер 07", since, role="head")],
    }[listed]
    signal = headless(shared, [*TEAM[1:], old, *promoted], head="Менеджер 07", head_since=since.isoformat())
    assert (signal.value, signal.n) == (3, 12)


def test_a_head_of_the_company_facts_without_a_day_has_led_all_along(shared):
    """Since when he leads nobody said: no month is held against the company; months before the data are not looked at."""
    assert headless(shared, TEAM[1:], head="Менеджер 01").value == 0
    gone = Person("РОП 1", date(2020, 1, 1), date(2025, 10, 10), "head")
    signal = headless(shared, [*TEAM[1:], gone], SALES[-8:])
    assert (signal.value, signal.n, signal.period) == (3, 8, (number("2025-05"), number("2025-12")))


def test_whether_there_was_a_head_must_be_told(shared):
    """A list without positions is silent of heads, one with them says that there is none."""
    assert headless(shared, TEAM[1:]).missing == ("head",)
    assert headless(shared, [Person(one.rep, one.hired, position="Менеджер") for one in TEAM[1:]]).value == 12
