"""Undo restores exactly what was: any history equals a fresh workbook with the imports that were not taken back."""

import sys
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from hypothesis import Phase, given, settings
from hypothesis import strategies as st

from diagnostics.workbook import Workbook, create_workbook, undo

from .raw import fill, put_raw, rollups, wipe

Rows = list[dict[str, Any]]


def sales(*rows: tuple[int, str | None, int]) -> Rows:
    """Sales as (month, number, amount); client and rep follow from the amount."""
    return [
        {"day": date(2024, month, 15), "doc": doc, "amount": amount, "client": f"Клиент {amount % 3}",
         "rep": f"Менеджер 0{amount % 2}" if amount % 5 else None}
        for month, doc, amount in rows
    ]  # fmt: skip


FILES: dict[str, tuple[str, Rows]] = {
    "numbered": ("sales", sales((1, "1", 101), (1, "2", 102), (2, "3", 103), (2, "3", 104))),
    "numbered again": ("sales", sales((1, "2", 202), (2, "3", 205), (3, "4", 204))),
    "numbered shrunk": ("sales", sales((2, "3", -303))),
    "periods": ("sales", sales((1, None, 11), (2, None, 12), (3, None, 13))),
    "periods again": ("sales", sales((2, None, 22), (3, None, 25), (5, None, 24))),
    "clients": (
        "clients",
        [{"client": "Клиент 0", "rep": "Менеджер 00"}, {"client": "Клиент 8", "rep": "Менеджер 01"}],
    ),
    "clients again": ("clients", [{"client": "Клиент 2", "client_code": "K2", "rep": "Менеджер 01"}]),
    "staff": ("staff", [{"rep": "Менеджер 00", "left_on": date(2024, 2, 20)}, {"rep": "Менеджер 01"}]),
    "staff again": ("staff", [{"rep": "Менеджер 00", "hired": date(2020, 1, 1)}, {"rep": "Менеджер 05"}]),
    "deals": (
        "deals",
        [{"day": date(2024, 4, 1), "closed": date(2024, 4, 1), "doc": "D1", "client": "Клиент 1", "amount": 9}],
    ),
    "deals lost": (
        "deals",
        [{"day": date(2024, 4, 1), "state": "lost", "doc": "D1", "client": "Клиент 1", "amount": 9}],
    ),
}
STEPS = st.lists(st.sampled_from(sorted(FILES)) | st.integers(0, 5), min_size=2, max_size=8)


def source(name: str) -> str:
    """Files of one family have one layout."""
    return name.split(maxsplit=1)[0]


@pytest.fixture(scope="module")
def pair(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[Workbook, Workbook]]:
    """A workbook with a history, and one that gets only what survives of it."""
    folder: Path = tmp_path_factory.mktemp("undo")
    lived, fresh = (create_workbook(folder / f"{name}.duckdb", "Проба") for name in ("lived", "fresh"))
    with pytest.MonkeyPatch.context() as patch:  # deriving takes long: it is done once, at the end of each history
        patch.setattr(sys.modules[undo.__module__], "derive", lambda cursor: None)
        yield lived, fresh
    lived.close()
    fresh.close()


@settings(max_examples=8, deadline=None, derandomize=True, phases=[Phase.generate])
@given(steps=STEPS)
def test_any_history(pair: tuple[Workbook, Workbook], steps: list[str | int]) -> None:
    """After any imports and undos every roll-up is that of a fresh workbook with the surviving imports."""
    lived, fresh = pair
    wipe(lived)
    wipe(fresh)
    surviving: dict[int, str] = {}
    for step in steps:
        if isinstance(step, str):
            surviving[put_raw(lived, *FILES[step], source(step))] = step
        elif surviving:
            batch = sorted(surviving)[step % len(surviving)]
            undo(lived, batch)
            del surviving[batch]
    fill(lived)
    for _, name in sorted(surviving.items()):
        put_raw(fresh, *FILES[name], source(name))
    fill(fresh)
    assert rollups(lived) == rollups(fresh)
