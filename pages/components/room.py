"""The consultant asks in the room: one question a screen, in large type, with the note beside it."""

from dataclasses import replace

import streamlit as st

from diagnostics.evidence import Evidence, heads_clients
from diagnostics.i18n import _, pick
from diagnostics.interview import (
    Answer,
    AnswerError,
    Question,
    Role,
    asked,
    current_wave,
    dimensions,
    form_of,
    given,
    reason,
    save,
    waves,
)
from diagnostics.workbook import Workbook
from pages.components.answering import answer_widgets
from pages.components.text import plain
from pages.components.words_and_data import words_and_data

LARGE = """<style>
.st-key-asked h3 {font-size: 1.75rem; line-height: 1.3}
.st-key-asked [class*="st-key-option_"] button {text-align: left; padding: .6rem 1rem}
.st-key-asked [class*="st-key-option_"] button, .st-key-asked [class*="st-key-option_"] button > div {justify-content: flex-start; width: 100%}
.st-key-asked [class*="st-key-option_"] button p {font-size: 1.25rem}
</style>"""


def ask(workbook: Workbook, role: Role, name: str, evidence: Evidence) -> bool:
    """The question at hand; True when there is none left and the user went on."""
    said = given(workbook, role, name)
    form = asked(form_of(workbook, role), said)
    wave = len(waves(workbook)) + (current_wave(workbook) is None)  # the one that his answers go into
    key = f"at/{workbook.path}/{wave}/{role}/{name}"
    if key not in st.session_state:
        st.session_state[key] = next((place for place, one in enumerate(form) if one.id not in said), len(form))
    at = min(st.session_state[key], len(form))
    if at == len(form):
        st.button(_("Back"), key="back", shortcut="Left", on_click=_move, args=(key, at - 1))
        return True
    question = form[at]
    st.html(LARGE)
    if not said and role != "rep":
        st.markdown(_("{name} answers by name: what is said here is shown to the others at the session.").format(name=plain(name)))
    with st.container(key="asked"):
        where = _("Question {n} of {all}").format(n=at + 1, all=len(form))
        st.progress(at / len(form), text=f"{where} · {plain(pick(dimensions()[question.dimension].title))}")
        left, right = st.columns([3, 1], gap="large")
        note_key = f"note/{name}/{question.id}"
        with left:
            st.subheader(plain(pick(question.text)), anchor=False)

            def keep(answer: Answer) -> None:
                if st.session_state.get(f"name_{role}", name).strip() in ("", name):  # else the name was changed in the same breath
                    _keep(workbook, role, name, question, replace(answer, note=st.session_state.get(note_key, "")))

            answer_widgets(question, said.get(question.id), keep, f"{role}/{name}", heads_clients(workbook))
            if refused := st.session_state.pop("refused", None):
                st.error(refused)
        with right:
            held = said.get(question.id)
            unsaid = st.session_state.setdefault("unsaid_notes", {})  # of questions that have no answer yet: their widget forgets
            its = f"{key}/{question.id}"  # of this company and wave alone

            def noted() -> None:
                unsaid[its] = st.session_state[note_key]
                if held:
                    keep(held)

            st.text_area(_("Note"), held.note if held else unsaid.get(its, ""), key=note_key, max_chars=300, height=160, on_change=noted)
            with st.container(horizontal=True):
                st.button(_("Back"), key="back", shortcut="Left", disabled=not at, on_click=_move, args=(key, at - 1))
                st.button(_("Next"), key="on", shortcut="Right", type="primary" if held else "secondary", on_click=_move, args=(key, at + 1))
        if held:
            words_and_data(question, held, evidence)
    return False


def _keep(workbook: Workbook, role: Role, name: str, question: Question, answer: Answer) -> None:
    try:
        save(workbook, role, name, {question: answer})
    except AnswerError as problem:
        st.session_state["refused"] = reason(problem.code, question)
        return
    if question.kind == "list" and answer.state == "said":
        all_his = "listed" not in answer.value.values()
        workbook.set({"head_clients": "confirmed" if all_his else "open"})


def _move(key: str, at: int) -> None:
    st.session_state[key] = at
