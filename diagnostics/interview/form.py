"""The questionnaires: one YAML file per form, read into typed questions. Ids are permanent: waves are compared by them."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from hashlib import sha256
from typing import Any, Literal, get_args

from diagnostics.i18n import Text, read_content
from diagnostics.interview.condition import Condition, parse

Role = Literal["head", "owner", "rep", "express"]
Kind = Literal["choice", "hours", "pick", "rank", "number", "text", "nps", "guess", "list"]
Order = Literal["shuffle", "up", "down"]
ROLES: tuple[Role, ...] = get_args(Role)
FORMS: tuple[Role, ...] = ("head", "owner", "rep")
"""Roles with a file of their own; the express form is a part of the owner's."""
BEST = 3  # the scale of scores is 0 to 3
OPTIONS = BEST + 1
NPS = 10
SAID = 300  # characters of a free answer
PER_MINUTE = 2.5  # questions on a phone, with hours to divide and a few words to write among them
WORKING = "manager"  # side of the parts of which more is better, unless a question says another


@dataclass(frozen=True)
class Part:
    """One of the things among which hours are divided, three are picked, or an order is made."""

    id: str
    text: Text
    side: str = ""


@dataclass(frozen=True, eq=False)
class Question:
    """One question of a form; each is one object, and a key of what was said to it. `options` stand in the order of their scores, 0 to 3; `shown_by` says in which order they are shown.

    `data`: signals whose figures are laid beside the answer once it is given. A number or a share scores by `steps`: the
    score of the first bound that it does not exceed, else `above`. `side_steps`: the same for the share of hours on one side of the
    parts, 0 above the last bound: causes read it beside the score. A guess without a `unit` is of a share, in per cent.
    """

    id: str
    role: Role
    kind: Kind
    topic: int | None
    dimension: str
    doctrine: tuple[str, ...]
    text: Text
    options: tuple[Text, ...]
    shown_by: Order
    by_link: bool
    data: tuple[str, ...]
    visible_if: Condition | None
    scored: bool
    not_applicable: Text | None
    parts: tuple[Part, ...]
    good: str
    total: int
    take: int
    first: str
    least: float
    most: float
    unit: Text | None
    steps: tuple[tuple[float, float], ...]
    above: float
    side_steps: Mapping[str, tuple[tuple[float, float], ...]]
    ends: tuple[Text, Text] | None
    express: bool
    climate: bool

    @property
    def is_scored(self) -> bool:
        """Whether its answers count in the score of its dimension."""
        return self.scored and (self.kind in ("choice", "hours", "pick", "rank", "nps") or bool(self.steps))


@dataclass(frozen=True)
class Dimension:
    """A subject of the interview: its neutral name, what a low score means, which data would prove or refute it."""

    id: str
    title: Text
    weak: Text
    proof: Text
    data: tuple[str, ...]


@cache
def form(role: Role) -> tuple[Question, ...]:
    """The questions of a form in their order."""
    if role == "express":
        return tuple(question for question in form("owner") if question.express)
    return tuple(question_of(name, role, spec) for name, spec in read_content(__package__, f"content/{role}").items())


@cache
def questions() -> dict[str, Question]:
    """Every question by id."""
    return {question.id: question for role in FORMS for question in form(role)}


@cache
def dimensions() -> dict[str, Dimension]:
    """The subjects, in the order in which they are asked."""
    return {
        name: Dimension(name, spec["title"], spec["weak"], spec["proof"], tuple(spec["data"]))
        for name, spec in read_content(__package__, "content/dimensions").items()
    }


@cache
def state_words() -> dict[str, Text]:
    """How somebody says that he gives no answer, by the state of the answer."""
    return dict(read_content(__package__, "content/states"))


def question_of(name: str, role: Role, spec: Mapping[str, Any]) -> Question:
    """A question as content writes it.

    Raises:
        KeyError: without text or dimension.
        ConditionError: `visible_if` is not well written.
    """
    kind: Kind = spec.get("kind", "choice")
    return Question(
        id=name,
        role=role,
        kind=kind,
        topic=spec.get("topic"),
        dimension=spec["dimension"],
        doctrine=tuple(spec.get("doctrine", ())),
        text=spec["text"],
        options=tuple(spec.get("options", ())),
        shown_by=spec.get("order", "up"),
        by_link=spec.get("by", "link") == "link",
        data=tuple(spec.get("data", ())),
        visible_if=parse(spec["visible_if"]) if "visible_if" in spec else None,
        scored=spec.get("scored", True),
        not_applicable=spec.get("not_applicable"),
        parts=tuple(Part(part["id"], part["text"], part.get("side", "")) for part in spec.get("parts", ())),
        good=spec.get("good", WORKING),
        total=spec.get("total", 0),
        take=spec.get("take", 0),
        first=spec.get("first", ""),
        least=spec.get("least", 0),
        most=spec.get("most", NPS if kind == "nps" else 100),
        unit=spec.get("unit"),
        steps=_steps(spec.get("scores", {})),
        above=float(spec.get("above", BEST)),
        side_steps={side: _steps(steps) for side, steps in spec.get("side_scores", {}).items()},
        ends=(spec["low"], spec["high"]) if "low" in spec else None,
        express=spec.get("express", False),
        climate=spec.get("climate", False),
    )


def _steps(scores: Mapping[float, float]) -> tuple[tuple[float, float], ...]:
    return tuple(sorted((float(bound), float(score)) for bound, score in scores.items()))


def minutes(count: int) -> int:
    """For how many minutes so many questions keep somebody on a phone."""
    return max(2, round(count / PER_MINUTE))


def shown_order(question: Question, respondent: str) -> list[int]:
    """The places of the options in the order in which this respondent sees them: the same at every visit."""
    places = list(range(len(question.options)))
    if question.shown_by == "shuffle":
        return sorted(places, key=lambda place: sha256(f"{respondent}/{question.id}/{place}".encode()).digest())
    return places[::-1] if question.shown_by == "down" else places
