"""The part of the company that a page looks at: chosen once, the same on every page that asks."""

from datetime import date
from itertools import cycle

import streamlit as st

from diagnostics.evidence import month_start
from diagnostics.i18n import _, month
from diagnostics.workbook import Scope, Workbook, scope_choices
from pages.components.measured import Measured, measured
from pages.components.text import plain


def measured_part(workbook: Workbook) -> Measured:
    """What was measured of the part that the user chose, after the widgets by which he does; the whole where he chose none."""
    there = scope_choices(workbook)
    titles = {"reps": _("Reps"), "departments": _("Departments"), "product_groups": _("Goods")}
    sizes = {"": _("All"), "large": _("The largest tenth"), "others": _("All but the largest tenth")}
    with st.expander(_("Show a part of the company")):
        columns = cycle(st.columns(2))
        chosen = {
            field: tuple(
                next(columns).multiselect(
                    title, there[field], key=_key(workbook, field), placeholder=_("All"), select_all=False, persist_state="session"
                )
            )
            for field, title in titles.items()
            if len(there[field]) > 1
        }
        clients = next(columns).selectbox(_("Clients"), sizes, format_func=sizes.__getitem__, key=_key(workbook, "clients"), persist_state="session")
        since = next(columns).selectbox(
            _("From"), _months(workbook), format_func=lambda day: month(day) if day else _("the beginning of the data"),
            key=_key(workbook, "since"), persist_state="session",
        )  # fmt: skip
    scope = Scope(**chosen, clients=clients)
    if scope.asked or since:
        names = [name for values in chosen.values() for name in values] + ([sizes[clients]] if clients else [])
        names += [_("{month} and later").format(month=month(since))] if since else []
        st.info(plain(_("Only: {part}").format(part=" · ".join(names))))
    return measured(workbook, scope, since)


def _months(workbook: Workbook) -> list[date | None]:
    period = measured(workbook).evidence.period
    return [None, *(month_start(number) for number in range(period.first + 1, period.last + 1))] if period else [None]


def _key(workbook: Workbook, field: str) -> str:
    """A choice is of one company: the next one has other people."""
    return f"part_{field}_{workbook.path}"
