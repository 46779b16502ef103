"""Rows that sum up the others, and rows of a report's frame."""

from collections.abc import Callable

import pytest

from .making import HEADER, HEADERS, Read, sale, table, xlsx

WORDS = ["Итого", "ИТОГО:", "Всего", "Общий итог", "Total", "Grand Total", "Grand Totals (2 records)", "  Итого "]


@pytest.mark.parametrize("cell", [0, 2])
def test_total_row(read: Callable[..., Read], cell: int) -> None:
    """A total row, by its word in any cell, is no sale; the last one's sum is kept as a control."""
    totals = [";".join([*[""] * cell, word, *[""] * (3 - cell), f"{place},00"]) for place, word in enumerate(WORDS)]
    found = read(table(HEADER, *(sale(n) for n in range(20)), *totals))
    assert found.column("line") == list(range(2, 22))
    assert found.file["rows"] == {"read": 28, "accepted": 20, "rejected": 0, "ignored": 8}
    assert (found.file["control"], found.problems) == (700, [])


def test_no_total_row(read: Callable[..., Read]) -> None:
    """A file without a total row has no control sum."""
    assert read(table(HEADER, sale(1), sale(2))).file["control"] is None


def test_control_is_what_the_file_says(read: Callable[..., Read]) -> None:
    """The control sum is the file's own figure, also where the rows do not add up to it."""
    found = read(table(HEADER, sale(1), sale(2), "Итого;;;;1 999,99"))
    assert (found.file["control"], sum(found.column("amount"))) == (199_999, 2_000)


def test_subtotals(read: Callable[..., Read]) -> None:
    """Subtotals do not count either, and the last total is the control."""
    first, second = [sale(n) for n in (1, 2, 3)], [sale(n) for n in (4, 5, 6)]
    found = read(
        table(
            HEADER,
            *first,
            "Итого по Менеджер 01;;;;30,00",
            *second,
            "Итого по Менеджер 02;;;;30,00",
            "Общий итог;;;;60,00",
        )
    )
    assert found.column("line") == [2, 3, 4, 6, 7, 8]
    assert (found.file["control"], found.file["rows"]["ignored"]) == (6_000, 3)


@pytest.mark.parametrize("title", ["Итого Менеджер 01", "Менеджер 01 Итог", "Всего продаж", "Итого за январь"])
def test_words_of_a_subtotal(read: Callable[..., Read], title: str) -> None:
    """A row without a day that is titled a total, before or behind what it sums up, is no mistake."""
    found = read(table(HEADER, *(sale(n) for n in range(5)), f"{title};;;;50,00"))
    assert (len(found.rows), found.problems) == (5, [])


def test_total_row_of_a_sheet(read: Callable[..., Read]) -> None:
    """In a sheet too, where the total is a number."""
    rows = [HEADERS, ["15.01.2024", 1, "Клиент 1", "Менеджер 01", 10.5], [], ["Итого", None, None, None, 10.5]]
    found = read(xlsx(rows), "a.xlsx")
    assert (found.column("amount"), found.file["control"]) == ([1_050], 1_050)


def test_tail_of_a_report(read: Callable[..., Read]) -> None:
    """The lines with which a report ends are no sales and no mistakes."""
    tail = ["Confidential Information - Do Not Distribute", "Copyright © 2025", "Сформирован: 01.02.2024"]
    found = read(table(HEADER, *(sale(n) for n in range(5)), *tail))
    assert (found.column("line"), found.problems) == ([2, 3, 4, 5, 6], [])


@pytest.mark.parametrize("name", ["Всего хорошего", "Total Service", "Итоговый Клиент", "Тоталити"])
def test_client_called_like_a_total(read: Callable[..., Read], name: str) -> None:
    """A sale to a client whose name begins like a total row is a sale."""
    found = read(table(HEADER, sale(1), f"15.01.2024;2;{name};Менеджер 01;5", sale(3)))
    assert found.column("client") == ["Клиент 1", name, "Клиент 3"]


@pytest.mark.parametrize("name", ["Всего хорошего", "Total Service"])
def test_deal_with_a_client_called_like_a_total(read: Callable[..., Read], name: str) -> None:
    """So is a won deal with him a deal."""
    found = read(
        table(
            "ID сделки;Дата закрытия;Этап сделки;Контрагент;Ответственный;Сумма",
            f"1;15.01.2024;Успешно реализовано;{name};Менеджер 01;5",
            "2;15.01.2024;Успешно реализовано;Клиент 2;Менеджер 01;5",
        )
    )
    assert found.column("client") == [name, "Клиент 2"]


@pytest.mark.parametrize("name", ["Всего хорошего", "Total Service"])
def test_client_list_with_a_name_like_a_total(read: Callable[..., Read], name: str) -> None:
    """And he stands in the list of clients."""
    found = read(table("Контрагент;ИНН;Менеджер", f"{name};7700000001;Менеджер 01", "Клиент 2;7700000002;Менеджер 01"))
    assert found.column("client") == [name, "Клиент 2"]


@pytest.mark.parametrize(
    ("header", "lines"),
    [
        ("Месяц;Менеджер;План", ["Январь 2024;Менеджер 01;5", "Итого;;5"]),
        ("Менеджер;Январь 2024;Февраль 2024", ["Менеджер 01;5;6", "Итого;5;6"]),
        ("Месяц;Сотрудник;Оклад;Премия", ["Январь 2024;Менеджер 01;5;6", "Всего;;5;6"]),
        ("ID сделки;Дата закрытия;Этап сделки;Ответственный;Сумма", ["1;15.01.2024;Won;Менеджер 01;5", "Total;;;;5"]),
    ],
    ids=["plan", "wide plan", "pay", "deals"],
)
def test_total_row_of_other_kinds(read: Callable[..., Read], header: str, lines: list[str]) -> None:
    """Plans, pay and deals have total rows too."""
    found = read(table(header, *lines))
    assert set(found.column("line")) == {2}
    assert (found.file["rows"]["ignored"], found.problems) == (1, [])
