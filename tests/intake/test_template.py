"""The template that we hand out is read by our own import, in both languages."""

import io
from datetime import date
from pathlib import Path
from typing import Any

import openpyxl
import pytest

from diagnostics.i18n import LANGUAGES, read_content, speaking
from diagnostics.intake import FileResult, Upload, guides, import_files, kinds, template
from diagnostics.workbook import Workbook

SHEETS: dict[str, dict[str, Any]] = read_content("diagnostics.intake", "template")["sheets"]
each_language = pytest.mark.parametrize("language", LANGUAGES)

pytestmark = pytest.mark.usefixtures("quick")


def filled(language: str, *left_empty: str) -> bytes:
    """The template as somebody would fill it in: the examples as the only row of every sheet."""
    with speaking(language):
        book = openpyxl.load_workbook(io.BytesIO(template()))
    for page, (kind, columns) in zip(book.worksheets[1:], SHEETS.items(), strict=True):
        if kind not in left_empty:
            for place, column in enumerate(columns.values(), start=1):
                example = column["example"]
                page.cell(2, place, example[language] if isinstance(example, dict) else example)
    held = io.BytesIO()
    book.save(held)
    return held.getvalue()


def brought(workbook: Workbook, folder: Path, content: bytes) -> list[FileResult]:
    """What becomes of it; amounts of the examples are in roubles."""
    (folder / "template.xlsx").write_bytes(content)
    return import_files(workbook, [Upload(folder / "template.xlsx", "template.xlsx")], {"unit": "rub"})


@each_language
def test_every_sheet_is_what_it_is_called(workbook: Workbook, tmp_path: Path, language: str) -> None:
    """Each sheet is taken for its kind, each column for its field, and the sheet with the examples for nothing."""
    results = brought(workbook, tmp_path, filled(language))
    found = {one.kind: [one.headers[column] for column in one.fields.values()] for one in results}
    assert {one.status for one in results} == {"accepted"}
    assert found.keys() == SHEETS.keys()
    for kind, columns in SHEETS.items():
        fields = {field: column["header"][language] for field, column in columns.items()}
        (one,) = [result for result in results if result.kind == kind]
        assert one.mapping == {field: fields[field] for field in kinds()[kind].fields if field in fields}
        assert not [problem for problem in one.problems if problem.severity == "error"]


@each_language
def test_the_examples_are_read_as_meant(workbook: Workbook, tmp_path: Path, language: str) -> None:
    """Dates are days, amounts kopecks, a month its first day, a duration seconds."""
    brought(workbook, tmp_path, filled(language))
    assert workbook.query("select day, amount, profit from sale") == [(date(2026, 1, 15), 12_500_050, 3_100_000)]
    assert workbook.query("select created, closed, state, amount from deal") == [(date(2026, 1, 10), date(2026, 2, 3), "won", 12_500_050)]
    assert workbook.query("select day, amount from plan") == [(date(2026, 1, 1), 150_000_000)]
    assert workbook.query("select day, base, bonus, total from pay") == [(date(2026, 1, 1), 6_000_000, 4_500_000, 10_500_000)]
    assert workbook.query("select hired, left_on, role from rep") == [(date(2024, 3, 1), date(2025, 9, 30), "rep")]
    assert workbook.query("select seconds from activity") == [(270,)]
    assert workbook.query("select inn, since from client") == [("7700000001", date(2024, 3, 1))]


@each_language
def test_sheets_left_empty_do_no_harm(workbook: Workbook, tmp_path: Path, language: str) -> None:
    """Who fills in the sales alone brings the sales alone."""
    (result,) = brought(workbook, tmp_path, filled(language, *(kind for kind in SHEETS if kind != "sales")))
    assert (result.kind, result.status) == ("sales", "accepted")


@each_language
def test_an_empty_template_is_refused(workbook: Workbook, tmp_path: Path, language: str) -> None:
    """The template as it was handed out holds nothing to import."""
    (result,) = brought(workbook, tmp_path, filled(language, *SHEETS))
    assert result.status == "rejected"


def test_a_sheet_for_every_kind() -> None:
    """No kind is forgotten but the halves of a sale, which only programs write."""
    assert SHEETS.keys() == kinds().keys() - {"order_lines", "order_headers"}


@each_language
def test_guides(language: str) -> None:
    """Every guide names kinds that exist and tells at least two steps for each, in both languages."""
    with speaking(language):
        found = guides()
    assert len(found) >= 5
    for guide in found:
        assert guide.title
        for kind, _when, steps in guide.exports:
            assert kind in kinds()
            assert steps
            assert all(step.endswith(".") for step in steps)
