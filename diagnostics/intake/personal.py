"""Columns with phones, e-mails, passports: nobody needs them here, so they are neither taken nor shown unless asked for."""

import re
from collections.abc import Sequence

from diagnostics.intake.content import names
from diagnostics.intake.header import normal

MOST = 0.5  # of the filled cells of a column that make it one of phones or e-mails
E_MAIL = re.compile(r"\s*[^\s@,;]+@[^\s@,;]+\.[^\s@,;]{2,}\s*")
PHONE = re.compile(r"\s*'?(?:\+\d{1,3}|8)[\s(-]*\d{3}[\s)-]*\d{3}[\s-]*\d{2}[\s-]*\d{2}\s*")
PASSPORT = re.compile(r"\s*\d{2}\s\d{2}\s\d{6}\s*|\s*\d{3}-\d{3}-\d{3}[\s-]\d{2}\s*")  # series and number, or a pension account


def personal_columns(headers: Sequence[str], sample: Sequence[Sequence[str | None]]) -> list[int]:
    """Columns that hold personal data, by their headers or by what stands in them."""
    return [column for column, header in enumerate(headers) if _by_header(header) or (_by_cells(column, sample) and not _names_reps(header))]


def _by_header(header: str) -> bool:
    plain = normal(header)
    return any(text in plain for text in names()["personal"].rank)


def _names_reps(header: str) -> bool:
    """Whether a column says who sold or called: some systems call people by their e-mails, and of two who spoke one is a number."""
    return any(normal(header) in names()[group].rank for group in ("rep", "activity_rep", "activity_other"))


def veiled(text: str | None) -> str | None:
    """A cell as it may be shown: of an e-mail the name, of a phone nothing."""
    if not text or not any(pattern.fullmatch(text) for pattern in (E_MAIL, PHONE, PASSPORT)):
        return text
    return f"{text.partition('@')[0].strip()}@\N{HORIZONTAL ELLIPSIS}" if "@" in text else "\N{HORIZONTAL ELLIPSIS}"


def _by_cells(column: int, sample: Sequence[Sequence[str | None]]) -> bool:
    cells = [cell for row in sample if column < len(row) and (cell := row[column])]
    return any(
        sum(pattern.fullmatch(cell) is not None for cell in cells) > MOST * len(cells) for pattern in (E_MAIL, PHONE, PASSPORT)
    )
