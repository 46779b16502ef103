"""What goes with those who leave: their clients, and their own sales before they went."""

from dataclasses import dataclass

import numpy as np
import pandas as pd

from diagnostics.evidence.intervals import DRAWS
from diagnostics.evidence.people import Staff, staff_with_leavers
from diagnostics.evidence.period import YEAR, Period, month_start
from diagnostics.evidence.signal import Signal, grey
from diagnostics.evidence.survival import FloatArray
from diagnostics.evidence.tenure import Careers, careers
from diagnostics.workbook import Workbook, read_sql

BASE = ("people.leaver_base_loss", "people.leaver_base_money", "people.leaver_base_sales")
SIGNALS = (*BASE, "people.before_exit")
HALF = 6  # months before and after an exit
FEW = 3  # leavers below which the loss is one person's story
FEW_CLIENTS = 30  # their clients in all, below which a few make the share
ALIKE = 10  # clients of those who stayed, as frequent buyers, below which there is nothing to compare with
FEW_STUDIED = 4  # leavers below which a fall before the exit cannot be told from chance
PEERS = 2  # reps who stayed, beside whom a leaver is looked at
LEARNING = 3  # full months of tenure that say nothing of a fall: a newcomer's sales rise by themselves
LAST, EARLIER = range(1, 4), range(7, 13)  # months before the exit that are compared


def leavers_signals(workbook: Workbook, period: Period) -> list[Signal]:
    """`people.leaver_base_*` and `people.before_exit` over all exits with enough months around them."""
    staff = staff_with_leavers(workbook, period)
    if isinstance(staff, str):
        return grey(SIGNALS, staff)
    return [*_base(workbook, staff, period), _before_exit(careers(workbook, staff, period), staff, period)]


def exits(staff: Staff, first: int, last: int) -> pd.DataFrame:
    """Columns row (in `staff`), rep_id, gone (month): who left in these months and was not back within half a year."""
    rows = []
    for row in np.flatnonzero(staff.leavers & (staff.left > staff.hired)):
        rep, left = staff.rep_ids[row], staff.left[row]
        gone = int(left.astype("datetime64[M]").astype(int)) + 1970 * 12
        back = any(
            other == rep and left <= hired < np.datetime64(month_start(gone + HALF + 1)) for other, hired in zip(staff.rep_ids, staff.hired, strict=True)
        )
        if first <= gone <= last and not back:
            rows.append((int(row), rep, gone))
    return pd.DataFrame(rows, columns=["row", "rep_id", "gone"])


def stayed(staff: Staff, gone: int) -> "np.ndarray[tuple[int], np.dtype[np.bool_]]":
    """Who was there when somebody left, and half a year later still; shape (n,)."""
    before, after = np.datetime64(month_start(gone)), np.datetime64(month_start(gone + HALF + 1))
    return np.asarray((staff.hired < before) & ~(staff.left < after))


def _base(workbook: Workbook, staff: Staff, period: Period) -> list[Signal]:
    left = exits(staff, period.first + HALF, period.last - HALF)
    if left.empty:
        return grey(BASE, "exits_half_year")
    frame = workbook.frame(
        read_sql(__package__, "leavers"), {"reps": left["rep_id"].tolist(), "months": left["gone"].tolist(), "last": period.last}
    )
    span = (period.first, period.last)
    own = frame.merge(left, on=["rep_id", "gone"])
    gone = own["clients"].sum() - own["kept"].sum()
    by_rep = {int(rep): -int(lost) for rep, lost in own.groupby("rep_id")["lost"].sum().items() if lost}
    money = Signal(BASE[1], -int(own["lost"].sum()), n=int(gone), period=span, by_rep=by_rep)
    years = (period.last - period.first + 1 - 2 * HALF) / YEAR  # in which exits were looked at
    sales = Signal(BASE[2], round(int(own["bought"].sum()) / years), n=int(own["clients"].sum()), period=span)
    return [_loss(frame, own, staff, span), money, sales]


def _loss(frame: pd.DataFrame, own: pd.DataFrame, staff: Staff, span: tuple[int, int]) -> Signal:
    """One minus clients kept over clients that would have been kept of colleagues' ones who had bought as often."""
    there = {(gone, staff.rep_ids[row]) for gone in own["gone"].unique() for row in np.flatnonzero(stayed(staff, int(gone)))}
    others = frame[np.array([pair in there for pair in zip(frame["gone"], frame["rep_id"], strict=True)], np.bool_)]
    usual = others.groupby(["gone", "often"])[["clients", "kept"]].sum()
    usual = usual[usual["clients"] >= ALIKE].assign(usual=lambda rows: rows["kept"] / rows["clients"])["usual"].reset_index()
    own = own.merge(usual, on=["gone", "often"]).assign(expected=lambda rows: rows["clients"] * rows["usual"])
    people = own.groupby(["rep_id", "gone"])[["clients", "kept", "expected"]].sum().sort_values(["clients", "kept", "expected"])
    if len(people) < FEW or people["clients"].sum() < FEW_CLIENTS or people["expected"].sum() <= 0:
        return Signal(BASE[0], missing=("leavers_clients",))
    value = 1 - float(people["kept"].sum() / people["expected"].sum())
    clients, kept, expected = (people[column].to_numpy(float) for column in ("clients", "kept", "expected"))
    rng = np.random.default_rng(0)
    picks = rng.integers(0, len(people), (DRAWS, len(people)))  # whose clients, then which of them: few leavers alone look too sure
    drawn = rng.binomial(clients[picks].astype(int), (kept / clients)[picks]).sum(axis=1)
    low, high = np.quantile(1 - drawn / np.maximum(expected[picks].sum(axis=1), 1e-9), [0.025, 0.975])
    by_rep = people.groupby("rep_id").sum()
    by_rep = by_rep[(by_rep["clients"] >= ALIKE) & (by_rep["expected"] > 0)]
    shares = {int(rep): float(1 - row.kept / row.expected) for rep, row in by_rep.iterrows()}
    return Signal(BASE[0], value, min(float(low), value), max(float(high), value), int(clients.sum()), span, shares)


@dataclass(frozen=True)
class Study:
    """A leaver's sales beside the mean of those who stayed, as a ratio: in his last months and earlier."""

    rep_id: int
    last: float
    earlier: float


def studies(found: Careers, staff: Staff, period: Period) -> list[Study]:
    """Of every leaver with a year of work before his exit, and at least `PEERS` reps who stayed beside him."""
    rows = []
    for row, rep, gone in exits(staff, period.first + YEAR, period.last).itertuples(index=False):
        year = gone - YEAR - period.first + np.arange(YEAR)  # columns of the twelve months before
        peers = stayed(staff, gone) & (found.tenure[:, year] > LEARNING).all(axis=1)
        if peers.sum() < PEERS:
            continue
        usual = found.net[peers][:, year].mean(axis=0)
        last, earlier = (_ratio(found, row, year[[YEAR - back for back in backs]], usual[[YEAR - back for back in backs]]) for backs in (LAST, EARLIER))
        if last is not None and earlier:
            rows.append(Study(rep, last, earlier))
    return sorted(rows, key=lambda one: (one.earlier, one.last))


def _ratio(found: Careers, row: int, columns: "np.ndarray[tuple[int], np.dtype[np.int64]]", usual: FloatArray) -> float | None:
    """His sales over the usual ones in the months in which he was past learning; None in fewer than three of them."""
    known = found.tenure[row, columns] > LEARNING
    if known.sum() < len(LAST) or usual[known].sum() <= 0:
        return None
    return max(0.0, float(found.net[row, columns][known].sum() / usual[known].sum()))


def _before_exit(found: Careers, staff: Staff, period: Period) -> Signal:
    """Ratio of sums, so that a month without sales, which has no logarithm, counts as what it is."""
    rows = studies(found, staff, period)
    if len(rows) < FEW_STUDIED:
        return Signal(SIGNALS[-1], missing=("leavers_year",))
    last, earlier = np.array([one.last for one in rows]), np.array([one.earlier for one in rows])
    value = float(last.sum() / earlier.sum()) - 1
    picks = np.random.default_rng(0).integers(0, len(rows), (DRAWS, len(rows)))
    low, high = np.quantile(last[picks].sum(axis=1) / earlier[picks].sum(axis=1) - 1, [0.1, 0.9])
    by_rep = {one.rep_id: one.last / one.earlier - 1 for one in rows}
    return Signal(SIGNALS[-1], value, min(float(low), value), max(float(high), value), len(rows), (period.first, period.last), by_rep)
