"""A sheet as it lies in a file: its cells as text, and what the file says of its rows beyond their cells."""

from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from typing import Any, NamedTuple

DECIMALS = 10  # of a number, that are kept

Row = list[str | None]


class Box(NamedTuple):
    """Merged cells, from 0, all four within: row `top` of the sheet's rows, and so on."""

    top: int
    left: int
    bottom: int
    right: int


@dataclass
class Sheet:
    """Cells of one sheet, HTML table or text file."""

    title: str | None
    rows: list[Row]
    lines: list[int] | None = None  # of the file, one per row; without it the rows stand on lines 1, 2 ...
    merged: list[Box] = field(default_factory=list)
    outline: dict[int, int] = field(default_factory=dict)  # row -> outline level, where it is not 0
    indent: dict[int, int] = field(default_factory=dict)  # row -> indent of its first filled cell, where it is not 0
    hidden_rows: set[int] = field(default_factory=set)
    hidden: bool = False
    empty_formulas: bool = False  # some formulas carry no value: nobody computed them
    epoch: date = date(1899, 12, 30)  # day 0 of dates that are numbers

    def line(self, row: int) -> int:
        """The line of the file on which a row stands."""
        return self.lines[row] if self.lines else row + 1


def cell_text(value: Any) -> str | None:
    """A typed cell as unambiguous text."""
    if value is None or value == "":
        return None
    if isinstance(value, float):
        return number_text(value)
    if isinstance(value, datetime):
        return value.isoformat(sep=" ")
    if isinstance(value, timedelta):
        minutes, seconds = divmod(round(value.total_seconds()), 60)
        return f"{minutes // 60}:{minutes % 60:02}:{seconds:02}"
    return value.isoformat() if isinstance(value, (date, time)) else str(value)


def number_text(value: float) -> str:
    """A number as it was typed, without the noise of binary fractions."""
    if value.is_integer():
        return str(int(value))
    text = repr(value)
    places = text.partition(".")[2]
    if "e" in text or len(places) > DECIMALS:  # what sums leave behind
        text = f"{value:.{DECIMALS}f}".rstrip("0").rstrip(".")
        places = text.partition(".")[2]
    return f"{text}0" if len(places) == 3 else text  # 1.234 could be a thousand with its separator
