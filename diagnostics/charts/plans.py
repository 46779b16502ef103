"""Pictures of the plan: made or missed month by month, and how far from it the reps' months are."""

import altair as alt
import numpy as np
import pandas as pd

from diagnostics.charts.sales import dated, scale
from diagnostics.charts.theme import Picture, bar_width, finish, month_bars, palette
from diagnostics.evidence import Period, Rep, Signal, month_start
from diagnostics.i18n import _, count, month_span, ngettext, percent, rubles

BIN, LAST = 10, 200  # percent of the plan: width of a bar, and where the last one begins
HARD, EASY = 0.25, 0.9  # share of months with the plan made under and over which the plan itself is the question


def plan_by_month(plans: pd.DataFrame, attainment: Signal, currency: str, dark: bool = False, rep: Rep | None = None) -> Picture:
    """Bars of what the reps with a plan sold, a tick for their plan; the misses in the colour that is against us. `rep`: of one alone.

    Columns: rep_id, month (absolute), plan, fact (kopecks). Sales of those without a plan are not in it.
    """
    colours = palette(dark)
    months = plans.groupby("month")[["plan", "fact"]].sum().reset_index()
    unit, name = scale(max(months["plan"].max(), months["fact"].max()), currency)
    data = dated(months)
    data["made"] = [_("plan made") if made else _("plan missed") for made in data["fact"] >= data["plan"]]
    data["fact_text"] = [rubles(value, currency) for value in data["fact"]]
    data["plan_text"] = [rubles(value, currency) for value in data["plan"]]
    data[["fact", "plan"]] /= unit
    tooltip = [
        alt.Tooltip("date:T", format="%B %Y", title=_("Month")),
        alt.Tooltip("fact_text:N", title=_("Sales")),
        alt.Tooltip("plan_text:N", title=_("Plan")),
    ]
    kinds = alt.Scale(domain=[_("plan made"), _("plan missed")], range=[colours.good, colours.against])
    base = alt.Chart(data).encode(x=month_bars(data["date"]))
    bars = base.mark_bar(opacity=0.85).encode(
        y=alt.Y("fact:Q", title=name, axis=alt.Axis(tickCount=5)),
        color=alt.Color("made:N", scale=kinds),
        size=bar_width(len(data)),
        tooltip=tooltip,
    )
    ticks = base.mark_tick(color=colours.ink, thickness=2.5).encode(
        y="plan:Q", size=bar_width(len(data), 0.85), tooltip=tooltip
    )
    last = months[months["month"].between(*(attainment.period or (0, 0)))]
    made = int((last["fact"] >= last["plan"]).sum())
    title = _plan_title(rep, float(last["fact"].sum() / last["plan"].sum()) if rep else attainment.value, made, len(last))
    span = month_span(month_start(int(months["month"].min())), month_start(int(months["month"].max())))
    whose = _("Sales, the dash is the plan; by month, {span}") if rep else _("Sales of the reps who have a plan, the dash is their plan; by month, {span}")
    subtitle = whose.format(span=span)
    return Picture(title, subtitle, finish(alt.layer(bars, ticks).properties(height=260), dark))


def _plan_title(rep: Rep | None, share: float, made: int, n: int) -> str:
    if n == 0:
        return _("No plan in the last twelve months")
    if rep:
        text = ngettext("{name}: {share} of the plan; made in {made} month of {n}", "{name}: {share} of the plan; made in {made} months of {n}", made)
        return text.format(name=rep.name, share=percent(share), made=made, n=n)
    text = ngettext(
        "The reps reached {share} of their plan; together they made it in {made} month of {n}",
        "The reps reached {share} of their plan; together they made it in {made} months of {n}",
        made,
    )
    return text.format(share=percent(share), made=made, n=n)


def attainment_spread(plans: pd.DataFrame, period: Period, dark: bool = False) -> Picture:
    """How many months of reps ended at which part of the plan; those that made it in the colour that is for us.

    Use it to see whether the plan is within reach at all. Columns: rep_id, month (absolute), plan, fact (kopecks). Where the plan
    is written after the fact every month stands at 100 %.
    """
    colours = palette(dark)
    year = plans[plans["month"].between(*period.year)]
    reached = (year["fact"] / year["plan"]).clip(lower=0).to_numpy(dtype=float)
    places = np.minimum(np.floor(reached * 100 / BIN + 1e-9) * BIN, LAST).astype(int)
    counts = pd.Series(places).value_counts()
    data = pd.DataFrame({"start": range(0, LAST + 1, BIN)})
    data["months"] = data["start"].map(counts).fillna(0).astype(int)
    data["end"] = data["start"] + BIN
    kinds = [_("plan made"), _("plan missed")]
    data["kind"] = [kinds[0] if start >= 100 else kinds[1] for start in data["start"]]
    data["text"] = [_("{low} to {high}").format(low=percent(start / 100), high=percent((start + BIN) / 100)) if start < LAST else _("{low} and more").format(low=percent(start / 100)) for start in data["start"]]
    bars = (
        alt.Chart(data)
        .mark_bar(stroke=colours.bare)
        .encode(
            x=alt.X("start:Q", bin="binned", title=_("part of the plan reached, %"), axis=alt.Axis(values=list(range(0, LAST + 1, 50)), grid=False), scale=alt.Scale(domain=[0, LAST + BIN], nice=False)),
            x2="end:Q",
            y=alt.Y("months:Q", title=_("months of reps"), axis=alt.Axis(tickMinStep=1, format="d", tickCount=5)),
            color=alt.Color("kind:N", scale=alt.Scale(domain=kinds, range=[colours.good, colours.against]), legend=alt.Legend()),
            tooltip=[alt.Tooltip("text:N", title=_("Plan")), alt.Tooltip("months:Q", title=_("Months of reps"))],
        )
    )
    rule = alt.Chart(pd.DataFrame({"at": [100]})).mark_rule(color=colours.ink, strokeDash=[4, 3]).encode(x=alt.X("at:Q", title=_("part of the plan reached, %")))
    made, n = int((reached >= 1).sum()), len(reached)
    reps = int(year["rep_id"].nunique())
    subtitle = ngettext("Months of {n} rep over the last 12; the dashed line is the plan", "Months of {n} reps over the last 12; the dashed line is the plan", reps).format(n=count(reps))
    return Picture(_spread_title(made, n), subtitle, finish(alt.layer(bars, rule).properties(height=220), dark))


def _spread_title(made: int, n: int) -> str:
    if not n:
        return _("No plan in the last twelve months")
    said = ngettext("The plan was made in {made} month of a rep of {n}", "The plan was made in {made} months of reps of {n}", made).format(made=count(made), n=count(n))
    if made / n < HARD:
        return said + _(": few can reach it")
    return said + _(": it asks little") if made / n > EASY else said
