"""Evidence made by hand: a few values, the rest grey."""

from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import date
from typing import Any

from diagnostics.causes import Cause, Finding, Point, Verdict, causes, judge
from diagnostics.evidence import Evidence, Head, Period, Signal, meanings

PERIOD = Period(24282, 24317)  # July 2023 to June 2026
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


def judged(name: str, values: dict[str, Any], **known: Any) -> Finding:
    """How a cause is judged on a few values."""
    return finding(judge(case(values, **known)), name)


def made_up(
    name: str, points: Sequence[float], tables: Sequence[str] = ("plan.coverage", "people.leavers"), **fields: Any
) -> Cause:
    """A cause that gives these points, in turn for the signals `tables`, which it declares; none: it cannot be judged."""
    pairs = [(tables[place % len(tables)], worth) for place, worth in enumerate(points)]
    return replace(
        causes()[0], id=name, signals=tuple(tables), judge=_pointing(pairs), **{"about_head": False} | fields
    )


def _pointing(pairs: Sequence[tuple[str, float]]) -> Callable[..., list[Point] | str]:
    if not pairs:
        return lambda _evidence, _cuts: "transition_agreed"
    return lambda evidence, _cuts: [Point(evidence.signals[name], worth) for name, worth in pairs]
