"""Pictures of clients: how much hangs on a few, who stays, and which months each of a rep's clients bought in."""

from collections.abc import Mapping

import altair as alt
import numpy as np
import pandas as pd

from diagnostics.charts.theme import Picture, finish, month_bars, palette
from diagnostics.evidence import Rep, month_start
from diagnostics.i18n import _, count, month_span, ngettext, percent, rubles

TOP = 10  # clients named
STEPS = 100  # of the curve
QUARTERS = 8  # of a client's age that are drawn


def lorenz(sold: pd.DataFrame, dark: bool = False) -> Picture:
    """Which part of the sales the largest clients make, from the largest on, beside clients that all buy alike.

    Use it to see how much hangs on a few. Columns: net (kopecks), the largest first. Of a handful of clients list them instead.
    """
    colours = palette(dark)
    net = sold["net"].to_numpy(dtype=float)
    upto = np.unique(np.linspace(0, len(net), STEPS + 1).round().astype(int))
    part = np.concatenate([[0.0], net.cumsum()])[upto] / net.sum()
    data = pd.DataFrame({"clients": upto / len(net), "sales": part, "even": upto / len(net)})
    data["who"] = [percent(value) for value in data["clients"]]
    data["what"] = [percent(value) for value in data["sales"]]
    axis = alt.Axis(format=".0%", tickCount=5)
    x = alt.X("clients:Q", title=_("clients, the largest first"), axis=axis, scale=alt.Scale(domain=[0, 1]))
    base = alt.Chart(data).encode(x=x)
    curve = base.mark_area(line={"color": colours.data, "strokeWidth": 2.5}, color=colours.light, opacity=0.35).encode(
        y=alt.Y("sales:Q", title=_("their part of the sales"), axis=axis, scale=alt.Scale(domain=[0, 1])),
        tooltip=[alt.Tooltip("who:N", title=_("Clients")), alt.Tooltip("what:N", title=_("Sales"))],
    )
    even = base.mark_line(color=colours.stone, strokeDash=[4, 3]).encode(y="even:Q")
    said = pd.DataFrame({"clients": [0.62], "sales": [0.56], "text": [_("if all bought alike")]})
    label = alt.Chart(said).mark_text(align="left", color=colours.muted, dy=12).encode(x="clients:Q", y="sales:Q", text="text:N")
    tenth = max(1, round(len(net) / 10))
    title = _("The largest tenth of the clients makes {share} of the sales").format(share=percent(net[:tenth].sum() / net.sum()))
    n = ngettext("{n} client who bought within the last 12 months", "{n} clients who bought within the last 12 months", len(net)).format(n=count(len(net)))
    return Picture(title, n, finish(alt.layer(curve, even, label).properties(height=280), dark))


def top_clients(sold: pd.DataFrame, reps: Mapping[int, Rep], head: int | None, currency: str, dark: bool = False) -> Picture:
    """Bars of the largest clients of the year and who sells to them; those of the head in the colour that is against us.

    Use it to see on whom the year stands and who holds them. Columns: client, rep_id, net (kopecks), the largest first. `reps`: whose names may
    be told; `head`: his id, once his list is confirmed.
    """
    colours = palette(dark)
    whole = sold["net"].sum()
    data = sold.head(TOP).assign(place=range(min(TOP, len(sold))))
    data["share"] = data["net"] / whole
    data["who"] = [_("head of the department") if rep == head else reps[rep].name if rep in reps else "" for rep in data["rep_id"]]
    data["kind"] = [_("the head sells") if rep == head else _("a rep sells") for rep in data["rep_id"]]
    data["text"] = [" · ".join(filter(None, (rubles(row.net, currency), row.who))) for row in data.itertuples()]
    data = data[["place", "client", "share", "who", "kind", "text"]]
    y = alt.Y("client:N", sort=data["client"].tolist(), title=None, axis=alt.Axis(labelLimit=200, labelColor=colours.ink, domain=False, ticks=False))
    base = alt.Chart(data).encode(y=y)
    kinds = alt.Scale(domain=[_("a rep sells"), _("the head sells")], range=[colours.data, colours.against])
    room = alt.Scale(domain=[0, float(data["share"].max()) * 1.9], nice=False)
    bars = base.mark_bar(height=16).encode(
        x=alt.X("share:Q", title=_("share of the sales"), axis=alt.Axis(format=".0%", tickCount=4), scale=room),
        color=alt.Color("kind:N", scale=kinds, legend=alt.Legend() if head is not None else None),
        tooltip=[alt.Tooltip("client:N", title=_("Client")), alt.Tooltip("text:N", title=_("Sales"))],
    )
    labels = base.mark_text(align="left", dx=6, color=colours.ink).encode(x="share:Q", text="text:N")
    few = len(data)
    title = ngettext("The largest client makes {share} of the sales", "{n} largest clients make {share} of the sales", few).format(n=few, share=percent(data["share"].sum()))
    return Picture(title, _("Sales of the last 12 months, and who sells to them"), finish(alt.layer(bars, labels).properties(height=alt.Step(24)), dark))


def cohort_retention(found: pd.DataFrame, last: int, dark: bool = False) -> Picture:
    """A row per quarter in which clients first bought, a cell per quarter since: the share that bought in it.

    Use it to see whether new clients stay. Columns: quarters_ago, age, bought, clients. `last`: the last month (absolute).
    Where people buy once a year quarters are too short: empty cells then say nothing.
    """
    colours = palette(dark)
    shown = found[(found["age"] >= 1) & (found["age"] <= QUARTERS)].copy()
    first = {ago: last - 3 * int(ago) - 2 for ago in shown["quarters_ago"].unique()}
    shown["start"] = shown["quarters_ago"].map(first)
    sizes = shown.groupby("quarters_ago")["clients"].first()
    names = {ago: f"{month_span(month_start(start), month_start(start + 2))} ({count(int(sizes[ago]))})" for ago, start in first.items()}
    shown["quarter"] = shown["quarters_ago"].map(names)
    shown["share"] = shown["bought"] / shown["clients"]
    shown["text"] = [percent(value) for value in shown["share"]]
    shown["of"] = [_("{hits} of {n}").format(hits=count(int(row.bought)), n=count(int(row.clients))) for row in shown.itertuples()]
    shown["strong"] = shown["share"] > shown["share"].max() * 0.6
    order = [names[ago] for ago in sorted(names, reverse=True)]
    data = shown[["quarter", "age", "share", "text", "of", "strong"]]
    base = alt.Chart(data).encode(
        x=alt.X("age:O", title=_("quarters after the first purchase"), axis=alt.Axis(labelAngle=0, domain=False, ticks=False)),
        y=alt.Y("quarter:N", sort=order, title=None, axis=alt.Axis(labelLimit=200, labelColor=colours.ink, domain=False, ticks=False)),
    )
    cells = base.mark_rect().encode(
        color=alt.Color("share:Q", legend=None, scale=alt.Scale(range=[colours.bare, colours.data], interpolate="rgb", domain=[0, max(0.01, float(data["share"].max() if len(data) else 1))])),
        tooltip=[alt.Tooltip("quarter:N", title=_("First bought")), alt.Tooltip("of:N", title=_("Bought in this quarter"))],
    )
    words = base.mark_text(fontSize=11).encode(text="text:N", color=alt.condition("datum.strong", alt.value(colours.bare), alt.value(colours.ink)))
    old = found[found["age"] == 4]
    title = _("Whether new clients stay")
    if len(old):
        title = _("A year after their first purchase {share} of new clients still buy").format(share=percent(old["bought"].sum() / old["clients"].sum()))
    subtitle = _("Rows: quarter of the first purchase and how many clients. Cells: how many of them bought in each later quarter")
    return Picture(title, subtitle, finish(alt.layer(cells, words).properties(height=alt.Step(26)), dark))


def activity_grid(grid: pd.DataFrame, rep: Rep, last: int, currency: str, dark: bool = False) -> Picture:
    """A row per client of a rep, the largest first, a mark for every month in which he bought, darker where it was much.

    Use it to see with a glance who has gone quiet. Columns: client, month (absolute), net (kopecks), whole. `last`: the last month.
    """
    colours = palette(dark)
    data = grid.copy()
    usual = data.groupby("client")["net"].transform("median")
    kinds = [_("less than usual"), _("as usual"), _("more than usual")]
    data["kind"] = np.select([data["net"] < usual * 0.5, data["net"] > usual * 1.5], [kinds[0], kinds[2]], kinds[1])
    data["date"] = pd.to_datetime([month_start(int(number)) for number in data["month"]])
    data["text"] = [rubles(value, currency) for value in data["net"]]
    order = list(dict.fromkeys(data["client"]))
    quiet = int((data.groupby("client")["month"].max() <= last - 3).sum())
    rows = data[["client", "date", "kind", "text"]]
    marks = (
        alt.Chart(rows)
        .mark_square(size=110, opacity=1)
        .encode(
            x=month_bars(rows["date"]),
            y=alt.Y("client:N", sort=order, title=None, axis=alt.Axis(labelLimit=200, labelColor=colours.ink, domain=False, ticks=False, grid=True)),
            color=alt.Color("kind:N", scale=alt.Scale(domain=kinds, range=[colours.light, colours.teal, colours.data]), legend=alt.Legend()),
            tooltip=[alt.Tooltip("client:N", title=_("Client")), alt.Tooltip("date:T", format="%B %Y", title=_("Month")), alt.Tooltip("text:N", title=_("Sales"))],
        )
    )
    title = ngettext("{name}: {quiet} of {n} largest client silent for three months", "{name}: {quiet} of {n} largest clients silent for three months", len(order))
    subtitle = _("Each mark is a month in which the client bought; the largest by the sales of two years stand on top")
    return Picture(title.format(name=rep.name, quiet=quiet, n=len(order)), subtitle, finish(marks.properties(height=alt.Step(17)), dark))
