"""From the plan down: what is short of it, whose it is, by which lever it changed, and with which clients; each step chooses what is below."""

import pandas as pd
import streamlit as st

from diagnostics.evidence import Effects, Evidence, Series, rows_behind
from diagnostics.i18n import N_, _, count, signed_rubles
from diagnostics.workbook import Workbook
from pages.components.behind import written
from pages.components.blocks import table
from pages.components.text import plain

LEVERS = {
    "base": N_("size of the base"), "active_share": N_("active share"), "orders": N_("number of orders"), "cheque": N_("average order"), "returns": N_("returns"),
}  # fmt: skip
SHOWN = 20  # clients listed


def plan_chain(workbook: Workbook, evidence: Evidence, rows: Series) -> None:
    """Nothing where there is no plan or no year before."""
    gap = evidence.signals["plan.gap"]
    if not gap.available or not rows.effects or evidence.period is None:
        return
    st.subheader(_("From the plan to the clients"), anchor=False)
    st.markdown(plain(_("Against the plan over the year: {sum}. Choose whose part to open.").format(sum=signed_rubles(gap.value, evidence.currency))))
    names = {rep: evidence.reps[rep].name for rep in sorted(gap.by_rep, key=lambda rep: gap.by_rep[rep]) if rep in evidence.reps}
    rep = st.pills(
        _("Rep"), [0, *names], format_func=lambda one: _rep(one, names, evidence), default=0, required=True, key="chain_rep", label_visibility="collapsed",
    )  # fmt: skip
    effects = rows.effects.get(rep, Effects()) if rep else sum(rows.effects.values(), Effects())
    main = max(LEVERS, key=lambda lever: abs(getattr(effects, lever)))
    st.markdown(_("By what the sales changed against the year before (the main lever is marked):"))
    lever = st.pills(
        _("Lever"), LEVERS, format_func=lambda one: _lever(one, effects, main, evidence.currency), default=main, required=True, key=f"chain_lever_{rep}",
        label_visibility="collapsed",
    )  # fmt: skip
    found = _clients(rows_behind(workbook, evidence.period, "clients"), lever, names.get(rep))
    st.markdown(_("Clients behind it, by money:"))
    table(written(found.head(SHOWN), evidence.currency), "chain_clients", _("Clients behind it, by money:"), _("There are no such rows."))
    if len(found) > SHOWN:
        st.markdown(_("{n} in all.").format(n=count(len(found))))


def _rep(rep: int, names: dict[int, str], evidence: Evidence) -> str:
    if not rep:
        return _("All")
    return plain(f"{names[rep]} {signed_rubles(evidence.signals['plan.gap'].by_rep[rep], evidence.currency)}")


def _lever(lever: str, effects: Effects, main: str, currency: str) -> str:
    said = plain(f"{_(LEVERS[lever])} {signed_rubles(getattr(effects, lever), currency)}")
    return f":material/star: {said}" if lever == main else said


def _clients(found: pd.DataFrame, lever: str, rep: str | None) -> pd.DataFrame:
    """The clients by whom a lever moved: who came or went for the base, who fell asleep, who bought more or less."""
    mine = found if rep is None else found[found["rep"] == rep]
    bought, before = mine["year"] > 0, mine["before"] > 0
    which = {"base": bought != before, "active_share": before & ~bought}.get(lever, bought & before)
    size = (mine["year"] - mine["before"]).abs()
    return mine[which].loc[size[which].sort_values(ascending=False, kind="stable").index]
