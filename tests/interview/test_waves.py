"""Answers are kept as they are given, by wave; nothing that was acknowledged is lost."""

import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from diagnostics.interview import (
    Answer,
    AnswerError,
    WaveClosed,
    burn_closed,
    close_wave,
    form_of,
    given,
    named,
    open_wave,
    rep_key,
    save,
    save_of_rep,
    waves,
)
from diagnostics.interview.sitting import Sitting
from diagnostics.workbook import open_workbook


def choice(workbook, role="head"):
    """The first question of a form with options."""
    return next(question for question in form_of(workbook, role) if question.kind == "choice")


def test_the_last_word_counts_and_the_first_is_kept(workbook):
    """An answer by name may be changed; what was said before stays in the file."""
    question = choice(workbook)
    save(workbook, "head", "РОП", {question: Answer("said", 1)})
    save(workbook, "head", "РОП", {question: Answer("said", 2, "передумал")})
    assert given(workbook, "head", "РОП") == {question.id: Answer("said", 2, "передумал")}
    assert workbook.value("select count(*) from answer") == 2


def test_two_respondents_are_two(workbook):
    """Of one role too: two owners answer apart."""
    question = choice(workbook, "owner")
    for name, value in (("Первый", 0), ("Второй", 3)):
        save(workbook, "owner", name, {question: Answer("said", value)})
    assert {who: one[question.id].value for (_role, who), one in named(workbook, 1).items()} == {"Первый": 0, "Второй": 3}


def test_what_does_not_fit_is_not_kept(workbook):
    """A wrong value leaves nothing."""
    question = choice(workbook)
    with pytest.raises(AnswerError):
        save(workbook, "head", "РОП", {question: Answer("said", 9)})
    assert given(workbook, "head", "РОП") == {}


def test_waves_are_apart(workbook):
    """The second round begins empty, and the first stays as it was."""
    question = choice(workbook)
    assert (waves(workbook), given(workbook, "head", "РОП")) == ([], {})
    save(workbook, "head", "РОП", {question: Answer("said", 1)})
    close_wave(workbook)
    save(workbook, "head", "РОП", {question: Answer("said", 3)})
    assert [(wave.number, wave.closed is None) for wave in waves(workbook)] == [(1, False), (2, True)]
    assert [named(workbook, wave)[("head", "РОП")][question.id].value for wave in (1, 2)] == [1, 3]


def test_the_threshold_is_that_of_the_beginning(workbook):
    """What reps were told when they answered holds, whatever is set afterwards."""
    workbook.set({"anonymity": "5"})
    assert open_wave(workbook).threshold == 5
    workbook.set({"anonymity": "3"})
    assert open_wave(workbook).threshold == 5


def test_two_hundred_reps_at_once(workbook):
    """Each with his own link: every answer that was acknowledged is there."""
    wave, questions = open_wave(workbook).number, [question for question in form_of(workbook, "rep") if question.kind == "choice"]

    def answer(person: int) -> None:
        for question in questions:
            save_of_rep(workbook, wave, rep_key(f"{person}"), {question: Answer("said", person % 4)})

    with ThreadPoolExecutor(32) as pool:
        list(pool.map(answer, range(200)))
    for person in range(200):
        said = given(workbook, "rep", rep_key(f"{person}"))
        assert {name: one.value for name, one in said.items()} == {question.id: person % 4 for question in questions}
    assert close_wave(workbook) == 200


KILLED = """
import os, sys
from pathlib import Path
from diagnostics.interview import Answer, form_of, open_wave, rep_key, save, save_of_rep
from diagnostics.workbook import create_workbook
workbook = create_workbook(Path(sys.argv[1]), "Проба")
head = next(one for one in form_of(workbook, "head") if one.kind == "choice")
rep = next(one for one in form_of(workbook, "rep") if one.kind == "choice")
save(workbook, "head", "РОП", {head: Answer("said", 2)})
save_of_rep(workbook, open_wave(workbook).number, rep_key("one"), {rep: Answer("said", 1)})
os.kill(os.getpid(), 9)
"""


def test_a_killed_program_has_lost_nothing(tmp_path: Path):
    """Both kinds of answers are on the disk when saving returns."""
    path = tmp_path / "killed.duckdb"
    assert subprocess.run([sys.executable, "-c", KILLED, str(path)], check=False).returncode == -9
    workbook = open_workbook(path)
    assert [one.value for one in given(workbook, "head", "РОП").values()] == [2]
    assert [one.value for one in given(workbook, "rep", rep_key("one")).values()] == [1]
    workbook.close()


def test_a_program_that_died_while_closing_burns_the_rest(workbook):
    """The wave was closed but its file stayed: it goes at the next occasion; that of an open wave stays."""
    question = choice(workbook, "rep")
    save_of_rep(workbook, open_wave(workbook).number, rep_key("one"), {question: Answer("said", 1)})
    burn_closed(workbook)
    assert Sitting(workbook, 1).path.exists()
    with workbook.writing() as cursor:
        cursor.execute("insert into wave_event (wave, event) values (1, 'closed')")
    burn_closed(workbook)
    assert not Sitting(workbook, 1).path.exists()


def test_closing_twice_is_closing_once(workbook):
    """No empty wave comes of it."""
    save(workbook, "owner", "Анна", {choice(workbook, "owner"): Answer("said", 1)})
    close_wave(workbook)
    assert close_wave(workbook) == 0
    assert len(waves(workbook)) == 1


def test_the_late_open_no_new_wave(workbook):
    """By a link of a wave that is over: nothing is kept, and nothing begins."""
    wave = open_wave(workbook).number
    close_wave(workbook)
    with pytest.raises(WaveClosed):
        save(workbook, "owner", "Анна", {choice(workbook, "owner"): Answer("said", 1)}, wave)
    with pytest.raises(WaveClosed):
        save_of_rep(workbook, wave, rep_key("late"), {choice(workbook, "rep"): Answer("said", 1)})
    assert len(waves(workbook)) == 1
