"""Values that stand side by side, a column per month or person, are put one below the other."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass

from diagnostics.intake.content import words
from diagnostics.intake.dates import Span, this_year
from diagnostics.intake.layout.body import Body
from diagnostics.intake.layout.content import are_people, is_company
from diagnostics.intake.layout.figures import thirds
from diagnostics.intake.layout.grouped import Table
from diagnostics.intake.layout.months import year_column, year_of
from diagnostics.intake.layout.pivot import Pivot, is_known, is_place
from diagnostics.intake.sheet import Row


@dataclass
class Spread:
    """A plain table; `origins`: for every row the column of the sheet from which its value came."""

    table: Table
    origins: list[int]
    lacks_year: bool


def spread_down(table: Table, body: Body, pivot: Pivot, year: int | None) -> Spread:
    """Give every row of a table one row for each month and person that has a value.

    A row without any value stays once, with nothing in it: nobody is lost. Rows of totals get no month.

    Args:
        table: what the rows are about.
        body: where the values stand.
        pivot: in which columns.
        year: of months that have none of their own and no column beside them.
    """
    columns = words("columns")
    own_year = year_column(table.headers)
    headers = [*table.headers]
    headers += [columns["month"]] if pivot.by_month else []
    headers += [_title_of_people(pivot)] if pivot.by_person else []
    headers += pivot.measures
    spread = Spread(Table(headers, [], []), [], lacks_year=False)
    for row, labels in zip(table.at, table.rows, strict=True):
        its_year = year_of(labels, own_year) or year
        found = _values(body, row, pivot)
        if not found and row in body.totals:
            body.leave("total", [row])
        elif not found:
            _add(spread, row, labels, pivot, None, None, {}, pivot.slots[0].column)
        for (span, who), values in found.items():
            for months_later, part in enumerate(_by_month(span, values)):
                day = None
                if span and row not in body.totals:
                    spread.lacks_year = spread.lacks_year or not (span.year or its_year)
                    day = f"{span.year or its_year or this_year()}-{span.month + months_later:02}-01"
                first = next(iter(values))
                _add(spread, row, labels, pivot, day, who, part, next(slot.column for slot in pivot.slots if (slot.span, slot.who, slot.measure) == (span, who, first)))
    return spread


def name_labels(table: Table, totals: Collection[int], any_header: bool) -> Table:
    """The table with «Менеджер» or «Контрагент» over people and companies whose header says nothing: «Названия строк» of an Excel pivot, or any."""
    headers = list(table.headers)
    for place, header in enumerate(table.headers):
        if is_known(header) if any_header else header.lower() not in words("row_labels"):
            continue
        said = sorted({cell for row, at in zip(table.rows, table.at, strict=True) if (cell := row[place]) and at not in totals})
        group = None if not said else "rep" if are_people(said) else "client" if sum(map(is_company, said)) * 2 > len(said) else None
        if group and words("columns")[group] not in headers:
            headers[place] = words("columns")[group]
    return Table(headers, table.rows, table.at)


def _add(spread: Spread, row: int, labels: Row, pivot: Pivot, day: str | None, who: str | None, values: dict[str, str], column: int) -> None:
    cells = [*labels, *([day] if pivot.by_month else []), *([who] if pivot.by_person else [])]
    spread.table.rows.append([*cells, *(values.get(name) for name in pivot.measures)])
    spread.table.at.append(row)
    spread.origins.append(column)


def _values(body: Body, row: int, pivot: Pivot) -> dict[tuple[Span | None, str | None], dict[str, str]]:
    """(month, person) -> the values of a row, by name; those that are only a word for nothing are none."""
    found: dict[tuple[Span | None, str | None], dict[str, str]] = {}
    for slot in pivot.slots:
        cell = body.cell(row, slot.column)
        if cell is not None and cell.lower() not in words("empty"):
            found.setdefault((slot.span, slot.who), {})[slot.measure] = cell
    return found


def _by_month(span: Span | None, values: dict[str, str]) -> Sequence[dict[str, str]]:
    """The values of each month of a span: a quarter's are parted evenly."""
    if span is None or span.months == 1:
        return [values]
    parts = {name: thirds(cell) for name, cell in values.items()}
    return [{name: cells[place] for name, cells in parts.items() if place < len(cells)} for place in range(max(map(len, parts.values())))]


def _title_of_people(pivot: Pivot) -> str:
    """What stands over the columns: people, companies, or places where something is sold."""
    named = [slot.who for slot in pivot.slots if slot.who]
    tests = {"client": is_company, "department": is_place}
    group = next((name for name, test in tests.items() if sum(map(test, named)) * 2 > len(named)), "rep")
    title: str = words("columns")[group]
    return title
