"""Each cause on evidence made by hand: where it is seen, where it is not, where it stays grey."""

import pytest

from diagnostics.causes import causes, judge, norms
from diagnostics.evidence import Head, Signal

from .cases import HEAD, PERIOD, case, finding, judged, saying

SELLS = {"head.revenue_share": 0.31, "head.own_deals_per_quarter": 20.0, "head.top_decile_share": 0.4}
LEADS = {"head.revenue_share": 0.01, "head.own_deals_per_quarter": 0.5, "head.top_decile_share": 0.0}
PLANNED = {"plan.coverage": 1.0, "plan.close_to_fact": 0.1, "plan.slope_on_fact": 0.05}
DORMANT = {"base.active_share": 0.18, "base.kept_active_change": -0.17, "base.never_bought_share": 0.4}
AWAKE = {"base.active_share": 0.55, "base.kept_active_change": 0.0, "base.never_bought_share": 0.1}
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

GROWING, FALLING = {"growth.year_on_year": 0.1}, {"growth.year_on_year": -0.1}
CASES = {
    # symptoms
    "dormant_base": (DORMANT, AWAKE),
    "wallet_flat": ({"growth.per_active_rate": -0.12}, {"growth.per_active_rate": 0.12}),
    "stalled_base": ({"base.new_change": 0.3, "base.new_rate": 0.003}, {"base.new_change": 1.1, "base.new_rate": 0.02}),
    "leaky_base": ({"bridge.lost_rate": 0.35}, {"bridge.lost_rate": 0.05}),
    "given_base": ({"base.inherited_share": 0.7, "base.old_revenue_share": 0.97}, {"base.inherited_share": 0.2, "base.old_revenue_share": 0.8}),
    "uneven_reps": ({"team.spread": 0.6, "team.spread_per_client": 0.5}, {"team.spread": 0.2, "team.spread_per_client": 0.1}),
    "star_dependence": ({"team.best_to_median": 4.5, "team.top_rep_share": 0.5}, {"team.best_to_median": 1.5, "team.top_rep_share": 0.2}),
    "low_activity": ({"activity.per_rep_day": 1.0, "activity.norm_share": 0.2}, {"activity.per_rep_day": 12.0, "activity.norm_share": 0.6}),
    "stuck_deals": ({"funnel.open_age": 4.0, "funnel.overdue_share": 0.7}, {"funnel.open_age": 0.8, "funnel.overdue_share": 0.1}),
    "early_exits": (EXITS, STAY),
    "slow_ramp": ({"people.ramp_months": 18, "people.ramp_month_12": 0.5}, {"people.ramp_months": 3, "people.ramp_month_12": 1.0}),
    "exits_after_misses": ({"people.landmark_p": 0.01, "people.before_exit": -0.2}, {"people.landmark_p": 0.6, "people.before_exit": 0.05}),
    "price_only_growth": (GROWING | {"growth.real_rate": -0.02}, GROWING | {"growth.real_rate": 0.08}),
    "one_big_client": (FALLING | {"clients.top1_share": 0.4, "clients.top3_change_share": 0.8}, FALLING | {"clients.top1_share": 0.02, "clients.top3_change_share": 0.1}),
    "vacant_seats": ({"people.vacant_seats": 20.0, "people.headcount": 5}, {"people.vacant_seats": 1.0, "people.headcount": 5}),
    # mechanisms
    "no_plan": (PLANNED | {"plan.coverage": 0.3}, PLANNED),
    "plan_unreal": ({"plan.share_of_reps_at_plan": 0.1, "plan.unlikely_share": 0.7}, {"plan.share_of_reps_at_plan": 0.6, "plan.unlikely_share": 0.1}),
    "crm_unused": (
        {"funnel.entered_late": 0.5, "funnel.no_next_step": 0.7, "funnel.overdue_share": 0.6},
        {"funnel.entered_late": 0.05, "funnel.no_next_step": 0.1, "funnel.overdue_share": 0.1},
    ),
    "pay_compression": (
        {"pay.ratio": 1.1, "pay.rank_correlation": 0.1, "pay.fixed_share": 0.9},
        {"pay.ratio": 3.5, "pay.rank_correlation": 0.9, "pay.fixed_share": 0.3},
    ),
    "overload_span": ({"people.span": 12.0}, {"people.span": 6.0}),
    "thin_start_base": ({"people.newcomer_book": 0.2}, {"people.newcomer_book": 0.9}),
    "leavers_take_clients": ({"people.leaver_base_loss": 0.3}, {"people.leaver_base_loss": 0.02}),
    "veterans_coast": ({"growth.veterans_p": 0.01}, {"growth.veterans_p": 0.8}),
    "lead_supply": ({"leads.change": 0.5}, {"leads.change": 1.1}),
    # roots
    "head_sells": (SELLS, LEADS),
    "head_pay_own_sales": ({"pay.head_on_own": 0.8, "pay.head_on_total": 0.1}, {"pay.head_on_own": 0.1, "pay.head_on_total": 0.8}),
    "best_seller_promoted": ({"head.best_before": 2.5}, {"head.best_before": 0.7}),
    "no_head": ({"people.months_without_head": 8}, {"people.months_without_head": 0}),
    "exits_after_head_change": ({"people.head_change_p": 0.01}, {"people.head_change_p": 0.7}),
    "owner_bypass": ({"owner.revenue_share": 0.3, "owner.top_decile_share": 0.3}, {"owner.revenue_share": 0.0, "owner.top_decile_share": 0.0}),
}
"""Causes that data speak for: values with which each shows, and with which it does not."""
JOINT = {
    "marketing_gap": {"marketing.source_gap": 0.4},
    "friendly_not_selling": {"plan.attainment": 0.6},
    "blames_market": FALLING | {"growth.reps_growing_share_net": 0.6},
}
"""Causes that data alone do not show: values with which they show once the answers say so too."""
ONLY_SAID = [cause.id for cause in causes() if not cause.cuts]
each = pytest.mark.parametrize("name", [cause.id for cause in causes()])


def worst(name: str, more: float = 2.0, **known):
    """Answers in which a cause shows."""
    asked = next(cause.questions for cause in causes() if cause.id == name)
    return saying(dict.fromkeys(asked, more), climate=2.5, **known)


@each
def test_every_cause_has_its_cases(name):
    """No cause is registered without a case in which it shows, one in which it does not, and a grey one."""
    assert (name in CASES) + (name in JOINT) + (name in ONLY_SAID) == 1
    assert judged(name, {}).state == "grey"
    assert judged(name, {}).missing


@pytest.mark.parametrize("name", CASES)
def test_a_cause_shows_in_the_data(name):
    """With the values of a sick company it is found, with those of a healthy one it is not seen."""
    sick, healthy = CASES[name]
    assert judged(name, sick).state in ("likely", "confirmed")
    assert judged(name, healthy).state == "not_seen"


@pytest.mark.parametrize("name", JOINT)
def test_a_cause_shows_where_data_and_answers_agree(name):
    """Neither of them alone makes the finding."""
    assert judged(name, JOINT[name], heard=worst(name)).state in ("likely", "confirmed")
    assert not judged(name, JOINT[name], heard=worst(name, -1.0)).shows
    assert judged(name, {}, heard=worst(name)).state != "confirmed"


@pytest.mark.parametrize("name", ONLY_SAID)
def test_a_cause_that_only_answers_speak_of_is_said(name):
    """Loud answers make it said, never more; quiet ones do not."""
    assert judged(name, {}, heard=worst(name)).state == "said_only"
    assert judged(name, {}, heard=worst(name, -1.0)).state == "not_seen"


def test_a_friendly_team_is_one_that_says_so():
    """A missed plan is no friendliness: without the reps' word it is grey, and where they feel bad it is not seen."""
    missed = {"plan.attainment": 0.6}
    assert judged("friendly_not_selling", missed).missing == ("reps_climate",)
    assert judged("friendly_not_selling", missed, heard=saying({}, climate=2.4)).state == "likely"
    assert judged("friendly_not_selling", missed, heard=saying({}, climate=1.2)).state == "not_seen"


def test_growth_that_is_none_is_not_of_prices():
    """Where sales fell nothing grew by prices alone, whatever the growth without them."""
    assert judged("price_only_growth", FALLING | {"growth.real_rate": -0.2}).state == "not_seen"


def test_a_steady_year_is_made_by_nobody():
    """Of a change of next to nothing three clients are always most: it counts from three per cent on."""
    large = {"clients.top1_share": 0.01, "clients.top3_change_share": 5.0}
    quiet, moved = (judged("one_big_client", large | {"growth.year_on_year": rate}) for rate in (0.01, 0.05))
    assert (quiet.data, moved.data) == (-2, 0)


def test_empty_seats_are_held_against_the_team():
    """Twelve empty months are much in a team of five and little in one of fifty."""
    small, large = (judged("vacant_seats", {"people.vacant_seats": 12.0, "people.headcount": people}) for people in (5, 50))
    assert (small.data, large.data) == (4, -2)


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
        ("dormant_base", {"base.active_share": 0.18, "base.kept_active_change": 0.0}, "likely"),
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
        ("dormant_base", DORMANT, 6),
        ("dormant_base", {"base.active_share": 0.35, "base.kept_active_change": -0.12, "base.never_bought_share": 0.33}, 4),
        ("dormant_base", {"base.active_share": 0.351, "base.kept_active_change": -0.119, "base.never_bought_share": 0.32}, 1),
        ("dormant_base", AWAKE, -2),
        ("early_exits", EXITS, 7),
        ("early_exits", EXITS | {"people.early_hazard": 0.07, "people.exit_window_p": 0.15, "people.early_leavers": 3}, 3),
        ("early_exits", EXITS | {"people.early_hazard": 0.03, "people.exit_window_p": 0.2, "people.early_leavers": 1}, -1),
        ("no_plan", PLANNED, -3),
        ("no_plan", PLANNED | {"plan.coverage": 0.79}, 2),
        ("no_plan", PLANNED | {"plan.coverage": 0.8}, -3),
        ("no_plan", PLANNED | {"plan.coverage": 0.49, "plan.close_to_fact": 0.4, "plan.slope_on_fact": 0.3}, 4),
        ("no_plan", PLANNED | {"plan.slope_on_fact": 0.4}, 3),
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
    assert ("transition_agreed" in found.missing) is (state == "grey")


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


def test_the_best_one_s_share_is_held_against_the_team():
    """A share that is much in a team of fourteen is little in one of seven; of three reps the middle one is anybody."""
    found = {}
    for tenured in (3, 7, 14):
        values = {"team.top_rep_share": 0.25}
        evidence = case(values)
        evidence.signals["team.best_to_median"] = Signal("team.best_to_median", 4.0, n=tenured)
        found[tenured] = {point.signal.id: point.points for point in finding(judge(evidence), "star_dependence").points}
    assert found == {
        3: {"team.top_rep_share": -1},
        7: {"team.best_to_median": 3, "team.top_rep_share": -1},
        14: {"team.best_to_median": 3, "team.top_rep_share": 2},
    }


@pytest.mark.parametrize(("now", "before", "counts"), [(3, 6, False), (10, 20, True), (40, 50, False)])
def test_fewer_new_clients_may_be_an_accident(now, before, counts):
    """Half as many of a handful happens by itself in more than one year of ten: then the fall does not count."""
    evidence = case({"base.new_rate": 0.01})
    evidence.signals["base.new_change"] = Signal("base.new_change", now / before, n=now + before)
    found = finding(judge(evidence), "stalled_base")
    assert any(point.signal.id == "base.new_change" and point.points > 0 for point in found.points) is counts


@pytest.mark.parametrize(("whole", "per_client", "points"), [(0.6, 0.5, 4), (0.3, 0.9, 0), (0.9, 0.3, 0), (0.2, 0.2, -3), (0.4, 0.6, 3)])
def test_reps_are_uneven_in_all_and_per_client(whole, per_client, points):
    """Unequal books make the first spread alone, a rep with few clients the second alone: the smaller counts."""
    assert judged("uneven_reps", {"team.spread": whole, "team.spread_per_client": per_client}).data == points
