"""The rows behind a figure: the very clients, people, months or deals that it was counted from."""

from collections.abc import Iterable

import pandas as pd

from diagnostics.evidence.period import Period
from diagnostics.workbook import Workbook, read_sql

KINDS = {
    "base": "clients", "bridge": "clients", "growth": "clients", "clients": "clients", "head": "clients", "owner": "clients",
    "team": "reps", "margin": "reps", "plan": "plan", "people": "staff", "pay": "pay", "activity": "activity",
    "funnel": "deals", "leads": "deals", "marketing": "deals",
}  # fmt: skip
"""First word of a signal -> the rows it is counted from; a file of `rows/` each."""


def kinds_behind(signals: Iterable[str]) -> list[str]:
    """The kinds of rows behind some signals, each once."""
    return list(dict.fromkeys(KINDS[name.partition(".")[0]] for name in signals if name.partition(".")[0] in KINDS))


def rows_behind(workbook: Workbook, period: Period, kind: str) -> pd.DataFrame:
    """The rows of a kind; see the file of its name. Money is kopecks, a month its absolute number."""
    span = {"first": period.year[0], "last": period.last}
    asked = read_sql(__package__, f"rows/{kind}")
    return workbook.frame(asked, {name: span[name] for name in span if f"${name}" in asked})


def rep_clients(workbook: Workbook, period: Period, rep: int) -> pd.DataFrame:
    """Whom a rep sold to in the two years, with the columns of the clients behind a figure; their sums are his sales."""
    return workbook.frame(read_sql(__package__, "rows/clients_of_rep"), {"first": period.year[0], "last": period.last, "rep": rep})
