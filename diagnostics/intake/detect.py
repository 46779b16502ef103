"""What a file is, by its content: never by its name."""

import codecs
import zipfile
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from diagnostics.intake.rejection import Rejected

FileType = Literal["csv", "xlsx", "parquet"]

HEAD = 64 * 1024
BLOCK = 256 * 1024
MAX_UNPACKED = 4 * 1024**3  # bytes of an XLSX once unzipped
MAX_RATIO = 200  # unzipped to zipped; real sheets stay under 50
MAX_ENTRIES = 10_000
CONTROL = frozenset(range(32)) - {9, 10, 12, 13, 26, 27}
BOMS = ((b"\xef\xbb\xbf", "utf-8-sig"), (b"\xff\xfe", "utf-16"), (b"\xfe\xff", "utf-16"))
DELIMITERS = (";", "\t", ",", "|")


@dataclass(frozen=True)
class TextFormat:
    """How a text file is written."""

    encoding: str
    delimiter: str
    columns: int


def file_type(path: Path) -> FileType:
    """The type of a file by its first bytes.

    Raises:
        Rejected: empty, or of a kind that is not read; the code says which.
    """
    size = path.stat().st_size
    with path.open("rb") as file:
        head = file.read(HEAD)
    if not head.strip(b"\xef\xbb\xbf\xff\xfe\x00 \t\r\n"):
        raise Rejected("empty_file")
    if head.startswith(b"PAR1"):
        return "parquet"
    if head.startswith(b"PK\x03\x04"):
        _check_zip(path, size)
        return "xlsx"
    if head.startswith(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"):
        raise Rejected("old_or_locked_excel")
    if _starts_as_html(head):
        raise Rejected("web_page")
    if path.suffix.lower() in (".xlsx", ".xls") and not _is_text(head):
        raise Rejected("broken_excel")
    if not _is_text(head):
        raise Rejected("not_a_table")
    return "csv"


def text_format(path: Path) -> TextFormat:
    """Encoding, delimiter and number of columns of a text file."""
    with path.open("rb") as file:
        head = file.read(HEAD)
    encoding = _encoding(path)
    text = head.decode(encoding, errors="replace")
    lines = text.splitlines()
    if len(head) == HEAD and len(lines) > 1:
        lines = lines[:-1]  # the last line may be cut
    delimiter, columns = _delimiter(lines[:200])
    return TextFormat(encoding, delimiter, columns + 1)  # one more, to see a cell that belongs to no column


def _check_zip(path: Path, size: int) -> None:
    """Refuse archives that are broken, not XLSX or unpack to more than a sheet can be."""
    try:
        with zipfile.ZipFile(path) as archive:
            entries = archive.infolist()
    except (zipfile.BadZipFile, OSError) as problem:
        raise Rejected("truncated_excel") from problem
    unpacked = sum(entry.file_size for entry in entries)
    if len(entries) > MAX_ENTRIES or unpacked > MAX_UNPACKED or unpacked > MAX_RATIO * max(size, 1):
        raise Rejected("zip_bomb")
    if not any(entry.filename.startswith("xl/") for entry in entries):
        raise Rejected("not_a_table")


def _starts_as_html(head: bytes) -> bool:
    start = head.lstrip(b"\xef\xbb\xbf \t\r\n")[:200].lower()
    return start.startswith((b"<!doctype", b"<html", b"<head", b"<meta", b"<?xml", b"<table", b"<body"))


def _is_text(head: bytes) -> bool:
    if head.startswith((b"\xff\xfe", b"\xfe\xff")):
        return True
    return sum(byte in CONTROL for byte in head) <= len(head) // 1000


def _encoding(path: Path) -> str:
    """A byte order mark, else UTF-8, else the Windows code page of Russian offices.

    Judged by the first block that has letters beyond ASCII: one broken byte does not turn UTF-8 into another
    encoding, and text of a code page makes next to no valid UTF-8.
    """
    with path.open("rb") as file:
        head = file.read(BLOCK)
        for mark, name in BOMS:
            if head.startswith(mark):
                return name
        while head.isascii():
            if not (head := file.read(BLOCK)):
                return "utf-8"
    text = codecs.getincrementaldecoder("utf-8")("replace").decode(head)  # incremental: the last letter may be cut
    broken = text.count("\ufffd")
    letters = len(text) - len(text.encode("ascii", "ignore")) - broken
    return "utf-8" if broken * 10 <= letters else "windows-1251"


def _delimiter(lines: list[str]) -> tuple[str, int]:
    """The separator that splits the most lines into the same number of cells, and the widest line's cells."""
    import csv

    best = (0.0, ";", 1)
    for delimiter in DELIMITERS:
        widths = [len(row) for row in csv.reader(lines, delimiter=delimiter) if row]
        wide = [width for width in widths if width > 1]
        if not wide:
            continue
        common = max(set(wide), key=wide.count)
        score = wide.count(common) * (1 + common / 1000)
        if score > best[0]:
            best = (score, delimiter, max(wide))
    return best[1], best[2]
