from collections.abc import Callable

import pytest

from diagnostics.intake.mapping import fingerprint, propose
from diagnostics.intake.rejection import Rejected

from .making import HEADER, Read, sale, table

KINDS = {
    "sales": ["Дата документа", "Номер документа", "Контрагент", "Менеджер", "Сумма"],
    "deals": [
        "ID",
        "Название сделки",
        "Бюджет",
        "Ответственный",
        "Дата создания сделки",
        "Дата закрытия",
        "Этап сделки",
        "Компания",
    ],
    "clients": ["Код контрагента", "Наименование", "ИНН", "Основной менеджер"],
    "staff": ["Табельный номер", "Сотрудник", "Подразделение", "Должность", "Дата приема", "Дата увольнения"],
    "plan": ["Месяц", "Менеджер", "План продаж"],
    "pay": ["Месяц", "Сотрудник", "Оклад", "Премия"],
    "activities": ["Дата и время звонка", "Менеджер", "Направление звонка", "Длительность, сек"],
    "payments": ["Дата оплаты", "Контрагент", "Ответственный", "Сумма"],
    "order_headers": ["OrderID", "CustomerID", "EmployeeID", "OrderDate"],
    "order_lines": ["OrderID", "ProductID", "UnitPrice", "Quantity", "Discount"],
}
ENGLISH = {
    "sales": ["Order Date", "Order Number", "Customer Name", "Sales Rep", "Total Amount"],
    "deals": ["Opportunity Owner", "Account Name", "Opportunity ID", "Stage", "Amount", "Close Date"],
    "clients": ["Customer ID", "Company Name", "Account Manager"],
    "staff": ["Employee ID", "Full Name", "Job Title", "Hire Date", "Termination Date"],
    "plan": ["Month", "Sales Rep", "Quota"],
    "pay": ["Month", "Employee", "Base Salary", "Commission"],
    "activities": ["Activity Date", "Owner", "Activity Type", "Duration"],
    "payments": ["Payment Date", "Customer", "Amount"],
}


@pytest.mark.parametrize("kind", KINDS)
def test_kind_by_headers(kind: str) -> None:
    """What a file holds is told by its headers."""
    assert propose(KINDS[kind], []).kind == kind


@pytest.mark.parametrize("kind", ENGLISH)
def test_kind_by_english_headers(kind: str) -> None:
    """In English too."""
    assert propose(ENGLISH[kind], []).kind == kind


@pytest.mark.parametrize("headers", [["Первый", "Второй"], ["Дата", "Комментарий"], [""]])
def test_unknown(headers: list[str]) -> None:
    """Headers that tell nothing are of no kind."""
    with pytest.raises(Rejected, match="unknown_kind"):
        propose(headers, [])


@pytest.mark.parametrize(
    ("headers", "field", "column"),
    [
        (["Дата", "Дата заказа", "Сумма"], "date", 1),
        (["Дата отгрузки", "Дата заказа", "Сумма"], "date", 1),
        (["Дата", "Сумма НДС", "Сумма"], "amount", 2),
        (["Дата", "Сумма без НДС", "Сумма с НДС"], "amount", 2),
        (["Дата", "Ответственный", "Менеджер", "Сумма"], "rep", 2),
        (["Дата", "Организация", "Контрагент", "Сумма"], "client", 2),
        (["Дата", "Цена", "Количество", "Сумма"], "amount", 3),
    ],
)
def test_best_of_several(headers: list[str], field: str, column: int) -> None:
    """Where several columns could feed a field, the one that names it best does."""
    assert propose(headers, []).fields[field] == column


def test_each_column_once() -> None:
    """No column feeds two fields."""
    for headers in (*KINDS.values(), *ENGLISH.values()):
        fields = list(propose(headers, []).fields.values())
        assert len(fields) == len(set(fields))


def test_amount_makes_price_and_quantity_idle(read: Callable[..., Read]) -> None:
    """Where the amount stands in the file nothing is multiplied."""
    found = read(
        table("Дата;Контрагент;Менеджер;Цена;Количество;Скидка;Сумма", "15.01.2024;Клиент 1;Менеджер 01;100;2;10;150")
    )
    assert found.column("amount") == [15_000]


@pytest.mark.parametrize(("cell", "kind"), [("15.01.2024", "sales"), ("завтра", None)])
def test_column_of_dates_holds_dates(read: Callable[..., Read], cell: str, kind: str | None) -> None:
    """A column is not taken for dates because of its header when it holds none."""
    assert read(table("Период;Номер накладной;Сумма", *[f"{cell};{n};5" for n in range(5)])).kind == kind


def test_status_without_outcomes_makes_no_deals(read: Callable[..., Read]) -> None:
    """A status column that speaks of papers and not of outcomes leaves sales what they are."""
    assert read(table(f"{HEADER};Статус", f"{sale(1)};Проведен", f"{sale(2)};Новый")).kind == "sales"


def test_status_with_outcomes_makes_deals(read: Callable[..., Read]) -> None:
    """A status column with won and lost makes the rows deals."""
    assert read(table(f"{HEADER};Статус", f"{sale(1)};won", f"{sale(2)};lost")).kind == "deals"


def test_sales_with_an_unknown_amount_are_no_client_list(read: Callable[..., Read]) -> None:
    """A table of dated rows in which no amount was found is not silently taken for a list of clients."""
    found = read(table("Дата;Номер;Контрагент;Менеджер;Сумма сделки нетто", sale(1), sale(2)))
    assert found.kind != "clients"


def test_named_kind_is_believed(read: Callable[..., Read]) -> None:
    """What the user says a file is, it is."""
    text = table("Дата;Контрагент;Сумма", "15.01.2024;Клиент 1;5")
    assert read(text).kind == "sales"
    assert read(text, kind="payments").kind == "payments"


def test_missing_columns_are_named(read: Callable[..., Read]) -> None:
    """When the named kind lacks columns, it is said which."""
    found = read(table("Контрагент;Менеджер", "Клиент 1;Менеджер 01"), kind="payments")
    assert (found.file["rejected"], found.file["missing"]) == ("missing_columns", ["date", "amount"])


def test_columns_as_pointed_at(read: Callable[..., Read]) -> None:
    """Columns that the user points at are taken, whatever their headers say."""
    text = table("Поле 1;Поле 2;Поле 3;Сумма", "15.01.2024;Клиент 1;7;5", "16.01.2024;Клиент 2;8;5")
    found = read(text, kind="sales", fields={"date": 0, "client": 1, "amount": 2})
    assert (found.kind, found.column("client"), found.column("amount")) == (
        "sales",
        ["Клиент 1", "Клиент 2"],
        [700, 800],
    )
    assert found.file["mapping"] == {"date": "Поле 1", "client": "Поле 2", "amount": "Поле 3"}


def test_too_few_columns_pointed_at(read: Callable[..., Read]) -> None:
    """Columns that are not enough for the kind are refused."""
    found = read(table("Поле 1;Поле 2", "15.01.2024;5"), kind="sales", fields={"date": 0})
    assert (found.file["rejected"], found.file["missing"]) == ("missing_columns", ["amount"])


def test_fingerprint_of_a_layout() -> None:
    """A report exported again is known by its headers, whatever their spelling."""
    one = fingerprint(["Менеджер", "Месяц", "План"])
    assert one == fingerprint(["МЕНЕДЖЕР ", "месяц", "План, руб."])
    assert one != fingerprint(["Менеджер", "Отдел"])
    assert fingerprint(["Дата", "Сумма"]) != fingerprint(["Сумма", "Дата"])


def test_months_in_columns_do_not_change_a_layout(read: Callable[..., Read]) -> None:
    """The plan of another year, with other months over its columns, is the same report."""
    one = read(table("Менеджер;Январь 2024;Февраль 2024", "Менеджер 01;5;6"))
    other = read(table("Менеджер;Март 2025;Апрель 2025;Май 2025", "Менеджер 01;5;6;7"))
    assert one.file["source"] == other.file["source"]
