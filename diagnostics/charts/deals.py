"""Pictures of deals: at which stage they are lost, and which sources bring those that are won."""

from collections.abc import Mapping
from typing import Any

import altair as alt
import pandas as pd

from diagnostics.charts.theme import Picture, finish, palette
from diagnostics.evidence import CHANCE, FEW_DEALS, Rep, Signal
from diagnostics.i18n import _, count, ngettext, percent

ROOM = 1.16  # the axis goes on behind 100 %: there the shares stand in words, where no dot hides them
MOST = 15  # sources drawn, those with most deals


def stage_passing(rates: pd.DataFrame, reps: Mapping[int, Rep], dark: bool = False) -> Picture:
    """A bar per stage: of the deals that came to it, the share that went on, with its interval; a dot per rep.

    Use it to show where deals are lost. Columns: stage, rep_id (NA is everybody), came, passed, share, low, high.
    """
    company = rates[rates["rep_id"].isna()]
    own = rates[rates["rep_id"].isin(reps.keys()) & (rates["came"] >= FEW_DEALS)]
    own = own.assign(rep=[reps[int(rep)].name for rep in own["rep_id"]], name=own["stage"])
    layers = _shares(company.rename(columns={"stage": "name", "came": "n", "passed": "hits"}), _("went on"), dark)
    if not own.empty:
        own = own.assign(text=[percent(share) for share in own["share"]], of=[_of(*pair) for pair in zip(own["passed"], own["came"], strict=True)])
        colours = palette(dark)
        layers.append(
            alt.Chart(own[["name", "share", "rep", "text", "of"]])
            .mark_circle(size=70, opacity=1, color=colours.against, stroke=colours.bare, strokeWidth=1)
            .encode(
                y=alt.Y("name:N", sort=None), x="share:Q",
                tooltip=[alt.Tooltip("rep:N", title=_("Rep")), alt.Tooltip("text:N", title=_("went on")), alt.Tooltip("of:N", title=_("Deals"))],
            )
        )  # fmt: skip
    worst = company[company["came"] >= FEW_DEALS]
    title = _("At which stage deals are lost")
    if not worst.empty:
        hardest = worst.loc[worst["share"].idxmin()]
        title = _("Most deals are lost at the stage “{stage}”: {share} go on").format(stage=hardest["stage"], share=percent(hardest["share"]))
    n = int(company["came"].max())
    subtitle = ngettext("{n} deal that ended in the last 12 months", "{n} deals that ended in the last 12 months", n).format(n=count(n))
    subtitle += ". " + _("Grey line: limits that hold the true share in 95 cases out of 100")
    return Picture(title, subtitle + (". " + _("Dots: the reps") if not own.empty else ""), _drawn(layers, dark))


def source_wins(rates: pd.DataFrame, chance: Signal, dark: bool = False) -> Picture:
    """A bar per source of deals: the share of them that was won, with its interval.

    Use it to talk of advertising. Columns: source, deals, won, share, low, high.
    """
    shown = rates[rates["deals"] >= FEW_DEALS].nlargest(MOST, "deals").sort_values("share", ascending=False, kind="stable")
    layers = _shares(shown.rename(columns={"source": "name", "deals": "n", "won": "hits"}), _("won"), dark)
    certain = chance.available and chance.value < CHANCE
    title = _("By source no difference is seen that chance would not make")
    if certain:
        best, worst = shown.iloc[0], shown.iloc[-1]
        title = _("Of the source “{best}” {high} of deals are won, of “{worst}” {low}").format(
            best=best["source"], high=percent(best["share"]), worst=worst["source"], low=percent(worst["share"])
        )
    subtitle = _("Share of deals won, of those that ended in the last 12 months")
    return Picture(title, subtitle + ". " + _("Grey line: limits that hold the true share in 95 cases out of 100"), _drawn(layers, dark))


def _shares(rows: pd.DataFrame, title: str, dark: bool) -> list[alt.Chart]:
    """Layers: bars of shares in the order of the rows. Columns: name, n, hits, share, low, high."""
    colours = palette(dark)
    data = rows[["name", "share", "low", "high"]].assign(
        text=[percent(share) for share in rows["share"]], of=[_of(*pair) for pair in zip(rows["hits"], rows["n"], strict=True)]
    )
    base = alt.Chart(data).encode(y=alt.Y("name:N", sort=None, title=None, axis=alt.Axis(labelLimit=150, domain=False, ticks=False)))
    x = alt.X("share:Q", title=None, scale=alt.Scale(domain=[0, ROOM], nice=False), axis=alt.Axis(format=".0%", values=[0, 0.25, 0.5, 0.75, 1]))
    tooltip = [alt.Tooltip("name:N", title=" "), alt.Tooltip("text:N", title=title), alt.Tooltip("of:N", title=_("Deals"))]
    bars = base.mark_bar(height=16, color=colours.data).encode(x=x, tooltip=tooltip)
    limits = base.mark_rule(color=colours.stone, strokeWidth=3, tooltip=None).encode(x="low:Q", x2="high:Q")
    words = base.mark_text(align="right", color=colours.ink).encode(x=alt.datum(ROOM), text="text:N")
    return [bars, limits, words]


def _drawn(layers: list[alt.Chart], dark: bool) -> Any:
    return finish(alt.layer(*layers).properties(height=alt.Step(28)), dark)


def _of(hits: int, n: int) -> str:
    return _("{hits} of {n}").format(hits=count(int(hits)), n=count(int(n)))
