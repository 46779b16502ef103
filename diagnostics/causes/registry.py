"""The registry of causes: a file of `content/` each; a rule in `rules/` where points are more than a list of bounds."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from json import loads
from typing import Any, Literal

from diagnostics.evidence import Evidence, Signal
from diagnostics.i18n import Text, read_content
from diagnostics.interview import Heard

Level = Literal["root", "mechanism", "symptom"]
LEVELS: tuple[Level, ...] = ("root", "mechanism", "symptom")


@dataclass(frozen=True)
class Steps:
    """Points by the value of a signal: the first bound that it reaches, else `otherwise`. `own`: the company set them."""

    bounds: tuple[tuple[float, float], ...]
    at_least: bool
    otherwise: float
    own: bool = False

    def reached(self, value: float) -> tuple[float | None, float]:
        """The bound that a value reaches, None where it reaches none, and the points."""
        for bound, points in self.bounds:
            if (value >= bound) if self.at_least else (value <= bound):
                return bound, points
        return None, self.otherwise

    def points(self, value: float) -> float:
        """The points of a value."""
        return self.reached(value)[1]


@dataclass(frozen=True)
class Point:
    """What one signal says for a cause (positive) or against it (negative), and by which steps."""

    signal: Signal
    points: float
    steps: Steps
    value: float  # what was held against the steps


Cuts = Mapping[str, Steps]
Rule = Callable[[Evidence, Heard, Cuts], Sequence[Point] | str | None]
"""Points; the code of what is missing where a company cannot be judged at all; None where the cause is out of the question."""


@dataclass(frozen=True)
class Action:
    """What may be done, the first step of this week, who does it, and the figures that show it, the early one first."""

    do: Text
    first: Text
    who: str
    watch: tuple[str, ...]
    target: Text


@dataclass(frozen=True)
class Cause:
    """A possible explanation: how it is judged and what is said of it.

    `under`: causes beneath which it stands where both show. `card`: causes of one card say one thing. `about_head`: it stands on
    whom the export names, and waits for the head's list. `said`: figures on its card. `questions`: ids, or `H03.paper`.
    """

    id: str
    level: Level
    under: tuple[str, ...]
    card: str
    doctrine: tuple[str, ...]
    cuts: Cuts
    rule: Rule
    questions: tuple[str, ...]
    about_head: bool
    said: tuple[str, ...]
    norms: tuple[str, ...]
    titles: Mapping[str, Text]
    means: Text
    refuted_by: Text
    objections: tuple[Text, ...]
    next_step: Text
    actions: tuple[Action, ...]


_rules: dict[str, Rule] = {}


def rule(name: str) -> Callable[[Rule], Rule]:
    """Register the function that gathers the points of the cause `name`."""

    def register(judge: Rule) -> Rule:
        _rules[name] = judge
        return judge

    return register


@cache
def causes() -> tuple[Cause, ...]:
    """Every cause of the registry, roots first."""
    from diagnostics.causes import rules  # noqa: F401 - importing registers them

    names = sorted(path.name.removesuffix(".yaml") for path in files(__package__).joinpath("content").iterdir())
    found = [_cause(name) for name in names]
    return tuple(sorted(found, key=lambda one: (LEVELS.index(one.level), one.id)))


@cache
def doctrine() -> dict[str, Text]:
    """Claims of the method, by id."""
    return dict(read_content(__package__, "doctrine"))


def cuts_of(cause: Cause, facts: Mapping[str, str]) -> Cuts:
    """The bounds of a cause, with the company's own where it set any."""
    own = {name: facts[f"cut.{cause.id}.{name}"] for name in cause.cuts if f"cut.{cause.id}.{name}" in facts}
    return {**cause.cuts, **{name: steps_of(loads(text), own=True) for name, text in own.items()}}


def points_of(evidence: Evidence, cuts: Cuts) -> list[Point]:
    """The points of every available signal of a cause."""
    measured = [evidence.signals[name] for name in cuts]
    return [point_of(signal, cuts[signal.id]) for signal in measured if signal.available]


def point_of(signal: Signal, steps: Steps, value: float | None = None) -> Point:
    """The points of a signal, by its value unless another is held against the steps."""
    held = signal.value if value is None else value
    return Point(signal, steps.points(held), steps, held)


def steps_of(spec: Mapping[str, Any], *, own: bool = False) -> Steps:
    """Steps as content and facts write them, in whatever order: of the bounds that a value reaches the furthest counts.

    Raises:
        KeyError, ValueError, TypeError: they are not well written.
    """
    at_least = "at_least" in spec
    bounds = sorted(((float(bound), float(points)) for bound, points in spec["at_least" if at_least else "at_most"].items()), reverse=at_least)
    return Steps(tuple(bounds), at_least, float(spec["otherwise"]), own)


def _by_bounds(evidence: Evidence, _heard: Heard, cuts: Cuts) -> Sequence[Point]:
    return points_of(evidence, cuts)


def _cause(name: str) -> Cause:
    spec = read_content(__package__, f"content/{name}")
    return Cause(
        id=name,
        level=spec["level"],
        under=tuple(spec["under"]),
        card=spec.get("card", name),
        doctrine=tuple(spec["doctrine"]),
        cuts={signal: steps_of(steps) for signal, steps in spec.get("cuts", {}).items()},
        rule=_rules.get(name, _by_bounds),
        questions=tuple(spec.get("questions", ())),
        about_head=spec["about_head"],
        said=tuple(spec.get("said", ())),
        norms=tuple(spec.get("norms", ())),
        titles=spec["titles"],
        means=spec["means"],
        refuted_by=spec["refuted_by"],
        objections=tuple(spec["objections"]),
        next_step=spec["next"],
        actions=tuple(Action(one["do"], one["first"], one["who"], tuple(one["watch"]), one["target"]) for one in spec["actions"]),
    )
