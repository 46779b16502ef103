"""From stage to stage: where deals are lost, of the company and of each rep."""

import json
import re
from collections.abc import Mapping, Sequence

import pandas as pd

from diagnostics.evidence.deals import FEW_DEALS, deals_of
from diagnostics.evidence.intervals import wilson
from diagnostics.evidence.period import Period, month_start
from diagnostics.evidence.signal import Signal, grey
from diagnostics.workbook import Workbook, settings

SIGNALS = ("funnel.weakest_stage",)
TOLD = 0.8  # of the lost deals whose last stage is known; with fewer the shares would be too good


def conversion_signals(workbook: Workbook, period: Period) -> list[Signal]:
    """`funnel.weakest_stage`: the share of deals that passed the stage where the fewest do; of each rep at that same stage.

    The worst of several is picked, so chance makes it look a little worse than it is: the interval is of that stage by itself.
    """
    ended = _ended(workbook, period)
    if ended.empty:
        return grey(SIGNALS, "deals")
    lost = ended[ended["state"] == "lost"]
    if lost.empty:
        return grey(SIGNALS, "lost_deals")
    if lost["step"].notna().mean() < TOLD:
        return grey(SIGNALS, "lost_stages")
    order = stage_order(ended["step"].dropna().unique().tolist(), settings(workbook))
    if order is None:
        return grey(SIGNALS, "stage_order")
    rates = passing(ended, order)
    company = rates[rates["rep_id"].isna() & (rates["came"] >= FEW_DEALS)]
    if company.empty:
        return grey(SIGNALS, "few_deals")
    worst = company.loc[company["share"].idxmin()]
    reps = rates[(rates["stage"] == worst["stage"]) & rates["rep_id"].notna() & (rates["came"] >= FEW_DEALS)]
    by_rep = {int(rep): float(share) for rep, share in zip(reps["rep_id"], reps["share"], strict=True)}
    return [Signal(SIGNALS[0], float(worst["share"]), worst["low"], worst["high"], int(worst["came"]), period.year, by_rep)]


def stage_rates(workbook: Workbook, period: Period) -> pd.DataFrame | None:
    """`passing` of deals that ended in the last twelve full months; None where the order of their stages is not known."""
    ended = _ended(workbook, period)
    order = stage_order(ended["step"].dropna().unique().tolist(), settings(workbook))
    return None if order is None else passing(ended, order)


def steps_to_order(workbook: Workbook) -> list[str]:
    """Stages of the deals whose names do not tell their order, the commonest first: somebody has to say it."""
    steps = deals_of(workbook)["step"].dropna().value_counts().sort_index().sort_values(ascending=False, kind="stable").index.tolist()
    return [] if stage_order(steps, {}) else steps


def stage_order(stages: Sequence[str], facts: Mapping[str, str]) -> list[str] | None:
    """The stages from first to last: as somebody said, else by the numbers that all their names begin with; None where neither tells."""
    if "stages" in facts:
        return [stage for stage in json.loads(facts["stages"]) if stage in stages] or None
    numbers = {stage: re.match(r"\D?(\d+)", stage) for stage in stages}
    places = {stage: int(found[1]) for stage, found in numbers.items() if found}
    if not stages or len(places) < len(stages) or len(set(places.values())) < len(stages):
        return None
    return sorted(stages, key=places.__getitem__)


def passing(ended: pd.DataFrame, order: Sequence[str]) -> pd.DataFrame:
    """How many deals came to each stage and how many passed it: a won deal passed all, a lost one those before its last.

    The shares of the stages multiply to the share of deals won, since only deals that have ended are counted.

    Args:
        ended: columns rep_id, state, step; deals lost at a stage that `order` does not name are left out.
        order: the stages from first to last.

    Returns:
        Columns stage, rep_id (NA is everybody), came, passed, share, low, high (95 % by Wilson), in the order of the stages.
    """
    place = {stage: at for at, stage in enumerate(order)}
    last = ended["step"].map(place).astype(float).mask(ended["state"] == "won", len(order))
    deals = ended.assign(last=last).dropna(subset="last")
    rows = [
        (stage, rep, int((own["last"] >= at).sum()), int((own["last"] > at).sum()))
        for stage, at in place.items()
        for rep, own in [(None, deals), *deals.groupby("rep_id")]
    ]
    rates = pd.DataFrame([row for row in rows if row[2]], columns=["stage", "rep_id", "came", "passed"])
    limits = [wilson(passed, came) for came, passed in zip(rates["came"], rates["passed"], strict=True)]
    return rates.assign(share=rates["passed"] / rates["came"], low=[low for low, _high in limits], high=[high for _low, high in limits])


def _ended(workbook: Workbook, period: Period) -> pd.DataFrame:
    deals = deals_of(workbook)
    first, end = pd.Timestamp(month_start(period.year[0])), pd.Timestamp(period.as_of)
    return deals[deals["state"].isin(["won", "lost"]) & deals["day"].between(first, end)]
