"""The card of a finding: what was found, on which figures, what would refute it, what may be said against it."""

from collections.abc import Sequence

import streamlit as st

from diagnostics.causes import Finding, finding_title, missing_text, signal_text, state_text
from diagnostics.evidence import Evidence
from diagnostics.i18n import _, decimal, pick
from pages.components.text import plain

COLOURS = {"confirmed": "red", "likely": "orange", "check": "yellow", "not_seen": "green", "grey": "gray"}


def finding_card(finding: Finding, evidence: Evidence, below: Sequence[Finding] = ()) -> None:
    """A finding that may be stated, with what stands beneath it."""
    with st.container(border=True):
        _head(finding)
        for point in finding.points:
            if point.points > 0:
                st.markdown(f"- {plain(signal_text(point.signal, evidence.currency))}")
        st.markdown(f"{_('What would refute it')}: {pick(finding.cause.refuted_by)}")
        _arithmetic(finding, evidence)
        for one in below:
            st.markdown(f"**{_('With it')}: {finding_title(one)}** · {state_text(one)}")
            for point in one.points:
                if point.points > 0:
                    st.markdown(f"- {plain(signal_text(point.signal, evidence.currency))}")
            _arithmetic(one, evidence)
        st.markdown(f"**{_('Next')}:** {pick(finding.cause.next_step)}")


def grey_card(finding: Finding) -> None:
    """A finding that cannot be stated: what to add, or what to check."""
    with st.container(border=True):
        _head(finding)
        for code in finding.missing:
            st.markdown(f"- {_('Add')}: {missing_text(code)}")
        if not finding.missing:
            st.markdown(f"**{_('Next')}:** {pick(finding.cause.next_step)}")


def works_list(findings: Sequence[Finding], evidence: Evidence) -> None:
    """What works: causes that the data speak against."""
    for finding in findings:
        strongest = min(finding.points, key=lambda point: point.points)
        st.markdown(f"- {finding_title(finding)}. {plain(signal_text(strongest.signal, evidence.currency))}")


def _head(finding: Finding) -> None:
    colour = "gray" if finding.unconfirmed and finding.state != "not_seen" else COLOURS[finding.state]
    with st.container(horizontal=True, vertical_alignment="center"):
        st.markdown(f"##### {finding_title(finding)}")
        st.badge(state_text(finding), color=colour)


def _arithmetic(finding: Finding, evidence: Evidence) -> None:
    with st.expander(_("What speaks for it and against it")):
        for point in finding.points:
            st.markdown(f"{_signed(point.points)} · {plain(signal_text(point.signal, evidence.currency))}")
        total = sum(point.points for point in finding.points)
        st.markdown(_("In all {total}. From 2.2 on it is likely; the points are set on synthetic companies.").format(total=_signed(total)))
        st.markdown(f"{_('Of the method')}: {', '.join(finding.cause.doctrine)}")
        for text in finding.cause.objections:
            st.markdown(f"{_('A fair objection')}: {pick(text)}")


def _signed(points: float) -> str:
    return ("+" if points > 0 else "\u2212" if points < 0 else "") + decimal(abs(points))
