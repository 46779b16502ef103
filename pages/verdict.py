"""Verdict: what was found, roots first, with what would refute it; what works; what is said, open, and not known yet."""

import streamlit as st

from diagnostics.causes import finding_title, state_text
from diagnostics.evidence import month_start
from diagnostics.i18n import _, month_span, ngettext, percent
from pages.components import (
    finding_card,
    fold,
    frame,
    measured,
    needs_case,
    next_step,
    open_card,
    table,
    unknown_list,
    works_list,
)

workbook = needs_case()
case = measured(workbook)
evidence, verdict = case.evidence, case.verdict
cards = [*verdict.roots, *verdict.alone]
falls = evidence.signals["growth.total"].available and evidence.signals["growth.total"].value < 0
title = _("Where growth is lost") if cards and falls else _("What is known so far")
if evidence.period is None:
    frame(title)
    fold(("revenue",))
else:
    span = month_span(month_start(evidence.period.first), month_start(evidence.period.last))
    months = ngettext("{n} full month", "{n} full months", evidence.period.months).format(n=evidence.period.months)
    asked = _("Answers are weighed beside the data.") if any(one.voices for one in verdict.findings) else _("From data alone: nobody was asked yet.")
    frame(title, _("{months} of data, {span}.").format(months=months, span=span) + " " + asked)
for card in cards:
    finding_card(workbook, card, evidence)
if verdict.works:
    st.subheader(_("What is in order"), anchor=False)
    works_list(verdict.works, evidence)
if verdict.told:
    st.subheader(_("What is said and not measured"), anchor=False)
    for finding in verdict.told:
        open_card(workbook, finding, evidence)
if verdict.to_check:
    st.subheader(_("What is to be checked"), anchor=False)
    for finding in verdict.to_check:
        open_card(workbook, finding, evidence)
if verdict.unknown:
    with st.expander(_("What is not known yet")):
        unknown_list(verdict.unknown)
with st.expander(_("Every cause in one list")):
    rows = [
        {
            _("Cause"): finding_title(one), _("State"): state_text(one),
            _("Probability"): "" if one.probability is None else percent(one.probability), "№": one.cause.id,
        }
        for one in verdict.findings
    ]  # fmt: skip
    table(rows, "every_cause", _("Every cause in one list"))
if cards:
    then = _("talk the verdict over with the head before the room sees it; then three actions, each with a name, a date and a figure.")
elif verdict.unknown:
    then = _("add what is missing above: until then no cause can be named or ruled out.")
else:
    then = _("no cause shows in the data. Ask the head and the reps: they see what a table does not hold.")
next_step(then)
