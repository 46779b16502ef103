"""The header of a table, which may take several rows: merged cells, names one above the other."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from diagnostics.intake.content import names, words
from diagnostics.intake.dates import header_span, year_alone
from diagnostics.intake.header import find_header, normal, totalled
from diagnostics.intake.layout.content import are_people
from diagnostics.intake.sheet import Row, Sheet

SEARCH = 30  # rows; reports put their parameters above the header
TALL = 6  # rows of a header at most
DIMENSIONS = ("rep", "client", "product", "product_group", "department", "document", "month", "date_document", "region", "activity_rep", "employee")
"""Name groups that say whom or what a row is about."""


@dataclass(frozen=True)
class Block:
    """Rows `top` to `bottom` of a sheet are its header; `paths`: the texts over each column, from top to bottom."""

    top: int
    bottom: int
    paths: tuple[tuple[str, ...], ...]


def find_block(sheet: Sheet) -> Block:
    """Where the header stands and what it says over each column."""
    top = bottom = find_header(sheet.rows)
    while top > 0 and bottom - top < TALL and _is_above(sheet, top - 1, top):
        top -= 1
    while bottom + 1 < len(sheet.rows) and bottom - top < TALL and _is_below(sheet, top, bottom + 1):
        bottom += 1
    return Block(top, bottom, _paths(sheet, top, bottom))


def is_dimension(text: str) -> bool:
    """Whether a header says whom or what a row is about."""
    plain = normal(text)
    return any(plain in names()[group].rank for group in DIMENSIONS)


def headers_of(block: Block, columns: Sequence[int]) -> list[str]:
    """One text per column: the lowest where it is a name that no other column has, else with what stands above it."""
    lowest = [block.paths[column][-1] if block.paths[column] else "" for column in columns]
    out = []
    for own, column in zip(lowest, columns, strict=True):
        path = block.paths[column]
        if len(path) > 1 and (lowest.count(own) > 1 or not _is_known(own)):
            out.append(f"{path[-2]}, {own}" if _is_known(path[-2]) else " ".join(path))
        else:
            out.append(own)
    return out


def filled(row: Row) -> list[int]:
    """Columns of a row that hold something."""
    return [column for column, cell in enumerate(row) if cell and cell.strip()]


def first_text(row: Row) -> str:
    """The first cell of a row that holds something, "" where none does."""
    for cell in row:  # three times for every row of a file: a generator would take twice as long
        if cell and (text := cell.strip()):
            return text
    return ""


def _is_known(text: str) -> bool:
    plain = normal(text)
    bare = re.sub(r"\(.*\)$", "", plain)
    return any(plain in group.rank or (bare and bare in group.rank) for group in names().values()) or header_span(text) is not None


def _names_level(text: str) -> bool:
    """Whether a text names a level of rows: «Клиент», «Период, месяц», «По месяцам»."""
    return is_dimension(text.partition(",")[0]) or text.strip().lower() in words("by_period")


def _is_unit(text: str) -> bool:
    """Whether a text says in what the figures below it are: «(в базовых единицах)», «руб.», «с НДС»."""
    plain = text.strip().lower()
    return (plain[:1] == "(" and plain[-1:] == ")") or plain.rstrip(".") in words("measured_in")


def _is_figure(text: str) -> bool:
    """A number or a date; a year alone may be part of a header."""
    plain = totalled(text.strip()) or text.strip()
    return re.match(r"[-(]?\d", plain) is not None and year_alone(plain) is None and header_span(plain) is None


def _spans(sheet: Sheet, row: int) -> list[tuple[int, int]]:
    """Columns that merged cells of a row span, where it is more than one."""
    return [(box.left, box.right) for box in sheet.merged if box.top == row and box.right > box.left]


def _is_above(sheet: Sheet, row: int, below: int) -> bool:
    """Whether a row is the upper part of the header that stands below it."""
    cells, under = filled(sheet.rows[row]), filled(sheet.rows[below])
    texts = [str(sheet.rows[row][column]) for column in cells]
    if not cells or any(_is_figure(text) for text in texts):
        return False
    if len(cells) == 1:  # a title, unless names stand one above the other
        return cells[0] == under[0] and is_dimension(texts[0]) and is_dimension(str(sheet.rows[below][cells[0]]))
    if any(":" in text for text in texts):
        return False
    spans = [span for span in _spans(sheet, row) if span[1] - span[0] + 1 < len(under)]
    if spans:
        return True
    if any(map(_is_known, texts)) and all(_is_known(text) or year_alone(text) for text in texts):
        return True  # «Менеджер» beside «2026 год» over the months
    repeated = len({normal(str(sheet.rows[below][column])) for column in under}) < len(under)
    return repeated or sum(_is_known(text) for text in texts) * 2 > len(texts)


def _is_below(sheet: Sheet, top: int, row: int) -> bool:
    """Whether a row is the lower part of the header that stands above it."""
    cells = filled(sheet.rows[row])
    texts = [str(sheet.rows[row][column]) for column in cells]
    if not cells or any(_is_figure(text) for text in texts):
        return False
    if any(box.top <= row - 1 and box.top >= top and box.bottom >= row for box in sheet.merged):
        return True  # a cell of the header reaches down into it
    upper = sheet.rows[row - 1]
    if are_people(texts) and cells[0] < len(upper) and normal(upper[cells[0]] or "") in names()["rep"].rank:
        return True  # «Менеджер» over the first of several people
    over = [column for left, right in _spans(sheet, row - 1) for column in range(left, right + 1)]
    if len(cells) > 1 and set(cells) <= set(over):
        return True
    if len(cells) == 1:
        above = upper[cells[0]] if cells[0] < len(upper) else None
        return bool(above) and _names_level(texts[0]) and _names_level(str(above))
    known = sum(_is_known(text) or _is_unit(text) for text in texts)
    return known == len(texts) or (known * 2 >= len(texts) > 1 and not set(cells) <= set(filled(upper)))


def _paths(sheet: Sheet, top: int, bottom: int) -> tuple[tuple[str, ...], ...]:
    width = max((len(row) for row in sheet.rows[top : bottom + 1]), default=0)
    grid = [[(row[column] or "").strip() if column < len(row) else "" for column in range(width)] for row in sheet.rows[top : bottom + 1]]
    for box in sheet.merged:
        if top <= box.top <= bottom and box.right > box.left:
            text = grid[box.top - top][box.left]
            for column in range(box.left, min(box.right, width - 1) + 1):
                grid[box.top - top][column] = text
    if bottom > top and not any(box.top == top for box in sheet.merged):
        for number in range(bottom - top):
            _spread(grid, number)
    return tuple(tuple(_once(row[column] for row in grid)) for column in range(width))


def _spread(grid: list[list[str]], number: int) -> None:
    """Where a file keeps no merged cells, a text of an upper row stands over the empty cells to its right as well."""
    row, below = grid[number], grid[number + 1]
    held = ""
    for column, text in enumerate(row):
        if text:
            held = "" if is_dimension(text) and not below[column] else text
        elif held and below[column]:
            row[column] = held


def _once(texts: Iterable[str]) -> list[str]:
    """Texts without empty ones and without those that only repeat the one above."""
    path: list[str] = []
    for text in texts:
        if text and (not path or path[-1] != text):
            path.append(text)
    return path
