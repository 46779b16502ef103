"""From points and answers to a probability and a state.

logit P = D + 1.5 Q - 2.2: D is the sum of the points of data within -4 .. +5, Q the points of the answers, -1.5 .. +2.
Scoring lists in the tradition of weight of evidence (Spiegelhalter & Knill-Jones 1984). P orders findings; on made-up
companies it is calibrated, on real ones it is not.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from itertools import combinations
from math import exp
from statistics import fmean
from typing import Literal

from diagnostics.causes.registry import Cause, Point
from diagnostics.i18n import read_content
from diagnostics.interview import OPTIONS, SIDES, Heard, Leaning

State = Literal["confirmed", "likely", "check", "not_seen", "said_only", "grey"]

LOWEST, HIGHEST = -4.0, 5.0
CONFIRMED, LIKELY, CHECK = 0.85, 0.5, 0.3
SAID = ((0.9, 2.0), (0.4, 1.0), (-0.35, 0.0))
"""Points by how much more the problem shows than in the other answers; below the last bound `DENIED`."""
DENIED = -1.0
SLIP = 1  # answers that weigh against: a single one may be a slip
ALONE = 1.0
AGREES = 0.4  # of a side, from which it is a source of its own
SPLIT, TORN = 0.3, 0.5  # agreement among reps below which half a point is taken off
EVEN_SPREAD = (OPTIONS**2 - 1) / 12  # variance of answers thrown at random over the options


@dataclass(frozen=True)
class Voice:
    """What one side says of a cause: the mean over the questions that it reads, drawn to nought where few answers make it."""

    side: str
    shows: float
    n: int
    agreement: float | None  # r_wg of reps (O'Neill 2017), 1 where they say the same; None of one person
    questions: tuple[str, ...]

    @property
    def agrees(self) -> bool:
        """Whether it says that the problem is there."""
        return self.shows >= AGREES


@cache
def _known() -> dict[str, float]:
    return {name: float(value) for name, value in read_content(__package__, "fusion").items()}


def weights(facts: Mapping[str, str]) -> dict[str, float]:
    """The weights by name, with the company's own where it set any."""
    return {name: float(facts.get(f"weight.{name}", value)) for name, value in _known().items()}


def voices(cause: Cause, heard: Heard) -> tuple[Voice, ...]:
    """What each side that may be told says of a cause, in the order of the sides."""
    found = []
    for side in SIDES:
        those = {name: heard.leanings[name] for name in cause.questions if name in heard.leanings and heard.leanings[name].side == side}
        if those:
            answers = sum(one.n for one in those.values())
            shows = fmean(one.shows for one in those.values()) * answers / (answers + SLIP)
            found.append(Voice(side, shows, max(one.n for one in those.values()), _agreement(list(those.values())), tuple(those)))
    return tuple(found)


def answer_points(said: Sequence[Voice], weigh: Mapping[str, float], points: Sequence[Point] = ()) -> float:
    """Q: the points of the answers, -1.5 .. +2; 0 where nobody speaks; of one side alone no more than `ALONE` where data are there and do not say so."""
    whole = sum(weigh[one.side] for one in said)
    if not whole:
        return 0.0
    shows = sum(weigh[one.side] * one.shows for one in said) / whole
    torn = any(one.agreement is not None and one.agreement < SPLIT for one in said)
    found = next((points for bound, points in SAID if shows >= bound), DENIED) - (TORN if torn else 0.0)
    return min(found, ALONE) if len(said) == 1 and points and data_points(points) <= 0 else found


def data_points(points: Sequence[Point]) -> float:
    """D: the points of the data."""
    return min(HIGHEST, max(LOWEST, sum(point.points for point in points)))


def probability(data: float, answers: float, weigh: Mapping[str, float]) -> float:
    """P of a cause."""
    return 1 / (1 + exp(weigh["even_odds"] - data - weigh["answers"] * answers))


def state_of(chance: float, points: Sequence[Point], said: Sequence[Voice], *, measured: bool) -> State:
    """The truth table, for a cause that data or answers speak of. `measured`: any of its signals is there.

    Confirmed needs two sources that agree: two sides, a side and the data, or two signals that have no table in common.
    """
    if not measured:
        return "said_only" if chance >= CHECK else "not_seen"
    if chance >= CONFIRMED and _agreeing(points, said):
        return "confirmed"
    if chance >= LIKELY:
        return "likely"
    return "check" if chance >= CHECK else "not_seen"


def _agreeing(points: Sequence[Point], said: Sequence[Voice]) -> bool:
    tables = {point.signal.meaning.tables for point in points if point.points > 0}
    sides = sum(one.agrees for one in said)
    return sides > 1 or (sides == 1 and bool(tables)) or any(one.isdisjoint(other) for one, other in combinations(tables, 2))


def _agreement(those: Sequence[Leaning]) -> float | None:
    """r_wg = 1 - variance / variance of chance, with the variance of a sample; the least of the questions."""
    of_group = [one for one in those if one.n > 1 and one.side == "reps"]
    if not of_group:
        return None
    return min(1.0 - one.spread * one.spread * one.n / (one.n - 1) / EVEN_SPREAD for one in of_group)
