"""How a company grows to a wanted number of rows: lines of a document, then clients, then departments."""

from dataclasses import dataclass
from math import ceil

__all__ = ["MOST_LINES", "Scale", "scale"]

MOST_LINES = 8  # mean lines of a document, at most
_MOST_COPIES = 16  # clients in the place of one; the department's revenue stays, their cheques shrink
_USUAL_LINES = 1.5


@dataclass(frozen=True)
class Scale:
    """The size of a company."""

    departments: int
    copies: int  # clients in the place of each simulated one
    lines: float  # mean lines of a document, 1..MOST_LINES


def scale(rows: int | None, documents: int, departments: int | None = None) -> Scale:
    """Choose the size that gives a number of rows.

    Args:
        rows: wanted; None for the usual size.
        documents: of the departments together where their number is given, else of one department.
        departments: how many there are; None to choose.

    Returns:
        The size; fewer rows than documents give one line each.
    """
    if rows is None:
        return Scale(1, 1, _USUAL_LINES)
    if departments is None:
        departments = max(1, ceil(rows / (documents * _MOST_COPIES * MOST_LINES)))
        documents *= departments
    copies = max(1, ceil(rows / (documents * MOST_LINES)))
    return Scale(departments, copies, max(1.0, rows / (documents * copies)))
