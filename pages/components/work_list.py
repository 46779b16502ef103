"""A list of work as a table, and to take away as XLSX."""

import io
from pathlib import Path

import pandas as pd
import streamlit as st

from diagnostics.evidence.lists import LISTS
from diagnostics.i18n import _
from pages.components.behind import COLUMNS, MONEY, MOST, written
from pages.components.blocks import table
from pages.components.offers import offer

REP = {"silent": "rep", "handover": "other", "orphans": "last_rep", "stuck": "rep"}
"""List -> the column of the rep whose work it is."""
HIDDEN = ("place",)
WIDTHS = {"client": 40, "deal": 24, "next_step": 40}


def list_table(found: pd.DataFrame, name: str, currency: str) -> None:
    """The first rows of a list."""
    table(written(_told(found).head(MOST), currency), f"list_{name}", _(LISTS[name].title))
    if len(found) > MOST:
        st.markdown(_("The first {n}. The file holds them all.").format(n=MOST))


def take_list(found: pd.DataFrame, name: str, currency: str) -> None:
    """A button that makes the file, and the link to it."""
    if st.button(_("Make a file for Excel"), key=f"make_{name}"):
        address = offer(f"{name}.xlsx", lambda path: _write(path, _told(found), _(LISTS[name].title), currency))
        if address:
            st.link_button(_("Take the file"), address, icon=":material/download:")


def _told(found: pd.DataFrame) -> pd.DataFrame:
    return found[[column for column in found if column not in HIDDEN]]


def _write(path: Path, found: pd.DataFrame, title: str, currency: str) -> bool:
    path.write_bytes(sheet_of(found, title, currency))
    return True


def sheet_of(found: pd.DataFrame, title: str, currency: str) -> bytes:
    """The rows as XLSX: sums as numbers, days as days, with a filter; a text is text, whatever it holds."""
    import xlsxwriter

    out = io.BytesIO()
    with xlsxwriter.Workbook(out, {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False}) as book:
        paper, bold = book.add_worksheet(title[:31]), book.add_format({"bold": True})
        money, day = book.add_format({"num_format": "#,##0.00"}), book.add_format({"num_format": "dd.mm.yyyy"})
        for place, column in enumerate(found):
            paper.write_string(0, place, _(COLUMNS[column]) + (f", {currency}" if column in MONEY else ""), bold)
            paper.set_column(place, place, WIDTHS.get(column, 18))
            for line, value in enumerate(found[column], start=1):
                if pd.isna(value):
                    continue
                if column in MONEY:
                    paper.write_number(line, place, int(value) / 100, money)
                elif isinstance(value, pd.Timestamp):
                    paper.write_datetime(line, place, value.to_pydatetime(), day)
                elif isinstance(value, str):
                    paper.write_string(line, place, value)
                else:
                    paper.write_number(line, place, int(value))
        paper.autofilter(0, 0, len(found), max(0, len(found.columns) - 1))
        paper.freeze_panes(1, 0)
    return out.getvalue()
