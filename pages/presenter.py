"""The presenter's own window: what to say, the time, the parking list, every key; it is never on the mirrored screen."""

import streamlit as st

from diagnostics.i18n import _
from diagnostics.session import current, is_draft, open_session
from pages.components import frame, measured, needs_case, next_step
from pages.components.live_desk import (
    controls,
    notes,
    now_line,
    parking,
    questions_desk,
    screen_link,
    unseen_lines,
    withdrawn_steps,
)
from pages.components.live_keys import follow

workbook = needs_case()
live = current(workbook)
if live is None:
    frame(_("Run the session"), _("The room looks at one window, you look at another. This one stays on your own screen: the notes are here."))
    head_here = st.toggle(_("The head of sales is in the room"), value=True, key="head_will_be")
    if is_draft(workbook):
        st.warning(_("Something was taken off the screen in the last session: the report is a draft until it is put back."))
    st.button(_("Begin the session"), type="primary", key="begin", on_click=open_session, args=(workbook, head_here))
    next_step(_("the day before, go through the page “For the head, the day before” with the head alone."))
else:
    case = measured(workbook)
    now_line(workbook, live)
    left, right = st.columns([3, 2], gap="large")
    with left:
        notes(live, case)
        questions_desk(workbook, live)
        if live.step == "words":
            unseen_lines(workbook, case)
    with right:
        screen_link(workbook)
        controls(workbook, live)
        parking(workbook, live)
        withdrawn_steps(workbook, live)
    follow(workbook, live)
