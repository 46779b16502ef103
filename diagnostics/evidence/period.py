"""Which months count: the last full one, and the two years of twelve months before it."""

import calendar
from dataclasses import dataclass
from datetime import date, timedelta

from diagnostics.workbook import Workbook, read_sql

YEAR = 12
SLACK = 2  # working days that a full month may lack at its end


@dataclass(frozen=True)
class Period:
    """The months of the data as absolute numbers (year * 12 + month - 1), unfinished months at both ends cut off."""

    first: int
    last: int

    @property
    def months(self) -> int:
        """Full months of data."""
        return self.last - self.first + 1

    @property
    def year(self) -> tuple[int, int]:
        """First and last of the last twelve months, fewer where there are not so many."""
        return max(self.first, self.last - YEAR + 1), self.last

    @property
    def year_before(self) -> tuple[int, int]:
        """The twelve months before `year`."""
        return self.last - 2 * YEAR + 1, self.last - YEAR

    @property
    def as_of(self) -> date:
        """The last day of the last full month."""
        start = month_start(self.last)
        return start.replace(day=calendar.monthrange(start.year, start.month)[1])


def month_start(number: int) -> date:
    """First day of an absolute month."""
    return date(number // 12, number % 12 + 1, 1)


def month_number(day: date) -> int:
    """Absolute number of the month of a day."""
    return day.year * 12 + day.month - 1


def period_of(workbook: Workbook, as_of: date | None = None) -> Period | None:
    """The months that count, or None without revenue.

    The last month is unfinished when its last sale stands more than two working days before its end and further
    than the company's usual pauses would explain; so is the first one by its beginning. `as_of` cuts earlier.
    """
    first, last, pause = workbook.query(read_sql(__package__, "period"))[0]
    if first is None:
        return None
    start, month = full_months(first, last, pause)
    if as_of is not None:
        ended = as_of == Period(0, month_number(as_of)).as_of
        month = min(month, month_number(as_of) - (0 if ended else 1))
    return Period(start, month) if month >= start else None


def full_months(first: date, last: date, pause: float | None) -> tuple[int, int]:
    """First and last full month of records of which these are the ends; `pause` in days is usual between them."""
    start, month = month_number(first), month_number(last)
    if _working_days_before(first) > SLACK and first.day - 1 > (pause or 0):
        start += 1
    if _working_days_after(last) > SLACK and _days_to_end(last) > (pause or 0):
        month -= 1
    return start, month


def working_days(first: int, last: int) -> list[date]:
    """Days on which a company works, of absolute months from `first` to `last`."""
    start, end = month_start(first), month_start(last + 1)
    return [day for step in range((end - start).days) if _is_working(day := start + timedelta(days=step))]


def _days_to_end(day: date) -> int:
    return calendar.monthrange(day.year, day.month)[1] - day.day


def _working_days_before(day: date) -> int:
    return sum(_is_working(day - timedelta(days=step)) for step in range(1, day.day))


def _working_days_after(day: date) -> int:
    return sum(_is_working(day + timedelta(days=step)) for step in range(1, _days_to_end(day) + 1))


def _is_working(day: date) -> bool:
    """Other holidays are within the slack; the Russian new year's, 1 to 8 January, are not (Labour Code, art. 112)."""
    return day.weekday() < 5 and not (day.month == 1 and day.day <= 8)
