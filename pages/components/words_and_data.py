"""What was said beside what the data say, once it is said."""

import streamlit as st

from diagnostics.causes import interval_text, missing_text, value_text
from diagnostics.evidence import Evidence, Signal
from diagnostics.i18n import _, decimal, percent, pick
from diagnostics.interview import Answer, Question
from pages.components.text import plain


def words_and_data(question: Question, answer: Answer, evidence: Evidence) -> None:
    """The figures that the question is tested by; nothing where it has none."""
    if not question.data:
        return
    with st.container(border=True):
        st.markdown(f"**{_('Words and data')}**")
        if question.kind == "guess" and answer.state == "said":
            value = percent(answer.value / 100) if question.unit is None else f"{decimal(answer.value, 0)} {pick(question.unit)}"
            st.markdown(plain(_("Said: {value}").format(value=value)))
        for name in question.data:
            st.markdown(plain(_figure(evidence.signals[name], evidence)))


def _figure(signal: Signal, evidence: Evidence) -> str:
    if not signal.available:
        return f"{pick(signal.title)}: " + " ".join(missing_text(code) for code in signal.missing)
    detail = interval_text(signal, evidence.currency)
    return f"{pick(signal.title)}: {value_text(signal, evidence.currency)}" + (f" ({detail})" if detail else "")
