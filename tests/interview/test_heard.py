"""What causes read of the answers: each respondent against his own mean, groups as they may be told, the latest wave of each side."""

import pytest

from diagnostics.interview import (
    SILENCE,
    Answer,
    Reply,
    close_wave,
    form,
    heard,
    open_wave,
    rep_key,
    reply,
    save,
    save_of_rep,
)

QUESTIONS = {question.id: question for role in ("head", "owner", "rep") for question in form(role)}


def answer(workbook, role, who, **scores):
    """Somebody answers questions with options."""
    answers = {QUESTIONS[name]: Answer("said", score) for name, score in scores.items()}
    if role == "rep":
        save_of_rep(workbook, open_wave(workbook).number, rep_key(who), answers)
    else:
        save(workbook, role, who, answers)


def test_nobody_asked_is_silence(workbook):
    """Without an answer there is nothing to hear."""
    assert heard(workbook) == SILENCE


def test_each_is_held_against_his_own_mean(workbook):
    """A question shows 4/3 of what its score lies below the mean of all that he answered: content people have a weakest side too."""
    answer(workbook, "owner", "Собственник", O05=3, O12=3, O22=1)
    found = heard(workbook).leanings
    assert {name: round(one.shows, 6) for name, one in found.items()} == {"O05": round(-8 / 9, 6), "O12": round(-8 / 9, 6), "O22": round(16 / 9, 6)}
    assert (found["O22"].side, found["O22"].score, found["O22"].n) == ("owner", 1, 1)


def test_several_of_one_role_weigh_the_same(workbook):
    """Two owners: the mean of what each lets show."""
    answer(workbook, "owner", "Первый", O05=0, O22=2)
    answer(workbook, "owner", "Второй", O05=3, O22=3)
    found = heard(workbook)
    assert found.leanings["O05"].shows == pytest.approx((4 / 3 + 0) / 2)
    assert set(found.named["O05"]) == {"Первый", "Второй"}


def test_hours_are_read_by_their_sides(workbook):
    """The head's week speaks of own selling and of paper apart, against the same mean, and does not count twice in it."""
    week = dict.fromkeys((part.id for part in QUESTIONS["H03"].parts), 0) | {"own": 20, "papers": 8, "reps": 12}
    save(workbook, "head", "РОП", {QUESTIONS["H03"]: Answer("said", week), QUESTIONS["H22"]: Answer("said", 3)})
    found = heard(workbook).leanings
    level = (1 + 3) / 2  # 30 % of the week with reps scores 1
    assert found["H03.seller"].shows == pytest.approx(4 / 3 * (level - 0))  # half of the week
    assert found["H03.paper"].shows == pytest.approx(4 / 3 * (level - 3))   # a fifth


def test_reps_are_heard_once_the_wave_is_closed(workbook):
    """Nothing of an open wave, nothing of two people; three are a group with its spread."""
    for who, score in (("a", 0), ("b", 1), ("c", 2)):
        answer(workbook, "rep", who, M03=score, M13=3)
    assert not heard(workbook).leanings
    close_wave(workbook)
    found = heard(workbook)
    assert (found.leanings["M03"].side, found.leanings["M03"].n, found.leanings["M03"].shows) == ("reps", 3, pytest.approx(4 / 3))
    assert found.leanings["M03"].spread == pytest.approx((2 / 3) ** 0.5)
    assert found.reps["M03"].told == [1, 1, 1, 0]


def test_two_reps_are_not_heard(workbook):
    """A group under the threshold enters nothing."""
    for who in ("a", "b"):
        answer(workbook, "rep", who, M03=0, M13=3)
    close_wave(workbook)
    assert not heard(workbook).leanings
    assert heard(workbook).climate is None


def test_each_side_by_its_latest_wave(workbook):
    """A new wave in which the owner alone has answered does not silence the head of the wave before."""
    answer(workbook, "head", "РОП", H22=0, H23=2)
    answer(workbook, "owner", "Собственник", O05=0, O22=2)
    close_wave(workbook)
    answer(workbook, "owner", "Собственник", O05=3, O22=2)
    found = heard(workbook).leanings
    assert found["H22"].score == 0
    assert found["O05"].score == 3


def test_replies_are_kept_and_the_last_holds(workbook):
    """What an author says of a contradiction stands under the claim and his name; a long text is cut, none is lost."""
    reply(workbook, "H06", "РОП", Reply("seen", "Списки старые"))
    reply(workbook, "H06", "РОП", Reply("disputed", "x" * 400))
    reply(workbook, "M01", None, Reply("seen", ""))
    found = heard(workbook).replies
    assert found["H06", "РОП"] == Reply("disputed", "x" * 300)
    assert found["M01", None] == Reply("seen", "")
    assert workbook.value("select count(*) from reply") == 3
