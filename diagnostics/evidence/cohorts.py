"""How clients stay: those who first bought in a quarter, and how many of them buy in each later one; and who buys most."""

import pandas as pd

from diagnostics.evidence.period import YEAR, Period
from diagnostics.workbook import Workbook, read_sql

FEW = 10  # clients of a quarter below which its shares say nothing
CLIENTS_OF_GRID = 40


def cohorts(workbook: Workbook, period: Period) -> pd.DataFrame | None:
    """Columns quarters_ago, age (quarters), bought, clients; None where no quarter after the first year has enough new clients."""
    if period.months < 2 * YEAR:
        return None
    found = workbook.frame(read_sql(__package__, "cohorts"), {"first": period.first, "last": period.last})
    found = found[found["clients"] >= FEW]
    return None if found.empty else found


def top_clients(workbook: Workbook, period: Period) -> pd.DataFrame | None:
    """Columns client, rep_id, net (kopecks) of the last year, the largest first; None where nobody named bought."""
    if period.months < YEAR:
        return None
    found = workbook.frame(read_sql(__package__, "top_clients"), {"first": period.year[0], "last": period.last})
    return None if found.empty else found


def grid_of_rep(workbook: Workbook, period: Period, rep: int) -> pd.DataFrame:
    """Columns client, month, net (kopecks), whole: the months in which each of a rep's largest clients bought, over two years."""
    first = max(period.first, period.last - 2 * YEAR + 1)
    return workbook.frame(read_sql(__package__, "rows/grid"), {"first": first, "last": period.last, "rep": rep, "most": CLIENTS_OF_GRID})
