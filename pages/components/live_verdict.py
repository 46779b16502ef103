"""What of the verdict and of people's words the room sees: strengths, lines that their authors know, arrangements, three actions."""

import streamlit as st

from diagnostics.causes import (
    Card,
    Finding,
    Money,
    Verdict,
    author_text,
    claim_text,
    finding_title,
    money_text,
    signal_counted,
    signal_detail,
    signs,
)
from diagnostics.evidence import Effects, Evidence, Series
from diagnostics.i18n import N_, _, pick, read_content, rubles, signed_rubles
from diagnostics.interview import heard
from diagnostics.session import Live, figures, last_the_head, room_title, spoken, three_actions
from diagnostics.workbook import Workbook
from pages.components.plan_chain import LEVERS
from pages.components.signs_board import LIGHTS
from pages.components.text import plain

WHO = {"head": N_("head of sales"), "owner": N_("owner"), "reps": N_("reps")}
FIGURES = 2  # of a finding
WORKS = 6  # strengths read out
UNSAID = ("p", "clock", "ratio")  # units that a room does not read
UNKNOWN = 6  # things not known that are read out


def strengths(verdict: Verdict, evidence: Evidence, rows: Series) -> None:
    """What the data speak for, and the levers by which sales grew."""
    whole = sum(rows.effects.values(), Effects()) if rows.effects else None
    grew = {lever: getattr(whole, lever) for lever in LEVERS if whole and lever != "returns" and getattr(whole, lever) > 0}
    figured = [(one, signal) for one in verdict.works for signal in figures(one, evidence)[:1] if signal.meaning.unit not in UNSAID]
    lines = [f"{_(LEVERS[lever]).capitalize()}  \n{plain(signed_rubles(amount, evidence.currency))} {_('over the year')}" for lever, amount in grew.items()]
    lines += [f"{finding_title(one)}  \n{plain(signal_counted(signal, evidence.currency))}" for one, signal in figured[:WORKS]]
    for row in range(0, len(lines), 2):
        for column, line in zip(st.columns(2, gap="large"), lines[row : row + 2], strict=False):
            column.markdown(f"#### :green[:material/check:] {line}")
    if not grew and not figured:
        st.markdown(_("The data so far say nothing clearly good. Ask the room: what must not be lost?"))


def words_and_replies(verdict: Verdict, live: Live, evidence: Evidence) -> None:
    """Lines that their authors have seen, with their replies; nobody's before both have agreed."""
    lines = spoken(verdict.words, live)
    if not lines:
        st.markdown(_("There are no lines here that their authors have agreed to show."))
    for one in lines:
        with st.container(border=True):
            said, shown, state = st.columns([5, 5, 2])
            agrees = one.outcome == "confirmed"
            said.markdown(f"**{plain(author_text(one))}:** {plain(claim_text(one, evidence.currency))}")
            shown.markdown(f"**{_('In the export')}:** {plain(signal_detail(one.signal, evidence.currency))}")
            state.badge(_("it agrees") if agrees else _("disputed") if one.reply.state == "disputed" else _("to be cleared up"), color="green" if agrees else "orange")
            if one.reply.text:
                shown.markdown(f"**{_('Reply')}:** {plain(one.reply.text)}")


def ten_questions(workbook: Workbook, verdict: Verdict) -> None:
    """By the data alone: no side is set against another."""
    titles = read_content("diagnostics.causes", "signs")
    board = signs(verdict, heard(workbook))
    for column, half in zip(st.columns(2, gap="large"), (board[:5], board[5:]), strict=True):
        for sign in half:
            colour, word = LIGHTS[sign.lights["data"]]
            with column, st.container(border=True):
                asked, light = st.columns([4, 1], vertical_alignment="center")
                asked.markdown(f"**{board.index(sign) + 1}. {pick(titles[sign.id])}**")
                light.badge(_(word), color=colour)


def verdict_title(verdict: Verdict, live: Live) -> str:
    """While the head is away the name of the first root; else nothing, and the title of the step stands."""
    return finding_title(verdict.roots[0].lead) if verdict.roots and not live.head_here else ""


def verdict_cards(verdict: Verdict, live: Live, evidence: Evidence) -> None:
    """What stands alone first, the head's seat last, each with its money and with what would refute it."""
    cards = last_the_head([*verdict.alone, *verdict.roots])
    if not cards:
        st.markdown(_("No cause shows in the data so far."))
    for row in range(0, len(cards), 2):
        for column, card in zip(st.columns(2, gap="medium"), cards[row : row + 2], strict=False):
            with column, st.container(border=True, height="stretch"):
                _card(card, live, evidence)


def _card(card: Card, live: Live, evidence: Evidence) -> None:
    st.subheader(room_title(card.lead, live.head_here), anchor=False)
    if told := " · ".join(signal_counted(signal, evidence.currency) for signal in figures(card.lead, evidence)[:FIGURES]):
        st.markdown(plain(told))
    if money := _money(card.lead, evidence):
        st.markdown(f"**{plain(money)}**")
    st.markdown(f"*{_('What would refute it')}:* {pick(card.lead.cause.refuted_by)}")
    beside: list[Finding] = [*card.joined, *card.below]
    if beside:
        st.markdown(_("Seen together with it:") + "\n\n" + "\n".join(f"- {_line(one, live, evidence)}" for one in beside))


def _line(finding: Finding, live: Live, evidence: Evidence) -> str:
    money = ""
    if isinstance(finding.money, Money):
        low, mid, high = (rubles(sum_, evidence.currency) for sum_ in (finding.money.low, finding.money.mid, finding.money.high))
        money = _("about {mid} a year, from {low} to {high}").format(mid=mid, low=low, high=high)
    return room_title(finding, live.head_here) + (f": {plain(money)}" if money else "")


def _money(finding: Finding, evidence: Evidence) -> str:
    """What it costs; nothing where that is not counted."""
    return money_text(finding, evidence.currency) if isinstance(finding.money, Money) else ""


def actions(verdict: Verdict) -> None:
    """Three, one of them the owner's: what, the first step of this week, who, by which figure."""
    chosen = three_actions(verdict)
    if not chosen:
        st.markdown(_("No cause shows in the data so far."))
        return
    for column, (_finding, action) in zip(st.columns(len(chosen), gap="medium"), chosen, strict=True):
        with column, st.container(border=True, height="stretch"):
            st.badge(_(WHO[action.who]), color="blue")
            st.subheader(pick(action.do), anchor=False)
            st.markdown(f"**{_('This week')}:** {pick(action.first)}")
            st.markdown(f"**{_('By which figure')}:** {pick(action.target)}")


def closing(verdict: Verdict, live: Live) -> None:
    """The first version again, what was parked, what could not be seen."""
    if version := dict(live.said).get("version"):
        st.markdown(f"### {_('The version we began with')}: {plain(version)}")
    parked, unknown = st.columns(2, gap="large")
    with parked:
        st.subheader(_("Parking list"), anchor=False)
        st.markdown("\n".join(f"- {plain(sentence)}" for sentence in live.parked) or _("Nothing was parked."))
    with unknown:
        st.subheader(_("What we could not see"), anchor=False)
        st.markdown("\n".join(f"- {finding_title(finding)}" for finding in verdict.unknown[:UNKNOWN]) or _("Everything that was asked could be checked."))
