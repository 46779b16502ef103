"""Words against data: what an answer claims, and whether the import bears it out."""

import pytest

from diagnostics.causes import claim_text, claims, judge, words
from diagnostics.evidence import Signal, meanings
from diagnostics.interview import Answer, Heard, Reply, Told, questions

from .cases import HEAD, case, finding


def said(question: str, value, who: str = "РОП", **known) -> Heard:
    """One answer by name."""
    return Heard(named={question: {who: Answer("said", value)}}, **known)


def outcome(heard: Heard, values, **known):
    """What came of the only claim on a question."""
    (found,) = words(case(values, **known), heard)
    return found.outcome


def test_claims_are_of_known_questions_signals_and_causes():
    """Each claim has a question that can make it, a figure, and what of the two it is about."""
    known = {one.cause.id for one in judge(case({})).findings}
    for claim in claims():
        question = questions()[claim.question]
        assert claim.signal in meanings()
        assert set(claim.causes) <= known
        assert bool(claim.says) is (question.kind == "choice")
        assert claim.says or question.kind in ("guess", "number")
        assert bool(claim.text) is bool(claim.says)
        assert not claim.says or (claim.holds.bounds and claim.fails.bounds and claim.holds.at_least is not claim.fails.at_least)
        assert claim.says or claim.within > 0


@pytest.mark.parametrize(
    ("share", "told"), [(0.01, "confirmed"), (0.03, "confirmed"), (0.05, "open"), (0.07, "contradicted"), (0.4, "contradicted")]
)
def test_a_claim_holds_or_fails_by_its_bounds(share, told):
    """Between the bounds neither is said."""
    assert outcome(said("H06", 3), {"head.revenue_share": share}) == told


def test_another_option_claims_nothing():
    """Who does not say it is not held to it; neither is who does not know."""
    evidence = case({"head.revenue_share": 0.4})
    assert words(evidence, said("H06", 2)) == []
    assert words(evidence, Heard(named={"H06": {"РОП": Answer("unknown", None)}})) == []


@pytest.mark.parametrize(("guess", "told"), [(30, "confirmed"), (40, "confirmed"), (41, "contradicted"), (10, "contradicted")])
def test_a_guess_may_be_off_by_so_much(guess, told):
    """A guess in per cent within ten points of the share agrees with it."""
    assert outcome(said("O03", guess, "Собственник"), {"head.revenue_share": 0.3}) == told


def test_nothing_is_contradicted_within_the_interval():
    """Where the figure itself is that unsure, the answer stands open."""
    evidence = case({})
    evidence.signals["head.revenue_share"] = Signal("head.revenue_share", 0.3, 0.1, 0.5)
    (guess,) = words(evidence, said("O03", 45))
    evidence.signals["pay.ratio"] = Signal("pay.ratio", 1.9, 1.2, 2.8)
    (ratio,) = words(evidence, said("O16", 3))
    assert (guess.outcome, ratio.outcome) == ("open", "open")


@pytest.mark.parametrize(("counts", "claimed"), [([4, 1, 1, 0], True), ([3, 3, 0, 0], False), ([0, 0, 3, 3], False)])
def test_reps_claim_what_most_of_them_say(counts, claimed):
    """A word of the reps is what more than half of them said."""
    heard = Heard(reps={"M01": Told(None, "M01", 6, counts, 1.0, 0.5)})
    found = words(case({"head.top_decile_share": 0.0}), heard)
    assert bool(found) is claimed
    assert all((one.who, one.outcome) == (None, "contradicted") for one in found)


def test_what_cannot_be_checked_says_why():
    """Without the figure, without the head's list, or where the figure is of another thing, nothing is contradicted."""
    (missing,) = words(case({}), said("H06", 3))
    (unlisted,) = words(case({"head.revenue_share": 0.4}, head=None), said("H06", 3))
    (shipments,) = words(case({"head.own_deals_per_quarter": 100.0}), said("H07", 0))
    assert [one.outcome for one in (missing, unlisted, shipments)] == ["open"] * 3
    assert [one.missing for one in (missing, unlisted, shipments)] == [("staff",), ("head_list",), ("deals",)]


def test_the_sharpest_contradiction_stands_first():
    """Contradictions by how far the figure lies beyond, then what agrees, then what cannot be checked."""
    heard = Heard(named={
        "O03": {"Собственник": Answer("said", 10)}, "H06": {"РОП": Answer("said", 3)}, "O16": {"Собственник": Answer("said", 3)},
        "H09": {"РОП": Answer("said", 3)}, "O05": {"Собственник": Answer("said", 3)},
    })  # fmt: skip
    found = words(case({"head.revenue_share": 0.6, "pay.ratio": 1.9, "plan.ambition": 1.2}), heard)
    assert [one.outcome for one in found] == ["contradicted"] * 3 + ["confirmed"] * 2
    assert [one.sharpness for one in found[:3]] == sorted((one.sharpness for one in found[:3]), reverse=True)


def test_a_finding_is_marked_until_the_author_is_proved_right():
    """A contradiction marks the cause that it is about and adds no points; taken back, it marks nothing."""
    values = {"head.revenue_share": 0.4, "head.own_deals_per_quarter": 20.0, "head.top_decile_share": 0.4}
    heard = said("H06", 3)
    marked, plain = (finding(judge(case(values), one), "head_sells") for one in (heard, Heard()))
    assert (marked.contradicted, plain.contradicted) == (True, False)
    assert marked.probability == plain.probability
    for state, stands in (("seen", True), ("disputed", True), ("withdrawn", False)):
        replied = said("H06", 3, replies={("H06", "РОП"): Reply(state, "Списки старые")})
        assert finding(judge(case(values), replied), "head_sells").contradicted is stands
        assert words(case(values), replied)[0].reply.text == "Списки старые"


def test_a_claim_in_words():
    """A number is told as what was named, an option as what it claims."""
    (guess,) = words(case({"head.revenue_share": 0.3}), said("O03", 10))
    (option,) = words(case({"head.revenue_share": 0.3}), said("H06", 3))
    assert claim_text(guess, "RUB") == "Доля РОПа в выручке: 10\u00a0%"
    assert claim_text(option, "RUB") == "Клиенты РОПа уже у менеджеров"
    assert HEAD.confirmed
