"""A company's orders may come in several files: orders, their lines, clients, employees."""

from collections.abc import Callable

import pytest

from diagnostics.intake import FileResult
from diagnostics.workbook import Workbook

from .making import table

ORDERS = table(
    "OrderID,CustomerID,EmployeeID,OrderDate,ShippedDate",
    "1,C1,7,2024-01-15,2024-02-01",
    "2,C2,8,2024-01-20,",
    "3,C1,8,2024-02-10,2024-02-12",
)
LINES = table(
    "OrderID,ProductID,UnitPrice,Quantity,Discount",
    "1,11,10.50,2,0.10",
    "1,12,5.00,1,0",
    "2,11,10.50,1,0",
    "3,12,5.00,3,0.25",
)
CUSTOMERS = table(
    "CustomerID,CompanyName,ContactName", "C1,Клиент 1,Контакт 1", "C2,Клиент 2,Контакт 2", "C3,Клиент 3,Контакт 3"
)
EMPLOYEES = table(
    "EmployeeID,LastName,FirstName,Title,HireDate",
    "7,Первый,Менеджер,Sales Representative,2020-01-15",
    "8,Второй,Менеджер,Sales Manager,2020-01-15",
)
Bring = Callable[..., list[FileResult]]


def days(workbook: Workbook) -> list[tuple[object, ...]]:
    """client_day by names."""
    return workbook.query(
        """select c.name, r.name, day::text, amount, orders from client_day
           left join dim_client c using (client_id) left join dim_rep r using (rep_id) order by day"""
    )


def test_four_files(workbook: Workbook, bring: Bring) -> None:
    """Orders, lines, customers and employees of one call become sales with names, days and amounts."""
    results = bring(orders=ORDERS, lines=LINES, customers=CUSTOMERS, employees=EMPLOYEES)
    assert [result.status for result in results] == ["accepted"] * 4
    assert days(workbook) == [
        ("Клиент 1", "Первый Менеджер", "2024-01-15", 2_390, 1),
        ("Клиент 2", "Второй Менеджер", "2024-01-20", 1_050, 1),
        ("Клиент 1", "Второй Менеджер", "2024-02-10", 1_125, 1),
    ]
    assert workbook.query("select name, role from dim_rep order by name") == [
        ("Второй Менеджер", "head"),
        ("Первый Менеджер", "rep"),
    ]
    assert workbook.value("select count(*) from dim_client where listed") == 3


def test_halves_of_two_years_find_each_other(workbook: Workbook, bring: Bring) -> None:
    """Orders and lines of two years in any order: each file of lines goes with the orders that it names."""
    later = ORDERS.replace("\n1,", "\n101,").replace("\n2,", "\n102,").replace("\n3,", "\n103,").replace("2024-", "2025-")
    later_lines = LINES.replace("\n1,", "\n101,").replace("\n2,", "\n102,").replace("\n3,", "\n103,")
    results = bring(orders=ORDERS, later=later, later_lines=later_lines, lines=LINES)
    assert [result.status for result in results] == ["accepted"] * 4
    assert workbook.query("select year(day), sum(amount) from sale group by 1 order by 1") == [(2024, 4_565), (2025, 4_565)]


def test_one_batch_of_both_halves(workbook: Workbook, bring: Bring) -> None:
    """Orders and their lines are one batch of sales, whose totals stand with the lines."""
    orders, lines = bring(orders=ORDERS, lines=LINES)
    assert (orders.kind, lines.kind, orders.batch) == ("sales", "sales", lines.batch)
    assert (orders.joined_into, lines.totals.amount) == ("lines.csv", 4_565)
    assert workbook.query("select kind, count(*) from batch group by kind") == [("sales", 1)]


@pytest.mark.parametrize("order", [("orders", "lines"), ("lines", "orders")])
def test_order_of_files(workbook: Workbook, bring: Bring, order: tuple[str, str]) -> None:
    """In whichever order the halves are given."""
    bring(**{name: {"orders": ORDERS, "lines": LINES}[name] for name in order})
    assert workbook.value("select sum(amount) from client_day") == 4_565


@pytest.mark.parametrize(
    ("name", "text", "code"),
    [("orders", ORDERS, "orders_without_lines"), ("lines", LINES, "lines_without_orders")],
)
def test_half_alone(workbook: Workbook, bring: Bring, name: str, text: str, code: str) -> None:
    """One half without the other is refused and says which is missing."""
    (result,) = bring(**{name: text})
    assert (result.status, result.rejected) == ("rejected", code)
    assert workbook.value("select count(*) from batch") == 0


def test_half_alone_beside_others(workbook: Workbook, bring: Bring) -> None:
    """Other files of the call do not make up for the missing half, and are not imported either."""
    results = bring(orders=ORDERS, customers=CUSTOMERS)
    assert results[0].rejected == "orders_without_lines"
    assert workbook.value("select count(*) from batch") == 0


def test_line_without_its_order(workbook: Workbook, bring: Bring) -> None:
    """A line whose order is not in the other file is listed with its line, the others count."""
    _, lines = bring(orders=ORDERS, lines=LINES + "9,11,1.00,1,0\n")
    assert lines.status == "partial"
    assert [(problem.code, problem.line) for problem in lines.problems] == [("no_order", 6)]
    assert workbook.value("select sum(amount) from client_day") == 4_565


def test_order_with_an_unreadable_date(bring: Bring) -> None:
    """A bad date among the orders is told with the name of its column, not as a missing order."""
    _, lines = bring(orders=ORDERS.replace("2024-02-10", "2024-02-31"), lines=LINES)
    assert [(problem.code, problem.header, problem.found) for problem in lines.problems] == [
        ("bad_date", "OrderDate", "2024-02-31")
    ]


def test_order_listed_twice(workbook: Workbook, bring: Bring) -> None:
    """An order that stands twice among the orders does not double its lines."""
    bring(orders=ORDERS + "1,C1,7,2024-01-15,2024-02-01\n", lines=LINES)
    assert workbook.value("select sum(amount) from client_day") == 4_565


def test_order_date_wins(workbook: Workbook, bring: Bring) -> None:
    """An order counts on the day it was placed, not on the day it was shipped."""
    bring(
        sales=table(
            "Дата отгрузки;Дата заказа;Контрагент;Менеджер;Сумма", "05.03.2024;15.01.2024;Клиент 1;Менеджер 01;5"
        )
    )
    assert workbook.value("select day::text from client_day") == "2024-01-15"


def test_seller_on_the_client(workbook: Workbook, bring: Bring) -> None:
    """Where invoices name no seller, he stands with the client, by code."""
    bring(
        invoices=table("InvoiceId,CustomerId,InvoiceDate,Total", "1,5,2024-01-15,7.50", "2,6,2024-01-16,1.00"),
        customers=table("CustomerId,FirstName,LastName,SupportRepId", "5,Клиент,Пять,3", "6,Клиент,Шесть,"),
        employees=table(
            "EmployeeId,LastName,FirstName,Title,HireDate", "3,Третий,Менеджер,Sales Support Agent,2020-01-15"
        ),
    )
    assert [row[1:] for row in days(workbook)] == [
        ("Третий Менеджер", "2024-01-15", 750, 1),
        (None, "2024-01-16", 100, 1),
    ]


def test_lines_with_their_orders_again(workbook: Workbook, bring: Bring) -> None:
    """Both halves brought again, changed, replace the orders that they bring."""
    bring(orders=ORDERS, lines=LINES)
    bring(orders2=ORDERS, lines2=LINES.replace("5.00,3,0.25", "5.00,4,0.25"))
    assert workbook.value("select sum(amount) from client_day") == 4_565 - 1_125 + 1_500


def test_both_halves_unchanged(workbook: Workbook, bring: Bring) -> None:
    """Both halves brought again as they were change nothing and say so."""
    bring(orders=ORDERS, lines=LINES)
    before = workbook.version
    assert [result.status for result in bring(orders=ORDERS, lines=LINES)] == ["unchanged", "unchanged"]
    assert workbook.version == before


def test_dates_in_words(workbook: Workbook, bring: Bring) -> None:
    """The month of an order may stand in words beside others in figures; lines take those days too."""
    bring(orders=ORDERS.replace("2024-01-20", "20 января 2024 г."), lines=LINES, customers=CUSTOMERS)
    assert [(client, day, amount) for client, _rep, day, amount, _orders in days(workbook)] == [
        ("Клиент 1", "2024-01-15", 2_390),
        ("Клиент 2", "2024-01-20", 1_050),
        ("Клиент 1", "2024-02-10", 1_125),
    ]
