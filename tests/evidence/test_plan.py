"""The plan against plain sums over rep-months, and the slope that tells a plan set before from one written after."""

from datetime import date

import numpy as np
import pytest

from diagnostics.evidence import measure
from diagnostics.evidence.jackknife import jackknife

from .companies import Company, Person, Plan, Sale, fill, months

REPS = ["Менеджер 01", "Менеджер 02", "Менеджер 03"]
START = "2024-01"
SALES = [Sale(day, 100) for day in months(START, 24, 28)]


def facts(seed: int, reps: list[str], count: int = 24) -> dict[tuple[str, date], int]:
    """A rep's sales of a month, at levels of their own and with a common season."""
    draw = np.random.default_rng(seed)
    return {
        (rep, day): int(1_000_000 * (place + 1) * np.exp(draw.normal(0, 0.3) + np.sin(day.month)))
        for place, rep in enumerate(reps)
        for day in months(START, count, 28)
    }


def sold(fact: dict[tuple[str, date], int]) -> list[Sale]:
    """The sales that make these facts."""
    return [Sale(day, amount, f"Клиент {rep}", rep) for (rep, day), amount in fact.items()]


def planned(fact: dict[tuple[str, date], int], seed: int, share: float) -> list[Plan]:
    """A plan of which `share` repeats the fact and the rest is drawn on its own."""
    draw = np.random.default_rng(seed)
    return [
        Plan(
            day.replace(day=1),
            int(1_000_000 * (amount / 1_000_000) ** share * np.exp((1 - share) * draw.normal(0, 0.08))),
            rep,
        )
        for (rep, day), amount in fact.items()
    ]


@pytest.mark.parametrize("seed", range(2))
def test_figures_equal_sums_over_rep_months(workbook, seed):
    """Attainment, coverage, months at plan and months close to the fact are those of the rows of the last year."""
    draw = np.random.default_rng(seed + 10)
    fact = facts(seed, REPS)
    plan = {
        key: int(amount * draw.choice([0.7, 0.98, 1.0, 1.02, 1.4]))
        for key, amount in fact.items()
        if draw.random() < 0.7
    }
    staff = [Person(rep, date(2020, 1, 1)) for rep in REPS]
    rows = [Plan(day.replace(day=1), amount, rep) for (rep, day), amount in plan.items()]
    signals = measure(fill(workbook, Company(sold(fact), plan=rows, staff=staff))).signals
    year = [(key, amount) for key, amount in plan.items() if key[1].year == 2025]
    assert signals["plan.attainment"].value == pytest.approx(
        sum(fact[key] for key, _ in year) / sum(amount for _, amount in year)
    )
    assert signals["plan.coverage"].value == pytest.approx(len(year) / 36)
    assert signals["plan.coverage"].n == 36
    assert signals["plan.share_of_reps_at_plan"].value == pytest.approx(
        sum(fact[key] >= amount for key, amount in year) / len(year)
    )
    assert signals["plan.close_to_fact"].value == pytest.approx(
        sum(abs(amount / fact[key] - 1) <= 0.035 for key, amount in year) / len(year)
    )


def test_attainment_per_rep(workbook):
    """Each rep's attainment is his sales of the months with a plan to that plan."""
    days = months(START, 24, 28)
    sales = [
        Sale(day, amount, rep, rep) for day in days for rep, amount in (("Менеджер 01", 100), ("Менеджер 02", 300))
    ]
    plan = [Plan(day.replace(day=1), 200, rep) for day in days[-4:] for rep in ("Менеджер 01", "Менеджер 02")]
    evidence = measure(fill(workbook, Company(sales, plan=plan)))
    names = {rep: person.name for rep, person in evidence.reps.items()}
    found = {names[rep]: value for rep, value in evidence.signals["plan.attainment"].by_rep.items()}
    assert found == {"Менеджер 01": 0.5, "Менеджер 02": 1.5}
    assert evidence.signals["plan.attainment"].value == 1.0


def test_coverage_counts_only_months_of_work(workbook):
    """A rep who came in October and one who left in March are short of no plan in the other months."""
    days = months(START, 24, 28)
    staff = [
        Person("Менеджер 01", date(2020, 1, 1)),
        Person("Менеджер 02", date(2025, 10, 13)),
        Person("Менеджер 03", date(2020, 1, 1), date(2025, 3, 14)),
    ]
    sales = [Sale(day, 100, rep=rep) for day in days for rep in REPS]
    whole = [Plan(day.replace(day=1), 100, rep) for day in days for rep in REPS]
    coverage = measure(fill(workbook, Company(sales, plan=whole, staff=staff))).signals["plan.coverage"]
    assert (coverage.value, coverage.n) == (1.0, 12 + 3 + 3)
    some = [row for row in whole if row.rep == "Менеджер 01"]
    coverage = measure(fill(workbook, Company(sales, plan=some, staff=staff))).signals["plan.coverage"]
    assert coverage.value == pytest.approx(12 / 18)


def test_who_is_not_on_the_staff_list_worked_from_his_first_to_his_last_sale(workbook):
    """Without a staff list a rep's months are those between his first and his last sale."""
    days = months(START, 24, 28)
    sales = [*SALES, Sale(days[15], 100, rep="Менеджер 02"), Sale(days[18], 100, rep="Менеджер 02")]
    coverage = measure(fill(workbook, Company(sales, plan=[Plan(date(2025, 1, 1), 100)]))).signals["plan.coverage"]
    assert (coverage.value, coverage.n) == (pytest.approx(1 / 16), 16)


def test_the_head_needs_no_plan_of_his_own(workbook):
    """Whoever leads the department, by the list or by the company facts, is no rep without a plan."""
    days = months(START, 24, 28)
    sales = [Sale(day, 100, rep=rep) for day in days for rep in ("Менеджер 01", "РОП")]
    plan = [Plan(day.replace(day=1), 100) for day in days]
    listed = [Person("Менеджер 01", date(2020, 1, 1)), Person("РОП", date(2020, 1, 1), role="head")]
    coverage = measure(fill(workbook, Company(sales, plan=plan, staff=listed))).signals["plan.coverage"]
    assert (coverage.value, coverage.n) == (1.0, 12)
    named = fill(workbook, Company(sales, plan=plan, staff=listed[:1]), {"head": "РОП"})
    coverage = measure(named).signals["plan.coverage"]
    assert (coverage.value, coverage.n) == (1.0, 12)


def test_no_plan_table_is_grey(workbook):
    """Where no plan was brought every figure of the plan is grey and asks for one."""
    signals = measure(fill(workbook, Company(SALES))).signals
    assert {signal.missing for name, signal in signals.items() if name.startswith("plan.")} == {("plan",)}


@pytest.mark.parametrize(("share", "low", "high"), [(0.0, -0.2, 0.2), (0.5, 0.4, 0.6), (1.0, 0.99, 1.01)])
def test_slope_tells_when_the_plan_was_written(workbook, share, low, high):
    """A plan drawn on its own has a slope near 0, one that repeats the fact near 1, half of each near a half; the interval leaves out each rep."""
    fact = facts(1, [*REPS, "Менеджер 04", "Менеджер 05"])
    slope = measure(fill(workbook, Company(sold(fact), plan=planned(fact, 8, share)))).signals["plan.slope_on_fact"]
    assert low < slope.value < high
    steps = {rep: differences(fact, {(one.rep, one.day.replace(day=28)): one.amount for one in planned(fact, 8, share)})[rep] for rep, _day in fact}
    without = [np.polyfit(*np.concatenate([own for rep, own in steps.items() if rep != left_out], axis=1), 1)[0] for left_out in steps]
    assert (slope.low, slope.high) == pytest.approx(jackknife(np.polyfit(*np.concatenate(list(steps.values()), axis=1), 1)[0], without))


def differences(fact: dict[tuple[str, date], int], plan: dict[tuple[str, date], int]) -> dict[str, np.ndarray]:
    """Rep -> steps of fact and plan from month to month, in logarithms freed of the means of rep and month; shape (2, months - 1)."""
    reps, days = sorted({rep for rep, _day in fact}), sorted({day for _rep, day in fact})
    logs = np.log([[[held[rep, day] for day in days] for rep in reps] for held in (fact, plan)])
    logs = logs - logs.mean(axis=2, keepdims=True)
    logs = logs - logs.mean(axis=1, keepdims=True)
    return {rep: np.diff(logs[:, place]) for place, rep in enumerate(reps)}


def test_a_plan_that_knows_the_season_is_set_before(workbook):
    """Plan and fact that rise and fall together by the season alone are no sign of a plan written after the fact."""
    fact, draw = facts(1, REPS), np.random.default_rng(4)
    rows = [
        Plan(day.replace(day=1), int(1_000_000 * np.exp(np.sin(day.month) + draw.normal(0, 0.08))), rep)
        for rep, day in fact
    ]
    slope = measure(fill(workbook, Company(sold(fact), plan=rows))).signals["plan.slope_on_fact"]
    assert abs(slope.value) < 0.2


def test_a_plan_at_a_fixed_part_of_the_fact_is_written_after_it(workbook):
    """Plan = nine tenths of the fact has a slope of 1, although it never comes close to the fact."""
    fact = facts(3, REPS)
    rows = [Plan(day.replace(day=1), int(amount * 0.9), rep) for (rep, day), amount in fact.items()]
    signals = measure(fill(workbook, Company(sold(fact), plan=rows))).signals
    assert signals["plan.slope_on_fact"].value == pytest.approx(1.0, abs=0.01)
    assert signals["plan.close_to_fact"].value == 0


def test_slope_needs_24_rep_months(workbook):
    """Fewer than 24 rep-months with plan and sales are too few, and so is a single rep of whatever history."""
    fact = facts(1, REPS, 7)
    signals = measure(fill(workbook, Company(sold(fact), plan=planned(fact, 2, 0.0)))).signals
    assert signals["plan.slope_on_fact"].missing == ("plan_months_24",)
    assert signals["plan.coverage"].available
    alone = facts(1, REPS[:1], 36)
    signals = measure(fill(workbook, Company(sold(alone), plan=planned(alone, 2, 0.0)))).signals
    assert signals["plan.slope_on_fact"].missing == ("plan_months_24",)


def test_constant_sales_have_no_slope(workbook):
    """Where the fact never moves nothing can be said of a plan that follows it, whatever rounding leaves over."""
    days = months(START, 24, 28)
    sales = [Sale(day, 10_007 * (place + 1), rep, rep) for day in days for place, rep in enumerate(REPS)]
    plan = [
        Plan(day.replace(day=1), 10_000 + (at * place * 7_919) % 3_333, rep)
        for at, day in enumerate(days)
        for place, rep in enumerate(REPS, 1)
    ]
    signals = measure(fill(workbook, Company(sales, plan=plan))).signals
    assert signals["plan.slope_on_fact"].missing == ("plan_months_24",)
