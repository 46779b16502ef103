"""The round of asking: how it stands, and closing it."""

import streamlit as st

from diagnostics.i18n import _, day
from diagnostics.interview import Wave, close_wave, reps_answered, waves
from diagnostics.workbook import Workbook
from pages.components.text import plain


def wave_text(wave: Wave) -> str:
    """A wave in a few words."""
    state = _("open") if wave.closed is None else _("closed {day}").format(day=day(wave.closed))
    return _("wave {n}, begun {day}, {state}").format(n=wave.number, day=day(wave.opened), state=state)


def wave_block(workbook: Workbook) -> None:
    """How the open wave stands; closing it asks first, for it cannot be taken back."""
    held = waves(workbook)
    if not held or held[-1].closed is not None:
        return
    wave, answered = held[-1], reps_answered(workbook)
    text = wave_text(wave)
    st.markdown(plain(f"{text[:1].upper()}{text[1:]}. " + _("Reps who answered: {n}.").format(n=answered)))
    with st.expander(_("Close the wave")):
        st.markdown(_("The reps' answers then show as figures of all of them together. Their single answers are deleted for good, and nobody can add one. Head and owner stay as they are."))
        if answered < wave.threshold:
            st.warning(_("Fewer than {n} reps have answered: nothing of theirs will be shown or kept.").format(n=wave.threshold))
        sure = st.checkbox(_("Yes, close it"), key="sure_close")
        if st.button(_("Close the wave"), key="close_wave", disabled=not sure):
            close_wave(workbook)
            st.rerun()
