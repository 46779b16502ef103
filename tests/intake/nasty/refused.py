"""Files that nothing may come of: empty, broken, hostile, locked, or no table at all."""

import random

from .cases import Case, case, refused
from .tables import REGISTER, register
from .world import REPS, total
from .write import Page, ole, text, xls, xlsx, zipped

LOGIN = '<!DOCTYPE html><html><head><title>Вход</title></head><body><form>Логин <input name="login"> Пароль <input name="password"></form></body></html>'
ENTITIES = """<?xml version="1.0"?>
<!DOCTYPE worksheet [<!ENTITY a "аааааааааа"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;"><!ENTITY c "&b;&b;&b;&b;&b;&b;&b;&b;"><!ENTITY d SYSTEM "file:///etc/hostname">]>
<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><sheetData><row r="1"><c r="A1" t="inlineStr"><is><t>&c;&d;</t></is></c></row></sheetData></worksheet>"""
SHEET = xlsx(Page(register()))


@case
def zero_bytes() -> Case:
    """A file of no bytes."""
    return refused("a.csv", b"", "empty_file")


@case
def mark_and_blank_lines() -> Case:
    """A byte order mark and empty lines."""
    return refused("a.csv", b"\xef\xbb\xbf\r\n\r\n", "empty_file")


@case
def header_alone() -> Case:
    """A header and no rows."""
    return refused("a.csv", text([REGISTER]), "header_only")


@case
def header_alone_does_not_wipe() -> Case:
    """A header without rows after a good file: nothing of the first may go."""
    made = refused("пусто.csv", text([REGISTER], eol="\r\n"), "header_only")
    return Case(made.files, made.wanted, made.code, before=[{"полно.csv": text(register())}], held=total())


@case
def header_and_totals() -> Case:
    """A report of a period in which nothing was sold: a header and a total of nought."""
    return refused("a.csv", text([REGISTER, ["Итого", *[None] * 7, "0,00"]]), "header_only")


@case
def truncated_xlsx() -> Case:
    """Three fifths of an Excel file, as a download leaves it that broke off."""
    return refused("a.xlsx", SHEET[: len(SHEET) * 3 // 5], "truncated_excel")


@case
def truncated_xls() -> Case:
    """Half of an old Excel file."""
    whole = xls(Page(register() * 5))
    return refused("a.xls", whole[: len(whole) // 2], "broken_excel")


@case
def zip_bomb() -> Case:
    """Forty megabytes of noughts that pack into forty kilobytes."""
    return refused(
        "a.xlsx",
        zipped(
            {
                "[Content_Types].xml": b"<Types/>",
                "xl/workbook.xml": b"<workbook/>",
                "xl/worksheets/sheet1.xml": bytes(40_000_000),
            }
        ),
        "zip_bomb",
    )


@case
def entity_bomb() -> Case:
    """An Excel file whose XML declares entities within entities and one that reads a file of this computer."""
    parts = {
        "[Content_Types].xml": b"<Types/>",
        "xl/workbook.xml": b"<workbook/>",
        "xl/worksheets/sheet1.xml": ENTITIES.encode(),
    }
    return refused("a.xlsx", zipped(parts), "dangerous_markup")


@case
def login_page() -> Case:
    """The page that asks for a password, saved instead of the export."""
    return refused("export.csv", LOGIN.encode(), "web_page")


@case
def random_bytes() -> Case:
    """Bytes that mean nothing under the name of an Excel file."""
    return refused("a.xlsx", random.Random(5).randbytes(4096), "broken_excel")


@case
def password() -> Case:
    """An Excel file under a password: an old container with an encrypted package in it."""
    return refused("a.xlsx", ole("EncryptionInfo", "EncryptedPackage"), "locked")


@case
def locked_archive() -> Case:
    """A ZIP that asks for a password."""
    return refused("a.zip", zipped({"продажи.csv": text(register())}, locked=True), "locked")


@case
def archive_in_archive() -> Case:
    """A ZIP within a ZIP."""
    return refused("a.zip", zipped({"внутри.zip": zipped({"продажи.csv": text(register())})}), "nested_archive")


@case
def document_of_word() -> Case:
    """A new document of Word under the name of an Excel file."""
    return refused(
        "a.xlsx", zipped({"[Content_Types].xml": b"<Types/>", "word/document.xml": b"<w:document/>"}), "not_a_table"
    )


@case
def pdf() -> Case:
    """A PDF under the name of a text file."""
    return refused("отчёт.csv", b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n" + random.Random(7).randbytes(2000), "pdf")


@case
def several_currencies() -> Case:
    """Roubles and euros in one column of amounts."""
    rows = [["Дата", "Контрагент", "Менеджер", "Сумма", "Валюта"]]
    rows += [[row[0], row[2], row[4], row[8], ("RUB", "EUR")[number % 2]] for number, row in enumerate(register()[1:])]
    return refused("a.csv", text(rows), "mixed_currencies")


@case
def one_bad_of_two() -> Case:
    """A sound file beside a broken one: neither comes in."""
    good, bad = (
        refused("a.csv", text(register()), "beside_a_bad_one"),
        refused("b.xlsx", SHEET[:900], "truncated_excel"),
    )
    return Case({**good.files, **bad.files}, [*good.wanted, *bad.wanted], code=3)


@case
def amounts_that_are_none() -> Case:
    """Every amount is a word in a file that its owner calls sales: a list of clients is not what he asked for."""
    rows = [
        ["Дата", "Контрагент", "Менеджер", "Сумма"],
        *([row[0], row[2], REPS[0], "по договору"] for row in register()[1:]),
    ]
    return refused("a.csv", text(rows), "missing_columns", words=("--kind", "sales"))
