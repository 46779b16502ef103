"""The head before he was one: his sales beside the middle rep's, against the raw rows of the months before the appointment."""

from collections import defaultdict
from datetime import date, timedelta
from random import Random
from statistics import median

import pytest

from diagnostics.evidence import Signal
from diagnostics.evidence.period import period_of
from diagnostics.evidence.promoted import promoted_signals
from diagnostics.workbook import Workbook

from .companies import Company, Person, Sale, fill, months, number, say, scratch

DAYS = months("2023-01", 36, 28)
REPS = ["Менеджер 01", "Менеджер 02", "Менеджер 03", "Менеджер 04"]
SINCE = date(2025, 1, 1)
STAFF = [*(Person(rep, date(2020, 1, 1)) for rep in REPS), Person("Собственник", date(2015, 1, 1), role="owner")]
LISTED = Person("РОП", date(2020, 1, 1))


@pytest.fixture(scope="module")
def shared():
    """One workbook for all examples."""
    with scratch() as workbook:
        yield workbook


def best_before(workbook: Workbook, sales: list[Sale], since: date | None = SINCE, staff: list[Person] = STAFF, head: str | None = "РОП") -> Signal:
    """The signal of a company that said who leads it and since when."""
    fill(workbook, Company(sales, staff=staff), {name: value for name, value in (("head", head), ("head_since", since and since.isoformat())) if value})
    return promoted(workbook)


def promoted(workbook: Workbook) -> Signal:
    """The signal without all the others: these tests look at many companies."""
    return promoted_signals(workbook, period_of(workbook))[0]


def sold(days: list[date] = DAYS, **by_rep: int) -> list[Sale]:
    """So much each month by each of these; an underscore stands for a blank."""
    return [Sale(day, amount, f"Клиент {rep}", rep.replace("_", " ")) for day in days for rep, amount in by_rep.items()]


TEAM = {"Менеджер_01": 400, "Менеджер_02": 300, "Менеджер_03": 100}


@pytest.mark.parametrize("seed", range(2))
def test_best_before_equals_the_rows_of_the_year_before_he_was_appointed(shared, seed):
    """Net sales of up to twelve full months before the month of the appointment, by the middle one of reps who sold anything."""
    draw = Random(seed)
    since = date(2023, 7, 1) + timedelta(days=draw.randint(0, 914))
    sales = [
        Sale(day, draw.randint(1, 90_000) if draw.random() < 0.9 else -draw.randint(1, 50_000), f"Клиент {draw.randint(1, 9)}", rep)
        for day in DAYS for rep in [*REPS[: 3 + seed], "РОП", "РОП", "Собственник", None] if draw.random() < 0.8
    ]  # fmt: skip
    sales += [Sale(day, -90_000_000, "Клиент 1", "Менеджер 05") for day in DAYS]  # who takes back more than he sells is nobody's measure
    sales += [Sale(date(2023, 1, 1), 1, None, None), Sale(date(2025, 12, 31), 1, None, None)]
    signal = best_before(shared, sales, since)
    end = number(f"{since:%Y-%m}")
    net: dict[str | None, int] = defaultdict(int)
    for sale in sales:
        if end - 12 <= number(f"{sale.day:%Y-%m}") < end:
            net[sale.rep] += sale.amount
    others = [net[rep] for rep in REPS if net[rep] > 0]
    assert (signal.value, signal.n) == (pytest.approx(net["РОП"] / median(others)), len(others))
    assert signal.period == (max(number("2023-01"), end - 12), end - 1)


def test_months_since_and_long_before_do_not_count(shared):
    """What he sells as head, and what he sold more than a year before, changes nothing; half of what he sold then came back."""
    year = [day for day in DAYS if day.year == 2024]
    rest = [day for day in DAYS if day.year != 2024]
    back = [Sale(day, -300, "Клиент РОП", "РОП") for day in year]
    signal = best_before(shared, [*sold(year, РОП=600, **TEAM), *sold(rest, РОП=90_000, **TEAM), *back])
    assert (signal.value, signal.n, signal.period) == (1, 3, (number("2024-01"), number("2024-12")))


def test_the_middle_of_two_lies_between_them(shared):
    """Two reps are enough; neither the owner, nor sales of nobody, nor a head who went is one of them."""
    staff = [*STAFF, Person("РОП 0", date(2018, 1, 1), date(2024, 12, 31), "head")]
    sales = sold(РОП=500, Менеджер_01=300, Менеджер_02=100, Собственник=9_000, РОП_0=8_000) + [Sale(day, 7_000, "Клиент 1", None) for day in DAYS]
    signal = best_before(shared, sales, staff=staff)
    assert (signal.value, signal.n) == (2.5, 2)


@pytest.mark.parametrize("listed", ["two lines", "position changed"])
def test_the_staff_list_tells_the_appointment(shared, listed):
    """A rep whom the list makes head was appointed on that day, company facts or none."""
    lines = [Person("РОП", date(2021, 1, 1), SINCE if listed == "two lines" else None, position="Менеджер"), Person("РОП", SINCE, role="head", position="РОП")]
    signal = best_before(shared, sold(РОП=600, **TEAM), None, [*STAFF, *lines], None)
    assert (signal.value, signal.period) == (2, (number("2024-01"), number("2024-12")))


def test_nobody_leads_or_nobody_knows_since_when(shared):
    """No head; one whose day nobody said; one who was hired as head, which is no appointment of a seller."""
    sales = sold(РОП=600, **TEAM)
    fill(shared, Company(sales, staff=STAFF))
    assert promoted(shared).missing == ("head",)
    assert promoted(say(shared, head="РОП")).missing == ("head_since",)
    assert best_before(shared, sales, None, [*STAFF, Person("РОП", date(2024, 7, 1), role="head")], None).missing == ("head_since",)


def test_half_a_year_before_is_the_least(shared):
    """Six full months are enough, five are not; nor is a day before the data or after them."""
    fill(shared, Company(sold(РОП=600, **TEAM), staff=STAFF))
    for since, missing in (("2023-07-01", False), ("2023-06-30", True), ("2022-03-01", True), ("2026-01-31", False), ("2026-02-01", True)):
        assert promoted(say(shared, head="РОП", head_since=since)).missing == (("months_before_head",) if missing else ())


def test_a_head_who_never_sold(shared):
    """Nothing in the export before his appointment, or as much brought back as sold, gives no ratio."""
    assert best_before(shared, sold(**TEAM), staff=[*STAFF, LISTED]).missing == ("head_never_sold",)
    assert best_before(shared, sold(**TEAM) + sold(DAYS[24:], РОП=600)).missing == ("head_never_sold",)
    back = [Sale(day, -600, "Клиент РОП", "РОП") for day in DAYS]
    assert best_before(shared, sold(РОП=600, **TEAM) + back).missing == ("head_never_sold",)


def test_one_rep_is_nobody_to_compare_with(shared):
    """Beside one who sold, one who came later and one who only took back there is no middle."""
    sales = sold(РОП=600, Менеджер_01=300, Менеджер_02=-10) + sold(DAYS[24:], Менеджер_03=500)
    assert best_before(shared, sales).missing == ("few_reps",)
