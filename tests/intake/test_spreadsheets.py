"""Excel and Parquet hold values with types: they give what the same rows give as text."""

import io
from collections.abc import Callable
from datetime import UTC, date, datetime, time, timedelta
from decimal import ROUND_HALF_UP, Decimal
from typing import Any

import openpyxl
import pyarrow as pa
import pytest

from diagnostics.intake.sheet import cell_text

from .making import HEADERS, Read, parquet, table, xlsx

DAYS = [date(2024, 1, 15), date(2024, 1, 31), date(2024, 2, 29), date(2024, 12, 31)]
AMOUNTS = [1234.567, -500.25, 7, 0.1 + 0.2]
KOPECKS = [123_457, -50_025, 700, 30]


def stamp(day: date) -> datetime:
    """The midnight with which a day begins, as a sheet keeps it."""
    return datetime.combine(day, time())


def sheet() -> bytes:
    """The sales as an Excel file: dates as dates, numbers as numbers."""
    return xlsx(
        [
            HEADERS,
            *(
                [stamp(day), n, f"Клиент {n}", "Менеджер 01", amount]
                for n, (day, amount) in enumerate(zip(DAYS, AMOUNTS, strict=True))
            ),
        ]
    )


def columns(**changed: Any) -> dict[str, Any]:
    """The sales as columns of Parquet."""
    plain = {
        "Дата": DAYS,
        "Номер": [0, 1, 2, 3],
        "Контрагент": [f"Клиент {n}" for n in range(4)],
        "Менеджер": ["Менеджер 01"] * 4,
        "Сумма": AMOUNTS,
    }
    return plain | changed


def text() -> str:
    """The sales as text."""
    return table(
        ";".join(HEADERS),
        *(
            f"{day:%d.%m.%Y};{n};Клиент {n};Менеджер 01;{kopecks / 100:.2f}"
            for n, (day, kopecks) in enumerate(zip(DAYS, KOPECKS, strict=True))
        ),
    )


@pytest.mark.parametrize(
    ("name", "content"), [("a.csv", text().encode()), ("a.xlsx", sheet()), ("a.parquet", parquet(columns()))]
)
def test_same_rows_from_every_type(read: Callable[..., Read], name: str, content: bytes) -> None:
    """Text, Excel and Parquet of the same sales give the same days, numbers, clients and kopecks."""
    found = read(content, name)
    assert found.column("day") == [str(day) for day in DAYS]
    assert found.column("doc") == ["0", "1", "2", "3"]
    assert found.column("client") == [f"Клиент {n}" for n in range(4)]
    assert found.column("amount") == KOPECKS
    assert found.file["format"]["type"] == name.split(".")[1]


@pytest.mark.parametrize("name", ["a.xlsx", "a.csv", "a.xls"])
def test_excel_under_any_name(read: Callable[..., Read], name: str) -> None:
    """An Excel file that is called otherwise is read as what it is."""
    assert read(sheet(), name).column("amount") == KOPECKS


@pytest.mark.parametrize("name", ["a.xlsx", "a.xls", "a.parquet"])
def test_text_under_any_name(read: Callable[..., Read], name: str) -> None:
    """So is a text file."""
    assert read(text(), name).column("amount") == KOPECKS


def test_numbers_kept_as_text(read: Callable[..., Read]) -> None:
    """Cells of a sheet that hold amounts and dates as text are read like text."""
    rows = [
        ["15.01.2024", 1, "Клиент 1", "Менеджер 01", "1 234,50"],
        ["31 января 2024 г.", 2, "Клиент 1", "Менеджер 01", "(5,00)"],
    ]
    found = read(xlsx([HEADERS, *rows]), "a.xlsx")
    assert (found.column("day"), found.column("amount")) == (["2024-01-15", "2024-01-31"], [123_450, -500])


@pytest.mark.parametrize("value", [1234.567, 12.345, 1.5, 1234567.891])
def test_typed_numbers_read_one_way(read: Callable[..., Read], value: float) -> None:
    """A number that has a type is never taken for one with thousands apart."""
    row = [stamp(DAYS[0]), 1, "Клиент 1", "Менеджер 01", value]
    kopecks = (Decimal(str(value)) * 100).quantize(Decimal(1), ROUND_HALF_UP)
    assert read(xlsx([HEADERS, row]), "a.xlsx").column("amount") == [int(kopecks)]


def test_numbers_for_codes(read: Callable[..., Read]) -> None:
    """A code or a document number that is a number in the sheet has no decimal point."""
    found = read(xlsx([["Дата", "Номер", "Код клиента", "Сумма"], [stamp(DAYS[0]), 15.0, 1_000_000.0, 5]]), "a.xlsx")
    assert (found.column("doc"), found.column("client_code")) == (["15"], ["1000000"])


def test_largest_sheet(read: Callable[..., Read]) -> None:
    """Of several sheets the one that holds most is read, and named."""
    book = openpyxl.load_workbook(io.BytesIO(sheet()))
    book.create_sheet("Титул", 0)["A1"] = "Отчёт"
    book.create_chartsheet("Диаграмма")
    held = io.BytesIO()
    book.save(held)
    found = read(held.getvalue(), "a.xlsx")
    assert (found.column("amount"), found.file["format"]["sheet"]) == (KOPECKS, "Sheet")


def test_durations_of_a_sheet(read: Callable[..., Read]) -> None:
    """A duration may be a time, a span or bare seconds."""
    header = ["Дата звонка", "Менеджер", "Тип звонка", "Длительность"]
    spans = [time(0, 3, 25), timedelta(seconds=205), 205, "3:25"]
    found = read(xlsx([header, *([stamp(DAYS[0]), "Менеджер 01", "Исходящий", span] for span in spans)]), "a.xlsx")
    assert found.column("seconds") == [205] * 4


@pytest.mark.parametrize(
    ("kind", "values", "kopecks"),
    [
        (pa.float64(), AMOUNTS, KOPECKS),
        (pa.float32(), [1.5, -2.25, 7.0, 0.5], [150, -225, 700, 50]),
        (pa.int64(), [1234, -500, 7, 0], [123_400, -50_000, 700, 0]),
        (pa.decimal128(18, 2), [Decimal("1234.57"), Decimal("-500.25"), Decimal("7.00"), Decimal("0.30")], KOPECKS),
        (pa.decimal128(18, 3), [Decimal("1234.567"), Decimal("-500.250"), Decimal("7.000"), Decimal("0.300")], KOPECKS),
        (pa.decimal128(18, 6), [Decimal("1234.567000"), Decimal("-500.25"), Decimal(7), Decimal("0.3")], KOPECKS),
        (pa.string(), ["1 234,57", "-500,25", "7", "0,30"], KOPECKS),
    ],
    ids=["double", "float", "integer", "decimal 2", "decimal 3", "decimal 6", "text"],
)
def test_amounts_of_parquet(
    read: Callable[..., Read], kind: pa.DataType, values: list[Any], kopecks: list[int]
) -> None:
    """Amounts of any numeric type are what they are, decimals of three places too."""
    assert read(parquet(columns(Сумма=pa.array(values, kind))), "a.parquet").column("amount") == kopecks


def test_missing_numbers_of_parquet(read: Callable[..., Read]) -> None:
    """A missing number, null or not-a-number, is an empty cell and spoils no file."""
    found = read(parquet(columns(Сумма=pa.array([1.0, None, float("nan"), 2.0], from_pandas=False))), "a.parquet")
    assert found.column("amount") == [100, 200]
    assert [problem[:2] for problem in found.problems] == [("empty_cell", 2), ("empty_cell", 3)]


@pytest.mark.parametrize(
    "kind", [pa.date32(), pa.timestamp("us"), pa.timestamp("ns"), pa.timestamp("us", "UTC")], ids=str
)
def test_days_of_parquet(read: Callable[..., Read], kind: pa.DataType) -> None:
    """A day may be a date or a time stamp."""
    days: list[Any] = DAYS if kind == pa.date32() else [datetime.combine(day, time(12), UTC) for day in DAYS]
    found = read(parquet(columns(Дата=pa.array(days).cast(kind))), "a.parquet")
    assert found.column("day") == [str(day) for day in DAYS]


@pytest.mark.parametrize(
    ("value", "text"),
    [(588004.364, "588004.3640"), (-698764.7597, "-698764.7597"), (0.1 + 0.2, "0.3"), (1e-7, "0.0000001"), (99.999999999999, "100"),
     (1e15, "1000000000000000"), (123456789.12, "123456789.12"), (float("inf"), "inf")],
)  # fmt: skip
def test_numbers_as_they_stand(value: float, text: str) -> None:
    """A number of a cell is the text that it was typed as, without what binary fractions and sums leave behind."""
    assert cell_text(value) == text
