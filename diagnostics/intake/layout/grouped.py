"""A report whose rows are groups and items of groups becomes a plain table of its items."""

from collections.abc import Sequence
from typing import NamedTuple

from diagnostics.intake.content import names, words
from diagnostics.intake.header import normal
from diagnostics.intake.layout.block import headers_of, is_dimension
from diagnostics.intake.layout.body import Body
from diagnostics.intake.layout.figures import number
from diagnostics.intake.layout.frame import Frame
from diagnostics.intake.layout.levels import Item, depths, depths_by_sums, is_leaf, name_levels
from diagnostics.intake.sheet import Row

CODES = ("rep_code", "client_code")  # a column of them beside the names says nothing of groups
SPACES = "\u00a0 "  # that make an indent


class Table(NamedTuple):
    """Headers, rows, and for every row its number in the sheet."""

    headers: list[str]
    rows: list[Row]
    at: list[int]


def ungrouped(body: Body, frame: Frame, labels: Sequence[int], values: Sequence[int]) -> Table | None:
    """The items of a grouped report, with a column for every level of groups; None where the rows are a plain list.

    Args:
        body: rows below the header; groups are left out of it.
        frame: what stands above, which may name the levels.
        labels: columns that say what a row is about, and plain figures.
        values: columns whose values stand by month or by person.
    """
    labels = [column for column in labels if body.cells(column)]  # 1C leaves the first column empty
    texts = [column for column in labels if not body.is_numeric(column)]
    plain = [column for column in labels if column not in texts]
    codes = [column for column in texts if len(texts) > 1 and any(normal(text) in names()[group].rank for group in CODES for text in body.block.paths[column])]
    texts = [*(column for column in texts if column not in codes), *codes] if len(codes) < len(texts) else texts
    if not texts or not (values or plain):
        return None
    column = texts[0]
    begins = words("marker_begins")
    markers = [row for row in body.rows if body.first[row][: len(begins)].lower() == begins and _marker(body.cell(row, column))]
    if not values and not markers and not _has_marks(body, column) and any(map(body.is_dated, texts)):
        return None  # a plain list of documents, and perhaps a long one
    items = [
        Item(row, body.cell(row, column) or "", {one: value for one in (*values, *plain) if (value := number(body.cell(row, one))) is not None})
        for row in body.rows
        if row not in body.totals and row not in markers
    ]
    named_by = texts[: len(texts) - len(codes)] or texts
    deep = _depths(body, items, named_by, frame)
    if deep is None:  # Excel itself puts a group below its items
        items.reverse()
        deep = _depths(body, items, named_by, frame)
    if deep is None:
        return None
    levels = max(deep) + 1
    on_level = [[item.label for item, depth in zip(items, deep, strict=True) if depth == level] for level in range(levels)]
    named = name_levels(on_level, _hints(body, frame, column, [body.cell(row, column) or "" for row in markers]))
    others = [*texts[1:], *plain]
    rows: list[tuple[int, Row]] = []
    groups: list[int] = []
    path: Row = [None] * levels
    for place, (item, depth) in enumerate(zip(items, deep, strict=True)):
        path = [*path[:depth], item.label.rstrip(" ,"), *[None] * (levels - depth - 1)]
        if is_leaf(deep, place):
            rows.append((item.row, [*path, *(body.cell(item.row, one) for one in others)]))
        else:
            groups.append(item.row)
    rows += [(row, [body.first[row], *[None] * (levels - 1), *(body.cell(row, one) for one in others)]) for row in body.totals]
    rows.sort(key=lambda one: one[0])
    body.leave("group", groups)
    body.leave("marker", markers)
    return Table([*named, *headers_of(body.block, others)], [cells for _row, cells in rows], [row for row, _cells in rows])


def _depths(body: Body, items: Sequence[Item], texts: Sequence[int], frame: Frame) -> list[int] | None:
    """Depth of every row, by whatever of the file tells it: outline, indents, leading spaces, sums."""
    if not items:
        return None
    spaces = {item.row: _leading_spaces(body, item.row, texts[0]) for item in items}
    for marks in (body.sheet.outline, body.sheet.indent, spaces):
        if found := depths(items, marks):
            return found
    if any(body.is_dated(column) for column in texts):
        return None  # the rows are documents
    stacked = sum(is_dimension(text) for text in body.block.paths[texts[0]]) > 1
    return depths_by_sums(items) if stacked or len(frame.groupings) > 1 or len(texts) == 1 else None


def _has_marks(body: Body, column: int) -> bool:
    """Whether anything of the file could tell groups from items."""
    return bool(body.sheet.outline or body.sheet.indent) or any(
        cell and cell[0] in SPACES for row in body.rows for cell in body.sheet.rows[row][column : column + 1]
    )


def _leading_spaces(body: Body, row: int, column: int) -> int:
    cells = body.sheet.rows[row]
    text = cells[column] if column < len(cells) else None
    return len(text) - len(text.lstrip(SPACES)) if text else 0


def _marker(label: str | None) -> str | None:
    """What a row such as «По менеджерам» says of the rows below it; None for any other row."""
    begins = words("marker_begins")
    if not label or not label.lower().startswith(begins):
        return None
    named: str | None = words("markers").get(label.lower().removeprefix(begins).strip(" :"))
    return named


def _hints(body: Body, frame: Frame, column: int, markers: Sequence[str]) -> list[str]:
    """Names that the report gives its levels, the one first that a marker announces."""
    hints = list(frame.groupings) or [text for text in body.block.paths[column] if is_dimension(text)]
    announced = next((named for marker in markers if (named := _marker(marker))), None)
    if announced is None:
        return hints
    said = next((hint for hint in hints if normal(hint) == normal(announced)), announced)
    return [said, *(hint for hint in hints if hint != said)]
