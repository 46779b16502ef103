"""The reps' clients side by side: who is compared with whom has to see what each was given."""

from functools import partial

import pandas as pd
import streamlit as st

from diagnostics.evidence import Evidence
from diagnostics.i18n import _, count, rubles
from pages.components.blocks import table


def book_table(books: pd.DataFrame, evidence: Evidence) -> None:
    """A row per rep: clients who bought in the year, large ones, those whom another rep won, and what they bought."""
    names = {"clients": _("Clients of the year"), "large": _("of them large"), "inherited": _("won by others"), "net": _("Sales of the year")}
    names = {column: title for column, title in names.items() if column in books}  # before a room there is no money on a person
    rows = [
        {_("Rep"): evidence.reps[row["rep_id"]].name} | {title: row[column] for column, title in names.items()} for row in books.to_dict("records")
    ]
    st.subheader(_("What each rep has to work with"), anchor=False)
    st.markdown(_("Large: of the tenth who buy most. Won by others: another rep sold to them first."))
    formats = {title: partial(rubles, currency=evidence.currency) if column == "net" else count for column, title in names.items()}
    table(rows, "books", _("Clients of the reps"), formats=formats)
