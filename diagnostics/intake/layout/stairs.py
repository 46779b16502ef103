"""Groups that have a column of their own, or a line of their own above the documents: what they say is carried down."""

from collections.abc import Sequence
from itertools import pairwise

from diagnostics.intake.content import names, words
from diagnostics.intake.dates import written_day
from diagnostics.intake.header import normal
from diagnostics.intake.layout.block import filled, headers_of, is_dimension
from diagnostics.intake.layout.body import LOOKED_AT, Body
from diagnostics.intake.layout.content import is_person
from diagnostics.intake.layout.figures import number
from diagnostics.intake.layout.grouped import Table
from diagnostics.intake.layout.levels import Item, depths, is_leaf
from diagnostics.intake.sheet import Row


def carry_down(body: Body) -> None:
    """A name or a day that stands in the first row of its group alone speaks for the rows below it, up to the next one or a total."""
    for column in columns_to_carry(body):
        held = None
        for row in body.rows:
            cells = body.sheet.rows[row]
            if row in body.totals:
                held = None if filled(cells)[0] <= column else held  # the total of a group within this one ends nothing here
            else:
                held = body.cell(row, column) or held
            if held and row not in body.totals and _is_item(cells):
                cells.extend([None] * (column + 1 - len(cells)))
                cells[column] = held


def _is_item(cells: Row) -> bool:
    """Whether a row is about something: one cell is a caption, a note, or the number of a line that nobody filled in."""
    return sum(cells[column] != "0" for column in filled(cells)) > 1


def columns_to_carry(body: Body) -> list[int]:
    """Columns whose texts stand in the first row of their groups alone."""
    texts = [column for column, path in enumerate(body.block.paths) if path and (is_dimension(path[-1]) or normal(path[-1]) in names()["stage"].rank)]
    known = [column for column in texts if body.may_have_gaps(column)]
    rows = [row for row in body.rows if row not in body.totals and _is_item(body.sheet.rows[row])] if known else []
    known = [column for column in known if rows and body.cell(rows[0], column)]
    carried = [column for column in known if (_goes_by_days if body.is_dated(column) else _names_groups)(body, rows, column)]
    carried += [column for column in known if column not in carried and any(outer < column and (outer in carried or (outer not in known and _is_sparse(body, rows, column))) and _names_within(body, rows, column, outer) for outer in texts)]
    gaps = {column: {row for row in rows if not body.cell(row, column)} for column in known}
    heads = [column for column in known if gaps[column] and any(gaps[column] == gaps[other] for other in known if other != column and _names_documents(body, other))]
    alike = [column for column in known if gaps[column] and (sum(gaps[column] == gaps[other] for other in known) > 2 or any(gaps[column] == gaps[head] for head in heads) or _goes_on(body, rows, column))]
    beside = [column for column in known if gaps[column] and any(gaps[column] <= gaps[day] for day in carried if body.is_dated(day))]
    return [column for column in known if column in {*carried, *alike, *beside}]


def _names_documents(body: Body, column: int) -> bool:
    return any(normal(text) in names()["document"].rank for text in body.block.paths[column])


def _goes_on(body: Body, rows: list[int], column: int) -> bool:
    """Whether a day is left out only where the document of the row above goes on."""
    document = next((place for place, path in enumerate(body.block.paths) if path and place != column and _names_documents(body, place)), None)
    if document is None or not body.is_dated(column):
        return False
    return all(body.cell(row, column) or (body.cell(row, document) and body.cell(row, document) == body.cell(before, document)) for before, row in pairwise(rows))


def _names_groups(body: Body, rows: list[int], column: int) -> bool:
    """Whether every name stands once, and above the rows of its group or, where a total closes each group, behind one."""
    named = {row: text for row in rows if (text := body.cell(row, column))}
    if len(named) < 2 or len(set(named.values())) < len(named) or len(named) == len(rows):
        return False
    closed = all(before in body.totals for before, row in pairwise(body.rows) if row in named)
    return closed or _is_sparse(body, rows, column)


def _is_sparse(body: Body, rows: list[int], column: int) -> bool:
    """Whether at least half of the rows have nothing in a column."""
    return sum(body.cell(row, column) is not None for row in rows) * 2 <= len(rows)


def _names_within(body: Body, rows: list[int], column: int, outer: int) -> bool:
    """Whether every name stands once within a group of another column, beginning with its first row."""
    begins: list[int] = []
    held, seen = None, set[str]()
    for row in rows:
        text, above = body.cell(row, column), body.cell(row, outer) or held
        if above != held:
            held, seen = above, set()
            begins.append(row)
        if text in seen or (begins[-1:] == [row] and not text):
            return False
        seen.update([text] if text else [])
    return 1 < len(begins) <= len(rows) / 2


def _goes_by_days(body: Body, rows: list[int], column: int) -> bool:
    """Whether the rows go by the day, as in a journal that is kept by hand and has each day once."""
    said = [cell for row in rows if (cell := body.cell(row, column))]
    if len(said) == len(rows):
        return False
    days = [day for cell in said if (day := written_day(cell))]
    return len(days) == len(said) and days == sorted(days)


def _bare_name(text: str) -> str:
    """A name without the word before it: «Менеджер: Ветрова А. С.»."""
    word, colon, name = text.rstrip(" :").partition(":")
    return name.strip() if colon and normal(word) in names()["rep"].rank else text.rstrip(" :")


def person_above(above: Sequence[str]) -> str | None:
    """Whom a report is about, where a line above it says so: «Менеджер: Ветрова А. С.»."""
    return next((name for text in reversed(above) if (name := _bare_name(text)) != text.rstrip(" :") and is_person(name)), None)


def climb_down(body: Body) -> None:
    """Every row has one text, the deeper the group the further to the right: items get the texts of their groups."""
    columns = [column for column in range(len(body.block.paths)) if body.cells(column)]
    texts = [column for column in columns if not body.is_numeric(column)]
    rows = [row for row in body.rows if row not in body.totals]
    if len(texts) < 2 or not _is_stair(body, rows[:LOOKED_AT], texts) or not _is_stair(body, rows, texts):
        return
    step = {row: next(place for place, column in enumerate(texts) if body.cell(row, column)) for row in rows}
    figures = [column for column in columns if column not in texts]
    items = [Item(row, "", {one: value for one in figures if (value := number(body.cell(row, one))) is not None}) for row in rows]
    deep = depths(items, step)
    if deep is None:
        return
    held: dict[int, str | None] = {}
    for row in rows:
        held = {place: text for place, text in held.items() if place < step[row]} | {step[row]: body.cell(row, texts[step[row]])}
        for place, text in held.items():
            body.sheet.rows[row][texts[place]] = text
    body.leave("group", [item.row for place, item in enumerate(items) if not is_leaf(deep, place)])


def _is_stair(body: Body, rows: list[int], texts: list[int]) -> bool:
    """Whether each row fills one of the text columns."""
    return all(sum(body.cell(row, column) is not None for column in texts) == 1 for row in rows)


def under_people(body: Body, table: Table, above: Sequence[str]) -> Table:
    """A register with a line for each person above her documents: the person becomes a column.

    The line of the first may stand `above` the header.
    The table stays as it is where it names people in a column already, or where such lines are not people.
    """
    if any(normal(header) in names()["rep"].rank for header in headers_of(body.block, range(len(body.block.paths)))):
        return table
    held = person_above(above)
    wide = len([path for path in body.block.paths if path])
    lines = {row: _bare_name(body.first[row]) for row in body.rows if wide > 1 and row not in body.totals and len(filled(body.sheet.rows[row])) == 1}
    if held is not None:
        lines = {row: text for row, text in lines.items() if text != body.first[row].rstrip(" :")}
    if not lines or (len(lines) < 2 and held is None) or sum(map(is_person, lines.values())) * 2 <= len(lines):
        return table
    body.leave("group", lines)
    who: list[str | None] = []
    for row in table.at:
        held = lines.get(row, held)
        who.append(held if row not in body.totals else None)
    kept = [place for place, row in enumerate(table.at) if row not in lines]
    return Table([*table.headers, words("columns")["rep"]], [[*table.rows[place], who[place]] for place in kept], [table.at[place] for place in kept])
