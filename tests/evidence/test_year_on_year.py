"""What the change of the year is beside its levers: against figures by hand."""

import math
from collections import defaultdict
from datetime import date

import pytest

from diagnostics.evidence import measure
from diagnostics.evidence.period import Period
from diagnostics.evidence.year_on_year import price_ratio

from .companies import Company, Person, Sale, fill, months, number, say
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
    assert measure(fill(workbook, Company(FIRST + sales))).signals["growth.common_rate"].missing == ("reps_of_two_years",)


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
    assert price_ratio(said, period) == pytest.approx(math.sqrt(1.08 * 1.21))
    assert price_ratio({"price_growth.2026": "0.21"}, period) is None
    assert price_ratio(said | {"price_growth.2025": "-1"}, period) is None


def test_a_year_of_returns_has_no_rate(workbook):
    """Nothing can be divided by nought or less."""
    signals = measure(fill(workbook, Company(FIRST + sold("Менеджер 01", -100, 900)))).signals
    assert signals["growth.year_on_year"].missing == ("year_without_sales",)
