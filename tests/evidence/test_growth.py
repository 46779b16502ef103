"""Growth of a workbook against the raw rows: sums, parts, and what is said when the history is short."""

from datetime import date

import numpy as np
import pytest

from diagnostics.evidence import Evidence, measure, series
from diagnostics.evidence.growth import SIGNALS
from diagnostics.intake import import_files

from .companies import Company, Person, Sale, fill, months, number, scratch

PARTS = SIGNALS[1:]
REPS = ["Менеджер 01", "Менеджер 02", "Менеджер 03", "Менеджер 04", None]


def made_up(seed: int, count: int = 30) -> list[Sale]:
    """Sales of five reps, one of them nobody; one came in the last year, one went in the year before."""
    draw = np.random.default_rng(seed)
    sales = []
    for place, start in enumerate(months("2023-01", count, 1)):
        for _ in range(40):
            rep = REPS[draw.integers(5)]
            if (rep == "Менеджер 03" and place > count - 14) or (rep == "Менеджер 04" and place < count - 10):
                continue
            amount = int(draw.lognormal(11, 1)) * (-1 if draw.random() < 0.1 else 1)
            client = f"Клиент {draw.integers(25)}" if draw.random() < 0.9 else None
            doc = f"{len(sales) // 2}-{rep}" if draw.random() < 0.5 else None
            sales.append(Sale(start.replace(day=int(draw.integers(1, 29))), amount, client, rep, doc))
        sales.append(Sale(start.replace(day=28), int(draw.lognormal(11, 1)), "Клиент 1", "Менеджер 01"))
    return sales


def changes(sales: list[Sale], last: str) -> dict[str | None, int]:
    """Rep -> sales of the twelve months up to `last` less those of the twelve before, row by row."""
    end = number(last)
    found: dict[str | None, int] = {}
    for sale in sales:
        age = end - (sale.day.year * 12 + sale.day.month - 1)
        if 0 <= age < 24:
            found[sale.rep] = found.get(sale.rep, 0) + (sale.amount if age < 12 else -sale.amount)
    return found


def named(evidence, signal: str) -> dict[str | None, int]:
    """Values of a signal by the rep's name, None for nobody."""
    names = {rep: person.name for rep, person in evidence.reps.items()}
    return {names.get(rep): value for rep, value in evidence.signals[signal].by_rep.items()}


@pytest.fixture(scope="module", params=range(3))
def company(request) -> tuple[list[Sale], Evidence]:
    """The rows of a made-up company and what was measured on them."""
    sales = made_up(request.param)
    with scratch() as workbook:
        return sales, measure(fill(workbook, Company(sales)))


def test_total_equals_the_raw_rows(company):
    """The change of the year, per rep and in all, is that of the rows added up one by one."""
    sales, evidence = company
    expected = changes(sales, "2025-06")
    assert named(evidence, "growth.total") == expected
    assert evidence.signals["growth.total"].value == sum(expected.values())


def test_five_parts_sum_to_the_total(company):
    """Base, share, orders, cheque and returns sum to the change per rep and for the department."""
    signals = company[1].signals
    total = signals["growth.total"]
    assert sum(signals[part].value for part in PARTS) == total.value
    for rep, change in total.by_rep.items():
        assert sum(signals[part].by_rep[rep] for part in PARTS) == change
    for part in PARTS:
        assert sum(signals[part].by_rep.values()) == signals[part].value


def test_total_equals_the_lines_of_an_imported_file(workbook, write):
    """From the file to the figure no kopeck is lost: amounts with a comma, a return, rows of two clients."""
    days = months("2024-01", 24, 28)
    lines = [
        f"{day:%d.%m.%Y};Клиент {place % 3};Менеджер 01;{1000 + place},{place:02}" for place, day in enumerate(days)
    ]
    lines.append("28.12.2025;Клиент 1;Менеджер 01;-300,55")
    text = "Дата;Контрагент;Менеджер;Сумма\n" + "\n".join(lines) + "\n"
    assert import_files(workbook, [write("sales.csv", text)])[0].status == "accepted"
    kopecks = [(1000 + place) * 100 + place for place in range(24)]
    assert measure(workbook).signals["growth.total"].value == sum(kopecks[12:]) - sum(kopecks[:12]) - 30_055


def test_the_unfinished_month_does_not_count(workbook, company):
    """Sales of a month that has only begun move neither the total nor its parts."""
    sales, evidence = company
    whole = evidence.signals
    begun = measure(fill(workbook, Company([*sales, Sale(date(2025, 7, 1), 10**9)]))).signals
    assert {name: begun[name].value for name in SIGNALS} == {name: whole[name].value for name in SIGNALS}


def test_short_history_is_grey(workbook):
    """Under 24 full months nothing is said of growth, and it is said what to add."""
    signals = measure(fill(workbook, Company([Sale(day, 100) for day in months("2024-01", 23, 28)]))).signals
    assert all(not signals[name].available and signals[name].missing == ("months_24",) for name in SIGNALS)


def test_exactly_24_months_are_enough(workbook):
    """With 24 full months the two years stand beside each other."""
    signals = measure(fill(workbook, Company([Sale(day, 100) for day in months("2024-01", 24, 28)]))).signals
    assert signals["growth.total"].value == 0
    assert signals["growth.total"].period == (number("2024-01"), number("2025-12"))


def test_nothing_is_made_of_the_first_months(workbook):
    """In the first months of the data nobody can be seen to have gone quiet: in a company that does not change no lever moves."""
    days = [day.replace(day=28) for day in months("2024-01", 24)]
    sales = [Sale(day, 1_000, f"Клиент {place % 6}") for place, day in enumerate(days)]
    sales += [Sale(day, 1_000, f"Клиент {10 + client}") for client in range(4) for day in days[client % 2 :: 2]]
    evidence = measure(fill(workbook, Company(sales), {"window_months": "6"}))
    assert {name: evidence.signals[name].value for name in SIGNALS} == dict.fromkeys(SIGNALS, 0)


def test_a_rep_who_came_changes_by_his_base(workbook):
    """All that a newcomer sells is an effect of the base, and what a leaver took is one too."""
    days = months("2024-01", 24, 28)
    sales = [Sale(day, 500, f"Клиент {place}", "Менеджер 01") for place, day in enumerate(days[:12])]
    sales += [Sale(day, 700, f"Клиент {place}", "Менеджер 02") for place, day in enumerate(days[12:], 20)]
    staff = [Person("Менеджер 01", date(2020, 1, 1), days[11]), Person("Менеджер 02", date(2025, 1, 1))]
    evidence = measure(fill(workbook, Company(sales, staff=staff)))
    assert named(evidence, "growth.base") == {"Менеджер 01": -6_000, "Менеджер 02": 8_400}
    assert evidence.signals["growth.base"].value == evidence.signals["growth.total"].value == 2_400


def test_a_document_over_the_turn_of_the_year_is_counted(workbook):
    """A rep whose only order of the year began on a day of the year before is measured like any other."""
    sales = [Sale(day, 10_000) for day in months("2023-07", 24, 28)]
    sales += [
        Sale(date(2024, 6, 28), 500, rep="Менеджер 02", doc="1"),
        Sale(date(2024, 7, 3), 800, rep="Менеджер 02", doc="1"),
    ]
    evidence = measure(fill(workbook, Company(sales)))
    assert named(evidence, "growth.total") == {"Менеджер 01": 0, "Менеджер 02": 300}


def test_every_month_has_its_row(workbook):
    """The rows behind the picture hold every month of the period, one without sales as a zero."""
    sales = [Sale(day, 100) for day in months("2024-01", 24, 28) if day.month != 5]
    evidence = measure(fill(workbook, Company(sales)))
    rows = series(workbook, evidence).months
    assert rows["month"].tolist() == list(range(number("2024-01"), number("2025-12") + 1))
    assert rows["net"].tolist() == [0 if month % 12 == 4 else 100 for month in rows["month"]]
