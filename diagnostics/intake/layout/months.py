"""Months that stand in rows without their year: «Январь» under «Месяц» in a table of 2025."""

from collections.abc import Sequence

from diagnostics.intake.content import names, words
from diagnostics.intake.dates import header_span, this_year, year_alone
from diagnostics.intake.header import normal
from diagnostics.intake.layout.grouped import Table
from diagnostics.intake.sheet import Row


def year_column(headers: Sequence[str]) -> int | None:
    """Which column holds the years of the rows."""
    return next((place for place, header in enumerate(headers) if normal(header) in words("year_columns")), None)


def year_of(labels: Row, column: int | None) -> int | None:
    """The year that a row names in its column of years; a sum of the year is none."""
    text = labels[column] if column is not None else None
    return year_alone(text) if text else None


def name_years(table: Table, year: int | None) -> tuple[Table, bool]:
    """The table with every month of its column of months in full, and whether a year had to be supposed.

    Args:
        table: rows as they stand.
        year: of months that have none of their own and no column beside them.
    """
    column = next((place for place, header in enumerate(table.headers) if normal(header) in names()["month"].rank), None)
    bare = {} if column is None else {place: span for place, row in enumerate(table.rows) if (span := header_span(row[column] or "")) and not span.year and span.months == 1}
    if not bare or column is None:
        return table, False
    own, rows, lacks = year_column(table.headers), list(table.rows), False
    for place, span in bare.items():
        its = year_of(rows[place], own) or year
        lacks = lacks or not its
        rows[place] = [*rows[place][:column], f"{its or this_year()}-{span.month:02}-01", *rows[place][column + 1 :]]
    return Table(table.headers, rows, table.at), lacks
