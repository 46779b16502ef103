"""The texts of the causes: complete in both languages, founded in the doctrine, free of claims that data cannot make."""

import re
from importlib.resources import files
from string import Formatter

import pytest
import yaml

from diagnostics.causes import LEVELS, causes, doctrine, norms
from diagnostics.causes.signs import SIGNS
from diagnostics.evidence import meanings
from diagnostics.i18n import LANGUAGES, read_content, speaking
from diagnostics.interview import questions

CAUSES = {cause.id: cause for cause in causes()}
DOCTRINE = {
    *(f"F{number}" for number in range(1, 16)),
    *(f"R{number}" for number in range(1, 36) if number != 33),
    *(f"S{number}" for number in range(1, 13)),
}
CYRILLIC = re.compile("[А-Яа-яЁё]")
each_cause = pytest.mark.parametrize("cause", CAUSES.values(), ids=CAUSES)


def complete(text) -> bool:
    """Whether a text says something in each language, in its own letters, as a clean line."""
    return (
        set(text) == set(LANGUAGES)
        and bool(CYRILLIC.search(text["ru"]))
        and not CYRILLIC.search(text["en"])
        and all(words == " ".join(words.split()) for words in text.values())
    )


IDS = {
    "symptom": "dormant_base wallet_flat stalled_base leaky_base given_base uneven_reps star_dependence low_activity stuck_deals early_exits slow_ramp "
    "exits_after_misses price_only_growth one_big_client vacant_seats",
    "mechanism": "no_plan plan_unreal reps_alone no_call_review no_training crm_unused marketing_gap no_new_ways pay_compression pay_unclear overload_span "
    "head_paper thin_start_base hiring_mismatch leavers_take_clients veterans_coast reps_backoffice lead_supply",
    "root": "head_sells head_pay_own_sales best_seller_promoted head_cannot_sell head_idle_knowledge friendly_not_selling blames_market no_head two_bosses "
    "exits_after_head_change owner_bypass no_mandate",
}
"""What scripts stand on."""


@pytest.mark.parametrize("level", LEVELS)
def test_every_promised_cause_is_registered(level):
    """The registry has the causes that the command line promises, on their levels, and no other."""
    assert {cause.id for cause in causes() if cause.level == level} == set(IDS[level].split())


def test_roots_come_first():
    """The registry lists roots, then mechanisms, then symptoms."""
    levels = [LEVELS.index(cause.level) for cause in causes()]
    assert levels == sorted(levels)


@each_cause
def test_titles_are_complete(cause):
    """What was found, what is to be checked, what is not seen and what is not known are said in both languages."""
    assert set(cause.titles) == {"found", "check", "not_seen", "grey"} | ({"said"} if cause.questions else set())
    assert all(complete(text) for text in cause.titles.values())
    for language in LANGUAGES:
        assert len({text[language] for text in cause.titles.values()}) == len(cause.titles)


@each_cause
def test_every_finding_can_be_refuted(cause):
    """A finding says what would refute it, what may fairly be said against it, and what to do next."""
    assert complete(cause.means)
    assert complete(cause.refuted_by)
    assert complete(cause.next_step)
    assert cause.objections
    assert all(complete(text) for text in cause.objections)


@each_cause
def test_titles_blame_nobody(cause):
    """A decomposition explains by what a figure changed: texts claim no because, and call nobody lazy."""
    actions = [text for one in cause.actions for text in (one.do, one.first, one.target)]
    texts = [*cause.titles.values(), cause.means, cause.refuted_by, cause.next_step, *cause.objections, *actions]
    for text in texts:
        assert not re.search(r"из-за|лен(ь|ив)|виноват", text["ru"].lower())
        assert not re.search(r"because of|lazy|blame", text["en"].lower())


@each_cause
def test_stands_on_the_doctrine(cause):
    """The claims a cause speaks for are claims of the doctrine, each once, and never anecdotes alone."""
    assert cause.doctrine
    assert set(cause.doctrine) <= DOCTRINE
    assert len(set(cause.doctrine)) == len(cause.doctrine)
    assert any(claim[0] in "FS" for claim in cause.doctrine)


def test_every_claim_of_the_method_is_spoken_for():
    """Each claim has its words and a cause that speaks for it: none is lost."""
    assert set(doctrine()) == DOCTRINE == {claim for cause in CAUSES.values() for claim in cause.doctrine}
    assert all(complete(text) for text in doctrine().values())


@each_cause
def test_stands_on_known_signals_and_questions(cause):
    """What a cause reads is in the registries; roots stand under nothing, the rest under causes that are no symptoms."""
    assert cause.cuts or cause.questions
    assert set(cause.cuts) | set(cause.said) <= set(meanings())
    for name in cause.questions:
        question, _dot, side = name.partition(".")
        assert questions()[question].side_steps[side] if side else questions()[question].is_scored
    assert cause.level != "root" or not cause.under
    assert all(CAUSES[above].level != "symptom" for above in cause.under)
    assert cause.cuts or not cause.said


@each_cause
def test_actions_can_be_done_and_seen(cause):
    """Each action has a first step, somebody who does it, a figure or a question that shows it, and a target with a figure."""
    assert 2 <= len(cause.actions) <= 3
    for action in cause.actions:
        assert all(complete(text) for text in (action.do, action.first, action.target))
        assert action.who in ("head", "owner", "reps")
        assert action.watch
        assert set(action.watch) <= set(meanings()) | set(questions())


def test_cards_join_causes_of_one_saying():
    """No card stands for one cause alone, but under its own name."""
    cards = {cause.card for cause in CAUSES.values()} - set(CAUSES)
    assert cards == {"first_half_year", "own_growth", "player"}
    assert all(sum(cause.card == card for cause in CAUSES.values()) > 1 for card in cards)


def test_signs_of_the_method_are_asked_and_spoken_for():
    """Each of the ten signs has a neutral question for the board and causes behind it."""
    titles = read_content("diagnostics.causes", "signs")
    assert set(titles) == set(SIGNS)
    assert all(complete(text) and text["ru"].endswith("?") for text in titles.values())
    assert all(any(sign in cause.doctrine for cause in CAUSES.values()) for sign in SIGNS)


@each_cause
def test_points_fall_as_the_signal_weakens(cause):
    """Bounds are listed from the strongest, and each is worth no less than the next and than what is left."""
    for name, steps in cause.cuts.items():
        bounds = [bound for bound, _ in steps.bounds]
        assert bounds == sorted(bounds, reverse=steps.at_least), name
        worth = [points for _, points in steps.bounds] + [steps.otherwise]
        assert worth == sorted(worth, reverse=True), name
        assert worth[0] > 0, name


@each_cause
def test_norms_named_on_the_card_exist(cause):
    """The norms and figures that a card shows beside a finding are known ones."""
    assert set(cause.norms) <= set(norms({}))
    assert set(cause.said) <= set(meanings())


@pytest.mark.parametrize("name", norms({}))
def test_norm_is_complete(name):
    """A norm has its value, whose it is, a title in both languages that holds the value, and its claim."""
    norm = norms({})[name]
    assert norm.origin in ("method", "published")
    assert norm.value > 0
    assert complete(norm.title)
    for words in norm.title.values():
        assert [field for _, field, _, _ in Formatter().parse(words) if field] == ["whose", "value"]
    content = yaml.safe_load(files("diagnostics.causes").joinpath("norms.yaml").read_text(encoding="utf-8"))
    assert content[name]["doctrine"] in DOCTRINE if norm.origin == "method" else norm.published
    for one in norm.published:
        assert one.grade in "ABCD"
        assert complete(one.text)
        assert one.source


def test_a_company_may_set_its_own_norm():
    """A norm among the company facts replaces the method's, in the value and in its words, and no other norm."""
    own = norms({"norm.own_deals_per_quarter": "2.5", "currency": "RUB"})
    plain = norms({})
    assert own["own_deals_per_quarter"].value == 2.5
    assert plain["own_deals_per_quarter"].value == 1.5
    assert own["span_of_control"] == plain["span_of_control"]
    assert "2,5" in own["own_deals_per_quarter"].label
    with speaking("en"):
        assert "2.5" in own["own_deals_per_quarter"].label


def test_norms_of_the_method():
    """The method's own numbers: three months of transition, one deal in two to three months, seven people."""
    values = {name: norm.value for name, norm in norms({}).items()}
    assert values["own_sales_transition_months"] == 3
    assert values["own_deals_per_quarter"] == 1.5
    assert values["span_of_control"] == 7


def test_norm_of_the_company_is_called_so():
    """A norm that the company set has its value and is no longer called the method's."""
    own = norms({"norm.own_deals_per_quarter": "4"})["own_deals_per_quarter"]
    assert (own.value, own.origin) == (4, "company")
    with speaking("en"):
        assert own.label == "norm of the company: up to 4"
        assert norms({})["own_deals_per_quarter"].label == "norm of the method: up to 1.5"
