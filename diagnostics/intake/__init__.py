"""The front door: a foreign file becomes typed rows in the workbook, or a clear sentence why not."""

from diagnostics.intake.content import Kind, field_titles, kinds
from diagnostics.intake.importing import import_files, inspect_files, kept_uploads, marked_copy
from diagnostics.intake.mapping import missing
from diagnostics.intake.matching import say_names
from diagnostics.intake.paths import files_at
from diagnostics.intake.problems import (
    evidence_text,
    expected_text,
    fix_text,
    left_out_text,
    likeness_text,
    option_text,
    question_ids,
    question_text,
    rejection_text,
)
from diagnostics.intake.progress import Progress, Watch
from diagnostics.intake.results import FileResult, Said, Upload
from diagnostics.intake.template import Guide, guides, template, template_name

__all__ = [
    "FileResult",
    "Guide",
    "Kind",
    "Progress",
    "Said",
    "Upload",
    "Watch",
    "evidence_text",
    "expected_text",
    "field_titles",
    "files_at",
    "fix_text",
    "guides",
    "import_files",
    "inspect_files",
    "kept_uploads",
    "kinds",
    "left_out_text",
    "likeness_text",
    "marked_copy",
    "missing",
    "option_text",
    "question_ids",
    "question_text",
    "rejection_text",
    "say_names",
    "template",
    "template_name",
]
