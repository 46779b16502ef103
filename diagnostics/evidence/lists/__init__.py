"""Lists that are work: whom to call, what to hand over, whom nobody leads, which deals have stuck; each sorted by money."""

from collections.abc import Callable
from dataclasses import dataclass

import pandas as pd

from diagnostics.evidence.deals import deals_of
from diagnostics.evidence.funnel import stuck_after
from diagnostics.evidence.head import find_head
from diagnostics.evidence.period import Period
from diagnostics.i18n import N_
from diagnostics.workbook import Workbook, read_sql

FEW_PAUSES = 3  # pauses between purchases from which a client has a rhythm of his own


@dataclass(frozen=True)
class WorkList:
    """A list: what it is, what to do with it, and how it is read; a code of missing.yaml where it cannot be."""

    title: str
    todo: str
    read: Callable[[Workbook, Period], pd.DataFrame | str]


def _silent(workbook: Workbook, period: Period) -> pd.DataFrame | str:
    return _rows(workbook, "silent", as_of=period.as_of, few=FEW_PAUSES)


def _orphans(workbook: Workbook, period: Period) -> pd.DataFrame | str:
    return _rows(workbook, "orphans", last=period.last)


def _handover(workbook: Workbook, period: Period) -> pd.DataFrame | str:
    head = find_head(workbook)
    if head is None:
        return "head"
    if not head.confirmed:
        return "head_list"
    return _rows(workbook, "handover", head=head.rep_id, first=period.year[0], last=period.last)


def _stuck(workbook: Workbook, period: Period) -> pd.DataFrame | str:
    deals = deals_of(workbook)
    days = stuck_after(deals) if len(deals) else "deals"
    return days if isinstance(days, str) else _rows(workbook, "stuck", as_of=period.as_of, days=days)


def _rows(workbook: Workbook, name: str, **values: object) -> pd.DataFrame:
    return workbook.frame(read_sql(__package__, name), values)


LISTS = {
    "silent": WorkList(N_("Call today"), N_("They have been silent for more than three of their own pauses. Ask what changed; write down the answer."), _silent),
    "handover": WorkList(N_("The head hands over"), N_("A third a month, the middle ones first, the first meetings together. The rep who already sells to the client is named beside."), _handover),
    "orphans": WorkList(N_("Nobody leads them"), N_("Name a rep for each this week: the largest first."), _orphans),
    "stuck": WorkList(N_("Deals that have stuck"), N_("They are open longer than nine of ten won deals were. Win, lose or set a day for the next step."), _stuck),
}
"""Every list by its name, in the order in which the page shows them. Money is kopecks."""
