import codecs
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest

from diagnostics.intake.detect import file_type
from diagnostics.intake.letters import text_format
from diagnostics.intake.rejection import Rejected

from .making import HEADER, HEADERS, Read, parquet, sale, table, xlsx

FORMATS = [
    ("utf-8", "utf-8"),
    ("utf-8-sig", "utf-8"),
    ("cp1251", "windows-1251"),
    ("utf-16", "utf-16"),
    ("utf-16-le", "utf-16"),
    ("utf-16-be", "utf-16"),
]
MARKS = {"utf-16-le": codecs.BOM_UTF16_LE, "utf-16-be": codecs.BOM_UTF16_BE}


def written(path: Path, content: bytes) -> Path:
    """A file with this content."""
    path.write_bytes(content)
    return path


@pytest.mark.parametrize("delimiter", [";", ",", "\t", "|"])
@pytest.mark.parametrize(("encoding", "said"), FORMATS)
def test_encodings_and_delimiters(read: Callable[..., Read], encoding: str, said: str, delimiter: str) -> None:
    """Every encoding with every delimiter gives the same rows, and the format says which it was."""
    text = table(HEADER, sale(1, "1 234.50"), sale(2, "10.00")).replace(";", delimiter)
    found = read(MARKS.get(encoding, b"") + text.encode(encoding))
    assert (found.file["format"]["encoding"], found.file["format"]["delimiter"]) == (said, delimiter)
    assert found.column("amount") == [123_450, 1_000]
    assert found.column("client") == ["Клиент 1", "Клиент 2"]


def test_cyrillic_beyond_the_first_block(tmp_path: Path) -> None:
    """A file that is plain for a long while and then is not is still read in its own encoding."""
    line = "2024-01-15;1;Client;Rep;10\n"
    text = line * 4000 + "2024-01-15;1;Клиент;Менеджер;10\n"
    assert text_format(written(tmp_path / "a.csv", text.encode("cp1251"))).encoding == "windows-1251"
    assert text_format(written(tmp_path / "b.csv", text.encode())).encoding == "utf-8"


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"], ids=["unix", "windows", "mac"])
def test_line_ends(read: Callable[..., Read], end: str) -> None:
    """Lines may end as on any system."""
    assert read(table(HEADER, sale(1), sale(2), end=end)).column("line") == [2, 3]


def test_no_line_end_at_the_end(read: Callable[..., Read]) -> None:
    """The last line counts though nothing ends it."""
    assert read(table(HEADER, sale(1), sale(2)).rstrip("\n")).column("line") == [2, 3]


def test_delimiter_inside_quotes(read: Callable[..., Read]) -> None:
    """A delimiter or a quote inside a quoted cell belongs to the cell."""
    found = read(table(HEADER, '15.01.2024;1;"ООО ""Клиент; 1""";Менеджер 01;"1,50"', sale(2)))
    assert found.column("client") == ['ООО "Клиент; 1"', "Клиент 2"]
    assert found.column("amount") == [150, 1_000]


def test_quotes_inside_a_bare_cell(read: Callable[..., Read]) -> None:
    """Quotes inside a cell that does not begin with one are its letters."""
    found = read(table(HEADER, '15.01.2024;1;ООО "Клиент 1" филиал;Менеджер 01;5', sale(2)))
    assert found.column("client") == ['ООО "Клиент 1" филиал', "Клиент 2"]


def test_delimiter_after_the_last_cell(read: Callable[..., Read]) -> None:
    """A delimiter at the end of every line makes no column."""
    found = read(table(HEADER, sale(1), sale(2)).replace("\n", ";\n"))
    assert (found.column("amount"), found.problems) == ([1_000, 1_000], [])


def test_decimal_comma_with_commas(read: Callable[..., Read]) -> None:
    """Amounts with a quoted decimal comma do not make a comma the delimiter of a semicolon file."""
    found = read(table(HEADER, *(sale(n, f"{n},50") for n in range(1, 9))))
    assert found.file["format"]["delimiter"] == ";"
    assert found.column("amount") == [n * 100 + 50 for n in range(1, 9)]


def test_original_is_left_alone(tmp_path: Path, read: Callable[..., Read]) -> None:
    """Reading a file of another encoding touches neither it nor any file beside it."""
    beside = written(tmp_path / "file.utf8", b"mine")
    text = table(HEADER, sale(1)).encode("cp1251")
    read(text)
    assert (tmp_path / "file.csv").read_bytes() == text
    assert beside.exists()
    assert beside.read_bytes() == b"mine"


@pytest.mark.parametrize(
    ("name", "content", "kind"),
    [
        ("a.csv", xlsx([HEADERS]), "xlsx"),
        ("a.txt", parquet({"a": [1]}), "parquet"),
        ("a.xlsx", HEADER.encode(), "csv"),
        ("a.xls", HEADER.encode("utf-16"), "csv"),
        ("a", HEADER.encode("cp1251"), "csv"),
        ("a.csv", b"\xef\xbb\xbf \n<!DOCTYPE html><html>", "html"),
        ("a.xls", b"<HTML><body>", "html"),
    ],
)
def test_type_by_content(tmp_path: Path, name: str, content: bytes, kind: str) -> None:
    """What a file is follows from its bytes, whatever it is called."""
    assert file_type(written(tmp_path / name, content)) == kind


@pytest.mark.parametrize(
    ("name", "content", "code"),
    [
        ("a.csv", b"", "empty_file"),
        ("a.csv", codecs.BOM_UTF8, "empty_file"),
        ("a.csv", codecs.BOM_UTF16_LE, "empty_file"),
        ("a.csv", b" \r\n\t\n", "empty_file"),
        ("a.xls", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(512), "broken_excel"),
        ("a.xlsx", b"PK\x03\x04" + b"cut", "truncated_excel"),
        ("a.xlsx", bytes(range(256)) * 8, "broken_excel"),
        ("a.csv", bytes(range(256)) * 8, "not_a_table"),
        ("a.xlsx", b"%PDF-1.7 and so on", "pdf"),
    ],
)
def test_no_table(tmp_path: Path, name: str, content: bytes, code: str) -> None:
    """What is no table is refused with the code of its reason."""
    with pytest.raises(Rejected) as refusal:
        file_type(written(tmp_path / name, content))
    assert refusal.value.code == code


def test_archive_of_other_things(tmp_path: Path) -> None:
    """An office file that is no workbook is no table; any other ZIP may hold tables."""
    for parts, kind in ((("[Content_Types].xml", "word/document.xml"), None), (("sales.csv",), "zip")):
        with zipfile.ZipFile(tmp_path / "a.zip", "w") as archive:
            for part in parts:
                archive.writestr(part, "<x/>")
        if kind:
            assert file_type(tmp_path / "a.zip") == kind
        else:
            with pytest.raises(Rejected, match="not_a_table"):
                file_type(tmp_path / "a.zip")
