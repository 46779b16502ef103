"""What was said: where each side is weakest, how far they are apart, how it has changed since the last wave."""

from collections.abc import Mapping

import streamlit as st

from diagnostics.charts import friendly_selling, views_apart
from diagnostics.evidence import Evidence
from diagnostics.i18n import _, decimal, ngettext, pick
from diagnostics.interview import (
    ROLES,
    SIDES,
    Score,
    Wave,
    climate,
    dimensions,
    form_of,
    gaps,
    question_scores,
    sides,
    waves,
    weakest,
    worst_first,
)
from diagnostics.workbook import Workbook
from pages.components.blocks import chart, is_dark, table
from pages.components.waves import wave_text


def voices(workbook: Workbook, evidence: Evidence) -> None:
    """The scores of a wave, the latest unless another is chosen."""
    held = waves(workbook)
    if not held:
        st.markdown(_("Nobody has answered yet."))
        return
    wave = held[-1]
    if len(held) > 1:  # the last one first that tells something
        latest = next((place for place, one in enumerate(held[::-1]) if sides(workbook, one.number)), 0)
        wave = st.selectbox(_("Wave"), held[::-1], latest, format_func=wave_text, key="wave")
    scores = sides(workbook, wave.number)
    if not scores:
        st.markdown(_("Nothing can be told yet: a score needs answers with options, and the reps' answers show once the wave is closed."))
        return
    _apart(scores)
    for side, of_side in scores.items():
        st.subheader(_("{side}: weakest by the answers").format(side=_(SIDES[side])), anchor=False)
        _weakest(of_side, people=side == "reps")
    _friendly(workbook, wave, evidence)
    _changed(workbook, held, wave, scores)


def _weakest(scores: Mapping[str, Score], people: bool) -> None:
    """The subjects in which a side is weakest, what that means, and which data would prove or refute it. `people`: a score counts people, not answers."""
    found = weakest(scores)
    if not found:
        st.markdown(_("By the answers nothing is weak."))
    for one in found:
        about = dimensions()[one.dimension]
        with st.container(border=True):
            cases = ngettext("{n} person", "{n} people", one.n) if people else ngettext("{n} answer", "{n} answers", one.n)
            st.markdown(f"**{pick(about.title)}**: {_('{score} of 3').format(score=decimal(one.mean, 1))} ({cases.format(n=one.n)})")
            if one.is_contested:
                st.markdown(_("The answers lie far apart: ask what each of them is about."))
            st.markdown(pick(about.weak))
            st.markdown(pick(about.proof))


def _apart(scores: Mapping[str, Mapping[str, Score]]) -> None:
    order = [one.dimension for one in worst_first(_mean_of(scores))]
    wide = [gap.dimension for gap in gaps(scores) if gap.is_flagged]
    means = {side: {name: one.mean for name, one in of_side.items()} for side, of_side in scores.items()}
    chart(views_apart(means, {name: pick(about.title) for name, about in dimensions().items()}, order, wide, is_dark()), "views_apart")


def _mean_of(scores: Mapping[str, Mapping[str, Score]]) -> dict[str, Score]:
    """By the lowest of the sides: a subject that one of them sees as weak stands high in the list."""
    names = dict.fromkeys(name for of_side in scores.values() for name in of_side)
    return {name: min((of_side[name] for of_side in scores.values() if name in of_side), key=lambda one: one.centred) for name in names}


def _friendly(workbook: Workbook, wave: Wave, evidence: Evidence) -> None:
    """Is it good to work there, and does the department sell: one without the other is a finding."""
    felt, plan = climate(workbook, wave.number), evidence.signals["plan.attainment"]
    if felt is not None and plan.available:
        chart(friendly_selling(felt, plan.value, is_dark()), "friendly_selling")


def _changed(workbook: Workbook, held: list[Wave], wave: Wave, scores: Mapping[str, Mapping[str, Score]]) -> None:
    """Against the wave before, by subject and side."""
    before = next((sides(workbook, one.number) for one in reversed(held) if one.number < wave.number), {})
    rows = [
        {_("Subject"): pick(dimensions()[name].title), _("Who"): _(SIDES[side]), _("Before"): decimal(before[side][name].mean, 1), _("Now"): decimal(one.mean, 1)}
        for side, of_side in scores.items() for name, one in of_side.items() if name in before.get(side, {})
    ]  # fmt: skip
    if not rows:
        return
    st.subheader(_("Since the wave before"), anchor=False)
    table(rows, "waves", _("Since the wave before"))
    with st.expander(_("Question by question")):
        table(_questions(workbook, held, wave), "waves_questions", _("Question by question"))


def _questions(workbook: Workbook, held: list[Wave], wave: Wave) -> list[dict[str, str]]:
    """A row for each question that a side answered in both waves."""
    earlier = max(one.number for one in held if one.number < wave.number)
    before, now = question_scores(workbook, earlier), question_scores(workbook, wave.number)
    texts = {question.id: pick(question.text) for role in ROLES for question in form_of(workbook, role)}
    return [
        {"№": name, _("Question"): texts[name], _("Who"): _(SIDES[side]), _("Before"): decimal(before[side][name], 1), _("Now"): decimal(points, 1)}
        for side, of_side in now.items() for name, points in of_side.items() if name in before.get(side, {})
    ]  # fmt: skip
