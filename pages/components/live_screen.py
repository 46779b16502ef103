"""The mirrored screen: what each step shows. Only what a room may see is drawn here: see tests/pages/test_never_shown.py."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass

import streamlit as st

from diagnostics.causes import value_text
from diagnostics.charts import (
    Picture,
    exits_by_tenure,
    levers,
    plan_by_month,
    quit_point,
    rep_changes,
    rep_levers,
    sales_by_month,
    survival_curve,
)
from diagnostics.charts.large import enlarged
from diagnostics.charts.reps import RepChange
from diagnostics.evidence import Effects, Evidence, curve, month_start, rows_behind
from diagnostics.i18n import N_, _, count, month_span, pick, rubles, signed_rubles
from diagnostics.session import Live, coded, coded_rows, rules, steps
from diagnostics.workbook import Workbook, settings
from pages.components.blocks import is_dark
from pages.components.books import book_table
from pages.components.live_question import checked_guesses, question_screen
from pages.components.live_verdict import (
    actions,
    closing,
    strengths,
    ten_questions,
    verdict_cards,
    verdict_title,
    words_and_replies,
)
from pages.components.measured import Measured
from pages.components.reconcile import basis_line, year_table
from pages.components.rival_list import rival_list
from pages.components.text import plain

TOP = 3  # clients beside the levers
FEWEST = 3  # people whose sum is told
TYPE, HEIGHT = 1.4, 1.3  # letters and charts on the wall against those of a page


APART = {"came": N_("Came within the two years"), "left": N_("Left")}
"""Groups of reps that are not compared with the rest."""


@dataclass(frozen=True)
class Screen:
    """What a step is drawn from; `evidence` has codes where names are hidden."""

    workbook: Workbook
    live: Live
    case: Measured
    evidence: Evidence


def screen(workbook: Workbook, live: Live, case: Measured) -> None:
    """The step that is on: its title, what it shows, and the guesses that are checked by it."""
    step = steps()[live.step]
    at = Screen(workbook, live, case, coded(case.evidence) if live.hidden else case.evidence)
    title = verdict_title(case.verdict, live) if step.block == "verdict" else ""
    st.title(title or pick(step.title_for(live.head_here)), anchor=False)
    if live.question is not None:
        question_screen(workbook, live, at.evidence, case.verdict)
        return
    checked_guesses(workbook, live, at.evidence)
    BLOCKS[step.block](at)


def picture(drawn: Picture, key: str) -> None:
    """A chart under its takeaway."""
    st.subheader(plain(drawn.title), anchor=False)
    st.markdown(plain(drawn.subtitle))
    large = enlarged(drawn, TYPE, HEIGHT)
    st.altair_chart(large.chart, theme=None, width="stretch", key=key, alt=drawn.alt)


def _figures(evidence: Evidence, names: tuple[str, ...]) -> None:
    """Figures in a row that a room can read: value and title, no more."""
    known = [evidence.signals[name] for name in names if evidence.signals[name].available]
    for column, signal in zip(st.columns(len(known) or 1), known, strict=False):
        column.metric(pick(signal.title), value_text(signal, evidence.currency))


def _nothing() -> None:
    """In place of what the data do not hold: the room is not told where to click."""
    st.markdown(_("These data do not show it."))


def _opening(at: Screen) -> None:
    period = at.evidence.period
    span = month_span(month_start(period.first), month_start(period.last)) if period else ""
    st.subheader(plain(" · ".join(part for part in (settings(at.workbook).get("company", ""), span) if part)), anchor=False)
    with st.container(key="big"):
        for rule in rules():
            st.markdown(f"## {pick(rule)}")


def _question(at: Screen) -> None:
    """Before a question is asked: what will be asked at this step."""
    question_screen(at.workbook, at.live, at.evidence, at.case.verdict)


def _money(at: Screen) -> None:
    basis_line(at.workbook, at.evidence.basis)
    year_table(at.workbook, at.evidence.basis, at.evidence.currency)
    st.subheader(_("Lay the sums beside your accountant's. Do they agree?"), anchor=False)


def _total(at: Screen) -> None:
    rows, period = at.case.series, at.evidence.period
    if period is None or rows.months is None:
        _nothing()
        return
    picture(sales_by_month(rows.months, period, at.evidence.currency, is_dark()), "total")


def _levers(at: Screen) -> None:
    rows, evidence = at.case.series, at.evidence
    if not rows.effects or evidence.period is None or rows.months is None:
        _nothing()
        return
    before = rows.months[rows.months["month"].between(*evidence.period.year_before)]["net"].sum()
    listed = evidence.signals["base.never_bought_share"].available
    whole = sum(rows.effects.values(), Effects())
    left, right = st.columns([3, 2], gap="large")
    with left:
        picture(levers(whole, int(before), evidence.currency, is_dark(), listed, evidence.signals["growth.price"].value), "levers")
    clients = rows_behind(at.workbook, evidence.period, "clients")
    if at.live.hidden:
        clients = coded_rows(clients, at.case.evidence)
    moved = (clients["year"] - clients["before"]).abs().sort_values(ascending=False, kind="stable").index[:TOP]
    with right:
        st.subheader(_("The three largest changes among clients"), anchor=False)
        for client in clients.loc[moved].to_dict("records"):
            before, year = (rubles(client[when], evidence.currency) for when in ("before", "year"))
            st.markdown(f"#### {plain(client['client'])}  \n" + plain(_("{before} a year ago, {year} now").format(before=before, year=year)))


def _reps(at: Screen) -> None:
    """Always under codes and in the order of their levers: nobody stands last by name."""
    rows, hidden = at.case.series, coded(at.case.evidence)
    if not rows.effects or hidden.period is None:
        _nothing()
        return
    changes = rep_changes(rows.effects, rows.own or {}, hidden.reps, hidden.head.rep_id if hidden.head else None, hidden.period)
    both = [one for one in changes if one.group == "both"]
    if not both:
        st.markdown(_("Nobody has worked both years"))
        return
    left, right = st.columns(2, gap="large")
    with left:
        listed = hidden.signals["base.never_bought_share"].available
        picture(rep_levers(sorted(both, key=_by_lever), hidden.currency, is_dark(), listed), "reps")
    with right:
        if rows.books is not None:
            books = rows.books[rows.books["rep_id"].isin([one.rep for one in both])]
            book_table(books.drop(columns="net"), hidden)
        for group, word in APART.items():
            those = [one.effects.total + one.passed for one in changes if one.group == group]
            if len(those) >= FEWEST:
                st.markdown(plain(_("{who}: {n}, together {sum}").format(who=_(word), n=count(len(those)), sum=signed_rubles(sum(those), hidden.currency))))


def _by_lever(change: RepChange) -> tuple[int, str]:
    sizes = [abs(size) for size in (change.effects.base + change.effects.active_share, change.effects.orders, change.effects.cheque)]
    return sizes.index(max(sizes)), change.name


def _plan(at: Screen) -> None:
    attainment = at.evidence.signals["plan.attainment"]
    _figures(at.evidence, ("plan.share_of_reps_at_plan", "plan.coverage", "plan.ambition"))
    if attainment.available and at.case.series.plan is not None:
        picture(plan_by_month(at.case.series.plan, attainment, at.evidence.currency, is_dark()), "plan")


def _pause(_at: Screen) -> None:
    with st.container(key="big"):
        st.markdown(f"## {_('Back in five minutes')}")


def _exits(at: Screen) -> None:
    staff, signals = at.case.series.staff, at.evidence.signals
    window = signals["people.exit_window"]
    if staff is None or not window.available:
        _nothing()
        return
    picture(exits_by_tenure(staff, window, signals["people.exit_window_p"], is_dark()), "exits")
    _figures(at.evidence, ("people.headcount", "people.leavers", "people.early_leavers"))


def _staying(at: Screen) -> None:
    staff, ramp, signals = at.case.series.staff, at.case.series.ramp, at.evidence.signals
    window = signals["people.exit_window"]
    if staff is None or not window.available:
        _nothing()
        return
    left, right = st.columns(2, gap="large")
    with right if ramp is not None else st.container():
        picture(survival_curve(curve(staff), is_dark()), "staying")
    with left:
        if ramp is not None:
            picture(quit_point(ramp, staff, window, signals["people.ramp_months"], signals["people.first_plan_month"], is_dark()), "ramp")


def _rivals(at: Screen) -> None:
    rival_list(at.evidence, columns=3, adding=False)


BLOCKS: Mapping[str, Callable[[Screen], None]] = {
    "opening": _opening, "question": _question, "money": _money, "strengths": lambda at: strengths(at.case.verdict, at.evidence, at.case.series),
    "total": _total, "levers": _levers, "reps": _reps, "plan": _plan, "pause": _pause, "exits": _exits, "staying": _staying, "rivals": _rivals,
    "words": lambda at: words_and_replies(at.case.verdict, at.live, at.evidence), "ten": lambda at: ten_questions(at.workbook, at.case.verdict),
    "verdict": lambda at: verdict_cards(at.case.verdict, at.live, at.evidence), "actions": lambda at: actions(at.case.verdict),
    "closing": lambda at: closing(at.case.verdict, at.live),
}  # fmt: skip
"""Name in steps.yaml -> what is drawn."""
