"""What no file tells and only the owner knows: how far prices were raised, how many seats the department has."""

import streamlit as st

from diagnostics.evidence import Period, month_start
from diagnostics.i18n import _
from diagnostics.workbook import GROWTHS, Workbook, settings


def owner_facts(workbook: Workbook, period: Period) -> None:
    """One number a year for prices, and the seats; an empty field takes back what was said."""
    facts = settings(workbook)
    low, high = (100.0 * share for share in GROWTHS)
    years = sorted({month_start(month).year for month in range(period.year[0], period.last + 1)})
    with st.form("owner_facts", border=False):
        columns = st.columns(len(years) + 1, vertical_alignment="bottom")
        said = {}
        for year, column in zip(years, columns, strict=False):
            name = f"price_growth.{year}"
            _stored(name, round(100 * float(facts[name]), 2) if name in facts else None)
            rise = column.number_input(
                _("By how much did you raise prices in {year}, %?").format(year=year), low, high, None, step=1.0, format="%.1f", key=name
            )
            said[name] = None if rise is None else f"{rise / 100:.4f}"
        _stored("seats", int(facts["seats"]) if "seats" in facts else None)
        seats = columns[-1].number_input(_("How many seats does the department have?"), 1, 10_000, None, key="seats")
        said["seats"] = None if seats is None else str(seats)
        if st.form_submit_button(_("Write down"), key="save_owner_facts"):
            workbook.set(said)
            st.toast(_("Saved"))
            st.rerun()


def _stored(key: str, value: float | None) -> None:
    """Show what was said before. Not as the default of the field: Streamlit puts a default back into a field that was emptied."""
    if key not in st.session_state:
        st.session_state[key] = value
