"""Which files a company has, and what stands in each column."""

from dataclasses import dataclass
from typing import Literal

from diagnostics.demo.clock import MONTHS, month_first
from diagnostics.demo.words import words

__all__ = ["Column", "Kind", "Sheet", "sheets"]

Kind = Literal["text", "day", "moment", "money", "count"]


@dataclass(frozen=True)
class Column:
    """A column of a file."""

    field: str  # in the table
    header: str  # in the file
    kind: Kind  # money is kopecks in the table, roubles in the file


@dataclass(frozen=True)
class Sheet:
    """A file: the table of the same name, written down as a company has it."""

    name: str
    columns: tuple[Column, ...]
    long: bool = False  # a CSV where the format is csv
    encoding: str = "utf-8-sig"  # of the CSV
    titles: tuple[str, ...] = ()  # lines above the header
    total: bool = False  # a last line with the sums of the money columns


def sheets() -> tuple[Sheet, ...]:
    """All files of a company."""
    month_columns = tuple(
        Column(f"m{month:02d}", f"{words().months[first.month - 1]} {first.year}", "money")
        for month, first in enumerate(map(month_first, range(MONTHS)))
    )
    sales = _columns("sales", moment="moment", kopecks="money")
    staff = _columns("staff", hired="day", left_on="day")
    return (
        Sheet("sales", sales, long=True, encoding="cp1251", total=True),
        Sheet("clients", _columns("clients", created="day")),
        Sheet("staff", staff, titles=(words().company, words().staff_title)),
        Sheet("plan", _columns("plan") + month_columns, total=True),
        Sheet("pay", _columns("pay", month="day", salary="money", premium="money")),
        Sheet("activities", _columns("activities", moment="moment", seconds="count"), long=True),
    )


def _columns(table: str, **kinds: Kind) -> tuple[Column, ...]:
    """The columns of the words in their order; text unless another kind is named."""
    headers = words().headers[table].items()
    return tuple(Column(field, header, kinds.get(field, "text")) for field, header in headers)
