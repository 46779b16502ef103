"""The bounds of a cause: from which value of a figure how many points are given."""

import json

import streamlit as st

from diagnostics.causes import LEVELS, Steps, causes, cuts_of
from diagnostics.evidence import meanings
from diagnostics.i18n import _, pick
from diagnostics.workbook import Workbook, settings
from pages.components.kept_form import keep

PERCENT = 100


def bound_form(workbook: Workbook) -> None:
    """Choose a cause; each of its figures has its bounds with their points, and the points where none is reached."""
    known = {cause.id: cause for level in LEVELS for cause in causes() if cause.level == level and cause.cuts}
    name = st.selectbox(_("Cause"), known, format_func=lambda one: pick(known[one].titles["found"]), key="bounds_of")
    facts, cause = settings(workbook), known[name]
    used = cuts_of(cause, facts)
    own = [f"cut.{name}.{signal}" for signal, steps in used.items() if steps.own]
    with st.form(f"bounds_{name}", border=True):
        said = {f"cut.{name}.{signal}": _line(name, signal, steps) for signal, steps in used.items()}
        given = {f"cut.{name}.{signal}": steps for signal, steps in cause.cuts.items()}
        if st.form_submit_button(_("Write down"), key="save_bounds"):
            keep(workbook, {key: None if _written(given[key]) == text else text for key, text in said.items()})
    if own and st.button(_("Take the bounds of the method back"), key="bounds_back"):
        for key in [key for key in st.session_state if str(key).startswith(f"bound/{name}/")]:
            del st.session_state[key]
        keep(workbook, dict.fromkeys(own))


def _line(cause: str, signal: str, steps: Steps) -> str:
    """The steps of a figure as a fact holds them."""
    meaning = meanings()[signal]
    times = PERCENT if meaning.unit == "share" else 1
    whose = _("bounds of the company") if steps.own else _("bounds of the method")
    st.markdown(f"**{pick(meaning.title)}** ({whose})")
    fields = st.columns(2 * len(steps.bounds) + 1, vertical_alignment="bottom")
    bounds = {}
    title = (_("At least, %") if steps.at_least else _("At most, %")) if times == PERCENT else (_("At least") if steps.at_least else _("At most"))
    for place, (bound, points) in enumerate(steps.bounds):
        key = f"bound/{cause}/{signal}/{place}"
        held = fields[2 * place].number_input(title, value=round(bound * times, 6), step=1.0, format="%.6g", key=key)
        bounds[f"{held / times:g}"] = fields[2 * place + 1].number_input(_("points"), -4.0, 5.0, points, step=1.0, format="%.3g", key=f"{key}/points")
    rest = fields[-1].number_input(_("else"), -4.0, 5.0, steps.otherwise, step=1.0, format="%.3g", key=f"bound/{cause}/{signal}/else")
    return _text(steps.at_least, bounds, rest)


def _written(steps: Steps) -> str:
    return _text(steps.at_least, {f"{bound:g}": points for bound, points in steps.bounds}, steps.otherwise)


def _text(at_least: bool, bounds: dict[str, float], otherwise: float) -> str:
    return json.dumps({"at_least" if at_least else "at_most": bounds, "otherwise": otherwise})
