"""What the head, the owner and the reps say: asked here, by file, and what came out."""

import streamlit as st

from diagnostics.evidence import heads_clients
from diagnostics.i18n import _
from diagnostics.interview import ROLE_WORDS, burn_closed
from pages.components import frame, measured, needs_case, next_step
from pages.components.answer_files import answer_files, free_number
from pages.components.own_questions import own_questions
from pages.components.room import ask
from pages.components.voices import voices
from pages.components.waves import wave_block

WAYS = {"room": _("Ask here"), "file": _("By file"), "said": _("What they said"), "questions": _("Questions")}
ROLES = {role: _(words) for role, words in ROLE_WORDS.items()}

workbook = needs_case()
evidence = measured(workbook).evidence
burn_closed(workbook)
frame(_("What do the people say?"))
st.session_state.setdefault("way", "room")
way = st.segmented_control(_("Way"), WAYS, format_func=WAYS.__getitem__, key="way", required=True, label_visibility="collapsed")
if way == "said":
    wave_block(workbook)
    voices(workbook, evidence)
    next_step(_("where two sides are far apart, ask each for the last case that it has in mind."))
elif way == "questions":
    asked_of = {role: title for role, title in ROLES.items() if role != "express"}
    own_questions(workbook, st.segmented_control(_("Who answers"), asked_of, format_func=asked_of.__getitem__, default="head", key="role_own", required=True))
else:
    asked_here = {role: title for role, title in ROLES.items() if way == "file" or role != "rep"}
    left, right = st.columns([3, 2], vertical_alignment="bottom")
    role = left.segmented_control(_("Who answers"), asked_here, format_func=asked_here.__getitem__, default="owner", key=f"role_{way}", required=True, wrap=True)
    known = evidence.head.name if role == "head" and evidence.head else ""
    label = _("Number of the sheet, without a name") if role == "rep" else _("Name")
    name = right.text_input(label, known or (free_number(workbook) if role == "rep" else ROLES[role]), max_chars=80, key=f"name_{role}").strip() or ROLES[role]
    if way == "file":
        answer_files(workbook, role, name, heads_clients(workbook))
    elif ask(workbook, role, name, evidence):
        st.success(_("That was the last question. Thank you."))
        st.button(_("See what came out"), type="primary", key="to_said", on_click=lambda: st.session_state.update(way="said"))
    if way == "file":
        next_step(_("send the questionnaire, bring the filled-in one here, and look at “What they said”."))
