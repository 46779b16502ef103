"""Pictures of what was said: how head, owner and reps see each subject, and where they are apart."""

from collections.abc import Mapping, Sequence

import altair as alt
import pandas as pd

from diagnostics.charts.theme import Picture, finish, palette
from diagnostics.i18n import N_, _, decimal

BEST = 3
ROOM = 0.08  # on both sides of the scale, so that a mark at its end hides no word
SIDE_WORDS = {"head": N_("Head of sales"), "owner": N_("Owner"), "reps": N_("Reps")}


def views_apart(scores: Mapping[str, Mapping[str, float]], titles: Mapping[str, str], order: Sequence[str], flagged: Sequence[str], dark: bool = False) -> Picture:
    """A dumbbell per subject: a mark for each side from 0 (weak) to 3, a line between the farthest, bold where they are far apart.

    Use it to open the talk of why head, owner and reps see one thing differently.

    Args:
        scores: side -> subject -> mean.
        titles: subject -> its name.
        order: the subjects from top to bottom.
        flagged: subjects whose gap is wide.
        dark: the page is.
    """
    colours = palette(dark)
    sides = [side for side in SIDE_WORDS if side in scores]
    rows = [
        {"subject": titles[subject], "side": _(SIDE_WORDS[side]), "score": scores[side][subject], "text": decimal(scores[side][subject], 1)}
        for subject in order for side in sides if subject in scores[side]
    ]  # fmt: skip
    spans = pd.DataFrame(rows).groupby("subject", sort=False)["score"].agg(low="min", high="max").reset_index()
    spans["wide"] = [subject in {titles[name] for name in flagged} for subject in spans["subject"]]
    y = alt.Y("subject:N", sort=None, title=None, axis=alt.Axis(labelLimit=170, domain=False, ticks=False))
    x = alt.X("score:Q", title=None, scale=alt.Scale(domain=[-ROOM, BEST + ROOM], nice=False), axis=alt.Axis(values=list(range(BEST + 1)), format="d"))
    lines = (
        alt.Chart(spans)
        .mark_rule(tooltip=None)
        .encode(
            y=y, x=alt.X("low:Q"), x2="high:Q",
            color=alt.condition("datum.wide", alt.value(colours.against), alt.value(colours.pale)),
            size=alt.condition("datum.wide", alt.value(4), alt.value(2)),
        )
    )  # fmt: skip
    fills = {"head": colours.data, "owner": colours.method, "reps": colours.good}
    marks = (
        alt.Chart(pd.DataFrame(rows))
        .mark_point(filled=True, size=130, opacity=1, stroke=colours.bare, strokeWidth=1.5)
        .encode(
            y=y, x=x,
            color=alt.Color("side:N", scale=alt.Scale(domain=[_(SIDE_WORDS[side]) for side in sides], range=[fills[side] for side in sides])),
            shape=alt.Shape("side:N", scale=alt.Scale(domain=[_(SIDE_WORDS[side]) for side in sides], range=["circle", "square", "diamond"][: len(sides)])),
            tooltip=[alt.Tooltip("subject:N", title=_("Subject")), alt.Tooltip("side:N", title=_("Who")), alt.Tooltip("text:N", title=_("Score"))],
        )
    )  # fmt: skip
    chart = alt.layer(lines, marks).properties(height=alt.Step(26))
    return Picture(_title(len(sides), [titles[name] for name in flagged]), _("0 is weak, 3 is strong; weakest first"), finish(chart, dark))


def _title(sides: int, wide: Sequence[str]) -> str:
    if sides < 2:
        return _("How the subjects stand by one side's answers")
    if not wide:
        return _("Nowhere are the sides far apart")
    return _("They see it most differently: {subject}").format(subject=wide[0][:1].lower() + wide[0][1:])
