"""Money that came in against what was sold to those who pay: against the raw rows added up."""

from dataclasses import replace
from datetime import date
from random import Random

import pytest

from diagnostics.evidence import measure
from diagnostics.workbook import Scope, Workbook

from .companies import Company, Deal, Payment, Sale, fill, months

pytestmark = pytest.mark.filterwarnings("error")
NAME = "payments.collected_share"
DAYS = months("2024-01", 24, 28)
ENDS = [Sale(DAYS[0].replace(day=1), 1, None, None), Sale(DAYS[-1].replace(day=31), 1, None, None)]
CLIENTS = [f"Клиент {place}" for place in range(12)]


def made_up(seed: int) -> Company:
    """Sales with returns to clients of whom some never pay; payments with refunds, some of nobody and of strangers."""
    draw = Random(seed)
    sales = [Sale(day, draw.choice([2_000, 2_500, 4_000, -300]), client) for day in DAYS for client in CLIENTS if draw.random() < 0.7]
    payments = [
        Payment(day.replace(day=draw.randint(1, 28)), draw.choice([900, 1_800, 3_000, -400]), draw.choice([*CLIENTS[:8], "Чужой", None]))
        for day in DAYS for _payment in range(9)
    ]  # fmt: skip
    ends = [Payment(DAYS[0].replace(day=1), 50, CLIENTS[0]), Payment(DAYS[-1].replace(day=31), 50, CLIENTS[0])]
    return Company(ENDS + sales, payments=payments + ends)


def lacks(workbook: Workbook, company: Company) -> tuple[str, ...]:
    """What the figure lacks."""
    return measure(fill(workbook, company)).signals[NAME].missing


@pytest.mark.parametrize("seed", range(12))
def test_share_is_that_of_the_rows(workbook, seed):
    """Buyers' money of the year less refunds, by the year's net sales to whoever of them ever paid; a stranger's is in neither."""
    company = made_up(seed)
    payers = ({one.client for one in company.payments} & {one.client for one in company.sales}) - {None}
    received = sum(one.amount for one in company.payments if one.client in payers and one.day.year == 2025)
    sold = sum(one.amount for one in company.sales if one.client in payers and one.day.year == 2025)
    signal = measure(fill(workbook, company)).signals[NAME]
    assert (signal.value, signal.n) == (pytest.approx(received / sold), 12)
    months_sold = [sum(one.amount for one in company.sales if one.client in payers and (one.day.year, one.day.month) == (2025, month)) for month in range(1, 13)]
    assert (signal.low is not None) == all(amount > 0 for amount in months_sold)
    assert signal.low is None or signal.low <= signal.value <= signal.high


def test_all_paid_at_once_is_the_whole(workbook):
    """Whoever pays for every sale pays all, with an interval of no width; twice as much is two."""
    sales = [Sale(day, 1_000 + place, CLIENTS[place % 12]) for place, day in enumerate(DAYS)]
    for times in (1, 2):
        paid = [Payment(one.day, one.amount * times, one.client) for one in sales]
        signal = measure(fill(workbook, Company(ENDS + sales, payments=paid))).signals[NAME]
        assert (signal.value, signal.low, signal.high) == pytest.approx((times, times, times))


def test_other_spellings_are_the_same_client(workbook):
    """A payer is found by the name that the sales have, in whatever case and quotes."""
    sales = [Sale(day, 1_000, "ООО «Пример»") for day in DAYS]
    paid = [Payment(day, 800, 'ооо "пример"') for day in DAYS]
    assert measure(fill(workbook, Company(ENDS + sales, payments=paid))).signals[NAME].value == pytest.approx(0.8)


def test_won_deals_are_sales_too(workbook):
    """Where revenue is won deals, payments are compared with them."""
    deals = [Deal(day, 1_000, doc=f"{place}") for place, day in enumerate(DAYS)]
    assert measure(fill(workbook, Company(deals=deals, payments=[Payment(day, 500) for day in DAYS]))).signals[NAME].value == 0.5


def test_what_is_missing_is_said(workbook):
    """No payments, payments that are the revenue, that end early or begin late, of nobody or of strangers; sales of half a year."""
    sales = [Sale(day, 1_000) for day in DAYS]
    paid = [Payment(day, 800) for day in DAYS]
    whole = Company(ENDS + sales, payments=paid)
    assert lacks(workbook, whole) == ()
    assert lacks(workbook, replace(whole, payments=())) == ("payments",)
    assert lacks(workbook, replace(whole, sales=())) == ("payments_are_revenue",)
    assert lacks(workbook, replace(whole, payments=paid[:-1])) == ("payments_12",)
    assert lacks(workbook, replace(whole, payments=paid[13:])) == ("payments_12",)
    assert lacks(workbook, replace(whole, payments=paid[12:])) == ()
    assert lacks(workbook, replace(whole, sales=[Sale(date(2025, 7, 1), 1), *sales[18:]])) == ("payments_12",)
    for client in (None, "Чужой"):
        assert lacks(workbook, replace(whole, payments=[replace(one, client=client) for one in paid])) == ("payments_clients",)


def test_a_year_of_returns_alone_says_nothing(workbook):
    """More brought back than sold is no whole; a month of returns is in the sum and takes the interval away."""
    back = [Sale(day, -1_000) for day in DAYS]
    paid = [Payment(day, 800) for day in DAYS]
    assert lacks(workbook, Company(ENDS + back, payments=paid)) == ("payments_clients",)
    some = [Sale(day, -1_000 if place == 20 else 1_000) for place, day in enumerate(DAYS)]
    signal = measure(fill(workbook, Company(ENDS + some, payments=paid))).signals[NAME]
    assert (signal.value, signal.low) == (pytest.approx(9_600 / 10_000), None)


def test_of_a_part(workbook):
    """Money is told for clients, not for reps or goods: a payment names neither."""
    company = made_up(3)
    fill(workbook, company)
    assert measure(workbook, scope=Scope(reps=("Менеджер 01",))).signals[NAME].missing == ("whole_only",)
    part = measure(workbook, scope=Scope(clients="others")).signals[NAME]
    assert part.available
    assert part.value != measure(workbook).signals[NAME].value
