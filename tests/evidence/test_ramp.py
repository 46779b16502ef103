"""How fast newcomers come to sell as the others do: a curve by hand, and a simulation with a known truth and weak leavers."""

from datetime import date
from random import Random
from statistics import median

import numpy as np
import pytest

from diagnostics.evidence import Signal, measure, series
from diagnostics.evidence.period import Period, period_of
from diagnostics.evidence.ramp import chained, measured, ramp_curve, ramp_signals
from diagnostics.workbook import Workbook

from .companies import Company, Person, Sale, fill, months, number, scratch

DAYS = months("2023-01", 36, 28)
TENURED = [Person(f"Менеджер {place:02}", date(2019, 1, 1)) for place in range(1, 13)]  # more than those who come and stay
NAN = float("nan")
TRUTH = 1 - 0.8 * np.exp(-np.arange(24) / 5)  # share of a tenured rep's sales by month of tenure


def step(day: date, hired: date) -> int:
    """Full months of work before the month of a day."""
    return (day.year - hired.year) * 12 + day.month - hired.month - (hired.day > 1)


def company(staff: list[Person], level, scale=lambda day: 1_000_000) -> Company:
    """Tenured reps who sell so much a month, and newcomers who sell `level(person, months before)` of it."""
    sales = [Sale(day, scale(day), rep=one.rep) for day in DAYS for one in TENURED]
    for one in staff:
        there = [day for day in DAYS if one.hired <= day and (one.left_on is None or day < one.left_on)]
        sales += [Sale(day, round(scale(day) * level(one, step(day, one.hired))), rep=one.rep) for day in there]
    return Company(sales, staff=[*TENURED, *staff])


def steady(_one: Person, before: int) -> float:
    """The same course for everybody; the month of coming is a part of a month."""
    return TRUTH[min(before, 23)] if before >= 0 else 0.01


def hired(count: int, on: int = 10) -> list[Person]:
    """Newcomers, one every two months."""
    return [Person(f"Менеджер {place}", day) for place, day in enumerate(months("2023-02", 2 * count, on)[::2], 20)]


def test_the_curve_by_hand():
    """Each step is over those who made it; the month without sales at the beginning is nought, a step of two ends it."""
    shares = np.array([[0, 0.2, 0.4, 0.8, 1.0], [0, 0.1, 0.3, NAN, NAN], [0, 0.3, 0.5, 0.9, NAN], [NAN, NAN, 0.6, 0.6, 1.0]])
    curve = chained(shares)
    assert curve["month"].tolist() == [1, 2, 3, 4]
    assert curve["people"].tolist() == [3, 3, 3, 3]
    third = 0.2 * 1.2 / 0.6
    assert curve["index"].tolist() == pytest.approx([0, 0.2, third, third * 2.3 / 1.5])


@pytest.mark.parametrize(
    "shares",
    [np.empty((0, 24)), np.full((5, 24), NAN), np.zeros((5, 24)), np.full((5, 24), -1.0), np.ones((2, 24)), np.array([[1.0, -2.0]] * 4)],
)
def test_nobody_nothing_and_returns_never_raise(shares):
    """Without three people who sell there is no curve; where they only take back it ends."""
    with np.errstate(all="raise"):
        assert len(chained(shares)) <= 1


def test_a_known_course_is_found(workbook):
    """Ten who sell by one course and season and growth about them: the curve is that course to the kopeck."""
    def season(day: date) -> int:
        return round(1_000_000 * 1.02 ** step(day, date(2023, 1, 1)) * (1.5 + np.sin(day.month)))

    evidence = measure(fill(workbook, company(hired(10), steady, season)))
    signals, mean = evidence.signals, np.convolve(TRUTH, np.ones(3) / 3, "valid")
    assert signals["people.ramp_month_12"].value == pytest.approx(TRUTH[9:12].mean(), abs=1e-4)
    assert signals["people.ramp_months"].value == np.argmax(mean >= 0.8) + 3
    assert signals["people.ramp_month_12"].n == 10
    curve = ramp_curve(workbook, series(workbook, evidence).staff, Period(number("2023-01"), number("2025-12")))
    assert curve["index"].tolist() == pytest.approx(TRUTH[: len(curve)], abs=1e-4)


def test_months_of_coming_and_going_are_no_full_ones(workbook):
    """Who comes on the first has a full month at once, who comes on the second begins with the next one."""
    for on in (1, 2):
        staff = hired(8, on)
        signals = measure(fill(workbook, company(staff, lambda one, before: steady(one, before) if before >= 0 else 50))).signals
        assert signals["people.ramp_month_12"].value == pytest.approx(TRUTH[9:12].mean(), abs=1e-4)


def test_the_weak_who_leave_do_not_lift_the_curve():
    """Against the mean of those still there the chained curve comes nearer to the truth, whatever the luck of the draw."""
    errors = {"chained": [], "plain": []}
    for seed in range(30):
        draw = np.random.default_rng(seed)
        talent = draw.lognormal(-0.18, 0.6, 40)
        shares = talent[:, None] * TRUTH * draw.lognormal(0, 0.2, (40, 24))
        stay = np.where(talent < np.median(talent), draw.integers(2, 9, 40), 24)  # the weak half is gone by the ninth month
        shares[np.arange(24) >= stay[:, None]] = NAN
        start = np.nanmean(shares[:, 0])
        errors["chained"].append(chained(shares)["index"].iloc[11] / start - TRUTH[11] / TRUTH[0])
        errors["plain"].append(np.nanmean(shares[:, 11]) / start - TRUTH[11] / TRUTH[0])
    bias = {name: np.mean(found) / (TRUTH[11] / TRUTH[0]) for name, found in errors.items()}
    assert abs(bias["chained"]) < 0.05
    assert bias["plain"] > 0.3
    assert np.mean(np.abs(errors["chained"]) < np.abs(errors["plain"])) > 0.9


def test_the_interval_holds_the_value_and_covers_the_truth():
    """Of newcomers of unlike talent: the value lies inside, and in at least four companies of five so does the truth."""
    covered = []
    for seed in range(40):
        draw = np.random.default_rng(seed)
        after_year, ready, gap = measured(draw.lognormal(-0.02, 0.2, (12, 1)) * TRUTH * draw.lognormal(-0.02, 0.2, (12, 24)))
        assert after_year.low < after_year.value < after_year.high
        assert ready.low is None or ready.low <= ready.value <= ready.high
        assert gap.low < gap.value < gap.high
        covered.append(after_year.low <= TRUTH[9:12].mean() <= after_year.high)
    assert np.mean(covered) >= 0.8


def test_too_few_newcomers(workbook):
    """Two newcomers make no curve; three who leave early make one that ends before the year."""
    signals = measure(fill(workbook, company(hired(2), steady))).signals
    assert signals["people.ramp_month_12"].missing == ("newcomers_sales",)
    short = [Person(one.rep, one.hired, one.hired.replace(year=one.hired.year + (one.hired.month > 6), month=(one.hired.month + 5) % 12 + 1)) for one in hired(6)]
    signals = measure(fill(workbook, company(short, steady))).signals
    assert signals["people.ramp_month_12"].missing == ("newcomers_year",)


def test_nobody_to_compare_with(workbook):
    """With one tenured rep a newcomer would be measured by that one person."""
    late = [Person(f"Менеджер {place}", day) for place, day in enumerate(months("2025-01", 6, 1), 20)]
    made = company(late, steady)
    alone = [sale for sale in made.sales if sale.rep not in {one.rep for one in TENURED[1:]}]
    signals = measure(fill(workbook, Company(alone, staff=[TENURED[0], *late]))).signals
    assert signals["people.ramp_months"].missing == ("newcomers_sales",)


def test_who_never_comes_to_it(workbook):
    """A course that stays at half of the others' sales has a figure for month 12 and no month of being ready."""
    signals = measure(fill(workbook, company(hired(8), lambda _one, before: 0.5 if before >= 0 else 0))).signals
    assert signals["people.ramp_month_12"].value == pytest.approx(0.5)
    assert signals["people.ramp_months"].missing == ("ramp_not_reached",)


def test_hired_again_is_a_newcomer_again(workbook):
    """Of two stretches each is counted from its own hiring, and the months between are nobody's."""
    again = [Person(one.rep, one.hired, date(2024, 3, 1)) for one in hired(4)] + [Person(one.rep, date(2024, 8, 1)) for one in hired(4)]
    signals = measure(fill(workbook, company(again, steady))).signals
    assert signals["people.ramp_month_12"].n == 8
    assert signals["people.ramp_month_12"].value == pytest.approx(TRUTH[9:12].mean(), abs=1e-4)


@pytest.fixture(scope="module")
def shared():
    """One workbook for all examples."""
    with scratch() as workbook:
        yield workbook


def gap_alone(workbook: Workbook) -> Signal:
    """The gap without the signals of all other themes: these tests look at many companies."""
    return {signal.id: signal for signal in ramp_signals(workbook, period_of(workbook))}["people.ramp_gap"]


def lacking(shares: list[list[float | None]]) -> float | None:
    """What the first year lacks along the chained curve, person by person; None where it ends before three months."""
    index: list[float] = []
    for month in range(12):
        here = [one[month] for one in shares if one[month] is not None]
        both = [(one[month - 1], one[month]) for one in shares if month and None not in one[month - 1 : month + 1]]
        if not index or not index[-1]:  # nothing was sold so far
            if len(here) < 3:
                break
            index.append(max(0, sum(here)) / len(here))
        else:
            before, after = (sum(pair[place] for pair in both) for place in (0, 1))
            if len(both) < 3 or before <= 0 or after <= 0:
                break
            index.append(index[-1] * after / before)
    return sum(max(0, 1 - level) for level in index) if len(index) >= 3 and index[-1] else None


@pytest.mark.parametrize("seed", range(15))
def test_gap_equals_the_curve_gone_through_person_by_person(seed):
    """People who come before the data, leave, sell nothing at first and more than others later: each month's lack, added up."""
    draw = Random(seed)
    shares = []
    for _ in range(draw.randint(3, 9)):
        first, last = draw.choice([0, 0, 0, draw.randint(1, 8)]), draw.choice([24, 24, draw.randint(3, 20)])
        begins = draw.choice([0, 0, 2])
        shares.append([draw.uniform(0.1, 1.6) * (month >= begins) if first <= month < last else None for month in range(24)])
    expected = lacking(shares)
    gap = measured(np.array([[NAN if share is None else share for share in one] for one in shares]))[2]
    assert gap.value == (None if expected is None else pytest.approx(expected))
    assert gap.low is None or gap.low <= gap.value <= gap.high


@pytest.mark.parametrize("seed", range(2))
def test_gap_of_a_company_equals_a_count_by_hand(shared, seed):
    """Newcomers' months over those of the middle rep past his first year, returns and months without a sale among them."""
    draw = Random(seed)
    staff = [Person(one.rep, one.hired, draw.choice([None, None, date(2025, draw.randint(1, 12), 15)])) for one in hired(10, draw.choice([1, 10]))]
    everybody = [*TENURED[:5], *staff]
    sales = [
        Sale(day, draw.randint(1, 900_000) if draw.random() < 0.9 else -draw.randint(1, 90_000), rep=one.rep)
        for day in DAYS for one in [*everybody, Person("РОП", date(2015, 1, 1))] if one.hired <= day and (one.left_on is None or day < one.left_on) and draw.random() < 0.95
    ]  # fmt: skip
    sales += [Sale(date(2023, 1, 1), 1, None, None), Sale(date(2025, 12, 31), 1, None, None)]
    net = {(one.rep, day): sum(sale.amount for sale in sales if (sale.rep, sale.day) == (one.rep, day)) for one in everybody for day in DAYS}

    def whole(one: Person, day: date) -> bool:
        return one.left_on is None or (day.year, day.month) < (one.left_on.year, one.left_on.month)

    shares: dict[str, list[float | None]] = {one.rep: [None] * 24 for one in staff}
    for day in DAYS:
        old = [net[one.rep, day] for one in everybody if step(day, one.hired) >= 12 and whole(one, day)]
        usual = median(amount for amount in old if amount > 0)
        for one in staff:
            if 0 <= step(day, one.hired) < 24 and whole(one, day):
                shares[one.rep][step(day, one.hired)] = net[one.rep, day] / usual
    head = Person("РОП", date(2015, 1, 1), role="head")
    signal = gap_alone(fill(shared, Company(sales, staff=[*everybody, head])))
    assert signal.value == pytest.approx(lacking(list(shares.values())))
    assert (signal.n, signal.low <= signal.value <= signal.high) == (sum(any(share is not None for share in one[:12]) for one in shares.values()), True)


def test_gap_of_a_known_course(shared):
    """The area between the course and the others' sales; months above them make good for none below."""
    signal = gap_alone(fill(shared, company(hired(10), steady)))
    assert signal.value == pytest.approx(sum(1 - TRUTH[:12]), abs=1e-3)
    above = gap_alone(fill(shared, company(hired(10), lambda _one, before: 0.25 if before < 6 else 1.75)))
    assert above.value == pytest.approx(6 * 0.75)


def test_gap_of_newcomers_who_leave_within_the_year(shared):
    """Three full months are added up as they are; two are too few, and of two newcomers nothing is said."""
    def gap(count: int, full: int):
        left = [Person(one.rep, one.hired, months(f"{one.hired:%Y-%m}", full + 2, 5)[-1]) for one in hired(count)]
        return gap_alone(fill(shared, company(left, lambda _one, _before: 0.4)))

    assert gap(6, 3).value == pytest.approx(3 * 0.6)
    assert gap(6, 2).missing == ("newcomers_year",)
    assert gap(2, 7).missing == ("newcomers_sales",)
