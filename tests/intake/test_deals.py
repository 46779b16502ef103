from collections.abc import Callable

import pytest

from diagnostics.intake.outcomes import stage_states

from .making import Read, table

HEADER = "ID;Бюджет;Ответственный;Дата создания сделки;Дата закрытия;Этап сделки;Компания;Источник;Источник"


def deal(
    number: int, stage: str, created: str = "10.01.2024 10:00:00", closed: str = "15.02.2024", amount: str = "100"
) -> str:
    """A line of a deals file."""
    return f"{number};{amount};Менеджер 01;{created};{closed};{stage};Клиент {number};Сайт;Реклама"


@pytest.mark.parametrize(
    ("stage", "state"),
    [
        ("Успешно реализовано", "won"),
        ("Закрыто и реализовано", "won"),
        ("Закрыто и не реализовано", "lost"),
        ("ЗАКРЫТО И НЕ РЕАЛИЗОВАНО", "lost"),
        ("Сделка успешна", "won"),
        ("Сделка провалена", "lost"),
        ("Завершена удачно", "won"),
        ("Завершена неудачно", "lost"),
        ("Отменён", "lost"),
        ("Closed Won", "won"),
        ("closedwon", "won"),
        ("Closed Lost", "lost"),
        ("closedlost", "lost"),
        ("Won", "won"),
        ("lost", "lost"),
        ("142", "won"),
        ("143", "lost"),
        (" Won ", "won"),
        ("Переговоры", "open"),
        ("Почти успех", "open"),
        ("Негатив won back", "open"),
    ],
)
def test_state_of_a_stage(stage: str, state: str) -> None:
    """Stages of every system are won, lost or open; lost is tested before won, whose name it may contain."""
    assert stage_states([stage, "Won"])[stage] == state


@pytest.mark.parametrize("stage", ["Оплачено", "Оплачен", "Отгружен", "Paid"])
def test_paid_is_won_where_nothing_else_is(stage: str) -> None:
    """Paid or shipped count as won only in a file that has no other won stage."""
    assert stage_states([stage, "Новая"]) == {stage: "won", "Новая": "open"}
    assert stage_states([stage, "Сделка успешна"]) == {stage: "open", "Сделка успешна": "won"}


def test_outcomes(read: Callable[..., Read]) -> None:
    """Won, lost and open deals are told apart, with the days of making and of closing."""
    found = read(
        table(
            HEADER,
            deal(1, "Успешно реализовано"),
            deal(2, "Закрыто и не реализовано"),
            deal(3, "Переговоры", closed=""),
        )
    )
    assert found.kind == "deals"
    assert found.column("state") == ["won", "lost", "open"]
    assert found.column("created") == ["2024-01-10"] * 3
    assert found.column("closed") == ["2024-02-15", "2024-02-15", None]
    assert found.column("day") == ["2024-02-15", "2024-02-15", "2024-01-10"]


def test_won_without_a_closing_day(read: Callable[..., Read]) -> None:
    """A won deal that has no day of closing counts on the day it was made; an open one has none."""
    found = read(
        table(HEADER, deal(1, "Успешно реализовано", closed="01.01.0001 0:00:00"), deal(2, "Переговоры", closed=""))
    )
    assert found.column("closed") == ["2024-01-10", None]


def test_repeated_header(read: Callable[..., Read]) -> None:
    """Of two columns called «Источник» the first says where a deal came from."""
    assert read(table(HEADER, deal(1, "Won"))).column("source") == ["Сайт"]


def test_deal_without_an_amount(read: Callable[..., Read]) -> None:
    """An amount may be missing: the deal still counts as one."""
    found = read(table(HEADER, deal(1, "Won"), deal(2, "Lost", amount="")))
    assert (found.column("amount"), found.problems) == ([10_000, None], [])


def test_unreadable_cell_of_a_deal(read: Callable[..., Read]) -> None:
    """A deal with an amount or a day that cannot be read is listed and refused."""
    found = read(table(HEADER, deal(1, "Won"), deal(2, "Won", amount="много"), deal(3, "Won", closed="31.02.2024")))
    assert found.column("doc") == ["1"]
    assert sorted(found.problems) == [
        ("bad_amount", 3, "Бюджет", "много"),
        ("bad_date", 4, "Дата закрытия", "31.02.2024"),
    ]


def test_planned_closing_where_there_is_no_other(read: Callable[..., Read]) -> None:
    """The day on which a deal was expected to close stands for the one it closed on, and it is told that it does."""
    header = "ID сделки;Сумма;Ответственный;Дата создания;Предполагаемая дата закрытия;Стадия сделки"
    found = read(table(header, "1;5;Менеджер 01;10.01.2024;31.12.2024;Сделка успешна"))
    assert found.column("closed") == ["2024-12-31"]
    assert found.problems == [("planned_date", None, "Предполагаемая дата закрытия", "1")]


def test_planned_closing_beside_the_real_one(read: Callable[..., Read]) -> None:
    """Where the file says when a deal closed, what was expected does not matter."""
    header = "ID сделки;Сумма;Ответственный;Дата создания;Дата закрытия;Предполагаемая дата закрытия;Стадия сделки"
    found = read(table(header, "1;5;Менеджер 01;10.01.2024;15.01.2024;31.12.2024;Сделка успешна"))
    assert (found.column("closed"), found.problems) == (["2024-01-15"], [])


def test_best_column_for_the_stage(read: Callable[..., Read]) -> None:
    """Of two columns that could be the stage the one that tells outcomes is."""
    found = read(
        table(
            "Deal - ID;Deal - Stage;Deal - Status;Deal - Value;Deal - Deal closed on;Deal - Owner",
            "1;Negotiation;won;5;2024-02-15;Менеджер 01",
            "2;Contact;lost;5;2024-02-15;Менеджер 01",
        )
    )
    assert (found.kind, found.column("state")) == ("deals", ["won", "lost"])
    assert found.column("step") == ["Negotiation", "Contact"]


def test_a_second_column_of_outcomes_is_no_step(read: Callable[..., Read]) -> None:
    """A lost deal that stands at "lost" has forgotten where it was lost; alone the stage is the state and no step."""
    rows = ("1;Сделка успешна;Успех;5;15.02.2024;Менеджер 01", "2;Сделка провалена;Провал;5;15.02.2024;Менеджер 01", "3;Переговоры;В работе;5;15.02.2024;Менеджер 01")
    found = read(table("ID сделки;Стадия сделки;Группа стадий;Сумма;Дата закрытия;Ответственный", *rows))
    assert found.column("state") == ["won", "lost", "open"]
    assert [step for step in found.column("step") if step] in ([], ["Переговоры"], ["В работе"])
    alone = read(table(HEADER, deal(1, "Переговоры"), deal(2, "Успешно реализовано")))
    assert alone.column("step") == [None, None]


@pytest.mark.parametrize(
    ("header", "cells"),
    [("Ближайшая задача", ("Позвонить", "Нет задач", "")), ("Дата следующего действия", ("05.01.2026 10:00", "", "скоро")), ("Deal - Next activity date", ("2026-01-05", "", ""))],
)
def test_what_is_to_be_done_next(read: Callable[..., Read], header: str, cells: tuple[str, ...]) -> None:
    """In words or as a day, as the file writes it; what cannot be read as a day refuses no deal."""
    stages = ("Успешно реализовано", "Переговоры", "Переговоры")
    found = read(table(f"{HEADER};{header}", *(f"{deal(number, stage)};{cell}" for number, (stage, cell) in enumerate(zip(stages, cells, strict=True)))))
    assert (found.kind, found.problems) == ("deals", [])
    assert found.column("next_step") == [cell if cell and cell != "Нет задач" else None for cell in cells]
