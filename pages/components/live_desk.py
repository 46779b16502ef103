"""The parts of the presenter's window."""

import time
from collections.abc import Callable

import streamlit as st

from diagnostics.causes import author_text, claim_text, norms
from diagnostics.i18n import N_, _, count, language, pick, use
from diagnostics.interview import Reply, reply
from diagnostics.session import (
    Live,
    ask,
    blank,
    close_session,
    go,
    hide_names,
    move,
    neighbour,
    park,
    restore,
    reveal,
    room_questions,
    say,
    set_agreed,
    set_head_here,
    steps,
    stop,
    tally,
    unseen,
    withdraw,
)
from diagnostics.workbook import Workbook
from pages.components.cases import HOME
from pages.components.measured import Measured
from pages.components.text import plain

EVERY = 1.0  # seconds between two looks at the clock
SAYS = (
    {True: N_("names are hidden"), False: N_("names are shown")},
    {True: N_("the head is in the room"), False: N_("the head is not in the room")},
    {True: N_("answers may be shown"), False: N_("answers are not shown")},
)
"""How the screen stands."""
SOON = 1.0  # minutes left from which the clock says so


def screen_link(workbook: Workbook) -> None:
    """The mirrored screen, in a window of its own; a workbook that lies elsewhere has no address, so it opens here."""
    if workbook.path.parent == HOME.resolve():
        st.link_button(_("Open the screen for the room"), f"session?case={workbook.path.stem}&lang={language()}", icon=":material/open_in_new:", width="stretch")
    elif st.button(_("Open the screen for the room"), key="to_screen", width="stretch"):
        st.switch_page("session.py")


@st.fragment(run_every=EVERY)
def now_line(workbook: Workbook, live: Live) -> None:
    """The step, how long it has left, and the next one."""
    use(st.session_state["spoken"])  # it runs alone, without the router that sets the language
    names, step = list(steps()), steps()[live.step]
    st.title(pick(step.title_for(live.head_here)), anchor=False)
    left, now = live.minutes_left(time.time()), time.time()
    after = neighbour(live.step, 1, live.withdrawn)
    told = [
        _("Step {n} of {all}").format(n=names.index(live.step) + 1, all=len(names)),
        _("{n} min left").format(n=count(left)) if left >= 0 else _("{n} min over").format(n=count(-left)),
        _("{n} min since the beginning").format(n=count((now - live.opened) / 60)),
        _("next: {title}").format(title=pick(steps()[after].title_for(live.head_here))) if after != live.step else _("this is the last step"),
    ]
    line = plain(" · ".join(told))
    st.markdown(f":orange[{line}]" if left < SOON else line)


def notes(live: Live, case: Measured) -> None:
    """What to say and to ask, what the owner will object, and what is published against it."""
    step = steps()[live.step]
    for text in step.ask:
        st.markdown(f"- {pick(text)}")
    for objection in step.objections:
        with st.container(border=True):
            st.markdown(f"**{_('They will say')}:** {pick(objection.says)}  \n**{_('Answer')}:** {pick(objection.answer)}")
    published = [one for name in step.norms for one in norms(case.evidence.facts)[name].published if one.objection]
    for one in published:
        st.markdown(f"**{_('The counter-view')}:** {plain(one.words)}")
    found = [one.cause for one in case.verdict.findings if one.cause.id in step.causes and one.shows]
    for text in (text for cause in found for text in cause.objections):
        st.markdown(f"**{_('A fair objection')}:** {pick(text)}")


def questions_desk(workbook: Workbook, live: Live) -> None:
    """The questions of the step: put on the screen, stop, show the data, and what was said aloud."""
    for name in steps()[live.step].questions:
        question, asked = room_questions()[name], live.question == name
        with st.container(border=True):
            votes = tally(workbook, name)
            st.markdown(f"**{pick(question.text)}**" + (f" · {_('phones')}: {count(votes.n)}" if votes.n else ""))
            with st.container(horizontal=True):
                _press(_("Ask"), f"ask_{name}", lambda name=name: ask(workbook, name), disabled=asked and live.voting)
                _press(_("Stop"), f"stop_{name}", lambda: stop(workbook), disabled=not (asked and live.voting))
                if question.signal or question.options:
                    _press(_("Show the data"), f"reveal_{name}", lambda: reveal(workbook), disabled=not asked or name in live.revealed)
            _aloud(workbook, name, dict(live.said).get(name, ""))


def _aloud(workbook: Workbook, name: str, before: str) -> None:
    key = f"said_{name}"
    with st.form(f"aloud_{name}", border=False):
        text, write = st.columns([3, 1], vertical_alignment="bottom")
        text.text_input(_("Said aloud"), before, key=key, max_chars=300, placeholder=_("shown on the screen as it is written"))
        write.form_submit_button(_("Write down"), key=f"write_{name}", on_click=lambda: say(workbook, name, st.session_state[key]))


def controls(workbook: Workbook, live: Live) -> None:
    """Back and on, any step, and what the screen does."""
    with st.container(horizontal=True):
        st.button(_("Back"), key="back", shortcut="Left", on_click=move, args=(workbook, -1))
        st.button(_("Next"), key="next", shortcut="Right", type="primary", on_click=move, args=(workbook, 1))
        _press(_("Light again") if live.blank else _("Darken"), "blank", lambda: blank(workbook, not live.blank))
        _press(_("Take off the screen"), "withdraw", lambda: withdraw(workbook, live.step))
        with st.popover(_("Go to")):
            for name in (name for name in steps() if name not in live.withdrawn):
                _press(pick(steps()[name].title_for(live.head_here)), f"go_{name}", lambda name=name: go(workbook, name), disabled=name == live.step)
    st.markdown(" · ".join(_(words[on]) for words, on in zip(SAYS, (live.hidden, live.head_here, live.agreed), strict=True)))
    with st.container(horizontal=True):
        _press(_("Show names") if live.hidden else _("Hide names"), "hidden", lambda: hide_names(workbook, not live.hidden))
        _press(_("The head has gone out") if live.head_here else _("The head is back"), "head_here", lambda: set_head_here(workbook, not live.head_here))
        _press(_("Hide answers") if live.agreed else _("Both agreed to show answers"), "agreed", lambda: set_agreed(workbook, not live.agreed))


def parking(workbook: Workbook, live: Live) -> None:
    """The parking list and its field."""
    st.subheader(_("Parking list"), anchor=False)
    with st.form("parking", border=False, clear_on_submit=True):
        st.text_input(_("What we come back to"), max_chars=300, key="sentence")
        st.form_submit_button(_("Write down"), key="write_sentence", on_click=lambda: park(workbook, st.session_state["sentence"]))
    for one in live.parked:
        st.markdown(f"- {plain(one)}")


def withdrawn_steps(workbook: Workbook, live: Live) -> None:
    """What was taken off the screen, to be put back; and the end of the session."""
    for name in (name for name in steps() if name in live.withdrawn):
        with st.container(horizontal=True, vertical_alignment="center"):
            st.markdown(f"**{_('Taken off')}:** {pick(steps()[name].title_for(live.head_here))}")
            _press(_("Put back"), f"restore_{name}", lambda name=name: restore(workbook, name))
    if live.withdrawn:
        st.warning(_("The report is a draft while something is taken off."))
    sure = st.checkbox(_("The session is over"), key=f"over_{live.number}")
    st.button(_("End the session"), key="close", disabled=not sure, on_click=close_session, args=(workbook,))


def unseen_lines(workbook: Workbook, case: Measured) -> None:
    """Lines that their author has not seen: they are not on the screen until he has."""
    for one in unseen(case.verdict.words):
        with st.container(border=True, horizontal=True, vertical_alignment="center", horizontal_alignment="distribute"):
            st.markdown(f"**{plain(author_text(one))}:** {plain(claim_text(one, case.evidence.currency))}")
            _press(_("The author has seen it"), f"seen_{one.claim.id}_{one.who}", lambda one=one: reply(workbook, one.claim.id, one.who, Reply("seen", one.reply.text)))


def _press(label: str, key: str, does: Callable[[], None], disabled: bool = False) -> None:
    st.button(label, key=key, on_click=does, disabled=disabled)
