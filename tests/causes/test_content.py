"""The texts of the causes: complete in both languages, founded in the doctrine, free of claims that data cannot make."""

import re
from importlib.resources import files
from string import Formatter

import pytest
import yaml

from diagnostics.causes import LEVELS, causes, doctrine, norms
from diagnostics.evidence import meanings
from diagnostics.i18n import LANGUAGES, speaking

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


def test_the_four_causes_are_registered():
    """Each cause has its file and its content, and nothing in content lacks a file."""
    assert {"head_sells", "no_plan", "dormant_base", "early_exits"} <= set(CAUSES)
    content = {path.name.removesuffix(".yaml") for path in files("diagnostics.causes").joinpath("content").iterdir()}
    assert content == set(CAUSES)


def test_roots_come_first():
    """The registry lists roots, then mechanisms, then symptoms."""
    levels = [LEVELS.index(cause.level) for cause in causes()]
    assert levels == sorted(levels)
    assert [CAUSES[name].level for name in ("head_sells", "no_plan", "dormant_base", "early_exits")] == [
        "root", "mechanism", "symptom", "symptom",
    ]  # fmt: skip


@each_cause
def test_titles_are_complete(cause):
    """What was found, what is to be checked, what is not seen and what is not known are said in both languages."""
    assert set(cause.titles) == {"found", "check", "not_seen", "grey"}
    assert all(complete(text) for text in cause.titles.values())
    for language in LANGUAGES:
        assert len({text[language] for text in cause.titles.values()}) == 4


@each_cause
def test_every_finding_can_be_refuted(cause):
    """A finding says what would refute it, what may fairly be said against it, and what to do next."""
    assert complete(cause.refuted_by)
    assert complete(cause.next_step)
    assert cause.objections
    assert all(complete(text) for text in cause.objections)


@each_cause
def test_titles_blame_nobody(cause):
    """A decomposition explains by what a figure changed: texts claim no because, and call nobody lazy."""
    texts = [*cause.titles.values(), cause.refuted_by, cause.next_step, *cause.objections]
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


def test_every_claim_that_is_cited_can_be_read():
    """A card prints the claims of its cause in words: each cited claim has them, and no other is kept."""
    assert set(doctrine()) == {claim for cause in CAUSES.values() for claim in cause.doctrine}
    assert all(complete(text) for text in doctrine().values())


@each_cause
def test_stands_on_known_signals(cause):
    """The signals that a cause reads are in the registry; roots stand under nothing, the rest under known causes."""
    assert cause.signals
    assert set(cause.signals) <= set(meanings())
    assert cause.level != "root" or not cause.under
    assert all(CAUSES[above].level != "symptom" for above in cause.under if above in CAUSES)


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
    assert content[name]["doctrine"] in DOCTRINE


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
