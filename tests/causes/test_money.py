"""What causes cost: the parts sum to the whole, the draws cover the truth, and what cannot be counted says so."""

from itertools import permutations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from diagnostics.causes.money import DRAWS, Edit, Money, posterior_shares, rounded, shapley, stakes, texts
from diagnostics.evidence import Rep, Signal

from .cases import case

REPS = range(2, 8)  # 1 is the head
BASE = {"base.size": 600, "base.active": 300, "growth.per_active": 100_000_00, "growth.year_on_year": 0.1, "growth.total": 300_000_000_00}


def company(values=BASE, reps=REPS, **changed: Signal):
    """A company whose reps have a hundred clients each, of whom so many buy."""
    evidence = case(values)
    people = {rep: Rep(rep, f"Менеджер {rep}", None, None) for rep in reps}
    active = dict(zip(people, (20, 30, 40, 60, 70, 80), strict=False))
    found = {
        "base.size": Signal("base.size", 600, by_rep=dict.fromkeys(people, 100)),
        "base.active": Signal("base.active", 300, by_rep=active),
        **{name.replace("__", "."): signal for name, signal in changed.items()},
    }
    evidence.signals.update(found)
    evidence.reps.update(people)
    return evidence


@given(st.lists(st.tuples(st.floats(0, 100), st.floats(1, 1.5)), min_size=1, max_size=4), st.floats(1, 1000))
def test_parts_are_shapley_values(pairs, year):
    """Each part is the mean over all orders of what the edit adds when it comes; together they are the joint effect."""
    edits = {f"edit {place}": Edit(added, factor) for place, (added, factor) in enumerate(pairs)}

    def sales(taken) -> float:
        whole, factor = year, 1.0
        for name in taken:
            whole, factor = whole + edits[name].added, factor * edits[name].factor
        return whole * factor

    found = {name: float(part[0]) for name, part in shapley(edits, year).items()}
    orders = list(permutations(edits))
    for name in edits:
        adds = [sales(order[: order.index(name) + 1]) - sales(order[: order.index(name)]) for order in orders]
        assert found[name] == pytest.approx(np.mean(adds), rel=1e-9, abs=1e-9)
    assert sum(found.values()) == pytest.approx(sales(edits) - year, rel=1e-9, abs=1e-9)


def test_separate_effects_would_count_twice():
    """An edit that adds and one that multiplies help each other: apart they are less than together."""
    edits = {"adds": Edit(added=100.0), "multiplies": Edit(factor=1.5)}
    alone = [float(shapley({name: edit}, 100.0)[name][0]) for name, edit in edits.items()]
    together = sum(float(part[0]) for part in shapley(edits, 100.0).values())
    assert (sum(alone), together) == (150.0, 200.0)


@pytest.mark.parametrize(("people", "clients"), [(5, 60), (8, 90), (15, 150)])
def test_draws_of_shares_cover_what_the_best_could_teach(people, clients):
    """The gain from lifting the others to the best quarter: intervals of 80 % hold the truth about so often, a naive share overstates it."""
    rng, covered, naive, middle, truth = np.random.default_rng(people), [], [], [], []
    for _company in range(60):
        base = rng.integers(clients // 2, clients * 2, people).astype(float)
        shares, worth = np.clip(rng.normal(0.45, 0.06, people), 0.1, 0.9), np.exp(rng.normal(0, 0.2, people))
        active = rng.binomial(base.astype(int), shares).astype(float)

        def gain(share, base=base, worth=worth):
            return (base * np.maximum(0, np.quantile(share, 0.75, axis=-1, keepdims=True) - share) * worth).sum(axis=-1)

        drawn = gain(posterior_shares(active, base, rng))
        low, mid, high = np.quantile(drawn, [0.1, 0.5, 0.9])
        truth.append(float(gain(shares)))
        covered.append(low <= truth[-1] <= high)
        naive.append(float(gain(active / base)))
        middle.append(mid)
    assert 0.65 <= np.mean(covered) <= 0.95
    assert abs(np.mean(middle) / np.mean(truth) - 1) < abs(np.mean(naive) / np.mean(truth) - 1)


@pytest.mark.parametrize(
    ("kopecks", "told"),
    [(0, 0), (-5, 0), (123_456_789_00, 120_000_000_00), (1_250_000_00, 1_200_000_00), (1_260_000_00, 1_300_000_00), (987_654_00, 990_000_00)],
)
def test_two_digits(kopecks, told):
    """More digits would look surer than the sum is."""
    assert rounded(kopecks) == told


def test_a_dormant_base_costs_what_the_best_quarter_buys_more():
    """Between the reps and their own best quarter, at half the worth where too few clients came back to know."""
    found = stakes(company(), ["dormant_base"])["dormant_base"]
    naive = sum(max(0.0, 67.5 - active) for active in (20, 30, 40, 60, 70, 80)) * 100_000_00 * 0.5
    assert found.low < found.mid < found.high
    assert found.low < naive < found.high * 1.2
    returned = Signal("bridge.returned", 30 * 25_000_00, n=30)
    assert stakes(company(bridge__returned=returned), ["dormant_base"])["dormant_base"].mid == pytest.approx(found.mid / 2, rel=0.05)


@pytest.mark.parametrize(("high", "told"), [(-0.02, True), (0.01, False), (None, False)])
def test_the_head_s_selling_costs_only_by_a_certain_step(high, told):
    """Where the interval of the team's step reaches nought, the sum is not said."""
    evidence = company(BASE, head__team_step=Signal("head.team_step", -0.1, -0.18, high))
    found = stakes(evidence, ["head_sells"])["head_sells"]
    assert isinstance(found, Money) is told
    if told:
        year = 300_000_000_00 / 0.1 * 1.1
        assert found.low < year * (1 / 0.9 - 1) < found.high
    else:
        assert found == "no_step"


def test_leavers_cost_their_excess_loss_seats_and_ramp():
    """Excess loss of their clients, months of empty seats, and what newcomers sell less in their place, each a year."""
    evidence = company(
        {},
        people__leaver_base_loss=Signal("people.leaver_base_loss", 0.2, 0.1, 0.3),
        people__leaver_base_sales=Signal("people.leaver_base_sales", 50_000_000_00),
        people__vacant_seats=Signal("people.vacant_seats", 6.0),
        team__usual_month=Signal("team.usual_month", 2_000_000_00),
        people__ramp_gap=Signal("people.ramp_gap", 4.0),
        people__early_leavers=Signal("people.early_leavers", 9, period=(24282, 24317)),
    )
    found = stakes(evidence, ["leavers_take_clients", "vacant_seats", "early_exits"])
    assert found["leavers_take_clients"].mid == pytest.approx(0.2 * 50_000_000_00, rel=0.1)
    assert found["vacant_seats"] == Money(*[12_000_000_00] * 3)
    assert found["early_exits"] == Money(*[24_000_000_00] * 3)


def test_what_is_not_priced_says_so():
    """Causes without an estimator, and those whose data lack, have a code with its words, and no sum."""
    names = ["dormant_base", "leavers_take_clients", "vacant_seats", "early_exits", "head_sells", "no_plan"]
    found = stakes(case({}), names)
    assert found == dict.fromkeys(names[:-1], "lacking") | {"no_plan": "not_priced"}
    assert {*found.values(), *names[:-1], "no_step"} == set(texts())


def test_the_same_data_cost_the_same():
    """The draws are seeded: a sum does not change between two looks."""
    assert stakes(company(), ["dormant_base"]) == stakes(company(), ["dormant_base"])
    assert DRAWS >= 400
