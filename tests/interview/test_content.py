"""The questionnaires are complete: ids, languages, doctrine, dimensions, lengths, and nothing that asks two things at once."""

import re
from collections import Counter

import pytest

from diagnostics.evidence import meanings
from diagnostics.i18n import LANGUAGES, read_content
from diagnostics.interview import FORMS, dimensions, form, questions
from diagnostics.interview.form import OPTIONS

SIZES = {"head": range(36, 41), "owner": range(24, 25), "rep": range(18, 19), "express": range(12, 13)}
BY_LINK = range(20, 25)  # of the head's questions; the rest is asked face to face
DIMENSIONS = ["role", "plan", "growth", "base", "crm", "rhythm", "process", "marketing", "pay", "hiring", "training", "retention", "mandate"]
ASKED = {
    *(f"F{number}" for number in range(1, 16)), *(f"S{number}" for number in range(1, 11)),
    *(f"R{number}" for number in (1, 2, 3, 4, 5, 6, 7, 9, 10, 11, 12, 13, 14, 16, 18, 19, 20, 21, 22, 23, 24, 25, 26, 27, 28, 29, 30, 31, 32, 34, 35)),
}  # fmt: skip
"""Claims of the method that only people can speak of, or that they are to be asked beside the data."""
LETTERS = {"H": "head", "O": "owner", "M": "rep"}
LONGEST, LONGEST_OPTION = 150, 80
LIKE = 3.5  # times the length of the shortest option that the longest may have, where it is long at all
TWO_IN_ONE = {"ru": re.compile(r"и/или|и / или", re.IGNORECASE), "en": re.compile(r"and/or", re.IGNORECASE)}
VAGUE = {
    "ru": re.compile(r"\b(регулярно ли|эффективно|насколько|как часто|является|осуществля|в рамках|данн(ый|ая|ое)\b)", re.IGNORECASE),
    "en": re.compile(r"\b(regularly|effectively|to what extent|how often)\b", re.IGNORECASE),
}
ALL = [question for role in FORMS for question in form(role)]
TEXTS = [(question.id, text) for question in ALL for text in (question.text, *question.options, *(part.text for part in question.parts))]


def ids(question) -> str:
    """The name of a question in the list of tests."""
    return question.id


def test_forms_have_their_size():
    """The head is asked by link what a phone bears, the rest face to face."""
    assert {role: len(form(role)) in sizes for role, sizes in SIZES.items()} == dict.fromkeys(SIZES, True)
    assert sum(question.by_link for question in form("head")) in BY_LINK
    assert len(questions()) == len(ALL), "an id stands twice"


@pytest.mark.parametrize("question", ALL, ids=ids)
def test_question_is_complete(question):
    """Both languages, a dimension, an id of its form, options or parts as its kind needs them, signals that exist."""
    assert re.fullmatch(r"[HOM]\d\d", question.id)
    assert LETTERS[question.id[0]] == question.role
    assert question.dimension in DIMENSIONS
    assert set(question.data) <= set(meanings())
    assert question.topic is None or 1 <= question.topic <= 72
    assert len(question.options) == (OPTIONS if question.kind == "choice" else 0)
    names = [part.id for part in question.parts]
    assert len(set(names)) == len(names)
    match question.kind:
        case "hours":
            assert question.total > 0
            assert any(part.side == question.good for part in question.parts)
        case "pick":
            assert (len(names), question.take) == (10, 3)
            assert Counter(part.side for part in question.parts) == {"manager": 5, "seller": 5}
        case "rank":
            assert question.first in names
        case "guess":
            assert len(question.data) == 1
            assert bool(question.unit) is (meanings()[question.data[0]].unit != "share")
        case "nps":
            assert question.ends


@pytest.mark.parametrize(("name", "text"), TEXTS, ids=[f"{name}-{place}" for place, (name, _text) in enumerate(TEXTS)])
def test_text_is_short_and_plain(name, text):
    """In both languages, ended with its mark, without two questions in one and without vague words."""
    assert set(text) == set(LANGUAGES)
    for code in LANGUAGES:
        words = text[code]
        assert words == words.strip()
        assert len(words) <= LONGEST
        assert not TWO_IN_ONE[code].search(words)
        assert not VAGUE[code].search(words)
        assert "\N{EM DASH}" not in words
    assert re.search("[а-яё]", text["ru"])
    assert not re.search("[а-яё]", text["en"])


@pytest.mark.parametrize("question", [question for question in ALL if question.kind == "choice"], ids=ids)
def test_options_are_of_like_length(question):
    """The longest option is no sign of the right one."""
    for code in LANGUAGES:
        lengths = [len(option[code]) for option in question.options]
        assert max(lengths) <= LONGEST_OPTION
        assert max(lengths) <= max(30, LIKE * min(lengths))
        assert len({option[code] for option in question.options}) == OPTIONS
        assert question.text[code].rstrip().endswith(("?", ".", ":"))


@pytest.mark.parametrize("code", LANGUAGES)
def test_the_longest_option_is_not_always_the_best(code):
    """Over all questions the best option is the longest in fewer than six of ten."""
    choices = [question for question in ALL if question.kind == "choice"]
    best = sum(len(question.options[-1][code]) == max(len(option[code]) for option in question.options) for question in choices)
    assert best < 0.6 * len(choices)


def test_every_claim_of_the_method_is_asked():
    """Each at least once, by whomever."""
    asked = {claim for question in ALL for claim in question.doctrine}
    assert asked >= ASKED, sorted(ASKED - asked)
    assert asked <= ASKED | {f"R{number}" for number in range(1, 36)} | {f"S{number}" for number in range(1, 13)}


def test_every_question_is_of_use():
    """A scored one counts in its dimension; one that is not is a fact, a guess, a list, or words to be read."""
    assert list(dimensions()) == DIMENSIONS
    for dimension in dimensions().values():
        assert set(dimension.data) <= set(meanings())
    for role in FORMS:
        scored = {question.dimension for question in form(role) if question.is_scored}
        assert set(DIMENSIONS) - scored <= (set() if role != "rep" else {"growth", "crm", "mandate", "hiring"}), role
    for question in ALL:
        assert question.is_scored or not question.scored or question.kind in ("guess", "list", "text", "number"), question.id


def test_show_order_is_no_hint():
    """Shuffled, upwards and downwards each have their part of the choices."""
    orders = Counter(question.shown_by for question in ALL if question.kind == "choice")
    assert all(orders[order] >= 0.15 * sum(orders.values()) for order in ("shuffle", "up", "down"))


def test_conditions_speak_of_earlier_questions():
    """Of the same form, with an answer that is a number."""
    for role in FORMS:
        before: set[str] = set()
        for question in form(role):
            if question.visible_if:
                assert question.visible_if.questions <= before
            before |= {question.id} if question.kind in ("choice", "number", "nps", "guess") else set()


def test_express_is_answered_in_five_minutes():
    """Choices and guesses alone, over most dimensions, in fewer than three thousand letters."""
    express = form("express")
    assert {question.kind for question in express} == {"choice", "guess"}
    assert len({question.dimension for question in express if question.is_scored}) >= 8
    assert sum(len(text["ru"]) for question in express for text in (question.text, *question.options)) < 3_000


def test_content_knows_no_other_fields():
    """A misspelt field would be left out without a word."""
    known = {
        "kind", "topic", "dimension", "doctrine", "order", "by", "data", "visible_if", "scored", "text", "options", "not_applicable", "parts", "total",
        "take", "first", "least", "most", "unit", "scores", "side_scores", "above", "low", "high", "express", "climate", "good",
    }  # fmt: skip
    for role in FORMS:
        for name, spec in read_content("diagnostics.interview", f"content/{role}").items():
            assert set(spec) <= known, name


def test_climate_is_measured_by_the_reps():
    """By three questions or four."""
    assert sum(question.climate for question in form("rep")) in (3, 4)
    assert not any(question.climate for role in ("head", "owner") for question in form(role))
