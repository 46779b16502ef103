"""Synthetic companies: the files of a sales department, healthy or with planted pathologies, from a seed.

Everything in them is invented and looks so. The same arguments give the same bytes.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Literal

from diagnostics.demo.bulk import workshop
from diagnostics.demo.clock import date_of
from diagnostics.demo.company import found, head_name
from diagnostics.demo.department import staffed
from diagnostics.demo.files import write_csv, write_parquet
from diagnostics.demo.layout import sheets
from diagnostics.demo.pathologies import PATHOLOGIES, sicken
from diagnostics.demo.world import World
from diagnostics.demo.xlsx import MOST_LINES, too_long, write_xlsx

__all__ = ["PLANTS", "SHOWCASE", "Head", "World", "head_of", "sicken", "write_company"]

PLANTS: tuple[str, ...] = tuple(PATHOLOGIES)
SHOWCASE = ("head_sells", "dormant_base", "early_exits")
"""What is planted in the company whose files ship in data/demo, written with seed 1."""


@dataclass(frozen=True)
class Head:
    """The head of the (first) department; no file says since when he is head."""

    name: str
    since: date


def head_of(plants: Sequence[str] | World = (), seed: int = 1) -> Head:
    """Who heads the company that `write_company` writes for the same arguments.

    Args:
        plants: ids out of PLANTS, or the rules of a whole world.
        seed: not negative.

    Returns:
        His name in every file, and the day from which he is head.

    Raises:
        ValueError: an unknown plant, or a negative seed.
    """
    _, people = staffed(plants, seed)
    return Head(head_name(0), date_of(next(one.promoted for one in people if one.heads)))


def write_company(
    folder: Path,
    plants: Sequence[str] | World = (),
    seed: int = 1,
    rows: int | None = None,
    fmt: Literal["csv", "xlsx", "parquet"] = "csv",
) -> list[Path]:
    """Write the files of a synthetic company: sales, clients, staff, plan, pay, activities.

    36 full months that end with June 2026. A company of many rows has more lines in a document, then more
    clients, then more departments, each with its own head; one of few rows has fewer clients.

    Args:
        folder: made if it is not there; files of these names in it are replaced.
        plants: ids out of PLANTS, which combine, or the rules of a whole world.
        seed: not negative.
        rows: of sales, met within 2 %; None for the usual twenty thousand or so.
        fmt: `csv` writes sales and activities as CSV and the rest as XLSX; `xlsx` and `parquet` write all so.

    Returns:
        The files written.

    Raises:
        ValueError: an unknown plant or format, a negative seed, rows under 1 or too many for a sheet.
    """
    if fmt not in ("csv", "xlsx", "parquet"):
        raise ValueError(f"unknown format {fmt!r}; known: csv, xlsx, parquet")
    if rows is not None and rows < 1:
        raise ValueError(f"rows must be at least 1, not {rows}")
    if fmt == "xlsx" and rows is not None and rows > MOST_LINES:
        raise ValueError(too_long(rows))
    company = found(plants, seed, rows)
    folder.mkdir(parents=True, exist_ok=True)
    paths = []
    with workshop(company, folder) as (con, scrap):
        for sheet in sheets():
            suffix = fmt if fmt != "csv" or sheet.long else "xlsx"
            path = folder / f"{sheet.name}.{suffix}"
            if suffix == "csv":
                write_csv(con, sheet, path, scrap)
            elif suffix == "xlsx":
                write_xlsx(con, sheet, path)
            else:
                write_parquet(con, sheet, path)
            paths.append(path)
    return paths
