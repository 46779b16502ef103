"""The ten signs of the method, each by the owner, the head, the reps and the data."""

from collections.abc import Sequence
from dataclasses import dataclass
from statistics import fmean
from typing import Literal

from diagnostics.causes.fusion import weights
from diagnostics.causes.registry import causes
from diagnostics.causes.verdict import Finding, Verdict
from diagnostics.interview import SIDES, Heard

Light = Literal["red", "amber", "green", "grey"]

SIGNS = tuple(f"S{number}" for number in range(1, 11))
BAD, MIDDLING = 1.0, 2.0  # of 3: answers up to the first are red, below the second amber
EVEN = weights({})["even_odds"]
HEALTHY = -1.0  # points of data, from which they speak of health


@dataclass(frozen=True)
class Sign:
    """One sign: the causes that speak for it, and its light by each side and by the data."""

    id: str
    findings: tuple[Finding, ...]
    lights: dict[str, Light]


def signs(verdict: Verdict, heard: Heard) -> list[Sign]:
    """The ten, in the order of the method. A sign of which nobody says anything is grey: no light is guessed."""
    found = {finding.cause.id: finding for finding in verdict.findings}
    board = []
    for sign in SIGNS:
        findings = tuple(found[cause.id] for cause in causes() if sign in cause.doctrine)
        lights: dict[str, Light] = {side: _said(side, findings, heard) for side in SIDES}
        board.append(Sign(sign, findings, lights | {"data": _measured(findings)}))
    return board


def _said(side: str, findings: Sequence[Finding], heard: Heard) -> Light:
    """By the answers as they were given: here each side is held against the scale, not against its own other answers."""
    names = {name for finding in findings for name in finding.cause.questions}
    scores = [heard.leanings[name].score for name in sorted(names) if name in heard.leanings and heard.leanings[name].side == side]
    if not scores:
        return "grey"
    mean = fmean(scores)
    return "red" if mean <= BAD else "amber" if mean < MIDDLING else "green"


def _measured(findings: Sequence[Finding]) -> Light:
    """By the worst of the causes that the data speak of."""
    worst = max((finding.data for finding in findings if finding.points), default=None)
    if worst is None:
        return "grey"
    return "red" if worst >= EVEN else "green" if worst <= HEALTHY else "amber"
