"""Excel and OpenDocument files: cells by calamine, what stands around them by `marks`."""

from concurrent.futures import ThreadPoolExecutor
from functools import lru_cache
from importlib import import_module
from pathlib import Path

from python_calamine import CalamineError, CalamineWorkbook, PasswordError, SheetTypeEnum, SheetVisibleEnum

from diagnostics.intake.detect import FileType
from diagnostics.intake.reading.marks import MAX_COLUMNS, signs_of, xls_marks, xlsx_marks
from diagnostics.intake.rejection import Rejected
from diagnostics.intake.sheet import Box, Row, Sheet, cell_text, number_text

SMALL = 4 * 1024**2  # bytes of a file that is surveyed before its cells are read: two of them far apart can make calamine ask for all the memory there is

_number = lru_cache(2**16)(number_text)  # few numbers of a long sheet differ


def read_book(path: Path, kind: FileType) -> list[Sheet]:
    """Every sheet of a file that holds a cell, hidden ones too.

    Raises:
        Rejected: broken, locked, or wider than a table can be.
    """
    if kind != "xlsx":
        sheets = _sheets(path)
        if kind == "xls":
            xls_marks(path, sheets)
        return sheets
    with ThreadPoolExecutor(1) as aside:
        signs = aside.submit(signs_of, path)
        aside.submit(import_module, "pyarrow")  # the cells go there next, and while calamine reads them others may work
        if path.stat().st_size < SMALL:
            signs.result()
        sheets = _sheets(path)
    xlsx_marks(path, sheets, signs.result())
    return sheets


def _sheets(path: Path) -> list[Sheet]:
    try:
        with path.open("rb") as file:  # by content: the name may say otherwise
            book = CalamineWorkbook.from_filelike(file)
        sheets = [
            sheet
            for meta in book.sheets_metadata
            if meta.typ == SheetTypeEnum.WorkSheet and (sheet := _read(book, meta.name, meta.visible)) is not None
        ]
    except PasswordError as problem:
        raise Rejected("locked") from problem
    except (CalamineError, OSError, ValueError) as problem:
        raise Rejected("locked" if "password" in str(problem).lower() else "broken_excel") from problem
    if not sheets:
        raise Rejected("empty_file")
    return sheets


def _read(book: CalamineWorkbook, title: str, visible: SheetVisibleEnum) -> Sheet | None:
    sheet = book.get_sheet_by_name(title)
    if sheet.end is None:
        return None
    if sheet.end[1] >= MAX_COLUMNS:
        raise Rejected("too_wide")
    left: Row = [None] * (sheet.start or (0, 0))[1]  # calamine leaves out the columns before the first that holds something
    once: dict[str, str] = {}  # most texts of a long sheet stand in many cells: as one object they are compared and copied faster
    rows: list[Row] = [
        left + [once.setdefault(cell, cell) if type(cell) is str and cell else _number(cell) if type(cell) is float else cell_text(cell) for cell in row]
        for row in sheet.iter_rows()
    ]
    merged = [Box(*start, *end) for start, end in sheet.merged_cell_ranges or ()]
    return Sheet(title, rows, merged=merged, hidden=visible != SheetVisibleEnum.Visible)
