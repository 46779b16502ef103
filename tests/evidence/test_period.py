"""Which months count: unfinished ones at both ends are cut, and `as_of` cuts earlier."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from diagnostics.evidence import Period, month_number, month_start
from diagnostics.evidence.period import period_of

from .companies import months, number, sold_on

NOVEMBER, DECEMBER = number("2025-11"), number("2025-12")


def weekdays(first: date, last: date) -> list[date]:
    """Every working day from `first` to `last`."""
    days = [first + timedelta(step) for step in range((last - first).days + 1)]
    return [day for day in days if day.weekday() < 5]


@pytest.mark.parametrize(
    ("last", "expected"),
    [
        (date(2025, 12, 26), NOVEMBER),  # three working days follow: Mon 29, Tue 30, Wed 31
        (date(2025, 12, 29), DECEMBER),  # two follow
        (date(2025, 12, 31), DECEMBER),
        (date(2025, 12, 1), NOVEMBER),
        (date(2025, 11, 28), NOVEMBER),  # only a weekend follows
    ],
)
def test_a_month_may_lack_two_working_days(workbook, last, expected):
    """Who sells daily has a full month when at most two working days are left after the last sale."""
    sold_on(workbook, weekdays(date(2025, 8, 1), last))
    assert period_of(workbook) == Period(number("2025-08"), expected)


@pytest.mark.parametrize(
    ("step", "last", "expected"),
    [
        (10, date(2025, 12, 22), DECEMBER),  # nine days are left: a usual pause
        (10, date(2025, 12, 20), NOVEMBER),  # eleven are not
        (30, date(2025, 12, 2), DECEMBER),
    ],
)
def test_sparse_sellers_are_given_their_usual_pause(workbook, step, last, expected):
    """Where days with sales lie far apart a month is full as long as the usual pause explains its end."""
    days = [last - timedelta(step * place) for place in range(20)]
    sold_on(workbook, days)
    assert period_of(workbook).last == expected


@pytest.mark.parametrize(
    ("as_of", "expected"),
    [
        (date(2025, 9, 30), number("2025-09")),
        (date(2025, 9, 29), number("2025-08")),
        (date(2025, 9, 1), number("2025-08")),
        (date(2024, 2, 29), number("2024-02")),
        (date(2024, 2, 28), number("2024-01")),
        (date(2030, 1, 15), DECEMBER),
    ],
)
def test_as_of_cuts_to_the_last_month_that_had_ended(workbook, as_of, expected):
    """A month end includes its month, a day within leaves it out, a day after the data changes nothing."""
    sold_on(workbook, weekdays(date(2024, 1, 1), date(2025, 12, 31)))
    assert period_of(workbook, as_of) == Period(number("2024-01"), expected)


def test_nothing_full_is_no_period(workbook):
    """Without revenue, in the first unfinished month, and as of a day before the data there is no period."""
    assert period_of(workbook) is None
    sold_on(workbook, [date(2025, 12, 3)])
    assert period_of(workbook) is None
    sold_on(workbook, weekdays(date(2025, 8, 1), date(2025, 12, 31)))
    assert period_of(workbook, date(2025, 7, 31)) is None


def test_years_of_a_period():
    """The last year has twelve months or as many as there are; the year before ends where it begins."""
    long, short = Period(number("2023-07"), number("2026-06")), Period(number("2026-02"), number("2026-06"))
    assert (long.months, short.months) == (36, 5)
    assert long.year == (number("2025-07"), number("2026-06"))
    assert long.year_before == (number("2024-07"), number("2025-06"))
    assert short.year == (number("2026-02"), number("2026-06"))
    assert long.as_of == date(2026, 6, 30)
    assert Period(0, number("2024-02")).as_of == date(2024, 2, 29)


@given(st.dates(date(1, 1, 1), date(9999, 12, 31)))
def test_months_are_numbered_without_gaps(day):
    """A day lies in the month of its number; the next number is the next month."""
    this = month_number(day)
    assert month_start(this) == day.replace(day=1)
    assert this == day.year * 12 + day.month - 1


@pytest.mark.parametrize(
    ("first", "expected"),
    [
        (date(2025, 8, 1), "2025-08"),
        (date(2025, 8, 5), "2025-08"),  # two working days before: Fri 1, Mon 4
        (date(2025, 8, 6), "2025-09"),  # three
        (date(2025, 8, 20), "2025-09"),
    ],
)
def test_a_first_month_that_began_late(workbook, first, expected):
    """Who sells daily has no full first month when the data begin in its midst; growth would be invented of it."""
    sold_on(workbook, weekdays(first, date(2025, 12, 31)))
    assert period_of(workbook) == Period(number(expected), DECEMBER)


@pytest.mark.parametrize(("first", "expected"), [(date(2024, 1, 9), "2024-01"), (date(2024, 1, 15), "2024-02")])
def test_new_year_s_holidays_are_no_missing_days(workbook, first, expected):
    """The first working day after the Russian holidays begins a full January; the fifteenth does not."""
    sold_on(workbook, weekdays(first, date(2025, 12, 30)))
    assert period_of(workbook) == Period(number(expected), DECEMBER)


def test_sparse_sellers_begin_when_they_begin(workbook):
    """Who sells once a month has a full first month whatever its day."""
    sold_on(workbook, months("2025-01", 12, 24))
    assert period_of(workbook).first == number("2025-01")
