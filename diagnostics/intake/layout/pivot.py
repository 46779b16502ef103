"""Tables that hold months or people in their columns become one row per month or person."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from diagnostics.intake.content import names, words
from diagnostics.intake.dates import Span, header_span, year_alone
from diagnostics.intake.header import is_total, names_currency, normal, scale_of, totalled
from diagnostics.intake.layout.block import Block, is_dimension
from diagnostics.intake.layout.content import are_people, is_person

MEASURES = ("amount", "plan_amount", "fact_amount", "quantity", "cost", "profit", "discount_amount", "price", "pay_base", "pay_bonus", "pay_extra", "pay_total")


@dataclass(frozen=True)
class Slot:
    """A column whose header names a month or a person: its cells are values of `measure` of that month and person."""

    column: int
    measure: str
    span: Span | None = None
    who: str | None = None


@dataclass(frozen=True)
class Pivot:
    """Which columns say what a row is about, and which hold its values by month or by person."""

    labels: tuple[int, ...]
    slots: tuple[Slot, ...]

    @property
    def measures(self) -> list[str]:
        """Names of the values, in the order of their columns."""
        return list(dict.fromkeys(slot.measure for slot in self.slots))

    @property
    def by_month(self) -> bool:
        """Whether columns are months."""
        return any(slot.span for slot in self.slots)

    @property
    def by_person(self) -> bool:
        """Whether columns are people or whatever else stands over them."""
        return any(slot.who for slot in self.slots)


def find_pivot(block: Block, value: str) -> Pivot | None:
    """How a table is spread over columns, None where it is not; `value` names what stands under a bare month."""
    months = [_month_slot(column, _apart(path), value) for column, path in enumerate(block.paths)]
    found = {slot.span for slot in months if slot and slot.span}
    if len(found) > 1 or (found and any(slot and len(path) > 1 for slot, path in zip(months, block.paths, strict=True))):  # one month over several values
        slots = _without_sums([slot for slot in months if slot])
    else:
        slots = _people(block, value)
    if not slots:
        return None
    taken = {slot.column for slot in slots}
    labels = [
        column
        for column, path in enumerate(block.paths)
        if column not in taken and path and not is_sum_column(path) and not any(map(header_span, path))
    ]
    return Pivot(tuple(labels), tuple(slots))


def is_sum_column(path: Sequence[str]) -> bool:
    """Whether a column adds up the others: «Итого», «Всего за год», «2024 Итог», and what stands under it."""
    of = totalled(path[0])
    if year_alone(of) or header_span(of) or is_person(of):
        return True
    first = normal(path[0])
    known = any(first in group.rank for group in names().values())
    return is_total(path[0]) and (not known or first in {normal(word) for word in words("total")})


def _month_slot(column: int, path: Sequence[str], value: str) -> Slot | None:
    spans = [found for text in path if (found := header_span(text))]
    if not spans or is_sum_column(path) or is_dimension(path[0]):
        return None
    span = min(spans, key=lambda one: one.months)  # a month below its quarter
    rest = [text for text in path if header_span(text) is None]
    year = next((year for text in rest if (year := year_alone(text))), span.year)
    rest = [text for text in rest if not year_alone(text)]
    year = year or next((one.year for one in spans if one.year), None)
    known = next((text for text in reversed(rest) if is_measure(text)), None)
    rest = [text for text in rest if text != known and normal(text) not in map(normal, words("with_vat"))]
    if any(map(_is_no_person, rest)):
        return None  # a share, a tax: nothing that adds up to sales
    unit = next((text for text in rest if scale_of(text) > 1 or names_currency(text)), None)
    rest = [text for text in rest if text != unit]
    return Slot(column, f"{known or value}, {unit}" if unit else known or value, Span(span.month, span.months, year), next(iter(rest), None))


def _apart(path: Sequence[str]) -> list[str]:
    """The texts over a column, «Январь план», «План январь» and «Январь, тыс. руб.» as two."""
    said = {*words("planned"), *words("actual")}
    texts: list[str] = []
    for text in path:
        first, _space, rest = text.partition(" ")
        start, _space, last = text.rpartition(" ")
        month, comma, unit = text.partition(",")
        if first.lower() in said and header_span(rest):
            texts += [rest, first]
        elif last.lower() in said and header_span(start):
            texts += [start, last]
        elif comma and header_span(month):
            texts += [month, unit.strip()]
        else:
            texts.append(text)
    return texts


def _without_sums(slots: Sequence[Slot]) -> list[Slot]:
    """The columns without those of a quarter whose months stand beside it."""
    months = {(slot.span.month, year) for slot in slots if slot.span and slot.span.months == 1 for year in (slot.span.year, None)}
    return [
        slot
        for slot in slots
        if slot.span is None or slot.span.months == 1 or not any((slot.span.month + later, slot.span.year) in months for later in range(slot.span.months))
    ]


def _people(block: Block, value: str) -> list[Slot]:
    """Columns over which people stand: a name above names of values, or a name alone."""
    two_storeys = [
        Slot(column, path[-1], who=path[0])
        for column, path in enumerate(block.paths)
        if len(path) > 1 and is_measure(path[-1]) and not is_known(path[0]) and not is_sum_column(path)
    ]
    if any(_is_no_person(slot.who or "") for slot in two_storeys):
        return []  # two periods, two sides of an account: to add them up would be wrong
    if len({slot.who for slot in two_storeys}) > 1:
        return two_storeys
    names_alone = {column: path[-1] for column, path in enumerate(block.paths) if len(path) == 1 or (len(path) == 2 and _names_reps(path[0]))}
    bare = [
        Slot(column, value, who=text)
        for column, text in names_alone.items()
        if not is_known(text) and not is_sum_column([text]) and not _is_no_person(text)
    ]
    if not are_people([slot.who or "" for slot in bare]):
        bare = [slot for slot in bare if is_person(slot.who or "")]
    others = [path[-1] for path in block.paths if path and not is_sum_column(path)]
    return bare if len(bare) > 1 and not any(_is_amount(text) for text in others) else []


def _names_reps(text: str) -> bool:
    """Whether a text of an upper storey says that people stand below it."""
    return normal(text) in names()["rep"].rank


def is_place(text: str) -> bool:
    """Whether a text over a column names a shop or a department."""
    return any(word in words("places") for word in text.lower().split())


def _is_no_person(text: str) -> bool:
    return _first_word(text) in words("no_people") or any(normal(text) in names()[group].banned for group in MEASURES)


def _first_word(text: str) -> str:
    found = re.match(r"\s*([^\W\d_]+|%)", text.lower())
    return found[1] if found else ""


def is_known(text: str) -> bool:
    """Whether a header is a name of any field."""
    plain = normal(text)
    return any(plain in group.rank for group in names().values())


def is_measure(text: str) -> bool:
    """Whether a header names a value: an amount, a quantity, a plan."""
    plain = re.sub(r"\(.*\)$|,.*$", "", normal(text))
    return any(plain in names()[group].rank for group in MEASURES)


def _is_amount(text: str) -> bool:
    return normal(text) in names()["amount"].rank
