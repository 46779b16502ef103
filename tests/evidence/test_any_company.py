"""Whatever the company: the order and the names of its rows, their batches and the unit of money change no figure."""

from dataclasses import replace
from datetime import date

import numpy as np
import pytest
from hypothesis import Phase, given, settings
from hypothesis import strategies as st

from diagnostics.evidence import meanings, measure
from diagnostics.workbook import derive
from tests.conftest import EXAMPLES

from .companies import Activity, Client, Company, Pay, Person, Plan, fill, months, scratch
from .figures import figures, same
from .test_growth import made_up

PARTS = 4  # in which the examples are tried side by side
REPS = [f"Менеджер {number:02}" for number in range(1, 5)]
NEW_NAMES = dict(zip(REPS, ("Яковлева", "Щукин", "Борисов", "Агеева"), strict=True)) | {None: None}
"""They sort the other way round."""


def company(seed: int) -> Company:
    """Sales of up to three years by four reps, most of whom have a plan, pay, calls and a day on which they came or left."""
    draw = np.random.default_rng(seed)
    days = months("2023-01", int(draw.integers(13, 37)), 1)
    listed = [Client(f"Клиент {place}", REPS[draw.integers(4)] if draw.random() < 0.8 else None, days[draw.integers(len(days))]) for place in range(30)]
    staff = [Person(rep, date(2021, 1 + place, 1), days[draw.integers(6, len(days))] if place == 3 else None) for place, rep in enumerate(REPS)]
    return Company(
        sales=made_up(seed, len(days)),
        plan=[Plan(day, int(draw.integers(100_000, 900_000)), rep) for rep in REPS for day in days if draw.random() < 0.7],
        clients=listed,
        staff=staff,
        pay=[Pay(day, 2 * int(draw.integers(20_000, 60_000)), rep, 40_000) for rep in REPS for day in days],
        activities=[Activity(days[draw.integers(len(days))], REPS[draw.integers(4)], f"Клиент {draw.integers(25)}") for _ in range(60)],
    )


def otherwise(made: Company, seed: int) -> Company:
    """The same company with its rows in another order, under other names, in half the unit of money."""
    draw = np.random.default_rng(seed)

    def rows(table: tuple, *money: str) -> list:
        mixed = [table[place] for place in draw.permutation(len(table))]
        changed = [replace(row, **{name: 2 * getattr(row, name) for name in money}) for row in mixed]
        changed = [replace(row, rep=NEW_NAMES[row.rep]) if hasattr(row, "rep") else row for row in changed]
        return [replace(row, client=f"Покупатель {hash_of(row.client)}") if getattr(row, "client", None) else row for row in changed]

    return Company(
        sales=rows(tuple(made.sales), "amount"), plan=rows(tuple(made.plan), "amount"), clients=rows(tuple(made.clients)),
        staff=rows(tuple(made.staff)), pay=rows(tuple(made.pay), "total", "base"), activities=rows(tuple(made.activities)),
    )  # fmt: skip


def hash_of(client: str) -> int:
    """A number that sorts unlike the name."""
    return int(client.split()[1]) * 7_919 % 10_007


@pytest.fixture(scope="module")
def shared():
    """One workbook for all examples."""
    with scratch() as workbook:
        yield workbook


# not shrunk: a workbook is built anew for every try
@pytest.mark.parametrize("part", range(PARTS))
@settings(max_examples=EXAMPLES // PARTS, phases=[Phase.explicit, Phase.generate])
@given(st.integers(0, 2**32))
def test_what_must_not_matter_does_not(shared, part, seed):
    """Money doubles, and no share, count, month or interval of them moves."""
    seed = PARTS * seed + part
    made = company(seed)
    before = figures(measure(fill(shared, made)))
    before = {name: [*rest, {NEW_NAMES[rep]: value for rep, value in by_rep.items()}] for name, (*rest, by_rep) in before.items()}
    fill(shared, otherwise(made, seed))
    with shared.writing() as cursor:  # and the sales in two batches
        cursor.execute("insert into batch (id, call, kind, source) values (99, 1, 'sales', 'sale')")
        cursor.execute("update sale set batch = 99 where line % 2 = 0")
        derive(cursor)
    after = figures(measure(shared))
    for name in [name for name in before if meanings()[name].unit == "money"]:
        (one, *_, by_one), (other, *_, by_other) = before.pop(name), after.pop(name)
        assert (one is None) == (other is None)
        assert one is None or other == pytest.approx(2 * one, abs=40), "the kopecks of rounding, rep by rep"
        assert by_other == pytest.approx({rep: 2 * value for rep, value in by_one.items()}, abs=10), name
    assert same(before, after)
