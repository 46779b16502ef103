"""Cohorts, the largest clients and the grid of a rep against a count row by row."""

from collections import defaultdict
from datetime import date

import pytest

from diagnostics.evidence.cohorts import FEW, cohorts, grid_of_rep, top_clients
from diagnostics.evidence.period import month_number, period_of

from .companies import Company, Sale, fill
from .test_growth import made_up


def named(sale: Sale) -> bool:
    """Whether a row says who bought."""
    return bool(sale.client)


@pytest.mark.parametrize("seed", range(3))
def test_cohorts_are_counted_client_by_client(seed, workbook):
    """Who first bought in which quarter, and in which later quarters he bought again."""
    sales = made_up(seed, 36) + [Sale(date(2024 + place // 12, place % 12 + 1, 7), 100 + place, f"Новый {place:02} {client:02}", "Менеджер 01") for place in range(14, 30) for client in range(6)]
    fill(workbook, Company(sales))
    period = period_of(workbook)
    bought = defaultdict(lambda: defaultdict(int))
    for sale in sales:
        number = month_number(sale.day)
        if named(sale) and period.first <= number <= period.last and sale.amount > 0:
            bought[sale.client][number] += sale.amount
    expected, sizes = defaultdict(set), defaultdict(set)
    for client, months in bought.items():
        if (first := min(months)) >= period.first + 12:
            quarter = (period.last - first) // 3
            sizes[quarter].add(client)
            for month in months:
                expected[quarter, quarter - (period.last - month) // 3].add(client)
    found = cohorts(workbook, period)
    told = {(row.quarters_ago, row.age): (row.bought, row.clients) for row in found.itertuples()}
    assert told == {key: (len(clients), len(sizes[key[0]])) for key, clients in expected.items() if len(sizes[key[0]]) >= FEW}
    assert told


@pytest.mark.parametrize("seed", range(3))
def test_the_largest_clients_are_summed_row_by_row(seed, workbook):
    """The year's sales of each client to the kopeck, and who sold him most."""
    sales = made_up(seed, 36)
    fill(workbook, Company(sales))
    period = period_of(workbook)
    sums, reps = defaultdict(int), defaultdict(lambda: defaultdict(int))
    for sale in sales:
        if named(sale) and period.year[0] <= month_number(sale.day) <= period.last:
            sums[sale.client] += sale.amount
            reps[sale.client][sale.rep] += sale.amount
    found = top_clients(workbook, period)
    assert dict(zip(found["client"], found["net"], strict=True)) == {client: net for client, net in sums.items() if net > 0}
    assert found["net"].is_monotonic_decreasing
    names = dict(workbook.query("select rep_id, name from dim_rep"))
    for row in found.itertuples():
        mine = reps[row.client]
        assert mine[names.get(row.rep_id)] == max(mine.values())


def test_the_grid_is_the_months_of_a_rep(workbook):
    """Each cell is what one rep sold to one client in a month."""
    sales = made_up(1, 36)
    fill(workbook, Company(sales))
    period = period_of(workbook)
    rep, name = workbook.query("select rep_id, name from dim_rep where role = 'rep' order by rep_id limit 1")[0]
    cells = defaultdict(list)
    for sale in sales:
        if named(sale) and sale.rep == name and period.last - 24 < month_number(sale.day) <= period.last:
            cells[sale.client, month_number(sale.day)].append(sale.amount)
    found = grid_of_rep(workbook, period, rep)
    assert len(found) > 0
    for row in found.itertuples():
        assert row.net == sum(cells[row.client, row.month])
    shown = set(found["client"])
    assert {(row.client, row.month) for row in found.itertuples()} == {key for key, rows in cells.items() if key[0] in shown and any(amount > 0 for amount in rows)}
