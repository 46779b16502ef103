"""What else could explain it: six rival explanations, before the verdict."""

import streamlit as st

from diagnostics.causes import missing_text, rivals
from diagnostics.i18n import _, pick
from pages.components import frame, measured, needs_case, next_step, plain

OUTCOMES = {"not_it": (_("not it"), "green"), "against": (_("not it"), "green"), "partly": (_("in part"), "orange"), "open": (_("nothing to check it by"), "gray")}

evidence = measured(needs_case()).evidence
frame(_("What else could explain it"), _("Six explanations that are not about how the department is led. Each is checked before the verdict."))
for rival in rivals(evidence):
    word, colour = OUTCOMES[rival.outcome]
    with st.container(border=True):
        title, state = st.columns([4, 1], vertical_alignment="center")
        title.markdown(f"#### {pick(rival.title)}")
        state.badge(word, color=colour)
        if rival.text:
            st.markdown(plain(rival.text))
        for code in rival.missing:
            st.markdown(missing_text(code))
        if rival.outcome in ("partly", "open"):
            st.markdown(f"*{_('To ask')}:* {pick(rival.ask)}")
next_step(_("ask what else the room would name, and check that with the same figures before the verdict."))
