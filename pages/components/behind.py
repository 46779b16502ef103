"""The rows behind the figures of a finding, a click away."""

from collections.abc import Callable
from typing import Any

import pandas as pd
import streamlit as st

from diagnostics.causes import Finding
from diagnostics.evidence import Period, kinds_behind, month_start, rows_behind
from diagnostics.i18n import N_, _, day, month, percent, rubles_exact, use
from diagnostics.workbook import Workbook
from pages.components.blocks import table

MOST = 500  # rows shown
KINDS = {
    "clients": N_("Clients"), "reps": N_("Reps"), "plan": N_("Plan and fact"), "staff": N_("People"), "pay": N_("Pay, without names"),
    "activity": N_("Calls and meetings"), "deals": N_("Deals"),
}  # fmt: skip
COLUMNS = {
    "client": N_("Client"), "rep": N_("Rep"), "last_bought": N_("Last purchase"), "year": N_("Last 12 months"), "before": N_("The 12 before"),
    "clients": N_("Clients"), "month": N_("Month"), "plan": N_("Plan"), "fact": N_("Fact"), "position": N_("Position"), "hired": N_("Came"),
    "left_on": N_("Left on"), "attainment": N_("Plan attainment"), "base": N_("Fixed part"), "total": N_("Pay in all"), "activities": N_("Calls and meetings"),
    "days": N_("Days with them"), "deal": N_("Deal"), "state": N_("State"), "created": N_("Created"), "day": N_("Day"), "next_step": N_("Next step"),
    "rhythm": N_("Own pause, days"), "silent": N_("Silent, days"), "last_rep": N_("Sold last"), "two_years": N_("Sales of two years"),
    "other": N_("Who else sells"), "of_other": N_("Sales of that rep"), "amount": N_("Amount"), "age": N_("Open, days"),
}  # fmt: skip
STATES = {"won": N_("won"), "lost": N_("lost"), "open": N_("open")}
MONEY = ("year", "before", "plan", "fact", "base", "total", "two_years", "of_other", "amount")


def behind_button(workbook: Workbook, finding: Finding, period: Period | None, currency: str) -> None:
    """A button that opens the rows of a finding; nothing where it stands on words alone or waits for the head's list."""
    kinds = kinds_behind(point.signal.id for point in finding.points)
    if period is None or not kinds or finding.unconfirmed:
        return

    @st.dialog(_("From which rows"), width="large")
    def rows() -> None:
        use(st.session_state["spoken"])  # the dialog runs alone, without the router that sets the language
        for kind in kinds:
            st.markdown(f"**{_(KINDS[kind])}**")
            found = rows_behind(workbook, period, kind)
            table(written(found.head(MOST), currency), f"behind/{finding.cause.id}/{kind}", _(KINDS[kind]), _("There are no such rows."))
            if len(found) > MOST:
                st.markdown(_("The first {n}.").format(n=MOST))

    if st.button(_("From which rows"), key=f"behind/{finding.cause.id}", type="tertiary", icon=":material/table_rows:"):
        rows()


def written(found: pd.DataFrame, currency: str) -> list[dict[str, Any]]:
    """Rows as a table prints them, under their titles."""
    how = {column: _writer(column, currency) for column in found}
    return [{_(COLUMNS[column]): "" if pd.isna(row[column]) else how[column](row[column]) for column in found} for row in found.to_dict("records")]


def _writer(column: Any, currency: str) -> Callable[[Any], str]:
    if column in MONEY:
        return lambda value: rubles_exact(int(value), currency)
    if column == "month":
        return lambda value: month(month_start(int(value)))
    if column == "attainment":
        return lambda value: percent(float(value))
    if column == "state":
        return lambda value: _(STATES.get(value, value))
    if column in ("last_bought", "hired", "left_on", "created", "day"):
        return lambda value: day(pd.Timestamp(value).date())
    return str
