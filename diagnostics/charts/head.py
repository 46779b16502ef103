"""Pictures of the head as a seller."""

from typing import Any

import altair as alt
import pandas as pd

from diagnostics.charts.theme import Picture, bar_width, finish, month_bars, palette
from diagnostics.evidence import Head, Signal, month_number, month_start
from diagnostics.i18n import _, month, month_span, percent


def head_share(
    months: pd.DataFrame, head: Head, share: Signal, transition: int, norm: str, dark: bool = False
) -> Picture:
    """The head's share of sales by month, the appointment marked and the transition of the method shaded.

    Columns: month, net, own (kopecks). `transition` in months, `norm` its label.
    """
    colours = palette(dark)
    data = months[months["net"] > 0].copy()
    data["date"] = pd.to_datetime([month_start(int(number)) for number in data["month"]])
    data["share"] = data["own"] / data["net"]
    data["text"] = [percent(value) for value in data["share"]]
    top = float(data["share"].max() * 1.35 or 1) if len(data) else 1.0  # room for the labels above the bars
    since = month_number(head.since) if head.since else 0
    data["led"] = data["month"] >= since  # what he sold before he was head is paler
    bars = (
        alt.Chart(data)
        .mark_bar(color=colours.data)
        .encode(
            x=month_bars(pd.to_datetime([month_start(int(number)) for number in months["month"]])),
            y=alt.Y(
                "share:Q",
                title=_("share of the department's sales"),
                axis=alt.Axis(format=".0%", tickCount=5),
                scale=alt.Scale(domain=[0, top]),
            ),
            size=bar_width(len(data)),
            opacity=alt.condition("datum.led", alt.value(1), alt.value(0.45)),
            tooltip=[alt.Tooltip("date:T", format="%B %Y", title=_("Month")), alt.Tooltip("text:N", title=_("Share"))],
        )
    )
    layers: list[alt.Chart] = [bars]
    first = int(months["month"].min())
    if head.since is not None and month_number(head.since) > first:
        start = month_number(head.since)
        mark = pd.DataFrame(
            {
                "from": pd.to_datetime([month_start(start)]),
                "to": pd.to_datetime([month_start(start + transition)]),
                "said": [_("became head, {month}").format(month=month(month_start(start)))],
                "norm": [norm],
            }
        )
        shade = alt.Chart(mark).mark_rect(color=colours.method, opacity=0.18, clip=True).encode(x="from:T", x2="to:T")
        rule = alt.Chart(mark).mark_rule(color=colours.method, strokeDash=[4, 3], strokeWidth=1.5, tooltip=None).encode(x="from:T")
        late = start - first > len(data) / 2
        side: dict[str, Any] = {"align": "right" if late else "left", "dx": -6 if late else 6, "color": colours.method}
        said = alt.Chart(mark).mark_text(**side, y=8).encode(x="from:T", text="said:N")
        label = alt.Chart(mark).mark_text(**side, y=24).encode(x="from:T", text="norm:N")
        layers = [shade, bars, rule, said, label]
    chart = alt.layer(*layers).properties(height=260)
    span = month_span(month_start(first), month_start(int(months["month"].max())))
    if share.available:
        title = _("{share} of revenue goes through the head himself").format(share=percent(share.value))
    else:
        title = _("The head's own sales")
    return Picture(
        title, _("His own sales in the department's, by month, {span}").format(span=span), finish(chart, dark)
    )
