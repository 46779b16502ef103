"""From the sales of one year to those of the next, client by client: who came, came back, bought more, less, or went."""

from collections.abc import Mapping

import pandas as pd

from diagnostics.evidence.head import heads_id
from diagnostics.evidence.intervals import wilson
from diagnostics.evidence.period import YEAR, Period
from diagnostics.evidence.signal import Signal, grey
from diagnostics.workbook import Workbook, read_sql

KINDS = ("new", "returned", "expanded", "contracted", "lost", "unnamed")
SIGNALS = (*(f"bridge.{kind}" for kind in KINDS), "bridge.lost_rate", "growth.handed_over", "growth.reps_growing_share", "growth.reps_growing_share_net")
HANDED = ("received", "given")
EARLIER = YEAR  # months of history before both years, without which a client who came back looks like a new one


def bridge_signals(workbook: Workbook, period: Period) -> list[Signal]:
    """`bridge.*`, what clients passed between colleagues did to each rep, and how many reps grow with them and without."""
    if period.months < 2 * YEAR:
        return grey(SIGNALS, "months_24")
    frame = bridge(workbook, period)
    whole, reps = frame[frame["rep_id"].isna()], frame[frame["rep_id"].notna()].astype({"rep_id": int})
    span = (period.year_before[0], period.last)
    told = period.months - 2 * YEAR >= EARLIER
    signals = []
    for kind in KINDS:
        if kind == "returned" and not told:
            signals += grey(("bridge.returned",), "months_36")
            continue
        taken = ("new", "returned") if kind == "new" and not told else (kind,)
        rows = whole[whole["kind"].isin(taken)]
        signals.append(
            Signal(
                f"bridge.{kind}", int(rows["change"].sum()), n=int(rows["clients"].sum()), period=span,
                by_rep=_by_rep(reps[reps["kind"].isin(taken)]), variant="both" if len(taken) > 1 else "",
            )
        )  # fmt: skip
    return [*signals, _lost_rate(whole, span), *_reps(workbook, reps, span)]


def bridge(workbook: Workbook, period: Period) -> pd.DataFrame:
    """Columns rep_id (null for the department), kind, clients, before_clients (who bought in the year before), before, change (kopecks), sold_before, sold_after; see bridge.sql."""
    (before_first, before_last), (first, last) = period.year_before, period.year
    return workbook.frame(
        read_sql(__package__, "bridge"),
        {"before_first": before_first, "before_last": before_last, "first": first, "last": last},
    )


def _lost_rate(whole: pd.DataFrame, span: tuple[int, int]) -> Signal:
    """Which part of the year before was sold to clients who have gone since."""
    named = whole[whole["kind"] != "unnamed"]
    before, lost = int(named["before"].sum()), int(named[named["kind"] == "lost"]["before"].sum())
    if not 0 <= lost <= before or not before:
        return Signal("bridge.lost_rate", missing=("year_without_sales",))
    return Signal("bridge.lost_rate", lost / before, n=int(named["before_clients"].sum()), period=span)


def _reps(workbook: Workbook, reps: pd.DataFrame, span: tuple[int, int]) -> list[Signal]:
    """A rep grows when his sales do; without the clients that colleagues gave him or took over it is his own doing."""
    passed = reps[reps["kind"].isin(HANDED)]
    total, handed = _by_rep(reps), _by_rep(passed)
    received = int(passed[passed["kind"] == "received"]["clients"].sum())
    moved = Signal("growth.handed_over", sum(handed.values()), n=received, period=span, by_rep=handed)
    there = reps.groupby("rep_id")[["sold_before", "sold_after"]].any().all(axis=1)
    judged = [rep for rep in _judged(workbook) if there.get(rep, False)]
    if not judged:
        return [moved, *grey(SIGNALS[-2:], "reps_of_two_years")]
    own = {rep: total[rep] - handed.get(rep, 0) for rep in judged}
    return [moved, _growing(SIGNALS[-2], {rep: total[rep] for rep in judged}, span), _growing(SIGNALS[-1], own, span)]


def _judged(workbook: Workbook) -> list[int]:
    """Reps, without the head and whoever else clients are booked on."""
    found = workbook.query("select rep_id from dim_rep where role = 'rep' and rep_id is distinct from ? order by rep_id", [heads_id(workbook)])
    return [rep for (rep,) in found]


def _growing(name: str, changes: Mapping[int, int], span: tuple[int, int]) -> Signal:
    growing = sum(change > 0 for change in changes.values())
    low, high = wilson(growing, len(changes))
    return Signal(name, growing / len(changes), low, high, len(changes), span, {rep: float(change > 0) for rep, change in changes.items()})


def _by_rep(reps: pd.DataFrame) -> dict[int, int]:
    return {int(rep): int(change) for rep, change in reps.groupby("rep_id")["change"].sum().items()}
