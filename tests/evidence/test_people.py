"""People of a staff list: who is there, who left, when, and what is said when the list is thin."""

from datetime import date, timedelta
from itertools import pairwise
from math import erfc, sqrt
from random import Random

import numpy as np
import pytest

from diagnostics.causes import judge
from diagnostics.evidence import Signal, Staff, hazards, headcount, measure, series
from diagnostics.evidence.people import DAYS_PER_MONTH, people_signals
from diagnostics.evidence.period import period_of
from diagnostics.workbook import Workbook

from .companies import Company, Person, Sale, fill, months, number, say, scratch

DAYS = months("2023-01", 36, 28)
SALES = [Sale(day, 100) for day in DAYS]
TENURE = (
    "people.median_tenure", "people.survival_12", "people.early_hazard", "people.early_leavers", "people.exit_window",
    "people.exit_window_p", "people.exit_clock",
)  # fmt: skip


def newcomers(count: int, stay: int, days: int = 5) -> list[Person]:
    """People hired one a month from March 2023, of whom each leaves after `stay` months and some days."""
    return [
        Person(f"Менеджер {place:02}", hired, _later(hired, stay, days))
        for place, hired in enumerate(months("2023-03", count, 1), 10)
    ]


def _later(day: date, count: int, days: int) -> date:
    month = day.year * 12 + day.month - 1 + count
    return date(month // 12, month % 12 + 1, days)


STAYERS = [Person(f"Менеджер {place:02}", date(2020, place, 15)) for place in range(1, 7)]


def test_headcount_by_month(workbook):
    """At work on the last day of a month, hired and left in it: as counted person by person."""
    draw = np.random.default_rng(5)
    staff = []
    for place in range(25):
        hired = date(2021, 1, 1) + (date(2025, 12, 31) - date(2021, 1, 1)) * float(draw.random())
        left = hired + (date(2026, 6, 1) - hired) * float(draw.random()) if draw.random() < 0.6 else None
        staff.append(Person(f"Менеджер {place:02}", hired, left))
    evidence = measure(fill(workbook, Company(SALES, staff=staff)))
    rows = headcount(series(workbook, evidence).staff)
    assert rows["month"].tolist() == list(range(number("2023-01"), number("2025-12") + 1))
    for row in rows.itertuples():
        last = date((row.month + 1) // 12, (row.month + 1) % 12 + 1, 1)
        there = [one for one in staff if one.hired < last and (one.left_on is None or one.left_on >= last)]
        assert row.people == len(there)
        assert row.hired == sum(number(f"{one.hired:%Y-%m}") == row.month for one in staff)
        assert row.left == sum(one.left_on is not None and number(f"{one.left_on:%Y-%m}") == row.month for one in staff)
    assert evidence.signals["people.headcount"].value == rows["people"].iloc[-1]


def test_leavers_are_those_of_the_time_that_the_data_show(workbook):
    """Who left before the sales begin, or leaves after they end, has not left within the data."""
    staff = [
        *STAYERS,
        Person("Менеджер 21", date(2020, 1, 1), date(2022, 6, 1)),
        Person("Менеджер 22", date(2020, 1, 1), date(2024, 6, 1)),
        Person("Менеджер 23", date(2020, 1, 1), date(2026, 6, 1)),
    ]
    signals = measure(fill(workbook, Company(SALES, staff=staff))).signals
    assert (signals["people.leavers"].value, signals["people.headcount"].value) == (1, 7)


def test_newcomers_who_leave_in_the_fifth_month(workbook):
    """Tenure at exit, hazard of months 3 to 8 and the period of exits of people who all left alike."""
    evidence = measure(fill(workbook, Company(SALES, staff=[*STAYERS, *newcomers(10, 4)])))
    signals = evidence.signals
    assert signals["people.leavers"].value == signals["people.early_leavers"].value == 10
    assert signals["people.median_tenure"].value == pytest.approx(4.2, abs=0.1)
    # months 3-8 of tenure are two months and ten more weeks each: ten leavers in about 22 person-months
    stays = [(one.left_on - one.hired).days / 30.4375 for one in newcomers(10, 4)]
    assert signals["people.early_hazard"].value == pytest.approx(10 / sum(stay - 2 for stay in stays))
    first, last = signals["people.exit_window"].value
    assert first < 4.2 <= last
    assert signals["people.exit_window_p"].value <= 0.01
    assert signals["people.exit_clock"].value == "tenure"
    assert {one.cause.id: one.state for one in judge(evidence).findings}["early_exits"] == "likely"


def test_early_exits_are_those_of_months_three_to_eight(workbook):
    """Who left in his second or ninth month is no early leaver; who left in the third or eighth is."""
    days = {"second": 55, "third": 70, "eighth": 240, "ninth": 250}
    left = [
        Person(f"Менеджер {place}", date(2023, 3, 1), date(2023, 3, 1) + timedelta(stay))
        for place, stay in enumerate(days.values(), 20)
    ]
    signals = measure(fill(workbook, Company(SALES, staff=[*STAYERS, *left]))).signals
    assert (signals["people.leavers"].value, signals["people.early_leavers"].value) == (4, 2)


def test_who_is_no_rep(workbook):
    """Heads, past ones too, the owner and the office stand on the staff list and are no reps."""
    others = [
        Person("РОП 1", date(2020, 1, 1), date(2024, 1, 1), "head"),
        Person("РОП 2", date(2024, 1, 1), role="head"),
        Person("Собственник", date(2019, 1, 1), role="owner"),
        Person("Бухгалтер", date(2019, 1, 1), role="other"),
    ]
    signals = measure(fill(workbook, Company(SALES, staff=[*STAYERS, *others]))).signals
    assert signals["people.headcount"].value == len(STAYERS)


def test_a_head_named_by_the_company_is_no_rep(workbook):
    """Whom the company facts name as head is not a rep either, whatever his position on the list."""
    signals = measure(fill(workbook, Company(SALES, staff=STAYERS), {"head": "Менеджер 03"})).signals
    assert signals["people.headcount"].value == len(STAYERS) - 1


def test_no_staff_list(workbook):
    """Without a staff list every figure of people is grey and asks for one."""
    signals = measure(fill(workbook, Company(SALES))).signals
    assert {signal.missing for name, signal in signals.items() if name.startswith("people.")} == {("staff",)}


def test_no_hire_dates(workbook):
    """A list of names without dates asks for the dates."""
    signals = measure(fill(workbook, Company(SALES, staff=[Person("Менеджер 01"), Person("Менеджер 02")]))).signals
    assert {signal.missing for name, signal in signals.items() if name.startswith("people.")} == {("hire_dates",)}


def test_leavers_missing_from_the_list(workbook):
    """Sellers whom the list does not know, and nobody on it who left: it holds only those who work today."""
    sales = [*SALES, Sale(DAYS[3], 100, rep="Менеджер 77")]
    signals = measure(fill(workbook, Company(sales, staff=STAYERS))).signals
    assert {signals[name].missing for name in TENURE} == {("leavers",)}
    assert signals["people.headcount"].value == len(STAYERS)


def test_what_stands_on_leavers_asks_for_them(workbook):
    """Months without a head, a newcomer's lack and book, what leavers' clients bought, and exits since the head came need those who left."""
    sales = [*SALES, Sale(DAYS[3], 100, rep="Менеджер 77")]
    signals = measure(fill(workbook, Company(sales, staff=STAYERS), {"head": "Менеджер 06", "head_since": "2024-07-01"})).signals
    names = ("months_without_head", "ramp_gap", "newcomer_book", "leaver_base_sales", "head_change_p")
    assert {signals[f"people.{name}"].missing for name in names} == {("leavers",)}


@pytest.mark.parametrize("count", [0, 1, 2])
def test_fewer_than_three_exits(workbook, count):
    """Up to two exits nothing is said of when people leave."""
    signals = measure(fill(workbook, Company(SALES, staff=[*STAYERS, *newcomers(count, 4)]))).signals
    assert {signals[name].missing for name in TENURE} == {("few_leavers",)}
    assert signals["people.leavers"].value == count


def test_three_exits_are_enough(workbook):
    """From three exits on tenure is measured."""
    signals = measure(fill(workbook, Company(SALES, staff=[*STAYERS, *newcomers(3, 4)]))).signals
    assert all(signals[name].available for name in TENURE if name != "people.median_tenure")


def test_no_newcomer_was_seen(workbook):
    """Where nobody's first months lie in the data nothing is said of early exits, least of all that newcomers stay."""
    veterans = [Person(f"Менеджер {place}", date(2021, 6, 1), date(2023, 4 + place % 6, 10)) for place in range(10, 18)]
    staff = [*veterans, *(Person(f"Менеджер 0{place}", date(2021, 9, 1)) for place in range(1, 6))]
    evidence = measure(fill(workbook, Company(SALES, staff=staff)))
    assert evidence.signals["people.exit_window_p"].available
    assert not evidence.signals["people.early_hazard"].available
    assert evidence.signals["people.early_hazard"].missing
    assert not evidence.signals["people.early_leavers"].available
    assert {one.cause.id: one.state for one in judge(evidence).findings}["early_exits"] == "grey"


def test_staff_list_alone(workbook):
    """Without any sales the staff list is measured within its own dates."""
    evidence = measure(fill(workbook, Company(staff=[*STAYERS, *newcomers(10, 4)])))
    signals = evidence.signals
    assert signals["growth.total"].missing == ("revenue",)
    assert (signals["people.headcount"].value, signals["people.median_tenure"].available) == (6, True)


def test_every_leaver_of_a_staff_list_alone_is_counted(workbook):
    """Three leavers on a list without sales are three leavers, the first of them too."""
    evidence = measure(fill(workbook, Company(staff=[*STAYERS, *newcomers(3, 4)])))
    assert evidence.signals["people.leavers"].value == 3


def test_a_leave_date_ahead_on_a_staff_list_alone(workbook):
    """Somebody who gave notice for a day far ahead is at work today."""
    staff = [Person("Менеджер 01", date(2020, 1, 1), date(2099, 1, 1)), Person("Менеджер 02", date(2021, 1, 1))]
    signals = measure(fill(workbook, Company(staff=staff))).signals
    assert (signals["people.headcount"].value, signals["people.leavers"].value) == (2, 0)


def test_one_person_hired_twice(workbook):
    """Two stretches of one person are one person at work and one leaver, of eight hirings."""
    staff = [
        *STAYERS,
        Person("Менеджер 30", date(2021, 1, 1), date(2024, 1, 1)),
        Person("Менеджер 30", date(2025, 1, 1)),
    ]
    signals = measure(fill(workbook, Company(SALES, staff=staff))).signals
    assert (signals["people.headcount"].value, signals["people.leavers"].value) == (7, 1)
    assert signals["people.leavers"].n == 8


def test_overlapping_lines_are_one_stretch(workbook):
    """Two lines of one person at the same time, and the same line of another list, are one person."""
    staff = [
        *STAYERS,
        Person("Менеджер 30", date(2021, 1, 1), date(2024, 6, 1)),
        Person("Менеджер 30", date(2023, 1, 1), date(2024, 3, 1)),
        Person("Менеджер 31", date(2022, 1, 1)),
        Person("Менеджер 31", date(2022, 1, 1), date(2025, 3, 1)),
    ]
    signals = measure(fill(workbook, Company(SALES, staff=staff))).signals
    assert (signals["people.headcount"].value, signals["people.leavers"].value) == (6, 2)
    assert signals["people.leavers"].n == 8


def test_everybody_gone_before_a_year_is_known(workbook):
    """Where all had left by their tenth month, nobody is there after a year: that is a figure, not a gap."""
    staff = [Person(f"Менеджер {place}", date(2023, 8, 1), date(2024, 3 + place % 3, 15)) for place in range(6)]
    assert measure(fill(workbook, Company(SALES, staff=staff))).signals["people.survival_12"].value == 0


@pytest.fixture(scope="module")
def shared():
    """One workbook for all examples."""
    with scratch() as workbook:
        yield workbook


def since_the_head(workbook: Workbook, staff: list[Person], since: date = date(2024, 7, 1)) -> Signal:
    """The signal of a company with these reps and one more, who was made head on that day and is none of them."""
    facts = {"head": "РОП", "head_since": since.isoformat()}
    return head_change(fill(workbook, Company(SALES, staff=[*staff, Person("РОП", date(2021, 1, 1))]), facts))


def head_change(workbook: Workbook) -> Signal:
    """Whether people leave at another rate since the head came, without all other signals: these tests look at many lists."""
    return {signal.id: signal for signal in people_signals(workbook, period_of(workbook))}["people.head_change_p"]


def by_day_of_tenure(staff: list[Person], since: date) -> tuple[float, float]:
    """Leavers since the head came less those to be expected, and p: of each day of tenure on which somebody left, person by person."""
    parts = []
    for after, (start, end) in enumerate(pairwise((date(2023, 1, 1), since, date(2025, 12, 31)))):
        for one in staff:
            left = one.left_on if one.left_on and one.left_on <= end else None
            begin, until = max(one.hired, start), left or end
            if begin < until:
                parts.append(((begin - one.hired).days, (until - one.hired).days, left is not None, after))
    more = variance = 0.0
    for day in {until for _begin, until, left, _after in parts if left}:
        here = [part for part in parts if part[0] < day <= part[1]]
        gone = [part for part in here if part[1] == day and part[2]]
        share = sum(part[3] for part in here) / len(here)
        more += sum(part[3] for part in gone) - len(gone) * share
        variance += len(gone) * share * (1 - share) * (len(here) - len(gone)) / max(1, len(here) - 1)
    return more, erfc(abs(more) / sqrt(2 * variance)) if variance else 1.0


@pytest.mark.parametrize("seed", [0, 1, 3])
def test_exits_since_the_head_came_equal_a_count_day_by_day(shared, seed):
    """The log-rank of both times, without the head, and which way it goes: fewer than expected since he came is `rarer`."""
    draw, staff = Random(seed), [*STAYERS]
    since = date(2023, 6, 1) + timedelta(days=draw.randint(0, 600))
    for place in range(10, 45):
        hired = date(2021, 1, 1) + timedelta(days=draw.randint(0, 1_700))
        left = hired + timedelta(days=draw.randint(20, 900))
        if left > since and draw.random() < 0.2 * (seed % 4):
            left = draw.choice([None, since])
        staff.append(Person(f"Менеджер {place}", hired, left))
    signal, (more, p) = since_the_head(shared, staff, since), by_day_of_tenure(staff, since)
    assert (signal.value, signal.variant) == (pytest.approx(p), "rarer" if more < 0 else "")
    assert signal.n == sum(one.left_on is not None and date(2023, 1, 1) < one.left_on <= date(2025, 12, 31) for one in staff)


def test_exits_that_stopped_and_exits_that_began_are_told_apart(shared):
    """Twelve who left before the head came and none since, and the other way round: both no accident, one of them `rarer`."""
    early, late = (list(enumerate(months(first, 12, 1), place)) for first, place in (("2023-02", 10), ("2024-08", 30)))

    def p_where(leaving: list[tuple[int, date]]):
        return since_the_head(shared, [*STAYERS, *(Person(f"Менеджер {place}", day, _later(day, 4, 5) if (place, day) in leaving else None) for place, day in early + late)])

    before, after = p_where(early), p_where(late)
    assert (before.variant, after.variant) == ("rarer", "")
    assert before.value < 0.01
    assert after.value < 0.01


def test_when_nobody_can_tell_exits_before_from_exits_since(shared):
    """A day at the ends of the data or outside them, none, no head, two exits, nobody at work before him: each is said."""
    assert since_the_head(shared, [*STAYERS, *newcomers(10, 4)], date(2023, 1, 2)).available
    for day in ("2023-01-01", None):
        assert head_change(say(shared, head="РОП", head_since=day)).missing == ("head_since",)
    assert head_change(say(shared, head="Менеджер 77")).missing == ("head_since",)
    assert since_the_head(shared, [*STAYERS, *newcomers(2, 4)]).missing == ("few_leavers",)
    late = [Person(f"Менеджер {place}", day, _later(day, 3, 5)) for place, day in enumerate(months("2024-08", 8, 1), 1)]
    assert since_the_head(shared, late).missing == ("few_leavers",)


def test_hazard_by_month_counts_days_and_leavers():
    """Two people: one leaves after a month and a half, one stays; month by month who was there and who left."""
    hired = np.array(["2024-01-01", "2024-01-01"], "datetime64[D]")
    left = np.array(["2024-02-15", "NaT"], "datetime64[D]")
    found = hazards(Staff([1, 2], hired, left, date(2023, 12, 31), date(2024, 4, 30)), 12).set_index("month")
    assert found["leavers"].to_dict() == {1: 0, 2: 1, 3: 0, 4: 0}
    assert found["person_months"][1] == pytest.approx(2)
    stayed = (date(2024, 2, 15) - date(2024, 1, 1)).days / DAYS_PER_MONTH - 1
    assert found["person_months"][2] == pytest.approx(1 + stayed)
    assert found["hazard"][2] == pytest.approx(1 / (1 + stayed))
    assert found["low"][2] <= found["hazard"][2] <= found["high"][2]
