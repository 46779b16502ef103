"""One question on the screen: what there is to press, by its kind. What is said is kept at once."""

from collections.abc import Callable
from typing import Any

import streamlit as st

from diagnostics.i18n import _, decimal, pick
from diagnostics.interview import LED, LED_WORDS, NPS, Answer, Question, shown_order, state_words
from pages.components.text import plain

Keep = Callable[[Answer], None]
"""Keeps an answer to the question at hand."""


def answer_widgets(question: Question, given: Answer | None, keep: Keep, respondent: str, clients: list[str]) -> None:
    """The widgets of a question. Keys 1 to 4 follow the screen, 0 is «не знаю», 9 «не применимо»."""
    key = f"{respondent}/{question.id}" + (f"/{given.state}" if given and given.state != "said" else "")  # else a field shows what is said no more
    value = given.value if given and given.state == "said" else None
    if question.kind == "choice":
        _choice(question, value, keep, respondent)
    elif question.kind == "list":
        _led(value, keep, key, clients)
    else:
        _WIDGETS[question.kind](question, value, keep, key)
    with st.container(horizontal=True):
        _state("unknown", "0", pick(state_words()["unknown"]), given, keep)
        if question.not_applicable:
            _state("not_applicable", "9", pick(question.not_applicable), given, keep)


def _state(state: Any, shortcut: str, label: str, given: Answer | None, keep: Keep) -> None:
    chosen = given is not None and given.state == state
    st.button(
        plain(label[:1].upper() + label[1:]), key=f"state_{state}", shortcut=shortcut, type="primary" if chosen else "tertiary",
        on_click=keep, args=(Answer(state),),
    )  # fmt: skip


def _choice(question: Question, value: int | None, keep: Keep, respondent: str) -> None:
    for number, place in enumerate(shown_order(question, respondent), 1):
        st.button(
            plain(pick(question.options[place])), key=f"option_{number}", shortcut=str(number), width="stretch", wrap=True,
            type="primary" if value == place else "secondary", on_click=keep, args=(Answer("said", place),),
        )  # fmt: skip


def _number(question: Question, value: float | None, keep: Keep, key: str) -> None:
    label = pick(question.unit) if question.unit else _("per cent") if question.kind == "guess" else _("number")
    step = 1 if question.most > 1 else 0.1
    st.number_input(
        label[:1].upper() + label[1:], type(step)(question.least), type(step)(question.most), None if value is None else type(step)(value), step=step,
        key=key, on_change=_said, args=(key, keep), placeholder=_("Write a number and press Enter"), width=320,
    )  # fmt: skip


def _nps(question: Question, value: int | None, keep: Keep, key: str) -> None:
    st.segmented_control(
        pick(question.text), range(NPS + 1), default=value, key=key, on_change=_said, args=(key, keep), label_visibility="collapsed", width="stretch"
    )
    if question.ends:
        low, high = st.columns(2)
        low.markdown(f"0: {plain(pick(question.ends[0]))}")
        high.markdown(f"{NPS}: {plain(pick(question.ends[1]))}")


def _text(question: Question, value: str | None, keep: Keep, key: str) -> None:
    st.text_area(pick(question.text), value or "", key=key, on_change=_said, args=(key, keep), label_visibility="collapsed", max_chars=300)


def _pick(question: Question, value: list[str] | None, keep: Keep, key: str) -> None:
    boxes = {part.id: f"{key}/{part.id}" for part in question.parts}
    full = sum(st.session_state.get(box, name in (value or [])) for name, box in boxes.items()) >= question.take
    columns = st.columns(2)
    chosen = [
        part.id
        for place, part in enumerate(question.parts)
        if columns[place % 2].checkbox(
            plain(pick(part.text)), part.id in (value or []), key=boxes[part.id],
            disabled=full and not st.session_state.get(boxes[part.id], part.id in (value or [])),
        )
    ]  # fmt: skip
    st.markdown(_("Chosen: {n} of {take}").format(n=len(chosen), take=question.take))
    st.button(_("Write down"), key="keep", disabled=len(chosen) != question.take, on_click=keep, args=(Answer("said", chosen),))


def _rank(question: Question, value: list[str] | None, keep: Keep, key: str) -> None:
    texts = {part.id: pick(part.text) for part in question.parts}
    chosen = st.multiselect(
        pick(question.text), texts, default=value or [], format_func=texts.__getitem__, key=key, label_visibility="collapsed", select_all=False,
        placeholder=_("Choose in their order"),
    )  # fmt: skip
    for place, name in enumerate(chosen, 1):
        st.markdown(f"{place}\\. {plain(texts[name])}")
    st.button(_("Write down"), key="keep", disabled=len(chosen) != len(texts), on_click=keep, args=(Answer("said", list(chosen)),))


def _hours(question: Question, value: dict[str, float] | None, keep: Keep, key: str) -> None:
    columns = st.columns(2)
    hours = {
        part.id: columns[place % 2].number_input(
            plain(pick(part.text)), 0.0, float(question.total), float((value or {}).get(part.id, 0)), step=1.0, format="%g", key=f"{key}/{part.id}"
        )
        for place, part in enumerate(question.parts)
    }
    left = question.total - sum(hours.values())
    left_text = _("Hours left to give out: {left}") if left >= 0 else _("Too many hours, take off: {left}")
    st.markdown(left_text.format(left=decimal(abs(left))))
    st.button(_("Write down"), key="keep", disabled=abs(left) > 0.01, on_click=keep, args=(Answer("said", hours),))


def _led(value: dict[str, str] | None, keep: Keep, key: str, clients: list[str]) -> None:
    if not clients:
        st.info(_("Say on the page “Check the data” who the head is, and bring sales with clients: then his largest clients will be listed here."))
        return
    words = dict(zip(LED, (_(text) for text in LED_WORDS), strict=True))
    columns = st.columns(2)
    said = {
        client: columns[place % 2].segmented_control(plain(client), words, format_func=words.__getitem__, default=(value or {}).get(client), key=f"{key}/{place}", wrap=True)
        for place, client in enumerate(clients)
    }
    marked = {client: who for client, who in said.items() if who}
    st.markdown(_("Marked: {n} of {all}").format(n=len(marked), all=len(clients)))
    st.button(_("Write down"), key="keep", disabled=len(marked) < len(clients), on_click=keep, args=(Answer("said", marked),))


def _said(key: str, keep: Keep) -> None:
    """What stands in a widget is said; emptied, it is taken back to «не знаю»."""
    value = st.session_state[key]
    keep(Answer("unknown") if value is None or value == "" else Answer("said", value))


_WIDGETS: dict[str, Callable[[Question, Any, Keep, str], None]] = {
    "number": _number, "guess": _number, "nps": _nps, "text": _text, "pick": _pick, "rank": _rank, "hours": _hours,
}  # fmt: skip
