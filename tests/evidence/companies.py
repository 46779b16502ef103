"""Small companies written straight into the tables of a workbook: what a test measures is what it reads here."""

from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import astuple, dataclass
from datetime import date
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import duckdb

from diagnostics.evidence import month_number
from diagnostics.workbook import Workbook, create_workbook, derive

KINDS = {"sale": "sales", "deal": "deals", "plan": "plan", "client": "clients", "rep": "staff", "pay": "pay", "activity": "activities", "payment": "payments"}
TYPES = {"day": "date", "closed": "date", "since": "date", "hired": "date", "created": "date",  "left_on": "date", "amount": "bigint", **dict.fromkeys(("base", "bonus", "total"), "bigint")}


@dataclass(frozen=True)
class Sale:
    """A line of a sale; `amount` in kopecks, negative for a return."""

    day: date
    amount: int
    client: str | None = "Клиент 1"
    rep: str | None = "Менеджер 01"
    doc: str | None = None
    department: str | None = None
    product_group: str | None = None


@dataclass(frozen=True)
class Deal:
    """A deal of a CRM."""

    closed: date
    amount: int
    client: str | None = "Клиент 1"
    rep: str | None = "Менеджер 01"
    doc: str | None = None
    state: str = "won"
    created: date | None = None
    day: date | None = None  # as the import has it: of closing, else the planned one, else of creation
    source: str | None = None
    next_step: str | None = None
    step: str | None = None


@dataclass(frozen=True)
class Plan:
    """A rep's plan of a month, in kopecks."""

    day: date
    amount: int
    rep: str = "Менеджер 01"


@dataclass(frozen=True)
class Client:
    """A line of the client list."""

    client: str
    rep: str | None = None
    since: date | None = None


@dataclass(frozen=True)
class Person:
    """A line of the staff list."""

    rep: str
    hired: date | None = None
    left_on: date | None = None
    role: str = "rep"
    boss: str | None = None
    position: str | None = None
    department: str | None = None


@dataclass(frozen=True)
class Pay:
    """A person's pay of a month, in kopecks."""

    day: date
    total: int
    rep: str = "Менеджер 01"
    base: int | None = None
    bonus: int | None = None


@dataclass(frozen=True)
class Activity:
    """A call or a meeting."""

    day: date
    rep: str | None = "Менеджер 01"
    client: str | None = None
    type: str | None = "звонок"


@dataclass(frozen=True)
class Payment:
    """Money from a client, in kopecks, negative where he got it back."""

    day: date
    amount: int
    client: str | None = "Клиент 1"


@dataclass(frozen=True)
class Company:
    """Everything that is known of a company."""

    sales: Iterable[Sale] = ()
    deals: Iterable[Deal] = ()
    plan: Iterable[Plan] = ()
    clients: Iterable[Client] = ()
    staff: Iterable[Person] = ()
    pay: Iterable[Pay] = ()
    activities: Iterable[Activity] = ()
    payments: Iterable[Payment] = ()


def fill(workbook: Workbook, company: Company, facts: Mapping[str, str | None] | None = None) -> Workbook:
    """Make the workbook hold this company and these facts, and nothing of what it held before."""
    tables = {
        "sale": company.sales,
        "deal": company.deals,
        "plan": company.plan,
        "client": company.clients,
        "rep": company.staff,
        "pay": company.pay,
        "activity": company.activities,
        "payment": company.payments,
    }
    with workbook.writing() as cursor:
        cursor.execute("delete from batch")
        cursor.execute("delete from setting where name not in ('company', 'currency')")
        for name, value in (facts or {}).items():
            cursor.execute("insert into setting (name, value) values (?, ?)", [name, value])
        for batch, (table, rows) in enumerate(tables.items(), 1):
            _fill(cursor, table, batch, list(rows))
        derive(cursor)
    return workbook


def say(workbook: Workbook, **facts: str | None) -> Workbook:
    """Replace the company facts by these; dots in their names are written as two underscores."""
    known = workbook.query("select name from setting_now where name not in ('company', 'currency')")
    workbook.set({name: None for (name,) in known} | {name.replace("__", "."): value for name, value in facts.items()})
    return workbook


def sold_on(workbook: Workbook, days: Iterable[date]) -> Workbook:
    """Put days with revenue straight into the roll-up, for what reads nothing but the days."""
    with workbook.writing() as cursor:
        cursor.execute("delete from client_day")
        cursor.execute("insert into client_day select 1, 1, unnest(?::date[]), 100, 1", [list(days)])
    return workbook


def months(first: str, count: int, on: int = 10) -> list[date]:
    """One day, `on`, of each of so many months."""
    year, month = (int(part) for part in first.split("-"))
    return [date(year + (month - 1 + step) // 12, (month - 1 + step) % 12 + 1, on) for step in range(count)]


def number(month: str) -> int:
    """The absolute number of a month written as 2025-12."""
    return month_number(date.fromisoformat(f"{month}-01"))


@contextmanager
def scratch() -> Iterator[Workbook]:
    """A workbook that many examples of one property share; `fill` empties it each time."""
    with TemporaryDirectory() as folder:
        made = create_workbook(Path(folder) / "case.duckdb", "Проба")
        yield made
        made.close()


def _fill(cursor: duckdb.DuckDBPyConnection, table: str, batch: int, rows: list[Any]) -> None:
    cursor.execute(f"delete from {table}")
    if not rows:
        return
    names = list(rows[0].__dataclass_fields__)
    columns = dict(zip(names, zip(*(astuple(row) for row in rows), strict=True), strict=True))
    values = ", ".join(f"unnest(?::{TYPES.get(name, 'text')}[])" for name in names)
    cursor.execute(
        f"insert into {table} (batch, line, {', '.join(names)}) select ?, unnest(range(?)), {values}",
        [batch, len(rows), *(list(column) for column in columns.values())],
    )
    cursor.execute("insert into batch (id, call, kind, source) values (?, 1, ?, ?)", [batch, KINDS[table], table])
