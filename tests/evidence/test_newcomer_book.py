"""The book with which a newcomer begins: against a count of his clients and of the experienced reps' one by one."""

from collections.abc import Iterable
from datetime import date, timedelta
from random import Random
from statistics import median

import pytest

from diagnostics.evidence import Signal
from diagnostics.evidence.newcomer_book import newcomer_book_signals
from diagnostics.evidence.period import period_of
from diagnostics.workbook import Workbook

from .companies import Client, Company, Person, Sale, fill, months, number, say, scratch
from .test_base import counted

DAYS = months("2024-01", 24, 28)
FIRST, LAST = number("2024-01"), number("2025-12")
ENDS = [Sale(date(2024, 1, 1), 1, None, None), Sale(date(2025, 12, 31), 1, None, None)]
OLD = [Person(f"Менеджер 0{place}", date(2019, 1, 1)) for place in range(1, 4)]


@pytest.fixture(scope="module")
def shared():
    """One workbook for all examples."""
    with scratch() as workbook:
        yield workbook


def at_work(one: Person, day: date) -> bool:
    """Whether a person was there on a day."""
    return one.hired <= day and (one.left_on is None or day < one.left_on)


def made_up(seed: int) -> Company:
    """Reps who come and go, one of them twice; clients of those at work, some led by the list; some on it who never bought."""
    draw = Random(seed)
    staff = [Person(f"Менеджер {place}", date(2019, 1, 1) + timedelta(days=draw.randint(0, 1_500)), draw.choice([None, date(2025, draw.randint(1, 12), 20)])) for place in range(10, 16)]
    staff += [Person(f"Менеджер {place}", date(2023, 9, 1) + timedelta(days=draw.randint(0, 750)), None) for place in range(20, 26)]
    staff += [Person(one.rep.replace(" 2", " 3"), one.hired, one.hired + timedelta(days=draw.randint(60, 150))) for one in staff[-6:-3]]
    staff += [Person("Менеджер 40", date(2024, 1, 9), date(2024, 6, 1)), Person("Менеджер 40", date(2024, 11, 1)), Person("РОП", date(2018, 1, 1), role="head")]
    sales, listed = [], []
    for client in range(90):
        lead = None
        for day in DAYS:
            there = [one for one in staff if at_work(one, day)]
            if lead not in there or draw.random() < 0.03:
                lead = draw.choice(there)
            if draw.random() < 0.25:
                sales.append(Sale(day, draw.randint(1, 9_999_999), f"Клиент {client}", lead.rep))
            if draw.random() < 0.05:
                sales.append(Sale(day, -draw.randint(1, 500), f"Клиент {client}", draw.choice(there).rep))
        if draw.random() < 0.4:
            listed.append(Client(f"Клиент {client}", draw.choice(staff).rep))
    listed += [Client(f"Клиент 9{place}0", draw.choice(staff).rep, draw.choice([None, date(2024, 5, 1)])) for place in range(30)]
    return Company([*sales, *ENDS], clients=listed, staff=staff)


def by_hand(company: Company) -> list[float]:
    """Clients of each newcomer of a third full month to those of the middle one with a year and more, who has any."""
    left = {one.rep: one.left_on for one in company.staff if one.left_on}
    for one in company.staff:
        if one.left_on is None:
            left.pop(one.rep, None)
    books = {key: base - never for key, (base, _active, never) in counted(company, left, 3, LAST).items()}

    def full_months(one: Person, month: int) -> int:
        """Which full month of his this is, 0 where he was not there all of it."""
        start, end = (date(at // 12, at % 12 + 1, 1) for at in (month, month + 1))
        whole = one.hired <= start and (one.left_on is None or one.left_on >= end)
        return month - number(f"{one.hired:%Y-%m}") + (one.hired.day == 1) if whole else 0

    found, reps = [], [one for one in company.staff if one.role == "rep"]
    for month in range(FIRST, LAST + 1):
        experienced = [books.get((one.rep, month), 0) for one in reps if full_months(one, month) >= 12]
        experienced = [clients for clients in experienced if clients]
        if len(experienced) > 1:
            found += [books.get((one.rep, month), 0) / median(experienced) for one in reps if full_months(one, month) == 3]
    return found


def begun_with(workbook: Workbook) -> Signal:
    """The signal without all the others: these tests look at many companies."""
    return newcomer_book_signals(workbook, period_of(workbook))[0]


@pytest.mark.parametrize("seed", range(2))
def test_newcomers_book_equals_a_count_client_by_client(shared, seed):
    """Whoever bought is of the rep who sold him last, or of the list's once that one has gone; the middle of all newcomers."""
    company = made_up(seed)
    signal, ratios = begun_with(fill(shared, company)), by_hand(company)
    assert len(ratios) > 5
    assert (signal.value, signal.n, signal.period) == (pytest.approx(median(ratios)), len(ratios), (FIRST, LAST))


def booked(sizes: dict[str, int], first: int = 0) -> list[Sale]:
    """So many clients of each rep, who buy once, in one month: from then on they are his."""
    return [Sale(DAYS[first], 100, f"Клиент {rep} {client}", rep) for rep, size in sizes.items() for client in range(size)]


def came(days: list[date]) -> list[Person]:
    """Newcomers who came on these days."""
    return [Person(f"Менеджер {place}", day) for place, day in enumerate(days, 20)]


def newcomers_book(workbook: Workbook, staff: list[Person], sales: list[Sale], clients: Iterable[Client] = ()) -> Signal:
    """The signal of this company."""
    return begun_with(fill(workbook, Company([*sales, *ENDS], clients=clients, staff=staff)))


SIZES = {"Менеджер 01": 10, "Менеджер 02": 20, "Менеджер 03": 40}
CAME = came([date(2024, 5, 1), date(2024, 5, 2), date(2025, 1, 1)])


def test_a_newcomer_without_clients_is_a_nought_among_the_others(shared):
    """Of none, five and ten clients to the middle one's twenty the middle newcomer has a quarter; clients who never bought are no book."""
    given = [Client(f"Клиент {place}", "Менеджер 20") for place in range(30)]
    signal = newcomers_book(shared, [*OLD, *CAME], booked(SIZES | {"Менеджер 21": 5, "Менеджер 22": 10}), given)
    assert (signal.value, signal.n) == (0.25, 3)


def test_clients_of_the_fourth_month_come_too_late(shared):
    """The book is that of the end of the third full month: July for who came on the first of May, August for the second."""
    sales, first, second = booked(SIZES) + booked(dict.fromkeys((one.rep for one in CAME), 10), 7), date(2024, 5, 1), date(2024, 5, 2)  # given in August
    assert newcomers_book(shared, [*OLD, *came([first, first, second])], sales).value == 0
    assert newcomers_book(shared, [*OLD, *came([first, second, second])], sales).value == 0.5


def test_neither_the_head_nor_an_empty_book_is_a_measure(shared):
    """The head has more clients than all and an experienced rep has none: the middle is that of those who lead clients."""
    staff = [*OLD, Person("РОП", date(2019, 1, 1), role="head"), Person("Менеджер 04", date(2019, 1, 1)), *CAME]
    books = booked(SIZES | {"РОП": 100} | dict.fromkeys((one.rep for one in CAME), 10))
    assert newcomers_book(shared, staff, books).value == 0.5
    assert begun_with(say(shared, head="Менеджер 03")).value == pytest.approx(10 / 15)  # then he is no rep either


def test_a_year_makes_an_experienced_rep(shared):
    """Twelve full months by then count, eleven do not."""
    for day, value in ((date(2023, 8, 1), 1.0), (date(2023, 8, 2), 0.5)):
        staff = [*OLD, *(Person(f"Менеджер 1{place}", day) for place in range(5)), *came([date(2024, 5, 1)] * 3)]
        books = booked(SIZES | {f"Менеджер 1{place}": 10 for place in range(5)} | dict.fromkeys((f"Менеджер 2{place}" for place in range(3)), 10))
        assert newcomers_book(shared, staff, books).value == value


def test_a_third_month_before_the_data_or_after_an_exit_is_none(shared):
    """Whose third full month was December is not seen, whose was January is; who left within it had none."""
    seen = came([date(2023, 10, 2), date(2023, 11, 1), date(2025, 10, 1)])
    left = [Person(f"Менеджер 3{place}", date(2024, 5, 1), day) for place, day in enumerate((date(2024, 8, 1), date(2024, 7, 31)))]
    unseen = [Person("Менеджер 40", date(2023, 10, 1)), Person("Менеджер 41", date(2025, 10, 2))]
    books = booked(SIZES | dict.fromkeys((one.rep for one in (*seen, left[0])), 10))
    signal = newcomers_book(shared, [*OLD, *seen, *left, *unseen], books)
    assert (signal.value, signal.n) == (0.5, 4)


def test_too_few_newcomers_or_experienced_reps(shared):
    """Two newcomers, or one experienced rep with clients beside them, say nothing."""
    books = booked(SIZES | dict.fromkeys((one.rep for one in CAME), 10))
    assert newcomers_book(shared, [*OLD, *CAME[:2], Person("Менеджер 22", date(2023, 1, 1))], books).missing == ("newcomers_sales",)
    alone = booked({"Менеджер 01": 10} | dict.fromkeys((one.rep for one in CAME), 10))
    assert newcomers_book(shared, [*OLD, *CAME], alone).missing == ("newcomers_sales",)
