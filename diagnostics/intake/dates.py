"""Dates and months that are written in words, and months that stand in headers."""

import re
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta

from diagnostics.intake.content import words

EXCEL_EPOCH = date(1899, 12, 30)
DAY = timedelta(days=1)
SERIALS = range(20_000, 70_000)  # 1954 to 2091


def parse_written(text: str, epoch: date = EXCEL_EPOCH) -> date | None:
    """A day or month as nobody's program writes it: «31 декабря 2024 г.», «Декабрь 2024», «дек.24», «пт, 31.12.2024», «31,12,24», or an Excel serial."""
    clean = re.sub(rf"^(?:{'|'.join(words('weekdays'))})[.,]*\s+", "", text.strip().lower())
    month_alone = month_in_figures(clean)
    if month_alone:
        return month_alone
    serial = re.fullmatch(r"(\d{5})(?:[.,]\d+)?", clean)
    if serial and int(serial[1]) in SERIALS:
        return epoch + timedelta(days=int(serial[1]))
    figures = re.match(r"(\d{1,2})\s*[.,/]\s*(\d{1,2})\s*[.,/]\s*(\d{4}|\d{2})(?!\d)", clean)
    if figures:
        return _date(_year(figures[3]), int(figures[2]), int(figures[1]))
    american = re.match(r"([^\W\d_]+)\.?\s+(\d{1,2}),?\s+(\d{4})\b", clean)
    if american and (month := month_in_words(american[1])):
        return _date(int(american[3]), month, int(american[2]))
    match = re.match(r"(?:(\d{1,2})[\s.-]+)?([^\W\d_]+)\.?[\s.,'-]*(\d{4}|\d{2})\b", clean)
    if match:
        month = month_in_words(match[2])
        if month:
            return _date(_year(match[3]), month, int(match[1] or 1))
    return None


def written_day(text: str) -> date | None:
    """A day as people here write it: 31.12.2024, 31.12.24, 2024-12-31, «31 декабря 2024 г.»."""
    iso = re.match(r"(\d{4})-(\d{2})-(\d{2})(?!\d)", text)
    dotted = re.match(r"(\d{1,2})[./](\d{1,2})[./](\d{4}|\d{2})(?!\d)", text)
    if iso or dotted:
        year, month, day = iso.groups() if iso else reversed(dotted.groups())  # type: ignore[union-attr]
        return _date(_year(year), int(month), int(day))
    return parse_written(text)


def header_month(text: str) -> date | None:
    """The month that a column header names: «Январь 2024», «янв.24», «01.2024», «2024-01», its first or last day."""
    found = month_in_figures(text)
    if found:
        return found
    clean = text.strip().lower()
    day = re.fullmatch(r"(\d{4})-(\d{2})-(\d{2})(?:[ t]0?0:00(?::00)?)?", clean)
    if day and (found := _date(int(day[1]), int(day[2]), int(day[3]))) and 1 in (found.day, (found + DAY).day):
        return found.replace(day=1)
    dotted = re.fullmatch(r"0?1\.(\d{1,2})\.(\d{4})(?: 0?0:00(?::00)?)?", clean)
    if dotted:
        return _date(int(dotted[2]), int(dotted[1]), 1)
    written = re.fullmatch(r"([^\W\d_]+)\.?[\s.,'-]*(\d{4}|\d{2})(?:\s*(?:" + "|".join(words("year")) + r")\.?)?", clean)
    month = month_in_words(written[1]) if written else None
    return _date(_year(written[2]), month, 1) if written and month else None


def this_year() -> int:
    """The year of today."""
    return datetime.now(tz=UTC).year


def month_end(first: date) -> date:
    """The last day of a month that begins on `first`."""
    return (first.replace(day=28) + 4 * DAY).replace(day=1) - DAY


def year_alone(text: str) -> int | None:
    """The year that a text names and nothing else: «2024», «2024 г.», «2024 год»."""
    found = re.fullmatch(rf"(20\d\d)(?:\s*(?:{'|'.join(words('year'))})\.?)?", text.strip().lower())
    return int(found[1]) if found else None


def month_in_words(word: str) -> int | None:
    """The number of a month by its name or short name, in any case of the noun."""
    return next((number for number, names in enumerate(words("months"), start=1) if word in names), None)


@dataclass(frozen=True)
class Span:
    """The months that a column header names: the first, how many, and the year where the header says it."""

    month: int
    months: int = 1
    year: int | None = None


def header_span(text: str) -> Span | None:
    """A month or quarter over a column: «Январь 2024», «янв», «M01», «1 кв. 2024», «Q1», «II квартал»."""
    known = header_month(text)
    if known:
        return Span(known.month, 1, known.year)
    plain = text.strip().lower().rstrip(".")
    if month := month_in_words(plain):
        return Span(month)
    numbered = re.fullmatch(rf"[{words('month_marks')}](0[1-9]|1[0-2])", plain)
    if numbered:
        return Span(int(numbered[1]))
    quarter, years = ("|".join(words(group)) for group in ("quarter", "year"))
    for pattern in (rf"([1-4]|i{{1,3}}|iv)[\s-]*(?:{quarter})\w*\.?(?:\s*(20\d\d|\d\d)(?:\s*(?:{years})\.?)?)?", r"q([1-4])[\s-]*(20\d\d|\d\d)?", r"(?:20\d\d)?[\s-]*q([1-4])"):
        found = re.fullmatch(pattern, plain)
        if found:
            number = int(found[1]) if found[1].isdigit() else words("roman").index(found[1]) + 1
            year = re.search(r"20\d\d", plain) or re.search(r"(?<=\D)\d\d$", plain)
            return Span(number * 3 - 2, 3, _year(year[0]) if year else None)
    return None


def month_in_figures(text: str) -> date | None:
    """A month without a day: 01.2024, 1/2024, 2024-01."""
    figures = re.fullmatch(r"(\d{1,2})[./-](\d{4})", text.strip())
    if figures:
        return _date(int(figures[2]), int(figures[1]), 1)
    iso = re.fullmatch(r"(\d{4})-(\d{2})", text.strip())
    return _date(int(iso[1]), int(iso[2]), 1) if iso else None


def looks_like_date(text: str) -> bool:
    """Whether a cell could be a date in any spelling that is read."""
    clean = text.strip()
    if re.match(r"\d{1,4}[./-]\d{1,2}[./-]\d{1,4}", clean) or re.fullmatch(r"(19|20)\d{6}", clean):
        return True
    return parse_written(clean) is not None


def _year(text: str) -> int:
    return int(text) if len(text) == 4 else 2000 + int(text)


def _date(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None
