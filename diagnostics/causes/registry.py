"""Registering a cause: one file per cause, a decorator, and its content in `content/<id>.yaml`."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Any, Literal

from diagnostics.evidence import Evidence, Signal
from diagnostics.i18n import Text, read_content

Level = Literal["root", "mechanism", "symptom"]
LEVELS: tuple[Level, ...] = ("root", "mechanism", "symptom")


@dataclass(frozen=True)
class Point:
    """What one signal says for a cause (positive) or against it (negative)."""

    signal: Signal
    points: float


@dataclass(frozen=True)
class Steps:
    """Points by the value of a signal: the first bound that it reaches, else `otherwise`."""

    bounds: tuple[tuple[float, float], ...]
    at_least: bool
    otherwise: float

    def points(self, value: float) -> float:
        """The points of a value."""
        for bound, points in self.bounds:
            if (value >= bound) if self.at_least else (value <= bound):
                return points
        return self.otherwise


Cuts = Mapping[str, Steps]
Judge = Callable[[Evidence, Cuts], Sequence[Point] | str]
"""Points, or the code of what is missing where a company cannot be judged at all."""


@dataclass(frozen=True)
class Cause:
    """A possible explanation: how it is judged and what is said of it."""

    id: str
    level: Level
    under: tuple[str, ...]
    doctrine: tuple[str, ...]
    signals: tuple[str, ...]
    cuts: Cuts
    judge: Judge
    about_head: bool
    said: tuple[str, ...]
    norms: tuple[str, ...]
    titles: Mapping[str, Text]
    refuted_by: Text
    objections: tuple[Text, ...]
    next_step: Text


_judges: dict[str, Judge] = {}


def cause(name: str) -> Callable[[Judge], Judge]:
    """Register the function that gathers the points of the cause `name`."""

    def register(judge: Judge) -> Judge:
        _judges[name] = judge
        return judge

    return register


@cache
def causes() -> tuple[Cause, ...]:
    """Every cause of the registry, roots first."""
    from diagnostics.causes import dormant_base, early_exits, head_sells, no_plan  # noqa: F401 - importing registers them

    found = [_cause(name, judge) for name, judge in _judges.items()]
    return tuple(sorted(found, key=lambda one: (LEVELS.index(one.level), one.id)))


@cache
def doctrine() -> dict[str, Text]:
    """Claims of the method that causes speak for, by id."""
    return dict(read_content(__package__, "doctrine"))


def points_of(evidence: Evidence, cuts: Cuts) -> list[Point]:
    """The points of every available signal of a cause."""
    measured = [evidence.signals[name] for name in cuts]
    return [Point(signal, cuts[signal.id].points(signal.value)) for signal in measured if signal.available]


def _cause(name: str, judge: Judge) -> Cause:
    spec = read_content(__package__, f"content/{name}")
    return Cause(
        id=name,
        level=spec["level"],
        under=tuple(spec["under"]),
        doctrine=tuple(spec["doctrine"]),
        signals=tuple(spec["cuts"]),
        cuts={signal: _steps(steps) for signal, steps in spec["cuts"].items()},
        judge=judge,
        about_head=spec["about_head"],
        said=tuple(spec["said"]),
        norms=tuple(spec["norms"]),
        titles=spec["titles"],
        refuted_by=spec["refuted_by"],
        objections=tuple(spec["objections"]),
        next_step=spec["next"],
    )


def _steps(spec: dict[str, Any]) -> Steps:
    at_least = "at_least" in spec
    bounds = spec["at_least" if at_least else "at_most"]
    return Steps(tuple(bounds.items()), at_least, spec["otherwise"])
