"""Files that are broken, hostile or something else: refused with the right word, and nothing is harmed."""

import io
import random
import zipfile
from collections.abc import Callable, Iterator

import openpyxl
import pytest

from diagnostics.intake import Upload, import_files, rejection_text
from diagnostics.workbook import Workbook, create_workbook

from .making import HEADER, HEADERS, parquet, sale, table, xlsx

SHEET = xlsx([HEADERS, *(["15.01.2024", n, f"Клиент {n}", "Менеджер 01", n] for n in range(200))])
COLUMNS = {"Дата": ["15.01.2024"] * 500, "Контрагент": [f"Клиент {n}" for n in range(500)], "Сумма": list(range(500))}
LOGIN = "\r\n<!DOCTYPE html>\n<html><head><title>Вход</title></head><body><form>Логин;Пароль;Дата;Сумма</form></body></html>"


def archive(**entries: bytes) -> bytes:
    """A ZIP with these entries; underscores in names stand for slashes."""
    held = io.BytesIO()
    with zipfile.ZipFile(held, "w", zipfile.ZIP_DEFLATED) as made:
        for name, content in entries.items():
            made.writestr(name.replace("_", "/"), content)
    return held.getvalue()


def spoiled(content: bytes, first: int, last: int) -> bytes:
    """Bytes with a stretch turned over."""
    return content[:first] + bytes(byte ^ 0xFF for byte in content[first:last]) + content[last:]


def noise(size: int, start: bytes = b"") -> bytes:
    """Bytes that mean nothing, always the same."""
    return start + random.Random(7).randbytes(size)


WIDE = ";".join(f"Поле {n}" for n in range(2_500)).split(";")
BAD = {
    "zero bytes": ("a.csv", b"", "empty_file"),
    "byte order mark only": ("a.csv", b"\xef\xbb\xbf", "empty_file"),
    "byte order mark of utf-16 only": ("a.txt", b"\xff\xfe", "empty_file"),
    "blank lines only": ("a.csv", b"\r\n\r\n  \r\n", "empty_file"),
    "header only": ("a.csv", f"{HEADER}\n".encode(), "header_only"),
    "header and blank lines": ("a.csv", f"{HEADER}\n\n;;;;\n".encode(), "header_only"),
    "header only in a sheet": ("a.xlsx", xlsx([HEADERS]), "header_only"),
    "empty sheet": ("a.xlsx", xlsx([]), "empty_file"),
    "no rows in parquet": ("a.parquet", parquet({"Дата": [], "Сумма": []}), "header_only"),
    "excel cut in half": ("a.xlsx", SHEET[: len(SHEET) // 2], "truncated_excel"),
    "excel cut at its end": ("a.xlsx", SHEET[:-30], "truncated_excel"),
    "noise called xlsx": ("a.xlsx", noise(4_000), "broken_excel"),
    "noise called csv": ("a.csv", noise(4_000), "not_a_table"),
    "picture called csv": ("a.csv", noise(4_000, b"\x89PNG\r\n\x1a\n"), "not_a_table"),
    "login page": ("a.csv", LOGIN.encode(), "web_page"),
    "login page called xlsx": ("a.xlsx", LOGIN.encode("cp1251"), "web_page"),
    "zip of something else": ("a.zip", archive(picture_png=bytes(range(256)) * 8), "not_a_table"),
    "zip with nothing of excel but its name": ("a.xlsx", archive(xl_what=b"<x/>"), "broken_excel"),
    "legacy excel": ("a.xls", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(2_000), "broken_excel"),
    "zip bomb": ("a.xlsx", archive(xl_workbook_xml=b"<x/>", xl_worksheets_sheet1_xml=bytes(40_000_000)), "zip_bomb"),
    "too many entries": ("a.xlsx", archive(**{f"xl_{n}": b"" for n in range(10_001)}), "zip_bomb"),
    "too wide": ("a.xlsx", xlsx([WIDE, WIDE]), "too_wide"),
    "parquet of nothing": ("a.parquet", b"PAR1" + noise(500), "broken_parquet"),
    "parquet cut": ("a.parquet", parquet(COLUMNS)[:-60], "broken_parquet"),
    "parquet without its foot": ("a.parquet", spoiled(parquet(COLUMNS), -40, -8), "broken_parquet"),
    "unknown columns": ("a.csv", table("Поле 1;Поле 2", "а;б").encode(), "unknown_kind"),
}


def counts(workbook: Workbook) -> tuple[object, ...]:
    """What a workbook holds."""
    tables = ("sale", "batch", "batch_file", "batch_event", "problem", "mapping", "client_day")
    return (workbook.version, *(workbook.value(f"select count(*) from {name}") for name in tables))


@pytest.fixture(scope="module")
def spared(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Workbook]:
    """A workbook that no bad file may change."""
    made = create_workbook(tmp_path_factory.mktemp("spared") / "case.duckdb", "Проба")
    yield made
    made.close()


@pytest.mark.parametrize("what", BAD)
def test_refused(spared: Workbook, write: Callable[..., Upload], quick: None, what: str) -> None:
    """The file is refused with the code of its reason, which has words; the workbook is as before."""
    name, content, code = BAD[what]
    before = counts(spared)
    (result,) = import_files(spared, [write(name, content)])
    assert (result.status, result.rejected, result.batch) == ("rejected", code, None)
    assert rejection_text(code)
    assert counts(spared) == before
    assert not spared.staging.exists()


def test_earlier_imports_are_safe(workbook: Workbook, write: Callable[..., Upload], quick: None) -> None:
    """What was imported before still counts after a bad file, and the next good one comes in."""
    import_files(workbook, [write("good.csv", table(HEADER, sale(1)))])
    before = counts(workbook)
    import_files(workbook, [write("bad.xlsx", SHEET[:500])])
    assert counts(workbook) == before
    (next_one,) = import_files(workbook, [write("next.csv", table(HEADER, sale(2)))])
    assert next_one.status == "accepted"


def test_one_bad_byte(workbook: Workbook, write: Callable[..., Upload], quick: None) -> None:
    """A file whose rows are sound apart from one broken letter loses that line alone, and it is told."""
    text = table(HEADER, *(sale(n) for n in range(50))).encode("cp1251")
    (result,) = import_files(workbook, [write("a.csv", text.replace("Клиент 7".encode("cp1251"), b"\x98lient 7"))])
    assert (result.status, result.counts["accepted"]) == ("partial", 49)


@pytest.mark.parametrize(("corner", "code"), [("XFD1048576", "too_wide"), ("BXX1048576", "too_large"), ("CV1048576", "too_large")])
def test_legal_sheet_of_impossible_size(workbook: Workbook, write: Callable[..., Upload], corner: str, code: str) -> None:
    """A small legal file with cells in the first and in the last corner is refused before it can take all memory."""
    book = openpyxl.Workbook()
    book.active["A1"], book.active[corner] = "Дата", 1
    held = io.BytesIO()
    book.save(held)
    assert len(held.getvalue()) < 10_000
    before = counts(workbook)
    (result,) = import_files(workbook, [write("corners.xlsx", held.getvalue())])
    assert result.status == "rejected"
    assert result.rejected == code
    assert rejection_text(result.rejected)
    assert counts(workbook) == before
    assert not workbook.staging.exists()
