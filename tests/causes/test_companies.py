"""Whole companies: the demo, a healthy one, and one planted cause at a time."""

import pytest

from diagnostics.causes import Verdict, judge
from diagnostics.demo import head_of, write_company
from diagnostics.evidence import measure
from diagnostics.intake import Upload, import_files
from diagnostics.workbook import Workbook

from .cases import finding

CAUSES = ("head_sells", "no_plan", "dormant_base", "early_exits")
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
    assert [(root.cause.id, sorted(one.cause.id for one in below)) for root, below in verdict.roots] == [
        ("head_sells", ["dormant_base", "early_exits"])
    ]
    assert verdict.alone == verdict.open == []


def test_demo_whose_head_has_not_confirmed_his_list(demo):
    """Without the head's word the finding about him waits, and what stood beneath it stands alone."""
    demo.set({"head_clients": "open"})
    verdict = judge(measure(demo))
    assert verdict.roots == []
    assert [one.cause.id for one in verdict.open] == ["head_sells"]
    assert {one.cause.id for one in verdict.alone} == {"dormant_base", "early_exits"}


def test_a_healthy_company_shows_nothing(workbook, tmp_path):
    """Where nothing was planted nothing is found and nothing is to be checked."""
    verdict = verdict_of(workbook, tmp_path, ())
    assert verdict.roots == []
    assert verdict.alone == []
    assert {one.state for one in verdict.findings} <= {"not_seen", "grey"}


@pytest.mark.parametrize("plant", CAUSES)
def test_a_planted_cause_is_found_alone(workbook, tmp_path, plant):
    """One planted cause is found, and none of the others with it."""
    verdict = verdict_of(workbook, tmp_path, (plant,))
    assert [one.cause.id for one in verdict.findings if one.shows] == [plant]
    assert finding(verdict, plant).probability >= 0.85
