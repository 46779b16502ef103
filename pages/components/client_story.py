"""The clients of the whole company: who came and went, how much hangs on a few, who stays."""

from diagnostics.charts import client_bridge, cohort_retention, lorenz, top_clients
from diagnostics.evidence import Evidence, Series
from pages.components.blocks import chart

ENOUGH = 20  # clients from which a share of them says something


def client_story(evidence: Evidence, rows: Series, dark: bool) -> None:
    """What can be drawn of them; the head's name is told once his list is confirmed."""
    signals, currency = evidence.signals, evidence.currency
    if evidence.period is None or rows.months is None:
        return
    if signals["bridge.new"].available:
        before = rows.months[rows.months["month"].between(*evidence.period.year_before)]["net"].sum()
        chart(client_bridge(signals, int(before), currency, dark), "client_bridge", evidence)
    if rows.top_clients is not None:
        if len(rows.top_clients) >= ENOUGH:
            chart(lorenz(rows.top_clients, dark), "lorenz", evidence)
        head = evidence.head
        told = {rep: one for rep, one in evidence.reps.items() if head is None or head.confirmed or rep != head.rep_id}
        chart(top_clients(rows.top_clients, told, head.rep_id if head and head.confirmed else None, currency, dark), "top_clients", evidence)
    if rows.cohorts is not None:
        chart(cohort_retention(rows.cohorts, evidence.period.last, dark), "cohort_retention", evidence)
