"""Those who came: cohorts against counting person by person, and the landmark that does not mistake staying for selling."""

from datetime import date, timedelta
from random import Random

import numpy as np
import pytest

from diagnostics.evidence import measure, series
from diagnostics.evidence.newcomers import cohorts, from_landmark, permuted_p
from diagnostics.evidence.survival import DAYS_PER_MONTH, Spells, log_rank

from .companies import Company, Person, Plan, Sale, fill, months, number, scratch

DAYS = months("2023-01", 36, 28)
SALES = [Sale(day, 100) for day in DAYS]
STAYERS = [Person(f"Менеджер 0{place}", date(2019, 1, 1)) for place in range(1, 4)]


@pytest.fixture(scope="module")
def shared():
    """One workbook for all examples."""
    with scratch() as workbook:
        yield workbook


def half_a_year_on(day: date) -> date:
    """The same day six months later, or the last of that month where it has none."""
    month = day.year * 12 + day.month + 5
    first = date(month // 12, month % 12 + 1, 1)
    last = (first + timedelta(days=32)).replace(day=1) - timedelta(days=1)
    return min(first + timedelta(days=day.day - 1), last)


@pytest.mark.parametrize("seed", range(20))
def test_cohorts_equal_counting_person_by_person(shared, seed):
    """Hired within the data half a year or longer ago, by quarter; kept is who worked longer than half a year."""
    draw, staff = Random(seed), [*STAYERS]
    for place in range(draw.randint(5, 40)):
        hired = date(2022, 10, 1) + timedelta(days=draw.randint(0, 1250))
        left = draw.choice([None, half_a_year_on(hired) + timedelta(days=draw.choice([-150, -20, -1, 0, 1, 90])), hired - timedelta(days=draw.randint(0, 9))])
        staff.append(Person(f"Менеджер {place + 10}", hired, left))
    evidence = measure(fill(shared, Company(SALES, staff=staff)))
    hand: dict[int, list[int]] = {}
    for one in staff:
        due = half_a_year_on(one.hired)
        if one.hired < date(2023, 1, 1) or due > date(2025, 12, 31) or (one.left_on and one.left_on <= one.hired):
            continue
        counts = hand.setdefault(number(f"{one.hired.year}-{(one.hired.month - 1) // 3 * 3 + 1:02}"), [0, 0])
        counts[0] += 1
        counts[1] += one.left_on is None or one.left_on > due
    found = cohorts(series(shared, evidence).staff)
    assert {row.quarter: [row.hired, row.kept] for row in found.itertuples()} == hand
    hired, kept = (sum(counts[place] for counts in hand.values()) for place in (0, 1))
    signal = evidence.signals["people.half_year_kept"]
    if hired < 5:
        assert signal.missing == ("few_hired",)
    else:
        assert (signal.value, signal.n) == (pytest.approx(kept / hired), hired)
        assert signal.low <= signal.value <= signal.high


def test_each_hiring_of_a_person_is_one(workbook):
    """Five people hired twice within the data are ten hirings: five who left early and five who stayed."""
    first = [Person(f"Менеджер 1{place}", date(2023, 3, 1), date(2023, 6, 1)) for place in range(5)]
    again = [Person(one.rep, date(2024, 3, 1)) for one in first]
    signal = measure(fill(workbook, Company(SALES, staff=[*STAYERS, *first, *again]))).signals["people.half_year_kept"]
    assert (signal.value, signal.n) == (0.5, 10)


def test_who_became_head_is_no_newcomer_who_left(workbook):
    """A rep made head within half a year of his hiring is in no cohort."""
    hired = [Person(f"Менеджер 1{place}", date(2023, 3, 1)) for place in range(5)]
    head = [Person("Менеджер 30", date(2023, 3, 1), date(2023, 6, 1)), Person("Менеджер 30", date(2023, 6, 1), role="head")]
    signal = measure(fill(workbook, Company(SALES, staff=[*STAYERS, *hired, *head]))).signals["people.half_year_kept"]
    assert (signal.value, signal.n) == (1, 5)


def landmark(workbook, makes: list[bool], stays: list[int | None], on: int = 1):
    """Newcomers, one a month, who make their plan of the first three months or not and leave so many days after the landmark."""
    staff, plan, sales = [*STAYERS], [], [*SALES]
    for place, (good, stay) in enumerate(zip(makes, stays, strict=True)):
        month = number("2023-02") + place % 24
        hired = date(month // 12, month % 12 + 1, on)
        full = month + (on > 1)
        fourth = date((full + 3) // 12, (full + 3) % 12 + 1, 1)
        one = Person(f"Менеджер {place + 100}", hired, None if stay is None else fourth + timedelta(days=stay))
        staff.append(one)
        for step in range(-1, 12):  # before he came the plan asks for nothing, after the third month everybody makes it
            day = date((full + step) // 12, (full + step) % 12 + 1, 20)
            plan.append(Plan(day.replace(day=1), 1_000, one.rep))
            if hired <= day and (one.left_on is None or day < one.left_on):
                sales.append(Sale(day, 1_000 if step > 2 or good else 900, rep=one.rep))
    return measure(fill(workbook, Company(sales, plan=plan, staff=staff))).signals["people.landmark_p"]


def test_a_missed_plan_foretells_exits(workbook):
    """Ten who missed leave within months, ten who made it stay: a small p, and in the other direction it is said so."""
    makes = [place % 2 == 0 for place in range(20)]
    signal = landmark(workbook, makes, [None if good else 20 + 9 * place for place, good in enumerate(makes)])
    assert (signal.n, signal.variant) == (20, "")
    assert signal.value <= 0.01
    signal = landmark(workbook, [not good for good in makes], [None if good else 20 + 9 * place for place, good in enumerate(makes)], on=17)
    assert (signal.n, signal.variant) == (20, "made")
    assert signal.value <= 0.01


def test_from_thirty_people_on_the_normal_law_is_trusted(workbook):
    """Forty people of two groups that leave alike: p is that of the log-rank on their stays, counted from the landmark."""
    draw = Random(4)
    makes, stays = [draw.random() < 0.5 for _ in range(40)], [draw.choice([None, draw.randint(10, 300)]) for _ in range(40)]
    signal = landmark(workbook, makes, stays)
    rows = []
    for place, (good, stay) in enumerate(zip(makes, stays, strict=True)):
        hired = number("2023-02") + place % 24
        begin, entry = (date(month // 12, month % 12 + 1, 1) for month in (hired, hired + 3))
        left = None if stay is None else entry + timedelta(days=stay)
        event = left is not None and left <= date(2025, 12, 31)
        end = left if event else date(2025, 12, 31)
        rows.append(((entry - begin).days, (end - begin).days, event, (date(2025, 12, 31) - begin).days, not good))
    entry, leave, event, cens, missed = np.array(rows, float).T
    people = Spells(entry / DAYS_PER_MONTH, leave / DAYS_PER_MONTH, event > 0, cens / DAYS_PER_MONTH)
    assert signal.value == pytest.approx(log_rank(people, missed).p)


def test_who_left_before_the_landmark_is_not_compared(workbook):
    """Exits up to the end of the third month say nothing of a plan that was not yet over: six of twelve remain."""
    makes = [place % 2 == 0 for place in range(12)]
    signal = landmark(workbook, makes, [-40] * 6 + [30, 60, 90, 120, 150, 180])
    assert signal.n == 6


@pytest.mark.parametrize(
    ("makes", "stays"),
    [([], []), ([True] * 10, [30] * 10), ([True] * 8 + [False] * 2, [30] * 10), ([True, False] * 5, [None] * 8 + [30] * 2), ([True, False] * 5, [-10] * 10)],
)
def test_too_few_to_compare(workbook, makes, stays):
    """Nobody, one group, two in a group, two leavers, nobody left at the landmark: no p, and what is needed."""
    assert landmark(workbook, makes, stays).missing == ("newcomers_plan" if makes else "plan",)


def test_a_landmark_does_not_mistake_staying_for_selling():
    """Plans made at random at any time: those who ever made one seem to stay longer, by the landmark they do not."""
    ever, marked = 0, 0
    for seed in range(40):
        draw = np.random.default_rng(seed)
        stay = draw.exponential(8, 60) + 0.01
        made = draw.random((60, 24)) < 0.15
        worked = np.arange(1, 25) <= stay[:, None]
        everybody = Spells(np.zeros(60), stay, np.ones(60, bool), stay)
        ever += log_rank(everybody, ~(made & worked).any(axis=1)).p < 0.05
        there = stay > 3
        rest = Spells(np.full(there.sum(), 3.0), stay[there], np.ones(there.sum(), bool), stay[there])
        marked += log_rank(rest, ~made[there, :3].any(axis=1)).p < 0.05
    assert ever >= 36
    assert marked <= 6


def test_permutations_agree_with_all_of_them():
    """With six people all twenty ways to name three of them can be gone through: the drawn p is near the exact one."""
    people = Spells(np.zeros(6), np.array([1.0, 2, 3, 4, 5, 6]), np.array([True] * 5 + [False]), np.full(6, 6.0))
    group = np.array([True, True, False, True, False, False])
    ways = [np.array([place in (a, b, c) for place in range(6)]) for a in range(6) for b in range(a + 1, 6) for c in range(b + 1, 6)]
    as_large = np.mean([abs(log_rank(people, way).z) >= abs(log_rank(people, group).z) - 1e-12 for way in ways])
    assert permuted_p(people, group) == pytest.approx(as_large, abs=0.05)


def test_nothing_planned_is_an_empty_comparison(workbook):
    """Newcomers whose plan began after their third month are in no group."""
    evidence = measure(fill(workbook, Company(SALES, staff=[*STAYERS, Person("Менеджер 10", date(2024, 1, 1))], plan=[Plan(date(2025, 1, 1), 100)])))
    assert evidence.signals["people.landmark_p"].missing == ("newcomers_plan",)
    people, missed = from_landmark(series(workbook, evidence).staff, series(workbook, evidence).plan.iloc[:0].assign(rep_id=0))
    assert (len(people), missed.size) == (0, 0)
