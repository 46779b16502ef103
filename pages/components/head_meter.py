"""How much the head, and the owner, sells himself: beside the norms of the method, once the head has gone through his list."""

import streamlit as st

from diagnostics.causes import norms, signal_detail
from diagnostics.charts import head_share
from diagnostics.evidence import Evidence, Series
from diagnostics.i18n import _
from pages.components.blocks import chart, fold
from pages.components.text import plain

HEAD = ("head.revenue_share", "head.new_clients_share", "head.top_decile_share", "head.own_deals_per_quarter", "head.months_selling")
OWNER = ("owner.revenue_share", "owner.new_clients_share", "owner.top_decile_share")


def head_meter(evidence: Evidence, rows: Series, dark: bool) -> None:
    """The chart by month, the figures beside their norms, and the same of the owner where he sells."""
    signals, known = evidence.signals, norms(evidence.facts)
    if evidence.head and rows.head is not None and rows.head["own"].any():
        norm = known["own_sales_transition_months"]
        chart(head_share(rows.head, evidence.head, signals["head.revenue_share"], int(norm.value), norm.label, dark), "head_share", evidence)
    fold(signals["head.revenue_share"].missing)
    beside = {"head.own_deals_per_quarter": known["own_deals_per_quarter"], "head.months_selling": known["own_sales_transition_months"]}
    for title, names in ((_("The head as a seller"), HEAD), (_("The owner as a seller"), OWNER)):
        told = [signals[name] for name in names if signals[name].available]
        if not told:
            continue
        st.subheader(title, anchor=False)
        for signal in told:
            norm = beside.get(signal.id)
            fits = norm is not None and norm.basis in (None, evidence.basis)
            st.markdown(plain(signal_detail(signal, evidence.currency) + (f" \u2014 {norm.words}" if norm and fits else "")))
