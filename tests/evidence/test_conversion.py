"""From stage to stage: against a plain count of who came to each stage and who passed it."""

import json
from datetime import date, timedelta
from math import prod
from random import Random

import pytest

from diagnostics.evidence import Evidence, measure, steps_to_order
from diagnostics.evidence.conversion import passing, stage_order, stage_rates
from diagnostics.evidence.deals import deals_of
from diagnostics.evidence.intervals import wilson
from diagnostics.workbook import Workbook

from .companies import Company, Deal, Sale, fill, months

SALES = [Sale(day, 100) for day in (*months("2024-01", 24, 20), date(2024, 1, 1), date(2025, 12, 31))]
REPS = ["Менеджер 01", "Менеджер 02", "Менеджер 03", None]
STAGES = ["Заявка", "Встреча", "Предложение", "Договор"]
NUMBERED = [f"{number}. {stage}" for number, stage in enumerate(STAGES, 1)]


def made_up(seed: int, stages: list[str]) -> list[Deal]:
    """Two years of deals that ended at a stage, or were won, or stand open at one."""
    draw = Random(seed)
    return [
        Deal(day := date(2024, 1, 1) + timedelta(draw.randrange(731)), 1_000, rep=draw.choice(REPS), doc=f"{place}", day=day,
             state=draw.choice(["won", "lost", "lost", "open"]), step=draw.choice(stages))
        for place in range(400)
    ]  # fmt: skip


def measured(workbook: Workbook, deals: list[Deal], **facts: str) -> Evidence:
    """What is measured of these deals beside sales that end with December."""
    return measure(fill(workbook, Company(SALES, deals), facts))


@pytest.mark.parametrize("seed", range(10))
def test_equals_a_plain_count(workbook, seed):
    """The weakest stage, its interval and cases, and each rep at that same stage, of deals that ended in the last twelve months."""
    deals = made_up(seed, NUMBERED)
    evidence = measured(workbook, deals)
    signal = evidence.signals["funnel.weakest_stage"]
    ended = [deal for deal in deals if deal.state != "open" and deal.day.year == 2025]

    def at(stage: str, rep: list[str | None]) -> tuple[int, int]:
        upto = {deal.doc: 9 if deal.state == "won" else NUMBERED.index(deal.step) for deal in ended if deal.rep in rep}
        place = NUMBERED.index(stage)
        return sum(last >= place for last in upto.values()), sum(last > place for last in upto.values())

    counts = {stage: at(stage, REPS) for stage in NUMBERED}
    worst = min(counts, key=lambda stage: counts[stage][1] / counts[stage][0])
    came, passed = counts[worst]
    assert (signal.value, signal.n) == (passed / came, came)
    assert (signal.low, signal.high) == wilson(passed, came)
    ids = {None: 0} | {rep.name: rep.id for rep in evidence.reps.values()}
    own = {ids[rep]: at(worst, [rep]) for rep in REPS}
    assert signal.by_rep == {rep: passed / came for rep, (came, passed) in own.items() if came >= 10}


def test_the_stages_multiply_to_the_share_won(workbook):
    """Nothing is lost between the stages: each deal that ended came to the first, and the won ones passed the last."""
    evidence = measured(workbook, made_up(1, NUMBERED))
    rates = stage_rates(workbook, evidence.period)
    company = rates[rates["rep_id"].isna()]
    assert company["stage"].tolist() == NUMBERED
    assert prod(company["share"]) == pytest.approx(evidence.signals["funnel.win_rate"].value)
    assert company["came"].iloc[0] == evidence.signals["funnel.win_rate"].n


def test_the_order_is_asked_where_names_do_not_tell_it(workbook):
    """Until somebody says it nothing is counted; then it is the same as if the names were numbered."""
    deals = made_up(2, STAGES)
    assert measured(workbook, deals).signals["funnel.weakest_stage"].missing == ("stage_order",)
    assert sorted(steps_to_order(workbook)) == sorted(STAGES)
    told = measured(workbook, deals, stages=json.dumps(STAGES)).signals["funnel.weakest_stage"]
    numbered = measured(workbook, made_up(2, NUMBERED)).signals["funnel.weakest_stage"]
    assert steps_to_order(workbook) == []
    assert (told.value, told.n, told.by_rep) == (numbered.value, numbered.n, numbered.by_rep)


def test_deals_lost_at_a_stage_that_is_in_no_order_are_left_out(workbook):
    """An old stage that nobody placed neither passed nor failed anything."""
    measured(workbook, [Deal(date(2025, 5, 5), 1, doc=f"{n}", day=date(2025, 5, 5), state="lost", step=step) for n, step in enumerate(["А", "Б", "Старый"])])
    rates = passing(deals_of(workbook), ["А", "Б"])
    assert rates[rates["rep_id"].isna()][["stage", "came", "passed"]].values.tolist() == [["А", 2, 1], ["Б", 1, 0]]


@pytest.mark.parametrize(
    ("deals", "missing"),
    [
        ([], "deals"),
        ([("won", "1. А")] * 30, "lost_deals"),
        ([("lost", None)] * 3 + [("lost", "1. А")] * 7 + [("won", "2. Б")] * 9, "lost_stages"),
        ([("lost", "1. А")] * 9, "few_deals"),
    ],
)
def test_says_what_is_missing(workbook, deals, missing):
    """A file whose lost deals forgot their stage would make every stage look good."""
    rows = [Deal(date(2025, 5, 5), 1, doc=f"{n}", day=date(2025, 5, 5), state=state, step=step) for n, (state, step) in enumerate(deals)]
    assert measured(workbook, rows).signals["funnel.weakest_stage"].missing == (missing,)


@pytest.mark.parametrize(
    ("stages", "order"),
    [
        (["10. Договор", "2. Встреча", "1. Заявка"], ["1. Заявка", "2. Встреча", "10. Договор"]),
        (["(2) Б", "(1) А"], ["(1) А", "(2) Б"]),
        (["1. А", "1. Б"], None),
        (["1. А", "Б"], None),
        ([], None),
    ],
)
def test_numbers_of_the_names_are_their_order(stages, order):
    """Only where all names have one, and no two the same."""
    assert stage_order(stages, {}) == order
