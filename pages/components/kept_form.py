"""Numbers of a form that a company may set for itself: an empty field takes back what was set."""

from collections.abc import Mapping

import streamlit as st

from diagnostics.i18n import _
from diagnostics.workbook import SettingError, Workbook, check_setting


def stored(key: str, value: float | list[str] | None) -> None:
    """Show what was set before. Not as the default of the field: Streamlit puts a default back into a field that was emptied."""
    if key not in st.session_state:
        st.session_state[key] = value


def keep(workbook: Workbook, said: Mapping[str, str | None]) -> None:
    """Write down what a form says, or nothing where a number is refused; then the page is drawn anew."""
    for name, value in said.items():
        if value is not None:
            try:
                check_setting(name, value)
            except SettingError as problem:
                st.error(_("{value} does not fit here. Expected, for example: {expected}").format(value=value, expected=problem.expected.partition("=")[2]))
                return
    workbook.set(dict(said))
    st.toast(_("Saved"))
    st.rerun()
