"""How a text file is written: its encoding, the separator of its columns, and whether its letters were spoilt before."""

import codecs
import csv
import re
from dataclasses import dataclass
from pathlib import Path

from diagnostics.intake.detect import HEAD, is_wide

BLOCK = 256 * 1024
BOMS = ((b"\xef\xbb\xbf", "utf-8-sig"), (b"\xff\xfe", "utf-16"), (b"\xfe\xff", "utf-16"))
CODE_PAGES = {"cp1251": "windows-1251", "cp866": "cp866", "koi8_r": "koi8-r"}
DELIMITERS = (";", "\t", ",", "|")
LOST = "\ufffd"
FOREIGN = re.compile(r"[^\x00-\x7f]{4,}")
NEARLY = 0.9  # of the lines that the best separator splits
SPOILT_THROUGH = ("cp1251", "cp1252", "cp866")
"""Code pages through which UTF-8 is wrongly read and saved again."""
LATIN = "latin-1"  # as which windows-1251 is wrongly read and saved again: «Äàòà»
FEW = 2  # spoilt words from which on a file is asked about: two files glued together are spoilt in part


@dataclass(frozen=True)
class TextFormat:
    """How a text file is written. `spoilt`: the code page through which its letters went, where they did."""

    encoding: str
    delimiter: str
    columns: int
    spoilt: str | None = None


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
    spoilt = spoilt_through(text) if encoding.startswith(("utf", "windows-1251")) else None
    return TextFormat(encoding, delimiter, columns + 1, spoilt)  # one more, to see a cell that belongs to no column


def spoilt_through(text: str) -> str | None:
    """The code page through which letters were wrongly read before they were saved, where some words show it."""
    words = FOREIGN.findall(text)
    latin = [word for word in words if re.fullmatch(r"[\xc0-\xff\xa8\xb8]+", word)]  # a Western word has plain letters beside such ones
    if latin and len(latin) * 2 > len(words):
        return LATIN
    mended = {page: sum(_is_mended(word, _read_again(word, page)) for word in words) for page in SPOILT_THROUGH}
    page = max(mended, key=lambda one: mended[one])
    return page if mended[page] >= FEW or mended[page] * 2 > len(words) else None


def _is_mended(spoilt: str, mended: str) -> bool:
    """Whether what came out is a word of European letters, and of half as many, as every Cyrillic letter has two bytes."""
    return len(mended) * 1.5 <= len(spoilt) and re.fullmatch(r"[\w«»“”№–—…\xa0]+", mended) is not None and max(mended) < "\u2200" and not re.search(r"[\u0530-\u1fff]", mended)


def repaired(text: str, page: str) -> str:
    """Text whose letters went through `page`, as it was before; words that are as they should be stay."""
    if page == LATIN:
        return re.sub(r"[\xa8-\xff]+", lambda word: word[0].encode(LATIN).decode("cp1251"), text)
    whole = _read_again(text, page)
    if LOST not in whole:
        return whole
    if not any(_is_mended(word, _read_again(word, page)) for word in FOREIGN.findall(text)):
        return text
    return re.sub(r"[^\x00-\x7f]+", lambda word: again if _is_mended(word[0], again := _read_again(word[0], page)) else word[0], text)


def _read_again(text: str, page: str) -> str:
    """Text whose UTF-8 was read as `page`, as it was before.

    A byte that the page does not know became U+FFFD. In cp1251 that is one alone, 0x98, so that «И» comes back too.
    """
    back = bytearray()
    for letter in text:
        if letter == LOST and page == "cp1251":
            back.append(0x98)
        elif ord(letter) < 0x80:
            back.append(ord(letter))
        else:
            try:
                back += letter.encode(page)
            except UnicodeEncodeError:
                # programs read the bytes that cp1252 does not know as control signs of the same number
                back += letter.encode("latin-1") if page == "cp1252" and ord(letter) < 0x100 else letter.encode()
    return back.decode("utf-8", errors="replace")


def _encoding(path: Path) -> str:
    """A byte order mark, else UTF-8, else the code page whose letters occur as they do in words.

    Judged by the first block that has letters beyond ASCII: one broken byte does not turn UTF-8 into another
    encoding, and text of a code page makes next to no valid UTF-8.
    """
    with path.open("rb") as file:
        head = file.read(BLOCK)
        for mark, name in BOMS:
            if head.startswith(mark):
                return name
        if wide := is_wide(head):
            return wide
        while head.isascii():
            if not (head := file.read(BLOCK)):
                return "utf-8"
    text = codecs.getincrementaldecoder("utf-8")("replace").decode(head)  # incremental: the last letter may be cut
    broken = text.count(LOST)
    letters = len(text) - len(text.encode("ascii", "ignore")) - broken
    return "utf-8" if broken * 10 <= letters else _code_page(head)


def _code_page(head: bytes) -> str:
    """The code page of a text with foreign letters, one byte a letter."""
    words = re.findall(rb"[A-Za-z\x80-\xff]+", head)
    foreign = [word for word in words if not word.isascii()]
    if sum(re.search(rb"[A-Za-z]", word) is not None for word in foreign) * 2 > len(foreign):
        return "windows-1252"  # mostly Latin words with a foreign letter or two in them
    from charset_normalizer import from_bytes  # letter statistics; loaded only where they are needed

    sample = head.replace(b"\x98", b"")  # one byte that windows-1251 does not know must not rule it out
    found = from_bytes(sample, cp_isolation=list(CODE_PAGES), threshold=1.0).best()
    return CODE_PAGES.get(found.encoding if found else "", "windows-1251")


def _delimiter(lines: list[str]) -> tuple[str, int]:
    """The separator that splits the most lines into the same number of cells, and the widest line's cells.

    Of separators that split nearly as many the one of more cells: a decimal comma stands once in every line too.
    """
    found = []
    for delimiter in DELIMITERS:
        # a cell may take several lines; and line by line, for a quote that nothing closes makes one cell of all lines below it
        together = [len(row) for row in csv.reader([f"{line}\n" for line in lines], delimiter=delimiter) if row]
        apart = [len(row) for line in lines for row in csv.reader([line], delimiter=delimiter) if row]
        ways = [_common(widths) for widths in (together, apart) if any(width > 1 for width in widths)]
        if ways:
            share, common, widest = max(ways)
            found.append((share, common, delimiter, widest))
    if not found:
        return ";", 1
    most = max(share for share, *_ in found)
    _share, _cells, delimiter, widest = max((one for one in found if one[0] >= NEARLY * most), key=lambda one: one[1])
    return delimiter, widest


def _common(widths: list[int]) -> tuple[float, int, int]:
    """Share of the lines that have the commonest number of cells above one, that number, and the largest."""
    wide = [width for width in widths if width > 1]
    common = max(set(wide), key=wide.count)
    return wide.count(common) / len(widths), common, max(wide)
