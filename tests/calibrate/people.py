"""A certain period in which people leave, the clock it stands on, and two groups: on made-up staff lists with late entry."""

from collections.abc import Callable

import numpy as np

from diagnostics.evidence.scan import exit_clock, scan
from diagnostics.evidence.survival import Spells, log_rank

from .runs import SERIES

MONTHS = 36  # of data
SURE = 0.10  # p up to which a scan counts as an alarm in the table
PLAIN = 0.025  # share of people who leave in a month
Hazard = Callable[[int, int], float]
"""Month of tenure, month of the data -> the chance to leave in it."""

TRUTHS: dict[str, Hazard] = {
    "constant": lambda tenure, month: 0.035,
    "falling": lambda tenure, month: 0.015 + 0.06 * np.exp(-tenure / 6),
    "mild": lambda tenure, month: 0.08 if 3 <= tenure < 6 else PLAIN,
    "peak": lambda tenure, month: 0.15 if 3 <= tenure < 6 else PLAIN,
    "late": lambda tenure, month: 0.15 if 12 <= tenure < 15 else PLAIN,
    "tenure": lambda tenure, month: 0.25 if 3 <= tenure < 6 else PLAIN,
    "calendar": lambda tenure, month: 0.25 if 20 <= month < 23 else PLAIN,
}
WINDOWS = {"mild": (3, 6), "peak": (3, 6), "late": (12, 15)}
SCANS = {8: (5, 10, 9, 19, 13), 15: (14, 12, 17, 38, 27), 30: (11, 17, 31, 67, 68), 60: (9, 28, 46, 95, 87)}
"""People -> per cent in which a period should be seen, by truth in the order of TRUTHS."""
CLOCKS = {"tenure": ("tenure", 82, 1), "calendar": ("calendar", 92, 4), "constant": ("none", 8, 8)}
"""Truth -> its clock; per cent that should name it and the other one; where there is none, per cent of either at most."""
RANKS = {1: 6, 2: 31, 3: 73}
"""How many times as often people leave under another head -> per cent in which that should be seen by a one-sided test of 5 %."""
SEATS = 14
Z90 = 1.6449  # of the normal distribution, beyond which one side holds 5 %


def person(rng: np.random.Generator, hazard: Hazard, hired: float) -> float:
    """Months of tenure at which somebody hired in this month of the data leaves; infinite where he outlives the data."""
    for tenure in range(MONTHS - int(np.floor(hired)) + 1):
        if rng.random() < hazard(tenure, int(np.floor(hired + tenure))):
            return float(tenure + rng.random())
    return np.inf


def staff(rng: np.random.Generator, n: int, hazard: Hazard) -> tuple[Spells, np.ndarray]:
    """So many people who were seen at work on some day of the data, in months of tenure, and when each was hired in months of the data."""
    rows = []
    while len(rows) < n:
        hired = rng.uniform(-24, MONTHS - 1)
        stay = person(rng, hazard, hired)
        if hired + stay > 0:
            rows.append((hired, max(0.0, -hired), stay, MONTHS - hired))
    return _spells(np.array(rows))


def seats(rng: np.random.Generator, hazard: Hazard) -> tuple[Spells, np.ndarray]:
    """Fourteen seats, each taken anew a month after somebody left it."""
    rows = []
    for _seat in range(SEATS):
        hired = -rng.uniform(0, 24)
        while hired < MONTHS - 1:
            stay = person(rng, hazard, hired)
            if hired + stay > 0:
                rows.append((hired, max(0.0, -hired), stay, MONTHS - hired))
            hired += stay + 1
    return _spells(np.array(rows))


def _spells(rows: np.ndarray) -> tuple[Spells, np.ndarray]:
    hired, entry, stay, cens = rows.T
    return Spells(entry, np.minimum(stay, cens), stay <= cens, cens), hired


def on_calendar(people: Spells, hired: np.ndarray) -> Spells:
    """The same people on the clock of the data."""
    return Spells(people.entry + hired, people.exit + hired, people.event, people.cens + hired)


def scans() -> None:
    """How often a period is seen, where there is one and where there is none, and whether it is the right one."""
    truths = [truth for truth in TRUTHS if truth not in ("tenure", "calendar")]
    print(f"a certain period of leaving, {SERIES} staff lists a row, p <= {SURE:.0%}; seen (target), and of those found where it is")
    print(f"{'people':>6} {'left':>5}" + "".join(f" {truth:>18}" for truth in truths))
    for n, targets in SCANS.items():
        cells, left = [], []
        for truth, target in zip(truths, targets, strict=True):
            rng = np.random.default_rng([n, truths.index(truth)])
            made = [staff(rng, n, TRUTHS[truth])[0] for _ in range(SERIES)]
            left += [people.event.sum() for people in made]
            found = [one for people in made if (one := scan(people, runs=199)) is not None and one.p <= SURE]
            begin, end = WINDOWS.get(truth, (0, 0))
            right = np.mean([one.window[0] < end and one.window[1] > begin for one in found]) if found and end else None
            cells.append(f"{len(found) / SERIES:>5.0%} ({target:>2} %) " + (f"{right:>5.0%}" if right is not None else " " * 5))
        print(f"{n:>6} {np.mean(left):>5.0f}" + "".join(f" {cell:>18}" for cell in cells))


def clocks() -> None:
    """Which clock is named: months of tenure, or months of the data."""
    print(f"the clock of a period, {SEATS} seats, {SERIES} companies a row")
    print(f"{'truth':<9} {'tenure':>7} {'calendar':>9} {'none':>5}   target")
    for truth, (clock, right, wrong) in CLOCKS.items():
        rng = np.random.default_rng([SEATS, [*TRUTHS].index(truth)])
        named = []
        for _ in range(SERIES):
            people, hired = seats(rng, TRUTHS[truth])
            named.append(exit_clock(scan(people, runs=199), scan(on_calendar(people, hired), months=MONTHS, runs=199)))
        share = {name: named.count(name) / SERIES for name in ("tenure", "calendar", "none")}
        other = "calendar" if clock == "tenure" else "tenure"
        target = f"either {right} % at most" if clock == "none" else f"{clock} {right} %, {other} {wrong} %"
        print(f"{truth:<9} {share['tenure']:>7.0%} {share['calendar']:>9.0%} {share['none']:>5.0%}   {target}")


def ranks() -> None:
    """Whether people leave more often after a day in the middle of the data: log-rank with late entry."""
    print(f"more leave after a new head, {SEATS} seats, {SERIES} companies a row, one-sided 5 %")
    print(f"{'times':>5} {'seen':>5} {'target':>7}")
    for times, target in RANKS.items():
        rng, seen = np.random.default_rng([SEATS, times]), 0
        for _ in range(SERIES):
            people, hired = seats(rng, lambda tenure, month, times=times: PLAIN * (times if month >= MONTHS // 2 else 1))
            before, after = (_within(people, hired, *span) for span in ((0, MONTHS // 2), (MONTHS // 2, MONTHS)))
            both = Spells(*(np.concatenate([getattr(part, name) for part in (before, after)]) for name in ("entry", "exit", "event", "cens")))
            seen += log_rank(both, np.repeat([0, 1], [len(before), len(after)])).z >= Z90
        print(f"{times:>5} {seen / SERIES:>5.0%} {target:>5} %")


def _within(people: Spells, hired: np.ndarray, begin: int, end: int) -> Spells:
    """What of each stay lies between two months of the data."""
    entry = np.maximum(people.entry, begin - hired)
    cens = np.minimum(people.cens, end - hired)
    exit_ = np.minimum(people.exit, cens)
    there = entry < exit_
    event = people.event & (people.exit <= cens)
    return Spells(entry[there], exit_[there], event[there], cens[there])
