"""The card of a finding: what is seen, on which figures, who sees it, what would refute it, and its arithmetic a click away."""

from collections.abc import Sequence

import streamlit as st

from diagnostics.causes import (
    Card,
    Finding,
    bound_text,
    doctrine,
    finding_title,
    missing_text,
    money_help,
    money_text,
    norms,
    said_state,
    signal_counted,
    signal_detail,
    sources,
    sources_text,
    state_text,
    twins_text,
    voice_text,
    weights,
)
from diagnostics.evidence import Evidence
from diagnostics.i18n import _, decimal, percent, pick
from diagnostics.workbook import Workbook
from pages.components.behind import behind_button
from pages.components.text import plain

COLOURS = {"confirmed": "red", "likely": "orange", "check": "yellow", "not_seen": "green", "said_only": "blue", "grey": "gray"}


def finding_card(workbook: Workbook, card: Card, evidence: Evidence) -> None:
    """A finding that may be stated, with those that say the same thing and those that stand beneath it."""
    with st.container(border=True):
        _stated(workbook, card.lead, evidence)
        for one in card.joined:
            _stated(workbook, one, evidence)
        if card.below:
            st.markdown(_("Seen together with it:"))
        for one in card.below:
            _stated(workbook, one, evidence)


def open_card(workbook: Workbook, finding: Finding, evidence: Evidence) -> None:
    """A finding that cannot be stated: what is said or measured so far, and what to do next."""
    with st.container(border=True):
        _headed(finding)
        _figures(finding, evidence)
        st.markdown(f"**{_('Next')}:** {_next(finding)}")
        _why(workbook, finding, evidence)


def works_list(findings: Sequence[Finding], evidence: Evidence) -> None:
    """What works: causes that the data speak against, a line each with its first figure."""
    for finding in findings:
        figures = [evidence.signals[name] for name in finding.cause.said if evidence.signals[name].available][:1]
        st.markdown(f"**{finding_title(finding)}.** " + plain(" · ".join(signal_counted(one, evidence.currency) for one in figures)))


def unknown_list(findings: Sequence[Finding]) -> None:
    """What is not known yet, by what would make it known."""
    lacking: dict[tuple[str, ...], list[str]] = {}
    for finding in findings:
        lacking.setdefault(finding.missing[:1], []).append(finding_title(finding))
    for codes, titles in sorted(lacking.items(), key=lambda pair: -len(pair[1])):
        st.markdown("\n".join([" ".join(missing_text(code) for code in codes), "", *(f"- {title}" for title in titles)]))


def _stated(workbook: Workbook, finding: Finding, evidence: Evidence) -> None:
    _headed(finding)
    _figures(finding, evidence)
    st.markdown(pick(finding.cause.means))
    if finding.money != "not_priced":
        _money(finding, evidence)
    st.markdown(f"*{_('What would refute it')}:* {pick(finding.cause.refuted_by)}")
    _why(workbook, finding, evidence)


def _money(finding: Finding, evidence: Evidence) -> None:
    if money := money_text(finding, evidence.currency):
        st.markdown(plain(money), help=money_help(finding) or None)


def _figures(finding: Finding, evidence: Evidence) -> None:
    """The figures on which a finding stands, who speaks for it, and the norms beside them."""
    said = [evidence.signals[name] for name in finding.cause.said]
    if figures := " · ".join(signal_counted(signal, evidence.currency) for signal in said if signal.available):
        st.markdown(plain(figures))
    if sources(finding) and not finding.unconfirmed:
        st.markdown(plain(sources_text(finding)))
    if finding.contradicted:
        st.markdown(_("An answer about it does not agree with the data: see “Words and data”."))
    if twins := twins_text(finding, evidence):
        st.markdown(twins)
    known = norms(evidence.facts)
    fitting = [known[name] for name in finding.cause.norms if known[name].basis in (None, evidence.basis)]
    if fitting:
        beside = "\n\n".join(plain(one.words) for norm in fitting for one in norm.published)
        st.markdown(plain(" · ".join(norm.words for norm in fitting)), help=beside or None)


def _next(finding: Finding) -> str:
    if finding.unconfirmed:
        return _("Go through the head's client list with him: whom he leads himself, whom together with a rep, who is only listed.")
    return pick(finding.cause.next_step)


def _headed(finding: Finding) -> None:
    colour = "gray" if finding.unconfirmed else COLOURS[said_state(finding)]
    title, state = st.columns([4, 1], vertical_alignment="center")
    title.markdown(f"#### {finding_title(finding)}")
    state.badge(state_text(finding), color=colour)


def _why(workbook: Workbook, finding: Finding, evidence: Evidence) -> None:
    behind_button(workbook, finding, evidence.period, evidence.currency)
    with st.expander(_("What speaks for it and against it")):
        _arithmetic(finding, evidence)
        if finding.money == "not_priced":
            _money(finding, evidence)
        for text in finding.cause.objections:
            st.markdown(f"*{_('A fair objection')}:* {pick(text)}")
        st.markdown(f"**{_('Next')}:** {_next(finding)}")
        said = " ".join(pick(doctrine()[claim]) for claim in finding.cause.doctrine)
        st.markdown(f"*{_('What the method says')}:* {said}")


def _arithmetic(finding: Finding, evidence: Evidence) -> None:
    """How the points come to a probability, line by line."""
    if finding.unconfirmed:  # its figures stand on whom the export names
        return
    weigh = weights(evidence.facts)
    for point in finding.points:
        st.markdown(f"**{_signed(point.points)}** · {plain(f'{signal_detail(point.signal, evidence.currency)} ({bound_text(point, evidence.currency)})')}")
    for voice in finding.voices:
        st.markdown(plain(voice_text(voice)))
    if finding.voices:
        times = f"{decimal(weigh['answers'])} × {_signed(finding.answers)}"
        st.markdown(f"**{_signed(weigh['answers'] * finding.answers)}** · {plain(_('answers: {times}').format(times=times))}")
    st.markdown(f"**{_signed(-weigh['even_odds'])}** · {_('so many points are even odds')}")
    total = finding.data + weigh["answers"] * finding.answers - weigh["even_odds"]
    line = _("In all {total}: probability {chance}. It was set on made-up companies and serves to put the findings in order.")
    st.markdown(line.format(total=_signed(total), chance=percent(finding.probability or 0)))


def _signed(points: float) -> str:
    return ("+" if points > 0 else "\u2212" if points < 0 else "") + decimal(abs(points))
