"""A sheet laid out as a plain table, whatever shape of report it has."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from diagnostics.intake.content import names, words
from diagnostics.intake.header import normal
from diagnostics.intake.layout.block import Block, filled, find_block, headers_of
from diagnostics.intake.layout.body import Body, body_of
from diagnostics.intake.layout.content import is_person
from diagnostics.intake.layout.frame import Frame, is_one_month, read_frame
from diagnostics.intake.layout.grouped import Table, ungrouped
from diagnostics.intake.layout.months import bare_day, dated_columns, name_years
from diagnostics.intake.layout.pivot import Pivot, find_pivot
from diagnostics.intake.layout.spread import name_labels, spread_down
from diagnostics.intake.layout.stairs import carry_down, climb_down, columns_to_carry, under_people
from diagnostics.intake.layout.sums import leave_other_measures, leave_sums
from diagnostics.intake.sheet import Row, Sheet


@dataclass
class LaidOut:
    """A plain table: one header, one row per item.

    `origins` gives for every row the column of the sheet from which its value came, where values of several columns
    were put one below the other; `sources` names those columns.
    """

    headers: list[str]
    header_line: int
    rows: list[Row]
    lines: list[int]
    frame: Frame
    left_out: dict[str, list[int]] = field(default_factory=dict)  # reason -> lines
    origins: list[int] | None = None
    sources: list[str] = field(default_factory=list)
    lacks_year: bool = False  # months without a year: this one was taken
    unclear: bool = False  # nothing says whether a table of months is a plan or actual sales
    period_too_long: bool = False  # the report has no dates, and speaks of several months or of none


def is_report(sheet: Sheet) -> bool:
    """Whether the first rows of a text file show more than one header over plain rows."""
    block = find_block(sheet)
    if block.bottom > block.top or find_pivot(block, "") is not None:
        return True
    frame = _frame(sheet, block, "")
    if _has_bare_days(sheet, block) or _has_lines_of_people(sheet, block) or columns_to_carry(body_of(sheet, block)):
        return True
    return bool(frame.groupings) or (frame.period is not None and not _has_date_header([path[-1] for path in block.paths if path]))


def lay_out(sheet: Sheet, said: Mapping[str, str], file: str) -> LaidOut | None:
    """Lay a sheet out as a plain table.

    Args:
        sheet: its cells; merged label cells are filled in place.
        said: answers to the questions `year` and `months_hold`.
        file: name of the file, which may say the period or that it is a plan.

    Returns:
        None where there is nothing below the header.
    """
    block = find_block(sheet)
    frame = _frame(sheet, block, file)
    body = body_of(sheet, block)
    leave_sums(body)
    climb_down(body)
    carry_down(body)
    if not body.rows:
        return None
    is_plan = {"plan": True, "actual": False}.get(said.get("months_hold", ""), frame.is_plan)
    pivot = _pivot(block, frame, is_plan)
    if pivot and pivot.by_month and is_plan is None and _names_clients(block, pivot):
        is_plan, pivot = False, _pivot(block, frame, False)  # nobody plans by client and month in one sheet of paper
    if pivot and not pivot.by_month and is_plan is None and not frame.is_pay:
        is_plan, pivot = False, _pivot(block, frame, False)  # what a person is to sell is said by month
    labels = list(pivot.labels) if pivot else list(range(len(block.paths)))
    if pivot and pivot.by_month:
        leave_other_measures(body, labels, is_plan)
    table = ungrouped(body, frame, labels, [slot.column for slot in pivot.slots] if pivot else []) or _plain(body, labels)
    table = table if pivot else under_people(body, table, frame.texts)
    year = int(said["year"]) if said.get("year", "").isdigit() else next(iter(frame.years), None)
    laid = LaidOut([], sheet.line(block.bottom), [], [], frame, body.left_out)
    if pivot:
        spread = spread_down(table, body, pivot, year)
        table, laid.origins, laid.lacks_year = spread.table, spread.origins, spread.lacks_year
        laid.sources = [", ".join(path) for path in block.paths]
        own = {slot.measure for slot in pivot.slots} - {words("columns")["plan"]}  # the plan is our word for what has none
        laid.unclear = pivot.by_month and is_plan is None and not frame.is_pay and not frame.is_received and not any(map(_says_which, own))
    table = name_labels(table, body.totals, bool(pivot))
    table, supposed = name_years(table, year)
    laid.lacks_year = laid.lacks_year or supposed
    laid.headers, laid.rows, laid.lines = table.headers, table.rows, [sheet.line(row) for row in table.at]
    if not _has_date_header(laid.headers):
        _date_by_period(laid, table, body)
    return laid


def _has_lines_of_people(sheet: Sheet, block: Block) -> bool:
    """Whether some lines hold a person's name and nothing else."""
    alone = [row for row in sheet.rows[block.bottom + 1 :] if len(filled(row)) == 1]
    return len(block.paths) > 2 and any(is_person(str(row[filled(row)[0]])) for row in alone)


def _has_bare_days(sheet: Sheet, block: Block) -> bool:
    """Whether a column of days or months holds some without their year."""
    headers = [path[-1] if path else "" for path in block.paths]
    return any(bare_day(row[column] or "") for row in sheet.rows[block.bottom + 1 :] for column in dated_columns(headers) if column < len(row))


def _frame(sheet: Sheet, block: Block, file: str) -> Frame:
    """What stands above the header; when the report was made is no part of it."""
    texts = [
        line
        for row in sheet.rows[: block.top]
        if (cells := filled(row))
        for line in " ".join(str(row[column]).strip() for column in cells).split("\n")
    ]
    made = tuple(words("made_on"))
    return read_frame([text for text in texts if not text.strip().lower().startswith(made)], sheet.title, file)


def _pivot(block: Block, frame: Frame, is_plan: bool | None) -> Pivot | None:
    held = "pay" if frame.is_pay and is_plan is None else "received" if frame.is_received and not is_plan else "plan" if is_plan is not False else "amount"
    return find_pivot(block, words("columns")[held])


def _plain(body: Body, labels: Sequence[int]) -> Table:
    """The rows as they stand."""
    return Table(headers_of(body.block, labels), body.table(labels), body.rows)


def _date_by_period(laid: LaidOut, table: Table, body: Body) -> None:
    """Give the rows of a report without dates the month of its period, where it speaks of one month."""
    period = laid.frame.period
    if period is None or not is_one_month(period):
        laid.period_too_long = period is not None or any(path and path[0].lower() in words("row_labels") for path in body.block.paths)
        return
    day = period[0].replace(day=1).isoformat()
    laid.headers = [*laid.headers, words("columns")["period"]]
    laid.rows = [[*row, None if at in body.totals else day] for row, at in zip(laid.rows, table.at, strict=True)]


def _has_date_header(headers: Sequence[str]) -> bool:
    return bool(dated_columns(headers))


def _names_clients(block: Block, pivot: Pivot) -> bool:
    return any(normal(text) in names()["client"].rank for column in pivot.labels for text in block.paths[column])


def _says_which(measure: str) -> bool:
    """Whether the name of a value says that it is a plan or that it is actual."""
    return bool({*re.findall(r"[^\W\d_]+", measure.lower())} & {*words("planned"), *words("actual")})
