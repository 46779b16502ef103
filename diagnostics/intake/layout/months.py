"""Months and days that stand in rows without their year: «Январь» under «Месяц», «07.03» under «Дата» in a table of 2025."""

import re
from collections.abc import Sequence

from diagnostics.intake.content import names, words
from diagnostics.intake.dates import header_span, month_in_words, this_year, year_alone
from diagnostics.intake.header import normal
from diagnostics.intake.layout.grouped import Table
from diagnostics.intake.sheet import Row

DATES = ("date_document", "date_order", "date_invoice", "date_shipped", "date_created", "date_closed", "date_paid",
         "date_activity", "month", "hired", "left")  # fmt: skip
"""Name groups of columns that hold days or months."""


def year_column(headers: Sequence[str]) -> int | None:
    """Which column holds the years of the rows."""
    return next((place for place, header in enumerate(headers) if normal(header) in words("year_columns")), None)


def year_of(labels: Row, column: int | None) -> int | None:
    """The year that a row names in its column of years; a sum of the year is none."""
    text = labels[column] if column is not None else None
    return year_alone(text) if text else None


def dated_columns(headers: Sequence[str]) -> list[int]:
    """Which columns hold days or months."""
    return [place for place, header in enumerate(headers) if any(normal(header) in names()[group].rank for group in DATES)]


def bare_day(text: str) -> tuple[int, int] | None:
    """Month and day of a text that names them without a year: «07.03», «7 марта»; «Январь» is its first day."""
    span = header_span(text)
    if span and span.months == 1 and not span.year:
        return span.month, 1
    figures = re.fullmatch(r"(\d{1,2})\.(\d{2})\.?", text.strip())
    written = re.fullmatch(r"(\d{1,2})\s+([^\W\d_]+)\.?", text.strip().lower())
    month = int(figures[2]) if figures else month_in_words(written[2]) if written else None
    day = int((figures or written or "0")[1]) if month else 0
    return (month, day) if month and 1 <= month <= 12 and 1 <= day <= 31 else None


def name_years(table: Table, year: int | None) -> tuple[Table, bool]:
    """The table with every day and month of its columns of them in full, and whether a year had to be supposed.

    Args:
        table: rows as they stand.
        year: of those that have none of their own and no column beside them.
    """
    own, rows, lacks = year_column(table.headers), list(table.rows), False
    for column in dated_columns(table.headers):
        texts = {row[column] or "" for row in rows}
        known = {text: bare for text in texts if (bare := bare_day(text))}
        for place, row in enumerate(rows) if known else ():
            if bare := known.get(row[column] or ""):
                its = year_of(row, own) or year
                lacks = lacks or not its
                rows[place] = [*row[:column], f"{its or this_year()}-{bare[0]:02}-{bare[1]:02}", *row[column + 1 :]]
    return Table(table.headers, rows, table.at), lacks
