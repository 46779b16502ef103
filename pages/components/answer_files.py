"""Questionnaires as files: out for whoever has no net, filled in, and in again."""

from itertools import count

import streamlit as st

from diagnostics.i18n import _, ngettext
from diagnostics.interview import Role, form_of, given, open_wave, reason, rep_key, save, save_of_rep, threshold
from diagnostics.interview.sheet import SHEET_REASONS, SheetError, read, rows, write_xlsx
from diagnostics.workbook import Workbook
from pages.components.blocks import table
from pages.components.offers import offer
from pages.components.text import plain


def free_number(workbook: Workbook) -> str:
    """The first number that no sheet of a rep has yet."""
    return next(str(number) for number in count(1) if not given(workbook, "rep", rep_key(str(number))))


def answer_files(workbook: Workbook, role: Role, name: str, clients: list[str]) -> None:
    """The questionnaire of somebody to take away, and a place for the filled-in one. Reps come in without a name."""
    form = {question.id: question for question in form_of(workbook, role)}
    said = {} if role == "rep" else given(workbook, role, name)
    if st.button(_("Make the questionnaire in Excel"), key="make_sheet"):
        content = write_xlsx(rows(list(form.values()), said, clients), role, threshold(workbook))
        address = offer("questions.xlsx", lambda path: bool(path.write_bytes(content)))
        if address:
            st.link_button(_("Take the questionnaire"), address, icon=":material/download:")
    if role == "rep" and given(workbook, role, rep_key(name)):
        st.warning(_("Sheet {name} has been taken over already: another one under this number takes its place.").format(name=plain(name)))
    place = st.file_uploader(_("The filled-in questionnaire, XLSX or CSV"), ["xlsx", "csv"], key=f"sheet_{role}")
    if place is None or not st.button(_("Take the answers over"), type="primary", key="take_sheet"):
        return
    try:
        found, problems = read(place.getvalue(), place.name, list(form.values()))
    except SheetError as problem:
        st.error(f"{plain(place.name)}: {_(SHEET_REASONS[problem.code])}")
        return
    if problems:
        st.error(_("Nothing was taken over. Mend these rows in the file and bring it again:"))
        told = [(one.line, one.question, one.found, reason(one.code, form.get(one.question))) for one in problems]
        titles = (_("Row"), _("Question"), _("Found"), _("How to fix it"))
        table([dict(zip(titles, row, strict=True)) for row in told], "sheet_problems", _("Rows that cannot be taken"))
        return
    answers = {form[question]: answer for question, answer in found.items()}
    if role == "rep":
        save_of_rep(workbook, open_wave(workbook).number, rep_key(name), answers)
    else:
        save(workbook, role, name, answers)
    st.success(ngettext("Taken over: {n} answer.", "Taken over: {n} answers.", len(found)).format(n=len(found)))
