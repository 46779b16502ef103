"""The steps of a session in their order: what the room sees, and what the consultant has beside it for himself alone."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any

from diagnostics.i18n import Text, read_content


@dataclass(frozen=True)
class Objection:
    """What the owner will say, and the answer to it."""

    says: Text
    answer: Text


@dataclass(frozen=True)
class Step:
    """One step, one screen.

    `minutes`: how long it may take. `block`: the name of what is drawn. `room_title`: its title while the head is in the room, where
    that is another one. `questions`: ids of the room's questions asked here; `checks`: of those whose guesses are laid beside the
    data here. The rest is for the presenter: `ask` what to say and to ask, `objections`, `norms` and `causes` whose published counter-views and fair objections stand beside them.
    """

    id: str
    minutes: int
    block: str
    title: Text
    room_title: Text
    questions: tuple[str, ...]
    checks: tuple[str, ...]
    ask: tuple[Text, ...]
    objections: tuple[Objection, ...]
    norms: tuple[str, ...]
    causes: tuple[str, ...]

    def title_for(self, head_here: bool) -> Text:
        """The title of the screen."""
        return self.room_title if head_here else self.title


@cache
def steps() -> dict[str, Step]:
    """Every step by id, in the order of a session."""
    return {name: _step(name, spec) for name, spec in read_content(__package__, "content/steps").items()}


def neighbour(step: str, way: int, withdrawn: frozenset[str] = frozenset()) -> str:
    """The next step (`way` 1) or the one before (-1) that is not withdrawn; the step itself where there is none."""
    names = list(steps())
    at = names.index(step) + way
    while 0 <= at < len(names):
        if names[at] not in withdrawn:
            return names[at]
        at += way
    return step


def _step(name: str, spec: Mapping[str, Any]) -> Step:
    return Step(
        id=name,
        minutes=spec["minutes"],
        block=spec["block"],
        title=spec["title"],
        room_title=spec.get("room_title", spec["title"]),
        questions=tuple(spec.get("questions", ())),
        checks=tuple(spec.get("checks", ())),
        ask=tuple(spec["ask"]),
        objections=tuple(Objection(one["says"], one["answer"]) for one in spec.get("objections", ())),
        norms=tuple(spec.get("norms", ())),
        causes=tuple(spec.get("causes", ())),
    )
