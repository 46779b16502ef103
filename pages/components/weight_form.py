"""How much the answers weigh beside the figures, and each side among them."""

import streamlit as st

from diagnostics.causes import weights
from diagnostics.i18n import N_, _, decimal
from diagnostics.workbook import Workbook, settings
from pages.components.kept_form import keep, stored

TITLES = {
    "answers": N_("A point of answers, in points of figures"), "even_odds": N_("Points at which yes and no are as likely"),
    "reps": N_("Weight of the reps"), "owner": N_("Weight of the owner"), "head": N_("Weight of the head"),
}  # fmt: skip


def weight_form(workbook: Workbook) -> None:
    """A field for each weight."""
    facts = settings(workbook)
    with st.form("weights", border=False):
        said = {}
        for (name, value), column in zip(weights({}).items(), st.columns(len(TITLES), vertical_alignment="bottom"), strict=True):
            key = f"weight.{name}"
            stored(key, float(facts[key]) if key in facts else None)
            number = column.number_input(_(TITLES[name]), min_value=0.0, value=None, placeholder=decimal(value), step=0.1, format="%.4g", key=key)
            said[key] = None if number is None else f"{number:g}"
        if st.form_submit_button(_("Write down"), key="save_weights"):
            keep(workbook, said)
