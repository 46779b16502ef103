"""The front door: a foreign file becomes typed rows in the workbook, or a clear sentence why not."""

from diagnostics.intake.content import Kind, field_titles, kinds
from diagnostics.intake.importing import FileResult, Upload, import_files, inspect_files
from diagnostics.intake.mapping import is_met, missing
from diagnostics.intake.problems import OPTIONS, QUESTIONS, expected_text, fix_text, rejection_text

__all__ = [
    "OPTIONS",
    "QUESTIONS",
    "FileResult",
    "Kind",
    "Upload",
    "expected_text",
    "field_titles",
    "fix_text",
    "import_files",
    "inspect_files",
    "is_met",
    "kinds",
    "missing",
    "rejection_text",
]
