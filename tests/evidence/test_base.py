"""The client base against a plain reading of its definition, client by client and month by month."""

from collections.abc import Mapping
from datetime import date, timedelta
from math import ceil

import numpy as np
import pytest
from hypothesis import Phase, given, settings
from hypothesis import strategies as st

from diagnostics.evidence import measure
from diagnostics.evidence.base import base_months
from diagnostics.evidence.period import period_of

from .companies import Client, Company, Person, Sale, fill, months, number, scratch

FIRST = "2024-01"
REPS = ["Менеджер 01", "Менеджер 02", "Менеджер 03"]
dates = st.builds(date, st.sampled_from([2024, 2025]), st.integers(1, 12), st.integers(1, 28))
sales = st.builds(
    lambda day, amount, client, rep: Sale(day, amount, f"Клиент {client}", rep),
    dates,
    st.integers(-300, 10_000),
    st.integers(0, 6),
    st.sampled_from([*REPS, None]),
)
clients = st.dictionaries(st.integers(0, 9), st.tuples(st.sampled_from([*REPS, None]), st.none() | dates), max_size=8)
leaving = st.dictionaries(st.sampled_from(REPS), dates, max_size=2)


def counted(
    company: Company, left: Mapping[str, date], window: int, last: int
) -> dict[tuple[str | None, int], list[int]]:
    """(rep, month) -> clients of the base, those who bought in the window, those who never bought."""
    listed = {one.client: one for one in company.clients}

    def gone(rep: str | None, at: int) -> bool:
        return rep in left and at > _month(left[rep])

    found: dict[tuple[str | None, int], list[int]] = {}
    for client in {sale.client for sale in company.sales} | set(listed):
        bought: dict[int, dict[str | None, int]] = {}
        for sale in company.sales:
            if sale.client == client and sale.amount > 0:
                # a row without a rep belongs to the rep of the list
                rep = sale.rep or (listed[client].rep if client in listed else None)
                month = bought.setdefault(_month(sale.day), {})
                month[rep] = month.get(rep, 0) + sale.amount
        for at in range(number(FIRST), last + 1):
            before = [month for month in bought if month <= at]
            if before:
                latest = max(before)
                rep = max(bought[latest], key=lambda one: bought[latest][one])
                if rep in left and at > max(_month(left[rep]), latest):
                    new = listed[client].rep if client in listed else None
                    rep = None if new == rep or gone(new, at) else new
                state = (1, int(latest > at - window), 0)
            elif client in listed and (not listed[client].since or at >= _month(listed[client].since)):
                rep, state = None if gone(listed[client].rep, at) else listed[client].rep, (1, 0, 1)
            else:
                continue
            cell = found.setdefault((rep, at), [0, 0, 0])
            for place, value in enumerate(state):
                cell[place] += value
    return found


def _month(day: date) -> int:
    return number(f"{day:%Y-%m}")


def _untied(rows: list[Sale]) -> list[Sale]:
    """Amounts that differ, so that the rep who sold most in a month is one."""
    return [Sale(row.day, row.amount * 100 + place, row.client, row.rep) for place, row in enumerate(rows)]


@pytest.fixture(scope="module")
def shared():
    """One workbook for all examples."""
    with scratch() as workbook:
        yield workbook


# not shrunk: a workbook is built anew for every try, and minutes would go by
@settings(phases=[Phase.explicit, Phase.generate])
@given(st.lists(sales, min_size=3, max_size=40), clients, leaving, st.integers(1, 6))
def test_base_equals_its_definition(shared, rows, listed, left, window):
    """Base, active and never-bought clients of every rep and month are those counted one by one."""
    company = Company(
        sales=[
            *_untied(rows),
            Sale(date(2024, 1, 5), 1, "Клиент 0", REPS[0]),
            Sale(date(2025, 12, 31), 1, "Клиент 0", REPS[0]),
        ],
        clients=[Client(f"Клиент {client}", rep, since) for client, (rep, since) in listed.items()],
        staff=[Person(rep, date(2020, 1, 1), left.get(rep)) for rep in REPS],
    )
    fill(shared, company, {"window_months": str(window)})
    period = period_of(shared)
    names = dict(shared.query("select rep_id, name from dim_rep"))
    measured = {
        (names.get(row.rep_id), row.month): [row.base, row.active, row.never_bought]
        for row in base_months(shared, period).itertuples()
        if row.base
    }
    expected = counted(company, left, window, period.last)
    assert measured == {key: cell for key, cell in expected.items() if key[1] >= number(FIRST) + window}


def hand_made() -> Company:
    """Five clients who bought, one of them lately; two on the list who never did; the rep of three has left."""
    days = months("2024-01", 24, 28)
    bought = [("Клиент 1", "Менеджер 01", day) for day in days]
    bought += [("Клиент 2", "Менеджер 01", day) for day in days[:20]]
    bought += [(f"Клиент {client}", "Менеджер 02", day) for client in (3, 4, 5) for day in days[2:6]]
    return Company(
        sales=[Sale(day, 1_000, client, rep) for client, rep, day in bought],
        clients=[
            Client("Клиент 1", "Менеджер 01"), Client("Клиент 4", "Менеджер 01"), Client("Клиент 6", "Менеджер 01"),
            Client("Клиент 7"), Client("Клиент 3", "Менеджер 02"),
        ],
        staff=[Person("Менеджер 01", date(2020, 1, 1)), Person("Менеджер 02", date(2020, 1, 1), date(2024, 9, 30))],
    )  # fmt: skip


@pytest.fixture(scope="module")
def small():
    """The workbook of the hand-made company, with a window of three months."""
    with scratch() as workbook:
        yield fill(workbook, hand_made(), {"window_months": "3"})


def test_figures_of_a_small_base(small):
    """Size, active, share and those who never bought of a base that can be counted on the fingers."""
    signals = measure(small).signals
    assert signals["base.size"].value == 7
    assert signals["base.active"].value == 1
    assert signals["base.active_share"].value == pytest.approx(1 / 7)
    assert signals["base.never_bought_share"].value == pytest.approx(2 / 7)
    assert signals["base.active_share"].period == (number("2025-10"), number("2025-12"))


def test_clients_of_a_leaver_are_orphans_until_the_list_names_another(small):
    """Nobody's are the leaver's clients whom the list gives to nobody or still to him, and the unassigned."""
    evidence = measure(small)
    assert evidence.signals["base.orphan_clients"].value == 3  # Клиент 3, Клиент 5 and the never assigned Клиент 7
    names = {rep: person.name for rep, person in evidence.reps.items()}
    sizes = {names.get(rep): size for rep, size in evidence.signals["base.size"].by_rep.items()}
    assert sizes == {"Менеджер 01": 4, None: 3}


def test_fall_of_the_active_share(small):
    """The change is the share now less the share of the same month a year ago."""
    assert measure(small).signals["base.active_share_change"].value == pytest.approx(1 / 7 - 2 / 7)


def test_as_of_shows_the_base_of_its_day(small):
    """The base as of a past month end is what the company had then."""
    signals = measure(small, date(2024, 6, 30)).signals
    assert (signals["base.active"].value, signals["base.orphan_clients"].value) == (5, 1)


def test_without_a_list_nobody_can_have_never_bought(workbook):
    """Where no client list was brought the share of those who never bought is grey and the rest is there."""
    company = hand_made()
    signals = measure(fill(workbook, Company(company.sales, staff=company.staff))).signals
    assert signals["base.never_bought_share"].missing == ("client_list",)
    assert signals["base.size"].value == 5


def test_few_pauses_give_a_window_of_three_months(workbook):
    """Under 50 pauses between purchases say too little: the window is three months."""
    signals = measure(fill(workbook, Company([Sale(day, 100) for day in months("2024-01", 24, 28)]))).signals
    assert (signals["base.window_months"].value, signals["base.window_months"].n) == (3, 23)


@pytest.mark.parametrize("seed", [1, 2])
def test_window_is_the_95th_percentile_of_the_pauses(workbook, seed):
    """With 50 pauses and more the window covers 95 % of them, in months of 30.4 days, from 1 to 12."""
    draw = np.random.default_rng(seed)
    days, pauses = [], []
    for client in range(6):
        at = np.datetime64("2023-01-01")
        for _ in range(12):
            days.append(Sale(at.astype(date), 100, f"Клиент {client}"))
            pause = int(draw.integers(1, [20, 110, 900][seed]))
            at += np.timedelta64(pause)
            pauses.append(pause)
        pauses.pop()
    signals = measure(fill(workbook, Company(days))).signals
    expected = max(1, min(12, ceil(np.quantile(pauses, 0.95) / 30.4)))
    assert (signals["base.window_months"].value, signals["base.window_months"].n) == (expected, 66)


@pytest.mark.parametrize(("pause", "window"), [(30, 1), (31, 2), (60, 2), (61, 3), (400, 12)])
def test_window_in_months_of_the_calendar(workbook, pause, window):
    """Where all pauses are equal the window is the whole months that cover one of them."""
    first = date(2008, 1, 10)
    rows = [
        Sale(first + timedelta(pause * place), 100, f"Клиент {client}") for place in range(11) for client in range(6)
    ]
    assert measure(fill(workbook, Company(rows))).signals["base.window_months"].value == window


def test_the_owner_may_set_the_window(workbook):
    """A window among the company facts replaces the measured one and moves what is active."""
    days = months("2024-01", 24, 28)
    rows = [Sale(day, 100) for day in days] + [Sale(day, 100, "Клиент 2") for day in days[:18]]
    fill(workbook, Company(rows))
    assert measure(workbook).signals["base.active"].value == 1
    workbook.set({"window_months": "7"})
    signals = measure(workbook).signals
    assert (signals["base.window_months"].value, signals["base.active"].value) == (7, 2)


def test_first_window_of_the_data_is_not_shown(workbook):
    """In the first months everybody looks active: they are left out, and a history of no more is grey."""
    days = months("2024-01", 6, 28)
    fill(workbook, Company([Sale(day, 100) for day in days]))
    assert base_months(workbook, period_of(workbook))["month"].min() == number("2024-04")
    fill(workbook, Company([Sale(day, 100) for day in days[:3]]))
    signals = measure(workbook).signals
    assert signals["base.active_share"].missing == ("months_more",)
    assert signals["base.window_months"].available


def test_sales_without_clients_are_grey(workbook):
    """Where the export names no clients, the base says that it needs them."""
    signals = measure(fill(workbook, Company([Sale(day, 100, None) for day in months("2024-01", 24, 28)]))).signals
    assert signals["base.active_share"].missing == ("clients",)


def test_later_sales_change_no_earlier_month(workbook):
    """The state of a month knows purchases up to it only."""
    rows = list(hand_made().sales)
    fill(workbook, Company(rows), {"window_months": "3"})
    before = base_months(workbook, period_of(workbook))
    later = [Sale(date(2026, 1, 28), 50_000, f"Клиент {client}", "Менеджер 02") for client in range(3, 9)]
    fill(workbook, Company(rows + later), {"window_months": "3"})
    after = base_months(workbook, period_of(workbook))
    last = number("2025-12")
    columns = ["month", "base", "active"]
    assert before.groupby("month")[columns[1:]].sum().to_dict() == (
        after[after["month"] <= last].groupby("month")[columns[1:]].sum().to_dict()
    )
