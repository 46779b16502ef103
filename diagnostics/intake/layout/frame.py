"""What a report says of itself above its table: the period, the year, how its rows are grouped, plan or actual."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from diagnostics.intake.content import words
from diagnostics.intake.dates import header_month, month_end, month_in_words

DAYS = r"(\d{1,2})\.(\d{1,2})\.(\d{4}|\d{2})"


@dataclass(frozen=True)
class Frame:
    """What the lines above a table, the title of its sheet and the name of its file say."""

    texts: tuple[str, ...]
    period: tuple[date, date] | None
    years: tuple[int, ...]
    groupings: tuple[str, ...]  # names of the levels of rows, the outermost first
    is_plan: bool | None
    is_pay: bool = False
    is_received: bool = False  # money that came in


def read_frame(above: Sequence[str], sheet: str | None, file: str) -> Frame:
    """Read the frame of a report; what stands nearer to the table speaks louder."""
    stem = re.sub(r"\.\w{2,7}$", "", file).replace("_", " ")
    outer = [text for text in (sheet, stem) if text]
    period = next((found for text in [*above, *outer] if (found := period_in(text))), None)
    if period is None and sheet and (month := header_month(sheet)):  # a sheet for each month: «янв 25»
        period = month, month_end(month)
    lone = [number for text in above if (number := month_in_words(text.split(" ")[-1].lower().strip(".")))]  # a filter of a pivot: «Годы 2025», «Дата июн»
    years = tuple(dict.fromkeys(int(year) for text in [*above, *outer] for year in re.findall(r"(?<![\d.])(20\d\d)(?!\d)", text)))
    if period is None and len(lone) == len(years) == 1:
        period = date(years[0], lone[0], 1), month_end(date(years[0], lone[0], 1))
    groupings = next((named for text in above if (named := _groupings(text))), ())
    said = next((group for text in [*reversed(above), *outer] if (group := _says(text))), None)
    is_plan = {"planned": True, "actual": False}.get(said or "")
    if said is None and any(text.lower().startswith(tuple(words("sum_of"))) for text in above):
        is_plan = False  # sums of documents; plans are typed in, not added up
    tokens = {word for text in [*above, *outer] for word in re.findall(r"[^\W\d_]+", text.lower())}
    is_pay = said == "paid" or (said == "planned" and bool(tokens & {*words("paid")}))
    return Frame(tuple(above), period, years, groupings, is_plan, is_pay, not is_pay and bool(tokens & {*words("received")}))


def period_in(text: str) -> tuple[date, date] | None:
    """The days that a title names: «01.07.2024 - 31.07.2024», «за август 2024», «1 квартал 2024 г.», «на 2024 год»."""
    plain = text.lower()
    span = re.search(rf"{DAYS}(?:\s+\d{{1,2}}:\d\d(?::\d\d)?)?\s*(?:-|\u2013|\u2014|{'|'.join(words('upto'))})\s*{DAYS}", plain)
    if span:
        first, last = _day(span[1], span[2], span[3]), _day(span[4], span[5], span[6])
        return (first, last) if first and last and first <= last else None
    quarter = re.search(rf"\b(?:([1-4])|(i{{1,3}}|iv))[\s-]*(?:{'|'.join(words('quarter'))})[^\W\d_]*\.?\s*,?\s*(20\d\d)", plain) or re.search(
        r"\bq([1-4])()[\s-]*(20\d\d)", plain
    )
    if quarter:
        number = int(quarter[1]) if quarter[1] else words("roman").index(quarter[2]) + 1
        first = date(int(quarter[3]), number * 3 - 2, 1)
        return first, month_end(date(first.year, first.month + 2, 1))
    for word, year in re.findall(r"([^\W\d_]+)\.?\s*,?\s*(20\d\d)\b", plain):
        month = month_in_words(word)
        if month:
            first = date(int(year), month, 1)
            return first, month_end(first)
    figures = re.search(r"(?<![\d.])(0?[1-9]|1[0-2])\.(20\d\d)(?![\d.])", plain) or re.search(r"(?<![\d.-])()(20\d\d)[-.](0[1-9]|1[0-2])(?![\d.-])", plain)
    if figures:
        first = date(int(figures[2]), int(figures[1] or figures[3]), 1)
        return first, month_end(first)
    whole = re.search(rf"(?<![\d.])(20\d\d)\s*(?:{'|'.join(words('year'))})\b", plain)
    return (date(int(whole[1]), 1, 1), date(int(whole[1]), 12, 31)) if whole else None


def is_one_month(period: tuple[date, date] | None) -> bool:
    """Whether a report speaks of no more than one calendar month."""
    return period is not None and (period[0].year, period[0].month) == (period[1].year, period[1].month)


def _groupings(text: str) -> tuple[str, ...]:
    plain = text.strip().lower()
    for mark in words("groupings"):
        if plain.startswith(mark):
            names = re.split(r"[;,/\n]", text.strip()[len(mark) :])
            return tuple(re.sub(r"\(.*?\)", "", name).strip() for name in names if name.strip())
    return ()


def _says(text: str) -> str | None:
    """Whether a text speaks of a plan, of pay or of actual sales; a department of sales is none."""
    tokens = {*re.findall(r"[^\W\d_]+", re.sub(words("of_sales"), "", text.lower()))}
    return next((group for group in ("planned", "paid", "actual") if tokens & {*words(group)}), None)


def _day(day: str, month: str, year: str) -> date | None:
    try:
        return date(int(year) if len(year) == 4 else 2000 + int(year), int(month), int(day))
    except ValueError:
        return None
