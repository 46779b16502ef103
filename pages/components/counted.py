"""How a chart was counted, and the chart to take away: a click beneath it."""

import streamlit as st

from diagnostics.causes import value_text
from diagnostics.charts import Picture, abouts, sheet, svg
from diagnostics.evidence import Evidence, meanings
from diagnostics.i18n import _, pick, use
from pages.components.offers import offer
from pages.components.text import plain


def counted_button(picture: Picture, name: str, key: str, evidence: Evidence | None, dark: bool) -> None:
    """A button that opens the words, the formulas and the SQL of a chart, and gives it as SVG and its rows as XLSX."""

    @st.dialog(_("How this is counted"), width="large")
    def told() -> None:
        use(st.session_state["spoken"])  # the dialog runs alone, without the router that sets the language
        about = abouts()[name]
        st.markdown(f"**{pick(about.asks)}** {plain(picture.title)}")
        st.markdown(plain(picture.subtitle))
        st.markdown(pick(about.counted))
        st.markdown(f"*{_('When to look elsewhere')}:* {pick(about.not_for)}")
        for signal in about.signals:
            _formula(signal, evidence)
        if about.sql:
            st.markdown(_("The rows are read by: {files}.").format(files=", ".join(f"`evidence/{one}.sql`" for one in about.sql)))
        with st.container(horizontal=True):
            _taken(_("Take the picture (SVG)"), f"{name}.svg", svg(picture, dark).encode())
            _taken(_("Take the rows (XLSX)"), f"{name}.xlsx", sheet(picture))

    if st.button(_("How this is counted"), key=f"counted/{key}", type="tertiary", icon=":material/function:"):
        told()


def _formula(name: str, evidence: Evidence | None) -> None:
    meaning = meanings()[name]
    known = evidence.signals[name] if evidence else None
    value = f": {plain(value_text(known, evidence.currency))}" if evidence and known and known.available else ""
    st.markdown(f"**{pick(meaning.title)}**{value}. {pick(meaning.formula)}")
    st.latex(pick(meaning.latex))


def _taken(title: str, file: str, content: bytes) -> None:
    address = offer(file, lambda path: bool(path.write_bytes(content)))
    if address:
        st.link_button(title, address, icon=":material/download:")
