"""What every page has: its title, the company it speaks of, the language switch, a way on when nothing is open."""

import streamlit as st

from diagnostics.i18n import DEFAULT, LANGUAGES, _, day, language, use
from diagnostics.workbook import Workbook, WorkbookBusy, WorkbookError, WorkbookMissing, last_snapshot, settings
from pages.components.cases import close_case, current
from pages.components.measured import measured
from pages.components.path import path_line
from pages.components.text import plain

# what it offers is in English and shows the insides of a chart
NO_TOOLBAR = '[data-testid="stElementToolbar"] {display: none}'
CHOSEN = "button[data-variant][data-selected='true'] p {color: #A9CDF2}"  # on a dark page Streamlit writes what is chosen in a blue that is hard to read
NAMES = {"ru": "RU", "en": "EN"}


def language_switch() -> None:
    """Choose the language: the switch in the sidebar, else what the address says, else Russian.

    A change of page forgets the switch and the address: what was spoken before is kept apart from both.
    """
    if "language" not in st.session_state:
        asked = st.query_params.get("lang", st.session_state.get("spoken", DEFAULT))
        st.session_state["language"] = asked if asked in LANGUAGES else DEFAULT
    st.session_state["spoken"] = use(st.session_state["language"])
    with st.sidebar:
        st.segmented_control(
            _("Language"), LANGUAGES, format_func=lambda code: NAMES[code], key="language", required=True,
            label_visibility="collapsed",
        )  # fmt: skip
        st.html(f"<style>{NO_TOOLBAR}{CHOSEN if st.context.theme.type == 'dark' else ''}{_uploader_words()}</style>")


def frame(title: str, lead: str = "") -> None:
    """The head of a page. `title` says what was found; both texts are ours, company data in them is made plain."""
    st.title(title, anchor=False)
    if lead:
        st.markdown(lead)


def needs_case() -> Workbook:
    """The open workbook; without one the page stops here with a way on."""
    try:
        workbook = current()
    except WorkbookError as problem:
        _explain(problem)
        st.stop()
    if workbook is None:
        st.title(_("No company is open"), anchor=False)
        st.markdown(_("Open the demo company or make a workbook for yours."))
        if st.button(_("To the companies"), type="primary", key="to_workbooks"):
            st.switch_page("workbooks.py")
        st.stop()
    return workbook


def company_line() -> None:
    """In the sidebar: whose data these are and up to which day."""
    try:
        workbook = current()
    except WorkbookError:
        return
    if workbook is None:
        return
    evidence = measured(workbook).evidence
    st.sidebar.markdown(f"**{plain(settings(workbook).get('company', ''))}**")
    if evidence.as_of:
        st.sidebar.markdown(_("counted up to {day}").format(day=day(evidence.as_of)))


def page_path(here: str) -> None:
    """At the head of a page that is a step: where the case stands."""
    try:
        workbook = current()
    except WorkbookError:
        return
    if workbook is not None:
        path_line(workbook, here)


def _explain(problem: WorkbookError) -> None:
    name = plain(problem.path.name)
    st.title(_("The workbook does not open"), anchor=False)
    if isinstance(problem, WorkbookBusy):
        st.error(_("{name} is open in another program. Close it there and reload this page.").format(name=name))
    elif isinstance(problem, WorkbookMissing):
        st.error(_("{name} is no longer where it was.").format(name=name))
    else:
        st.error(_("{name} is not a workbook or is damaged.").format(name=name))
        if copy := last_snapshot(problem.path):
            text = _("As it was before the last import it stands in {path}: copy that file elsewhere and open it.")
            st.markdown(text.format(path=plain(str(copy))))
    if st.button(_("To the companies"), type="primary", key="to_workbooks"):
        close_case()
        st.switch_page("workbooks.py")


def _uploader_words() -> str:
    """Streamlit's uploader speaks English only; its words are replaced where it shows them."""
    if language() == "en":
        return ""
    drop, hint, browse = _("Drop files here"), _("CSV, XLSX or Parquet, up to 1 GB each"), _("Choose files")
    zone = '[data-testid="stFileUploaderDropzone"]'
    return (
        f"{zone} [data-testid='stFileUploaderDropzoneInstructions'] span {{font-size: 0}}"
        f"{zone} [data-testid='stFileUploaderDropzoneInstructions'] span::after {{content: '{drop}'; font-size: 1rem}}"
        f"{zone} [data-testid='stFileUploaderDropzoneInstructions'] small {{font-size: 0}}"
        f"{zone} [data-testid='stFileUploaderDropzoneInstructions'] small::after {{content: '{hint}'; font-size: .875rem}}"
        f"{zone} button p {{font-size: 0}}"
        f"{zone} button p::after {{content: '{browse}'; font-size: 1rem}}"
    )
