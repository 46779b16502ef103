"""How one cell becomes a value: amounts, names for nothing, line amounts, durations, dates in figures."""

from collections.abc import Callable, Iterable
from decimal import ROUND_HALF_UP, Decimal
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from .making import Read, read, sales, table

NBSP, NARROW, THIN = "\u00a0", "\u202f", "\u2009"


FIELDS = {"date": 0, "client": 1, "rep": 2, "amount": 3}
UNDECIDED = ("5,5", "5.5")  # beside these a column does not say what its comma means
Amounts = Callable[..., dict[str, int | None]]


@pytest.fixture
def amounts(read: Callable[..., Read]) -> Amounts:
    """Kopecks of cells of one column, None where a cell is refused; `beside` says what the column shows elsewhere."""

    def of(cells: Iterable[str], beside: tuple[str, ...] = UNDECIDED, header: str = "Сумма") -> dict[str, int | None]:
        cells = list(cells)
        found = read(sales(*cells, *beside, header=header), kind="sales", fields=FIELDS)
        taken = {row["line"]: row["amount"] for row in found.rows}
        return {cell: taken.get(line) for line, cell in enumerate(cells, start=2)}

    return of


FIGURES = {
    "1234,56": 123_456,
    "1234.56": 123_456,
    "1234": 123_400,
    "0": 0,
    "1,5": 150,
    "1 234,56": 123_456,
    f"1{NBSP}234,56": 123_456,
    f"1{NARROW}234{NARROW}567,8": 123_456_780,
    f"1{THIN}234,56": 123_456,
    "1,234,567.89": 123_456_789,
    "1.234.567,89": 123_456_789,
    "1,234.5": 123_450,
    "1.234,5": 123_450,
    "1.234.567": 123_456_700,
    "1,234,567": 123_456_700,
    "1'234.50": 123_450,
    " 5 ": 500,
}


def test_figures(amounts: Amounts) -> None:
    """Decimal commas and points, and thousands apart by any space, comma or point."""
    assert amounts(FIGURES) == FIGURES


NEGATIVE = [
    "-500,25",
    "−500,25",
    "(500,25)",
    "( 500,25 )",
    "500,25-",
    "500,25−",
    "500,25 -",
    f"-{NBSP}500,25",
    "- 500,25 ₽",
    "–500,25",
]


def test_negative(amounts: Amounts) -> None:
    """Less than nothing is written with a minus of any kind before or after, or in brackets."""
    assert amounts(NEGATIVE) == dict.fromkeys(NEGATIVE, -50_025)


CURRENCIES = [["1 234,50 ₽", "₽ 1 234,50", "1 234,50 руб", "1 234,50 руб.", "1 234,50 р.", "1234.50 руб.", "1234,50руб.",
            "RUB 1 234,50", "1234.50 RUB", f"1{NBSP}234,50{NBSP}₽"], ["$1,234.50", "1,234.50 USD"], ["1.234,50 €"]]  # fmt: skip


@pytest.mark.parametrize("cells", CURRENCIES, ids=("roubles", "dollars", "euros"))
def test_currency(amounts: Amounts, cells: list[str]) -> None:
    """A word or sign of a currency, also one with a point of its own, does not change the amount."""
    assert amounts(cells) == dict.fromkeys(cells, 123_450)


BOTH_WAYS = {
    "1,234": (123, 123_400),
    "-12,345": (-1_235, -1_234_500),
    "(1,234)": (-123, -123_400),
    "999,000 ₽": (99_900, 99_900_000),
}


def test_two_readings(amounts: Amounts) -> None:
    """A single separator before three digits can be read twice and is refused."""
    assert amounts(BOTH_WAYS) == dict.fromkeys(BOTH_WAYS)
    pointed = [cell.replace(",", ".") for cell in BOTH_WAYS]
    assert amounts(pointed) == dict.fromkeys(pointed)


def test_column_decides_between_two_readings(amounts: Amounts) -> None:
    """Unless the column shows which sign stands before its kopecks."""
    assert amounts(BOTH_WAYS, ("5,5",)) == {cell: decimal for cell, (decimal, _) in BOTH_WAYS.items()}
    assert amounts(BOTH_WAYS, ("5.5",)) == {cell: thousands for cell, (_, thousands) in BOTH_WAYS.items()}


ONE_WAY = {
    "0,500": 50,
    "0.125": 13,
    "-0,250": -25,
    "12345,678": 1_234_568,
    "1 234 567,891": 123_456_789,
    "1234.5678": 123_457,
}


def test_one_reading(amounts: Amounts) -> None:
    """A leading nought, or more than three digits before the separator, leaves one reading, which is taken."""
    assert amounts(ONE_WAY) == ONE_WAY


NO_AMOUNT = [
    "abc",
    "5 из 10",
    "1-2",
    "--5",
    "1,2,3",
    "1.23.4",
    "12.05.2024",
    "31.12.24",
    "10:30",
    "Менеджер 01",
    "Заказ 15",
    "№ 7",
    "1,,5",
    "15%",
    "9" * 30,
]


def test_no_amount(amounts: Amounts) -> None:
    """What is no number, a date or a name with figures in it among them, or beyond all sense, is no amount."""
    assert amounts(NO_AMOUNT) == dict.fromkeys(NO_AMOUNT)


NOTHING = [
    "",
    "  ",
    NBSP,
    "-",
    "—",
    "н/д",
    "Н/Д",
    "нет",
    "Нет",
    "NULL",
    "#N/A",
    "<Объект не найден>",
    "<объект не найден>",
    "Не указан",
]


def test_nothing(read: Callable[..., Read]) -> None:
    """The words for nothing are nothing, whatever their case: nobody is called so."""
    lines = [f'15.01.2024;Клиент 1;"{cell}";5' for cell in NOTHING]
    found = read(table("Дата;Контрагент;Менеджер;Сумма", *lines))
    assert dict(zip(NOTHING, found.column("rep"), strict=True)) == dict.fromkeys(NOTHING)


@pytest.mark.parametrize(
    ("header", "scale"), [("Сумма, тыс. руб.", 1_000), ("Сумма, млн руб.", 1_000_000), ("Сумма, тыс. ₽", 1_000)]
)
def test_thousands(amounts: Amounts, header: str, scale: int) -> None:
    """Amounts of a column in thousands or millions become roubles."""
    assert amounts(["12,5", "0,01", "(1,5)"], header=header) == {
        "12,5": 1_250 * scale,
        "0,01": scale,
        "(1,5)": -150 * scale,
    }


HALVES = {"0,005": 1, "0,015": 2, "-0,005": -1, "1,0049": 100, "2,675": 268, "-2,675": -268}


def test_halves_of_a_kopeck(amounts: Amounts) -> None:
    """Halves of a kopeck go away from nought, as they do by hand and not as binary fractions do."""
    assert amounts(HALVES, ("5,5",)) == HALVES


LINES = st.lists(
    st.tuples(st.decimals(0, 100_000, places=4), st.decimals(-1_000, 1_000, places=4), st.decimals(0, 1, places=4)),
    min_size=5,
    max_size=30,
)


@settings(max_examples=10, deadline=None, derandomize=True)
@given(lines=LINES)
def test_line_amount(tmp_path_factory: pytest.TempPathFactory, lines: list[tuple[Decimal, Decimal, Decimal]]) -> None:
    """A line is price x quantity x (1 - discount), to the kopeck, halves away from nought."""
    folder: Path = tmp_path_factory.mktemp("lines")
    rows = [f"15.01.2024;Клиент 1;Менеджер 01;{price};{quantity};{discount}" for price, quantity, discount in lines]
    found = read(folder, table("Дата;Контрагент;Менеджер;Цена;Количество;Скидка", *rows))
    exact = [price * quantity * (1 - discount) * 100 for price, quantity, discount in lines]
    assert found.column("amount") == [int(kopecks.quantize(Decimal(1), ROUND_HALF_UP)) for kopecks in exact]


def test_halves_of_a_line(read: Callable[..., Read]) -> None:
    """A line that comes out at half a kopeck goes away from nought, returns too; no discount is none."""
    lines = ["0,50;1;0,15", "0,01;0,5;", "0,03;-0,5;", "1,015;1;0", "100;1;1"]
    header = "Дата;Контрагент;Менеджер;Цена;Количество;Скидка"
    found = read(table(header, *(f"15.01.2024;Клиент 1;Менеджер 01;{line}" for line in lines)))
    assert found.column("amount") == [43, 1, -2, 102, 0]


@pytest.mark.parametrize(
    ("header", "discounts", "kopecks"),
    [
        ("Скидка", ["0,15", "0"], [8_500, 10_000]),
        ("Скидка", ["15", "0"], [8_500, 10_000]),
        ("Скидка, %", ["15", "0,5"], [8_500, 9_950]),
        ("Скидка, %", ["1", "0,5"], [9_900, 9_950]),
        ("Скидка %", ["1", "0"], [9_900, 10_000]),
        ("Скидка", ["15%", "1%"], [8_500, 9_900]),
    ],
)
def test_discount_as_share_or_per_cent(
    read: Callable[..., Read], header: str, discounts: list[str], kopecks: list[int]
) -> None:
    """A discount is a share or per cent, as its header, its sign or its size says."""
    lines = [f"15.01.2024;Клиент 1;Менеджер 01;100;1;{discount}" for discount in discounts]
    found = read(table(f"Дата;Контрагент;Менеджер;Цена;Количество;{header}", *lines))
    assert found.column("amount") == kopecks


DURATIONS = {
    "205": 205,
    "3:25": 205,
    "03:25": 205,
    "1:03:25": 3_805,
    "00:03:25": 205,
    "0:00": 0,
    "90:00": 5_400,
    "": 0,
    "3 мин. 25 с": 205,
    "1,08 мин": 65,
    "1 ч 3 мин 25 сек": 3_805,
    "2 часа": 7_200,
    "205 сек": 205,
    "2h 5m": 7_500,
}


def test_durations(read: Callable[..., Read]) -> None:
    """A duration is minutes and seconds, with hours before them or without, or bare seconds."""
    lines = [f"15.01.2024 10:00:00;Менеджер 01;Исходящий;{cell}" for cell in DURATIONS]
    found = read(table("Дата звонка;Менеджер;Тип звонка;Длительность", *lines))
    assert dict(zip(DURATIONS, found.column("seconds"), strict=True)) == DURATIONS


DAYS = {
    "31.12.2024": "2024-12-31",
    "31.12.2024 23:59:59": "2024-12-31",
    "31.12.24": "2024-12-31",
    "31.12.24 10:00": "2024-12-31",
    "1.2.2024": "2024-02-01",
    "2024-12-31": "2024-12-31",
    "2024-12-31 10:00:00": "2024-12-31",
    "2024-12-31T10:00:00Z": "2024-12-31",
    "5-1-2024": "2024-01-05",
    "2024/01/05": "2024-01-05",
    "20240105": "2024-01-05",
    "13/04/2024": "2024-04-13",
    "3/4/24": "2024-04-03",
    "3/4/24 10:00": "2024-04-03",
    "29.02.2024": "2024-02-29",
}
NO_DAYS = ["31.02.2024", "29.02.2023", "00.01.2024", "13.13.2024", "99/99/2024", "12345678", "завтра"]


def test_dates_in_figures(read: Callable[..., Read]) -> None:
    """Dates in figures are read in every spelling; a day that is in no calendar is refused with its line."""
    found = read(
        table("Дата;Контрагент;Менеджер;Сумма", *(f"{cell};Клиент 1;Менеджер 01;5" for cell in [*DAYS, *NO_DAYS]))
    )
    assert dict(zip(DAYS, found.column("day"), strict=True)) == DAYS
    assert [(line, said) for _, line, _, said in found.problems] == list(enumerate(NO_DAYS, start=len(DAYS) + 2))
