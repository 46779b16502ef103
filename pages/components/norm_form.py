"""The norms: whose each is, what published sources say of it, and the company's own number."""

import streamlit as st

from diagnostics.causes import Norm, norms
from diagnostics.i18n import N_, _
from diagnostics.workbook import Workbook, settings
from pages.components.kept_form import keep, stored
from pages.components.text import plain

COLOURS = {"method": "violet", "published": "orange", "company": "blue"}
NAMES = {"method": N_("method"), "published": N_("published"), "company": N_("company")}


def norm_form(workbook: Workbook) -> None:
    """A line for each norm; beside it what sources say, with their grade, and what speaks against it."""
    facts = settings(workbook)
    given, used = norms({}), norms(facts)
    with st.form("norms", border=False):
        said = {f"norm.{name}": _line(norm, used[name], facts) for name, norm in given.items()}
        if st.form_submit_button(_("Write down"), key="save_norms"):
            keep(workbook, said)


def _line(given: Norm, used: Norm, facts: dict[str, str]) -> str | None:
    """The company's own number as a fact holds it, None where there is none."""
    key, share = f"norm.{given.id}", given.unit == "share"
    with st.container(border=True):
        words, field = st.columns([3, 1], vertical_alignment="center")
        with words, st.container(horizontal=True, vertical_alignment="center"):
            st.markdown(f"**{plain(used.words)}**")
            st.badge(_(NAMES[used.origin]), color=COLOURS[used.origin])
        for one in given.published:
            words.markdown(plain(f"{_('Against it') if one.objection else _('Published')}: {one.words}"))
        stored(key, float(facts[key]) * (100 if share else 1) if key in facts else None)
        number = field.number_input(
            _("Of the company, %") if share else _("Of the company"), min_value=0.0, value=None, placeholder=given.told, step=1.0, format="%.4g", key=key
        )
    return None if number is None else f"{number / (100 if share else 1):g}"
