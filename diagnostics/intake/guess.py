"""Columns under headers that nobody knows, told by what stands in them: days, people, companies."""

from collections.abc import Callable, Mapping, Sequence

from diagnostics.intake.content import words
from diagnostics.intake.dates import looks_like_date
from diagnostics.intake.header import without_yo
from diagnostics.intake.layout.content import are_people, is_company
from diagnostics.intake.layout.figures import number
from diagnostics.intake.personal import personal_columns

MOST = 0.8  # of the filled cells of a column that speak for a field
CLOSE = 1  # rouble, by which a discount in per cent was rounded
FEW = 0.5  # of the rows, at most as many different people: who sells has several sales

Cells = Sequence[Sequence[str | None]]


def by_content(fields: Mapping[str, int], headers: Sequence[str], sample: Cells, apart: set[int], wanted: Sequence[str]) -> dict[str, int]:
    """Fields of sales that no header names, each where exactly one column is like it.

    Args:
        fields: what the headers name.
        headers: header texts.
        sample: some data rows.
        apart: columns that are not to be taken.
        wanted: fields that are looked for.
    """
    found: dict[str, int] = {}
    free = [column for column in range(len(headers)) if column not in fields.values() and column not in apart]
    columns = {column: [cell.strip() for row in sample if column < len(row) and (cell := row[column]) and cell.strip()] for column in free}
    tests: dict[str, Callable[[int, list[str]], bool]] = {
        "date": lambda _column, cells: "amount" in fields and _most(looks_like_date, cells),
        "amount": lambda column, cells: "date" in fields and _says_amount(headers[column]) and _most(lambda cell: number(cell) is not None, cells),
        "rep": lambda _column, cells: are_people(sorted(set(cells))) and len(set(cells)) <= FEW * len(cells),
        "client": lambda _column, cells: _most(is_company, cells),
    }
    for field, holds in tests.items():
        like = [column for column in free if column not in found.values() and columns[column] and holds(column, columns[column])]
        codes = {"rep": "rep_code", "client": "client_code"}
        if len(like) == 1 and field in wanted and field not in fields and codes.get(field) not in fields:
            found[field] = like[0]
    return found


def after_discount(fields: Mapping[str, int], sample: Cells, apart: set[int]) -> int | None:
    """The column that holds the amount less the discount beside it, as a sum or in per cent; None where there is none."""
    less = next((fields[field] for field in ("discount_amount", "discount") if field in fields), None)
    if "amount" not in fields or less is None:
        return None
    rows = [[number(cell) if cell else None for cell in row] for row in sample]
    free: set[int] = {*range(max(map(len, rows), default=0))} - {*fields.values()} - apart
    for column in sorted(free):
        told = [(row[fields["amount"]], row[less], row[column]) for row in rows if len(row) > max(column, less, fields["amount"])]
        cells = [(amount, off, net) for amount, off, net in told if amount and off and net]
        if len(cells) > 1 and sum(abs(amount - off - net) <= CLOSE or abs(amount * (1 - off / 100) - net) <= CLOSE for amount, off, net in cells) >= MOST * len(cells):
            return column
    return None


def untaken(kind: str, fields: Mapping[str, int], headers: Sequence[str], sample: Cells) -> list[tuple[str, int]]:
    """Columns that nothing was taken from although they are like a field that is missing: what to say of them, and which."""
    apart = {*fields.values(), *personal_columns(headers, sample)}
    cells = {column: [cell.strip() for row in sample if column < len(row) and (cell := row[column]) and cell.strip()] for column in range(len(headers)) if column not in apart}
    found = []
    if kind in ("sales", "deals") and not {"rep", "rep_code"} & {*fields}:
        found += [("untaken_people", column) for column, said in cells.items() if are_people(sorted(set(said)))]
    if kind in ("sales", "deals", "payments") and not {"client", "client_code"} & {*fields}:
        found += [("untaken_clients", column) for column, said in cells.items() if said and _most(is_company, said)]
    if kind == "staff" and not {"hired", "left"} & {*fields}:
        found += [("untaken_days", column) for column, said in cells.items() if said and _most(looks_like_date, said)]
    return found


def _most(holds: Callable[[str], bool], cells: Sequence[str]) -> bool:
    return sum(map(holds, cells)) >= MOST * len(cells)


def _says_amount(header: str) -> bool:
    text = without_yo(header.lower())
    return any(part in text for part in words("says_amount")) and not any(part in text for part in words("says_no_amount"))
