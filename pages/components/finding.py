"""The card of a finding: what was found, on which figures, what would refute it, what may be said against it."""

from collections.abc import Sequence

import streamlit as st

from diagnostics.causes import (
    Finding,
    doctrine,
    finding_title,
    missing_text,
    norms,
    said_state,
    signal_detail,
    signal_text,
    state_text,
    twins_text,
)
from diagnostics.evidence import Evidence
from diagnostics.i18n import _, decimal, pick
from pages.components.text import plain

COLOURS = {"confirmed": "red", "likely": "orange", "check": "yellow", "not_seen": "green", "grey": "gray"}


def finding_card(finding: Finding, evidence: Evidence, below: Sequence[Finding] = ()) -> None:
    """A finding that may be stated, with the mechanisms and symptoms that stand beneath it."""
    with st.container(border=True):
        _stated(finding, evidence)
        if below:
            st.markdown(_("Seen together with it:"))
        for one in below:
            _stated(one, evidence)


def grey_card(finding: Finding, evidence: Evidence) -> None:
    """A finding that cannot be stated: what to add, or what to check."""
    with st.container(border=True):
        _headed(finding)
        if finding.state != "grey":
            _figures(finding, evidence)
        if finding.missing:
            st.markdown(" ".join(missing_text(code) for code in finding.missing))
        else:
            st.markdown(f"**{_('Next')}:** {_next(finding)}")


def works_cards(findings: Sequence[Finding], evidence: Evidence) -> None:
    """What works: causes that the data speak against."""
    for finding in findings:
        with st.container(border=True):
            st.markdown(f"#### {finding_title(finding)}")
            _figures(finding, evidence)


def _stated(finding: Finding, evidence: Evidence) -> None:
    _headed(finding)
    _figures(finding, evidence)
    st.markdown(f"*{_('What would refute it')}:* {pick(finding.cause.refuted_by)}")
    with st.expander(_("What speaks for it and against it")):
        _arithmetic(finding, evidence)


def _figures(finding: Finding, evidence: Evidence) -> None:
    """The figures on which a finding stands, and the norms beside them."""
    said = [evidence.signals[name] for name in finding.cause.said]
    st.markdown(plain(" · ".join(signal_text(signal, evidence.currency) for signal in said if signal.available)))
    if twins := twins_text(finding, evidence):
        st.markdown(twins)
    if finding.cause.norms:
        named = norms(evidence.facts)
        fitting = [named[name] for name in finding.cause.norms if named[name].basis in (None, evidence.basis)]
        st.markdown(plain(" · ".join(norm.words for norm in fitting)))


def _next(finding: Finding) -> str:
    if finding.unconfirmed:
        return _("Go through the head's client list with him: whom he leads himself, whom together with a rep, who is only listed.")
    return pick(finding.cause.next_step)


def _headed(finding: Finding) -> None:
    colour = "gray" if finding.unconfirmed else COLOURS[said_state(finding)]
    title, state = st.columns([4, 1], vertical_alignment="center")
    title.markdown(f"#### {finding_title(finding)}")
    state.badge(state_text(finding), color=colour)


def _arithmetic(finding: Finding, evidence: Evidence) -> None:
    for point in finding.points:
        st.markdown(f"**{_signed(point.points)}** · {plain(signal_detail(point.signal, evidence.currency))}")
    total = _signed(sum(point.points for point in finding.points))
    st.markdown(
        _("Points in all: {total}; from 2.2 on it is shown. They were set on made-up companies and are no probability.").format(total=total)
    )
    for text in finding.cause.objections:
        st.markdown(f"*{_('A fair objection')}:* {pick(text)}")
    st.markdown(f"**{_('Next')}:** {_next(finding)}")
    said = " ".join(pick(doctrine()[claim]) for claim in finding.cause.doctrine)
    st.markdown(f"*{_('What the method says')}:* {said}")


def _signed(points: float) -> str:
    return ("+" if points > 0 else "\u2212" if points < 0 else "") + decimal(abs(points))
