"""Whole companies: the demo, a healthy one, and one planted cause at a time."""

import pytest

from diagnostics.causes import Verdict, judge
from diagnostics.demo import head_of, write_company
from diagnostics.evidence import measure
from diagnostics.intake import Upload, import_files
from diagnostics.workbook import Workbook

from .cases import finding

WITH = {
    "head_sells": {"best_seller_promoted"},  # he was the best rep
    "no_plan": set(),
    "dormant_base": {"leaky_base"},  # who sleeps a year through is lost
    "early_exits": {"thin_start_base", "uneven_reps"},  # newcomers get few clients, and the survivors of them sell little
}
"""Planted cause -> what it brings with it."""
FOUND = ("confirmed", "likely")


def verdict_of(workbook: Workbook, folder, plants) -> Verdict:
    """Import a synthetic company, say who its head is, and judge it."""
    files = write_company(folder / "company", plants, seed=1, fmt="parquet")
    results = import_files(workbook, [Upload(file, file.name) for file in files])
    assert {result.status for result in results} == {"accepted"}
    head = head_of(plants, seed=1)
    workbook.set({"head": head.name, "head_since": head.since.isoformat(), "head_clients": "confirmed"})
    return judge(measure(workbook))


def test_verdict_on_the_demo_company(demo):
    """The demo shows what was planted into it: a selling head over a dormant base and early exits; its plan works."""
    verdict = judge(measure(demo))
    assert finding(verdict, "head_sells").state in FOUND
    assert finding(verdict, "dormant_base").state in FOUND
    assert finding(verdict, "early_exits").state == "likely"
    assert finding(verdict, "no_plan").state == "not_seen"
    (root,) = [card for card in verdict.roots if card.lead.cause.id == "head_sells"]
    assert {"dormant_base", "early_exits"} <= {one.cause.id for one in root.below}


def test_demo_whose_head_has_not_confirmed_his_list(demo):
    """Without the head's word the finding about him waits, and what stood beneath it stands alone."""
    demo.set({"head_clients": "open"})
    verdict = judge(measure(demo))
    assert verdict.roots == []
    assert "head_sells" in {one.cause.id for one in verdict.to_check}
    assert {"dormant_base", "early_exits"} <= {one.cause.id for card in verdict.alone for one in (card.lead, *card.joined)}


def test_a_healthy_company_shows_nothing(workbook, tmp_path):
    """Where nothing was planted nothing is found and nothing is to be checked."""
    verdict = verdict_of(workbook, tmp_path, ())
    assert verdict.roots == []
    assert verdict.alone == []
    assert {one.state for one in verdict.findings} <= {"not_seen", "grey"}


@pytest.mark.parametrize("plant", WITH)
def test_a_planted_cause_is_found(workbook, tmp_path, plant):
    """One planted cause is found, and none but those that it brings."""
    verdict = verdict_of(workbook, tmp_path, (plant,))
    shown = {one.cause.id for one in verdict.findings if one.shows}
    assert plant in shown <= WITH[plant] | {plant}
    assert finding(verdict, plant).probability >= 0.85
