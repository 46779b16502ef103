"""Numbers of a report, read for comparing sums with one another; what is imported is read by SQL, more strictly."""

import re
from decimal import Decimal

from diagnostics.intake.content import words

CENT = Decimal("0.01")


def number(text: str | None) -> Decimal | None:
    """The number in a cell: spaces between thousands, comma or point, a minus in any place, brackets, a currency."""
    if not text:
        return None
    if re.fullmatch(r"-?\d+(?:\.\d+)?", text):  # a cell of a spreadsheet
        return Decimal(text)
    bare = re.sub(r"[\s\u00a0\u202f'’]", "", text.lower())
    for mark in sorted(words("currency"), key=len, reverse=True):
        bare = bare.removeprefix(mark).removesuffix(mark)
    negative = re.match(r"\(.*\)$|[-\u2212\u2013].*|.*[-\u2212\u2013]$", bare) is not None
    digits = bare.strip("()-\u2212\u2013")
    if re.fullmatch(r"\d{1,3}(?:,\d{3})+\.\d*|\d{1,3}(?:,\d{3}){2,}", digits):
        digits = digits.replace(",", "")
    elif re.fullmatch(r"\d{1,3}(?:\.\d{3})+,\d*|\d{1,3}(?:\.\d{3}){2,}", digits):
        digits = digits.replace(".", "")
    if not re.fullmatch(r"\d+(?:[.,]\d*)?", digits):
        return None
    value = Decimal(digits.replace(",", ".").rstrip("."))
    return -value if negative else value


def thirds(text: str) -> list[str]:
    """A quarter's amount as three months', to the kopeck; the last takes what is left over."""
    value = number(text)
    if value is None:
        return [text]
    part = (value / 3).quantize(CENT)
    return [str(part), str(part), str(value - 2 * part)]
