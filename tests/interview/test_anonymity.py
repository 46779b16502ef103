"""What is told of reps, attacked: small groups, totals less parts, questions left out, two moments, order and time."""

import itertools
import json
import sqlite3
from dataclasses import asdict
from random import Random

import pytest

from diagnostics.interview import (
    Answer,
    WaveClosed,
    close_wave,
    form_of,
    of_reps,
    open_wave,
    rep_key,
    reps_said,
    save_of_rep,
)
from diagnostics.interview.anonymity import collapse, shown
from diagnostics.interview.sitting import Response, Sitting

from .made import OPTIONS, TEXT, made

COUNTS = [dict(zip("abcd", counts, strict=False)) for size in (1, 2, 3, 4) for counts in itertools.product(range(7), repeat=size)]


@pytest.mark.parametrize("threshold", [3, 4, 5])
def test_no_hidden_group_is_the_total_less_the_shown_ones(threshold):
    """Whatever the groups: what is hidden is nobody, or two groups or more with enough people together."""
    for counts in COUNTS:
        told = shown(counts, threshold)
        hidden = [n for part, n in counts.items() if part not in told and n]
        assert all(counts[part] >= threshold for part in told)
        assert not told or not hidden or (len(hidden) > 1 and sum(hidden) >= threshold), counts


def test_shows_what_it_may():
    """Nothing is hidden for no reason: groups of enough people all show, and of two hidden small ones the large ones beside them do."""
    assert shown({"a": 3, "b": 5}, 3) == {"a", "b"}
    assert shown({"a": 9, "b": 5, "c": 1, "d": 2}, 3) == {"a", "b"}
    assert shown({"a": 9, "b": 5, "c": 1}, 3) == {"a"}
    assert shown({"a": 5, "b": 2}, 3) == set()
    assert shown({"a": 5}, 3) == set()


def crowd(sizes: dict[str, int], form, seed: int = 0, skip: float = 0.0) -> list[Response]:
    """So many reps a group, who answer by chance and leave questions out."""
    draw = Random(seed)
    return [
        Response(part, {question.id: Answer("said", draw.randrange(4)) for question in form if draw.random() >= skip})
        for part, size in sizes.items() for _one in range(size)
    ]  # fmt: skip


CHOICES = [made(f"M{place:02d}", "rep", dimension) for place, dimension in enumerate(["role", "role", "plan", "plan", "base"], 1)]


@pytest.mark.parametrize("seed", range(60))
def test_no_cell_of_a_few_people_can_be_worked_out(seed):
    """Of every question and every set of groups: each total less shown parts is of enough people and of two groups, or of nobody."""
    draw = Random(seed)
    sizes = {part: draw.randrange(7) for part in "abcd"[: draw.randrange(1, 5)]}
    people = crowd(sizes, CHOICES, seed, 0.3)
    said = collapse(people, CHOICES)
    for question in CHOICES:
        cells = {told.part: told for told in said if told.question == question.id}
        answered = {part: sum(question.id in one.answers for one in people if one.part == part) for part in sizes}
        assert (None in cells) == (sum(answered.values()) >= 3)
        for part, told in cells.items():
            assert told.n >= 3
            assert told.n == sum(told.told) == (sum(answered.values()) if part is None else answered[part])
        hidden = [n for part, n in answered.items() if part not in cells and n]
        if cells.keys() - {None}:
            assert not hidden or (len(hidden) > 1 and sum(hidden) >= 3)


@pytest.mark.parametrize("seed", range(20))
def test_scores_follow_from_what_is_told_of_each_question(seed):
    """A subject's score is counted from the told questions alone: less them nothing is left, whoever left a question out."""
    people = crowd({"a": 5, "b": 4}, CHOICES, seed, 0.3)
    said = collapse(people, CHOICES)
    for part in (None, "a", "b"):
        told = {one.question: one.told for one in said if one.part == part}
        for subject, score in of_reps(said, CHOICES, part).items():
            counts = [told[question.id] for question in CHOICES if question.dimension == subject and question.id in told]
            means = [sum(points * n for points, n in enumerate(one)) / sum(one) for one in counts]
            assert score.mean == pytest.approx(sum(means) / len(means))
            assert score.n == min(map(sum, counts))


def test_a_hidden_question_changes_no_score():
    """A question that two people answered is not told, and no score knows of it."""
    people = crowd({"": 5}, CHOICES[:1], 1)
    before = collapse(people, CHOICES)
    for one, value in zip(people[:2], (0, 3), strict=True):
        one.answers["M02"] = Answer("said", value)
    assert collapse(people, CHOICES) == before


@pytest.mark.parametrize("size", [0, 1, 2])
def test_too_few_reps_leave_nothing(workbook, size):
    """Not a number and not a word of theirs is in the file after the wave."""
    wave = open_wave(workbook).number
    question = next(one for one in form_of(workbook, "rep") if one.kind == "text")
    for person in range(size):
        save_of_rep(workbook, wave, rep_key(f"{person}"), {question: Answer("said", f"тайна {person}")})
    assert close_wave(workbook) == size
    assert reps_said(workbook, wave) == []


def test_how_people_feel_is_told_of_all_alone(workbook):
    """The climate, what they wrote and whether they will stay: of no group, however large."""
    form = form_of(workbook, "rep")
    quiet = [question for question in form if question.kind in ("nps", "text") or question.climate or not question.scored]
    assert {question.kind for question in quiet} >= {"nps", "text"}
    values = {"nps": 5, "text": "слово", "choice": 1, "number": 5, "hours": None}
    people = [Response(part, {question.id: Answer("said", values[question.kind]) for question in quiet}) for part in "ab" for _one in range(9)]
    said = collapse(people, form)
    assert {told.question for told in said} == {question.id for question in quiet}
    assert {told.part for told in said} == {None}


def answered(workbook, order: list[int]) -> bytes:
    """Everything that the sitting file of a wave holds when reps answer in this order, and what the workbook tells after it."""
    wave = open_wave(workbook).number
    form = [question for question in form_of(workbook, "rep") if question.kind == "choice"]
    for person in order:
        for question in form:
            save_of_rep(workbook, wave, rep_key(f"link {person}"), {question: Answer("said", person % 4)}, "опт" if person % 2 else "розница")
    with sqlite3.connect(Sitting(workbook, wave).path) as connection:
        return json.dumps([connection.execute(f"select * from {table}").fetchall() for table in ("respondent", "answer")]).encode()


def test_neither_order_nor_time_is_kept(workbook, tmp_path):
    """Who answers first and who last leaves the same file, and nothing in it is a time."""
    from diagnostics.workbook import create_workbook

    other = create_workbook(tmp_path / "other.duckdb", "Другая")
    assert answered(workbook, [0, 1, 2, 3, 4, 5]) == answered(other, [5, 3, 1, 0, 4, 2])
    with sqlite3.connect(Sitting(workbook, 1).path) as connection:
        columns = [column[1] for table in ("respondent", "answer") for column in connection.execute(f"pragma table_info({table})")]
    assert columns == ["key", "part", "key", "question", "state", "value", "note"]
    close_wave(workbook)
    close_wave(other)
    assert [asdict(one) for one in reps_said(workbook, 1)] == [asdict(one) for one in reps_said(other, 1)]


def test_nothing_is_told_before_the_wave_closes_nor_changes_after(workbook):
    """Between two moments there is nothing to subtract; single answers are burnt, and the late are told so."""
    answered(workbook, [0, 1, 2])
    assert reps_said(workbook, 1) == []
    sitting = Sitting(workbook, 1)
    assert sitting.path.stat().st_mode & 0o077 == 0
    close_wave(workbook)
    told = reps_said(workbook, 1)
    assert told
    assert not list(workbook.path.parent.glob("*.wave*"))
    question = form_of(workbook, "rep")[0]
    with pytest.raises(WaveClosed):
        save_of_rep(workbook, 1, rep_key("late"), {question: Answer("unknown")})
    assert reps_said(workbook, 1) == told


def test_the_key_of_a_rep_is_no_hash_of_his_link():
    """What a registry of links keeps of a token says nothing of whose answers are whose."""
    from hashlib import sha256

    token = "x" * 43
    assert rep_key(token) != sha256(token.encode()).hexdigest()
    assert rep_key(token) == rep_key(token)


def test_another_workbook_of_the_name_has_a_sitting_of_its_own(tmp_path):
    """A company deleted in the middle of its wave: what its reps said gets into nobody else's file."""
    from diagnostics.workbook import create_workbook

    first = create_workbook(tmp_path / "case.duckdb", "Первая")
    question = next(one for one in form_of(first, "rep") if one.kind == "text")
    for person in range(3):
        save_of_rep(first, open_wave(first).number, rep_key(f"{person}"), {question: Answer("said", "тайна Первой")})
    first.close()
    first.path.unlink()
    second = create_workbook(tmp_path / "case.duckdb", "Вторая")
    open_wave(second)
    assert close_wave(second) == 0
    assert reps_said(second, 1) == []


def test_what_was_left_out_meanwhile_is_still_told(workbook):
    """A question that the consultant takes away in the middle of a wave does not burn with its answers, nor does one of his own."""
    from diagnostics.interview import add, hide, show

    own = add(workbook, "rep", {"dimension": "plan", "text": TEXT, "options": OPTIONS})
    form = {question.id: question for question in form_of(workbook, "rep")}
    of_content = next(one for one in form.values() if one.kind == "choice" and one.scored)
    for person in range(3):
        save_of_rep(workbook, open_wave(workbook).number, rep_key(f"{person}"), {form[own]: Answer("said", 1), of_content: Answer("said", 1)})
    hide(workbook, of_content.id)
    show(workbook, own)
    close_wave(workbook)
    assert {told.question: told.n for told in reps_said(workbook, 1)} == {of_content.id: 3, own: 3}


def test_answers_may_come_while_they_are_counted(workbook):
    """Whoever looks how many have answered disturbs nobody who answers."""
    from concurrent.futures import ThreadPoolExecutor

    wave, question = open_wave(workbook).number, form_of(workbook, "rep")[0]
    sitting = Sitting(workbook, wave)
    with ThreadPoolExecutor(6) as pool:
        saves = [pool.submit(save_of_rep, workbook, wave, rep_key(f"{person}"), {question: Answer("said", 1)}) for person in range(100)]
        looks = [pool.submit(sitting.responses) for _look in range(100)]
        assert all(one.answers for look in looks for one in look.result())
        assert [save.result() for save in saves] == [None] * 100
