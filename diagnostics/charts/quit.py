"""The quit point: a newcomer's way to an experienced rep's sales, and where on it people left."""

from typing import Any

import altair as alt
import numpy as np
import numpy.typing as npt
import pandas as pd

from diagnostics.charts.theme import Picture, finish, palette
from diagnostics.evidence import Signal, Staff
from diagnostics.i18n import _, count, ngettext, percent

FloatArray = npt.NDArray[np.float64]

PROBATION = 3  # months: the longest probation that Russian labour law allows for most jobs (Labour Code, art. 70)


def quit_point(ramp: pd.DataFrame, staff: Staff, window: Signal, ready: Signal, first_plan: Signal, dark: bool = False) -> Picture:
    """The newcomers' curve with a mark for every leaver at his tenure, and what happens on the way.

    Use it where people leave before they sell as the others do. Columns of `ramp`: month (of tenure), index, people. One axis
    only: the curve of those who stay stands in a picture of its own.
    """
    colours = palette(dark)
    end = float(max(12, ramp["month"].max()))
    tenure = staff.tenure_at_exit
    shown = tenure[tenure <= end]
    marks = pd.DataFrame({"month": np.floor(shown) + 1, "index": np.interp(shown, ramp["month"], ramp["index"])})
    marks["text"] = [_("month {n}").format(n=int(month)) for month in marks["month"]]
    marks["month"] = shown
    curve = ramp.assign(text=[percent(value) for value in ramp["index"]])
    top = max(1.1, float(ramp["index"].max()) * 1.1)
    x = alt.X("month:Q", title=_("month of tenure"), scale=alt.Scale(domain=[0, end], nice=False), axis=alt.Axis(grid=False, tickMinStep=1, format="d"))
    y = alt.Y("index:Q", title=_("sales to an experienced rep's"), scale=alt.Scale(domain=[0, top]), axis=alt.Axis(format=".0%", tickCount=5))
    line = alt.Chart(curve).mark_line(color=colours.data, strokeWidth=2.5).encode(x=x, y=y, tooltip=[alt.Tooltip("month:Q", title=_("Month")), alt.Tooltip("text:N", title=_("Sales"))])
    left = alt.Chart(marks).mark_circle(size=140, opacity=0.9, color=colours.against).encode(x=x, y=y, tooltip=[alt.Tooltip("text:N", title=_("Left in"))])
    layers: list[alt.Chart] = [*_events(ready, first_plan, end, colours), line, left]
    return Picture(_title(tenure, window, ready, ramp), _subtitle(len(tenure), len(shown), first_plan), finish(alt.layer(*layers).properties(height=260), dark))


def _events(ready: Signal, first_plan: Signal, end: float, colours: Any) -> list[alt.Chart]:
    """What happens in which month, as labelled lines."""
    rows = [(PROBATION, _("probation ends"))]
    rows += [(first_plan.value, _("half have made a plan"))] if first_plan.available else []
    rows += [(ready.value, _("80 % of an experienced rep"))] if ready.available else []
    data = pd.DataFrame([(month, said, place) for place, (month, said) in enumerate(sorted(rows)) if month <= end], columns=["month", "said", "place"])
    rule = alt.Chart(data).mark_rule(color=colours.muted, strokeDash=[4, 3], tooltip=None).encode(x="month:Q")
    labels = [
        alt.Chart(data[data["place"] == place]).mark_text(align="left" if month < end * 0.7 else "right", dx=5 if month < end * 0.7 else -5, y=10 + 16 * int(place), color=colours.muted).encode(x="month:Q", text="said:N")
        for month, _said, place in data.itertuples(index=False)
    ]
    return [rule, *labels]


def _title(tenure: FloatArray, window: Signal, ready: Signal, ramp: pd.DataFrame) -> str:
    if not window.available or not len(tenure):
        return _("A newcomer's way to an experienced rep's sales, and where on it people left")
    last = int(window.value[1])
    known = {"k": count(int((tenure < last).sum())), "n": count(len(tenure)), "last": last}
    if ready.available:
        return _("{k} of {n} left by month {last}; a newcomer sells as the others do from month {ready}").format(**known, ready=count(ready.value))
    share = percent(float(np.interp(last, ramp["month"], ramp["index"])))
    return _("{k} of {n} left by month {last}; by then a newcomer sells {share} of what an experienced rep does").format(**known, share=share)


def _subtitle(leavers: int, shown: int, first_plan: Signal) -> str:
    text = ngettext("A mark is {n} leaver", "A mark is one of {n} leavers", leavers).format(n=count(leavers))
    text += "" if shown == leavers else ". " + ngettext("{n} of them stayed longer than is shown", "{n} of them stayed longer than is shown", leavers - shown).format(n=count(leavers - shown))
    return text if first_plan.available else text + ". " + _("When newcomers first make their plan is not known")
