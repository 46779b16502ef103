"""Verdict: what was found, ranked, with what would refute it; what works; what is not known yet."""

import streamlit as st

from diagnostics.evidence import month_start
from diagnostics.i18n import _, month_span, ngettext
from pages.components import finding_card, fold, frame, grey_card, measured, needs_case, next_step, works_cards

workbook = needs_case()
case = measured(workbook)
evidence, verdict = case.evidence, case.verdict
found = len(verdict.roots) + len(verdict.alone)
falls = evidence.signals["growth.total"].available and evidence.signals["growth.total"].value < 0
title = _("Where growth is lost") if found and falls else _("What the data say so far")
if evidence.period is None:
    frame(title)
    fold(("revenue",))
else:
    span = month_span(month_start(evidence.period.first), month_start(evidence.period.last))
    months = ngettext("{n} full month", "{n} full months", evidence.period.months).format(n=evidence.period.months)
    asked = (
        _("The head has confirmed his client list; the rest is from data alone.")
        if evidence.head and evidence.head.confirmed
        else _("From data alone: nobody was asked yet.")
    )
    frame(title, _("{months} of data, {span}.").format(months=months, span=span) + " " + asked)
for finding, below in verdict.roots:
    finding_card(finding, evidence, below)
for finding in verdict.alone:
    finding_card(finding, evidence)
if verdict.works:
    st.subheader(_("What is in order"), anchor=False)
    works_cards(verdict.works, evidence)
if verdict.open:
    st.subheader(_("What is not known yet"), anchor=False)
    for finding in verdict.open:
        grey_card(finding, evidence)
if found:
    then = _(
        "talk the verdict over with the head before the room sees it; then three actions, each with a name, a date and a figure."
    )
elif verdict.open:
    then = _("add what is missing above: until then no cause can be named or ruled out.")
else:
    then = _("no cause shows in the data. Ask the head and the reps: they see what a table does not hold.")
next_step(then)
