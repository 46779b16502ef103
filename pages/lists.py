"""Lists that are work: whom to call, what the head hands over, whom nobody leads, which deals have stuck."""

import streamlit as st

from diagnostics.causes import missing_text
from diagnostics.evidence.lists import LISTS
from diagnostics.i18n import _, count
from pages.components import frame, measured, needs_case, next_step, plain
from pages.components.work_list import REP, list_table, take_list

workbook = needs_case()
evidence = measured(workbook).evidence
frame(_("What to do this week"), _("Each list is sorted by money. Give every rep his own."))
name = st.segmented_control(
    _("List"), LISTS, format_func=lambda one: _(LISTS[one].title), default="silent", key="list", required=True, label_visibility="collapsed", wrap=True
)
chosen = LISTS[name]
found = chosen.read(workbook, evidence.period) if evidence.period else "revenue"
if isinstance(found, str):
    st.info(missing_text(found))
elif found.empty:
    st.success(_("Nothing is on this list."))
else:
    st.markdown(_(chosen.todo))
    whose = REP[name]
    hidden = evidence.head.name if evidence.head and not evidence.head.confirmed else None
    if hidden:
        found = found[found[whose] != hidden]
    reps = sorted(found[whose].dropna().unique())
    rep = st.selectbox(_("Rep"), reps, index=None, placeholder=_("All"), key=f"list_rep_{name}")
    shown = found if rep is None else found[found[whose] == rep]
    st.markdown(plain(_("{n} in all.").format(n=count(len(shown)))))
    list_table(shown, name, evidence.currency)
    take_list(shown, name, evidence.currency)
next_step(_("agree who calls whom by which day; in a week look at the list again: whoever bought is gone from it."))
