"""The questions that the room answers before it sees the data: a version in words, guesses in numbers, a choice."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any, Literal

from diagnostics.i18n import Text, read_content

Kind = Literal["text", "number", "choice"]


@dataclass(frozen=True)
class Option:
    """One thing to choose, and the causes by which the data speak of it."""

    id: str
    text: Text
    causes: tuple[str, ...]


@dataclass(frozen=True)
class RoomQuestion:
    """One question of the room. A number lies within `least` and `most`, in `unit`; `signal` is the figure that answers it."""

    id: str
    kind: Kind
    text: Text
    least: int
    most: int
    unit: Text | None
    signal: str | None
    options: tuple[Option, ...]


@cache
def room_questions() -> dict[str, RoomQuestion]:
    """Every question by id."""
    return {name: _question(name, spec) for name, spec in read_content(__package__, "content/questions").items()}


def _question(name: str, spec: Mapping[str, Any]) -> RoomQuestion:
    return RoomQuestion(
        id=name,
        kind=spec["kind"],
        text=spec["text"],
        least=spec.get("least", 0),
        most=spec.get("most", 100),
        unit=spec.get("unit"),
        signal=spec.get("signal"),
        options=tuple(Option(one["id"], one["text"], tuple(one["causes"])) for one in spec.get("options", ())),
    )
