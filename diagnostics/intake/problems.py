"""What can be wrong with a file or a line, in words: what it is, what was expected, how to mend it."""

from dataclasses import dataclass

from diagnostics.i18n import N_, _


@dataclass(frozen=True)
class Fault:
    """A kind of problem with a line; texts are English sources of the catalogue."""

    expected: str
    fix: str


FAULTS: dict[str, Fault] = {
    "bad_date": Fault(
        N_("a date such as 31.12.2025, from 1980 to ten years ahead"),
        N_("Correct the date in the file and import it again."),
    ),
    "bad_amount": Fault(
        N_("a number such as 1 234,56"),
        N_("Leave only the number in the cell and import the file again."),
    ),
    "ambiguous_amount": Fault(
        N_("a number that reads one way only"),
        N_("1,234 may be one or a thousand: write kopecks too, 1234,00."),
    ),
    "empty_cell": Fault(
        N_("a filled cell"),
        N_("Fill the cell or delete the line, then import the file again."),
    ),
    "no_order": Fault(
        N_("one order with this number in the file of orders"),
        N_("Export the orders for the same period and import both files together."),
    ),
    "extra_cells": Fault(
        N_("as many cells as the header has"),
        N_("A cell here contains the column separator: put its text in quotes or export to XLSX."),
    ),
    "other_sheet": Fault(
        N_("the data on one sheet: the largest was read, this one was not"),
        N_("Save this sheet as a file of its own and import it too."),
    ),
    "bad_letters": Fault(
        N_("letters in the encoding of the rest of the file"),
        N_("Type the cell anew in Excel, save the file as XLSX and import it again."),
    ),
}

REJECTIONS: dict[str, str] = {
    "empty_file": N_("The file is empty. Export it again and check that it opens in Excel."),
    "header_only": N_("The file has a header and no rows of data. Check the period and the filters of the export."),
    "truncated_excel": N_(
        "The Excel file is damaged or was not downloaded to the end. Save it again and upload it anew."
    ),
    "broken_excel": N_("This is not an Excel file, or it is damaged. Open it in Excel and save it as XLSX."),
    "broken_parquet": N_("The Parquet file is damaged. Export it again."),
    "old_or_locked_excel": N_(
        "This is an old XLS file or one protected by a password. Open it in Excel and save it as XLSX without a password."
    ),
    "web_page": N_(
        "This is a web page, not a table: most likely the login page was saved instead of the export. "
        "Sign in, export again and check that the file opens in Excel."
    ),
    "not_a_table": N_("This is not a table. Bring CSV, XLSX or Parquet."),
    "zip_bomb": N_(
        "The file unpacks to an enormous size and was not opened. Export fewer columns or a shorter period."
    ),
    "too_wide": N_("The sheet has more than 2000 columns. Delete the empty ones on the right and save it again."),
    "unknown_kind": N_(
        "Neither sales, deals, clients, staff, plan, pay nor calls are recognised here. "
        "Say what the file is and which column is what, or leave it out."
    ),
    "missing_columns": N_(
        "The columns that this kind of file needs were not found. Point to them or choose another kind."
    ),
    "orders_without_lines": N_(
        "There are orders here but no amounts. Bring the file with the lines of the orders too."
    ),
    "lines_without_orders": N_(
        "There are order lines here but no dates. Bring the file with the orders themselves too."
    ),
    "mixed_currencies": N_(
        "The amounts are in several currencies and cannot be added up. Export each currency apart or convert them to one."
    ),
    "could_not_parse": N_(
        "The file could not be read: the reader stopped on it. Open it in Excel, save it as XLSX and try again."
    ),
    "took_too_long": N_("Reading took longer than an hour and was stopped. Split the file by years."),
    "beside_a_bad_one": N_(
        "This file is sound, but nothing was taken: files brought together come in together. Mend the other one or leave it out."
    ),
    "all_rejected": N_("Not one line could be taken. Check which column is what; the first problems are listed below."),
}

QUESTIONS: dict[str, str] = {
    "date_order": N_("Dates such as 03/04/2024: which comes first, the day or the month?"),
}

OPTIONS: dict[str, str] = {"dmy": N_("the day: 3 April"), "mdy": N_("the month: 4 March")}


def rejection_text(code: str) -> str:
    """Why a file is refused and what to do, in the current language."""
    return _(REJECTIONS[code])


def expected_text(code: str) -> str:
    """What should have stood in the cell, in the current language."""
    return _(FAULTS[code].expected)


def fix_text(code: str) -> str:
    """How to mend it, in the current language."""
    return _(FAULTS[code].fix)
