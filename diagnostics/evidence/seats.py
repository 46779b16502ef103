"""Places in the department: how many people one head runs, and how long the places of those who left stood empty."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date, timedelta

from diagnostics.evidence.head import find_head
from diagnostics.evidence.people import knows_leavers, no_staff, staff_of
from diagnostics.evidence.period import Period, month_start
from diagnostics.evidence.signal import Signal, grey
from diagnostics.evidence.survival import DAYS_PER_MONTH
from diagnostics.workbook import Workbook, read_sql, settings

SIGNALS = ("people.span", "people.vacant_seats", "people.months_without_head")
GIVEN_UP = timedelta(days=183)  # a seat that nobody took for so long was given up: a company may shrink on purpose
HANDOVER = timedelta(days=31)  # a successor may come so long before the one whom he follows has left


@dataclass(frozen=True)
class Stretch:
    """A stretch of work; `until` is the first day on which he was no longer there."""

    rep_id: int
    hired: date
    until: date
    boss: str | None = None

    def days(self, start: date, end: date) -> int:
        """Days of work from `start` up to, without it, `end`."""
        return max(0, (min(self.until, end) - max(self.hired, start)).days)


def seats_signals(workbook: Workbook, period: Period) -> list[Signal]:
    """`people.span` of the last full month, `people.vacant_seats` and `people.months_without_head` of the last twelve."""
    staff = staff_of(workbook, period)
    if staff is None:
        return grey(SIGNALS, no_staff(workbook))
    reps, heads = stretches(workbook)
    if not knows_leavers(workbook, staff):  # then only the last month is known
        return [_span(reps, heads, period, period.last), *grey(SIGNALS[1:], "leavers")]
    return [_span(reps, heads, period, period.year[0]), _vacant(workbook, reps, period), _headless(workbook, heads, period)]


def stretches(workbook: Workbook) -> tuple[list[Stretch], list[Stretch]]:
    """Of the reps and of the heads; who became head is a rep up to that day."""
    listed: dict[str, list[Stretch]] = {"rep": [], "head": []}
    for rep_id, role, hired, until, boss in workbook.query(read_sql(__package__, "seats")):
        listed[role].append(Stretch(rep_id, hired, until, boss))
    reps, heads = listed["rep"], listed["head"]
    head = find_head(workbook)
    if head is not None and (head.appointed or head.rep_id not in {one.rep_id for one in heads}):
        until = max((one.until for one in (*reps, *heads) if one.rep_id == head.rep_id), default=date.max)
        heads = [one for one in heads if one.rep_id != head.rep_id] + [Stretch(head.rep_id, head.since or date.min, until)]
    leads = {one.rep_id: one.hired for one in sorted(heads, key=lambda one: one.hired, reverse=True)}  # his first day as head
    former = []
    for one in reps:
        since = leads.get(one.rep_id, date.max)
        if one.hired < since:
            former.append(replace(one, until=min(one.until, since)))
        elif head is None or one.rep_id != head.rep_id:  # he led once and sells again
            former.append(one)
    return former, heads


def reps_per_head(reps: Iterable[Stretch], heads: Iterable[Stretch], month: int) -> tuple[float, int] | None:
    """Mean number of reps in a month over the number of heads on its last day, and that number; None without a head."""
    start, end = month_start(month), month_start(month + 1)
    leading = len({one.rep_id for one in heads if one.hired < end <= one.until})
    days = sum(one.days(start, end) for one in reps)
    return (days / (end - start).days / leading, leading) if leading else None


def largest_team(reps: Iterable[Stretch], month: int) -> tuple[float, int] | None:
    """Mean number of reps in a month under the boss of most, and the number of bosses; None where somebody's is not said."""
    start, end = month_start(month), month_start(month + 1)
    teams: Counter[str | None] = Counter()
    for one in reps:
        if one.days(start, end):
            teams[one.boss] += one.days(start, end)
    if not teams or None in teams:
        return None
    return max(teams.values()) / (end - start).days, len(teams)


def replacements(reps: Iterable[Stretch], as_of: date) -> tuple[list[tuple[date, date]], list[date]]:
    """When the places of those who left were taken again, and who left and was not replaced.

    A hiring takes the place that was left last, unless it has stood empty for `GIVEN_UP`: then it is a new place. Whoever
    came into a new place up to `HANDOVER` before an exit came for that one. So the least is counted as empty that the
    dates allow.

    Args:
        reps: stretches of work in any order.
        as_of: the last day that counts.

    Returns:
        Pairs of days, left and taken; and the days of exit of places that nobody took by `as_of`.
    """
    worked = [one for one in reps if one.hired < one.until]
    events = sorted([(one.until, False) for one in worked] + [(one.hired, True) for one in worked])
    taken: list[tuple[date, date]] = []
    empty: list[date] = []
    ahead: list[date] = []
    for day, comes in events:
        if day > as_of:
            break
        if comes:
            if empty and day - empty[-1] <= GIVEN_UP:
                taken.append((empty.pop(), day))
            else:
                ahead.append(day)
        elif ahead and day - ahead[-1] <= HANDOVER:
            taken.append((day, day))
            ahead.pop()
        else:
            empty.append(day)
    return taken, empty


def _span(reps: list[Stretch], heads: list[Stretch], period: Period, first: int) -> Signal:
    by_boss = largest_team(reps, period.last) is not None
    counts = [largest_team(reps, month) if by_boss else reps_per_head(reps, heads, month) for month in range(first, period.last + 1)]
    now = counts[-1]
    if now is None:
        return Signal("people.span", missing=("head",))
    known = [count[0] for count in counts if count]
    low, high = (min(known), max(known)) if len(known) > 1 else (None, None)
    return Signal("people.span", now[0], low, high, now[1], (first, period.last), variant="boss" if by_boss else "")


def _vacant(workbook: Workbook, reps: list[Stretch], period: Period) -> Signal:
    start, end = month_start(period.year[0]), month_start(period.last + 1)
    said = settings(workbook).get("seats")
    if said is not None:
        days = [start + timedelta(days=step) for step in range((end - start).days)]
        lacking = sum(max(0, int(said) - sum(one.hired <= day < one.until for one in reps)) for day in days)
        return Signal("people.vacant_seats", lacking / DAYS_PER_MONTH, n=int(said), period=period.year)
    taken, empty = replacements(reps, period.as_of)
    of_year = [(left, came) for left, came in taken if came >= start]
    if not of_year and any(left > start - GIVEN_UP for left in empty):
        return Signal("people.vacant_seats", missing=("seats",))
    waited = sum((came - max(left, start)).days for left, came in of_year)
    return Signal("people.vacant_seats", waited / DAYS_PER_MONTH, n=len(of_year), period=period.year, variant="replaced")


def _headless(workbook: Workbook, heads: list[Stretch], period: Period) -> Signal:
    """Months of the last twelve on whose last day nobody led, by the staff list and by what was said; a list without positions says nothing of it."""
    listed = [Stretch(rep, hired, until) for rep, role, hired, until, _boss in workbook.query(read_sql(__package__, "seats")) if role == "head"]
    told = workbook.value("select bool_or(position is not null) from current_rows('rep')")
    if not listed and not told and not any(one.hired <= month_start(period.year[0]) for one in heads):
        return Signal("people.months_without_head", missing=("head",))
    heads = [*listed, *heads]
    ends = [month_start(month + 1) for month in range(period.year[0], period.last + 1)]
    empty = sum(not any(one.hired < end <= one.until for one in heads) for end in ends)
    return Signal("people.months_without_head", empty, n=len(ends), period=period.year)
