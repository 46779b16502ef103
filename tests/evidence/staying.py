"""People and how long they stayed, for the tests of survival: a textbook's, random ones, any."""

import numpy as np
from hypothesis import strategies as st

from diagnostics.evidence.survival import Spells

# Freireich et al. 1963, Blood 21, 699-716: weeks of remission, 6-MP and placebo; + is still in remission.
SIX_MP = "6 6 6 6+ 7 9+ 10 10+ 11+ 13 16 17+ 19+ 20+ 22 23 25+ 32+ 32+ 34+ 35+"
PLACEBO = "1 1 2 2 3 4 4 5 5 8 8 8 8 11 11 12 12 15 17 22 23"

NEVER = np.datetime64("NaT", "D")


def remission(listing: str) -> Spells:
    """Turn a textbook listing into spells from 0."""
    weeks = np.array([float(item.rstrip("+")) for item in listing.split()])
    event = np.array([not item.endswith("+") for item in listing.split()])
    return Spells(np.zeros_like(weeks), weeks, event, weeks)


def rows(*people: tuple[float, float, bool]) -> Spells:
    """Spells of (entry, exit, event), censoring at the exit."""
    table = np.array(people, dtype=np.float64).reshape(-1, 3)
    return Spells(table[:, 0], table[:, 1], table[:, 2].astype(np.bool_), table[:, 1])


def joined(*parts: Spells) -> Spells:
    """One Spells of several."""
    return Spells(
        np.concatenate([part.entry for part in parts]),
        np.concatenate([part.exit for part in parts]),
        np.concatenate([part.event for part in parts]),
        np.concatenate([part.cens for part in parts]),
    )


def permuted(people: Spells, order: list[int]) -> Spells:
    """The same people in another order."""
    return Spells(people.entry[order], people.exit[order], people.event[order], people.cens[order])


def random_people(seed: int, *, ties: bool) -> Spells:
    """Late-entering people, with leaving times on a coarse grid or all different."""
    generator = np.random.default_rng(seed)
    n = int(generator.integers(5, 60))
    entry = generator.choice([0.0, 1.0], n) * generator.uniform(0, 12, n)
    until = entry + generator.exponential(10, n) + 0.01
    if ties:
        entry, until = np.floor(entry), np.floor(entry) + np.ceil(until - entry)
    return Spells(entry, until, generator.random(n) < 0.6, until + 1)


def days(*items: str | None) -> np.ndarray[tuple[int], np.dtype[np.datetime64]]:
    """Dates; None is not a time."""
    return np.array([NEVER if item is None else item for item in items], dtype="datetime64[D]")


@st.composite
def any_people(draw: st.DrawFn) -> Spells:
    """Zero to fifteen people on a coarse grid of months, where ties are frequent."""
    table = draw(
        st.lists(
            st.tuples(st.integers(0, 20), st.integers(1, 20), st.booleans(), st.integers(0, 9)), max_size=15
        )
    )
    entry, length, event, spare = np.array(table, dtype=np.float64).reshape(-1, 4).T / 2
    return Spells(entry, entry + length, event > 0, entry + length + spare * (event > 0))


def by_month(people: Spells, months: int) -> tuple[list[float], list[int]]:
    """Person-months and leavers of each month of tenure, counted person by person."""
    time, leavers = [0.0] * months, [0] * months
    for entry, until, event in zip(people.entry, people.exit, people.event, strict=True):
        for k in range(months):
            time[k] += max(0.0, min(until, k + 1) - max(entry, k))
            leavers[k] += bool(event) and k < until <= k + 1
    return time, leavers
