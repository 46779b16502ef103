from datetime import date, timedelta

import pytest

from diagnostics.workbook import Workbook

from .raw import base_of, put


def purchases(gaps: list[int], client: str = "Клиент 1", **more: object) -> list[dict[str, object]]:
    """Purchases of one client, so many days apart."""
    at = date(2020, 1, 1)
    rows: list[dict[str, object]] = [{"day": at, "client": client, "amount": 100} | more]
    for gap in gaps:
        at += timedelta(days=gap)
        rows.append({"day": at, "client": client, "amount": 100} | more)
    return rows


def window(workbook: Workbook) -> int:
    """The window in months."""
    return int(workbook.value("select window_months from rhythm"))


@pytest.mark.parametrize(
    ("gaps", "months"),
    [
        ([40] * 49, 3),
        ([40] * 50, 2),
        ([1] * 60, 1),
        ([31] * 60, 2),
        ([92] * 60, 4),
        ([500] * 60, 12),
        ([10] * 58 + [300] * 2, 1),
        ([10] * 54 + [300] * 6, 10),
    ],
    ids=[
        "few gaps",
        "enough gaps",
        "daily",
        "31 days",
        "92 days",
        "beyond a year",
        "rare",
        "one in ten",
    ],
)
def test_window_follows_the_gaps(workbook: Workbook, gaps: list[int], months: int) -> None:
    """The window covers 95 of 100 gaps between purchases, from 1 to 12 months; with under 50 gaps it is 3."""
    put(workbook, "sales", purchases(gaps))
    assert window(workbook) == months
    assert workbook.value("select gaps from rhythm") == len(gaps)


def test_several_documents_a_day_are_no_gap(workbook: Workbook) -> None:
    """Two documents of one day have no gap between them."""
    put(workbook, "sales", purchases([40] * 50) + purchases([40] * 50, doc="2"))
    assert workbook.query("select gaps, median_gap from rhythm") == [(50, 40.0)]


def test_gaps_are_within_a_client(workbook: Workbook) -> None:
    """The gap from one client's purchase to another's is none."""
    put(workbook, "sales", purchases([40] * 5) + purchases([20] * 5, "Клиент 2") + purchases([], "Клиент 3"))
    assert workbook.query("select gaps, median_gap from rhythm") == [(10, 30.0)]


def test_returns_and_nobody_have_no_rhythm(workbook: Workbook) -> None:
    """Returns and sales to nobody in particular do not make gaps."""
    put(
        workbook,
        "sales",
        [
            *purchases([40] * 5),
            {"day": date(2020, 1, 5), "client": "Клиент 1", "amount": -5},
            *purchases([7] * 5, None),
        ],
    )  # type: ignore[arg-type]
    assert workbook.query("select gaps, median_gap from rhythm") == [(5, 40.0)]


def test_window_that_was_set_holds(workbook: Workbook) -> None:
    """The company's own window is stronger than the gaps, before the import and after it."""
    workbook.set({"window_months": "7"})
    put(workbook, "sales", purchases([40] * 60))
    assert window(workbook) == 7
    workbook.set({"window_months": "5"})
    assert window(workbook) == 5


def test_setting_the_window_counts_the_base_anew(workbook: Workbook) -> None:
    """Who is active follows the window at once."""
    put(workbook, "sales", [*purchases([]), *purchases([100], "Клиент 2")])
    april = (None, "2020-04")
    assert base_of(workbook)[april] == (2, 1, 0)
    workbook.set({"window_months": "6"})
    assert base_of(workbook)[april] == (2, 2, 0)


def test_nothing_imported(workbook: Workbook) -> None:
    """A workbook without sales has a window of three months, no months and no base."""
    workbook.set({"seats": "3"})
    assert workbook.query("select window_months, gaps, first_month, last_month from rhythm") == [(3, 0, None, None)]
    assert base_of(workbook) == {}
