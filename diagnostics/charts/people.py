"""Pictures of people: when they leave, who stays, how many there are."""

from typing import Any

import altair as alt
import numpy as np
import pandas as pd

from diagnostics.charts.theme import Picture, bar_width, finish, month_bars, palette
from diagnostics.evidence import CHANCE, KaplanMeier, Signal, Staff, month_number, month_start
from diagnostics.i18n import _, count, decimal, month_span, ngettext, number_span, percent

SHOWN = 36  # months of tenure on the axis
AT = (0, 3, 6, 9, 12, 18, 24)  # months of tenure at which the people under observation are counted


def exits_by_tenure(staff: Staff, window: Signal, chance: Signal, dark: bool = False) -> Picture:
    """One mark per leaver on the axis of tenure; the period in which more leave is shaded where it is not chance."""
    colours = palette(dark)
    tenure = staff.tenure_at_exit
    whole = np.floor(tenure).astype(int)
    data = pd.DataFrame(
        {
            "tenure": tenure,
            "month": whole + 1,
        }
    )
    data["level"] = data.groupby("month").cumcount() + 1
    data["text"] = [_("month {n}").format(n=number) for number in data["month"]]
    top = max(4, int(data["level"].max())) + 1 if len(data) else 4
    end = float(min(SHOWN, max(12, tenure.max() + 1))) if len(data) else 12.0
    shown = data[data["tenure"] <= end]
    x = alt.X(
        "month:Q",
        title=_("month of tenure"),
        scale=alt.Scale(domain=[0, end + 1], nice=False),
        axis=alt.Axis(grid=False, tickMinStep=1, format="d"),
    )
    marks = (
        alt.Chart(shown)
        .mark_circle(size=150, opacity=1, color=colours.against)
        .encode(
            x=x,
            y=alt.Y(
                "level:Q",
                title=_("people who left"),
                scale=alt.Scale(domain=[0, top]),
                axis=alt.Axis(format="d", tickMinStep=1),
            ),
            tooltip=[alt.Tooltip("text:N", title=_("Left in"))],
        )
    )
    layers: list[alt.Chart] = [marks]
    if certain(window, chance):
        first, last = window.value
        box = pd.DataFrame(
            {"from": [first + 0.5], "to": [last + 0.5], "said": [_("more leave here")]}
        )
        shade = (
            alt.Chart(box)
            .mark_rect(color=colours.shade, opacity=0.6)
            .encode(x=alt.X("from:Q", title=_("month of tenure")), x2="to:Q")
        )
        room = last < end * 0.7  # for the words on the right of the band
        side: dict[str, Any] = {"align": "left" if room else "right", "dx": 6 if room else -6}
        label = (
            alt.Chart(box)
            .mark_text(**side, color=colours.ink, y=10)
            .encode(x="to:Q" if room else "from:Q", text="said:N")
        )
        layers = [shade, marks, label]
    chart = alt.layer(*layers).properties(height=230)
    return Picture(_dots_title(data), _exit_subtitle(staff, chance, len(data) - len(shown)), finish(chart, dark))


def survival_curve(stayed: KaplanMeier, dark: bool = False) -> Picture:
    """Share of those who came that are still there, by tenure, with its interval and the people under observation."""
    colours = palette(dark)
    start = stayed.start or 0.0
    times = [start, *stayed.time.tolist()]
    share, low, high = [1.0, *stayed.survival.tolist()], [1.0, *stayed.low.tolist()], [1.0, *stayed.high.tolist()]
    end = _end_of_curve(stayed)
    data = pd.DataFrame({"tenure": times, "share": share, "low": low, "high": high})
    data = data[data["tenure"] <= end]
    data = pd.concat([data, data.tail(1).assign(tenure=end)], ignore_index=True)
    data["text"] = [percent(value) for value in data["share"]]
    x = alt.X(
        "tenure:Q",
        title=_("months of tenure"),
        scale=alt.Scale(domain=[0, end], nice=False),
        axis=alt.Axis(values=list(range(0, int(end) + 1, 3)), grid=False),
    )
    band = (
        alt.Chart(data)
        .mark_area(interpolate="step-after", color=colours.stone, opacity=0.3)
        .encode(x=x, y="low:Q", y2="high:Q")
    )
    line = (
        alt.Chart(data)
        .mark_line(interpolate="step-after", color=colours.data, strokeWidth=2.5)
        .encode(
            x=x,
            y=alt.Y(
                "share:Q",
                title=_("still there"),
                scale=alt.Scale(domain=[0, 1]),
                axis=alt.Axis(format=".0%", tickCount=5),
            ),
            tooltip=[
                alt.Tooltip("tenure:Q", format=".1f", title=_("Months")),
                alt.Tooltip("text:N", title=_("Still there")),
            ],
        )
    )
    chart = alt.layer(band, line).properties(height=250)
    seen = [number for number in AT if start <= number <= end]
    under = " · ".join(
        f"{number} {_('mo.')}: {count(n)}" for number, n in zip(seen, stayed.at_risk_at(seen), strict=True)
    )
    subtitle = _("Grey: limits that hold the true share in 95 cases out of 100. Under observation: {counts}").format(counts=under)
    return Picture(_survival_title(stayed), subtitle, finish(chart, dark))


def people_by_month(counts: pd.DataFrame, norm: str, limit: float, dark: bool = False) -> Picture:
    """Reps at work by month, those who came and left below, the norm of the method as a line.

    Columns: month, people, hired, left.
    """
    colours = palette(dark)
    data = counts.copy()
    data["date"] = pd.to_datetime([month_start(int(number)) for number in data["month"]])
    data["gone"] = -data["left"]
    tooltip = [
        alt.Tooltip("date:T", format="%B %Y", title=_("Month")),
        alt.Tooltip("people:Q", title=_("At work")),
        alt.Tooltip("hired:Q", title=_("Came")),
        alt.Tooltip("left:Q", title=_("Left")),
    ]
    base = alt.Chart(data).encode(x=month_bars(data["date"]))
    width = bar_width(len(data))
    line = base.mark_line(interpolate="step", color=colours.data, strokeWidth=2.5).encode(
        y=alt.Y("people:Q", title=_("people"), axis=alt.Axis(tickMinStep=1, labelExpr="abs(datum.value)")),
        tooltip=tooltip,
    )
    came = base.mark_bar(color=colours.good).encode(y="hired:Q", size=width, tooltip=tooltip)
    left = base.mark_bar(color=colours.against).encode(y="gone:Q", size=width, tooltip=tooltip)
    limits = pd.DataFrame({"limit": [limit], "norm": [norm]})
    rule = alt.Chart(limits).mark_rule(color=colours.method, strokeDash=[4, 3], strokeWidth=1.5, tooltip=None).encode(y="limit:Q")
    label = (
        alt.Chart(limits)
        .mark_text(align="left", dx=4, dy=-8, color=colours.method, x=0)
        .encode(y="limit:Q", text="norm:N")
    )
    chart = alt.layer(came, left, line, rule, label).properties(height=250)
    gone, hired = int(data["left"].sum()), int(data["hired"].sum())
    title = (
        _("{hired} came and {gone} left over {n} months").format(hired=hired, gone=gone, n=len(data))
        if gone or hired
        else ngettext("Nobody came or left over {n} month", "Nobody came or left over {n} months", len(data)).format(n=len(data))
    )
    span = month_span(month_start(int(data["month"].iloc[0])), month_start(int(data["month"].iloc[-1])))
    return Picture(
        title,
        _("Reps at work (line), hired (up) and gone (down) by month, {span}").format(span=span),
        finish(chart, dark),
    )


def certain(window: Signal, chance: Signal) -> bool:
    """Whether the period that the scan found is hardly chance."""
    return bool(window.available and chance.available and chance.value <= CHANCE)


def _dots_title(data: pd.DataFrame) -> str:
    soon = int((data["month"] <= 12).sum())
    return _("{n} of {all} leavers left within their first year").format(n=soon, all=len(data))


def _end_of_curve(stayed: KaplanMeier) -> float:
    """The curve is drawn for a year, and further while three people are under observation."""
    carried = [float(time) for time, n in zip(stayed.time, stayed.at_risk, strict=True) if n >= 3]
    return float(min(SHOWN, max([12.0, *carried])))


def exits_headline(window: Signal, chance: Signal, leavers: int) -> str:
    """Whether there is a certain period in which people leave: the headline of the page."""
    found = certain(window, chance)
    if found:
        return _("{n} of {all} leavers left in months {span} of tenure").format(
            n=window.n, all=leavers, span=number_span(window.value[0] + 1, window.value[1])
        )
    return (
        ngettext("{n} person left", "{n} people left", leavers).format(n=leavers) + ": " + _("no certain period shows")
    )


def _exit_subtitle(staff: Staff, chance: Signal, beyond: int) -> str:
    span = month_span(month_start(month_number(staff.observed_from)), month_start(month_number(staff.as_of)))
    parts = [_("Each dot is a person who left, {span}").format(span=span)]
    if chance.available:
        parts.append(
            _("if people left at any time alike, chance would do as much {odds}").format(odds=_odds(chance.value))
        )
    if beyond:
        parts.append(
            ngettext("{n} left later than the axis shows", "{n} left later than the axis shows", beyond).format(
                n=beyond
            )
        )
    return "; ".join(parts)


def _odds(p: float) -> str:
    if p <= 0.0015:
        return _("once in a thousand")
    if p < 0.5:
        return _("once in {n}").format(n=count(1 / p))
    return _("more often than not")


def _survival_title(stayed: KaplanMeier) -> str:
    share = stayed.at(12.0)
    if (stayed.start or 0) > 1:  # nobody was seen from his first month on
        return _("How long people stay")
    if share is not None:
        return _("Of ten who come about {n} are there after a year").format(n=decimal(share * 10, 0))
    median, *_interval = stayed.median()
    if median is not None:
        return _("Half leave within {n} months").format(n=decimal(median, 0))
    return _("How long people stay")
