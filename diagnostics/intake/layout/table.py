"""A sheet laid out as a plain table, whatever shape of report it has."""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date

from diagnostics.intake.content import names, words
from diagnostics.intake.dates import looks_like_date
from diagnostics.intake.header import is_total, normal
from diagnostics.intake.layout.block import Block, filled, find_block, is_dimension
from diagnostics.intake.layout.figures import number, thirds
from diagnostics.intake.layout.frame import Frame, is_one_month, read_frame
from diagnostics.intake.layout.levels import Item, depths, depths_by_sums, is_leaf, name_levels
from diagnostics.intake.layout.pivot import Pivot, find_pivot
from diagnostics.intake.sheet import Row, Sheet

NUMERIC = 0.6  # share of filled cells that are numbers from which on a column holds figures
DATES = ("date_document", "date_order", "date_invoice", "date_shipped", "date_created", "date_closed", "date_paid", "date_activity", "month", "hired", "left")


@dataclass
class LaidOut:
    """A plain table. `origins`: for every row the column of the sheet from which its value came, where values of
    several columns stand one below the other; `sources` names these columns."""

    headers: list[str]
    header_line: int
    rows: list[Row]
    lines: list[int]
    frame: Frame
    left_out: dict[str, list[int]] = field(default_factory=dict)  # reason -> lines
    origins: list[int] | None = None
    sources: list[str] = field(default_factory=list)
    lacks_year: bool = False  # months without a year: the year was asked or guessed
    unclear: bool = False  # nothing says whether a table of months is a plan or actual sales
    period_too_long: bool = False  # the report has no dates and speaks of several months


@dataclass
class _Body:
    """The rows below a header on their way to a plain table."""

    sheet: Sheet
    block: Block
    rows: list[int]
    left_out: dict[str, list[int]]

    def leave(self, reason: str, rows: Iterable[int]) -> None:
        """Take rows out."""
        out = set(rows)
        if out:
            self.left_out.setdefault(reason, []).extend(sorted(self.sheet.line(row) for row in out))
            self.rows = [row for row in self.rows if row not in out]

    def cell(self, row: int, column: int) -> str | None:
        """A cell without spaces around, None where it is empty."""
        cells = self.sheet.rows[row]
        text = cells[column] if column < len(cells) else None
        return text.strip("\u00a0 \t\r\n") or None if text else None


def is_report(sheet: Sheet) -> bool:
    """Whether the first rows of a text file show more than one header over plain rows."""
    block = find_block(sheet)
    if block.bottom > block.top or find_pivot(block, "") is not None:
        return True
    frame = _frame(sheet, block, "")
    return bool(frame.groupings) or (frame.period is not None and not _has_dates(block))


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
    body = _Body(sheet, block, list(range(block.bottom + 1, len(sheet.rows))), {})
    _drop_frame_rows(body)
    if not body.rows:
        return None
    _fill_merged(body)
    is_plan = {"plan": True, "actual": False}.get(said.get("months_hold", ""), frame.is_plan)
    pivot = find_pivot(block, words("columns")["plan" if is_plan is not False else "amount"])
    header_line = sheet.line(block.bottom)
    if pivot is not None and is_plan is None and pivot.by_month and _names_clients(block, pivot):
        pivot = find_pivot(block, words("columns")["amount"])
        is_plan = False
    labels = list(pivot.labels) if pivot else [column for column, path in enumerate(block.paths)]
    values = [slot.column for slot in pivot.slots] if pivot else []
    grouped = _grouped(body, frame, labels, values)
    headers, rows, at = grouped if grouped else _plain(body, block, labels)
    laid = LaidOut(headers, header_line, rows, [sheet.line(row) for row in at], frame, body.left_out)
    if pivot:
        _spread_down(laid, body, at, pivot, said)
        laid.unclear = pivot.by_month and is_plan is None and not any(_is_plan_word(one) for one in pivot.measures)
    if not _has_date_header(laid.headers):
        if is_one_month(frame.period) and frame.period:
            _add_column(laid, words("columns")["period"], frame.period[0].replace(day=1))
        else:
            laid.period_too_long = frame.period is not None
    return laid


def _frame(sheet: Sheet, block: Block, file: str) -> Frame:
    above = [
        text
        for row in sheet.rows[: block.top]
        if (cells := filled(row)) and (text := " ".join(str(row[column]).strip() for column in cells))
    ]
    texts = [line for text in above for line in text.split("\n")]
    made = tuple(words("made_on"))
    return read_frame([text for text in texts if not text.strip().lower().startswith(made)], sheet.title, file)


def _drop_frame_rows(body: _Body) -> None:
    """Blank rows, the header once more on a next page, a row of column numbers, lines behind the table."""
    rows = body.sheet.rows
    body.leave("blank", [row for row in body.rows if not filled(rows[row])])
    body.left_out.pop("blank", None)  # nobody misses them
    head = [normal(cell or "") for cell in rows[body.block.bottom]]
    body.leave("header", [row for row in body.rows if [normal(cell or "") for cell in rows[row]] == head])
    if body.rows:
        first = rows[body.rows[0]]
        numbered = [str(first[column]).strip() for column in filled(first)]
        if len(numbered) > 2 and numbered == [str(n) for n in range(1, len(numbered) + 1)]:
            body.leave("header", [body.rows[0]])
    body.leave("frame", _tail(body))


def _tail(body: _Body) -> list[int]:
    """Rows behind the table, parted from it by a blank one, that hold one cell: who approved the report, whose it is."""
    rows = body.sheet.rows
    tail: list[int] = []
    for row in reversed(body.rows):
        cells = filled(rows[row])
        if len(cells) != 1 or len(body.block.paths) < 3 or is_total(str(rows[row][cells[0]])):
            break
        tail.append(row)
    last = next((row for row in reversed(body.rows) if row not in tail), None)
    return tail if tail and last is not None and body.sheet.line(tail[-1]) > body.sheet.line(last) + 1 else []


def _fill_merged(body: _Body) -> None:
    """A merged cell of several rows speaks for each of them."""
    rows = body.sheet.rows
    for box in body.sheet.merged:
        if box.top > body.block.bottom and box.bottom > box.top and box.left < len(rows[box.top]):
            text = rows[box.top][box.left]
            for row in range(box.top + 1, min(box.bottom, len(rows) - 1) + 1):
                if text and box.left < len(rows[row]) and filled(rows[row]):
                    rows[row][box.left] = text


def _plain(body: _Body, block: Block, labels: Sequence[int]) -> tuple[list[str], list[Row], list[int]]:
    """The rows as they stand."""
    headers = _headers(block, labels)
    if list(labels) == list(range(len(block.paths))) and len(body.rows) > 1000:
        width = len(labels)
        return headers, [row if len(row) == width else (row + [None] * width)[:width] for number in body.rows for row in [body.sheet.rows[number]]], body.rows
    return headers, [[body.cell(row, column) for column in labels] for row in body.rows], body.rows


def _headers(block: Block, columns: Sequence[int]) -> list[str]:
    """One text per column: the lowest where it is a name that no other column has, else all of them."""
    lowest = [block.paths[column][-1] if block.paths[column] else "" for column in columns]
    out = []
    for place, column in enumerate(columns):
        path = block.paths[column]
        own = lowest[place]
        if len(path) > 1 and (lowest.count(own) > 1 or not any(normal(own) in group.rank for group in names().values())):
            own = ", ".join([path[-2], own]) if any(normal(path[-2]) in group.rank for group in names().values()) else " ".join(path)
        out.append(own)
    return out


def _grouped(
    body: _Body, frame: Frame, labels: Sequence[int], values: Sequence[int]
) -> tuple[list[str], list[Row], list[int]] | None:
    """Headers, rows and row numbers of a report whose rows are groups; None where it is a plain list."""
    texts = [column for column in labels if not _is_numeric(body, column)]
    figures = [*values, *(column for column in labels if column not in texts)]
    if not texts or not figures:
        return None
    markers = _markers(body, texts)
    total_rows = [row for row in body.rows if (cells := filled(body.sheet.rows[row])) and is_total(str(body.sheet.rows[row][cells[0]]))]
    kept = [row for row in body.rows if row not in set(total_rows) and row not in markers]
    column = texts[0]
    items = [
        Item(row, body.cell(row, column) or "", {one: value for one in figures if (value := number(body.cell(row, one))) is not None})
        for row in kept
    ]
    deep = _depths(body, items, texts, frame)
    if deep is None:
        return None
    levels = max(deep) + 1
    on_level: list[list[str]] = [[item.label for item, depth in zip(items, deep, strict=True) if depth == level] for level in range(levels)]
    hints = list(frame.groupings) or [text for text in body.block.paths[column] if is_dimension(text)]
    hints = _with_markers(hints, [body.cell(row, column) or "" for row in markers])
    names_ = name_levels(on_level, hints)
    others = texts[1:]
    headers = [*names_, *_headers(body.block, [*others, *(one for one in figures if one not in values)])]
    plain = [*others, *(one for one in figures if one not in values)]
    rows: list[Row] = []
    at: list[int] = []
    path: list[str | None] = [None] * levels
    groups: list[int] = []
    position = {item.row: n for n, item in enumerate(items)}
    for row in body.rows:
        if row in markers:
            continue
        if row not in position:  # a total
            label = str(body.sheet.rows[row][filled(body.sheet.rows[row])[0]])
            rows.append([label, *[None] * (levels - 1), *(body.cell(row, one) for one in plain)])
            at.append(row)
            continue
        n = position[row]
        path = [*path[: deep[n]], items[n].label.rstrip(" ,"), *[None] * (levels - deep[n] - 1)]
        if not is_leaf(deep, n):
            groups.append(row)
            continue
        rows.append([*path, *(body.cell(row, one) for one in plain)])
        at.append(row)
    body.leave("group", groups)
    body.leave("marker", markers)
    return headers, rows, at


def _depths(body: _Body, items: Sequence[Item], texts: Sequence[int], frame: Frame) -> list[int] | None:
    """Depth of every row, by whatever of the file tells it."""
    if not items:
        return None
    if found := depths(items, body.sheet.outline):
        return found
    if found := depths(items, body.sheet.indent):
        return found
    spaces = {item.row: _leading_spaces(body, item.row, texts[0]) for item in items}
    if found := depths(items, spaces):
        return found
    if _has_dates_in(body, texts):
        return None
    stacked = len([text for text in body.block.paths[texts[0]] if is_dimension(text)]) > 1
    return depths_by_sums(items) if stacked or len(frame.groupings) > 1 or len(texts) == 1 else None


def _leading_spaces(body: _Body, row: int, column: int) -> int:
    text = body.sheet.rows[row][column] if column < len(body.sheet.rows[row]) else None
    return len(text) - len(text.lstrip("\u00a0 ")) if text else 0


def _markers(body: _Body, texts: Sequence[int]) -> list[int]:
    """Rows such as «По менеджерам», which only say what stands below them."""
    found = []
    for row in body.rows:
        label = (body.cell(row, texts[0]) or "").lower()
        if label.startswith("по ") and label[3:].strip(" :") in words("markers"):
            found.append(row)
    return found


def _with_markers(hints: list[str], markers: Sequence[str]) -> list[str]:
    """Names of levels, the one first that a marker announces."""
    for marker in markers[:1]:
        name = words("markers")[marker.lower()[3:].strip(" :")]
        said = next((hint for hint in hints if normal(hint) == normal(name)), name)
        return [said, *(hint for hint in hints if hint != said)]
    return hints


def _spread_down(laid: LaidOut, body: _Body, at: Sequence[int], pivot: Pivot, said: Mapping[str, str]) -> None:
    """Put values that stand side by side, a column per month or person, one below the other."""
    columns = words("columns")
    month, who = columns["month"], _who_title(pivot)
    measures = pivot.measures
    year_column = next((n for n, header in enumerate(laid.headers) if normal(header) in ("год", "year")), None)
    default = int(said["year"]) if said.get("year", "").isdigit() else laid.frame.years[0] if laid.frame.years else None
    rows, lines, origins = [], [], []
    keys: dict[tuple[object, ...], dict[str, tuple[str | None, int]]]
    laid.sources = [", ".join(path) for path in body.block.paths]
    for number_, row in enumerate(at):
        labels = laid.rows[number_]
        total = _is_total_row(labels)
        own_year = labels[year_column] if year_column is not None else None
        keys = {}
        for slot in pivot.slots:
            cell = body.cell(row, slot.column)
            if cell is None or cell.lower() in words("empty"):
                continue
            key = (slot.span, slot.who)
            keys.setdefault(key, {})[slot.measure] = (cell, slot.column)
        for (span, person), found in keys.items():  # type: ignore[misc]
            year: int | None = None
            if span is not None:
                year = span.year or (int(own_year[:4]) if own_year and own_year[:4].isdigit() else None) or default
                laid.lacks_year = laid.lacks_year or year is None
                year = year or date.today().year
            spread = [{name: (cell, column) for name, (cell, column) in found.items()}]
            if span is not None and span.months == 3:
                parts = {name: thirds(cell or "") for name, (cell, _c) in found.items()}
                spread = [{name: (parts[name][n], column) for name, (_cell, column) in found.items() if n < len(parts[name])} for n in range(3)]
            for n, one in enumerate(spread):
                if not one:
                    continue
                day = None if total else f"{year}-{span.month + n:02}-01" if span is not None else None
                dated = [day] if pivot.by_month else []
                rows.append([*labels, *dated, *([person] if pivot.by_person else []), *(one[name][0] if name in one else None for name in measures)])
                lines.append(laid.lines[number_])
                origins.append(next(iter(one.values()))[1])
        if not keys and total:
            body.leave("total", [row])
        elif not keys:
            rows.append([*labels, *([None] if pivot.by_month else []), *([None] if pivot.by_person else []), *[None] * len(measures)])
            lines.append(laid.lines[number_])
            origins.append(pivot.slots[0].column)
    laid.headers = [*laid.headers, *([month] if pivot.by_month else []), *([who] if pivot.by_person else []), *measures]
    laid.rows, laid.lines, laid.origins = rows, lines, origins


def _who_title(pivot: Pivot) -> str:
    from diagnostics.intake.layout.content import is_company

    named = [slot.who for slot in pivot.slots if slot.who]
    columns = words("columns")
    return columns["client"] if sum(map(is_company, named)) * 2 > len(named) else columns["rep"]


def _add_column(laid: LaidOut, header: str, day: date) -> None:
    laid.headers = [*laid.headers, header]
    laid.rows = [[*row, None if _is_total_row(row) else day.isoformat()] for row in laid.rows]


def _is_total_row(row: Row) -> bool:
    return any(is_total(cell) for cell in row if cell)


def _is_numeric(body: _Body, column: int) -> bool:
    cells = [cell for row in body.rows[:500] if (cell := body.cell(row, column))]
    return bool(cells) and sum(number(cell) is not None for cell in cells) >= NUMERIC * len(cells)


def _has_dates(block: Block) -> bool:
    return _has_date_header([path[-1] for path in block.paths if path])


def _has_date_header(headers: Sequence[str]) -> bool:
    return any(normal(header) in names()[group].rank for header in headers for group in DATES)


def _has_dates_in(body: _Body, columns: Sequence[int]) -> bool:
    """Whether one of the columns holds days, one per row: then the rows are documents, not groups of a report."""
    for column in columns:
        cells = [cell for row in body.rows[:200] if (cell := body.cell(row, column))]
        if cells and sum(looks_like_date(cell) for cell in cells) * 2 > len(cells):
            return True
    return False


def _names_clients(block: Block, pivot: Pivot) -> bool:
    return any(normal(text) in names()["client"].rank for column in pivot.labels for text in block.paths[column])


def _is_plan_word(text: str) -> bool:
    return bool({*re.findall(r"[^\W\d_]+", text.lower())} & {*words("planned"), *words("actual")})
