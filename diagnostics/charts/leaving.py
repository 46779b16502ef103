"""Pictures of leaving: how likely it is in each month of tenure, on the calendar, and what the pay says of the plan."""

from datetime import date

import altair as alt
import pandas as pd

from diagnostics.charts.theme import Picture, bar_width, finish, month_bars, palette
from diagnostics.evidence import Signal, month_start
from diagnostics.i18n import _, count, day, decimal, month_span, ngettext, percent

ENOUGH = 3  # people under observation in a month of tenure below which its share is not drawn
MOST = 1_500  # months of pay drawn; more would not be told apart


def hazard_by_tenure(found: pd.DataFrame, window: Signal, dark: bool = False) -> Picture:
    """Of a hundred people in a month of tenure, how many leave in it, with the interval; the months of the window are marked.

    Use it to see in which month people are lost, however many came. Columns: month, leavers, person_months, hazard, low, high.
    With few leavers the intervals cover everything: then look at the dots alone.
    """
    colours = palette(dark)
    data = found[found["person_months"] >= ENOUGH].copy()
    first, last = window.value if window.available else (0, 0)
    kinds = [_("more leave here"), _("as usual")]
    data["kind"] = [kinds[0] if first < number <= last else kinds[1] for number in data["month"]]
    data["high"] = data["high"].clip(upper=1)
    data["text"] = [percent(value) for value in data["hazard"]]
    data["of"] = [_("{hits} of {n}").format(hits=count(row.leavers), n=decimal(row.person_months, 0)) for row in data.itertuples()]
    data["hazard"] = data["hazard"].clip(upper=1)  # leavers over time at work may exceed it where hardly anybody stays the month out
    data = data[["month", "leavers", "hazard", "low", "high", "kind", "text", "of"]]
    top = float(min(1.0, data["hazard"].max() * 3)) if len(data) and data["hazard"].max() else 0.2
    data["high"] = data["high"].clip(upper=top)
    base = alt.Chart(data).encode(x=alt.X("month:Q", title=_("month of tenure"), axis=alt.Axis(tickMinStep=1, format="d", grid=False)))
    y = alt.Y("hazard:Q", title=_("leave in the month"), scale=alt.Scale(domain=[0, top]), axis=alt.Axis(format=".0%", tickCount=5))
    bars = base.mark_bar().encode(
        y=y, size=bar_width(len(data)), color=alt.Color("kind:N", scale=alt.Scale(domain=kinds, range=[colours.against, colours.light]), legend=alt.Legend()),
        tooltip=[alt.Tooltip("month:Q", title=_("month of tenure")), alt.Tooltip("text:N", title=_("leave in the month")), alt.Tooltip("of:N", title=_("Left of those there"))],
    )  # fmt: skip
    limits = base.mark_rule(color=colours.stone, strokeWidth=2).encode(y="low:Q", y2="high:Q")
    title = _("In no month of tenure do people leave more than in others")
    if len(data) and data["hazard"].max() > 0:
        worst = data.loc[data["hazard"].idxmax()]
        title = _("Month {n} of tenure is the hardest: of those who reached it {hits} left").format(n=int(worst["month"]), hits=count(worst["leavers"]))
    subtitle = _("Share of people at work in each month of tenure who left in it. Grey line: limits that hold the true share in 95 cases out of 100")
    return Picture(title, subtitle, finish(alt.layer(bars, limits).properties(height=230), dark))


def exits_calendar(counts: pd.DataFrame, head_since: date | None, clock: str | None, dark: bool = False) -> Picture:
    """Who left, month by month of the calendar, and the day the present head came.

    Use it to see whether exits gather at a time and not at a tenure. It never says that the head drove them out. Columns: month, left.
    """
    colours = palette(dark)
    data = counts[["month", "left"]].assign(date=pd.to_datetime([month_start(int(number)) for number in counts["month"]]))
    base = alt.Chart(data).encode(x=month_bars(data["date"]))
    bars = base.mark_bar(color=colours.against).encode(
        y=alt.Y("left:Q", title=_("people who left"), axis=alt.Axis(tickMinStep=1, format="d"), scale=alt.Scale(domain=[0, max(3, int(data["left"].max()) + 1)])),
        size=bar_width(len(data)),
        tooltip=[alt.Tooltip("date:T", format="%B %Y", title=_("Month")), alt.Tooltip("left:Q", title=_("Left"))],
    )
    layers: list[alt.Chart] = [bars]
    if head_since and data["date"].min() <= pd.Timestamp(head_since) <= data["date"].max():
        came = pd.DataFrame({"date": [pd.Timestamp(head_since)], "said": [_("the head came")]})
        late = pd.Timestamp(head_since) > data["date"].min() + (data["date"].max() - data["date"].min()) / 2
        layers.append(alt.Chart(came).mark_rule(color=colours.ink, strokeDash=[4, 3]).encode(x="date:T"))
        layers.append(alt.Chart(came).mark_text(align="right" if late else "left", dx=-6 if late else 6, color=colours.ink, y=8).encode(x="date:T", text="said:N"))
    left = int(data["left"].sum())
    titles = {
        "calendar": _("Exits gather at a time of the calendar"),
        "tenure": _("Exits go with months of tenure, not with the calendar"),
    }
    title = titles.get(clock or "", ngettext("{n} person left, at no certain time", "{n} people left, at no certain time", left).format(n=left))
    span = month_span(month_start(int(data["month"].iloc[0])), month_start(int(data["month"].iloc[-1])))
    since = " " + _("The present head leads since {day}.").format(day=day(head_since)) if head_since else ""
    return Picture(title, _("People who left by month, {span}.").format(span=span) + since, finish(alt.layer(*layers).properties(height=190), dark))


def pay_attainment(paid: pd.DataFrame, ratio: Signal, norm: str, dark: bool = False) -> Picture:
    """A point for each month of pay: how far the plan was reached, and what was paid, to the middle month below plan. Nobody is named.

    Use it to see whether the plan shows in the pay. Columns: attainment, total (kopecks). With fewer than five people do not show it: they know each other's months.
    """
    colours = palette(dark)
    below = paid[paid["attainment"] < 1]["total"].median()
    data = pd.DataFrame({"reached": paid["attainment"].clip(lower=0, upper=2), "times": paid["total"] / below}).dropna().head(MOST)
    kinds = [_("plan made"), _("plan missed")]
    data["kind"] = [kinds[0] if value >= 1 else kinds[1] for value in data["reached"]]
    data["said"] = [percent(value) for value in data["reached"]]
    data["paid"] = [decimal(value) for value in data["times"]]
    points = (
        alt.Chart(data)
        .mark_circle(size=45, opacity=0.55)
        .encode(
            x=alt.X("reached:Q", title=_("part of the plan reached"), axis=alt.Axis(format=".0%", tickCount=5)),
            y=alt.Y("times:Q", title=_("pay, times the middle month below plan"), scale=alt.Scale(domain=[0, max(3.4, float(data["times"].max()))]), axis=alt.Axis(tickCount=5)),
            color=alt.Color("kind:N", scale=alt.Scale(domain=kinds, range=[colours.good, colours.against]), legend=alt.Legend()),
            tooltip=[alt.Tooltip("said:N", title=_("Plan")), alt.Tooltip("paid:N", title=_("Pay, times"))],
        )
    )
    limit = pd.DataFrame({"times": [3.0], "norm": [norm]})
    rule = alt.Chart(limit).mark_rule(color=colours.method, strokeDash=[4, 3]).encode(y="times:Q")
    words = alt.Chart(limit).mark_text(align="left", dx=4, dy=-8, color=colours.method, x=0).encode(y="times:Q", text="norm:N")
    title = _("A month with the plan made pays {times} times one without").format(times=decimal(ratio.value))
    subtitle = ngettext("{n} month of pay over the last 12, without names", "{n} months of pay over the last 12, without names", len(data)).format(n=count(len(data)))
    return Picture(title, subtitle, finish(alt.layer(points, rule, words).properties(height=260), dark))
