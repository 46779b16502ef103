"""A form that a guest sent, read into an answer."""

from collections.abc import Callable, Mapping

from starlette.datastructures import FormData
from starlette.requests import Request

from diagnostics.interview import STATES, Answer, Question, State

LARGEST = 64 * 1024  # bytes of a request


async def is_too_large(request: Request) -> bool:
    """Whether the body is larger than any answer; one that does not say its size is read up to the limit."""
    said = request.headers.get("content-length")
    if said is not None:
        return not said.isdecimal() or int(said) > LARGEST
    read = 0
    body = []
    async for chunk in request.stream():
        read += len(chunk)
        if read > LARGEST:
            return True
        body.append(chunk)
    request._body = b"".join(body)
    return False


def answer_of(question: Question, form: FormData) -> Answer:
    """The answer in a form; what does not fit is found when it is checked."""
    state: State = next((state for state in STATES if state == form.get("state")), "said")
    if state != "said":
        return Answer(state)
    return Answer("said", _READERS.get(question.kind, _single)(question, form))


def _single(_question: Question, form: FormData) -> object:
    return _whole(number(str(form.get("value", ""))))


def _hours(question: Question, form: FormData) -> object:
    return {part.id: number(str(form.get(f"part.{part.id}", "")) or "0") for part in question.parts}


def _places(question: Question, form: FormData) -> object:
    """The parts by the places written beside them; nothing where these are not all from 1 on."""
    places = {part.id: number(str(form.get(f"part.{part.id}", ""))) for part in question.parts}
    if {*places.values()} != {float(place) for place in range(1, len(places) + 1)}:
        return []
    return sorted(places, key=lambda name: float(places[name]))


_READERS: Mapping[str, Callable[[Question, FormData], object]] = {
    "hours": _hours,
    "rank": _places,
    "pick": lambda question, form: [str(value) for value in form.getlist("value")],
    "text": lambda question, form: str(form.get("value", "")),
}


def number(text: str) -> float | str:
    """A number as people write it; what is none stays what it is, and is refused when it is checked."""
    try:
        return float(text.replace(",", ".").replace("%", "").strip())
    except ValueError:
        return text


def _whole(value: float | str) -> float | str:
    return int(value) if isinstance(value, float) and value == value // 1 else value
