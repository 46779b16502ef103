"""base_month against its definition, written out client by client and month by month."""

from collections import Counter
from collections.abc import Iterator
from datetime import date
from typing import NamedTuple

import pytest
from hypothesis import Phase, given, settings
from hypothesis import strategies as st

from diagnostics.workbook import Workbook, create_workbook

from .raw import base_of, fill, wipe

CLIENTS = [f"Клиент {n}" for n in range(1, 8)]
REPS = ["Менеджер 01", "Менеджер 02", "Менеджер 03"]
MONTHS = range(10)


class Purchase(NamedTuple):
    """A row of sales; the month is counted from January 2024."""

    client: str
    rep: str | None
    month: int
    returned: bool


class Listed(NamedTuple):
    """A row of the client list."""

    rep: str | None
    since: int | None


PURCHASES = st.lists(
    st.builds(
        Purchase,
        st.sampled_from(CLIENTS),
        st.sampled_from([*REPS, None]),
        st.sampled_from(MONTHS),
        st.sampled_from([False, False, False, True]),
    ),
    min_size=1,
    max_size=40,
)
LIST = st.dictionaries(
    st.sampled_from([*CLIENTS, "Клиент 8"]),
    st.builds(Listed, st.sampled_from([*REPS, None]), st.none() | st.sampled_from([-3, *MONTHS, 12])),
)


def day_in(month: int) -> date:
    """The tenth of a month counted from January 2024."""
    return date(2024 + month // 12, month % 12 + 1, 10)


def by_definition(
    rows: list[Purchase], listed: dict[str, Listed], left: dict[str, int], window: int
) -> dict[tuple[str | None, str], tuple[int, ...]]:
    """What base_month should hold: (rep, month) -> base, active, never bought."""
    base: Counter[tuple[str | None, str]] = Counter()
    active, never = base.copy(), base.copy()
    sold: dict[tuple[str, int], Counter[str | None]] = {}
    for place, row in enumerate(rows):
        if not row.returned:
            rep = row.rep or (listed[row.client].rep if row.client in listed else None)
            sold.setdefault((row.client, row.month), Counter())[rep] += 2**place
    first, last = min(row.month for row in rows), max(row.month for row in rows)
    for month in range(first, last + 1):
        label = f"{day_in(month):%Y-%m}"
        for client in [*CLIENTS, "Клиент 8"]:
            entry = listed.get(client, Listed(None, None))
            owner = None if entry.rep in left and month > left[entry.rep] else entry.rep
            bought = [one for one in range(first, month + 1) if (client, one) in sold]
            if bought:
                rep = sold[client, bought[-1]].most_common(1)[0][0]
                if rep in left and month > max(left[rep], bought[-1]):
                    rep = None if owner == rep else owner
                base[rep, label] += 1
                active[rep, label] += month - bought[-1] < window
            elif client in listed and (entry.since is None or entry.since <= month):
                base[owner, label] += 1
                never[owner, label] += 1
    return {key: (base[key], active[key], never[key]) for key in base}


@pytest.fixture(scope="module")
def book(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Workbook]:
    """A workbook that every example empties and fills anew."""
    made = create_workbook(tmp_path_factory.mktemp("base") / "case.duckdb", "Проба")
    yield made
    made.close()


@settings(phases=[Phase.generate])
@given(
    rows=PURCHASES,
    listed=LIST,
    left=st.dictionaries(st.sampled_from(REPS[1:]), st.sampled_from(MONTHS)),
    window=st.integers(1, 5),
)
def test_base_by_definition(
    book: Workbook, rows: list[Purchase], listed: dict[str, Listed], left: dict[str, int], window: int
) -> None:
    """Base, active and never bought by rep and month are what the definition gives, and active is within the base."""
    wipe(book)
    tables = {
        "staff": [{"rep": rep, "left_on": day_in(month)} for rep, month in left.items()],
        "clients": [
            {"client": client, "rep": one.rep, "since": None if one.since is None else day_in(one.since)}
            for client, one in listed.items()
        ],
        "sales": [
            {
                "day": day_in(row.month),
                "client": row.client,
                "rep": row.rep,
                "amount": -(2**place) if row.returned else 2**place,
            }
            for place, row in enumerate(rows)
        ],
    }
    fill(book, {"window_months": str(window)}, **{kind: some for kind, some in tables.items() if some})
    found = base_of(book)
    assert found == by_definition(rows, listed, left, window)
    assert all(0 <= active <= base for base, active, _ in found.values())
