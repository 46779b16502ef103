"""The live session: what is on the screen now, folded from what the consultant did. Nothing is overwritten."""

import json
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, replace
from typing import Any

from diagnostics.session.room_questions import room_questions
from diagnostics.session.steps import neighbour, steps
from diagnostics.workbook import Workbook

PARKED = 300  # characters of a sentence that was parked, or of what was said aloud


class SessionError(ValueError):
    """No session is open, or there is no such step or question."""


@dataclass(frozen=True)
class Event:
    """One thing that was done; `at` in seconds since 1970."""

    kind: str
    payload: Mapping[str, Any]
    at: float = 0.0


@dataclass(frozen=True)
class Live:
    """A session as it stands.

    `opened`, `started`: when it and its step began, seconds since 1970. `hidden`: people and clients stand under codes. `head_here`: the
    head is in the room. `agreed`: he and the owner agreed that what each answered is shown to the other. `blank`: the screen is dark.
    `withdrawn`: steps taken off the screen. `question`: the one on the screen; `voting`: whether phones may answer it still.
    `revealed`: questions whose answer by the data was shown. `said`: question -> what the room said aloud. `events`: how many there
    were, which tells a change.
    """

    number: int
    step: str
    opened: float
    started: float
    hidden: bool = True
    head_here: bool = True
    agreed: bool = False
    blank: bool = False
    withdrawn: frozenset[str] = frozenset()
    parked: tuple[str, ...] = ()
    question: str | None = None
    voting: bool = False
    revealed: frozenset[str] = frozenset()
    said: tuple[tuple[str, str], ...] = ()
    closed: bool = False
    events: int = 1

    def minutes_left(self, now: float) -> float:
        """Minutes that the step has left at a time (seconds since 1970); below nought it runs over."""
        return steps()[self.step].minutes - (now - self.started) / 60


def folded(number: int, events: Iterable[Event]) -> Live | None:
    """The session after its events, in their order; None where it was never opened."""
    live: Live | None = None
    for event in events:
        if event.kind == "open":
            live = _opened(number, event)
        elif live is not None:
            live = replace(_CHANGES[event.kind](live, event), events=live.events + 1)
    return live


def current(workbook: Workbook) -> Live | None:
    """The open session; None where there is none."""
    live = latest(workbook)
    return None if live is None or live.closed else live


def latest(workbook: Workbook) -> Live | None:
    """The last session, open or closed."""
    rows = workbook.remembered(
        """select session, kind, payload, epoch_us(happened_at) from session_event
           where session = (select max(session) from session_event) order by number"""
    )
    return folded(rows[0][0], [Event(kind, json.loads(payload), at / 1e6) for _number, kind, payload, at in rows]) if rows else None


def is_draft(workbook: Workbook) -> bool:
    """Whether a step was taken off the screen and is not back: until then the report is a draft. It outlives the session."""
    live = latest(workbook)
    return live is not None and bool(live.withdrawn)


def open_session(workbook: Workbook, head_here: bool = True) -> Live:
    """Begin a session with names hidden; what was withdrawn in the last one stays withdrawn. An open one goes on as it is."""
    last = latest(workbook)
    if last is not None and not last.closed:
        return last
    kept = sorted(last.withdrawn) if last else []
    _write(workbook, last.number + 1 if last else 1, "open", {"head_here": head_here, "withdrawn": kept})
    return _current(workbook)


def go(workbook: Workbook, step: str) -> None:
    """Show a step; its time begins. A question that was on the screen goes."""
    _known(step)
    _do(workbook, "go", step=step)


def move(workbook: Workbook, way: int) -> None:
    """On (1) or back (-1) over steps that are not withdrawn; at either end nothing happens."""
    live = _current(workbook)
    if (step := neighbour(live.step, way, live.withdrawn)) != live.step:
        go(workbook, step)


def hide_names(workbook: Workbook, hidden: bool) -> None:
    """Show people and clients under codes, or under their names."""
    _do(workbook, "names", hidden=hidden)


def set_head_here(workbook: Workbook, here: bool) -> None:
    """Say whether the head is in the room."""
    _do(workbook, "head", here=here)


def set_agreed(workbook: Workbook, agreed: bool) -> None:
    """Say whether the owner and the head agreed that what each answered is shown to the other."""
    _do(workbook, "agree", agreed=agreed)


def blank(workbook: Workbook, dark: bool) -> None:
    """Darken the screen, or light it again."""
    _do(workbook, "blank", dark=dark)


def withdraw(workbook: Workbook, step: str) -> None:
    """Take a step off the screen: the report is a draft again. If it is the one shown, the next one comes."""
    _known(step)
    _do(workbook, "withdraw", step=step)


def restore(workbook: Workbook, step: str) -> None:
    """Put a step back that was withdrawn."""
    _known(step)
    _do(workbook, "restore", step=step)


def park(workbook: Workbook, sentence: str) -> None:
    """Put a sentence on the parking list; nothing where it is empty."""
    if text := _line(sentence):
        _do(workbook, "park", sentence=text)


def ask(workbook: Workbook, question: str) -> None:
    """Put one of the room's questions on the screen; phones may answer it until `stop` or `reveal`."""
    _asked(question)
    _do(workbook, "ask", question=question)


def stop(workbook: Workbook) -> None:
    """No phone may answer the question on the screen any more."""
    _do(workbook, "stop")


def reveal(workbook: Workbook) -> None:
    """Lay what the data say beside the question on the screen; nobody answers it any more."""
    _do(workbook, "reveal")


def say(workbook: Workbook, question: str, text: str) -> None:
    """Write down what the room said aloud to a question; an empty text takes it back."""
    _asked(question)
    _do(workbook, "say", question=question, text=_line(text))


def close_session(workbook: Workbook) -> None:
    """End the session."""
    _do(workbook, "close")


def _current(workbook: Workbook) -> Live:
    live = current(workbook)
    if live is None:
        raise SessionError("no session is open")
    return live


def _known(step: str) -> None:
    if step not in steps():
        raise SessionError(f"no step {step}")


def _asked(question: str) -> None:
    if question not in room_questions():
        raise SessionError(f"no question {question}")


def _line(text: str) -> str:
    return " ".join(text.split())[:PARKED]


def _do(workbook: Workbook, kind: str, **payload: Any) -> None:
    _write(workbook, _current(workbook).number, kind, payload)


def _write(workbook: Workbook, number: int, kind: str, payload: Mapping[str, Any]) -> None:
    with workbook.writing() as cursor:
        cursor.execute("insert into session_event (session, kind, payload) values (?, ?, ?)", [number, kind, json.dumps(payload, ensure_ascii=False)])


def _opened(number: int, event: Event) -> Live:
    withdrawn = frozenset(event.payload["withdrawn"]) & frozenset(steps())
    first = next(name for name in steps() if name not in withdrawn)
    return Live(number, first, event.at, event.at, head_here=event.payload["head_here"], withdrawn=withdrawn)


def _withdrawn(live: Live, event: Event) -> Live:
    gone = live.withdrawn | {event.payload["step"]}
    if live.step != event.payload["step"]:
        return replace(live, withdrawn=gone)
    step = neighbour(live.step, 1, gone)
    step = neighbour(live.step, -1, gone) if step in gone else step
    return _shown(replace(live, withdrawn=gone), step, event.at)


def _shown(live: Live, step: str, at: float) -> Live:
    return replace(live, step=step, started=at, question=None, voting=False, blank=False)


def _said(live: Live, event: Event) -> Live:
    said = {**dict(live.said), event.payload["question"]: event.payload["text"]}
    return replace(live, said=tuple((name, text) for name, text in said.items() if text))


_CHANGES: Mapping[str, Callable[[Live, Event], Live]] = {
    "go": lambda live, event: _shown(live, event.payload["step"], event.at),
    "names": lambda live, event: replace(live, hidden=event.payload["hidden"]),
    "head": lambda live, event: replace(live, head_here=event.payload["here"]),
    "agree": lambda live, event: replace(live, agreed=event.payload["agreed"]),
    "blank": lambda live, event: replace(live, blank=event.payload["dark"]),
    "withdraw": _withdrawn,
    "restore": lambda live, event: replace(live, withdrawn=live.withdrawn - {event.payload["step"]}),
    "park": lambda live, event: replace(live, parked=(*live.parked, event.payload["sentence"])),
    "ask": lambda live, event: replace(live, question=event.payload["question"], voting=True),
    "stop": lambda live, _event: replace(live, voting=False),
    "reveal": lambda live, _event: replace(live, voting=False, revealed=live.revealed | ({live.question} if live.question else set())),
    "say": _said,
    "close": lambda live, _event: replace(live, closed=True, question=None, voting=False),
}
