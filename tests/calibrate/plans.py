"""A plan written before or after the fact: the slope of plan on fact, on made-up departments."""

import numpy as np
import pandas as pd

from diagnostics.evidence.plan import slope_on_fact

from .runs import SERIES

REPS, MONTHS = 8, 24
AFTER, PARTLY = 0.6, 0.3  # slopes from which a plan is called written after the fact, wholly or partly
TRUTHS = {"before": (0.0, 0), "half": (0.5, 52), "after": (1.0, 100), "after, 0.9 of it": (1.0, 100)}
"""Truth -> share of months in which the plan is written after the fact, and the slope in per cent that was reached."""


def department(rng: np.random.Generator, after: float, part: float) -> pd.DataFrame:
    """Columns rep_id, month, plan, fact: reps of their own level in one season; a plan knows both and not the month's luck."""
    level, season = rng.normal(14, 0.5, (REPS, 1)), np.tile(rng.normal(0, 0.15, 12), MONTHS // 12)
    fact = level + season + rng.normal(0, 0.25, (REPS, MONTHS))
    plan = level + season + rng.normal(0.1, 0.08, (REPS, MONTHS))
    late = rng.random((REPS, MONTHS)) < after
    plan = np.where(late, fact + np.log(part) + rng.normal(0, 0.01, (REPS, MONTHS)), plan)
    rep, month = np.indices((REPS, MONTHS))
    return pd.DataFrame({"rep_id": rep.ravel(), "month": month.ravel(), "plan": np.exp(plan).ravel(), "fact": np.exp(fact).ravel()})


def slopes() -> None:
    """The slope in the middle, how often its interval holds the truth, how often the plan is called written after the fact."""
    print(f"slope of plan on fact, {REPS} reps, {MONTHS} months, {SERIES} departments a row")
    print(f"{'written':<17} {'slope':>6} {'target':>7} {'covered':>8} {'partly':>7} {'after':>6}")
    for truth, (after, target) in TRUTHS.items():
        rng = np.random.default_rng([*TRUTHS].index(truth))
        found = [slope_on_fact(department(rng, after, 0.9 if "0.9" in truth else 1.0), (0, MONTHS - 1)) for _ in range(SERIES)]
        values = np.array([one.value for one in found])
        covered = np.mean([one.low <= after <= one.high for one in found if one.low is not None and one.high is not None])
        called = (values >= AFTER).mean(), ((values >= PARTLY) & (values < AFTER)).mean()
        print(f"{truth:<17} {np.median(values):>6.2f} {target / 100:>7.2f} {covered:>8.0%} {called[1]:>7.0%} {called[0]:>6.0%}")
