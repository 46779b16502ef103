"""Companies: open the demo, make a workbook, open one that is there."""

from pathlib import Path

import streamlit as st

from diagnostics.demo import SHOWCASE, head_of
from diagnostics.i18n import CURRENCY_SIGNS, _
from diagnostics.intake import Upload, import_files
from diagnostics.workbook import Workbook, WorkbookError
from pages.components import cases, company_of, create_case, demo_case, frame, is_local, open_case, plain

DEMO_FILES = Path(__file__).parents[1] / "data" / "demo"


def build_demo(workbook: Workbook) -> None:
    """Import the demo company's files and say what no file tells."""
    files = sorted(path for path in DEMO_FILES.iterdir() if path.suffix in (".csv", ".xlsx"))
    import_files(workbook, [Upload(path, path.name) for path in files])
    head = head_of(SHOWCASE)
    workbook.set({"head": head.name, "head_since": head.since.isoformat(), "head_clients": "confirmed"})


frame(
    _("Why sales stall and why salespeople leave"),
    _("Bring the company's sales: you will see by what they grow or fall, when people leave, and what to check first."),
)
left, right = st.columns(2, gap="large")
with left:
    st.subheader(_("See it on an example"), anchor=False)
    st.markdown(_("A made-up company: three years of sales, plan, pay, staff and calls. The names are numbers."))
    if st.button(_("Open the demo company"), type="primary", key="open_demo"):
        with st.spinner(_("Opening…")):
            demo_case(build_demo, _("Training company"))
        st.switch_page("verdict.py")
with right:
    st.subheader(_("A company of your own"), anchor=False)
    with st.form("new_case", border=False):
        company = st.text_input(_("Name of the company"), key="company", max_chars=80)
        currency = st.selectbox(_("Currency"), list(CURRENCY_SIGNS), key="currency")
        if st.form_submit_button(_("Make a workbook")):
            if company.strip():
                create_case(company.strip(), currency)
                st.switch_page("intake.py")
            st.error(_("Write the name of the company."))

found = cases()
if found:
    st.subheader(_("On this computer"), anchor=False)
for case in found:
    with st.container(border=True, horizontal=True, vertical_alignment="center", horizontal_alignment="distribute"):
        try:
            st.markdown(f"**{plain(company_of(case.path))}**  \n{plain(case.path.name)}")
            if st.button(_("Open"), key=f"case_{case.id}"):
                open_case(case.path)
                st.switch_page("verdict.py")
        except WorkbookError:
            st.markdown(
                _("{name} does not open: another program has it, or it is damaged.").format(name=plain(case.path.name))
            )

if is_local():
    with st.expander(_("Open a workbook that lies elsewhere")):
        path = st.text_input(_("Path of the .duckdb file on this computer"), key="path")
        if st.button(_("Open"), key="open_path") and path.strip():
            try:
                open_case(Path(path.strip()).expanduser())
                st.switch_page("verdict.py")
            except WorkbookError:
                st.error(_("There is no workbook at this path, or another program has it open."))
