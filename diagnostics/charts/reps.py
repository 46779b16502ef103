"""Pictures of reps: who gained and lost, and by which lever."""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import altair as alt
import pandas as pd

from diagnostics.charts.sales import LEVERS, lever_amounts, scale
from diagnostics.charts.theme import CLICK, Picture, finish, palette
from diagnostics.evidence import Effects, Period, Rep, month_number
from diagnostics.i18n import N_, _, ngettext, signed_rubles

GROUPS = (
    ("both", N_("worked both years")),
    ("came", N_("came")),
    ("left", N_("left")),
    ("head", N_("head of the department")),
    ("nobody", N_("no rep named")),
)
PASSED = "passed"
PARTS = LEVERS | {PASSED: N_("clients passed on")}
MOST = 30  # reps drawn; more would not be read


@dataclass(frozen=True)
class RepChange:
    """A rep's change over the year with his own clients, what clients passed between colleagues added, and the group in which he may be compared."""

    rep: int
    name: str
    group: str
    effects: Effects
    passed: int = 0


def rep_changes(
    per_rep: Mapping[int, Effects], own: Mapping[int, Effects], reps: Mapping[int, Rep], head: int | None, period: Period
) -> list[RepChange]:
    """Reps by group, within a group from gain to loss with their own clients; those who came or left are not compared with the rest."""
    found = []
    for rep, change in per_rep.items():
        mine = own.get(rep, Effects())
        found.append(RepChange(rep, *_place(rep, reps, head, period), mine, change.total - mine.total))
    order = [group for group, _title in GROUPS]
    return sorted(found, key=lambda one: (order.index(one.group), -one.effects.total))


def rep_levers(changes: Sequence[RepChange], currency: str, dark: bool = False, listed: bool = True) -> Picture:
    """Stacked bars of the levers per rep and of the clients passed on, a diamond for the sum without these; groups apart. A click chooses the rep.

    Use it to see whether each rep grows by himself. Those who came or left gain or lose their whole base.
    """
    colours = palette(dark)
    shown = sorted(changes, key=lambda one: -abs(one.effects.total))[:MOST]
    shown = [one for one in changes if one in shown]
    unit, name = scale(max((abs(one.effects.total) + abs(one.passed) for one in shown), default=0), currency)
    passing = any(one.passed for one in changes)
    rows = [
        _row(one, lever, amount, place, unit, currency)
        for one in shown
        for place, (lever, amount) in enumerate(_amounts(one, listed, passing).items())
    ]
    headings = [_(title) for group, title in GROUPS if any(one.group == group for one in shown)]
    order = [
        name
        for heading in headings
        for name in (heading, *(one.name for one in shown if _(dict(GROUPS)[one.group]) == heading))
    ]
    fills = {
        "base": colours.data, "active_share": colours.light, "active": colours.data, "orders": colours.teal,
        "cheque": colours.stone, "returns": colours.method, PASSED: colours.pale,
    }  # fmt: skip
    drawn = list(_amounts(RepChange(0, "", "", Effects()), listed, passing))
    is_heading = f"indexof({json.dumps(headings)}, datum.value) >= 0"
    axis = alt.Axis(
        labelColor={"condition": {"test": is_heading, "value": colours.muted}, "value": colours.ink},
        labelFontWeight={"condition": {"test": is_heading, "value": "bold"}, "value": "normal"},
        labelLimit=150, domain=False, ticks=False,
    )  # fmt: skip
    y = alt.Y("rep:N", sort=order, scale=alt.Scale(domain=order), title=None, axis=axis)
    bars = (
        alt.Chart()
        .mark_bar(height=13, cursor="pointer")
        .encode(
            y=y,
            x=alt.X(
                "amount:Q",
                title=_("change over the year, {unit}").format(unit=name),
                stack="zero",
                axis=alt.Axis(tickCount=7),
            ),
            color=alt.Color(
                "lever:N",
                scale=alt.Scale(domain=[_(PARTS[lever]) for lever in drawn], range=[fills[lever] for lever in drawn]),
                legend=alt.Legend(columns=2),
            ),
            order="order:Q",
            tooltip=[
                alt.Tooltip("rep:N", title=_("Rep")),
                alt.Tooltip("lever:N", title=_("Lever")),
                alt.Tooltip("text:N", title=_("Amount")),
                alt.Tooltip("sum:N", title=_("Own clients in all") if passing else _("In all")),
            ],
        )
    )
    diamonds = (
        alt.Chart()
        .mark_point(shape="diamond", filled=True, size=60, fill=colours.ink, stroke=colours.bare, strokeWidth=1.5, opacity=1)
        .encode(y=y, x="mean(total):Q")
    )
    bars = bars.add_params(alt.selection_point(name=CLICK, fields=["rep_id"]))
    rule = alt.Chart().mark_rule(color=colours.muted, tooltip=None).encode(x=alt.datum(0))
    chart = alt.layer(bars, rule, diamonds, data=pd.DataFrame(rows)).properties(height=alt.Step(19))
    return Picture(_title(changes), _subtitle(len(changes), len(shown), passing), finish(chart, dark))


def _amounts(one: RepChange, listed: bool, passing: bool) -> dict[str, int]:
    """Lever -> kopecks, with the clients passed on before the last: their long word then heads a column of the legend that a telephone shows whole."""
    *levers, last = lever_amounts(one.effects, listed).items()
    return dict([*levers, *([(PASSED, one.passed)] if passing else []), last])


def _row(one: RepChange, lever: str, amount: int, place: int, unit: float, currency: str) -> dict[str, object]:
    return {
        "rep_id": one.rep, "rep": one.name, "lever": _(PARTS[lever]), "order": place, "amount": amount / unit, "total": one.effects.total / unit,
        "text": signed_rubles(amount, currency), "sum": signed_rubles(one.effects.total, currency),
    }  # fmt: skip


def _place(rep: int, reps: Mapping[int, Rep], head: int | None, period: Period) -> tuple[str, str]:
    """Name and group."""
    person = reps.get(rep)
    if person is None:
        return _("no rep"), "nobody"
    if rep == head:
        return person.name, "head"
    if _left(person, period):
        return person.name, "left"
    return person.name, "came" if _came(person, period) else "both"


def _left(person: Rep, period: Period) -> bool:
    """By the staff list; whom it does not know has left when he sold nothing in the last year."""
    if person.left_on or person.hired or person.last is None:
        return person.left_on is not None and month_number(person.left_on) <= period.last
    return person.last < period.year[0]


def _came(person: Rep, period: Period) -> bool:
    if person.hired or person.first is None:
        return person.hired is not None and month_number(person.hired) > period.year_before[0]
    return person.first > period.year_before[1]


def _title(changes: Sequence[RepChange]) -> str:
    both = [one for one in changes if one.group == "both"]
    if not both:
        return _("Nobody has worked both years")
    grew = sum(one.effects.total > 0 for one in both)
    if any(one.passed for one in both):
        return ngettext(
            "{grew} of {n} rep who worked both years sold more to his own clients",
            "{grew} of {n} reps who worked both years sold more to their own clients",
            len(both),
        ).format(grew=grew, n=len(both))
    return ngettext(
        "{grew} of {n} rep who worked both years sold more",
        "{grew} of {n} reps who worked both years sold more",
        len(both),
    ).format(grew=grew, n=len(both))


def _subtitle(everybody: int, shown: int, passed: bool) -> str:
    text = _("The last 12 months against the 12 before, by lever, not adjusted for price rises")
    text += ". " + (_("The diamond is the sum without clients whom reps passed on to each other") if passed else _("The diamond is the sum"))
    return text if shown == everybody else text + ". " + _("The {n} largest changes").format(n=shown)
