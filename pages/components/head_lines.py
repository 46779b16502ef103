"""What the head sees alone: his lines with fields for his replies, his clients, and the findings that speak of his seat."""

import streamlit as st

from diagnostics.causes import signal_detail
from diagnostics.evidence import Evidence, heads_clients
from diagnostics.i18n import _, pick
from diagnostics.interview import LED, LED_WORDS, Reply, heard, questions, reply
from diagnostics.session import figures, room_title, side
from diagnostics.workbook import Workbook
from pages.components.blocks import table
from pages.components.measured import Measured
from pages.components.tested import tested_card, tested_list
from pages.components.text import plain


def his_lines(workbook: Workbook, case: Measured) -> None:
    """What he said that the data can test, and nobody else's; one press says that he has seen all of it."""
    his = [one for one in case.verdict.words if one.who is not None and side(one) == "head"]
    st.subheader(_("Your words and the data"), anchor=False)
    if not his:
        st.markdown(_("None of your answers says anything that the data could test."))
        return
    for one in (one for one in his if one.stands):
        tested_card(workbook, one, case.evidence)
    tested_list(_("It agrees"), [one for one in his if one.outcome == "confirmed"], case.evidence)
    tested_list(_("Nothing to check it by"), [one for one in his if one.outcome == "open"], case.evidence)
    tested_list(_("Taken back: the author was right"), [one for one in his if one.outcome == "contradicted" and not one.stands], case.evidence)
    new = [one for one in his if one.reply.state == "new"]
    if new and st.button(_("The head has seen all of it"), type="primary", key="seen_all"):
        for one in new:
            reply(workbook, one.claim.id, one.who, Reply("seen", one.reply.text))
        st.rerun()


def his_clients(workbook: Workbook, evidence: Evidence) -> None:
    """The largest clients that the export has under his name, and what he said of each."""
    clients = heads_clients(workbook)
    if not clients:
        return
    st.subheader(_("Clients that the export has under your name"), anchor=False)
    (asked,) = [question.id for question in questions().values() if question.kind == "list"]
    said = {name: how for answer in heard(workbook).named.get(asked, {}).values() for name, how in (answer.value or {}).items()}
    words = dict(zip(LED, LED_WORDS, strict=True))
    rows = [{_("Client"): name, _("What you said"): _(words[said[name]]) if name in said else _("not gone through yet")} for name in clients]
    table(rows, "his_clients", _("Clients that the export has under your name"))
    if evidence.head and not evidence.head.confirmed:
        st.info(_("Until this list is gone through nothing is shown of your own sales."))


def will_be_shown(case: Measured) -> None:
    """The findings that speak of his seat, under the titles that the room reads."""
    st.subheader(_("What the room will read of your seat"), anchor=False)
    found = [one for one in case.verdict.findings if one.cause.about_head and one.shows]
    for one in found:
        told = " · ".join(signal_detail(signal, case.evidence.currency) for signal in figures(one, case.evidence))
        st.markdown(f"**{room_title(one, head_here=True)}.** {plain(told)}")
        st.markdown(f"*{_('What would refute it')}:* {pick(one.cause.refuted_by)}")
    if not found:
        st.markdown(_("Nothing that the data show speaks of your seat."))
    st.markdown(_("Not shown to anybody: your pay, any one rep's answers, who has answered and who has not."))
