"""Titles say what the numbers say."""

from dataclasses import replace
from datetime import date
from itertools import pairwise

import numpy as np
import pandas as pd
import pytest

from diagnostics.charts import (
    base_over_time,
    exits_by_tenure,
    exits_headline,
    head_share,
    levers,
    people_by_month,
    plan_by_month,
    rep_changes,
    rep_levers,
    survival_curve,
    total_headline,
)
from diagnostics.charts.reps import MOST
from diagnostics.evidence import Effects, Head, Period, Rep, Signal, Staff, curve
from diagnostics.i18n import number_span, speaking

PERIOD = Period(24288, 24311)  # 2024 and 2025
SHORT = Period(24300, 24311)


@pytest.fixture(autouse=True)
def _english():
    """Titles are compared in English."""
    with speaking("en"):
        yield


def totals(before: float, after: float) -> pd.DataFrame:
    """Two years of months in kopecks."""
    return pd.DataFrame({"month": range(24288, 24312), "net": [before] * 12 + [after] * 12})


@pytest.mark.parametrize(
    ("before", "after", "title"),
    [
        (1_000_000, 1_200_000, "Sales grew by 20% in the 12 months to December 2025"),
        (1_000_000, 1_011_000, "Sales grew by 1% in the 12 months to December 2025"),
        (1_000_000, 1_009_000, "Sales stand still: as much as a year ago"),
        (1_000_000, 1_000_000, "Sales stand still: as much as a year ago"),
        (1_000_000, 991_000, "Sales stand still: as much as a year ago"),
        (1_000_000, 800_000, "Sales fell by 20% in the 12 months to December 2025"),
        (1_000_000, 0, "Sales fell by 100% in the 12 months to December 2025"),
    ],
)
def test_grew_fell_or_stands_still(before, after, title):
    """The headline of the total says grew or fell from one per cent on, and by how much."""
    assert total_headline(totals(before, after), PERIOD) == f"{title}, not adjusted for price rises"


@pytest.mark.parametrize(
    ("real", "said"), [(-0.05, "without price growth they fell by 5%"), (0.05, "without price growth they grew by 5%"), (0.004, "without price growth they stand still")]
)
def test_the_headline_takes_known_prices_off(real, said):
    """Where the growth of prices is known the headline says what the sales did without it."""
    assert total_headline(totals(1_000_000, 1_200_000), PERIOD, real) == f"Sales grew by 20% in the 12 months to December 2025; {said}"


def test_known_prices_are_a_lever_of_their_own():
    """What prices made is taken off the average order; the steps still end at this year, and nothing is said of unknown prices."""
    whole = Effects(300, -700, 200, -100, 50)
    picture = levers(whole, 1_000, "RUB", price=400)
    rows = {row["step"]: row["end"] - row["start"] for row in next(iter(picture.chart.to_dict()["datasets"].values()))}
    assert (rows["price growth"], rows["average order"]) == (pytest.approx(4), pytest.approx(-5))
    assert rows["last 12 months"] == pytest.approx((1_000 + whole.total) / 100)
    assert "not adjusted" not in picture.subtitle
    assert "not adjusted" in levers(whole, 1_000, "RUB").subtitle


def test_short_history_claims_nothing():
    """With less than two years the headline says how many months there are, with nothing sold before it claims no growth."""
    assert total_headline(totals(1, 2).tail(12), SHORT).startswith("12 full months of sales")
    headline = total_headline(totals(0, 1_000), PERIOD)
    assert "grew" not in headline
    assert "fell" not in headline


@pytest.mark.parametrize(
    ("effects", "said", "lever"),
    [
        (Effects(base=-500_000_00, cheque=300_000_00), "largest fall", "size of the base, −500\xa0k\xa0₽"),
        (Effects(base=-300_000_00, cheque=500_000_00), "largest gain", "average order, +500\xa0k\xa0₽"),
        (Effects(orders=-100_00), "largest fall", "orders per client, −100\xa0₽"),
        (Effects(returns=7_00), "largest gain", "returns, +7\xa0₽"),
        (Effects(), "have not moved", ""),
    ],
)
def test_the_lever_named_is_the_largest(effects, said, lever):
    """The title of the levers names the one that moved most, the way it moved, and its amount."""
    title = levers(effects, 10**9, "RUB").title
    assert said in title
    assert lever in title


def test_without_a_client_list_base_and_share_are_one():
    """Where only buyers are known the size of the base and its active share cannot be told apart and are drawn as one."""
    whole = Effects(base=500, active_share=-480, orders=-30, cheque=0, returns=0)
    rows = next(iter(levers(whole, 1_000, "RUB", listed=False).chart.to_dict()["datasets"].values()))
    assert [row["step"] for row in rows][1:3] == ["active clients", "orders per client"]
    assert "orders per client" in levers(whole, 1_000, "RUB", listed=False).title


def test_levers_lead_from_one_year_to_the_other():
    """The steps begin at the year before, each where the last ended, and end at this year."""
    whole = Effects(300, -700, 200, -100, 50)
    rows = next(iter(levers(whole, 1_000, "RUB").chart.to_dict()["datasets"].values()))
    assert (rows[0]["end"], rows[-1]["end"]) == (10.0, pytest.approx((1_000 + whole.total) / 100))
    for step, following in pairwise(rows[:-1]):
        assert following["start"] == pytest.approx(step["end"])
    assert [row["kind"] for row in rows] == ["total", "up", "down", "up", "down", "up", "total"]


def people(changes: dict[str, int], **fields: object) -> dict[int, Rep]:
    """Reps of these names, who have always been here."""
    return {place: Rep(place, name, date(2020, 1, 1), None) for place, name in enumerate(changes, 1)}


def test_reps_who_grew_are_counted_among_those_who_worked_both_years():
    """Who came, who left, the head and nobody are not compared with those who worked both years."""
    changes = {"Менеджер 01": 5, "Менеджер 02": -3, "Менеджер 03": 9, "Менеджер 04": 2, "РОП": 1, "Менеджер 05": 7}
    reps = people(changes)
    reps[3] = replace(reps[3], hired=date(2025, 2, 1))
    reps[4] = replace(reps[4], left_on=date(2025, 5, 5))
    effects = {place: Effects(base=change * 100) for place, change in enumerate(changes.values(), 1)} | {
        0: Effects(base=900)
    }
    found = rep_changes(effects, effects, reps, 5, PERIOD)
    assert [(one.name, one.group) for one in found] == [
        ("Менеджер 05", "both"), ("Менеджер 01", "both"), ("Менеджер 02", "both"), ("Менеджер 03", "came"),
        ("Менеджер 04", "left"), ("РОП", "head"), ("no rep", "nobody"),
    ]  # fmt: skip
    assert rep_levers(found, "RUB").title == "2 of 3 reps who worked both years sold more"


def test_clients_passed_on_are_no_growth():
    """Who sold more because a colleague gave him clients is not counted; they have a bar of their own that ends at the whole change."""
    whole = {1: Effects(base=500, orders=100), 2: Effects(base=-400), 3: Effects(cheque=70)}
    own = {1: Effects(orders=-20), 3: Effects(cheque=70)}
    picture = rep_levers(rep_changes(whole, own, people(dict.fromkeys(("А", "Б", "В"), 0)), None, PERIOD), "RUB")
    assert picture.title == "1 of 3 reps who worked both years sold more to their own clients"
    rows = [row for data in picture.chart.to_dict()["datasets"].values() for row in data if "lever" in row]
    assert {row["rep"]: row["total"] for row in rows} == {"А": -0.2, "Б": 0, "В": 0.7}
    for place, name in enumerate(("А", "Б", "В"), 1):
        assert sum(row["amount"] for row in rows if row["rep"] == name) == pytest.approx(whole[place].total / 100)


def test_many_reps_are_cut_to_the_largest_changes():
    """Of hundreds of reps the largest changes are drawn, the title counts all, and the subtitle says so."""
    changes = {f"Менеджер {place}": place - 100 for place in range(300)}
    effects = {place: Effects(base=change) for place, change in enumerate(changes.values(), 1)}
    picture = rep_levers(rep_changes(effects, effects, people(changes), None, PERIOD), "RUB")
    rows = [row for data in picture.chart.to_dict()["datasets"].values() for row in data]
    assert len({row["rep"] for row in rows if "lever" in row}) == MOST
    assert picture.title.startswith("199 of 300")
    assert str(MOST) in picture.subtitle


def test_base_title_is_its_last_month():
    """The title of the base counts those who bought in the last window, over all reps."""
    rows = pd.DataFrame(
        {"rep_id": [1, 2, 1, 2], "month": [24310, 24310, 24311, 24311], "base": [9, 9, 10, 20], "active": [9, 9, 4, 5],
         "never_bought": [0, 0, 1, 2]}
    )  # fmt: skip
    picture = base_over_time(rows, 4)
    assert picture.title == "9 of 30 clients bought within the last 4 months"
    assert "30%" in picture.subtitle
    assert base_over_time(rows, 1).title.endswith("the last month")


def test_head_title_is_his_measured_share():
    """The title of the head's picture is the signal itself, and claims nothing where it is grey."""
    months = pd.DataFrame({"month": range(24300, 24312), "net": [1_000] * 12, "own": [250] * 12})
    head = Head(1, "РОП", date(2025, 4, 1), appointed=True, confirmed=True)
    said = head_share(months, head, Signal("head.revenue_share", 0.254), 3, "norm")
    grey = head_share(months, head, Signal("head.revenue_share", missing=("transition",)), 3, "norm")
    assert said.title == "25% of revenue goes through the head himself"
    assert "%" not in grey.title


def test_plan_title_counts_the_months_of_the_last_year():
    """The title of the plan says by how much it was fulfilled and in how many of the last twelve months."""
    rows = pd.DataFrame({"rep_id": 1, "month": range(24294, 24312), "plan": [100] * 18, "fact": [150] * 6 + [150] * 3 + [70] * 9})
    title = plan_by_month(rows, Signal("plan.attainment", 0.9, period=(24300, 24311)), "RUB").title
    assert title == "The reps reached 90% of their plan; together they made it in 3 months of 12"


def staff(stays: list[int]) -> Staff:
    """People hired on 1 January 2024 who leave after so many days; two more stay."""
    hired = np.array(["2024-01-01"] * (len(stays) + 2), "datetime64[D]")
    left = np.array([hired[0] + np.timedelta64(days) for days in stays] + ["NaT", "NaT"], "datetime64[D]")
    return Staff(list(range(len(hired))), hired, left, date(2024, 1, 1), date(2025, 12, 31))


def test_exits_are_a_period_only_where_that_is_hardly_chance():
    """The headline names the months of tenure when chance hardly makes them, and else says there is no such period."""
    window, sure = Signal("people.exit_window", [3, 6], n=5), Signal("people.exit_window_p", 0.01)
    assert exits_headline(window, sure, 7) == f"5 of 7 leavers left in months {number_span(4, 6)} of tenure"
    for chance in (Signal("people.exit_window_p", 0.06), Signal("people.exit_window_p", missing=("few_leavers",))):
        assert exits_headline(window, chance, 7) == "7 people left: no certain period shows"


def test_every_leaver_is_a_dot():
    """Each person who left is one mark at his month of tenure, and the title counts those of the first year."""
    picture = exits_by_tenure(
        staff([20, 100, 110, 400]), Signal("people.exit_window", [3, 6]), Signal("people.exit_window_p", 0.3)
    )
    rows = [row for data in picture.chart.to_dict()["datasets"].values() for row in data]
    assert [row["month"] for row in rows] == [1, 4, 4, 14]
    assert picture.title == "3 of 4 leavers left within their first year"


def test_people_title_adds_up_the_months():
    """The title of the headcount sums those who came and those who left over the months shown."""
    rows = pd.DataFrame({"month": [24309, 24310, 24311], "people": [5, 6, 4], "hired": [1, 1, 0], "left": [0, 0, 2]})
    assert people_by_month(rows, "norm", 7).title == "2 came and 2 left over 3 months"


@pytest.mark.parametrize(
    ("stays", "said"), [([40, 60, 80, 90, 100, 110, 120, 130], "about 2 are there"), ([500, 500], "about 10 are there")]
)
def test_survival_title_is_the_curve_at_a_year(stays, said):
    """Of ten who come the title says how many the curve has after twelve months."""
    people_ = staff(stays)
    stayed = curve(people_)
    assert said in survival_curve(stayed).title
