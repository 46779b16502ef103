"""From points to states and their order: the truth table, on causes that give the points asked for."""

from math import log

import pytest
from hypothesis import given
from hypothesis import strategies as st

from diagnostics.causes import Verdict, causes, finding_title, fusion, judge, state_text, verdict, weights
from diagnostics.causes.registry import Point
from diagnostics.evidence import Signal
from diagnostics.interview import SILENCE, Heard, Leaning

from .cases import STEPS, case, finding, made_up, saying

MEASURED = {"plan.coverage": 0.5, "people.leavers": 4, "head.revenue_share": 0.5, "plan.close_to_fact": 0.5}
TWO, ONE = ("plan.coverage", "people.leavers"), ("head.revenue_share",)


def points_for(chance: float) -> float:
    """The points that make a probability."""
    return 2.2 + log(chance / (1 - chance))


@pytest.fixture
def judging(monkeypatch):
    """Judge made-up causes in place of the registry."""

    def judged(*made, values=MEASURED, heard=SILENCE, **known) -> Verdict:
        monkeypatch.setattr(verdict, "causes", lambda: made)
        return judge(case(values, **known), heard)

    return judged


@pytest.mark.parametrize(
    ("points", "chance"), [(2.2, 0.5), (0, 0.0998), (5, 0.9427), (99, 0.9427), (-4, 0.0020), (-99, 0.0020)]
)
def test_points_make_a_probability(points, chance):
    """2.2 points are even odds; the sum is held between -4 and +5."""
    data = fusion.data_points([Point(Signal("plan.coverage", 1.0), points, STEPS, 1.0)])
    assert fusion.probability(data, 0.0, weights({})) == pytest.approx(chance, abs=1e-4)


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
    made = made_up("made", [whole / len(tables)] * len(tables), tables)
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
    assert [card.lead.cause.id for card in found.roots] == ["root4", "root3", "root2"]
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
    story = {card.lead.cause.id: [one.cause.id for one in card.below] for card in found.roots}
    assert story == {"first": ["shared"], "second": ["owned"]}
    assert [card.lead.cause.id for card in found.alone] == ["alone"]


def test_every_finding_has_its_place(judging):
    """Shown, said, to be checked, unknown or in order: no finding stands in two of them, and only what is merely not seen in none."""
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
    placed = [one for card in (*found.roots, *found.alone) for one in (card.lead, *card.joined, *card.below)]
    placed += [*found.told, *found.to_check, *found.unknown, *found.works]
    assert sorted(one.cause.id for one in placed) == sorted({cause.id for cause in made} - {"unsure"})
    assert {one.cause.id for one in found.to_check} == {"check", "waits"}
    assert [one.cause.id for one in found.unknown] == ["grey"]
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
    st.dictionaries(st.sampled_from(sorted({name for cause in causes() for name in cause.cuts})), st.floats(-1, 30))
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


@pytest.mark.parametrize(
    ("shows", "answers"),
    [({"O01": 0.901}, 2), ({"O01": 0.899}, 1), ({"O01": 0.401}, 1), ({"O01": 0.39}, 0), ({"O01": -0.35}, 0), ({"O01": -0.36}, -1), ({}, 0),
     ({"M01": 2.0, "O01": 0.0}, 2), ({"H06": 2.0, "M01": 0.0}, 1), ({"H06": 2.0, "O01": 0.0, "M01": -0.4}, 0)],
)  # fmt: skip
def test_answers_make_points(judging, shows, answers):
    """Each side is its mean, reps weigh .5, the owner .3, the head .2; who is silent drops out and the rest is weighed anew."""
    made = made_up("made", [1], questions=("H06", "O01", "M01"))
    (found,) = judging(made, heard=saying(shows)).findings
    assert found.answers == answers
    assert found.probability == pytest.approx(fusion.probability(1, answers, weights({})))


@pytest.mark.parametrize(("n", "shows", "answers"), [(1, 1.79, 1), (1, 1.81, 2), (5, 1.07, 1), (5, 1.09, 2)])
def test_a_single_answer_may_be_a_slip(judging, n, shows, answers):
    """What a side says is drawn to nought by one answer that weighs against: of one it is half, of five five sixths."""
    (found,) = judging(made_up("made", [1], questions=("M01",)), heard=saying({"M01": shows}, n=n)).findings
    assert found.answers == answers
    assert found.voices[0].shows == pytest.approx(shows * n / (n + 1))


@pytest.mark.parametrize(("spread", "answers"), [(0.0, 2), (0.8, 2), (0.9, 1.5)])
def test_reps_who_disagree_weigh_less(judging, spread, answers):
    """Half a point is taken off where the reps' agreement r_wg = 1 - s^2 / 1.25 is below .3, s^2 the variance of a sample."""
    heard = Heard(leanings={"M01": Leaning("reps", 1.5, 6, spread, score=0.5)})
    (found,) = judging(made_up("made", [1], questions=("M01",)), heard=heard).findings
    assert found.answers == answers
    assert (1 - spread**2 * 6 / 5 / 1.25 < 0.3) is (answers < 2)


@pytest.mark.parametrize(
    ("points", "shows", "state"),
    [
        ([3], {"O01": 1.0}, "confirmed"),     # the data and a side agree
        ([3], {"O01": 0.5, "M01": -0.5}, "likely"),
        ([0], {"O01": 2.0, "M01": 2.0}, "likely"),
        ([5], {}, "likely"),                  # one table alone
        ([-2], {"O01": 2.0}, "not_seen"),
    ],
)  # fmt: skip
def test_two_sources_confirm(judging, points, shows, state):
    """Data and a side, or two sides, are two witnesses; a side that does not say so is none."""
    made = made_up("made", points, ONE, questions=("O01", "M01"))
    assert judging(made, heard=saying(shows)).findings[0].state == state


@pytest.mark.parametrize(("shows", "state"), [({}, "grey"), ({"O01": 1.0}, "said_only"), ({"O01": 0.5}, "said_only"), ({"O01": 0.0}, "not_seen")])
def test_answers_alone(judging, shows, state):
    """Where nothing is measured answers are said, not confirmed, however loud; where nobody was asked it is grey."""
    made = made_up("made", [], cuts={}, questions=("O01", "M01"))
    (found,) = judging(made, heard=saying(shows)).findings
    assert found.state == state
    assert not found.shows
    assert (found.missing == ("answers",)) is (state == "grey")


def test_answers_speak_where_half_of_the_signals_are_missing(judging):
    """A cause with fewer than half of its signals is judged once somebody has answered."""
    declared = ("plan.coverage", "plan.close_to_fact", "plan.attainment", "plan.slope_on_fact")
    made = made_up("made", [3], declared, questions=("O01",))
    values = {"plan.coverage": 0.5}
    assert judging(made, values=values).findings[0].state == "grey"
    assert judging(made, values=values, heard=saying({"O01": 1.0})).findings[0].state == "confirmed"


def test_causes_of_one_card_are_said_at_once(judging):
    """What says the same thing is one card: the most probable leads, and it counts as one of the three roots."""
    made = [made_up(f"root{place}", [3 + place / 10], level="root", card="player" if place < 3 else f"root{place}") for place in range(5)]
    story = [(card.lead.cause.id, [one.cause.id for one in card.joined]) for card in judging(*made).roots]
    assert story == [("root4", []), ("root3", []), ("root2", ["root1", "root0"])]


def test_a_lone_voice_is_no_finding_where_the_data_do_not_say_so(judging):
    """One side, however loud, adds one point to data that say nothing; with a second side, or data that do, it has its weight."""
    made, both = made_up("made", [0], questions=("O01",)), made_up("made", [0], questions=("O01", "M01"))
    assert judging(made, heard=saying({"O01": 1.0})).findings[0].answers == 1
    assert judging(both, heard=saying({"O01": 1.0, "M01": 1.0})).findings[0].answers == 2
    assert judging(made_up("made", [1], questions=("O01",)), heard=saying({"O01": 1.0})).findings[0].answers == 2


def test_a_company_may_weigh_anew(judging):
    """Weights of the company hold in place of the content's."""
    heavy = judging(made_up("made", [0], questions=("O01",)), heard=saying({"O01": 1.0}), facts={"weight.answers": "3"})
    assert heavy.findings[0].probability == pytest.approx(1 / (1 + 2.718281828**-0.8))


def test_a_company_may_set_its_own_bounds():
    """Bounds of the company hold in place of the content's, and each point says whose they are."""
    own = {"cut.overload_span.people.span": '{"at_least": {"5": 5}, "otherwise": 0}'}
    values = {"people.span": 6.0}
    plain, changed = (finding(judge(case(values, facts=facts)), "overload_span") for facts in ({}, own))
    assert (plain.data, changed.data) == (-3, 5)
    assert (plain.points[0].steps.own, changed.points[0].steps.own) == (False, True)
