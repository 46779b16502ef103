"""Pictures of the client base."""

import altair as alt
import pandas as pd

from diagnostics.charts.theme import Picture, finish, month_axis, palette
from diagnostics.evidence import Rep, month_start
from diagnostics.i18n import _, count, month_span, ngettext, percent


def base_over_time(base: pd.DataFrame, window: int, dark: bool = False, rep: Rep | None = None) -> Picture:
    """Active and silent clients by month, of one `rep` or of all. Columns: rep_id, month, base, active, never_bought.

    Use it to see whether the base is at work; for a strongly seasonal business compare the same months only.
    """
    colours = palette(dark)
    total = base.groupby("month")[["base", "active", "never_bought"]].sum().reset_index()
    total["silent"] = total["base"] - total["active"] - total["never_bought"]
    names = {"active": _("bought"), "silent": _("bought before, now silent"), "never_bought": _("never bought")}
    long = total.melt("month", list(names), "kind", "clients")
    long["order"] = long["kind"].map({kind: place for place, kind in enumerate(names)})
    long["kind"] = long["kind"].map(names)
    long["date"] = pd.to_datetime([month_start(int(number)) for number in long["month"]])
    scale = alt.Scale(domain=list(names.values()), range=[colours.data, colours.stone, colours.pale])
    areas = (
        alt.Chart(long)
        .mark_area(line=False)
        .encode(
            x=alt.X("date:T", axis=month_axis()),
            y=alt.Y("clients:Q", title=_("clients"), stack="zero", axis=alt.Axis(tickCount=5)),
            color=alt.Color("kind:N", scale=scale, legend=alt.Legend()),
            order="order:Q",
            tooltip=[
                alt.Tooltip("date:T", format="%B %Y", title=_("Month")),
                alt.Tooltip("kind:N", title=" "),
                alt.Tooltip("clients:Q", title=_("Clients"), format=",d"),
            ],
        )
        .properties(height=280)
    )
    last = total.iloc[-1]
    title = ngettext(
        "{active} of {base} client bought within {window}", "{active} of {base} clients bought within {window}", int(last["base"])
    ).format(
        active=count(last["active"]),
        base=count(last["base"]),
        window=_("the last month") if window == 1 else ngettext("the last {n} month", "the last {n} months", window).format(n=window),
    )
    if rep:
        title = f"{rep.name}. {title}"
    span = month_span(month_start(int(total["month"].iloc[0])), month_start(int(last["month"])))
    subtitle = _("Active share {share}; clients by month, {span}").format(
        share=percent(last["active"] / last["base"]), span=span
    )
    return Picture(title, subtitle, finish(areas, dark))
