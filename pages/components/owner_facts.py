"""What no file tells and only the owner knows: how far prices were raised and the market grew, how many seats there are, how a deal goes."""

import json

import streamlit as st

from diagnostics.evidence import Period, month_start, steps_to_order
from diagnostics.i18n import N_, _
from diagnostics.workbook import GROWTHS, Workbook, settings
from pages.components.kept_form import stored

GROWN = {
    "price_growth": N_("By how much did you raise prices in {year}, %?"),
    "market_growth": N_("By how much did your market grow in {year}, %, if you know?"),
}


def owner_facts(workbook: Workbook, period: Period) -> None:
    """One number a year for prices and for the market, the seats, the order of stages where their names do not tell it; an empty field takes back what was said."""
    facts = settings(workbook)
    low, high = (100.0 * share for share in GROWTHS)
    years = sorted({month_start(month).year for month in range(period.year[0], period.last + 1)})
    with st.form("owner_facts", border=False):
        said = {}
        for what, question in GROWN.items():
            for year, column in zip(years, st.columns(len(years), vertical_alignment="bottom"), strict=True):
                name = f"{what}.{year}"
                stored(name, round(100 * float(facts[name]), 2) if name in facts else None)
                rise = column.number_input(_(question).format(year=year), low, high, None, step=1.0, format="%.1f", key=name)
                said[name] = None if rise is None else f"{rise / 100:.4f}"
        stored("seats", int(facts["seats"]) if "seats" in facts else None)
        seats = st.number_input(_("How many seats does the department have?"), 1, 10_000, None, key="seats")
        said["seats"] = None if seats is None else str(seats)
        if steps := steps_to_order(workbook):
            stored("stages", [stage for stage in json.loads(facts.get("stages", "[]")) if stage in steps])
            chosen = st.multiselect(_("Stages of a deal, from the first to the last"), steps, placeholder=_("Choose in their order"), select_all=False, key="stages")
            said["stages"] = json.dumps(chosen, ensure_ascii=False) if chosen else None
        if st.form_submit_button(_("Write down"), key="save_owner_facts"):
            workbook.set(said)
            st.toast(_("Saved"))
            st.rerun()
