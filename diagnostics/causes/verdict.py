"""From points to findings and their order: every cause once, and the same as a story of cards."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from diagnostics.causes.fusion import (
    LOWEST,
    State,
    Voice,
    answer_points,
    data_points,
    probability,
    state_of,
    voices,
    weights,
)
from diagnostics.causes.money import Money, stakes
from diagnostics.causes.registry import LEVELS, Cause, Point, causes, cuts_of
from diagnostics.causes.words import Tested, contradicted, words
from diagnostics.evidence import Evidence
from diagnostics.interview import SILENCE, Heard

AGAINST = -2.0  # points; nought is no sign of health
ROOTS = 3  # a verdict names no more


@dataclass(frozen=True)
class Finding:
    """A cause judged for one company. `data` and `answers`: the points D and Q."""

    cause: Cause
    state: State
    probability: float | None
    points: tuple[Point, ...] = ()
    voices: tuple[Voice, ...] = ()
    data: float = 0.0
    answers: float = 0.0
    missing: tuple[str, ...] = ()
    unconfirmed: bool = False
    contradicted: bool = False
    money: Money | str | None = None  # a code says why there is none; None: it does not show

    @property
    def shows(self) -> bool:
        """Whether the finding may be stated: it is there, and does not wait for the head's list."""
        return self.state in ("confirmed", "likely") and not self.unconfirmed

    @property
    def works(self) -> bool:
        """Whether it may be stated that this works: the data speak clearly against the cause, and neither they nor the answers for it."""
        quiet = all(one.points <= 0 for one in self.points) and self.answers <= 0
        return self.state == "not_seen" and bool(self.points) and self.data <= AGAINST and quiet and not self.unconfirmed


@dataclass(frozen=True)
class Card:
    """What is said at once: a finding, others that say the same thing, and those that stand beneath it."""

    lead: Finding
    joined: tuple[Finding, ...] = ()
    below: tuple[Finding, ...] = ()


@dataclass(frozen=True)
class Verdict:
    """Every cause once, ranked; the same as a story: roots with what they carry, then what stands alone; and the words that were tested."""

    findings: tuple[Finding, ...]
    words: tuple[Tested, ...] = ()

    @property
    def roots(self) -> list[Card]:
        """The roots that show, at most three, each with the mechanisms and symptoms that show beneath it."""
        cards = _joined([one for one in self.findings if one.cause.level == "root" and one.shows])[:ROOTS]
        taken: set[str] = set()
        story = []
        for card in cards:
            names = {one.cause.id for one in (card.lead, *card.joined)}
            below = [one for one in self._below() if names.intersection(one.cause.under) and one.cause.id not in taken]
            taken |= {one.cause.id for one in below}
            story.append(Card(card.lead, card.joined, tuple(below)))
        return story

    @property
    def alone(self) -> list[Card]:
        """Mechanisms and symptoms that show under no root of this verdict."""
        taken = {one.cause.id for card in self.roots for one in card.below}
        return _joined([one for one in self._below() if one.cause.id not in taken])

    @property
    def told(self) -> list[Finding]:
        """What somebody says and nothing measures."""
        return [one for one in self.findings if one.state == "said_only"]

    @property
    def to_check(self) -> list[Finding]:
        """What points one way and the other, and what waits for the head's list."""
        return [one for one in self.findings if one.state == "check" or (one.unconfirmed and one.state in ("confirmed", "likely"))]

    @property
    def unknown(self) -> list[Finding]:
        """What cannot be judged until something is added."""
        return [one for one in self.findings if one.state == "grey"]

    @property
    def works(self) -> list[Finding]:
        """What the data speak against: these things work."""
        return [one for one in self.findings if one.works]

    def _below(self) -> list[Finding]:
        return [one for one in self.findings if one.cause.level != "root" and one.shows]


def judge(evidence: Evidence, heard: Heard = SILENCE) -> Verdict:
    """Judge every cause of the registry on what was measured and said."""
    tested = words(evidence, heard)
    disputed = contradicted(tested)
    findings = [_finding(cause, evidence, heard, cause.id in disputed) for cause in causes()]
    priced = stakes(evidence, [one.cause.id for one in findings if one.state in ("confirmed", "likely")])
    findings = [replace(one, money=priced.get(one.cause.id)) for one in findings]
    return Verdict(tuple(sorted(findings, key=_rank)), tuple(tested))


def _finding(cause: Cause, evidence: Evidence, heard: Heard, disputed: bool) -> Finding:
    signals = [evidence.signals[name] for name in cause.cuts]
    available = [signal for signal in signals if signal.available]
    said = voices(cause, heard)
    missing = tuple(dict.fromkeys(code for signal in signals if not signal.available for code in signal.missing))
    if not said and (not available or len(available) * 2 < len(signals)):
        return Finding(cause, "grey", None, missing=missing or ("answers",), contradicted=disputed)
    found = cause.rule(evidence, heard, cuts_of(cause, evidence.facts)) if available else ()
    if isinstance(found, str):
        return Finding(cause, "grey", None, voices=said, missing=(found,), contradicted=disputed)
    if found is None:
        return Finding(cause, "not_seen", probability(LOWEST, 0.0, weights(evidence.facts)), voices=said, data=LOWEST, contradicted=disputed)
    points, weigh = tuple(found), weights(evidence.facts)
    data, answers = data_points(points), answer_points(said, weigh, points)
    chance = probability(data, answers, weigh)
    return Finding(
        cause, state_of(chance, points, said, measured=bool(available)), chance, points, said, data, answers, missing,
        unconfirmed=bool(points) and cause.about_head and not (evidence.head is not None and evidence.head.confirmed),
        contradicted=disputed,
    )  # fmt: skip


def _joined(findings: Sequence[Finding]) -> list[Card]:
    """Cards of findings that say one thing, in the order of the first of each; the most probable of a card leads it."""
    cards: dict[str, list[Finding]] = {}
    for one in findings:
        cards.setdefault(one.cause.card, []).append(one)
    ordered = (sorted(those, key=lambda one: -(one.probability or 0)) for those in cards.values())
    return [Card(lead, tuple(joined)) for lead, *joined in ordered]


def _rank(finding: Finding) -> tuple[float, ...]:
    """Roots by probability; of the other levels the priced first, by probability times the lower bound of the money."""
    chance = -1.0 if finding.probability is None else finding.probability
    worth = finding.money.low if isinstance(finding.money, Money) and finding.cause.level != "root" else 0
    return LEVELS.index(finding.cause.level), -chance * worth, -chance
