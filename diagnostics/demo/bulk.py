"""The tables of a company in a DuckDB file of their own, the sales expanded there month by month."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory

import duckdb
import pandas as pd

from diagnostics.demo.clock import MONTHS
from diagnostics.demo.company import Company
from diagnostics.demo.words import words

__all__ = ["workshop"]

_MEMORY = "1GB"
_ROWS_AT_A_TIME = 500_000  # sorted in one go, about
_TABLES = ("staff", "clients", "plan", "pay", "activities", "documents", "people_names", "client_names")


@contextmanager
def workshop(company: Company, folder: Path) -> Iterator[tuple[duckdb.DuckDBPyConnection, Path]]:
    """Open a temporary database with every table of the company.

    Args:
        company: as founded.
        folder: where the temporary directory is made, for files as big as the company.

    Yields:
        A connection that has the tables of `Company` and `sales` (moment, number, client, product_group, rep,
        department, kopecks) in the order of the files, and a directory for temporary files.
    """
    with TemporaryDirectory(dir=folder, prefix=".demo-") as scrap:
        limits: dict[str, str | bool | int | float | list[str]] = {
            "memory_limit": _MEMORY,
            "temp_directory": scrap,
        }
        with duckdb.connect(str(Path(scrap) / "company.duckdb"), config=limits) as con:
            con.execute(_sql("macros.sql"))
            for name in _TABLES:
                _copy_in(con, name, getattr(company, name))
            groups = pd.DataFrame({"product_group": words().product_groups})
            _copy_in(con, "product_groups", groups.rename_axis("group_id").reset_index())
            _expand(con, company)
            yield con, Path(scrap)


def _copy_in(con: duckdb.DuckDBPyConnection, name: str, frame: pd.DataFrame) -> None:
    con.register("incoming", frame)
    con.execute(f"create table {name} as select * from incoming")
    con.unregister("incoming")


def _expand(con: duckdb.DuckDBPyConnection, company: Company) -> None:
    """Fill `sales`, as many months at a time as make a sort of fair size."""
    con.execute(
        "create table sales (moment timestamp, number varchar, client varchar, product_group varchar,"
        " rep varchar, department varchar, kopecks bigint)"
    )
    size = company.scale
    rows = len(company.documents) * size.copies * size.lines
    step = max(1, min(MONTHS, int(MONTHS * _ROWS_AT_A_TIME / rows)))
    for first in range(0, MONTHS, step):
        before = company.documents.loc[company.documents["month"] < first, "kopecks"]
        con.execute(
            _sql("lines.sql"),
            {
                "first": first,
                "last": first + step - 1,
                "copies": size.copies,
                "lines": size.lines,
                "sold": int((before >= 0).sum()) * size.copies,
                "returned": int((before < 0).sum()) * size.copies,
                "sale_number": words().sale_number,
                "return_number": words().return_number,
            },
        )


def _sql(name: str) -> str:
    return Path(__file__).with_name(name).read_text(encoding="utf-8")
