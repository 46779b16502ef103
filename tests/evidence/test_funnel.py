"""Deals on their way: shares, stuck ones and what comes in, against figures counted by hand."""

from datetime import date, timedelta

import pytest

from diagnostics.evidence import Evidence, measure
from diagnostics.workbook import Workbook

from .companies import Company, Deal, fill, months

DAYS = months("2025-01", 12, 28)
END = date(2025, 12, 31)
A, B = "Менеджер 01", "Менеджер 02"


def deal(number: int, ended: date, state: str = "won", rep: str = A, took: int = 10) -> Deal:
    """A deal that came `took` days before it ended."""
    return Deal(ended, 1_000, f"Клиент {number % 7}", rep, f"{number}", state, ended - timedelta(days=took), ended)


def waiting(number: int, age: int, rep: str = A) -> Deal:
    """An open deal of so many days at the end of the year."""
    came = END - timedelta(days=age)
    return Deal(came, 1_000, "Клиент 1", rep, f"о{number}", "open", came, came)


def measured(workbook: Workbook, deals: list[Deal]) -> Evidence:
    """What was measured on these deals and a sale at either end of the year."""
    ends = [deal(9_000 + place, day) for place, day in enumerate((date(2025, 1, 1), END))]
    return measure(fill(workbook, Company(deals=[*deals, *ends])))


def test_win_rate_is_of_those_that_ended(workbook):
    """Won of won and lost; open ones are in neither, and few deals of a rep give him no share."""
    deals = [deal(place, DAYS[place % 12], "won" if place % 3 else "lost") for place in range(24)]
    deals += [deal(100 + place, DAYS[place], "lost", B) for place in range(4)] + [waiting(1, 5)]
    signal = measured(workbook, deals).signals["funnel.win_rate"]
    assert (signal.value, signal.n) == (pytest.approx(18 / 30), 30)
    assert len(signal.by_rep) == 1
    assert next(iter(signal.by_rep.values())) == pytest.approx(18 / 26)


def test_an_export_of_won_deals_alone_says_nothing(workbook):
    """All won is what a filter makes of it."""
    assert measured(workbook, [deal(place, DAYS[place % 12]) for place in range(30)]).signals["funnel.win_rate"].missing == ("lost_deals",)


def test_a_deal_of_several_lines_is_one(workbook):
    """Lines of one number, as a CRM exports the products of a deal, are one deal."""
    deals = [deal(place // 2, DAYS[place // 2 % 12], "won" if place // 2 % 2 else "lost") for place in range(40)]
    assert measured(workbook, deals).signals["funnel.win_rate"].n == 22


def test_stuck_is_older_than_nine_of_ten_won_were(workbook):
    """Won in 1 to 30 days: the ninth tenth is 27.1, so that 20 and 27 days are not stuck and 28 and 90 are."""
    deals = [deal(place, date(2025, 6, 15), took=place + 1) for place in range(28)]  # the two at the ends took ten days each
    signal = measured(workbook, [*deals, *(waiting(age, age) for age in (5, 20, 60, 90))]).signals["funnel.stuck_deals"]
    assert (signal.value, signal.n) == (2, 4)
    assert list(signal.by_rep.values()) == [2]


def test_without_days_of_closing_nothing_is_stuck(workbook):
    """Deals that end on the day on which they came: their way is not known."""
    deals = [deal(place, DAYS[place % 12], took=0) for place in range(30)]
    ends = [deal(9_000 + place, day, took=0) for place, day in enumerate((date(2025, 1, 1), END))]
    signal = measure(fill(workbook, Company(deals=[*deals, *ends, waiting(1, 20)]))).signals["funnel.stuck_deals"]
    assert signal.missing == ("closing_dates",)


def test_leads_are_counted_for_the_months_in_which_any_came(workbook):
    """Twelve of one rep in six months and six of another in six are a rep and a half a month."""
    deals = [deal(place, DAYS[place % 6], rep=A, took=1) for place in range(12)] + [deal(100 + place, DAYS[place], rep=B, took=1) for place in range(6)]
    ends = [Deal(day, 1, None, None, f"к{day}", "won", None, day) for day in (date(2025, 1, 1), END)]
    signal = measure(fill(workbook, Company(deals=[*deals, *ends]))).signals["leads.per_rep_month"]
    assert (signal.value, signal.n) == (1.5, 18)
    assert sorted(signal.by_rep.values()) == [0.5, 1.0]


def test_what_is_missing_is_said(workbook):
    """No deals, deals without a day of creation, none that is open."""
    assert measure(fill(workbook, Company())).signals["funnel.win_rate"].missing == ("revenue",)
    undated = [Deal(DAYS[place % 12], 1_000, doc=f"{place}", state=("won", "lost")[place % 2], day=DAYS[place % 12]) for place in range(40)]
    signals = measure(fill(workbook, Company(deals=[*undated, Deal(date(2025, 1, 1), 1, day=date(2025, 1, 1)), Deal(END, 1, day=END)]))).signals
    assert signals["funnel.win_rate"].available
    assert signals["funnel.stuck_deals"].missing == ("deals_with_dates",)
    assert signals["leads.per_rep_month"].missing == ("deals_with_dates",)
    dated = [deal(place, DAYS[place % 12], ("won", "lost")[place % 2]) for place in range(60)]
    assert measured(workbook, dated).signals["funnel.stuck_deals"].missing == ("open_deals",)
