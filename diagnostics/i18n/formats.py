"""Numbers, money and dates as a Russian or an English reader writes them."""

from datetime import date
from decimal import ROUND_HALF_UP, Decimal

from babel.dates import format_date
from babel.numbers import format_decimal

from diagnostics.i18n.catalogue import _, language

NBSP = "\u00a0"
MINUS = "\u2212"
KOPECKS = 100
MILLION, THOUSAND = 1_000_000, 1_000
BIG = 100  # from here on a scaled amount is shown without decimals
CURRENCY_SIGNS = {"RUB": "\u20bd", "USD": "$", "EUR": "\u20ac", "KZT": "\u20b8", "BYN": "Br"}


def decimal(value: float | Decimal, digits: int = 1) -> str:
    """A number with at most `digits` decimals, the minus sign and separators of the language."""
    pattern = "#,##0" + ("." + "#" * digits if digits else "")
    return _typeset(format_decimal(_rounded(value, digits), format=pattern, locale=language()))


def count(value: float | Decimal) -> str:
    """A whole number with thousands apart."""
    return decimal(value, 0)


def percent(share: float, digits: int = 0) -> str:
    """A share 0..1 as per cent: 34 %."""
    gap = NBSP if language() == "ru" else ""
    return f"{decimal(Decimal(str(share)) * 100, digits)}{gap}%"


def points(difference: float) -> str:
    """A difference of shares in percentage points, with its sign."""
    size = _rounded(Decimal(str(difference)) * 100, 1)
    return _signed(size, f"{decimal(abs(size), 1)}{NBSP}{_('pp')}")


def rubles(kopecks: float, currency: str) -> str:
    """An amount for reading: 261 млн ₽, 8,4 млн ₽, 312 тыс. ₽, 940 ₽."""
    amount = _rounded(Decimal(str(kopecks)) / KOPECKS, 0)
    size = abs(amount)
    if size >= MILLION - THOUSAND // 2:  # 999 600 reads as a million, not as a thousand thousands
        text = f"{_scaled(amount / MILLION)}{NBSP}{_('m')}"
    elif size >= BIG * THOUSAND:
        text = f"{_scaled(amount / THOUSAND)}{NBSP}{_('k')}"
    else:
        text = count(amount)
    return f"{text}{NBSP}{currency_sign(currency)}"


def signed_rubles(kopecks: float, currency: str) -> str:
    """A change of an amount, with its sign."""
    return _signed(_rounded(Decimal(str(kopecks)) / KOPECKS, 0), rubles(abs(kopecks), currency))


def rubles_exact(kopecks: int, currency: str) -> str:
    """An amount to the kopeck: 26 884 349,73 ₽."""
    text = format_decimal(Decimal(kopecks) / KOPECKS, format="#,##0.00", locale=language())
    return f"{_typeset(text)}{NBSP}{currency_sign(currency)}"


def signed_exact(kopecks: int, currency: str) -> str:
    """A difference to the kopeck, with its sign."""
    return _signed(Decimal(kopecks), rubles_exact(abs(kopecks), currency))


def currency_sign(currency: str) -> str:
    """The sign of a currency, or its code where none is customary."""
    return CURRENCY_SIGNS.get(currency, currency)


def day(value: date) -> str:
    """A date in figures: 31.12.2025 or 31 Dec 2025."""
    return format_date(value, "dd.MM.yyyy" if language() == "ru" else "d MMM yyyy", locale=language())


def month(value: date) -> str:
    """A month in words: июнь 2026."""
    return format_date(value, "LLLL yyyy", locale=language())


def number_span(first: int, last: int) -> str:
    """From one number to another, never parted by the end of a line: 4–6."""
    return f"{first}\N{WORD JOINER}\N{EN DASH}\N{WORD JOINER}{last}"


def month_span(first: date, last: date) -> str:
    """A span of months, short: июл 2025 – июн 2026."""
    return f"{_short(first)} {chr(0x2013)} {_short(last)}"


def _short(value: date) -> str:
    return format_date(value, "LLL yyyy", locale=language()).replace(".", "")


def _scaled(value: Decimal) -> str:
    return decimal(value, 0 if abs(value) >= BIG else 1)


def _signed(value: Decimal, text: str) -> str:
    if value == 0:
        return text
    return ("+" if value > 0 else MINUS) + text


def _rounded(value: float | Decimal, digits: int) -> Decimal:
    # Half away from zero, as accountants round; Babel alone rounds half to even.
    rounded = Decimal(str(value)).quantize(Decimal(1).scaleb(-digits), rounding=ROUND_HALF_UP)
    return rounded if rounded else abs(rounded)  # what rounds to nothing has no sign


def _typeset(text: str) -> str:
    return text.replace("-", MINUS).replace("\u202f", NBSP)
