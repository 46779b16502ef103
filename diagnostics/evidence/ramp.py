"""How fast a newcomer comes to sell what the others do, without the mistake of looking only at those who stayed."""

from typing import NamedTuple

import numpy as np
import pandas as pd

from diagnostics.evidence.intervals import DRAWS
from diagnostics.evidence.people import Staff, staff_with_leavers
from diagnostics.evidence.period import YEAR, Period
from diagnostics.evidence.signal import Signal, grey
from diagnostics.evidence.survival import FloatArray
from diagnostics.evidence.tenure import Careers, careers
from diagnostics.workbook import Workbook

SIGNALS = ("people.ramp_month_12", "people.ramp_months", "people.ramp_gap")
LONGEST = 24  # months of tenure that are followed
FEWEST = 3  # people in a step of the curve: of two, one good month of one of them makes it
PEERS = 2  # reps past their first year whose middle one is what a newcomer is measured by
SMOOTH = 3  # months that count together: one large order makes a month
READY = 0.8  # of a tenured rep's sales
STEADY = 0.9  # of the drawn companies must have a value for an interval to be one


def ramp_signals(workbook: Workbook, period: Period) -> list[Signal]:
    """`people.ramp_*` by the chained curve over all full months of the data."""
    staff = staff_with_leavers(workbook, period)
    if isinstance(staff, str):
        return grey(SIGNALS, staff)
    shares = newcomers_shares(careers(workbook, staff, period))
    if chained(shares).empty:
        return grey(SIGNALS, "newcomers_sales")
    after_year, ready, gap = measured(shares)
    n, span = int((~np.isnan(shares[:, :YEAR])).any(axis=1).sum()), (period.first, period.last)
    lacking = {"people.ramp_months": "newcomers_year" if after_year.value is None else "ramp_not_reached"}
    return [
        Signal(name, *one, n, span) if one.value is not None else Signal(name, missing=(lacking.get(name, "newcomers_year"),))
        for name, one in zip(SIGNALS, (after_year, ready, gap), strict=True)
    ]


class Estimate(NamedTuple):
    """A value with its 95 % interval; the value is None where the curve does not come to it."""

    value: float | None
    low: float | None
    high: float | None


def measured(shares: FloatArray) -> tuple[Estimate, Estimate, Estimate]:
    """Where the chained curve stands at the end of the first year, the month by which it comes to `READY`, and what the first year lacks.

    The first two are read off the mean of three months. The interval is a percentile bootstrap over people with a fixed seed.

    Args:
        shares: Shape (n, k) of at least one person, as `newcomers_shares`.

    Returns:
        Share of a tenured rep's sales; full months of tenure; months of a tenured rep's sales.
    """
    times = np.random.default_rng(0).multinomial(len(shares), np.full(len(shares), 1 / len(shares)), DRAWS)
    whole, drawn = (_chain(shares, weights) for weights in (np.ones((1, len(shares))), times.astype(np.float64)))
    smooth, smooth_drawn = _smooth(whole), _smooth(drawn)
    after_year = _estimate(smooth[:, YEAR - 1], smooth_drawn[:, YEAR - 1])
    return after_year, _estimate(_ready(smooth), _ready(smooth_drawn)), _estimate(_gap(whole), _gap(drawn))


def ramp_curve(workbook: Workbook, staff: Staff, period: Period) -> pd.DataFrame:
    """Columns month (of tenure, the first full one is 1), index (share of a tenured rep's sales), people (in the step)."""
    return chained(newcomers_shares(careers(workbook, staff, period)))


def chained(shares: FloatArray) -> pd.DataFrame:
    """The chained curve of sales by month of tenure.

    index_k = index_(k-1) * sum(sales_k) / sum(sales_(k-1)) over the people present in both months. A plain mean by tenure
    rises when the weak leave; here whoever leaves takes no part in the step that he did not live to see. The level is the
    mean of all in the first month in which anything was sold; up to it the index is 0.

    Args:
        shares: Shape (n, k). Sales in each month of tenure; NaN where the person was not there.

    Returns:
        Columns month, index, people (who made the step to it); the months up to the first step of fewer than `FEWEST`.
    """
    there = ~np.isnan(shares)
    index = _chain(shares, np.ones((1, len(shares))))[0]
    known = np.flatnonzero(~np.isnan(index))
    steps = np.concatenate([there[:, :1].sum(0), (there[:, 1:] & there[:, :-1]).sum(0)])
    return pd.DataFrame({"month": known + 1, "index": index[known], "people": steps[known]})


def newcomers_shares(found: Careers) -> FloatArray:
    """Sales of each stretch by month of tenure, over those of the middle rep with more than a year in the same month.

    The common month takes season, prices and growth of the company out.

    Returns:
        Shape (n, LONGEST), rows in an order that does not hang on names; NaN where he was not there the whole month, or
        fewer than `PEERS` tenured reps sold anything.
    """
    tenured = (found.tenure > YEAR) & (found.net > 0)
    usual = np.full(found.net.shape[1], np.nan)
    for column in np.flatnonzero(tenured.sum(axis=0) >= PEERS):
        usual[column] = np.median(found.net[tenured[:, column], column])
    shares = np.full((len(found.net), LONGEST), np.nan)
    rows, columns = np.nonzero((found.tenure >= 1) & (found.tenure <= LONGEST))
    shares[rows, found.tenure[rows, columns] - 1] = found.net[rows, columns] / usual[columns]
    return shares[np.lexsort(np.nan_to_num(shares, nan=-1.0).T)]


def _chain(shares: FloatArray, weights: FloatArray) -> FloatArray:
    """The chained index of companies in which each person stands so many times; (draws, n) weights give (draws, k)."""
    there = ~np.isnan(shares)
    sold, counts = np.where(there, shares, 0.0), there.sum(axis=0)
    index = np.full((len(weights), shares.shape[1]), np.nan)
    selling = np.flatnonzero(sold.sum(axis=0) > 0)
    begin = int(selling[0]) if selling.size else 0
    if not selling.size or counts[: begin + 1].min() < FEWEST:
        return index
    index[:, :begin] = 0.0
    index[:, begin] = _over(weights @ sold[:, begin], weights @ there[:, begin])
    for month in range(begin + 1, shares.shape[1]):
        both = there[:, month - 1] & there[:, month]
        before, after = sold[both, month - 1], sold[both, month]
        if len(before) < FEWEST or before.sum() <= 0 or after.sum() <= 0:
            break
        index[:, month] = index[:, month - 1] * _over(weights[:, both] @ after, weights[:, both] @ before)
    return index


def _over(part: FloatArray, whole: FloatArray) -> FloatArray:
    return np.where(whole > 0, part / np.where(whole > 0, whole, 1), np.nan)


def _smooth(index: FloatArray) -> FloatArray:
    """Mean of each month and the two before it; of the same shape, NaN where one of them is not known."""
    smooth = np.full(index.shape, np.nan)
    smooth[:, SMOOTH - 1 :] = sum(index[:, lag : index.shape[1] - SMOOTH + 1 + lag] for lag in range(SMOOTH)) / SMOOTH
    return smooth


def _gap(index: FloatArray) -> FloatArray:
    """Months of a tenured rep's sales that the first year lacks, as far as the curve goes; NaN where it ends before `SMOOTH` months; shape (draws,)."""
    year = index[:, :YEAR]
    gap = np.nansum(np.maximum(0.0, 1 - year), axis=1)
    return np.where(np.isnan(year[:, :SMOOTH]).any(axis=1), np.nan, gap)


def _ready(smooth: FloatArray) -> FloatArray:
    """The first month at or above `READY`, NaN where the curve does not come there; shape (draws,)."""
    over = np.nan_to_num(smooth, nan=-1.0) >= READY
    return np.where(over.any(axis=1), over.argmax(axis=1) + 1.0, np.nan)


def _estimate(found: FloatArray, drawn: FloatArray) -> Estimate:
    value, known = float(found[0]), drawn[np.isfinite(drawn)]
    if not np.isfinite(value):
        return Estimate(None, None, None)
    if len(known) < STEADY * len(drawn):
        return Estimate(value, None, None)
    low, high = np.quantile(known, [0.025, 0.975])
    return Estimate(value, min(float(low), value), max(float(high), value))
