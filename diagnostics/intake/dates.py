"""Dates and months that are written in words, and months that stand in headers."""

import re
from datetime import date, datetime, timedelta

from diagnostics.intake.content import words

EXCEL_EPOCH = date(1899, 12, 30)
SERIALS = range(20_000, 70_000)  # 1954 to 2091


def parse_written(text: str) -> date | None:
    """A date or month with its month in words: «31 декабря 2024 г.», «Декабрь 2024», «дек.24», or an Excel serial."""
    clean = text.strip().lower()
    serial = re.fullmatch(r"(\d{5})(?:[.,]\d+)?", clean)
    if serial and int(serial[1]) in SERIALS:
        return EXCEL_EPOCH + timedelta(days=int(serial[1]))
    match = re.match(r"(?:(\d{1,2})[\s.-]+)?([^\W\d_]+)\.?[\s.,'-]*(\d{4}|\d{2})\b", clean)
    if match:
        month = _month_of(match[2])
        if month:
            return _date(_year(match[3]), month, int(match[1] or 1))
    return None


def header_month(text: str) -> date | None:
    """The month that a column header names: «Январь 2024», «янв.24», «01.2024», «2024-01», a date cell."""
    clean = text.strip().lower()
    figures = re.fullmatch(r"(\d{1,2})[./-](\d{4})", clean)
    if figures:
        return _date(int(figures[2]), int(figures[1]), 1)
    iso = re.fullmatch(r"(\d{4})-(\d{2})(?:-\d{2})?(?:[ t].*)?", clean)
    if iso:
        return _date(int(iso[1]), int(iso[2]), 1)
    dotted = re.fullmatch(r"\d{1,2}\.(\d{1,2})\.(\d{4})(?: .*)?", clean)
    if dotted:
        return _date(int(dotted[2]), int(dotted[1]), 1)
    written = re.fullmatch(r"([^\W\d_]+)\.?[\s.,'-]*(\d{4}|\d{2})(?:\s*\u0433\.?)?", clean)
    month = _month_of(written[1]) if written else None
    return _date(_year(written[2]), month, 1) if written and month else None


def looks_like_date(text: str) -> bool:
    """Whether a cell could be a date in any spelling that is read."""
    clean = text.strip()
    if re.match(r"\d{1,4}[./-]\d{1,2}[./-]\d{1,4}", clean) or re.fullmatch(r"(19|20)\d{6}", clean):
        return True
    return parse_written(clean) is not None


def plausible(value: date) -> bool:
    """Whether a business could have this date: 1980 to ten years from now."""
    return 1980 <= value.year <= datetime.now().year + 10  # noqa: DTZ005 - the year of this machine's user


def _month_of(word: str) -> int | None:
    for number, names in enumerate(words("months"), start=1):
        if word in names:
            return number
    return None


def _year(text: str) -> int:
    return int(text) if len(text) == 4 else 2000 + int(text)


def _date(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None
