"""What can be wrong with a file or a line, in words: what it is, what was expected, how to mend it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from diagnostics.i18n import N_, _, ngettext

RUNS = 10  # ranges of lines that are listed


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
    "missing_cells": Fault(
        N_("as many cells as the header has"),
        N_("Cells are missing at the end of the line. Fill them in and import the file again."),
    ),
    "other_sheet": Fault(
        N_("one table of each kind: this sheet was not read"),
        N_("If other data stands on it, save it as a file of its own and import it too."),
    ),
    "untaken_people": Fault(
        N_("the column of reps: by its cells this may be it, its header is unknown, and it was not taken"),
        N_("If these are the reps, point to the column under “Which column is what” and import the file again."),
    ),
    "untaken_clients": Fault(
        N_("the column of clients: by its cells this may be it, its header is unknown, and it was not taken"),
        N_("If these are the clients, point to the column under “Which column is what” and import the file again."),
    ),
    "untaken_days": Fault(
        N_("the day of hiring or leaving: by its cells this may be it, its header is unknown, and it was not taken"),
        N_("If it is, point to the column under “Which column is what” and import the file again."),
    ),
    "no_table": Fault(
        N_("tables in the archive: this file is none and was not read"),
        N_("If it holds data, save it as XLSX or CSV and import it too."),
    ),
    "hidden_sheet": Fault(
        N_("visible sheets: this one is hidden and was not read"),
        N_("If its data counts, unhide the sheet in Excel and import the file again."),
    ),
    "hidden_rows": Fault(
        N_("visible rows: these are hidden by a filter and were read all the same"),
        N_("If they should not count, copy the visible rows into a new file and import that."),
    ),
    "empty_formulas": Fault(
        N_("formulas with their results: some here were never computed and read as empty"),
        N_("Open the file in Excel, save it and import it again."),
    ),
    "inn_zeros": Fault(
        N_("ten digits of a company or twelve of a person: Excel had cut off the noughts in front, they were put back"),
        N_("Nothing has to be done. To keep them, give the column the format Text in Excel."),
    ),
    "inn_check": Fault(
        N_("a tax id with right check digits: this one has a slip"),
        N_("Check the tax id in the contract. The line was taken as it is."),
    ),
    "object_not_found": Fault(
        N_("a client: 1C has deleted this one and kept only the reference"),
        N_("Say in 1C who it was, or leave the line out."),
    ),
    "bad_duration": Fault(
        N_("a duration such as 3:25 or 3 min 25 s"),
        N_("Correct the duration; the call itself was counted."),
    ),
    "negative_duration": Fault(
        N_("a duration of nought or more"),
        N_("Correct the duration or delete the line."),
    ),
    "planned_date": Fault(
        N_("the day on which the deal was closed: the planned one was taken, there is no other"),
        N_("Add the column with the actual closing date to the export."),
    ),
    "ambiguous_date": Fault(
        N_("a date that reads one way only: the day was taken to come first, as in the rest of the column"),
        N_("Check the date; written as 03.04.2024 it leaves no doubt."),
    ),
    "other_order": Fault(
        N_("the day before the month, as in the rest of the column: this date has it the other way round"),
        N_("Check the date and write it as the others are."),
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
    "locked": N_("The file is protected by a password. Open it in Excel, take the password off and save it."),
    "dangerous_markup": N_(
        "The file holds instructions that no spreadsheet needs and was not opened. Make the export again from the system itself."
    ),
    "ledger": N_("This is a report on an account, on debts or on stock (a ledger card, a balance of turnovers, an act of reconciliation), not on sales. Export the report on sales or the documents of sale."),
    "plan_of_nobody": N_("This plan names no people. Split it by rep: the month, the rep and the amount."),
    "purchases": N_("These are purchases: what the company bought from its suppliers. Export the documents of sale."),
    "bank_exchange": N_("This is a file of exchange with a bank. Export the receipts of money from 1C, or the statement from the bank, as XLSX or CSV."),
    "xml_2003": N_("This is a table in an old format of Excel. Open it in Excel and save it as XLSX."),
    "pdf": N_("This is a PDF: figures cannot be taken from it safely. Save the same report as XLSX."),
    "foreign_locale": N_(
        "The file was opened and saved in a program with other settings: times stand in place of dates, and fractions have run into the "
        "whole numbers. Its amounts cannot be trusted. Export it anew and import it without opening it first."
    ),
    "no_dates": N_(
        "The report covers several months and its rows have no dates. Make it by months or with documents, or a report for each month."
    ),
    "web_page": N_(
        "This is a web page, not a table: most likely the login page was saved instead of the export. "
        "Sign in, export again and check that the file opens in Excel."
    ),
    "not_a_table": N_("This is not a table. Bring XLSX, XLS, CSV, a saved HTML table, Parquet or a ZIP of these."),
    "zip_bomb": N_(
        "The file unpacks to an enormous size and was not opened. Export fewer columns or a shorter period."
    ),
    "too_long_to_mark": N_("The file has more lines than a sheet of Excel can hold."),
    "nested_archive": N_("This is an archive within an archive. Unpack it and bring the files themselves."),
    "too_wide": N_("The sheet has more than 2000 columns. Delete the empty ones on the right and save it again."),
    "unknown_kind": N_(
        "Neither sales, deals, payments, clients, staff, plan, pay nor calls are recognised here. "
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
    "spoilt_letters": N_("The letters of this file are spoilt. Export it again and choose the encoding UTF-8 or windows-1251, or save it as XLSX."),
    "could_not_parse": N_(
        "The file could not be read: the reader stopped on it. Open it in Excel, save it as XLSX and try again."
    ),
    "overlap": N_("The same sales are in the workbook from another report: this one was not taken."),
    "shrunk": N_("The export was cut off and was not taken: the rows of the last import stand. Export it again."),
    "replaced": N_(
        "The file was not taken: the rows of the last import stand. Bring files that belong together in one import, then they are added up."
    ),
    "no_such_column": N_("The file has no column with the header that you named."),
    "no_room": N_("The disk is nearly full: there is no room for a copy of the workbook. Free some space and bring the files again."),
    "too_large": N_("The file takes more memory than this program allows itself. Split it, or save it as CSV."),
    "took_too_long": N_("Reading took longer than an hour and was stopped. Split the file by years."),
    "beside_a_bad_one": N_(
        "This file is sound, but nothing was taken: files brought together come in together. Mend the other one or leave it out."
    ),
    "all_rejected": N_("Not one line could be taken. Check which column is what; the first problems are listed below."),
}

QUESTIONS: dict[str, str] = {
    "date_order": N_("Dates such as 03/04/2024: which comes first, the day or the month?"),
    "letters": N_("The letters of this file were spoilt when somebody saved it in the wrong encoding. We can mend them: are the names below right?"),
    "months_hold": N_("What do the columns of months hold?"),
    "year": N_("The months are named without a year. Which year is it?"),
    "unit": N_("In what are the amounts of this file?"),
    "repeats": N_("Rows repeat one another. Is that one sale that got into the file twice, or several?"),
    "overlap": N_("These sales seem to be in the workbook already, from another report. Import them all the same?"),
    "returns": N_("Returns stand in the file without a minus. What should be done with them?"),
    "rep_meaning": N_("Who is the rep in this file?"),
    "vat": N_("Are the amounts with VAT?"),
    "head": N_("Who is the head of sales?"),
    "won": N_("Which stage means that the deal was won?"),
    "unpaid": N_("Some rows are not paid or not shipped yet. Are they sales?"),
    "shrunk": N_("This report has far fewer rows than when it was last brought. Is that right, or was the export cut off?"),
    "replaced": N_(
        "This file has the form and the days of the last one, but other clients and reps, and would replace it. Is that right? Files that belong together are brought in one import."
    ),
}

OPTIONS: dict[str, str] = {
    "dmy": N_("the day: 3 April"),
    "mdy": N_("the month: 4 March"),
    "repair": N_("yes, mend them"),
    "refuse": N_("no, I will bring another file"),
    "plan": N_("the plan"),
    "actual": N_("actual sales"),
    "rub": N_("in roubles or whole units of the currency"),
    "thousand": N_("in thousands"),
    "million": N_("in millions"),
    "keep": N_("several: count them all"),
    "once": N_("one: count it once"),
    "subtract": N_("subtract them: goods came back"),
    "add": N_("add them: they are sales"),
    "leads": N_("the person who looks after the client"),
    "issued": N_("the person who issued the invoice"),
    "default": N_("whoever the system filled in"),
    "with": N_("with VAT"),
    "without": N_("without VAT"),
    "none_won": N_("none: nothing is won yet"),
    "leave": N_("not yet: leave them out"),
    "count": N_("yes: count them"),
    "take": N_("it is right, import it"),
}

EVIDENCE: dict[str, str] = {
    "date_order": N_("For example: {found}"),
    "letters": N_("Mended: {found}"),
    "unit": N_("The largest amount of the file: {found}"),
    "repeats": N_("Rows that repeat others: {found}"),
    "overlap": N_("What agrees with the workbook, and out of how much: {found}"),
    "returns": N_("For example: {found}"),
    "unpaid": N_("What they say, and how many rows: {found}"),
    "vat": N_("The file speaks of VAT: {found}"),
    "shrunk": N_("Rows then and now: {found}"),
    "replaced": N_("Rows that would go, and how many of them are known again in the new file: {found}"),
}
"""What the file shows of a question."""

REASONS: dict[str, str] = {
    "total": N_("totals"),
    "group": N_("groups: sums of the rows below them"),
    "marker": N_("captions within the report"),
    "measure": N_("rows of another measure: actual sales beside a plan, shares"),
    "header": N_("the header once more"),
    "frame": N_("lines around the table"),
    "repeat": N_("rows that repeat others word for word"),
    "cancelled": N_("cancelled orders"),
    "not_done": N_("calls and meetings that did not take place"),
    "paid_out": N_("money that is not from clients: paid out, borrowed, moved between own accounts"),
    "gone": N_("people who have left, nobody says when"),
    "unpaid": N_("orders and invoices that are not paid or shipped yet"),
    "no_client": N_("contacts, suppliers and competitors"),
    "unposted": N_("documents that are not posted or are marked for deletion"),
    "blank": N_("lines without date, client and amount"),
}
"""Why a line that is no mistake does not count."""


LIKENESS: dict[str, str] = {
    "inn": N_("they have the same tax id"),
    "order": N_("the same words in another order"),
    "letters": N_("the same name in Russian and in Latin letters"),
    "shorter": N_("one is the other without the patronymic or a part of it"),
    "initials": N_("one is the other with initials"),
    "surname": N_("the same given name and patronymic, and one begins where the other ends: perhaps she has married"),
    "spelling": N_("they differ by a letter or two"),
    "legal_form": N_("they differ by the legal form alone"),
    "two_entities": N_("one stops buying where the other begins: perhaps the client has changed his legal entity"),
}
"""Why two names may be one."""


def likeness_text(reason: str) -> str:
    """Why two names may be one, in the current language."""
    return _(LIKENESS[reason])


def question_ids() -> list[str]:
    """Everything that can be asked, by id."""
    return list(QUESTIONS)


def question_text(question: str) -> str:
    """What is asked, in the current language."""
    return _(QUESTIONS[question])


def evidence_text(question: str, found: str | None) -> str:
    """What the file shows of a question, in the current language; nothing where it shows nothing."""
    return _(EVIDENCE[question]).format(found=found) if found and question in EVIDENCE else ""


def left_out_text(left_out: Mapping[str, Sequence[tuple[str | None, int]]]) -> str:
    """Why how many lines were left out, and which: «итоги (строки 8, 12, 16–18)»."""
    return "; ".join(
        ngettext("{reason} (line {lines})", "{reason} (lines {lines})", min(len(places), 2)).format(
            reason=_(REASONS[reason]), lines=_ranges([line for _sheet, line in places])
        )
        for reason, places in left_out.items()
    )


def _ranges(lines: Sequence[int]) -> str:
    """Numbers as a person lists them: those that follow one another as a range, the first few of many."""
    runs: list[list[int]] = []
    for line in lines:
        if runs and line == runs[-1][-1] + 1:
            runs[-1].append(line)
        else:
            runs.append([line])
    shown = [str(run[0]) if len(run) == 1 else f"{run[0]}\N{EN DASH}{run[-1]}" for run in runs[:RUNS]]
    rest = sum(map(len, runs[RUNS:]))
    return ", ".join([*shown, _("and {n} more").format(n=rest)] if rest else shown)


def option_text(option: str) -> str:
    """An answer to choose from, in the current language; years and names speak for themselves."""
    return _(OPTIONS[option]) if option in OPTIONS else option


def rejection_text(code: str) -> str:
    """Why a file is refused and what to do, in the current language."""
    return _(REJECTIONS[code])


def expected_text(code: str) -> str:
    """What should have stood in the cell, in the current language."""
    return _(FAULTS[code].expected)


def fix_text(code: str) -> str:
    """How to mend it, in the current language."""
    return _(FAULTS[code].fix)
