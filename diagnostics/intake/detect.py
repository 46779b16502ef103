"""What a file is, by its content: never by its name."""

import zipfile
import zlib
from pathlib import Path
from typing import Literal

from diagnostics.intake.rejection import Rejected

FileType = Literal["csv", "xlsx", "xls", "ods", "html", "parquet", "zip"]

HEAD = 64 * 1024
MAX_UNPACKED = 4 * 1024**3  # bytes of an archive once unpacked
MAX_RATIO = 200  # unpacked to packed; real sheets stay under 50
RATIO_MATTERS = 16 * 1024**2  # a small file of equal lines packs better than any bomb, and does no harm
MAX_ENTRIES = 10_000
CONTROL = frozenset(range(32)) - {9, 10, 12, 13, 26, 27}
OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
DECLARED = 4096  # bytes of an XML part in which a document type would be declared
HTML = (b"<!doctype html", b"<html", b"<head", b"<meta", b"<table", b"<body", b"<style", b"<div", b"<center", b"<!--")


def file_type(path: Path) -> FileType:
    """The type of a file by its content.

    Raises:
        Rejected: empty, or of a kind that is not read; the code says which.
    """
    with path.open("rb") as file:
        head = file.read(HEAD)
    if not head.strip(b"\xef\xbb\xbf\xff\xfe\x00 \t\r\n"):
        raise Rejected("empty_file")
    if head.startswith(b"PAR1"):
        return "parquet"
    if head.startswith(b"PK\x03\x04"):
        return _zip_type(path)
    if head.startswith(OLE):
        return _ole_type(path)
    if head.startswith((b"\x09\x08", b"\x09\x04", b"\x09\x02", b"\x09\x00")) and not _is_text(head):
        return "xls"  # a stream of Excel records without the container
    markup = head.lstrip(b"\xef\xbb\xbf\xff\xfe \t\r\n").replace(b"\x00", b"").lower()  # letters may take two bytes
    start = markup[:300]
    if start.startswith(HTML) or (start.startswith((b"<!doctype", b"<?xml")) and b"<html" in markup):
        return "html"
    if start.startswith((b"<?xml", b"<!doctype")):
        raise Rejected("xml_2003" if b"urn:schemas-microsoft-com:office:spreadsheet" in markup else "web_page")
    if head.startswith(b"%PDF"):
        raise Rejected("pdf")
    if head.lstrip(b"\xef\xbb\xbf").startswith(b"1CClientBankExchange"):
        raise Rejected("bank_exchange")
    if not _is_text(head):
        raise Rejected("broken_excel" if path.suffix.lower() in (".xlsx", ".xls") else "not_a_table")
    return "csv"


def _zip_type(path: Path) -> FileType:
    """What a zip archive is; refused where it is broken or unpacks to more than a table can be."""
    try:
        with zipfile.ZipFile(path) as archive:
            entries = archive.infolist()
            unpacked = sum(entry.file_size for entry in entries)
            largest = MAX_RATIO * max(path.stat().st_size, 1)
            if len(entries) > MAX_ENTRIES or unpacked > MAX_UNPACKED or (unpacked > RATIO_MATTERS and unpacked > largest):
                raise Rejected("zip_bomb")
            names = {entry.filename for entry in entries}
            office = "[Content_Types].xml" in names or "mimetype" in names
            if office and any(entry.flag_bits & 1 for entry in entries):
                raise Rejected("locked")
            if office and _declares_entities(archive, entries):
                raise Rejected("dangerous_markup")
    except (zipfile.BadZipFile, zipfile.LargeZipFile, OSError, EOFError, ValueError, NotImplementedError, RuntimeError, zlib.error) as problem:
        raise Rejected("truncated_excel") from problem
    if any(name.startswith("xl/") for name in names):
        return "xlsx"
    if "content.xml" in names:
        return "ods"
    if office or not names:
        raise Rejected("not_a_table")
    return "zip"


def _declares_entities(archive: zipfile.ZipFile, entries: list[zipfile.ZipInfo]) -> bool:
    """Whether a part of an office file declares a document type: no program writes one, and it can blow up or reach out."""
    for entry in entries:
        if entry.filename.endswith((".xml", ".rels")):
            try:
                with archive.open(entry) as part:
                    start = part.read(DECLARED)
            except (zipfile.BadZipFile, OSError, EOFError, zlib.error):
                continue  # the reader will say that it is broken
            if b"<!DOCTYPE" in start.replace(b"\x00", b"").upper():
                return True
    return False


def _ole_type(path: Path) -> FileType:
    """What a file in the container of old Office is, by the names of its streams."""
    content = path.read_bytes()

    def has(stream: str) -> bool:
        return stream.encode("utf-16-le") in content

    if has("EncryptedPackage"):
        raise Rejected("locked")
    if has("Workbook") or has("Book"):
        return "xls"
    raise Rejected("not_a_table" if has("WordDocument") or has("PowerPoint Document") else "broken_excel")


def _is_text(head: bytes) -> bool:
    if head.startswith((b"\xff\xfe", b"\xfe\xff")) or is_wide(head):
        return True
    return sum(byte in CONTROL for byte in head) <= len(head) // 1000


def is_wide(head: bytes) -> str | None:
    """UTF-16 without its mark: every other byte of its ASCII signs is nought."""
    even, odd = head[0:2000:2], head[1:2000:2]
    if len(odd) < 10:
        return None
    if odd.count(0) > len(odd) // 4 and not even.count(0):
        return "utf-16-le"
    if even.count(0) > len(even) // 4 and not odd.count(0):
        return "utf-16-be"
    return None
