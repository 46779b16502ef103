"""Departments turned into the tables of the files: names for numbers, dates for days."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np
import pandas as pd

from diagnostics.demo.clock import BURN_IN, DAY0, LAST_DAY, MONTH_OF_DAY, MONTHS, date_of, month_first
from diagnostics.demo.department import Department, live
from diagnostics.demo.scale import Scale, scale
from diagnostics.demo.words import words
from diagnostics.demo.world import World

__all__ = ["Company", "found", "head_name"]

_TRADER_EVERY = 7  # every seventh client is a sole trader


@dataclass(frozen=True)
class Company:
    """The tables; money is kopecks, days are dates. `bulk` makes the sales of the last three."""

    scale: Scale
    staff: pd.DataFrame  # number, person, position, department, hired, left_on
    clients: pd.DataFrame  # client, inn, keeper, created
    plan: pd.DataFrame  # rep, then m00, m01.. by month; missing = no plan
    pay: pd.DataFrame  # month, person, salary, premium
    activities: pd.DataFrame  # moment, rep, kind, client, seconds
    documents: pd.DataFrame  # document, month (0..35), day, client_id, person_id, kopecks
    people_names: pd.DataFrame  # person_id, person, department
    client_names: pd.DataFrame  # client_id, copy, client


@dataclass(frozen=True)
class _Part:
    """A department with the first ids of its people and clients in the company."""

    number: int
    lived: Department
    people_from: int
    clients_from: int


def found(plants: Sequence[str] | World, seed: int, rows: int | None) -> Company:
    """Simulate as many departments as the rows ask for and write their tables.

    Args:
        plants: what is planted in every department, or its whole world.
        seed: of the company, not negative.
        rows: of sales, about; None for the usual size.

    Returns:
        The company.

    Raises:
        ValueError: an unknown plant, or a negative seed.
    """
    first = live(plants, seed)
    departments = scale(rows, len(first.documents)).departments
    if rows is not None and rows < len(first.documents):
        first = live(plants, seed, most=rows)
    lived = [first, *(live(plants, seed, number) for number in range(1, departments))]
    size = scale(rows, sum(len(one.documents) for one in lived), departments)
    parts = list(_numbered(lived))
    staff, clients = _staff(parts), _clients(parts, size.copies)
    person = staff.set_index("person_id")["person"]
    client = clients.set_index(["client_id", "copy"])["client"]
    clients["keeper"] = person.loc[clients["keeper_id"]].to_numpy()
    done = _activities(parts, size.copies, np.random.default_rng([seed, departments]))
    done["rep"] = person.loc[done["person_id"]].to_numpy()
    done["client"] = client.loc[pd.MultiIndex.from_frame(done[["client_id", "copy"]])].to_numpy()
    return Company(
        scale=size,
        staff=staff,
        clients=clients,
        plan=_plan(parts, person),
        pay=_pay(parts, person),
        activities=done,
        documents=_documents(parts),
        people_names=staff[["person_id", "person", "department"]],
        client_names=clients[["client_id", "copy", "client"]],
    )


def head_name(department: int) -> str:
    """Name of the head of a department, counted from 0."""
    return words().other_head.format(n=department + 1) if department else words().head


def _numbered(lived: Sequence[Department]) -> Iterator[_Part]:
    people = clients = 0
    for number, one in enumerate(lived):
        yield _Part(number, one, people, clients)
        people += len(one.people)
        clients += len(one.clients)


def _staff(parts: Sequence[_Part]) -> pd.DataFrame:
    rows: list[dict[str, object]] = []
    reps = 0
    for part in parts:
        department = words().other_department.format(n=part.number + 1) if part.number else words().department
        by_hiring = sorted(enumerate(part.lived.people), key=lambda pair: pair[1].hired)
        for i, one in (pair for pair in by_hiring if pair[1].on_sheet):
            reps += not one.heads
            rows.append(
                {
                    "person_id": part.people_from + i,
                    "number": f"{len(rows) + 1:05d}",
                    "person": head_name(part.number) if one.heads else words().rep.format(n=reps),
                    "position": words().head_position if one.heads else words().rep_position,
                    "department": department,
                    "hired": date_of(one.hired),
                    "left_on": date_of(one.left) if one.left <= LAST_DAY else None,
                }
            )
    return pd.DataFrame(rows)


def _clients(parts: Sequence[_Part], copies: int) -> pd.DataFrame:
    tables = []
    for part in parts:
        index = np.repeat(np.flatnonzero(part.lived.listed), copies)
        tables.append(
            pd.DataFrame(
                {
                    "client_id": part.clients_from + index,
                    "copy": np.arange(len(index)) % copies,
                    "keeper_id": part.people_from + part.lived.keeper[index],
                    "created": _dates(part.lived.clients.created[index]),
                }
            )
        )
    table = pd.concat(tables, ignore_index=True)
    patterns = (words().trader, words().firm)
    table["client"] = [patterns[n % _TRADER_EVERY > 0].format(n=n) for n in range(1, len(table) + 1)]
    table["inn"] = [f"00{n:08d}" for n in range(1, len(table) + 1)]  # no region has the number 00
    return table


def _plan(parts: Sequence[_Part], person: "pd.Series[str]") -> pd.DataFrame:
    rows = []
    for part in parts:
        for i, months in enumerate(part.lived.plans[:, BURN_IN:]):
            if months.any():
                cells = {f"m{month:02d}": int(kopecks) or None for month, kopecks in enumerate(months)}
                rows.append({"rep": person.loc[part.people_from + i], **cells})
    columns = ["rep", *(f"m{month:02d}" for month in range(MONTHS))]
    return pd.DataFrame(rows, columns=columns).astype(dict.fromkeys(columns[1:], "Int64")).sort_values("rep")


def _pay(parts: Sequence[_Part], person: "pd.Series[str]") -> pd.DataFrame:
    tables = []
    for part in parts:
        salary, premium = part.lived.salary[:, BURN_IN:], part.lived.premium[:, BURN_IN:]
        who, month = np.nonzero(salary)
        tables.append(
            pd.DataFrame(
                {
                    "month": [month_first(int(one)) for one in month],
                    "person": person.loc[pd.Index(part.people_from + who)].to_numpy(),
                    "salary": salary[who, month],
                    "premium": premium[who, month],
                }
            )
        )
    return pd.concat(tables).sort_values(["month", "person"])


def _activities(parts: Sequence[_Part], copies: int, rng: np.random.Generator) -> pd.DataFrame:
    tables = []
    for part in parts:
        done = part.lived.activities
        day, second = done["day"].to_numpy(), done["second"].to_numpy()
        tables.append(
            pd.DataFrame(
                {
                    "moment": _dates(day).astype("datetime64[s]") + second.astype("timedelta64[s]"),
                    "kind": np.array(words().activity_kinds, dtype=object)[done["kind"].to_numpy()],
                    "person_id": part.people_from + done["person"].to_numpy(),
                    "client_id": part.clients_from + done["client"].to_numpy(),
                    "copy": rng.integers(0, copies, len(done)),
                    "seconds": done["seconds"].to_numpy(),
                }
            )
        )
    done = pd.concat(tables)
    return done.sort_values(["moment", "person_id", "client_id"], kind="stable", ignore_index=True)


def _documents(parts: Sequence[_Part]) -> pd.DataFrame:
    tables = []
    for part in parts:
        filed = part.lived.documents
        tables.append(
            pd.DataFrame(
                {
                    "month": MONTH_OF_DAY[filed.day] - BURN_IN,
                    "day": _dates(filed.day),
                    "client_id": part.clients_from + filed.client,
                    "person_id": part.people_from + filed.person,
                    "kopecks": filed.kopecks,
                }
            )
        )
    return pd.concat(tables, ignore_index=True).rename_axis("document").reset_index()


def _dates(day: np.ndarray) -> np.ndarray:
    return np.datetime64(DAY0, "D") + day
