"""Files about people: staff, clients, pay, calls and meetings, payments."""

from collections.abc import Callable

import pytest

from diagnostics.intake.outcomes import role_of

from .making import Read, table


@pytest.mark.parametrize(
    ("position", "role"),
    [
        ("Собственник", "owner"),
        ("Учредитель", "owner"),
        ("РОП", "head"),
        ("Руководитель отдела продаж", "head"),
        ("Начальник отдела продаж № 2", "head"),
        ("Коммерческий директор", "head"),
        ("Sales Manager", "head"),
        ("Head of Sales", "head"),
        ("Менеджер по продажам", "rep"),
        ("Старший менеджер", "rep"),
        ("МЕНЕДЖЕР", "rep"),
        ("Торговый представитель", "rep"),
        ("Account Manager", "rep"),
        ("Sales Representative", "rep"),
        ("Бухгалтер", "other"),
        ("Кладовщик", "other"),
        ("Генеральный директор", "other"),
    ],
)
def test_role_of_a_position(position: str, role: str) -> None:
    """A position makes an owner, a head, a rep or somebody who does not sell."""
    assert role_of(position) == role


def test_staff(read: Callable[..., Read]) -> None:
    """A staff list gives people with their roles and their days of coming and going."""
    header = "Табельный номер;Сотрудник;Подразделение;Должность;Дата приема;Дата увольнения"
    found = read(
        table(
            header,
            "007;Менеджер 01;Отдел 1;Менеджер по продажам;15.01.2020;",
            "8;Менеджер 02;Отдел 1;РОП;15.01.2020;31.12.2023",
            "9;Менеджер 03;Склад;Кладовщик;;-",
        )
    )
    assert found.kind == "staff"
    assert found.column("rep") == ["Менеджер 01", "Менеджер 02", "Менеджер 03"]
    assert found.column("rep_code") == ["007", "8", "9"]
    assert found.column("role") == ["rep", "head", "other"]
    assert found.column("left_on") == [None, "2023-12-31", None]


def test_name_in_three_columns(read: Callable[..., Read]) -> None:
    """Surname, given name and patronymic are put together as each script writes them."""
    header = "Фамилия;Имя;Отчество;Должность"
    found = read(
        table(
            header,
            "Первый;Менеджер;Третьевич;Менеджер",
            "Второй;Менеджер;;Менеджер",
            "Doe;Rep;M;Менеджер",
            "Roe;Rep;;Менеджер",
        )
    )
    assert found.column("rep") == ["Первый Менеджер Третьевич", "Второй Менеджер", "Rep M Doe", "Rep Roe"]


def test_staff_without_positions(read: Callable[..., Read]) -> None:
    """Where positions are unknown everybody is a rep."""
    assert read(table("Сотрудник;Дата приема", "Менеджер 01;15.01.2020")).column("role") == ["rep"]


def test_person_without_a_name(read: Callable[..., Read]) -> None:
    """A line of the staff list without a name is listed."""
    found = read(table("Сотрудник;Должность", "Менеджер 01;РОП", ";Менеджер"))
    assert found.problems == [("empty_cell", 3, "Сотрудник", None)]


def test_unreadable_day_of_leaving(read: Callable[..., Read]) -> None:
    """A day of leaving that cannot be read is told, not passed over."""
    found = read(table("Сотрудник;Дата увольнения", "Менеджер 01;31.02.2024", "Менеджер 02;15.01.2024"))
    assert found.problems == [("bad_date", 2, "Дата увольнения", "31.02.2024")]


def test_clients(read: Callable[..., Read]) -> None:
    """A client list gives names, codes, who leads each and since when; a code may stand for a name."""
    header = "Код контрагента;Наименование;ИНН;Основной менеджер;Дата регистрации"
    found = read(table(header, "К1;Клиент 1;7700000001;Менеджер 01;15.01.2020", "К2;;;;"))
    assert found.kind == "clients"
    assert found.column("client") == ["Клиент 1", "К2"]
    assert found.column("client_code") == ["К1", "К2"]
    assert found.column("rep") == ["Менеджер 01", None]
    assert found.column("since") == ["2020-01-15", None]


def test_pay(read: Callable[..., Read]) -> None:
    """Pay is what was accrued, or fixed pay and bonus together."""
    found = read(
        table(
            "Месяц;Сотрудник;Оклад;Премия", "Январь 2024;Менеджер 01;50 000;10 000,50", "15.02.2024;Менеджер 01;50 000;"
        )
    )
    assert found.kind == "pay"
    assert found.column("day") == ["2024-01-01", "2024-02-01"]
    assert found.column("total") == [6_000_050, 5_000_000]
    found = read(table("Месяц;Сотрудник;Оклад;Начислено", "Январь 2024;Менеджер 01;50 000;70 000"))
    assert found.column("total") == [7_000_000]


def test_unreadable_pay(read: Callable[..., Read]) -> None:
    """A line of pay with an amount that cannot be read is refused: half of a sum is worse than none."""
    found = read(
        table(
            "Месяц;Сотрудник;Оклад;Премия", "Январь 2024;Менеджер 01;50000;5000", "Январь 2024;Менеджер 02;50000;много"
        )
    )
    assert (found.column("rep"), found.problems) == (["Менеджер 01"], [("bad_amount", 3, "Премия", "много")])


def test_calls(read: Callable[..., Read]) -> None:
    """Calls and meetings give who, when, with whom, of what type and how long."""
    found = read(
        table(
            "Дата и время звонка;Менеджер;Клиент;Направление звонка;Длительность",
            "15.01.2024 10:00:00;Менеджер 01;Клиент 1;Исходящий;3:25",
            "15.01.2024 11:00:00;Менеджер 01;;Входящий;1:00:00",
        )
    )
    assert found.kind == "activities"
    assert found.column("seconds") == [205, 3_600]
    assert found.column("client") == ["Клиент 1", None]
    assert found.column("type") == ["Исходящий", "Входящий"]


def test_payments(read: Callable[..., Read]) -> None:
    """Payments are known by their date."""
    found = read(table("Дата оплаты;Контрагент;Ответственный;Сумма", "15.01.2024;Клиент 1;Менеджер 01;5,50"))
    assert (found.kind, found.column("day"), found.column("amount")) == ("payments", ["2024-01-15"], [550])
