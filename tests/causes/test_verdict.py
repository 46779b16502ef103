"""From points to states and their order: the truth table, on causes that give the points asked for."""

from math import log

import pytest
from hypothesis import given
from hypothesis import strategies as st

from diagnostics.causes import Verdict, causes, finding_title, judge, state_text, verdict
from diagnostics.causes.registry import Point
from diagnostics.evidence import Signal

from .cases import case, finding, made_up

MEASURED = {"plan.coverage": 0.5, "people.leavers": 4, "head.revenue_share": 0.5, "plan.close_to_fact": 0.5}
TWO, ONE = ("plan.coverage", "people.leavers"), ("head.revenue_share",)


def points_for(chance: float) -> float:
    """The points that make a probability."""
    return 2.2 + log(chance / (1 - chance))


@pytest.fixture
def judging(monkeypatch):
    """Judge made-up causes in place of the registry."""

    def judged(*made, values=MEASURED, **known) -> Verdict:
        monkeypatch.setattr(verdict, "causes", lambda: made)
        return judge(case(values, **known))

    return judged


@pytest.mark.parametrize(
    ("points", "chance"), [(2.2, 0.5), (0, 0.0998), (5, 0.9427), (99, 0.9427), (-4, 0.0020), (-99, 0.0020)]
)
def test_points_make_a_probability(points, chance):
    """2.2 points are even odds; the sum is held between -4 and +5."""
    assert verdict.probability([Point(Signal("plan.coverage", 1.0), points)]) == pytest.approx(chance, abs=1e-4)


@pytest.mark.parametrize(
    ("chance", "tables", "state"),
    [
        (0.86, TWO, "confirmed"),
        (0.86, ONE, "likely"),
        (0.849, TWO, "likely"),
        (0.51, TWO, "likely"),
        (0.51, ONE, "likely"),
        (0.499, TWO, "check"),
        (0.301, TWO, "check"),
        (0.299, TWO, "not_seen"),
        (0.01, ONE, "not_seen"),
    ],
)
def test_truth_table(judging, chance, tables, state):
    """.85 and two tables confirm, .5 is likely, .3 is to be checked, less is not seen."""
    whole = points_for(chance)
    made = made_up("made", [whole / len(tables)] * len(tables), tables, cuts={})
    (found,) = judging(made).findings
    assert found.probability == pytest.approx(chance)
    assert found.state == state


def test_confirmed_needs_two_tables_that_speak_for_it(judging):
    """Signals of one table count as one, and a signal that speaks against is no second witness."""
    one_table = made_up("made", [3, 2], ("plan.close_to_fact", "plan.attainment"))
    against = made_up("made", [5, -0.5], TWO)
    silent = made_up("made", [5, 0], TWO)
    both = made_up("made", [4, 1], TWO)
    values = MEASURED | {"plan.attainment": 0.5}
    states = [judging(made, values=values).findings[0].state for made in (one_table, against, silent, both)]
    assert states == ["likely", "likely", "likely", "confirmed"]


@pytest.mark.parametrize(
    ("available", "state"), [(0, "grey"), (1, "grey"), (2, "likely"), (3, "likely"), (4, "likely")]
)
def test_grey_when_fewer_than_half_of_the_signals_are_there(judging, available, state):
    """With fewer than half of the declared signals nothing is said, however loud the rest; half is enough."""
    declared = ("plan.coverage", "plan.close_to_fact", "plan.attainment", "plan.slope_on_fact")
    made = made_up("made", [5], declared)
    values = dict.fromkeys(declared[:available], 0.5)
    (found,) = judging(made, values=values).findings
    assert found.state == state
    assert (found.probability is None) is (state == "grey")
    assert bool(found.missing) is (available < 4)


def test_grey_when_the_cause_gives_no_points(judging):
    """A cause that cannot judge this company is grey, not refuted, and says why."""
    (found,) = judging(made_up("made", [], TWO)).findings
    assert (found.state, found.probability) == ("grey", None)
    assert found.missing == ("transition_agreed",)


def test_findings_are_ranked(judging):
    """Roots before mechanisms before symptoms; within a level by probability, what is grey last."""
    made = [
        made_up("symptom", [5], level="symptom"),
        made_up("weak", [1], level="root"),
        made_up("grey", [], level="root"),
        made_up("strong", [4], level="root"),
        made_up("mechanism", [3], level="mechanism"),
    ]
    assert [one.cause.id for one in judging(*made).findings] == ["strong", "weak", "grey", "mechanism", "symptom"]


def test_three_roots_at_most(judging):
    """The verdict names the three most probable roots; a fourth stays in the list of findings."""
    made = [made_up(f"root{place}", [3 + place / 10], level="root") for place in range(5)]
    found = judging(*made)
    assert [root.cause.id for root, _ in found.roots] == ["root4", "root3", "root2"]
    assert len(found.findings) == 5


def test_a_root_carries_what_stands_beneath_it(judging):
    """Mechanisms and symptoms stand under the first root that carries them, once, and else alone."""
    made = [
        made_up("first", [5], level="root"),
        made_up("second", [4], level="root"),
        made_up("shared", [4], level="mechanism", under=("second", "first")),
        made_up("owned", [4], level="symptom", under=("second",)),
        made_up("alone", [4], level="symptom", under=("third",)),
        made_up("weak", [0], level="symptom", under=("first",)),
    ]
    found = judging(*made)
    story = {root.cause.id: [one.cause.id for one in below] for root, below in found.roots}
    assert story == {"first": ["shared"], "second": ["owned"]}
    assert [one.cause.id for one in found.alone] == ["alone"]


def test_every_finding_has_its_place(judging):
    """Shown, open or not seen: each finding stands in one of them and in no two."""
    made = [
        made_up("root", [5], level="root"),
        made_up("below", [5], level="symptom", under=("root",)),
        made_up("alone", [5], level="mechanism"),
        made_up("check", [2], level="symptom"),
        made_up("gone", [-3], level="symptom"),
        made_up("grey", [], level="symptom"),
        made_up("waits", [5], level="mechanism", about_head=True),
        made_up("unsure", [-3], level="root", about_head=True),
    ]
    found = judging(*made, head=None)
    placed = [one for root, below in found.roots for one in (root, *below)]
    placed += [*found.alone, *found.open, *found.works]
    assert sorted(one.cause.id for one in placed) == sorted(cause.id for cause in made)
    assert {one.cause.id for one in found.open} == {"check", "grey", "waits", "unsure"}
    assert [one.cause.id for one in found.works] == ["gone"]


def test_what_waits_for_the_head_is_worded_as_a_question(judging):
    """A finding about the head that he has not confirmed keeps its state and is not stated as found."""
    made = made_up("waits", [3, 2], TWO, about_head=True)
    waits = judging(made, head=None).findings[0]
    said = judging(made).findings[0]
    assert waits.state == said.state == "confirmed"
    assert finding_title(waits) == made.titles["check"]["ru"]
    assert finding_title(said) == made.titles["found"]["ru"]
    assert state_text(waits) != state_text(said)


@given(
    st.dictionaries(st.sampled_from(sorted({name for cause in causes() for name in cause.signals})), st.floats(-1, 30))
)
def test_every_cause_appears_once(values):
    """Whatever was measured, the verdict has each cause of the registry exactly once, in its order."""
    found = judge(case(values | {"people.exit_window": [3, 6]}))
    assert sorted(one.cause.id for one in found.findings) == sorted(cause.id for cause in causes())
    assert len(found.roots) <= 3
    for cause in causes():
        one = finding(found, cause.id)
        assert one.probability is None or 0 < one.probability < 1
        assert (one.state == "grey") is (one.probability is None)


@pytest.mark.parametrize(("points", "works"), [([0, 0], False), ([-1], False), ([-2], True), ([-3, 1], False), ([-1, -1], True)])
def test_what_works_needs_evidence(judging, points, works):
    """That something works is said where the data speak clearly against the cause, not where they are silent."""
    found = judging(made_up("made", points, TWO)).findings[0]
    assert (found.state, found.works) == ("not_seen", works)
    assert finding_title(found) == found.cause.titles["not_seen" if works else "check"]["ru"]


def test_one_table_cannot_confirm(judging):
    """Two signals that share a table are one witness."""
    shared = ("base.active_share", "base.active_share_change")
    values = dict.fromkeys(shared, 0.1)
    assert judging(made_up("made", [3, 2], shared), values=values).findings[0].state == "likely"
    assert judging(made_up("made", [3, 2], TWO)).findings[0].state == "confirmed"
