"""The case file: one DuckDB file per company, with everything that was imported, set and derived."""

from diagnostics.workbook.batches import (
    Batch,
    FileRecord,
    Kept,
    KnownFile,
    Problem,
    add_batch,
    batches,
    kept_tables,
    known_files,
    meanings,
    next_call,
    problems,
    undo,
)
from diagnostics.workbook.beside import beside, burn
from diagnostics.workbook.connection import (
    Cursor,
    Workbook,
    WorkbookBusy,
    WorkbookError,
    WorkbookExists,
    WorkbookMissing,
    WorkbookUnreadable,
    company_in,
    create_workbook,
    open_workbook,
)
from diagnostics.workbook.likely import Proposal, proposals, write_proposals
from diagnostics.workbook.links import NameKind, write_links
from diagnostics.workbook.reconcile import FileSum, YearSum, clients_of, file_sums, problems_of, year_sums
from diagnostics.workbook.rollup import derive
from diagnostics.workbook.scope import Scope, narrowed, scope_choices
from diagnostics.workbook.settings import GROWTHS, SETTINGS, SettingError, check_setting, settings
from diagnostics.workbook.snapshots import last_snapshot, snapshot
from diagnostics.workbook.sql import literal, read_sql
from diagnostics.workbook.staged import Staged
from diagnostics.workbook.tables import CASE_TABLES
from diagnostics.workbook.totals import Totals, totals

__all__ = [
    "CASE_TABLES",
    "GROWTHS",
    "SETTINGS",
    "Batch",
    "Cursor",
    "FileRecord",
    "FileSum",
    "Kept",
    "KnownFile",
    "NameKind",
    "Problem",
    "Proposal",
    "Scope",
    "SettingError",
    "Staged",
    "Totals",
    "Workbook",
    "WorkbookBusy",
    "WorkbookError",
    "WorkbookExists",
    "WorkbookMissing",
    "WorkbookUnreadable",
    "YearSum",
    "add_batch",
    "batches",
    "beside",
    "burn",
    "check_setting",
    "clients_of",
    "company_in",
    "create_workbook",
    "derive",
    "file_sums",
    "kept_tables",
    "known_files",
    "last_snapshot",
    "literal",
    "meanings",
    "narrowed",
    "next_call",
    "open_workbook",
    "problems",
    "problems_of",
    "proposals",
    "read_sql",
    "scope_choices",
    "settings",
    "snapshot",
    "totals",
    "undo",
    "write_links",
    "write_proposals",
    "year_sums",
]
