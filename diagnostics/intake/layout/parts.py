"""A sheet on which tables of different headers stand one below the other: who works, and below who has left."""

from dataclasses import replace

from diagnostics.intake.content import names
from diagnostics.intake.dates import header_span
from diagnostics.intake.header import find_header, is_total, normal
from diagnostics.intake.layout.block import filled
from diagnostics.intake.sheet import Box, Sheet

ALIKE = 2  # names in common that make a row below a blank one the header of a further table
MANY = 20  # tables of a sheet beyond which it is something else


def parts(sheet: Sheet) -> list[Sheet]:
    """The tables of a sheet, each as a sheet of its own; the sheet itself where there is one."""
    held = _known(sheet, find_header(sheet.rows)) if sheet.rows else set()
    headers: dict[int, int] = {}  # where a table begins, perhaps with a caption -> its header
    for row in range(len(sheet.rows)):
        if any(sheet.rows[row]) and (row == 0 or not any(sheet.rows[row - 1])):
            header = row if len(filled(sheet.rows[row])) > 1 else row + 1
            if header < len(sheet.rows) and len(_known(sheet, header) & held) >= ALIKE and not is_total(_caption(sheet, header)):
                headers[row] = header
    by_month = all(header_span(_caption(sheet, row)) for row in headers)
    if len(headers) < 2 or len(headers) > MANY or (len({tuple(_texts(sheet, header)) for header in headers.values()}) < 2 and not by_month):
        return [sheet]
    starts = [0, *list(headers)[1:]]
    ends = [*starts[1:], len(sheet.rows)]
    return [_cut(sheet, top, bottom) for top, bottom in zip(starts, ends, strict=True)]


def _caption(sheet: Sheet, row: int) -> str:
    return next((cell.strip() for cell in sheet.rows[row] if cell), "")


def _texts(sheet: Sheet, row: int) -> list[str]:
    return [normal(str(sheet.rows[row][column])) for column in filled(sheet.rows[row])]


def _known(sheet: Sheet, row: int) -> set[str]:
    """The texts of a row that are names of fields."""
    return {text for text in _texts(sheet, row) if any(text in group.rank for group in names().values())}


def _cut(sheet: Sheet, top: int, bottom: int) -> Sheet:
    """The rows from `top` to before `bottom`; a later table bears its caption, else its line, behind the name of the sheet."""
    caption = _caption(sheet, top) if len(filled(sheet.rows[top])) == 1 else str(sheet.line(top))
    return replace(
        sheet,
        title=sheet.title if top == 0 else f"{sheet.title or ''}: {caption}".lstrip(": "),
        rows=sheet.rows[top:bottom],
        lines=[sheet.line(row) for row in range(top, bottom)],
        merged=[Box(box.top - top, box.left, box.bottom - top, box.right) for box in sheet.merged if top <= box.top and box.bottom < bottom],
        outline={row - top: level for row, level in sheet.outline.items() if top <= row < bottom},
        indent={row - top: level for row, level in sheet.indent.items() if top <= row < bottom},
        hidden_rows={row - top for row in sheet.hidden_rows if top <= row < bottom},
    )
