"""From the plan down: what is short of it, whose it is, by which lever it changed, and with which clients; each step chooses what is below."""

import pandas as pd
import streamlit as st

from diagnostics.evidence import Effects, Evidence, Period, Series, rep_clients, rows_behind
from diagnostics.i18n import N_, _, count, signed_rubles
from diagnostics.workbook import Workbook
from pages.components.behind import written
from pages.components.blocks import table
from pages.components.text import plain

LEVERS = {
    "base": N_("size of the base"), "active_share": N_("active share"), "orders": N_("number of orders"), "cheque": N_("average order"), "returns": N_("returns"),
}  # fmt: skip
SHOWN = 20  # clients listed


def plan_chain(workbook: Workbook, evidence: Evidence, rows: Series, rep: int | None) -> None:
    """Of a rep, or of all; nothing where there is no year before."""
    if not rows.effects or evidence.period is None:
        return
    st.subheader(_("From the plan to the clients"), anchor=False)
    gap = evidence.signals["plan.gap"]
    short = gap.value if rep is None else gap.by_rep.get(rep)
    if short is not None:
        st.markdown(plain(_("Against the plan over the year: {sum}.").format(sum=signed_rubles(short, evidence.currency))))
    effects = sum(rows.effects.values(), Effects()) if rep is None else rows.effects.get(rep, Effects())
    main = max(LEVERS, key=lambda lever: abs(getattr(effects, lever)))
    st.markdown(_("By what the sales changed against the year before (the main lever is marked):"))
    lever = st.pills(
        _("Lever"), LEVERS, format_func=lambda one: _lever(one, effects, main, evidence.currency), default=main, required=True, key=f"chain_lever_{rep}",
        label_visibility="collapsed",
    )  # fmt: skip
    found = _moved(_clients(workbook, evidence.period, rep), lever)
    st.markdown(_("Clients behind it, by money:"))
    table(written(found.head(SHOWN), evidence.currency), "chain_clients", _("Clients behind it, by money:"), _("There are no such rows."))
    if len(found) > SHOWN:
        st.markdown(_("{n} in all.").format(n=count(len(found))))


def _lever(lever: str, effects: Effects, main: str, currency: str) -> str:
    said = plain(f"{_(LEVERS[lever])} {signed_rubles(getattr(effects, lever), currency)}")
    return f":material/star: {said}" if lever == main else said


def _clients(workbook: Workbook, period: Period, rep: int | None) -> pd.DataFrame:
    return rows_behind(workbook, period, "clients") if rep is None else rep_clients(workbook, period, rep)


def _moved(mine: pd.DataFrame, lever: str) -> pd.DataFrame:
    """The clients by whom a lever moved: who came or went for the base, who fell asleep, who bought more or less."""
    bought, before = mine["year"] > 0, mine["before"] > 0
    which = {"base": bought != before, "active_share": before & ~bought}.get(lever, bought & before)
    size = (mine["year"] - mine["before"]).abs()
    return mine[which].loc[size[which].sort_values(ascending=False, kind="stable").index]
