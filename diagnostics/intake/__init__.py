"""The front door: a foreign file becomes typed rows in the workbook, or a clear sentence why not."""

from diagnostics.intake.content import Kind, field_titles, kinds
from diagnostics.intake.importing import FileResult, Said, Upload, import_files, inspect_files
from diagnostics.intake.mapping import missing
from diagnostics.intake.matching import say_names
from diagnostics.intake.problems import (
    expected_text,
    fix_text,
    likeness_text,
    option_text,
    question_text,
    reason_text,
    rejection_text,
)

__all__ = [
    "FileResult",
    "Kind",
    "Said",
    "Upload",
    "expected_text",
    "field_titles",
    "fix_text",
    "import_files",
    "inspect_files",
    "kinds",
    "likeness_text",
    "missing",
    "option_text",
    "question_text",
    "reason_text",
    "rejection_text",
    "say_names",
]
