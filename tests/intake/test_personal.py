"""Personal data is neither taken nor shown."""

from collections.abc import Callable

import pytest

from diagnostics.intake.personal import personal_columns

from .making import Read, table

HEADERS = ["Дата", "Клиент", "Рабочий телефон", "Рабочий email", "Паспорт", "Сумма"]


@pytest.mark.parametrize(
    ("header", "cells", "is_personal"),
    [
        ("Рабочий телефон", ["1"], True),
        ("E-mail контакта", ["x"], True),
        ("Связь", ["+7 000 555-01-02", "8 (000) 555-01-03", "'+70005550104"], True),
        ("Связь", ["a@example.invalid", "b.c@example.invalid", "нет"], True),
        ("Документ", ["00 00 000000", "00 01 000001"], True),
        ("Номер", ["УТ-000001", "УТ-000002"], False),
        ("ИНН", ["7707083893", "500100732259"], False),
        ("Сумма", ["80005550102", "1000"], False),
        ("Комментарий", ["позвонить +7 000 555-01-02 завтра", ""], False),
    ],
)
def test_which_columns_are_personal(header: str, cells: list[str], is_personal: bool) -> None:
    """Phones, e-mails and passports are known by their header or by most of their cells."""
    assert bool(personal_columns([header], [[cell] for cell in cells])) is is_personal


def test_not_shown_and_not_taken(read: Callable[..., Read]) -> None:
    """The preview, which may stand on a wall, has no phone in it; the columns are named as left out."""
    found = read(table(";".join(HEADERS), "15.01.2024;Клиент 1;+70005550101;a@example.invalid;00 00 000000;5"))
    assert found.file["personal"] == ["Рабочий телефон", "Рабочий email", "Паспорт"]
    assert found.file["preview"] == [["15.01.2024", "Клиент 1", None, None, None, "5"]]
    assert "0005550101" not in str(found.rows)


def test_a_phone_is_no_client(read: Callable[..., Read]) -> None:
    """A column of phones under a client's header is not taken for the client by itself."""
    found = read(table("Дата;Клиент;Менеджер;Сумма", "15.01.2024;+70005550101;Менеджер 01;5", "16.01.2024;+70005550102;Менеджер 01;5"))
    assert (found.kind, "client" in found.file["mapping"]) == ("sales", False)
