"""Votes of the room: the last of each counts, none of fewer than three phones is told, nothing that does not fit is kept."""

import random
from collections import Counter
from concurrent.futures import ThreadPoolExecutor

import pytest

from diagnostics.session import (
    VERSION,
    VoteError,
    ask,
    cast,
    close_session,
    go,
    open_session,
    reveal,
    room_questions,
    stop,
    tally,
    voted,
)
from diagnostics.workbook import Workbook

OPTIONS = [option.id for option in room_questions()["main_cause"].options]


@pytest.fixture
def asked(workbook: Workbook) -> Workbook:
    """A workbook whose room is asked for the main cause."""
    open_session(workbook)
    ask(workbook, "main_cause")
    return workbook


@pytest.mark.parametrize("seed", range(5))
def test_the_last_vote_of_each_counts(asked: Workbook, seed):
    """Against a plain dict of voters: what each said last."""
    rng, last = random.Random(seed), {}
    for _turn in range(60):
        voter, value = f"телефон {rng.randrange(12)}", rng.choice(OPTIONS)
        cast(asked, "main_cause", voter, value)
        last[voter] = value
    found = tally(asked, "main_cause")
    assert found.n == len(last)
    assert found.counts == {option: Counter(last.values())[option] for option in OPTIONS}
    assert asked.value("select count(*) from vote") == 60
    assert all(voted(asked, "main_cause", voter) == value for voter, value in last.items())
    assert voted(asked, "main_cause", "никто") is None


def test_forty_phones_at_once(asked: Workbook):
    """Forty that vote in the same second lose no vote."""
    with ThreadPoolExecutor(40) as pool:
        list(pool.map(lambda voter: cast(asked, "main_cause", f"{voter}", OPTIONS[voter % 3]), range(40)))
    assert tally(asked, "main_cause").counts == dict.fromkeys(OPTIONS, 0) | dict(zip(OPTIONS, (14, 13, 13), strict=False))


@pytest.mark.parametrize("question", room_questions())
def test_fewer_than_three_are_told_to_nobody(workbook: Workbook, question):
    """One and two phones: how many, and nothing of what they said; with the third all three."""
    one = room_questions()[question]
    value = {"text": "рынок", "number": 5, "choice": OPTIONS[0]}[one.kind]
    open_session(workbook)
    ask(workbook, question)
    for n in (1, 2, 3):
        cast(workbook, question, f"{n}", value)
        found = tally(workbook, question)
        told = [*found.numbers, *found.texts, *Counter(found.counts).elements()]
        assert (found.n, found.shown) == (n, n == 3)
        assert told == ([value] * 3 if n == 3 else [])


def test_what_is_told_does_not_tell_who_came_first(workbook: Workbook):
    """Numbers stand by size and versions by the alphabet."""
    open_session(workbook)
    for question, values, wanted in (("head_share", (30, 5, 12), (5, 12, 30)), ("version", ("Я", "база", "Акции"), ("Акции", "база", "Я"))):
        ask(workbook, question)
        for voter, value in enumerate(values):
            cast(workbook, question, f"{voter}", value)
        found = tally(workbook, question)
        assert (found.numbers or found.texts) == wanted


def test_only_the_question_on_the_screen_is_answered(workbook: Workbook):
    """Not before it is asked, not after it was stopped, shown or left, not another, not once the session is over."""

    def refused(question="head_share"):
        with pytest.raises(VoteError) as problem:
            cast(workbook, question, "1", 5)
        assert problem.value.code == "closed"

    refused()
    open_session(workbook)
    refused()
    for ends in (stop, reveal, lambda book: go(book, "plan"), close_session):
        ask(workbook, "head_share")
        refused("active_share")
        cast(workbook, "head_share", "1", 5)
        ends(workbook)
        refused()
    assert workbook.value("select count(*) from vote") == 4


@pytest.mark.parametrize(
    ("question", "value"),
    [
        ("version", ""), ("version", " \n"), ("version", "х" * (VERSION + 1)), ("version", 5), ("version", None),
        ("head_share", -1), ("head_share", 101), ("head_share", 5.5), ("head_share", "5"), ("head_share", True), ("exit_month", 0),
        ("main_cause", "nobody"), ("main_cause", 0), ("main_cause", ["base"]),
    ],
)  # fmt: skip
def test_what_does_not_fit_is_refused(workbook: Workbook, question, value):
    """A value of another kind or beyond the bounds: the phone hears it, the file does not get it."""
    open_session(workbook)
    ask(workbook, question)
    with pytest.raises(VoteError) as problem:
        cast(workbook, question, "1", value)
    assert problem.value.code == "value"
    assert workbook.value("select count(*) from vote") == 0


def test_a_version_is_one_clean_line(workbook: Workbook):
    """Of the greatest length, and without what a phone may hide between letters."""
    open_session(workbook)
    ask(workbook, "version")
    for voter in range(3):
        cast(workbook, "version", f"{voter}", "рынок\x00\n  упал\u202e" if voter else "х" * VERSION)
    assert tally(workbook, "version").texts == ("рынок упал", "рынок упал", "х" * VERSION)


def test_the_next_session_begins_without_votes(asked: Workbook):
    """Votes are of their session alone."""
    for voter in range(3):
        cast(asked, "main_cause", f"{voter}", OPTIONS[0])
    close_session(asked)
    open_session(asked)
    assert tally(asked, "main_cause").n == 0
    assert voted(asked, "main_cause", "0") is None
