"""The lists of work against a count client by client and deal by deal, to the kopeck."""

from collections import defaultdict
from datetime import date, timedelta
from itertools import pairwise
from statistics import median

import pandas as pd
import pytest

from diagnostics.evidence import measure
from diagnostics.evidence.lists import FEW_PAUSES, LISTS
from diagnostics.evidence.period import month_number, period_of

from .companies import Company, Deal, Person, Sale, fill
from .test_growth import made_up


@pytest.mark.parametrize("seed", range(4))
def test_whom_to_call_is_counted_client_by_client(seed, workbook):
    """Silent for more than three of his own pauses, of which at least three are known; what he bought in his last year."""
    sales = [sale for sale in made_up(seed, 36) if sale.client]
    fill(workbook, Company(sales))
    period = period_of(workbook)
    days, bought = defaultdict(set), defaultdict(lambda: defaultdict(int))
    for sale in sales:
        if sale.day <= period.as_of:
            bought[sale.client][sale.day] += sale.amount
            if sale.amount > 0:
                days[sale.client].add(sale.day)
    expected = {}
    for client, those in days.items():
        ordered = sorted(those)
        pauses = [(after - before).days for before, after in pairwise(ordered)]
        silent = (period.as_of - ordered[-1]).days
        if len(pauses) >= FEW_PAUSES and silent > 3 * median(pauses):
            start = (pd.Timestamp(ordered[-1]) - pd.DateOffset(years=1)).date()
            year = sum(amount for day, amount in bought[client].items() if start < day <= ordered[-1])
            if year > 0:
                expected[client] = (ordered[-1], silent, year)
    found = LISTS["silent"].read(workbook, period)
    assert {row.client: (row.last_bought.date(), row.silent, row.year) for row in found.itertuples()} == expected
    assert found["year"].is_monotonic_decreasing


def test_orphans_are_those_whom_nobody_leads(workbook):
    """The clients of a rep who left and who were given to nobody, with who sold to them last; as many as the signal says."""
    days = [date(2024 + place // 12, place % 12 + 1, 5) for place in range(30)]
    sales = [Sale(day, 1_000_00 + 7 * place, f"Клиент {place % 4}", "Ушёл" if place % 2 else "Остался") for place, day in enumerate(days[:24])]
    sales += [Sale(day, 500_00, "Клиент 0", "Остался") for day in days]
    fill(workbook, Company(sales, staff=[Person("Ушёл", date(2020, 1, 1), date(2025, 12, 20)), Person("Остался", date(2020, 1, 1))]))
    period = period_of(workbook)
    found = LISTS["orphans"].read(workbook, period)
    assert set(found["client"]) == {"Клиент 1", "Клиент 3"}
    assert set(found["last_rep"]) == {"Ушёл"}
    assert len(found) == measure(workbook).signals["base.orphan_clients"].value
    for row in found.itertuples():
        assert row.two_years == sum(sale.amount for sale in sales if sale.client == row.client and month_number(sale.day) > period.last - 24)


def test_the_head_hands_over_the_middle_ones_first(workbook):
    """His clients of the year, the middle one on top, the largest and the smallest last; who else sells to them; nothing before his list."""
    days = [date(2025, place + 1, 5) for place in range(12)]
    sales = [Sale(day, 100_00 * size, f"Клиент {size}", "РОП") for day in days for size in (1, 2, 3, 4, 5)]
    sales += [Sale(days[3], 10_00, "Клиент 3", "Менеджер 01"), Sale(days[4], 30_00, "Клиент 3", "Менеджер 02")]
    fill(workbook, Company(sales), {"head": "РОП"})
    period = period_of(workbook)
    assert LISTS["handover"].read(workbook, period) == "head_list"
    workbook.set({"head_clients": "confirmed"})
    found = LISTS["handover"].read(workbook, period)
    assert list(found["client"]) == ["Клиент 3", "Клиент 4", "Клиент 2", "Клиент 5", "Клиент 1"]
    assert found["year"].sum() == 12 * 100_00 * 15
    assert (found["other"].iloc[0], found["of_other"].iloc[0]) == ("Менеджер 02", 30_00)
    assert found["other"].iloc[1:].isna().all()


def test_stuck_deals_are_those_of_the_signal(workbook):
    """As many as the signal counts, each older than nine of ten won ones were, with its amount."""
    end = date(2025, 12, 30)
    won = [Deal(end - timedelta(3 * n), 100_00, doc=f"в{n}", created=end - timedelta(3 * n + 10 + n % 20), day=end - timedelta(3 * n)) for n in range(120)]
    waiting = [Deal(end, 5_000 * n, doc=f"о{n}", state="open", created=end - timedelta(n), day=end - timedelta(n), next_step="позвонить" if n % 2 else None) for n in range(1, 60)]
    fill(workbook, Company(deals=won + waiting))
    signal = measure(workbook).signals["funnel.stuck_deals"]
    found = LISTS["stuck"].read(workbook, period_of(workbook))
    assert len(found) == signal.value > 0
    amounts = {deal.doc: deal.amount for deal in waiting}
    assert [row.amount for row in found.itertuples()] == [amounts[row.deal] for row in found.itertuples()]
    assert found["amount"].is_monotonic_decreasing


@pytest.mark.parametrize("name", LISTS)
def test_lists_of_an_empty_company(name, workbook):
    """A company of three sales has no list, and none of them fails."""
    fill(workbook, Company([Sale(date(2025, place, 3), 100, "Клиент", "Менеджер") for place in (1, 2, 3)]))
    found = LISTS[name].read(workbook, period_of(workbook))
    assert isinstance(found, str) or found.empty or name == "orphans"
