"""Copies of a workbook as it was before each of the last imports: what to open when the file itself is damaged."""

from pathlib import Path

from diagnostics.workbook.connection import Workbook, snapshots_of

KEPT = 3  # copies; the oldest goes


def snapshot(workbook: Workbook) -> Path:
    """Copy the workbook as it is now into the folder beside it.

    Raises:
        OSError: the disk has no room for it.
    """
    folder = snapshots_of(workbook.path)
    folder.mkdir(exist_ok=True, mode=0o700)
    kept = sorted(folder.glob("*.duckdb"))
    number = int(kept[-1].stem) + 1 if kept else 1
    path = folder / f"{number:06}.duckdb"
    workbook.copy_to(path)
    for old in kept[: len(kept) + 1 - KEPT]:
        old.unlink(missing_ok=True)
    return path


def last_snapshot(path: Path) -> Path | None:
    """The latest copy of the workbook in a file, which itself may be damaged; None where there is none."""
    return max(snapshots_of(path).glob("*.duckdb"), default=None)
