"""The plan beside last year, and whether it can be reached: by hand and against the chances that were drawn."""

import math

import numpy as np
import pandas as pd
import pytest

from diagnostics.evidence import measure
from diagnostics.evidence.outlook import forecast

from .companies import Company, Person, Plan, Sale, fill, months

DAYS = months("2024-01", 36, 28)
REPS = ("Менеджер 01", "Менеджер 02", "Менеджер 03")
STAFF = [Person(rep, DAYS[0].replace(year=2020)) for rep in REPS]


def company(plan: int, before: int = 1_000, after: int = 1_000) -> Company:
    """Three reps who sell alike, and a plan for each in the last year."""
    sales = [Sale(day, before if place < 24 else after, f"Клиент {rep}", rep) for place, day in enumerate(DAYS) for rep in REPS]
    return Company(sales, plan=[Plan(day.replace(day=1), plan, rep) for day in DAYS[24:] for rep in REPS], staff=STAFF)


def test_ambition_is_the_plan_to_last_years_sales(workbook):
    """Plans a fifth higher than what was sold a year before."""
    signal = measure(fill(workbook, company(1_200, 1_000, 700))).signals["plan.ambition"]
    assert (signal.value, signal.n) == (pytest.approx(1.2), 12)


def test_the_heads_sales_are_not_the_reps(workbook):
    """A head who sells as much as all of them changes nothing: the plans are the reps'."""
    made = company(1_200)
    own = [Sale(day, 3_000, "Клиент РОПа", "РОП") for day in DAYS]
    fill(workbook, Company([*made.sales, *own], plan=made.plan, staff=[*STAFF, Person("РОП", DAYS[0], role="head")]))
    assert measure(workbook).signals["plan.ambition"].value == pytest.approx(1.2)


def test_a_plan_of_a_few_says_nothing_of_the_ambition(workbook):
    """One of three reps has a plan: it is not the department's."""
    made = company(1_200)
    fill(workbook, Company(made.sales, plan=[plan for plan in made.plan if plan.rep == REPS[0]], staff=STAFF))
    assert measure(workbook).signals["plan.ambition"].missing == ("plan_of_most",)


def test_the_middle_month_is_the_usual_one(workbook):
    """One enormous month does not move it."""
    made = company(1_000, 1_000, 800)
    sales = [*made.sales, Sale(DAYS[-1], 1_000_000, "Клиент 9", REPS[0])]
    signal = measure(fill(workbook, Company(sales, plan=made.plan, staff=STAFF))).signals["plan.median_attainment"]
    assert (signal.value, signal.n) == (pytest.approx(0.8), 36)
    assert list(signal.by_rep.values()) == pytest.approx([0.8] * 3)


def drawn(seed: int, level: float) -> Company:
    """Ten reps with a season and noise of a fifth; their plan stands `level` standard errors above what is to be expected."""
    draw = np.random.default_rng(seed)
    reps = [f"Менеджер {place:02}" for place in range(10)]
    season = [1 + 0.3 * math.sin(2 * math.pi * month / 12) for month in range(12)]
    sales = [
        Sale(day, int(1_000_000 * season[day.month - 1] * draw.lognormal(0, 0.2)), f"Клиент {rep}", rep) for day in DAYS for rep in reps
    ]
    plan = [Plan(day.replace(day=1), int(1_000_000 * season[day.month - 1] * math.exp(level * 0.2)), rep) for day in DAYS[24:] for rep in reps]
    return Company(sales, plan=plan, staff=[Person(rep, DAYS[0].replace(year=2020)) for rep in reps])


def test_a_plan_far_above_what_is_sold_is_out_of_reach(workbook):
    """Two standard errors above nobody gets there; at the level itself nearly everybody may."""
    far = measure(fill(workbook, drawn(1, 2))).signals["plan.unlikely_share"]
    assert (far.value > 0.9, far.n) == (True, 120)
    assert measure(fill(workbook, drawn(1, 0))).signals["plan.unlikely_share"].value < 0.2


def test_a_forecast_is_the_half_year_in_the_season():
    """Even sales with a season of sevenths and halves: the forecast of each month is what was sold in it."""
    season = [0.5, 0.7, 0.9, 1, 1, 1.1, 1.1, 1.2, 1.2, 1.1, 1.1, 1.1]
    frame = pd.DataFrame({"rep_id": 1, "month": range(36), "fact": [int(1e6 * season[month % 12]) for month in range(36)]})
    found = forecast(frame)
    assert found["month"].tolist() == list(range(6, 36))
    assert found["forecast"].tolist() == pytest.approx(found["fact"].tolist(), rel=0.03)


def test_without_history_nobody_knows_the_chance(workbook):
    """A plan from the first month on, and eight months of sales."""
    sales = [Sale(day, 1_000, f"Клиент {rep}", rep) for day in DAYS[:8] for rep in REPS]
    plan = [Plan(day.replace(day=1), 900, rep) for day in DAYS[:8] for rep in REPS]
    signals = measure(fill(workbook, Company(sales, plan=plan, staff=STAFF))).signals
    assert signals["plan.unlikely_share"].missing == ("plan_months_24",)
    assert signals["plan.ambition"].missing == ("plan_of_most",)
