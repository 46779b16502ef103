"""The list of what is wrong in files: where, what was found, what was expected, how to mend it."""

from collections.abc import Sequence

import pandas as pd
import streamlit as st

from diagnostics.i18n import N_, _, count, ngettext
from diagnostics.intake import expected_text, fix_text
from diagnostics.workbook import Problem

FEW = 5  # problems that are shown at once and need no filter
SEVERITY = {"error": N_("not taken"), "warning": N_("taken, please check")}


def problem_table(problems: Sequence[Problem], key: str) -> None:
    """The problems as a table, or nothing."""
    if not problems:
        return
    title = ngettext("{n} problem", "{n} problems", len(problems)).format(n=count(len(problems)))
    with st.expander(title, expanded=len(problems) <= FEW):
        shown = sorted(_chosen(problems, key) if len(problems) > FEW else problems, key=lambda one: (one.severity, one.file, one.line or 0))
        st.dataframe(_frame(shown), hide_index=True, width="stretch", key=key, alt=title)
        for code in dict.fromkeys(problem.code for problem in shown):  # in a cell of the table it would be cut off
            expected = expected_text(code)
            st.markdown(f"**{expected[:1].upper()}{expected[1:]}.** {fix_text(code)}")


def _chosen(problems: Sequence[Problem], key: str) -> Sequence[Problem]:
    """The problems that the user wants to see: of one severity, with a text in the column, the cell or the advice."""
    severities = [severity for severity in SEVERITY if any(problem.severity == severity for problem in problems)]
    left, right = st.columns(2)
    wanted = left.pills(
        _("What became of it"), severities, key=f"{key}_severity", format_func=lambda severity: _(SEVERITY[severity]),
        selection_mode="multi", label_visibility="collapsed",
    )  # fmt: skip
    text = right.text_input(_("Find"), key=f"{key}_text", placeholder=_("column, cell or advice"), label_visibility="collapsed")
    return [
        problem
        for problem in problems
        if (not wanted or problem.severity in wanted)
        and text.lower() in " ".join((problem.header or "", problem.found or "", fix_text(problem.code))).lower()
    ]


def _frame(problems: Sequence[Problem]) -> pd.DataFrame:
    rows = pd.DataFrame(
        [
            {
                _("What became of it"): _(SEVERITY[problem.severity]),
                _("File"): problem.file,
                _("Sheet"): problem.sheet or "",
                _("Line no."): problem.line or "",
                _("Column"): problem.header or "",
                _("In the cell"): problem.found or _("empty"),
                _("Expected"): expected_text(problem.code),
            }
            for problem in problems
        ]
    )
    return rows.loc[:, (rows != "").any()]  # the same file for all, or no sheet at all, is not worth a column
