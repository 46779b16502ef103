"""Deals on their way: shares, stuck ones and what comes in, against figures counted by hand."""

from datetime import date, timedelta
from random import Random

import pytest

from diagnostics.evidence import Evidence, Signal, measure
from diagnostics.evidence.funnel import funnel_signals
from diagnostics.evidence.period import period_of
from diagnostics.workbook import Workbook

from .companies import Company, Deal, Sale, fill, months, scratch

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


@pytest.fixture(scope="module")
def shared():
    """One workbook for all examples."""
    with scratch() as workbook:
        yield workbook


def leads_change(workbook: Workbook) -> Signal:
    """The change of leads, without the signals of all other themes: these tests look at many companies."""
    return {signal.id: signal for signal in funnel_signals(workbook, period_of(workbook))}["leads.change"]


def coming(workbook: Workbook, *days: date | None, **more: object) -> Signal:
    """The change of leads where these deals came in beside sales of 2025."""
    deals = [Deal(END, 1_000, doc=f"{place}", state="open", created=day, day=END, **more) for place, day in enumerate(days)]
    return leads_change(fill(workbook, Company([Sale(day, 100) for day in DAYS], deals)))


@pytest.mark.parametrize("seed", range(3))
def test_change_of_leads_equals_a_count_deal_by_deal(shared, seed):
    """A deal came in on the first day of its lines, however it ended: those from July to December over those of a year before."""
    draw, came, lines = Random(seed), {}, []
    for number in range(draw.randint(60, 200)):
        days = [draw.choice([None, date(2024, 3, 1) + timedelta(days=draw.randint(0, 720))]) for _ in range(draw.randint(1, 3))]
        lines += [Deal(END, 500, "Клиент 1", draw.choice([A, B, None]), f"{number}", draw.choice(["won", "lost", "open"]), day, END) for day in days]
        came[number] = min((day for day in days if day), default=None)
    signal = leads_change(fill(shared, Company([Sale(day, 100) for day in DAYS], lines)))
    before, now = (sum(day is not None and day.year == year and day.month >= 7 for day in came.values()) for year in (2024, 2025))
    assert (signal.value, signal.n) == (pytest.approx(now / before), before + now)


def test_half_a_year_begins_and_ends_with_its_months(shared):
    """The last day before either half-year and the first one after the last are in neither; nobody came is a change to nought."""
    inside = [date(2024, 7, 1), *[date(2024, 9, 15)] * 8, date(2024, 12, 31)]
    outside = [date(2024, 6, 30), date(2025, 1, 1), date(2025, 6, 30), date(2026, 1, 1)]
    signal = coming(shared, *inside, *outside)
    assert (signal.value, signal.n) == (0, 10)
    signal = coming(shared, *inside, *outside, date(2025, 7, 1), END, rep=None, client=None)  # whoever they were given to
    assert (signal.value, signal.n) == (pytest.approx(0.2), 12)


def test_a_file_of_deals_that_begins_too_late_tells_no_change(shared):
    """No deals, none with a day, nine a year ago, or a first one in the second month of the half-year: the two cannot be compared."""
    late, now = [date(2024, 8, 1)] * 12, [date(2025, 12, 1)] * 20
    assert coming(shared).missing == ("deals",)
    assert coming(shared, *[None] * 30).missing == ("deals_of_years",)
    assert coming(shared, *[date(2024, 7, 31)] * 9, *now).missing == ("deals_of_years",)
    assert coming(shared, *late, *now).missing == ("deals_of_years",)
    assert coming(shared, date(2024, 7, 31), *late, *now).value == pytest.approx(20 / 13)
