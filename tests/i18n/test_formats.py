"""Numbers, money and dates as a Russian and an English reader write them."""

from datetime import date
from decimal import Decimal
from functools import partial

import pytest
from hypothesis import given
from hypothesis import strategies as st

from diagnostics.i18n import (
    LANGUAGES,
    count,
    currency_sign,
    day,
    decimal,
    month,
    month_span,
    percent,
    points,
    rubles,
    rubles_exact,
    signed_rubles,
    speaking,
)

GAP, MINUS = "\u00a0", "\u2212"
ROUBLE = "\u20bd"


def both(function, *arguments):
    """What a function writes in Russian and in English."""
    written = []
    for language in ("ru", "en"):
        with speaking(language):
            written.append(function(*arguments))
    return tuple(written)


@pytest.mark.parametrize(
    ("share", "digits", "ru", "en"),
    [
        (0.34, 0, "34_%", "34%"),
        (0.345, 1, "34,5_%", "34.5%"),
        (1, 0, "100_%", "100%"),
        (0, 0, "0_%", "0%"),
        (-0.055, 1, "-5,5_%", "-5.5%"),
        (12.5, 0, "1_250_%", "1,250%"),
    ],
)
def test_percent(share, digits, ru, en):
    """A share is written per cent, with a no-break space in Russian and none in English."""
    assert both(percent, share, digits) == (typeset(ru), typeset(en))


def typeset(text: str) -> str:
    """Expected text with its no-break spaces and minus signs."""
    return text.replace("_", GAP).replace("-", MINUS)


def test_percent_rounds_halves_away_from_zero():
    """Every half per cent is rounded up, as accountants do, whatever a float makes of it."""
    with speaking("en"):
        wrong = [share for share in range(0, 1001, 5) if percent(share / 1000) != f"{(share + 5) // 10}%"]
        wrong += [-share for share in range(5, 1001, 5) if percent(-share / 1000) != f"{MINUS}{(share + 5) // 10}%"]
    assert not wrong


@pytest.mark.parametrize(
    ("value", "digits", "ru", "en"),
    [
        (1234567, 0, "1_234_567", "1,234,567"),
        (1234.5, 1, "1_234,5", "1,234.5"),
        (2.50, 2, "2,5", "2.5"),
        (2.5, 0, "3", "3"),
        (3.5, 0, "4", "4"),
        (-2.5, 0, "-3", "-3"),
        (0.125, 2, "0,13", "0.13"),
        (Decimal("0.05"), 1, "0,1", "0.1"),
        (-7, 1, "-7", "-7"),
    ],
)
def test_decimal(value, digits, ru, en):
    """At most so many decimals, halves away from zero, the separators and the minus of the language."""
    assert both(decimal, value, digits) == (typeset(ru), typeset(en))


def test_count():
    """A whole number has its thousands apart and no decimals."""
    assert both(count, 45678.4) == (f"45{GAP}678", "45,678")


@pytest.mark.parametrize(
    ("kopecks", "ru", "en"),
    [
        (26_100_000_000, "261_млн_₽", "261_m_₽"),
        (840_000_000, "8,4_млн_₽", "8.4_m_₽"),
        (31_200_000, "312_тыс._₽", "312_k_₽"),
        (9_999_900, "99_999_₽", "99,999_₽"),
        (94_000, "940_₽", "940_₽"),
        (50, "1_₽", "1_₽"),
        (0, "0_₽", "0_₽"),
        (-840_000_000, "-8,4_млн_₽", "-8.4_m_₽"),
        (845_000_000, "8,5_млн_₽", "8.5_m_₽"),
    ],
)
def test_rubles(kopecks, ru, en):
    """Amounts are read in millions, thousands or roubles, with two figures that matter."""
    assert both(rubles, kopecks, "RUB") == (typeset(ru), typeset(en))


def test_just_under_a_million_is_a_million():
    """What rounds to a thousand thousands is written as a million."""
    assert both(rubles, 99_999_960, "RUB") == (typeset("1_млн_₽"), typeset("1_m_₽"))


@pytest.mark.parametrize(
    ("kopecks", "ru", "en"),
    [(50_000_000, "+500_тыс._₽", "+500_k_₽"), (-50_000_000, "-500_тыс._₽", "-500_k_₽"), (0, "0_₽", "0_₽")],
)
def test_signed_rubles(kopecks, ru, en):
    """A change of an amount always has its sign, no change has none."""
    assert both(signed_rubles, kopecks, "RUB") == (typeset(ru), typeset(en))


@pytest.mark.parametrize(
    ("kopecks", "ru", "en"),
    [
        (2_688_434_973, "26_884_349,73_₽", "26,884,349.73_₽"),
        (-5, "-0,05_₽", "-0.05_₽"),
        (10**17 + 1, "1_000_000_000_000_000,01_₽", "1,000,000,000,000,000.01_₽"),
    ],
)
def test_rubles_exact(kopecks, ru, en):
    """An exact amount keeps every kopeck, however large."""
    assert both(rubles_exact, kopecks, "RUB") == (typeset(ru), typeset(en))


@pytest.mark.parametrize(
    ("difference", "ru", "en"),
    [(0.034, "+3,4_п. п.", "+3.4_pp"), (-0.1, "-10_п. п.", "-10_pp"), (0.0, "0_п. п.", "0_pp")],
)
def test_points(difference, ru, en):
    """A difference of shares is written in percentage points with its sign."""
    assert tuple(text.replace(GAP, "_") for text in both(points, difference)) == (
        ru.replace("-", MINUS), en.replace("-", MINUS),
    )  # fmt: skip


@pytest.mark.parametrize(
    ("function", "value"),
    [(percent, -0.004), (points, -0.0001), (points, 0.0001), (partial(signed_rubles, currency="RUB"), -10), (partial(rubles, currency="RUB"), -10), (count, -0.2)],
)
def test_what_rounds_to_nothing_has_no_sign(function, value):
    """Nothing is neither plus nor minus."""
    for text in both(function, value):
        assert text.startswith("0"), text


def test_dates():
    """Days in figures and months in words."""
    assert both(day, date(2025, 12, 31)) == ("31.12.2025", "31 Dec 2025")
    assert both(month, date(2026, 6, 1)) == ("июнь 2026", "June 2026")
    ru, en = both(month_span, date(2025, 2, 1), date(2026, 6, 1))
    assert (ru, en) == ("февр 2025 – июнь 2026", "Feb 2025 – Jun 2026")


def test_currencies():
    """A currency has its customary sign; an uncommon one is called by its code."""
    assert [currency_sign(code) for code in ("RUB", "USD", "EUR", "KZT", "BYN", "AMD")] == [
        "₽",
        "$",
        "€",
        "₸",
        "Br",
        "AMD",
    ]
    assert both(rubles, 94_000, "EUR") == (typeset("940_€"), typeset("940_€"))


@given(st.integers(-(10**15), 10**15))
def test_no_plain_hyphen_or_narrow_space_in_numbers(kopecks):
    """Negative numbers have a minus sign, and no space of a number may break at the end of a line."""
    for language in LANGUAGES:
        with speaking(language):
            for text in (rubles(kopecks, "RUB"), rubles_exact(kopecks, "RUB"), signed_rubles(kopecks, "RUB"), count(kopecks)):
                assert not set(text) & {"-", "\u202f", " "}
                assert text.count(MINUS) == (kopecks < 0 and any(sign in "123456789" for sign in text))


@given(st.integers(-(10**15), 10**15))
def test_exact_amounts_can_be_read_back(kopecks):
    """The figures of an exact amount are its kopecks."""
    with speaking("en"):
        text = rubles_exact(kopecks, "RUB").replace(",", "").replace(".", "").replace(MINUS, "-").replace(f"{GAP}{ROUBLE}", "")
        assert int(text) == kopecks
