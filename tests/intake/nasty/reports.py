"""Reports of 1C: parameters above the header, groups above their items, managers or months in the columns."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from .cases import Case, Check, case, left_out, mapped, problem, refused, taken
from .world import CLIENTS, MONTHS, REPS, SALES, Sale, by_month, of_month, total, totals
from .write import NBSP, Page, apart, comma, dotted, text, xls, xlsx

JULY = "Период: 01.07.2024 - 31.07.2024"
YEAR = "Период: 01.01.2024 - 31.12.2024"
Key = Callable[[Sale], str]


@dataclass(frozen=True)
class Node:
    """A row of a grouped report: how deep it stands, what it is called, the sales that it adds up."""

    depth: int
    label: str
    sales: tuple[Sale, ...]

    @property
    def figures(self) -> list[Any]:
        """Quantity, revenue, cost, gross profit and the share of it."""
        amount, cost = (sum((getattr(sale, name) for sale in self.sales), Decimal(0)) for name in ("amount", "cost"))
        return [
            sum(sale.quantity for sale in self.sales),
            amount,
            cost,
            amount - cost,
            (100 * (amount - cost) / amount).quantize(Decimal("0.01")),
        ]


def rep(sale: Sale) -> str:
    """Groups by rep."""
    return sale.rep


def client(sale: Sale) -> str:
    """Groups by client."""
    return sale.client.name


def goods(sale: Sale) -> str:
    """Groups by goods; 1C puts a comma behind where the characteristic would stand."""
    return f"{sale.product}, "


def document(sale: Sale) -> str:
    """Groups by document, written as 1C does."""
    return f"Реализация товаров и услуг {sale.doc} от {dotted(sale.day)} 21:00:00"


def month(sale: Sale) -> str:
    """Groups by month."""
    return f"{MONTHS[sale.day.month - 1]} {sale.day.year} г."


def tree(sales: Sequence[Sale], *keys: Key, depth: int = 0) -> list[Node]:
    """The rows of a report grouped by these keys, every group above what it adds up."""
    if not keys:
        return []
    nodes = []
    for label in dict.fromkeys(map(keys[0], sales)):
        own = tuple(sale for sale in sales if keys[0](sale) == label)
        nodes += [Node(depth, label, own), *tree(own, *keys[1:], depth=depth + 1)]
    return nodes


def leaves(nodes: Sequence[Node]) -> int:
    """How many rows add up no others."""
    return sum(node.depth == max(one.depth for one in nodes) for node in nodes)


MEASURES = ["Количество", "Выручка", "Себестоимость", "Валовая прибыль", "Рентабельность, %"]
BY_GOODS = tree(of_month(), rep, client, goods)
ITEMS = {"accepted": leaves(BY_GOODS), "rejected": 0}
ABOVE: list[list[Any]] = [
    ["Валовая прибыль предприятия", *[None] * 5],
    [None] * 6,
    ["Параметры:", JULY, *[None] * 4],
    [None, "Данные продаж: В валюте упр. учета с НДС", *[None] * 4],
    [None, "Количество: В единицах хранения", *[None] * 4],
    [None] * 6,
    ["Клиент", *[None] * 5],
    ["Менеджер", *[None] * 5],
    ["Номенклатура", *MEASURES],
    ["По менеджерам", *[None] * 5],
]


def profit_page(step: int = 0, outline: bool = False, indent: str = "") -> Page:
    """«Валовая прибыль предприятия» of July; its levels are told by indents of cells, outline, leading spaces, or not at all."""
    rows = [*ABOVE, *([indent * node.depth + node.label, *node.figures] for node in BY_GOODS)]
    whole = Node(0, "Итого", tuple(of_month()))
    first = len(ABOVE) + 1
    depths = {first + place: node.depth for place, node in enumerate(BY_GOODS) if node.depth}
    return Page(
        [*rows, [whole.label, *whole.figures]], "TDSheet",
        outline={row: depth + 1 for row, depth in depths.items()} if outline else {},
        indent={row: depth * step for row, depth in depths.items()} if step else {},
    )  # fmt: skip


GROUPS = len(BY_GOODS) - leaves(BY_GOODS)
PROFIT = (
    mapped(amount="Выручка", cost="Себестоимость", profit="Валовая прибыль", rep="Менеджер", client="Клиент"),
    left_out(group=GROUPS, marker=1, total=1),
)


@case
def profit_with_outline() -> Case:
    """«Валовая прибыль предприятия»: names of levels one above the other, in another order than the rows, and a marker «По менеджерам»."""
    return taken(
        "прибыль.xlsx", xlsx(profit_page(outline=True)), totals(of_month()), ITEMS, control=True, checks=PROFIT
    )


@case
def profit_with_indents() -> Case:
    """«Валовая прибыль предприятия» with indents of cells instead of an outline."""
    return taken("прибыль.xlsx", xlsx(profit_page(step=2)), totals(of_month()), ITEMS, control=True, checks=PROFIT)


@case
def profit_told_by_sums_alone() -> Case:
    """«Валовая прибыль предприятия» in .xls without any levels: only the sums tell what is a group."""
    return taken("прибыль.xls", xls(profit_page()), totals(of_month()), ITEMS, control=True, checks=PROFIT)


@case
def profit_with_leading_spaces() -> Case:
    """«Валовая прибыль предприятия» as text: levels are spaces before the names."""
    content = text(
        [
            [apart(cell) if isinstance(cell, Decimal) else cell for cell in row]
            for row in profit_page(indent="    ").rows
        ],
        "cp1251",
        eol="\r\n",
    )
    return taken("прибыль.csv", content, totals(of_month()), ITEMS, control=True, checks=PROFIT)


def trade_page(period: str, sales: Sequence[Sale], keys: Sequence[Key], names: Sequence[str]) -> Page:
    """«Продажи» of an older 1C: the first column is empty, parameters with line breaks, a header of several rows."""
    nodes = tree(sales, *keys)
    rows: list[list[Any]] = [
        [None, "Продажи", None, None],
        [None, period, None, None],
        [None, "Показатели: Количество; Сумма;", None, None],
        [None, f"Группировки строк: {'; '.join(f'{name} (Иерархия)' for name in names)};", None, None],
        [None, "Отборы:\nОрганизация Равно «Мятный ковчег»", None, None],
        [None, "Дополнительные поля:\nАртикул", None, None],
        [None, "Сортировка: по возрастанию;", None, None],
        [None] * 4,
        [None, names[0], "Количество", "Сумма"],
        *([None, name, None, None] for name in names[1:]),
    ]
    first = len(rows) + 1
    rows += [[None, node.label, *node.figures[:2]] for node in nodes]
    rows.append([None, "Итого", *Node(0, "", tuple(sales)).figures[:2]])
    return Page(rows, "TDSheet", outline={first + place: node.depth for place, node in enumerate(nodes)})


@case
def sales_of_older_1c() -> Case:
    """«Продажи» with an empty first column, parameters with line breaks and an outline."""
    page = trade_page(JULY, of_month(), (rep, client, goods), ("Менеджер", "Контрагент", "Номенклатура"))
    return taken(
        "продажи.xlsx",
        xlsx(page),
        totals(of_month()),
        ITEMS,
        control=True,
        checks=(mapped(rep="Менеджер", client="Контрагент", product="Номенклатура"),),
    )


@case
def sales_of_older_1c_by_months() -> Case:
    """«Продажи» of a whole year whose outer groups are months: the days come from the groups."""
    page = trade_page(YEAR, SALES, (month, rep, client), ("Месяц", "Менеджер", "Контрагент"))
    return taken(
        "продажи.xlsx",
        xlsx(page),
        totals(),
        {"rejected": 0},
        control=True,
        checks=(mapped(rep="Менеджер", client="Контрагент"),),
    )


@case
def sales_of_older_1c_by_documents() -> Case:
    """«Продажи» of a whole year whose items are documents: the days stand in their names alone."""
    page = trade_page(YEAR, SALES, (rep, client, document), ("Менеджер", "Контрагент", "Документ"))
    return taken(
        "продажи.xlsx",
        xlsx(page),
        totals(),
        {"accepted": 60, "rejected": 0},
        control=True,
        checks=(mapped(rep="Менеджер", client="Контрагент"),),
    )


@case
def year_without_days() -> Case:
    """A grouped report of a whole year that has no days: it must not come in as one month."""
    page = trade_page(YEAR, SALES, (rep, client, goods), ("Менеджер", "Контрагент", "Номенклатура"))
    return refused("продажи.xlsx", xlsx(page), "no_dates")


@case
def flat_year_without_days() -> Case:
    """A plain list of a whole year that has no days either."""
    nodes = tree(SALES, client)
    rows = [
        ["Отчёт по клиентам"],
        [YEAR],
        [],
        ["Контрагент", "Сумма"],
        *([node.label, node.figures[1]] for node in nodes),
    ]
    return refused("отчёт.csv", text(rows), "no_dates")


@case
def managers_in_columns() -> Case:
    """Managers stand over pairs of columns, «Итого» beside them is none of them, and only the innermost rows count."""
    sales = of_month()
    named = [*REPS, "Итого"]
    rows: list[list[Any]] = [["Валовая прибыль предприятия"], [], [f"Параметры: {JULY}"], [], []]
    rows.append(["Контрагент", *(cell for name in named for cell in (name, None))])
    rows.append(["Номенклатура", *["Количество", "Выручка"] * len(named)])
    nodes = tree(sales, client, lambda sale: sale.group.upper(), goods)
    indent = {}
    for node in [*nodes, Node(0, "Итого", tuple(sales))]:
        cells: list[Any] = []
        for name in named:
            own = tuple(sale for sale in node.sales if name in (sale.rep, "Итого"))
            cells += Node(0, "", own).figures[:2] if own else [None, None]
        rows.append([node.label, *cells])
        indent[len(rows)] = node.depth * 2
    merged = [(6, 2 * n + 2, 6, 2 * n + 3) for n in range(len(named))]
    return taken(
        "прибыль.xlsx",
        xlsx(Page(rows, "TDSheet", merged, indent=indent)),
        totals(sales),
        {"accepted": 16, "rejected": 0},
        control=True,
    )


def monthly(sales: Sequence[Sale]) -> list[Any]:
    """The sum of every month of the year, none where nothing was sold, and of the year."""
    sums = {number: [sale.amount for sale in sales if sale.day.month == number] for number in range(1, 13)}
    return [*(sum(amounts) if amounts else None for amounts in sums.values()), sum(sale.amount for sale in sales)]


@case
def months_in_columns() -> Case:
    """Actual sales by client with a column for every month and one for the year, and a row that adds up."""
    rows: list[list[Any]] = [["Продажи по клиентам за 2024 год"], ["Контрагент", *MONTHS, "Итого"]]
    rows += [[one.name, *monthly([sale for sale in SALES if sale.client == one])] for one in CLIENTS]
    rows.append(["Итого", *monthly(SALES)])
    wanted = {"amount": total(), "by_month": by_month(), "by_rep": {}}
    return taken("клиенты.xlsx", xlsx(Page(rows)), wanted, {"rejected": 0}, control=True)


@case
def two_columns_of_one_name() -> Case:
    """A flat register with two columns «Дата операции», several rows per order, returns below nought, mixed ids, spaces behind names."""
    back = [
        Sale(**{**vars(sale), "amount": -sale.amount, "doc": f"Заказ {n // 4}"}) if n % 7 == 6 else sale
        for n, sale in enumerate(SALES)
    ]
    rows: list[list[Any]] = [
        [
            "Дата операции",
            "Дата операции",
            "Номер заказа",
            "ID клиента",
            "Контрагент",
            "Менеджер",
            "Сумма продажи",
            "Кейс",
        ]
    ]
    rows += [
        [
            dotted(sale.day),
            f"{dotted(sale.day)} 9:{n % 60:02}:07",
            f"З-{n // 4}",
            n if n % 2 else f"К{n}",
            f"{sale.client.name} ",
            f"{sale.rep}{NBSP}",
            apart(sale.amount),
            f"Кейс {n:011}",
        ]
        for n, sale in enumerate(back)
    ]
    return taken("1C.xlsx", xlsx(Page(rows, "TDSheet")), totals(back), {"read": 60, "accepted": 60, "rejected": 0})


@case
def documents_as_text() -> Case:
    """Documents with their kind, number and time in one cell; what is called «Возврат» is subtracted, though it has no minus."""
    kinds = ["Возврат товаров от клиента" if n % 11 == 10 else "Реализация товаров и услуг" for n in range(60)]
    rows: list[list[Any]] = [["Документ", "Дата", "Контрагент", "Менеджер", "Сумма"]]
    rows += [
        [f"{kind} {sale.doc} от {dotted(sale.day)} 21:00:00", sale.day, sale.client.name, sale.rep, sale.amount]
        for kind, sale in zip(kinds, SALES, strict=True)
    ]
    signed = [
        sale if kind.startswith("Реал") else Sale(**{**vars(sale), "amount": -sale.amount})
        for kind, sale in zip(kinds, SALES, strict=True)
    ]
    return taken("a.csv", text(rows), totals(signed), {"accepted": 60, "rejected": 0}, questions=("returns",))


@case
def documents_without_days() -> Case:
    """No column of days at all: they stand in the documents alone."""
    rows = [
        ["Документ продажи (Регистратор)", "Контрагент", "Менеджер", "Сумма"],
        *([document(sale), sale.client.name, sale.rep, sale.amount] for sale in SALES),
    ]
    return taken("a.csv", text(rows), totals(), {"accepted": 60, "rejected": 0})


@case
def empty_dates_of_1c() -> Case:
    """01.01.0001 0:00:00 is no day at all: these lines are refused, none of them lands in the year 1."""
    rows: list[list[Any]] = [["Дата", "Номер", "Контрагент", "Менеджер", "Сумма"]]
    rows += [
        [
            "01.01.0001 0:00:00" if n in (3, 30) else f"{dotted(sale.day)} 0:00:00",
            sale.doc,
            sale.client.name,
            sale.rep,
            sale.amount,
        ]
        for n, sale in enumerate(SALES)
    ]
    kept = [sale for n, sale in enumerate(SALES) if n not in (3, 30)]
    checks = (problem("empty_cell", line=5, column="Дата"), problem("empty_cell", line=32))
    return taken(
        "a.csv",
        text(rows),
        totals(kept),
        {"accepted": 58, "rejected": 2},
        status="partial",
        problems=frozenset({"empty_cell"}),
        checks=checks,
    )


@case
def deleted_clients() -> Case:
    """«<Объект не найден>» for a client that 1C has deleted: the sale stays, nobody is called so, and it is said."""
    rows = [["Дата", "Контрагент", "Менеджер", "Сумма"]]
    rows += [
        [dotted(sale.day), "<Объект не найден>" if n in (4, 9) else sale.client.name, sale.rep, comma(sale.amount)]
        for n, sale in enumerate(SALES)
    ]
    checks = (
        problem("object_not_found", line=6, severity="warning"),
        Check("two lines", lambda batch: len(batch["problems"]) == 2),
    )
    return taken(
        "a.csv", text(rows), totals(), {"accepted": 60}, problems=frozenset({"object_not_found"}), checks=checks
    )
