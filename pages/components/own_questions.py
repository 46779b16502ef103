"""The consultant's own questions, and those that this company is not asked."""

from typing import Any

import streamlit as st

from diagnostics.i18n import LANGUAGES, _, ngettext, pick
from diagnostics.interview import EditError, Role, add, brought, dimensions, edits, exported, form, hide, show
from diagnostics.workbook import Workbook
from pages.components.offers import offer
from pages.components.text import plain

MOST = 1_000_000  # of a number that an own question asks for
WRONG = {"file": "file", "kind": "file", "text": "text", "options": "options", "unknown": "file"}


def own_questions(workbook: Workbook, role: Role) -> None:
    """Leave questions of a form out, add own ones, take both to another company as a file."""
    changed = edits(workbook)
    with st.expander(_("Questions that are asked")):
        for question in form(role):
            st.checkbox(
                plain(f"{question.id}. {pick(question.text)}"), question.id not in changed, key=f"ask_{question.id}",
                on_change=_turn, args=(workbook, question.id),
            )  # fmt: skip
        for name, spec in changed.items():
            if spec and spec["role"] == role:
                text, act = st.columns([4, 1], vertical_alignment="center")
                text.markdown(plain(f"{name}. {pick(spec['text'])}"))
                act.button(_("Remove"), key=f"remove_{name}", on_click=show, args=(workbook, name))
    with st.expander(_("Add a question of your own")):
        _adding(workbook, role)
    with st.expander(_("Take the questions to another company")):
        if st.button(_("Make a file of these changes"), key="make_edits"):
            address = offer("questions.json", lambda path: bool(path.write_text(exported(workbook), encoding="utf-8")))
            if address:
                st.link_button(_("Take the file"), address, icon=":material/download:")
        place = st.file_uploader(_("A file of changes from another company"), ["json"], key="edits_file")
        if place is not None and st.button(_("Take these changes over"), key="take_edits"):
            _told(lambda: brought(workbook, place.getvalue().decode("utf-8", "replace")))
            for name in [name for name in st.session_state if str(name).startswith("ask_")]:
                del st.session_state[name]  # the ticks are those of before


def _adding(workbook: Workbook, role: Role) -> None:
    kinds = {"choice": _("four options"), "number": _("a number"), "text": _("a few words")}
    subjects = {name: pick(about.title) for name, about in dimensions().items()}
    kind = st.segmented_control(_("How it is answered"), kinds, format_func=kinds.__getitem__, default="choice", key="own_kind", required=True)
    with st.form("own_question", border=False, clear_on_submit=False):
        subject = st.selectbox(_("Subject"), subjects, format_func=subjects.__getitem__, key="own_subject")
        text = st.text_input(_("Question"), key="own_text", max_chars=200)
        options = [st.text_input(_("Option {n}, from the weakest to the strongest").format(n=place), key=f"own_option_{place}", max_chars=120) for place in range(1, 5)] if kind == "choice" else []
        if st.form_submit_button(_("Add the question"), key="own_add"):
            spec: dict[str, Any] = {"kind": kind, "dimension": subject, "order": "shuffle", "text": _both(text), "options": [_both(option) for option in options]} | ({"most": MOST} if kind == "number" else {})
            _told(lambda: add(workbook, role, spec) and 1)


def _both(text: str) -> dict[str, str]:
    """An own question is asked as it was written, whatever language the program speaks."""
    return dict.fromkeys(LANGUAGES, text.strip())


def _turn(workbook: Workbook, name: str) -> None:
    (show if st.session_state[f"ask_{name}"] else hide)(workbook, name)


def _told(change: Any) -> None:
    """Make a change and say what came of it."""
    reasons = {
        "text": _("Write the question."), "options": _("Write all four options."),
        "file": _("This is no file of changed questions. Make it anew in the other company."),
    }  # fmt: skip
    try:
        n = change()
    except EditError as problem:
        st.error(reasons[WRONG[problem.code]])
        return
    st.success(ngettext("{n} question changed.", "{n} questions changed.", n).format(n=n))
