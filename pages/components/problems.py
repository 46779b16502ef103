"""The list of what is wrong in files: where, what was found, what was expected, how to mend it."""

from collections.abc import Sequence

import pandas as pd
import streamlit as st

from diagnostics.i18n import N_, _, count, ngettext
from diagnostics.intake import expected_text, fix_text
from diagnostics.workbook import Problem

SEVERITY = {"error": N_("not taken"), "warning": N_("taken, please check")}


def problem_table(problems: Sequence[Problem], key: str) -> None:
    """The problems as a table, or nothing."""
    if not problems:
        return
    title = ngettext("{n} problem", "{n} problems", len(problems)).format(n=count(len(problems)))
    with st.expander(title, expanded=len(problems) <= 5):
        st.dataframe(_frame(problems), hide_index=True, width="stretch", key=key, alt=title)


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
                _("How to mend"): fix_text(problem.code),
                _("Expected"): expected_text(problem.code),
            }
            for problem in sorted(problems, key=lambda one: (one.severity, one.file, one.line or 0))
        ]
    )
    return rows.loc[:, (rows != "").any()]  # the same file for all, or no sheet at all, is not worth a column
