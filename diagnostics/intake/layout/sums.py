"""Rows that add up others and do not say so in their first cell, and what stands behind the last of them."""

import re
from collections.abc import Sequence
from decimal import Decimal
from functools import cache

from diagnostics.intake.content import names, words
from diagnostics.intake.header import is_total, normal, total_letters, totalled
from diagnostics.intake.layout.block import filled
from diagnostics.intake.layout.body import Body
from diagnostics.intake.layout.content import is_person
from diagnostics.intake.layout.figures import number

BEHIND = 5  # rows below the last total that are notes to it: «в т.ч. НДС», «План на месяц»
EDGE = 3  # last rows among which a sum without a word is looked for
TOLERANCE = Decimal("0.05")  # of a sum: what it adds up was rounded


def leave_sums(body: Body) -> None:
    """Take out of the rows below a header what would be counted twice."""
    _leave_named(body)
    _leave_inner(body)
    _leave_unnamed(body)
    _leave_behind(body)
    _leave_captions(body)


def _leave_captions(body: Body) -> None:
    """«Отдел продаж» above the people of it, in a list of people: a row of one cell that names nobody."""
    column = next((place for place, path in enumerate(body.block.paths) if path and normal(path[-1]) in names()["employee"].rank), None)
    if column is not None and len(body.block.paths) > 2:
        alone = [row for row in body.rows if filled(body.sheet.rows[row]) == [column]]
        body.leave("marker", [row for row in alone if row not in body.totals and not is_person(body.first[row])])


def _leave_named(body: Body) -> None:
    """«Ветрова Итог» under the rows of «Ветрова», as Excel's own pivots have it; there only the first row of each names her."""
    ends = {text for text in {*body.first.values()} if totalled(text)}
    known = set[str | None]().union(*body.texts) if ends else {}
    totals = {row for row in body.rows if body.first[row] in ends and totalled(body.first[row]) in known}
    for column in {filled(body.sheet.rows[row])[0] for row in totals}:
        held = None
        for row in body.rows:
            cells = body.sheet.rows[row]
            if row in totals or is_total(body.first[row]):
                held = held if filled(cells)[0] > column else None
            elif cell := body.cell(row, column):
                held = cell
            elif held:
                cells[column] = held
    body.leave("total", totals)


def _leave_inner(body: Body) -> None:
    """The word of a total in a later column, left of the figures: «Всего по менеджеру», «Итого за день»."""
    width = len(body.block.paths)
    figures = next((column for column in range(width) if body.is_numeric(column)), width)
    rows = body.sheet.rows
    texts = {text for said in body.texts[1:figures] for text in said if text and _is_inner_total(text)}
    if texts:
        body.leave("total", [row for row in body.rows if not texts.isdisjoint(rows[row][1:figures]) and not is_total(body.first[row])])


def _is_inner_total(text: str) -> bool:
    return (text[0] in total_letters() or text[0].isspace()) and _inner_total().match(text.strip().lower()) is not None


@cache
def _inner_total() -> re.Pattern[str]:
    """Stricter than in the first column: «Итог-Сервис» may be a client there."""
    named = "|".join(re.escape(word) for word in words("total"))
    return re.compile(rf"(?:{named})\s*(?:[:(].*|(?:{'|'.join(words('of'))}) .*)?$", re.DOTALL)


def _leave_unnamed(body: Body) -> None:
    """A first or last row of nothing but figures that are the sums of their columns."""
    for row in {*body.rows[:1], *body.rows[-EDGE:]}:
        figures = {column: number(body.cell(row, column)) for column in filled(body.sheet.rows[row])}
        if None in figures.values() or len(body.rows) < EDGE or not any(body.cells(column) and not body.is_numeric(column) for column in range(len(body.block.paths))):
            continue
        others = [other for other in body.rows if other != row and not is_total(body.first[other])]
        for column, figure in figures.items():
            added = sum((number(body.cell(other, column)) or Decimal(0) for other in others), Decimal(0))
            if figure and abs(added - figure) <= TOLERANCE:
                body.leave("total", [row])
                break


def leave_other_measures(body: Body, labels: Sequence[int], is_plan: bool | None) -> None:
    """Of rows that are a plan, what became of it and a share, each named in a column of its own, keep one: the plan unless the table is of actual sales."""
    _leave_uncounted(body, labels)
    for column in labels:
        said = {row: cell.lower().split(" ")[0] for row in body.rows if (cell := body.cell(row, column))}
        measures = {*said.values()}
        planned, actual = measures & {*words("planned")}, measures & {*words("actual")}
        if planned and actual and measures <= {*words("planned"), *words("actual"), *words("no_people")}:
            kept = actual if is_plan is False else planned
            body.leave("measure", [row for row, word in said.items() if word not in kept])


def _leave_uncounted(body: Body, labels: Sequence[int]) -> None:
    """Of rows whose column «Показатель» says what each of them counts keep the money that was sold."""
    column = next((place for place in labels if any(normal(text) in names()["measure"].rank for text in body.block.paths[place])), None)
    if column is None:
        return
    said = {row: cell for row in body.rows if (cell := body.cell(row, column))}
    money = {text for text in {*said.values()} if any(normal(text) in names()[group].rank for group in ("plan_amount", "amount"))}
    if len(money) == 1:
        body.leave("measure", [row for row, text in said.items() if text not in money])


def _leave_behind(body: Body) -> None:
    """What stands below the last total of all: what is in it, what was planned, who signed."""
    total = max((row for row in body.totals.intersection(body.rows) if body.first[row].strip(" :").lower() in words("total")), default=None)
    if total is None or total == body.rows[0]:
        return
    behind = [row for row in body.rows if row > total]
    if len(behind) <= BEHIND and len(behind) <= body.rows.index(total):
        body.leave("frame", behind)
