"""A question of the room on the screen: the answers as they come, and the data beside them once they are shown."""

import streamlit as st

from diagnostics.causes import Verdict, missing_text, value_text
from diagnostics.evidence import Evidence
from diagnostics.i18n import _, count, ngettext, pick, use
from diagnostics.session import Live, Option, RoomQuestion, Tally, room_questions, steps, tally
from diagnostics.workbook import Workbook
from pages.components.text import plain

EVERY = 1.5  # seconds after which the votes are looked at again


def question_screen(workbook: Workbook, live: Live, evidence: Evidence, verdict: Verdict) -> None:
    """The question that is asked; where none is yet, those of the step."""
    if live.question is None:
        with st.container(key="big"):
            for name in steps()[live.step].questions:
                st.markdown(f"## {pick(room_questions()[name].text)}")
        return
    question = room_questions()[live.question]
    with st.container(key="big"):
        st.markdown(f"## {pick(question.text)}")
    left, right = st.columns(2, gap="large")
    with left:
        _votes(workbook, question, live.voting, dict(live.said).get(question.id, ""))
    if question.id in live.revealed:
        with right:
            _data(question, evidence, verdict)


def checked_guesses(workbook: Workbook, live: Live, evidence: Evidence) -> None:
    """Of the questions that this step checks: what was guessed and what the data say, a line each."""
    said = dict(live.said)
    for name in steps()[live.step].checks:
        question, votes = room_questions()[name], tally(workbook, name)
        guess = said.get(name) or ", ".join(count(number) for number in votes.numbers)
        if guess and question.signal:
            line = f"{pick(question.text)} {_('Guessed')}: {guess} ({pick(question.unit or {})}). {_('By the data')}: {_figure(question, evidence)}"
            st.markdown(f":blue[{plain(line)}]")


@st.fragment(run_every=EVERY)
def _votes(workbook: Workbook, question: RoomQuestion, voting: bool, said: str) -> None:
    use(st.session_state["spoken"])  # it runs alone, without the router that sets the language
    votes = tally(workbook, question.id)
    if said:
        st.markdown(f"### {_('Said aloud')}: {plain(said)}")
    if votes.n:
        st.markdown(ngettext("{n} answer", "{n} answers", votes.n).format(n=count(votes.n)))
    if votes.shown:
        _told(question, votes)
    elif voting:
        st.markdown(_("Answers appear once there are three."))


def _told(question: RoomQuestion, votes: Tally) -> None:
    if question.kind == "number":
        st.markdown(f"## {' · '.join(count(number) for number in votes.numbers)}")
        st.markdown(pick(question.unit or {}))
    for text in votes.texts:
        st.markdown(f"- {plain(text)}")
    for option in question.options if votes.counts else ():
        st.progress(votes.counts[option.id] / votes.n, text=f"{pick(option.text)} — {count(votes.counts[option.id])}")


def _data(question: RoomQuestion, evidence: Evidence, verdict: Verdict) -> None:
    """What the data say of it: the figure, or of each option whether it shows."""
    st.markdown(f"**{_('By the data')}**")
    if question.signal:
        st.markdown(f"## {plain(_figure(question, evidence))}")
        st.markdown(pick(evidence.signals[question.signal].title))
    for option in question.options:
        st.markdown(f"**{pick(option.text)}:** {_speaks(option, verdict)}")


def _figure(question: RoomQuestion, evidence: Evidence) -> str:
    signal = evidence.signals[question.signal or ""]
    return value_text(signal, evidence.currency) if signal.available else " ".join(missing_text(code) for code in signal.missing)


def _speaks(option: Option, verdict: Verdict) -> str:
    """Whether the data speak of any cause of an option."""
    found = [one for one in verdict.findings if one.cause.id in option.causes and one.points]
    if any(one.shows for one in found):
        return _("seen in the data")
    return _("not seen in the data") if found else _("nothing to check it by")
