"""Pictures of the total: month by month, and by which levers two years differ."""

from collections.abc import Mapping
from typing import Any

import altair as alt
import pandas as pd

from diagnostics.charts.theme import Picture, bar_width, finish, month_bars, palette
from diagnostics.evidence import Effects, Period, Rep, Signal, month_start
from diagnostics.i18n import (
    N_,
    _,
    count,
    currency_sign,
    month,
    month_span,
    ngettext,
    percent,
    pick,
    rubles,
    signed_rubles,
)

LEVERS = {
    "base": N_("size of the base"),
    "active_share": N_("active share"),
    "active": N_("active clients"),
    "orders": N_("orders per client"),
    "price": N_("price growth"),
    "cheque": N_("average order"),
    "returns": N_("returns"),
}
MILLION = 100_000_000  # kopecks
THOUSAND = 100_000
STILL = 0.01  # a change below it is none


def scale(largest: float, currency: str) -> tuple[float, str]:
    """Kopecks in one unit of an axis, and its name: m roubles or k roubles, or roubles."""
    sign = currency_sign(currency)
    if largest >= 2 * MILLION:
        return MILLION, f"{_('m')} {sign}"
    if largest >= 2 * THOUSAND:
        return THOUSAND, f"{_('k')} {sign}"
    return 100, sign


def lever_amounts(change: Effects, listed: bool, price: int | None = None) -> dict[str, int]:
    """Lever -> kopecks. `price`, where it is known, is what prices alone made of the average order.

    Without a client list the base is whoever ever bought, which can only grow while its active share falls by
    itself: the two are one then, the number of active clients.
    """
    first = {"base": change.base, "active_share": change.active_share}
    if not listed:
        first = {"active": change.base + change.active_share}
    priced = {"cheque": change.cheque} if price is None else {"price": price, "cheque": change.cheque - price}
    return {**first, "orders": change.orders, **priced, "returns": change.returns}


def sales_by_month(months: pd.DataFrame, period: Period, currency: str, dark: bool = False, stall: Signal | None = None) -> Picture:
    """Bars of net sales by month and a line for the average of twelve months; the months in which growth stopped are shaded.

    Use it to show whether the total grows. Columns: month (absolute), net (kopecks).
    """
    colours = palette(dark)
    unit, name = scale(months["net"].max(), currency)
    data = dated(months)
    data["mean"] = (data["net"] / unit).rolling(12).mean()
    data["text"] = [rubles(value, currency) for value in data["net"]]
    data["net"] /= unit
    tooltip = [alt.Tooltip("date:T", format="%B %Y", title=_("Month")), alt.Tooltip("text:N", title=_("Sales"))]
    base = alt.Chart(data).encode(x=month_bars(data["date"]))
    bars = base.mark_bar(color=colours.light, opacity=0.75).encode(
        y=alt.Y("net:Q", title=name, axis=alt.Axis(tickCount=5)), size=bar_width(len(data)), tooltip=tooltip
    )
    legend = [(_("sales of the month"), colours.light)]
    layers = [bars]
    if len(data) > 12:
        layers.append(base.mark_line(color=colours.ink, strokeWidth=2.5).encode(y="mean:Q"))
        legend.append((_("average of the last 12 months"), colours.ink))
    if stall and stall.available and stall.low is not None and stall.high is not None:
        layers = [*_stalled(stall, data["date"], dark), *layers]
    chart = alt.layer(*layers, fixed_legend(legend)).properties(height=300)
    return Picture(_average_title(months, period, currency), _total_subtitle(period), finish(chart, dark))


def _stalled(stall: Signal, dates: "pd.Series[Any]", dark: bool) -> list[alt.Chart]:
    """The interval in which growth stopped, as a band with its words; no month of it is said to be the one."""
    colours = palette(dark)
    first, last = (pd.Timestamp(month_start(int(number))) for number in (stall.low or 0, stall.high or 0))
    half = pd.Timedelta(days=15)
    on_left = first - dates.min() > dates.max() - last
    box = pd.DataFrame({"from": [max(first - half, dates.min() - half)], "to": [min(last + half, dates.max() + half)], "said": [pick(stall.title).lower()]})
    band = alt.Chart(box).mark_rect(color=colours.shade, opacity=0.6).encode(x=alt.X("from:T"), x2="to:T")
    words = alt.Chart(box).mark_text(align="right" if on_left else "left", dx=-6 if on_left else 6, y=-8, color=colours.ink)
    return [band, words.encode(x="from:T" if on_left else "to:T", text="said:N")]


def levers(whole: Effects, before: int, currency: str, dark: bool = False, listed: bool = True, price: int | None = None, rep: Rep | None = None) -> Picture:
    """A waterfall from last year's sales to this year's by the levers; `before` and `price` in kopecks, see `lever_amounts`. `rep`: of one alone."""
    amounts = lever_amounts(whole, listed, price)
    title = _lever_title(amounts, currency)
    subtitle = _("What the change of a year is made of") + ("" if price is not None else ", " + _("not adjusted for price rises"))
    return Picture(f"{rep.name}. {title}" if rep else title, subtitle, _waterfall({_(LEVERS[one]): sum_ for one, sum_ in amounts.items()}, before, currency, dark))


def client_bridge(signals: Mapping[str, Signal], before: int, currency: str, dark: bool = False) -> Picture:
    """A waterfall from last year's sales to this year's by clients who came, came back, bought more, less, or went. `before` in kopecks.

    Use it to see whether growth is lost with old clients or not won with new ones. It says nothing of who is to blame for either.
    """
    told = {kind: signals[f"bridge.{kind}"] for kind in ("new", "returned", "expanded", "contracted", "lost", "unnamed")}
    amounts = {kind: int(one.value) for kind, one in told.items() if one.available and (one.value or kind != "unnamed")}
    words = {kind: _words(told[kind]) for kind in amounts}
    lost, won = sum(min(0, amounts.get(kind, 0)) for kind in ("contracted", "lost")), sum(amounts.get(kind, 0) for kind in ("new", "returned", "expanded"))
    title = _("Old clients took {lost} away, new and growing ones brought {won}").format(lost=rubles(-lost, currency), won=rubles(won, currency))
    return Picture(title, _("Sales of the last 12 months against the 12 before, by clients; in brackets how many they are"), _waterfall({words[kind]: sum_ for kind, sum_ in amounts.items()}, before, currency, dark))


def _words(signal: Signal) -> str:
    return f"{pick(signal.title)} ({count(signal.n or 0)})"


def _waterfall(amounts: Mapping[str, int], before: int, currency: str, dark: bool) -> Any:
    """Bars from the year before to the last one, a step for each amount of kopecks; the largest one, up or down, is marked by its weight."""
    colours = palette(dark)
    after = before + sum(amounts.values())
    unit, name = scale(max(before, after), currency)
    steps, at = [(_("the year before"), 0, before, "total")], before
    main = max(amounts, key=lambda one: abs(amounts[one])) if any(amounts.values()) else None
    for title, change in amounts.items():
        steps.append((title, at, at + change, "up" if change >= 0 else "down"))
        at += change
    steps.append((_("last 12 months"), 0, after, "total"))
    data = pd.DataFrame(steps, columns=["step", "start", "end", "kind"])
    data["text"] = [rubles(row.end, currency) if row.kind == "total" else signed_rubles(row.end - row.start, currency) for row in data.itertuples()]
    data["main"] = [row.step == main for row in data.itertuples()]
    data[["start", "end"]] /= unit
    data["edge"] = data[["start", "end"]].max(axis=1)
    order = data["step"].tolist()
    low = min(0.0, float(data[["start", "end"]].min().min()))
    room = alt.Scale(domain=[low, float(data["edge"].max() * 1.35 or 1)], nice=False)  # for the labels behind the bars
    base = alt.Chart(data).encode(y=alt.Y("step:N", sort=order, title=None, axis=alt.Axis(labelColor=colours.ink, labelLimit=240)))
    kinds = alt.Scale(domain=["total", "up", "down"], range=[colours.stone, colours.good, colours.against])
    bars = base.mark_bar(height=20).encode(
        x=alt.X("start:Q", title=name, axis=alt.Axis(tickCount=5), scale=room), x2="end:Q", color=alt.Color("kind:N", legend=None, scale=kinds),
        tooltip=[alt.Tooltip("step:N", title=" "), alt.Tooltip("text:N", title=_("Amount"))],
    )  # fmt: skip
    labels = base.mark_text(align="left", dx=6, color=colours.ink).encode(x="edge:Q", text="text:N")
    labels = labels.transform_filter("!datum.main") + labels.transform_filter("datum.main").mark_text(align="left", dx=6, color=colours.ink, fontWeight="bold")
    return finish((bars + labels).properties(height=alt.Step(30)), dark)


def dated(months: pd.DataFrame) -> pd.DataFrame:
    """The rows with the first day of their month as `date`."""
    return months.assign(date=pd.to_datetime([month_start(int(number)) for number in months["month"]]))


def fixed_legend(entries: list[tuple[str, str]]) -> Any:
    """A legend for layers whose colours are fixed."""
    data = pd.DataFrame({"name": [name for name, _colour in entries]})
    domain, colours = [name for name, _colour in entries], [colour for _name, colour in entries]
    scale_ = alt.Scale(domain=domain, range=colours)
    legend = alt.Legend(symbolOpacity=1, symbolStrokeWidth=0)
    return alt.Chart(data).mark_square(opacity=0).encode(fill=alt.Fill("name:N", scale=scale_, legend=legend))


def total_headline(months: pd.DataFrame, period: Period, real: float | None = None) -> str:
    """What the total did over the year, and `real` without price growth: the headline of the page. Columns: month, net."""
    if period.months < 24:
        return ngettext(
            "{n} full month of sales: too few to tell growth from season",
            "{n} full months of sales: too few to tell growth from season",
            period.months,
        ).format(n=period.months)
    last = months[months["month"] >= period.year[0]]["net"].sum()
    before = months[(months["month"] >= period.year_before[0]) & (months["month"] <= period.year_before[1])][
        "net"
    ].sum()
    if before <= 0:
        return _("Sales of the last 12 months")
    change, end = last / before - 1, month(month_start(period.last))
    prices = _prices(real)
    if abs(change) < STILL:
        return _("Sales stand still: as much as a year ago") + prices
    if change > 0:
        return _("Sales grew by {share} in the 12 months to {month}").format(share=percent(change), month=end) + prices
    return _("Sales fell by {share} in the 12 months to {month}").format(share=percent(-change), month=end) + prices


def _prices(real: float | None) -> str:
    if real is None:
        return ", " + _("not adjusted for price rises")
    if abs(real) < STILL:
        return _("; without price growth they stand still")
    return (_("; without price growth they grew by {share}") if real > 0 else _("; without price growth they fell by {share}")).format(share=percent(abs(real)))


def _average_title(months: pd.DataFrame, period: Period, currency: str) -> str:
    """What a month brings now and a year ago."""
    last = months[months["month"] >= period.year[0]]["net"].mean()
    before = months[months["month"].between(*period.year_before)]["net"].mean()
    if period.months < 24:
        return _("A month brings {now} on average").format(now=rubles(last, currency))
    return _("A month brings {now} on average, a year ago {before}").format(
        now=rubles(last, currency), before=rubles(before, currency)
    )


def _total_subtitle(period: Period) -> str:
    span = month_span(month_start(period.first), month_start(period.last))
    return _("Sales less returns by month, {span}, not adjusted for price rises").format(span=span)


def _lever_title(amounts: Mapping[str, int], currency: str) -> str:
    worst, best = min(amounts, key=lambda lever: amounts[lever]), max(amounts, key=lambda lever: amounts[lever])
    down, up = amounts[worst], amounts[best]
    if down < 0 and abs(down) >= up:
        return _("The largest fall: {lever}, {amount}").format(
            lever=_(LEVERS[worst]), amount=signed_rubles(down, currency)
        )
    if up > 0:
        return _("The largest gain: {lever}, {amount}").format(
            lever=_(LEVERS[best]), amount=signed_rubles(up, currency)
        )
    return _("The levers have not moved")
