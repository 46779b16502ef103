"""The calendar of every synthetic company: fixed days, so that the same seed gives the same bytes any day.

Days are whole numbers, day 0 is the first simulated day. The first year is lived through but not written
down: without it the books would be full of fresh clients and the first plans would know no past.
"""

from datetime import date

import numpy as np

from diagnostics.demo.arrays import Floats, Ints

__all__ = [
    "BURN_IN",
    "DAY0",
    "DAYS_IN_MONTH",
    "FAR",
    "FIRST_DAY",
    "LAST_DAY",
    "MONTHS",
    "MONTH_DAYS",
    "MONTH_OF_DAY",
    "MONTH_START",
    "SEASON",
    "date_of",
    "month_first",
    "no_weekend",
    "to_working_day",
]

BURN_IN = 12  # months lived before the files begin
MONTHS = 36  # months in the files
DAY0 = date(2022, 7, 1)
FIRST_DAY = (date(2023, 7, 1) - DAY0).days  # of the files
LAST_DAY = (date(2026, 6, 30) - DAY0).days
DAYS_IN_MONTH = 30.4375
FAR = 1_000_000  # a day that never comes

_DAYS = np.datetime64(DAY0, "D") + np.arange(LAST_DAY + 1)
_MONTHS = _DAYS.astype("datetime64[M]")
MONTH_OF_DAY: Ints = (_MONTHS - _MONTHS[0]).astype(np.int64)
MONTH_START: Ints = np.searchsorted(MONTH_OF_DAY, np.arange(BURN_IN + MONTHS + 1))
MONTH_DAYS: Ints = np.diff(MONTH_START)

# Demand by calendar month, January first: mild, mean 1.
_YEAR = np.array([0.90, 0.96, 1.03, 1.02, 0.98, 1.00, 0.97, 0.98, 1.04, 1.05, 1.04, 1.03])
SEASON: Floats = _YEAR[(DAY0.month - 1 + np.arange(BURN_IN + MONTHS)) % 12]


def date_of(day: int) -> date:
    """Date of a day's number, also of days before day 0."""
    return date.fromordinal(DAY0.toordinal() + int(day))


def month_first(month: int) -> date:
    """First date of a month, counted from the first month of the files."""
    return date_of(int(MONTH_START[BURN_IN + month]))


def no_weekend(day: int) -> int:
    """The day itself or the Friday before it; days before day 0 too."""
    return day - max(0, (day + DAY0.weekday()) % 7 - 4)


def to_working_day(day: Ints) -> Ints:
    """Move days off weekends and the January holidays, never into another month.

    Args:
        day: days 0..LAST_DAY, any shape.

    Returns:
        Days of the same shape.
    """
    month = MONTH_OF_DAY[day]
    in_month = day - MONTH_START[month]
    january = (DAY0.month - 1 + month) % 12 == 0
    day = np.where(january & (in_month < 8), day + 9, day)
    weekday = (day + DAY0.weekday()) % 7
    later = day + np.where(weekday > 4, 7 - weekday, 0)
    over = later >= MONTH_START[month + 1]
    return np.where(over, day - (weekday - 4), later)
