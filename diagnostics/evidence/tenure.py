"""What each rep sold in which month of his tenure."""

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from diagnostics.evidence.people import Staff
from diagnostics.evidence.period import Period, month_start
from diagnostics.evidence.survival import FloatArray, IntArray
from diagnostics.workbook import Workbook, read_sql


@dataclass(frozen=True, eq=False)
class Careers:
    """The stretches of work of a staff list beside the full months of the data.

    Attributes:
        first: Absolute number of the month of column 0.
        tenure: Shape (n, m). Which month of the stretch it is, from 1; 0 where he did not work the whole month.
        net: Shape (n, m), kopecks. Net sales of the month; 0 where `tenure` is 0.
    """

    first: int
    tenure: IntArray
    net: FloatArray


def careers(workbook: Workbook, staff: Staff, period: Period) -> Careers:
    """Tenure and sales of every stretch, month by month; the months of coming and of going are not full ones."""
    months = range(period.first, period.last + 1)
    starts = np.array([month_start(month) for month in months], "datetime64[D]")
    ends = np.array([month_start(month + 1) for month in months], "datetime64[D]")
    full = (staff.hired[:, None] <= starts) & ~(staff.left[:, None] < ends)
    number = np.arange(period.first, period.last + 1) - first_full_month(staff.hired)[:, None] + 1
    sold = by_month(workbook, "tenure", staff, period)
    return Careers(period.first, np.where(full, number, 0), np.where(full, sold, 0.0))


def by_month(workbook: Workbook, sql: str, staff: Staff, period: Period) -> FloatArray:
    """A figure of each rep and month beside the stretches of his work, shape (n, m); 0 where there is none.

    Args:
        workbook: the company.
        sql: a file whose rows are rep, month, figure, between $first and $last.
        staff: n stretches of work.
        period: m months.
    """
    found = np.zeros((len(staff.rep_ids), period.months))
    rows: dict[int, list[int]] = {}
    for row, rep in enumerate(staff.rep_ids):
        rows.setdefault(rep, []).append(row)
    for rep, month, figure in workbook.query(read_sql(__package__, sql), {"first": period.first, "last": period.last}):
        found[rows.get(rep, []), month - period.first] = figure
    return found


def first_full_month(hired: npt.NDArray[np.datetime64]) -> IntArray:
    """Absolute number of the first month that each worked from its first day; shape (n,)."""
    month = hired.astype("datetime64[M]")
    return month.astype(np.int64) + 1970 * 12 + (hired > month.astype("datetime64[D]"))
