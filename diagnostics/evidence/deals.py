"""Deals of a CRM as the themes read them."""

import pandas as pd

from diagnostics.workbook import Workbook, read_sql

FEW_DEALS = 10  # deals that ended, below which a share of them says nothing


def deals_of(workbook: Workbook) -> pd.DataFrame:
    """Columns rep_id, state (won, lost, open), created, day, told, stepped, next_on, steps_told, step, one row a deal; see deals.sql. Days that are not known are NaT."""
    deals = workbook.frame(read_sql(__package__, "deals"))
    for column in ("created", "day", "next_on"):
        deals[column] = pd.to_datetime(deals[column])
    return deals
