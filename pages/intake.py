"""Bring data: upload, look at what was recognised, correct it, import."""

from collections import Counter
from functools import partial

import streamlit as st

from diagnostics.i18n import _
from diagnostics.intake import import_files
from diagnostics.workbook import settings
from pages.components import frame, needs_case, next_step, plain
from pages.components.brought import brought_files, brought_now, forget_brought
from pages.components.guide import export_guide
from pages.components.uploads import (
    all_in,
    answer_questions,
    inspected,
    mapping_form,
    marked_files,
    result_block,
    with_said,
)
from pages.components.waiting import watched

workbook = needs_case()
frame(
    _("Bring the company's data"),
    _(
        "Sales with date, client, rep and amount come first, at best for two years or more. Then the staff list with those who left, "
        "the plan by rep and month, the list of clients. XLSX, XLS, CSV or ZIP, as the program exported them."
    ),
)
of, done, marked = st.session_state.get("import_done", (None, [], {}))
done = done if of == (workbook.path, workbook.version, brought_now()) else []  # not of another company, not of other files
if done:
    result_block(done, marked, settings(workbook)["currency"])
    if all_in(done) and st.button(_("Check the data"), type="primary", key="to_quality"):
        st.switch_page("quality.py")
uploads = brought_files(workbook)
if st.session_state.pop("import_stopped", False):
    st.info(_("Stopped. Nothing was changed in the workbook."))
if uploads:
    looked = inspected(workbook, uploads)
    counts = Counter(result.file for result in looked)
    said = [mapping_form(uploads[result.file], result, counts[result.file] > 1) for result in looked]
    answers = answer_questions([*looked, *done])
    ready = [one for one in said if one is not None]
    for result, one in zip(looked, said, strict=True):
        if one is None:
            st.markdown(_("{name} stands in the way: say what it is, or remove it with the cross above.").format(name=plain(result.name)))
    if st.button(_("Import"), type="primary", key="import", disabled=len(ready) < len(said) or answers is None):
        job = partial(import_files, workbook, with_said(uploads, looked, ready), answers)
        results = watched(job, "import", partial(st.session_state.update, import_stopped=True))
        marked = marked_files(uploads, results)
        if all_in(results):
            forget_brought()
        st.session_state["import_done"] = ((workbook.path, workbook.version, brought_now()), results, marked)
        st.rerun()
export_guide(unfolded=not uploads and not done)
if done and all_in(done):
    next_step(_("lay the sums beside the accountant's, then bring the staff list and the plan."))
elif not uploads:
    next_step(_("sales come first. With two years of them the growth and the people can be read."))
