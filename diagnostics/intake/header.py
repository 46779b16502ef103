"""Finding the header of a table and bringing header texts to one form."""

import re
from collections.abc import Sequence
from functools import cache

from diagnostics.intake.content import names, words

SEARCH = 30  # rows; reports put their parameters above the header
ZERO_WIDTH = dict.fromkeys([0x200B, 0x200C, 0x200D, 0xFEFF, 0x00AD])


@cache
def _letters(group: str) -> dict[int, str]:
    pair = words(group)
    return {ord(old): new for old, new in zip(pair["from"], pair["to"], strict=True)}


def without_yo(text: str) -> str:
    """The text with yo written as ye, as most people write it."""
    return text.translate(_letters("yo"))


@cache
def total_pattern() -> str:
    """A regular expression, for Python and for DuckDB, of a cell in lower case that is the label of a total.

    «Итого Отдел 1» is one whatever follows; «Всего» and "Total" may begin the name of a client.
    """
    sure, maybe = (("|".join(re.escape(word) for word in words(group))) for group in ("total_for_sure", "total"))
    return rf"^(?:{sure})(?:[^{words('letters')}].*)?$|^(?:{maybe})\s*(?:[:(].*|(?:{'|'.join(words('of'))}) .*|[\d\s.,]*)$"


@cache
def total_letters() -> frozenset[str]:
    """Letters with which labels of totals begin, small and capital: most cells need not be looked at closer."""
    letters = {word[0] for group in ("total_for_sure", "total") for word in words(group)}
    return frozenset(letters | {letter.upper() for letter in letters})


def totalled(text: str) -> str:
    """What a label of a total names before the word: «2024» of «2024 Итог»; "" where it does not end with one."""
    stem, _space, last = text.rpartition(" ")
    return stem.strip() if last.lower() in words("total") else ""


def is_total(text: str) -> bool:
    """Whether a cell is the label of a total."""
    plain = text.strip().lower()
    return plain[:1] in total_letters() and re.match(total_pattern(), plain, re.DOTALL) is not None


@cache
def normal(text: str) -> str:
    """A header as it is compared: lower case, yo as ye, no decoration, no currency, no spaces at all.

    Without spaces `DateofHire`, `date_of_hire` and `Date of Hire` are one spelling.
    """
    plain = re.sub(r"\s+", " ", text.translate(ZERO_WIDTH).replace("_", " ")).strip().lower()
    plain = without_yo(plain)
    for prefix in words("prefixes"):
        plain = plain.removeprefix(prefix)
    plain = re.sub(r"\b\w*[^\x00-\x7f]\w*\b", lambda word: word[0].translate(_letters("twins")), plain)
    marks = "|".join(re.escape(mark) for mark in sorted(words("currency"), key=len, reverse=True))
    units = "|".join(re.escape(unit) for unit in sorted([*words("thousand"), *words("million")], key=len, reverse=True))
    plain = re.sub(rf"[,\s]*\(?(?:(?:{units})\s*(?:{marks})?|(?:{marks}))\)?$", "", plain) or plain
    return plain.strip(" *:\u2116.\u2191\u2193").replace(" ", "")  # Salesforce marks the sorted column by an arrow


def find_header(rows: Sequence[Sequence[str | None]]) -> int:
    """Index of the header among the first rows: the one where most cells are known names.

    Where no cell is known, the first row that is filled as widely as any other.
    """
    known = [_known(row) for row in rows[:SEARCH]]
    pivoted = next((number for number, row in enumerate(rows[:SEARCH]) if row and (row[0] or "").strip().lower() in words("row_labels")), None)
    if pivoted is not None:
        return pivoted  # what stands above is a filter: «Месяц», «июнь 2025»
    filled = [sum(bool(cell and cell.strip()) for cell in row) for row in rows[:SEARCH]]
    if known and max(known) > 0:
        best = [row for row, count in enumerate(known) if count == max(known)]
        return next((row for row in best if filled[row] > 1), best[0])  # a title may be a name: «План продаж»
    return filled.index(max(filled)) if filled else 0


def scale_of(header: str) -> int:
    """What one unit of a money column is in roubles: 1, a thousand or a million, as its header says."""
    tokens = re.findall(r"(?<![\d.,])(?<!\d\s)\b[^\W\d]+", header.lower())  # behind a figure it is no unit
    if any(token in words("thousand") for token in tokens):
        return 1_000
    if any(token in words("million") for token in tokens):
        return 1_000_000
    return 1


def names_currency(text: str) -> bool:
    """Whether a header names a currency, and so says that the amounts are in whole units of it."""
    plain = text.lower()
    return any(mark in plain if not mark[0].isalpha() else re.search(rf"(?<![^\W\d_]){re.escape(mark)}(?![^\W\d_])", plain) for mark in words("currency"))


def _known(row: Sequence[str | None]) -> int:
    """How many cells are known names; months count where there are several, for one may be a date of the data."""
    from diagnostics.intake.dates import header_span

    cells = [cell for cell in row if cell and cell.strip()]
    named = sum(any(normal(cell) in group.rank for group in names().values()) for cell in cells)
    months = sum(header_span(cell) is not None for cell in cells)
    return named + (months if months > 1 else 0)
