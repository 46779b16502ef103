"""The rows below a header on their way to a plain table: what is no row of the table goes, merged cells are filled."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from itertools import zip_longest

from diagnostics.intake.content import words
from diagnostics.intake.dates import looks_like_date
from diagnostics.intake.header import is_total, normal
from diagnostics.intake.layout.block import Block, filled, first_text
from diagnostics.intake.layout.figures import number
from diagnostics.intake.sheet import Row, Sheet

NUMERIC = 0.6  # share of filled cells that are numbers from which on a column holds figures
BLANK = "\u00a0 \t\r\n"
LOOKED_AT = 500  # rows by which a column is judged


@dataclass
class Body:
    """Rows of a sheet by their numbers in it."""

    sheet: Sheet
    block: Block
    first: dict[int, str]  # row -> its first filled cell
    rows: list[int]
    left_out: dict[str, list[int]] = field(default_factory=dict)  # reason -> lines of the file
    totals: set[int] = field(default_factory=set)  # those of the rows that are totals

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
        return text.strip(BLANK) or None if text else None

    @cached_property
    def texts(self) -> list[set[str | None]]:
        """The cells of every column as the file has them, each text once; whatever happens to the rows later, they are not looked at again."""
        return [set(cells) for cells in zip_longest(*map(self.sheet.rows.__getitem__, self.rows))]

    def may_have_gaps(self, column: int) -> bool:
        """Whether the file has nothing in some cell of a column."""
        return column < len(self.texts) and not all(text and text.strip(BLANK) for text in self.texts[column])

    def table(self, columns: Sequence[int]) -> list[Row]:
        """These columns of every row, each cell as `cell` gives it."""
        width = max(columns, default=-1) + 1
        rows = [cells + [None] * (width - len(cells)) if len(cells) < width else cells for cells in map(self.sheet.rows.__getitem__, self.rows)]
        if list(columns) == list(range(width)) and all(map(self._is_bare, columns)):
            return [cells[:width] for cells in rows]  # five times as fast
        return [[cell.strip(BLANK) or None if (cell := cells[column]) else None for column in columns] for cells in rows]

    def _is_bare(self, column: int) -> bool:
        """Whether no text of a column has spaces around it."""
        return column < len(self.texts) and all(text is None or (text and text == text.strip(BLANK)) for text in self.texts[column])

    def cells(self, column: int) -> list[str]:
        """The filled cells of a column among the first rows."""
        return [cell for row in self.rows[:LOOKED_AT] if (cell := self.cell(row, column))]

    def is_numeric(self, column: int) -> bool:
        """Whether a column holds figures."""
        cells = self.cells(column)
        return bool(cells) and sum(number(cell) is not None for cell in cells) >= NUMERIC * len(cells)

    def is_dated(self, column: int) -> bool:
        """Whether a column holds days."""
        cells = self.cells(column)
        return bool(cells) and sum(looks_like_date(cell) for cell in cells) * 2 > len(cells)


def body_of(sheet: Sheet, block: Block) -> Body:
    """The rows of the table below a header."""
    first = {row: text for row in range(block.bottom + 1, len(sheet.rows)) if (text := first_text(sheet.rows[row]))}
    body = Body(sheet, block, first, list(first))
    _drop_headers(body)
    body.leave("frame", _tail(body))
    _fill_merged(body)
    said = {text for text in set(first.values()) if is_total(text)}
    body.totals = {row for row in body.rows if first[row] in said}
    return body


def _drop_headers(body: Body) -> None:
    """The header once more on a next page, and the row of column numbers below it that official forms have."""
    rows = body.sheet.rows
    head = [normal(cell or "") for cell in rows[body.block.bottom]]
    length = len(first_text(rows[body.block.bottom]))
    alike = [row for row in body.rows if len(body.first[row]) == length]  # to bring every cell to its form takes long
    body.leave("header", [row for row in alike if [normal(cell or "") for cell in rows[row]] == head])
    if body.rows:
        first = rows[body.rows[0]]
        numbered = [str(first[column]).strip() for column in filled(first)]
        if len(numbered) > 2 and numbered == [str(n) for n in range(1, len(numbered) + 1)]:
            body.leave("header", [body.rows[0]])


def _tail(body: Body) -> list[int]:
    """Rows behind the table, parted from it by a blank one, that hold one cell: who approved the report, whose it is."""
    rows = body.sheet.rows
    tail: list[int] = []
    for row in reversed(body.rows):
        cells = filled(rows[row])
        text = str(rows[row][cells[0]]).strip()
        said = text.lower().startswith(tuple(words("frame")))
        if not said and (len(cells) != 1 or len(body.block.paths) < 3 or is_total(text)):
            break
        tail.append(row)
    last = next((row for row in reversed(body.rows) if row not in tail), None)
    return tail if tail and last is not None and body.sheet.line(tail[-1]) > body.sheet.line(last) + 1 else []


def _fill_merged(body: Body) -> None:
    """A merged cell of several rows speaks for each of them that is not blank."""
    rows = body.sheet.rows
    for box in body.sheet.merged:
        if box.top > body.block.bottom and box.bottom > box.top and box.left < len(rows[box.top]):
            text = rows[box.top][box.left]
            for row in range(box.top + 1, min(box.bottom, len(rows) - 1) + 1):
                if text and box.left < len(rows[row]) and filled(rows[row]):
                    rows[row][box.left] = text
                    body.first[row] = first_text(rows[row])
