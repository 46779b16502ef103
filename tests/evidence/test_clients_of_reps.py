"""New, old, handed-over and sleeping clients: against a count row by row in plain Python."""

from collections import defaultdict
from datetime import date

import pytest

from diagnostics.evidence import Evidence, measure
from diagnostics.evidence.books import books
from diagnostics.evidence.period import Period
from diagnostics.workbook import Workbook

from .companies import Client, Company, Person, Sale, fill, months, number
from .test_growth import made_up

WINDOW = 4
LAST, FIRST = number("2026-12"), number("2023-01")
HEAD = "Менеджер 02"


def month_of(sale: Sale) -> int:
    """The absolute month of a sale."""
    return sale.day.year * 12 + sale.day.month - 1


class Rows:
    """The rows of a company by client, as a person would look at them."""

    def __init__(self, sales: list[Sale]) -> None:
        self.sold: dict[str, dict[tuple[str | None, int], list[int]]] = defaultdict(dict)  # client -> rep, month -> gross, net
        for sale in sales:
            if sale.client and month_of(sale) <= LAST:
                cell = self.sold[sale.client].setdefault((sale.rep, month_of(sale)), [0, 0])
                cell[0] += max(sale.amount, 0)
                cell[1] += sale.amount

    def bought(self, client: str) -> dict[tuple[str | None, int], int]:
        """Rep and month -> what he bought, returns aside."""
        return {key: gross for key, (gross, _net) in self.sold[client].items() if gross > 0}

    def first(self, client: str) -> tuple[str | None, int]:
        """Who sold to him first, the one who sold more in that month, and the month."""
        bought = self.bought(client)
        month = min(month for _rep, month in bought)
        return max((key for key in bought if key[1] == month), key=lambda key: bought[key])

    def leader(self, client: str) -> tuple[str | None, int]:
        """Who sold to him last, and the month."""
        bought = self.bought(client)
        month = max(month for _rep, month in bought)
        return max((key for key in bought if key[1] == month), key=lambda key: bought[key])

    def net(self, client: str, first: int, last: int) -> int:
        """Net sales of some months."""
        return sum(net for (_rep, month), (_gross, net) in self.sold[client].items() if first <= month <= last)

    def buys(self, client: str, first: int, last: int) -> bool:
        """Whether he bought within some months."""
        return any(first <= month <= last for _rep, month in self.bought(client))

    @property
    def clients(self) -> list[str]:
        """Everybody who ever bought."""
        return [client for client in self.sold if self.bought(client)]


def many(seed: int) -> list[Sale]:
    """Four years in which each quarter four clients come and four go."""
    sales = []
    for place, sale in enumerate(made_up(seed, 48)):
        name = sale.client and f"Клиент {int(sale.client.split()[1]) + 4 * ((month_of(sale) - FIRST) // 3)}"
        sales.append(Sale(sale.day, sale.amount + place, name, sale.rep))
    ends = [Sale(day, 100 + place, f"Клиент к{place}", "Менеджер 01") for place, day in enumerate((date(2023, 1, 1), date(2026, 12, 31)))]
    return sales + ends


@pytest.fixture(params=range(3))
def made(request: pytest.FixtureRequest, workbook: Workbook) -> tuple[Workbook, Rows, Evidence]:
    """A workbook, its rows, and what was measured."""
    sales = many(request.param)
    staff = [Person(HEAD, date(2022, 1, 1), role="head")]
    fill(workbook, Company(sales, staff=staff), {"window_months": str(WINDOW)})
    return workbook, Rows(sales), measure(workbook)


def test_new_clients_are_those_who_bought_for_the_first_time(made):
    """The rate to the client-months of the base, and the half-year against the same one a year before."""
    _workbook, rows, evidence = made
    came = [rows.first(client)[1] for client in rows.clients]
    rate = evidence.signals["base.new_rate"]
    assert rate.n == sum(month > LAST - 12 for month in came)
    base = [sum(first <= month for first in came) for month in range(LAST - 11, LAST + 1)]
    assert rate.value == pytest.approx(rate.n / sum(base))
    change = evidence.signals["base.new_change"]
    now, then = sum(month > LAST - 6 for month in came), sum(LAST - 18 < month <= LAST - 12 for month in came)
    assert (change.value, change.n) == (pytest.approx(now / then), now + then)


def test_old_clients_bought_before_the_year(made):
    """Of the named sales of the year."""
    _workbook, rows, evidence = made
    whole = sum(rows.net(client, LAST - 11, LAST) for client in rows.sold)
    old = sum(rows.net(client, LAST - 11, LAST) for client in rows.sold if rows.buys(client, FIRST, LAST - 12))
    assert evidence.signals["base.old_revenue_share"].value == pytest.approx(old / whole)


def test_inherited_clients_were_won_by_another(made):
    """Led by the seller of the last month, won by the seller of the first; where the data begin nobody knows."""
    workbook, rows, evidence = made
    counts = defaultdict(lambda: [0, 0])  # rep -> inherited, won
    book = defaultdict(lambda: [0, 0])  # rep -> clients, net
    for client in rows.clients:
        leader, _month = rows.leader(client)
        if leader in (None, HEAD) or not rows.buys(client, LAST - 11, LAST):
            continue
        book[leader][0] += 1
        book[leader][1] += rows.net(client, LAST - 11, LAST)
        first, month = rows.first(client)
        if first not in (None, leader):
            counts[leader][0] += 1
        elif first == leader and month >= FIRST + 12:
            counts[leader][1] += 1
    inherited, known = sum(one for one, _won in counts.values()), sum(map(sum, counts.values()))
    signal = evidence.signals["base.inherited_share"]
    assert (signal.value, signal.n) == (pytest.approx(inherited / known), known)
    names = {rep: person.name for rep, person in evidence.reps.items()}
    assert {names[rep]: value for rep, value in signal.by_rep.items()} == pytest.approx({rep: one / (one + won) for rep, (one, won) in counts.items() if one + won >= 10})
    table = books(workbook, Period(FIRST, LAST))
    assert {names[row.rep_id]: [row.clients, row.net] for row in table.itertuples()} == book
    assert table["net"].is_monotonic_decreasing


def test_the_largest_tenth_is_marked_in_the_books(made):
    """Of all clients who bought in the year, the head's too; rounded up."""
    workbook, rows, evidence = made
    year = {client: rows.net(client, LAST - 11, LAST) for client in rows.clients if rows.buys(client, LAST - 11, LAST)}
    large = sorted((client for client in year if year[client] > 0), key=year.get, reverse=True)[: -(-len(year) // 10)]
    names = {rep: person.name for rep, person in evidence.reps.items()}
    own = {names[row.rep_id]: row.large for row in books(workbook, Period(FIRST, LAST)).itertuples()}
    assert sum(own.values()) == sum(rows.leader(client)[0] in own for client in large)


def test_sleeping_clients_are_worth_their_last_year(made):
    """Silent for longer than the window, awake within two years; by who sold to them last."""
    _workbook, rows, evidence = made
    worth, reps = [], defaultdict(int)
    for client in rows.clients:
        leader, month = rows.leader(client)
        value = rows.net(client, month - 11, month)
        if LAST - 23 <= month <= LAST - WINDOW and value > 0:
            worth.append(value)
            reps[leader] += value
    signal = evidence.signals["base.dormant_value"]
    assert (signal.value, signal.n) == (sum(worth), len(worth))
    names = {rep: person.name for rep, person in evidence.reps.items()}
    assert {names.get(rep): value for rep, value in signal.by_rep.items()} == reps


def test_last_years_base_is_one_and_the_same(made):
    """Those who had bought a year ago: who of them bought within the window then, and who now."""
    _workbook, rows, evidence = made
    base = [client for client in rows.clients if rows.buys(client, FIRST, LAST - 12)]
    then = sum(rows.buys(client, LAST - 12 - WINDOW + 1, LAST - 12) for client in base)
    now = sum(rows.buys(client, LAST - WINDOW + 1, LAST) for client in base)
    share, change = evidence.signals["base.kept_active_share"], evidence.signals["base.kept_active_change"]
    assert (share.value, share.n) == (pytest.approx(now / len(base)), len(base))
    assert change.value == pytest.approx((now - then) / len(base))


def test_a_tidied_list_does_not_raise_the_share_of_last_years_base(workbook):
    """Clients who never bought are taken off the list: the active share jumps, that of last year's base of buyers does not."""
    sales = [Sale(day, 1_000, f"Клиент {client}", "Менеджер 01") for day in months("2024-01", 36, 28) for client in range(20)]
    listed = [Client(f"Клиент {client}", "Менеджер 01", date(2026, 6, 1)) for client in range(60)]
    before = measure(fill(workbook, Company(sales, clients=listed)))
    after = measure(fill(workbook, Company(sales, clients=listed[:20])))
    assert before.signals["base.active_share"].value < after.signals["base.active_share"].value
    assert before.signals["base.kept_active_share"].value == after.signals["base.kept_active_share"].value == 1


def test_whom_the_list_has_from_before_is_not_new(workbook):
    """A client of the list whose first purchase in the data comes late."""
    sales = [Sale(day, 1_000, f"Клиент {place % 5}", "Менеджер 01") for place, day in enumerate(months("2024-01", 36, 28))]
    late = [Sale(date(2026, 12, 28), 1_000, name, "Менеджер 01") for name in ("Клиент А", "Клиент Б")]
    known = [Client("Клиент А", "Менеджер 01", date(2020, 1, 1))]
    assert measure(fill(workbook, Company(sales + late, clients=known))).signals["base.new_rate"].n == 1


def test_a_short_history_has_no_new_clients(workbook):
    """In two years everybody of the first one looks new; in 29 months those of the half-year a year ago do."""
    sales = [Sale(day, 1_000, f"Клиент {place % 5}") for place, day in enumerate(months("2024-01", 23, 28))]
    signals = measure(fill(workbook, Company(sales))).signals
    assert {signals[name].missing for name in ("base.new_rate", "base.new_change", "base.old_revenue_share")} == {("months_24",)}
    longer = [Sale(day, 1_000, f"Клиент {place % 5}") for place, day in enumerate(months("2024-01", 29, 28))]
    assert measure(fill(workbook, Company(longer))).signals["base.new_change"].missing == ("months_30",)
