"""From points to findings: probability, state, order.

D is the sum of the points of data signals within -4 .. +5; logit P = D - 2.2, so 2.2 points mean even odds.
Validated on synthetic companies only: P orders findings, it is not shown as a percentage.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import combinations
from math import exp
from typing import Literal

from diagnostics.causes.registry import LEVELS, Cause, Point, causes
from diagnostics.evidence import Evidence

State = Literal["confirmed", "likely", "check", "not_seen", "grey"]

LOWEST, HIGHEST = -4.0, 5.0
EVEN_ODDS = 2.2
CONFIRMED, LIKELY, CHECK = 0.85, 0.5, 0.3
AGAINST = -2.0  # points; nought is no sign of health
ROOTS = 3  # a verdict names no more


@dataclass(frozen=True)
class Finding:
    """A cause judged for one company."""

    cause: Cause
    state: State
    probability: float | None
    points: tuple[Point, ...]
    missing: tuple[str, ...]
    unconfirmed: bool

    @property
    def shows(self) -> bool:
        """Whether the finding may be stated: it is there, and does not wait for the head's list."""
        return self.state in ("confirmed", "likely") and not self.unconfirmed

    @property
    def works(self) -> bool:
        """Whether it may be stated that this works: the data speak clearly against the cause and nothing for it."""
        against = sum(point.points for point in self.points) <= AGAINST
        return self.state == "not_seen" and against and not self.unconfirmed and all(one.points <= 0 for one in self.points)


@dataclass(frozen=True)
class Verdict:
    """Every cause once, ranked; and the same as a story: roots with what they carry, then what stands alone."""

    findings: tuple[Finding, ...]

    @property
    def roots(self) -> list[tuple[Finding, list[Finding]]]:
        """The roots that show, at most three, each with the mechanisms and symptoms that show beneath it."""
        roots = [one for one in self.findings if one.cause.level == "root" and one.shows][:ROOTS]
        taken: set[str] = set()
        story = []
        for root in roots:
            below = [one for one in self._below() if root.cause.id in one.cause.under and one.cause.id not in taken]
            taken |= {one.cause.id for one in below}
            story.append((root, below))
        return story

    @property
    def alone(self) -> list[Finding]:
        """Mechanisms and symptoms that show under no root of this verdict."""
        taken = {one.cause.id for _, below in self.roots for one in below}
        return [one for one in self._below() if one.cause.id not in taken]

    @property
    def open(self) -> list[Finding]:
        """What cannot be stated yet, neither that it is there nor that it is not."""
        return [one for one in self.findings if not one.shows and not one.works]

    @property
    def works(self) -> list[Finding]:
        """What the data speak against: these things work."""
        return [one for one in self.findings if one.works]

    def _below(self) -> list[Finding]:
        return [one for one in self.findings if one.cause.level != "root" and one.shows]


def judge(evidence: Evidence) -> Verdict:
    """Judge every cause of the registry."""
    findings = [_finding(cause, evidence) for cause in causes()]
    return Verdict(tuple(sorted(findings, key=_rank)))


def probability(points: Sequence[Point]) -> float:
    """P from the points of the data."""
    data = min(HIGHEST, max(LOWEST, sum(point.points for point in points)))
    return 1 / (1 + exp(EVEN_ODDS - data))


def _finding(cause: Cause, evidence: Evidence) -> Finding:
    signals = [evidence.signals[name] for name in cause.signals]
    available = [signal for signal in signals if signal.available]
    missing = tuple(dict.fromkeys(code for signal in signals if not signal.available for code in signal.missing))
    unconfirmed = cause.about_head and not (evidence.head is not None and evidence.head.confirmed)
    if len(available) * 2 < len(signals) or not available:
        return Finding(cause, "grey", None, (), missing, unconfirmed)
    points = cause.judge(evidence, cause.cuts)
    if isinstance(points, str):
        return Finding(cause, "grey", None, (), (points,), unconfirmed)
    points = tuple(points)
    chance = probability(points)
    return Finding(cause, _state(chance, points), chance, points, missing, unconfirmed)


def _state(chance: float, points: Sequence[Point]) -> State:
    """The truth table: confirmed needs two signals that both speak for the cause and have no table in common."""
    speaking = {point.signal.meaning.tables for point in points if point.points > 0}
    if chance >= CONFIRMED and any(one.isdisjoint(other) for one, other in combinations(speaking, 2)):
        return "confirmed"
    if chance >= LIKELY:
        return "likely"
    return "check" if chance >= CHECK else "not_seen"


def _rank(finding: Finding) -> tuple[int, float]:
    return LEVELS.index(finding.cause.level), -(finding.probability if finding.probability is not None else -1.0)
