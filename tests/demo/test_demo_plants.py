from itertools import combinations

import pytest
from demo_signals import points, probability, read

from diagnostics.demo import PLANTS, head_of, write_company
from diagnostics.demo.pathologies import PATHOLOGIES
from diagnostics.demo.words import words

SEEDS = (1, 2, 3)


def judged(folder, plants, seed, rows=None):
    """Signals and points of every cause of a company."""
    write_company(folder, plants, seed, rows, fmt="parquet")
    return points(read(folder))


def seen(found):
    """The causes whose points alone make them likely."""
    return {cause for cause, signals in found.items() if probability(signals["points"]) >= 0.5}


@pytest.mark.parametrize("seed", SEEDS)
def test_healthy_company_shows_no_cause(tmp_path, seed):
    """Where nothing is planted no cause reaches one half, and the plan is made more often than not."""
    found = judged(tmp_path, (), seed)
    assert seen(found) == set()
    assert found["plan_unreal"]["made"] >= 0.5
    assert found["pay_compression"]["ratio"] >= 3


@pytest.mark.parametrize("seed", SEEDS)
@pytest.mark.parametrize("plant", PLANTS)
def test_plant_reaches_its_signals(tmp_path, plant, seed):
    """A planted cause is likely by its own points, with a margin of half a point at least."""
    found = judged(tmp_path, (plant,), seed)
    assert found[plant]["points"] >= 2.7, found[plant]


def test_selling_head_looks_like_the_case(tmp_path):
    """He has about a third of the revenue, most of the top decile, and new clients of his own."""
    found = judged(tmp_path, ("head_sells",), 2)["head_sells"]
    assert 0.2 < found["share"] < 0.4
    assert found["top_decile"] > 0.4
    assert found["new"] > 1.5


def test_all_plants_at_once(tmp_path):
    """Every pathology stays visible when all are planted in one company."""
    assert seen(judged(tmp_path, PLANTS, 4)) >= set(PLANTS)


def test_no_two_plants_change_one_rule():
    """Pathologies change different rules of the world, so that their order means nothing."""
    for one, other in combinations(PATHOLOGIES.values(), 2):
        assert not one.changes.keys() & other.changes.keys()


def test_plant_shows_at_any_size(tmp_path):
    """A company of many rows has the same sales by rep and month, so the same signals."""
    small = judged(tmp_path / "small", ("head_sells", "dormant_base"), 1)
    large = judged(tmp_path / "large", ("head_sells", "dormant_base"), 1, rows=150_000)
    for cause, signal in (("head_sells", "share"), ("dormant_base", "active"), ("no_plan", "copied")):
        assert large[cause][signal] == pytest.approx(small[cause][signal], abs=0.01)


def test_head_is_named_and_dated(tmp_path):
    """The helper names the head as the staff list does, and dates a promotion 14 months before the end."""
    write_company(tmp_path, ("head_sells",), 5, fmt="parquet")
    head = head_of(("head_sells",), 5)
    assert read(tmp_path).heads == {head.name} == {words().head}
    assert head.since.isoformat() == "2025-05-01"
    assert head_of((), 5).since.isoformat() < "2023-07-01"
