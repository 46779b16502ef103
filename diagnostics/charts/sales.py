"""Pictures of the total: month by month, and by which levers two years differ."""

from collections.abc import Mapping
from typing import Any

import altair as alt
import pandas as pd

from diagnostics.charts.theme import Picture, bar_width, finish, month_bars, palette
from diagnostics.evidence import Effects, Period, Rep, Signal, month_start
from diagnostics.i18n import N_, _, currency_sign, month, month_span, ngettext, percent, rubles, signed_rubles

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


def sales_by_month(months: pd.DataFrame, period: Period, currency: str, dark: bool = False) -> Picture:
    """Bars of net sales by month and a line for the average of twelve months.

    Use it to show whether the total grows. Columns: month (absolute), net (kopecks).
    """
    colours = palette(dark)
    unit, name = scale(months["net"].max(), currency)
    data = _dated(months)
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
    chart = alt.layer(*layers, fixed_legend(legend)).properties(height=300)
    return Picture(_average_title(months, period, currency), _total_subtitle(period), finish(chart, dark))


def plan_by_month(plans: pd.DataFrame, attainment: Signal, currency: str, dark: bool = False, rep: Rep | None = None) -> Picture:
    """Bars of what the reps with a plan sold, a tick for their plan; the misses in the colour that is against us. `rep`: of one alone.

    Columns: rep_id, month (absolute), plan, fact (kopecks). Sales of those without a plan are not in it.
    """
    colours = palette(dark)
    months = plans.groupby("month")[["plan", "fact"]].sum().reset_index()
    unit, name = scale(max(months["plan"].max(), months["fact"].max()), currency)
    data = _dated(months)
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


def levers(whole: Effects, before: int, currency: str, dark: bool = False, listed: bool = True, price: int | None = None) -> Picture:
    """A waterfall from last year's sales to this year's by the levers; `before` and `price` in kopecks, see `lever_amounts`."""
    colours = palette(dark)
    after = before + whole.total
    unit, name = scale(max(before, after), currency)
    steps = [(_("the year before"), 0, before, "total")]
    at = before
    amounts = lever_amounts(whole, listed, price)
    for lever, change in amounts.items():
        steps.append((_(LEVERS[lever]), at, at + change, "up" if change >= 0 else "down"))
        at += change
    steps.append((_("last 12 months"), 0, after, "total"))
    data = pd.DataFrame(steps, columns=["step", "start", "end", "kind"])
    data["text"] = [
        rubles(row.end, currency) if row.kind == "total" else signed_rubles(row.end - row.start, currency)
        for row in data.itertuples()
    ]
    data[["start", "end"]] /= unit
    data["edge"] = data[["start", "end"]].max(axis=1)
    order = data["step"].tolist()
    room = alt.Scale(domain=[0, float(data["edge"].max() * 1.35 or 1)], nice=False)  # for the labels behind the bars
    base = alt.Chart(data).encode(
        y=alt.Y("step:N", sort=order, title=None, axis=alt.Axis(labelColor=colours.ink, labelLimit=180))
    )
    bars = base.mark_bar(height=20).encode(
        x=alt.X("start:Q", title=name, axis=alt.Axis(tickCount=5), scale=room),
        x2="end:Q",
        color=alt.Color(
            "kind:N",
            legend=None,
            scale=alt.Scale(domain=["total", "up", "down"], range=[colours.stone, colours.good, colours.against]),
        ),
        tooltip=[alt.Tooltip("step:N", title=" "), alt.Tooltip("text:N", title=_("Amount"))],
    )
    labels = base.mark_text(align="left", dx=6, color=colours.ink).encode(x="edge:Q", text="text:N")
    chart = (bars + labels).properties(height=240)
    return Picture(
        _lever_title(amounts, currency),
        _("What the change of a year is made of") + ("" if price is not None else ", " + _("not adjusted for price rises")),
        finish(chart, dark),
    )


def _dated(months: pd.DataFrame) -> pd.DataFrame:
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
