"""Where the case stands: the steps from the data to the verdict, what the present one lacks and what that would open; the page after this one."""

from collections import Counter
from collections.abc import Sequence
from pathlib import Path

import streamlit as st

from diagnostics.causes import missing_text
from diagnostics.i18n import _, ngettext
from diagnostics.workbook import Workbook
from pages.components.measured import Measured, measured
from pages.components.registry import PAGES, PageEntry
from pages.components.text import plain

SHOWN = 2  # things to add that are named at once
ANSWERS = "answers"
PAGES_FOLDER = Path(__file__).parents[1]


def path_line(workbook: Workbook, here: str) -> None:
    """A link to every step, the done ones ticked; under them what the step of this page lacks. Nothing on pages that are no step."""
    steps = [entry for entry in PAGES if entry.step]
    current = next((entry for entry in steps if entry.address == here), None)
    if current is None:
        return
    case = measured(workbook)
    with st.container(horizontal=True, gap="small", key="path"):
        for entry in steps:
            icon = ":material/arrow_right_alt:" if entry is current else ":material/check_circle:" if _is_done(entry, case) else ":material/radio_button_unchecked:"
            st.page_link(str(PAGES_FOLDER / entry.script), label=f"**{_(entry.step)}**" if entry is current else _(entry.step), icon=icon, width="content")
    for line in _lacks(current, case):
        st.markdown(plain(line))


def page_after(here: str) -> None:
    """A link to the next page of a session; nothing after the last."""
    shown = [entry for entry in PAGES if entry.in_menu]
    places = [entry.address for entry in shown]
    if here in places[:-1]:
        entry = shown[places.index(here) + 1]
        st.page_link(str(PAGES_FOLDER / entry.script), label=_(entry.title), icon=":material/arrow_forward:")


def _is_done(entry: PageEntry, case: Measured) -> bool:
    signals = case.evidence.signals
    match entry.address:
        case "data":
            return case.evidence.period is not None
        case "interview":
            return any(one.voices for one in case.verdict.findings)
        case "stall":
            return signals["growth.total"].available
        case "leave":
            return signals["people.exit_window"].available
        case _:
            return bool(case.verdict.roots or case.verdict.alone)


def _lacks(entry: PageEntry, case: Measured) -> Sequence[str]:
    """What would open causes that are grey: for the data and the answers; the other pages say themselves what they lack."""
    opens = Counter(code for finding in case.verdict.unknown for code in finding.missing[:1])
    if entry.address == "data":
        codes = [code for code, _n in opens.most_common() if code != ANSWERS][:SHOWN]
    elif entry.address == "interview" and opens[ANSWERS]:
        codes = [ANSWERS]
    else:
        codes = []
    return [f"{missing_text(code)} {_opens(opens[code])}" for code in codes]


def _opens(n: int) -> str:
    return ngettext("It opens {n} possible cause.", "It opens {n} possible causes.", n).format(n=n)
