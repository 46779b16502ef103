"""Pictures of what was said: how head, owner and reps see each subject, and where they are apart."""

from collections.abc import Mapping, Sequence

import altair as alt
import pandas as pd

from diagnostics.charts.theme import Picture, finish, palette
from diagnostics.i18n import N_, _, decimal, percent
from diagnostics.interview import SIDES

BEST = 3
FRIENDLY = 2.0  # of 3: from here on it is good to work there by the reps' own words
MOST = 1.5  # plan attainment at which the picture ends; what is above stands at its edge
ROOM = 0.08  # on both sides of the scale, so that a mark at its end hides no word


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
    sides = [side for side in SIDES if side in scores]
    rows = [
        {"subject": titles[subject], "side": _(SIDES[side]), "score": scores[side][subject], "text": decimal(scores[side][subject], 1)}
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
            color=alt.Color("side:N", scale=alt.Scale(domain=[_(SIDES[side]) for side in sides], range=[fills[side] for side in sides])),
            shape=alt.Shape("side:N", scale=alt.Scale(domain=[_(SIDES[side]) for side in sides], range=["circle", "square", "diamond"][: len(sides)])),
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


QUADRANTS = {
    (True, True): (N_("friendly and selling"), N_("People are well here, and the plan is met: keep what makes it so")),
    (True, False): (N_("friendly, not selling"), N_("People are well here and the plan is not met: a friendly department that does not sell")),
    (False, True): (N_("selling, not friendly"), N_("The plan is met, and people are not well here: look how long they stay")),
    (False, False): (N_("neither"), N_("Neither is the plan met nor are people well here")),
}
"""Whether it is good to work there, whether the plan is met -> the corner in a few words, and the takeaway."""


def friendly_selling(felt: float, attained: float, dark: bool = False) -> Picture:
    """Four corners and a mark: how good it is to work there against plan attainment.

    Use it where a pleasant team is taken for a good one. `felt` is 0 to 3 by the reps, `attained` a share of the plan.
    """
    colours = palette(dark)
    here = (felt >= FRIENDLY, attained >= 1)
    corners = pd.DataFrame(
        [
            {"left": FRIENDLY if good else 0.0, "right": BEST if good else FRIENDLY, "bottom": float(met), "top": MOST if met else 1.0, "text": _(words), "here": (good, met) == here}
            for (good, met), (words, _takeaway) in QUADRANTS.items()
        ]
    ).assign(middle=lambda frame: (frame["left"] + frame["right"]) / 2, height=lambda frame: (frame["bottom"] + frame["top"]) / 2)
    x_axis = alt.Axis(values=[0, 1, 2, 3], format="d", grid=False)
    y_axis = alt.Axis(values=[0, 0.5, 1, 1.5], format=".0%", grid=False)
    fields = (
        alt.Chart(corners)
        .mark_rect(stroke=colours.grid)
        .encode(
            x=alt.X("left:Q", title=_("good to work here, by the reps"), scale=alt.Scale(domain=[0, BEST], nice=False), axis=x_axis), x2="right:Q",
            y=alt.Y("bottom:Q", title=_("plan attainment"), scale=alt.Scale(domain=[0, MOST], nice=False), axis=y_axis), y2="top:Q",
            color=alt.condition("datum.here", alt.value(colours.shade), alt.value("transparent")),
        )
    )  # fmt: skip
    words = (
        alt.Chart(corners).mark_text(color=colours.ink, limit=150)
        .encode(x="middle:Q", y="height:Q", text="text:N")
    )  # fmt: skip
    data = pd.DataFrame([{"felt": felt, "attained": min(attained, MOST), "told": f"{decimal(felt, 1)} · {percent(attained)}"}])
    mark = alt.Chart(data).mark_point(filled=True, size=220, opacity=1, fill=colours.data, stroke=colours.bare, strokeWidth=2).encode(
        x="felt:Q", y="attained:Q", tooltip=[alt.Tooltip("told:N", title=_("Here"))]
    )
    chart = alt.layer(fields, words, mark).properties(height=260)
    subtitle = _("By the reps {felt} of 3; plan attainment {plan}").format(felt=decimal(felt, 1), plan=percent(attained))
    return Picture(_(QUADRANTS[here][1]), subtitle, finish(chart, dark))
