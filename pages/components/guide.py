"""How to get the files: where to click in each program, and a template for those who have none."""

import streamlit as st

from diagnostics.i18n import Language, _, language, pick, speaking
from diagnostics.intake import guides, kinds, template, template_name

SPREADSHEET = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


def export_guide(unfolded: bool) -> None:
    """A tab for every program, and the template to take."""
    with st.expander(_("How to export the data from your program"), expanded=unfolded):
        known = guides()
        for tab, guide in zip(st.tabs([guide.title for guide in known]), known, strict=True):
            with tab:
                for kind, when, steps in guide.exports:
                    title = pick(kinds()[kind].title) + (f" ({when})" if when else "")
                    st.markdown(f"**{title}**\n" + "".join(f"\n{number}. {step}" for number, step in enumerate(steps, start=1)))
        st.download_button(
            _("Take the template (XLSX)"), _template(language()), template_name(), SPREADSHEET, key="template", on_click="ignore"
        )


@st.cache_data(show_spinner=False)
def _template(code: Language) -> bytes:
    with speaking(code):
        return template()
