"""A long table is first estimated: whether rows stand twice in it is found out from a part of its rows."""

import pytest

from .making import HEADER, table

ROWS = 4_000


@pytest.fixture(autouse=True)
def short(monkeypatch: pytest.MonkeyPatch) -> None:
    """What is long here would be read in no time elsewhere."""
    monkeypatch.setattr("diagnostics.intake.repeats.LONG", 1_000)


def asked(read, header: str, rows: list[str]) -> list[str]:
    """The questions about a table of these rows."""
    return [question["id"] for question in read(table(header, *rows)).questions]


@pytest.mark.parametrize("times", [1, 2])
def test_a_long_table_that_was_pasted_twice_is_asked_about(read, times):
    """Each row stands twice, the second time far below; the same rows once are no matter."""
    rows = [f"15.01.2024;Д{n};Клиент {n % 50};Менеджер {n % 3};{n},50" for n in range(ROWS)]
    assert ("repeats" in asked(read, HEADER, rows * times)) == (times == 2)


@pytest.mark.parametrize("times", [1, 2])
def test_first_cells_that_are_all_alike_hide_nothing(read, times):
    """By the first cells all of the table or none of it is drawn: then all of it is looked at."""
    rows = [f"15.01.2024;Клиент 1;Менеджер 1;{n},50" for n in range(ROWS)]
    assert ("repeats" in asked(read, "Дата;Контрагент;Менеджер;Сумма", rows * times)) == (times == 2)
