"""Each cause on evidence made by hand: where it is seen, where it is not, where it stays grey."""

import pytest

from diagnostics.causes import norms
from diagnostics.evidence import Head

from .cases import HEAD, PERIOD, judged

SELLS = {"head.revenue_share": 0.31, "head.own_deals_per_quarter": 20.0, "head.top_decile_share": 0.4}
LEADS = {"head.revenue_share": 0.01, "head.own_deals_per_quarter": 0.5, "head.top_decile_share": 0.0}
PLANNED = {"plan.coverage": 1.0, "plan.close_to_fact": 0.1, "plan.slope_on_fact": 0.05}
DORMANT = {"base.active_share": 0.18, "base.active_share_change": -0.1, "base.never_bought_share": 0.4}
AWAKE = {"base.active_share": 0.55, "base.active_share_change": 0.0, "base.never_bought_share": 0.1}
EXITS = {
    "people.early_hazard": 0.2,
    "people.exit_window_p": 0.01,
    "people.early_leavers": 8,
    "people.exit_window": [3, 6],
}
STAY = {
    "people.early_hazard": 0.01,
    "people.exit_window_p": 0.6,
    "people.early_leavers": 0,
    "people.exit_window": [20, 24],
}


@pytest.mark.parametrize(
    ("name", "values", "state"),
    [
        ("head_sells", SELLS, "likely"),
        ("head_sells", LEADS, "not_seen"),
        ("head_sells", {"head.revenue_share": 0.31}, "grey"),
        ("head_sells", {}, "grey"),
        ("no_plan", PLANNED, "not_seen"),
        ("no_plan", PLANNED | {"plan.coverage": 0.3}, "likely"),
        ("no_plan", PLANNED | {"plan.close_to_fact": 0.9}, "likely"),
        ("no_plan", PLANNED | {"plan.slope_on_fact": 0.95}, "likely"),
        ("no_plan", {}, "grey"),
        ("dormant_base", DORMANT, "likely"),
        ("dormant_base", AWAKE, "not_seen"),
        ("dormant_base", {"base.active_share": 0.18, "base.active_share_change": 0.0}, "likely"),
        ("dormant_base", {"base.active_share": 0.18}, "grey"),
        ("early_exits", EXITS, "likely"),
        ("early_exits", STAY, "not_seen"),
        ("early_exits", {}, "grey"),
    ],
)
def test_state_of_a_cause(name, values, state):
    """A cause is found, not seen or grey as its signals say."""
    found = judged(name, values)
    assert found.state == state
    assert (found.probability is None) is (state == "grey")


@pytest.mark.parametrize(
    ("name", "values", "points"),
    [
        ("head_sells", SELLS, 6),
        ("head_sells", {"head.revenue_share": 0.07, "head.own_deals_per_quarter": 12, "head.top_decile_share": 0.05}, 4),
        ("head_sells", {"head.revenue_share": 0.0699, "head.own_deals_per_quarter": 11.9, "head.top_decile_share": 0.0499}, -1),
        ("head_sells", LEADS, -5),
        ("dormant_base", DORMANT, 5),
        ("dormant_base", {"base.active_share": 0.33, "base.active_share_change": -0.08, "base.never_bought_share": 0.33}, 3),
        ("dormant_base", {"base.active_share": 0.34, "base.active_share_change": -0.07, "base.never_bought_share": 0.32}, 0),
        ("dormant_base", AWAKE, -2),
        ("early_exits", EXITS, 7),
        ("early_exits", EXITS | {"people.early_hazard": 0.07, "people.exit_window_p": 0.15, "people.early_leavers": 3}, 3),
        ("early_exits", EXITS | {"people.early_hazard": 0.03, "people.exit_window_p": 0.2, "people.early_leavers": 1}, -1),
        ("no_plan", PLANNED, -3),
        ("no_plan", PLANNED | {"plan.coverage": 0.79}, 2),
        ("no_plan", PLANNED | {"plan.coverage": 0.8}, -3),
        ("no_plan", PLANNED | {"plan.coverage": 0.49, "plan.close_to_fact": 0.4, "plan.slope_on_fact": 0.3}, 4),
    ],
)  # fmt: skip
def test_points_at_the_bounds(name, values, points):
    """Values on a bound and just off it are worth what the list says."""
    assert sum(point.points for point in judged(name, values).points) == points


def test_own_deals_above_the_norm_never_speak_for_health():
    """From the method's norm of 1.5 own deals a quarter on, the deals do not count against the finding."""
    norm = norms({})["own_deals_per_quarter"].value
    for deals, healthy in ((norm - 0.5, True), (norm + 0.2, False), (norm + 5, False)):
        found = judged("head_sells", LEADS | {"head.own_deals_per_quarter": deals})
        (worth,) = [point.points for point in found.points if point.signal.id == "head.own_deals_per_quarter"]
        assert (worth < 0) is healthy, deals


@pytest.mark.parametrize(("end", "state"), [("2026-07-15", "grey"), ("2026-06-30", "likely"), ("2025-01-01", "likely")])
def test_an_agreed_transition_is_not_judged_while_it_runs(end, state):
    """Until the agreed end of the transition nothing is said of the head's own sales, and it is said why."""
    assert PERIOD.as_of.isoformat() == "2026-06-30"
    found = judged("head_sells", SELLS, facts={"transition_end": end})
    assert found.state == state
    assert found.missing == (("transition_agreed",) if state == "grey" else ())


@pytest.mark.parametrize(
    ("head", "unconfirmed"), [(HEAD, False), (Head(1, "РОП", None, appointed=False, confirmed=False), True), (None, True)]
)
def test_a_finding_about_the_head_waits_for_his_list(head, unconfirmed):
    """Until the head has confirmed his list the finding about him is not stated; findings on others are."""
    about, other = judged("head_sells", SELLS, head=head), judged("dormant_base", DORMANT, head=head)
    assert about.unconfirmed is unconfirmed
    assert about.shows is not unconfirmed
    assert about.probability > 0.5
    assert not other.unconfirmed
    assert other.shows


def test_one_way_of_having_no_plan_is_enough():
    """The strongest face of no plan counts alone; where none shows all of them speak against."""
    found = judged("no_plan", PLANNED | {"plan.close_to_fact": 0.9})
    assert [point.signal.id for point in found.points] == ["plan.close_to_fact"]
    assert len(judged("no_plan", PLANNED).points) == 3


@pytest.mark.parametrize(("window", "counts"), [([3, 6], True), ([7, 10], True), ([8, 12], False), ([20, 24], False)])
def test_a_late_period_of_exits_is_not_about_newcomers(window, counts):
    """The period that the scan found speaks for early exits only where it begins within the first eight months."""
    found = judged("early_exits", EXITS | {"people.exit_window": window})
    assert ("people.exit_window_p" in {point.signal.id for point in found.points}) is counts


def test_a_grey_cause_says_what_to_add():
    """A cause without its signals names what they lack, each once."""
    found = judged("head_sells", {})
    assert found.missing == ("staff",)
    assert found.points == ()
