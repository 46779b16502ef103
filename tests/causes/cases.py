"""Evidence and answers made by hand: a few values, the rest grey; a few answers, the rest silence."""

from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import date
from typing import Any

from diagnostics.causes import Cause, Finding, Point, Steps, Verdict, causes, judge
from diagnostics.evidence import Evidence, Head, Period, Signal, meanings
from diagnostics.interview import SILENCE, Heard, Leaning

PERIOD = Period(24282, 24317)  # July 2023 to June 2026
STEPS = Steps(((1.0, 1.0),), at_least=True, otherwise=0.0)
HEAD = Head(1, "РОП", date(2023, 1, 1), appointed=True, confirmed=True)


def case(values: dict[str, Any], head: Head | None = HEAD, facts: dict[str, str] | None = None) -> Evidence:
    """A company of which these signals were measured and nothing else."""
    signals = {name: Signal(name, missing=("staff",)) for name in meanings()}
    signals |= {name: Signal(name, value) for name, value in values.items()}
    return Evidence(
        company="Проба",
        currency="RUB",
        basis="sale",
        period=PERIOD,
        facts=facts or {},
        reps={},
        head=head,
        signals=signals,
    )


def finding(verdict: Verdict, name: str) -> Finding:
    """The one finding of a cause."""
    (found,) = [one for one in verdict.findings if one.cause.id == name]
    return found


def judged(name: str, values: dict[str, Any], heard: Heard = SILENCE, **known: Any) -> Finding:
    """How a cause is judged on a few values and answers."""
    return finding(judge(case(values, **known), heard), name)


MANY = 10**9  # answers, of which a slip takes nothing away


def saying(shows: dict[str, float], n: int = MANY, **known: Any) -> Heard:
    """Answers of so many people, who agree, that let a problem show so much more than the others."""
    sides = {"H": "head", "O": "owner", "M": "reps"}
    leanings = {name: Leaning(sides[name[0]], more, n, 0.0, score=1.0) for name, more in shows.items()}
    return Heard(leanings=leanings, **known)


def made_up(
    name: str, points: Sequence[float], tables: Sequence[str] = ("plan.coverage", "people.leavers"), **fields: Any
) -> Cause:
    """A cause that gives these points, in turn for the signals `tables`, which it declares; none: it cannot be judged."""
    pairs = [(tables[place % len(tables)], worth) for place, worth in enumerate(points)]
    cuts = dict.fromkeys(tables, STEPS)
    kept = {"cuts": cuts, "about_head": False, "questions": (), "card": name, "level": "symptom", "under": ()} | fields
    return replace(causes()[0], id=name, rule=_pointing(pairs), **kept)


def _pointing(pairs: Sequence[tuple[str, float]]) -> Callable[..., list[Point] | str]:
    if not pairs:
        return lambda _evidence, _heard, _cuts: "transition_agreed"
    return lambda evidence, _heard, _cuts: [Point(evidence.signals[name], worth, STEPS, 0.0) for name, worth in pairs]
