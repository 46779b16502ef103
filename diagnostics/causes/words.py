"""Words against data: answers that the import can test, and what came of it. Facts to be shown; no points are made of them."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cache
from typing import Any, Literal, get_args

from diagnostics.causes.registry import Steps
from diagnostics.evidence import Evidence, Signal
from diagnostics.i18n import Text, read_content
from diagnostics.interview import SILENCE, Answer, Heard, Reply, Told, questions

Outcome = Literal["contradicted", "confirmed", "open"]
OUTCOMES: tuple[Outcome, ...] = get_args(Outcome)
HALF = 0.5  # of the reps must have said it for it to be their word
EVEN = 1e-9  # of a guess exactly as far off as it may be
PERCENT = 100  # a guess of a share is given in per cent


NO_REPLY = Reply()
NOWHERE = Steps((), at_least=True, otherwise=0.0)


@dataclass(frozen=True)
class Claim:
    """An answer that says something measurable: by an option (`says`, `holds`, `fails`, `text`), else by a number (`within`)."""

    id: str
    signal: str
    causes: tuple[str, ...]
    says: tuple[int, ...]
    holds: Steps
    fails: Steps
    within: float
    basis: str | None
    text: Text | None

    @property
    def question(self) -> str:
        """The id of the question."""
        return self.id.partition(".")[0]


@dataclass(frozen=True)
class Tested:
    """A claim as it was made and what the data say of it.

    `who`: the name of its author, None for the reps together. `said`: the number that was named. `sharpness`: how far the figure
    lies beyond where the claim fails, in steps from holding to failing.
    """

    claim: Claim
    who: str | None
    signal: Signal
    outcome: Outcome
    said: float | None = None
    sharpness: float = 0.0
    missing: tuple[str, ...] = ()
    reply: Reply = NO_REPLY

    @property
    def stands(self) -> bool:
        """Whether it is a contradiction that its author has not disproved."""
        return self.outcome == "contradicted" and self.reply.state != "withdrawn"


@cache
def claims() -> tuple[Claim, ...]:
    """The registry of claims."""
    return tuple(_claim(name, spec) for name, spec in read_content(__package__, "words").items())


def words(evidence: Evidence, heard: Heard = SILENCE) -> list[Tested]:
    """Every claim that was made, the sharpest contradiction first, then what was confirmed and what cannot be checked."""
    found = [one for claim in claims() for one in _tested(claim, evidence, heard)]
    found = [replace(one, reply=heard.replies.get((one.claim.id, one.who), one.reply)) for one in found]
    return sorted(found, key=lambda one: (OUTCOMES.index(one.outcome), -one.sharpness, one.claim.id))


def contradicted(tested: Sequence[Tested]) -> set[str]:
    """Causes about which an answer fails its test."""
    return {cause for one in tested if one.stands for cause in one.claim.causes}


def _tested(claim: Claim, evidence: Evidence, heard: Heard) -> list[Tested]:
    signal = evidence.signals[claim.signal]
    said: list[tuple[str | None, float]] = []
    for who, answer in heard.named.get(claim.question, {}).items():
        if (number := _said(claim, answer)) is not None:
            said.append((who, number))
    if claim.question in heard.reps and _most_said(claim, heard.reps[claim.question]):
        said.append((None, 0.0))
    missing = _missing(claim, signal, evidence)
    return [_judged(claim, who, signal, number, missing) for who, number in said]


def _missing(claim: Claim, signal: Signal, evidence: Evidence) -> tuple[str, ...]:
    if not signal.available:
        return signal.missing
    if claim.signal.startswith("head.") and not (evidence.head and evidence.head.confirmed):
        return ("head_list",)
    return ("deals",) if claim.basis not in (None, evidence.basis) else ()


def _said(claim: Claim, answer: Answer) -> float | None:
    """The number that was named, 0 for an option that makes the claim; None where nothing was claimed."""
    if answer.state != "said":
        return None
    if claim.says:
        return 0.0 if answer.value in claim.says else None
    question = questions()[claim.question]
    return float(answer.value) / (PERCENT if question.kind == "guess" and question.unit is None else 1)


def _most_said(claim: Claim, told: Told) -> bool:
    return bool(sum(told.told[place] for place in claim.says) > HALF * told.n)


def _judged(claim: Claim, who: str | None, signal: Signal, number: float, missing: tuple[str, ...]) -> Tested:
    said = None if claim.says else number
    if missing:
        return Tested(claim, who, signal, "open", said, missing=missing)
    value = float(signal.value)
    low, high = (value if end is None else end for end in (signal.low, signal.high))
    if not claim.says:
        off = abs(number - value) / claim.within
        return Tested(claim, who, signal, "confirmed" if off <= 1 + EVEN else "open" if low <= number <= high else "contradicted", said, off)
    if _reaches(claim.holds, value):
        return Tested(claim, who, signal, "confirmed")
    if _reaches(claim.fails, value) and not any(_reaches(claim.holds, end) for end in (low, high)):
        good, bad = claim.holds.bounds[0][0], claim.fails.bounds[0][0]
        return Tested(claim, who, signal, "contradicted", sharpness=1 + abs(value - bad) / abs(bad - good))
    return Tested(claim, who, signal, "open")


def _reaches(bound: Steps, value: float) -> bool:
    return bound.reached(value)[0] is not None


def _claim(name: str, spec: Mapping[str, Any]) -> Claim:
    return Claim(
        id=name,
        signal=spec["signal"],
        causes=tuple(spec["causes"]),
        says=tuple(spec.get("says", ())),
        holds=_bound(spec["holds"]) if "holds" in spec else NOWHERE,
        fails=_bound(spec["fails"]) if "fails" in spec else NOWHERE,
        within=float(spec.get("within", 0)),
        basis=spec.get("basis"),
        text=spec.get("claim"),
    )


def _bound(spec: Mapping[str, float]) -> Steps:
    ((kind, bound),) = spec.items()
    return Steps(((bound, 1.0),), kind == "at_least", 0.0)
