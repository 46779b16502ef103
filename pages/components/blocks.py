"""Blocks that pages are made of: a chart with its message, figures in a row, a table, what to do next."""

from collections.abc import Callable, Mapping, Sequence
from typing import Any

import pandas as pd
import streamlit as st

from diagnostics.causes import interval_text, missing_text, value_text
from diagnostics.charts import CLICK, Picture
from diagnostics.evidence import Evidence, Signal, sections
from diagnostics.i18n import _, pick, use
from pages.components.counted import counted_button
from pages.components.path import page_after
from pages.components.text import plain


def is_dark() -> bool:
    """Whether the reader's theme is dark."""
    return st.context.theme.type == "dark"


def chart(picture: Picture, name: str, evidence: Evidence | None = None, key: str = "", on_click: Callable[[], None] | None = None) -> None:
    """A chart under its takeaway and subtitle, and how it was counted beneath.

    `name`: of the registry of charts; `key`: where a page draws it twice. `on_click`: what a click on a mark does; it asks
    `clicked` for what the mark stands for.
    """
    st.subheader(plain(picture.title), anchor=False)
    st.markdown(plain(picture.subtitle))
    st.altair_chart(picture.chart, theme=None, width="stretch", key=key or name, alt=picture.alt, on_select=on_click or "ignore")
    counted_button(picture, name, key or name, evidence, is_dark())


def clicked(key: str) -> list[dict[str, Any]]:
    """The marks of a chart that are chosen, by the fields of its selection `CLICK`."""
    return list(st.session_state[key].selection.get(CLICK, []))


def facts(evidence: Evidence, names: Sequence[str]) -> None:
    """Figures in a row: value, what it is, and either its interval or what to add."""
    for column, name in zip(st.columns(len(names)), names, strict=True):
        signal = evidence.signals[name]
        with column:
            st.metric(pick(signal.title), value_text(signal, evidence.currency))
            st.markdown(plain(_note(signal, evidence.currency)))


@st.fragment
def signal_help(evidence: Evidence, page: str) -> None:
    """How the figures of a page are counted, one subject at a time: the same words and formula as everywhere."""
    use(st.session_state["spoken"])  # a choice runs this alone, without the router that sets the language
    shown = {word: section for word, section in sections().items() if section.page == page}
    with st.expander(_("How the figures are counted")):
        st.markdown(_("“… to …”: limits within which such a figure would vary by itself in 95 cases out of 100, unless its line says otherwise."))
        subject = st.pills(
            _("Subject"), shown, format_func=lambda word: pick(shown[word].title), default=next(iter(shown)), required=True,
            key=f"subject_{page}", label_visibility="collapsed",
        )  # fmt: skip
        for name in shown[subject].ids:
            signal = evidence.signals[name]
            note = _note(signal, evidence.currency)
            known = f" ({note})" if signal.available and note else ""
            st.markdown(f"**{pick(signal.title)}**: {plain(value_text(signal, evidence.currency) + known)}")
            st.markdown(pick(signal.meaning.formula) + ("" if signal.available else f" {plain(note)}"))
            st.latex(pick(signal.meaning.latex))


def table(
    rows: Sequence[dict[str, Any]],
    key: str,
    alt: str,
    empty: str = "",
    formats: Mapping[str, Callable[[int], str]] | None = None,
) -> None:
    """A table of company data: a text cell is text, whatever it holds.

    `empty` stands where there is no row; `formats` by column write its whole numbers, which are sorted as numbers.
    """
    if not rows:
        st.markdown(empty)
        return
    frame = pd.DataFrame(rows)
    written = {column: _of_int(how) for column, how in (formats or {}).items() if column in frame}
    frame[list(written)] = frame[list(written)].astype("Int64")
    st.dataframe(frame.style.format(written, na_rep=""), hide_index=True, width="stretch", key=key, alt=alt, placeholder="")


def _of_int(how: Callable[[int], str]) -> Callable[[Any], str]:
    return lambda value: how(int(value))  # pandas hands out integers of its own


def fold(missing: Sequence[str]) -> None:
    """What to add so that a grey part of a page can be counted."""
    for code in missing:
        st.info(missing_text(code))


def next_step(text: str) -> None:
    """The last line of a page: what to do or to ask."""
    st.divider()
    st.markdown(f"**{_('Next')}:** {text}")
    page_after(st.session_state["here"])


def _note(signal: Signal, currency: str) -> str:
    if not signal.available:
        return " ".join(missing_text(code) for code in signal.missing)
    return interval_text(signal, currency)
