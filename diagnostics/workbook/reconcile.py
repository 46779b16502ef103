"""What the workbook adds up to, for the user to lay beside his own figures."""

from dataclasses import dataclass
from datetime import date

from diagnostics.workbook.connection import Workbook
from diagnostics.workbook.sql import read_sql


@dataclass(frozen=True)
class FileSum:
    """One file that counts: its rows, what they add up to in kopecks, and its own total row."""

    batch: int
    name: str
    kind: str
    read: int
    accepted: int
    ignored: int
    rejected: int
    amount: int | None
    control: int | None
    first_day: date | None
    last_day: date | None


@dataclass(frozen=True)
class YearSum:
    """A calendar year of revenue in kopecks; `months` says how many of its months have any."""

    year: int
    months: int
    net: int
    returns: int
    orders: int
    clients: int


def file_sums(workbook: Workbook) -> list[FileSum]:
    """Every file of the batches that hold, in the order of import."""
    return [FileSum(*row) for row in workbook.query(read_sql(__package__, "files"))]


def year_sums(workbook: Workbook) -> list[YearSum]:
    """Revenue by calendar year."""
    return [YearSum(*row) for row in workbook.query(read_sql(__package__, "years"))]


def problems_of(workbook: Workbook) -> list[str]:
    """What does not add up between the raw rows and the roll-ups; nothing in a sound workbook."""
    rows = workbook.query(read_sql(__package__, "check"))
    return [f"{name}: expected {expected}, found {found}" for name, expected, found in rows]


def clients_of(workbook: Workbook, rep_id: int, limit: int = 20) -> list[tuple[str, int]]:
    """A rep's largest clients of the last twelve months of data: name and net sales in kopecks."""
    return [
        (name, int(net))
        for name, net in workbook.query(
            """select c.name, sum(gross - returns) as net from client_month m join dim_client c using (client_id)
               where rep_id = ? and month > (select last_month - 12 from rhythm)
               group by c.name having sum(gross - returns) > 0 order by net desc limit ?""",
            [rep_id, limit],
        )
    ]
