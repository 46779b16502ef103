"""What is on the screen: folded from what was done, and the same however it is asked."""

import random
import time

import pytest

from diagnostics.session import (
    Event,
    SessionError,
    ask,
    blank,
    close_session,
    current,
    folded,
    go,
    hide_names,
    is_draft,
    latest,
    move,
    neighbour,
    open_session,
    park,
    restore,
    reveal,
    room_questions,
    say,
    set_agreed,
    set_head_here,
    steps,
    stop,
    withdraw,
)
from diagnostics.workbook import Workbook, open_workbook

NAMES = list(steps())
OPEN = Event("open", {"head_here": True, "withdrawn": []}, 100.0)


def slowly(events):
    """The state by a walk over a plain dict: what the folding is held against."""
    now = {"hidden": True, "head_here": True, "agreed": False, "blank": False, "withdrawn": set(), "parked": [], "question": None, "voting": False,
           "revealed": set(), "said": {}, "closed": False, "step": NAMES[0], "started": 100.0}  # fmt: skip

    def show(step, at):
        now.update(step=step, started=at, question=None, voting=False, blank=False)

    for event in events:
        told = event.payload
        match event.kind:
            case "go":
                show(told["step"], event.at)
            case "names" | "head" | "agree" | "blank":
                now[{"names": "hidden", "head": "head_here", "agree": "agreed", "blank": "blank"}[event.kind]] = next(iter(told.values()))
            case "withdraw":
                now["withdrawn"].add(told["step"])
                if now["step"] == told["step"]:
                    at = NAMES.index(told["step"])
                    after = [name for name in NAMES[at + 1 :] if name not in now["withdrawn"]]
                    before = [name for name in NAMES[:at] if name not in now["withdrawn"]]
                    show(after[0] if after else before[-1] if before else told["step"], event.at)
            case "restore":
                now["withdrawn"].discard(told["step"])
            case "park":
                now["parked"].append(told["sentence"])
            case "ask":
                now.update(question=told["question"], voting=True)
            case "stop":
                now["voting"] = False
            case "reveal":
                now["voting"] = False
                now["revealed"] |= {now["question"]} - {None}
            case "say":
                now["said"].pop(told["question"], None) if not told["text"] else now["said"].update({told["question"]: told["text"]})
            case "close":
                now.update(closed=True, question=None, voting=False)
    return now


def made_up(rng):
    """A chain of events in any order."""
    made = {
        "go": lambda: {"step": rng.choice(NAMES)}, "names": lambda: {"hidden": rng.random() < 0.5}, "head": lambda: {"here": rng.random() < 0.5},
        "agree": lambda: {"agreed": rng.random() < 0.5}, "blank": lambda: {"dark": rng.random() < 0.5}, "withdraw": lambda: {"step": rng.choice(NAMES[:4] + NAMES[-3:])}, "restore": lambda: {"step": rng.choice(NAMES[:4] + NAMES[-3:])},
        "park": lambda: {"sentence": f"мысль {rng.randrange(9)}"}, "ask": lambda: {"question": rng.choice([*room_questions()])}, "stop": dict, "reveal": dict,
        "say": lambda: {"question": rng.choice([*room_questions()]), "text": rng.choice(["", "35", "рынок"])}, "close": dict,
    }  # fmt: skip
    kinds = rng.choices([*made], k=rng.randrange(40))
    return [Event(kind, made[kind](), 101.0 + place) for place, kind in enumerate(kinds)]


@pytest.mark.parametrize("seed", range(200))
def test_the_folding_is_a_walk(seed):
    """Two hundred made-up sessions: the folded state is that of a plain walk over the events."""
    events = made_up(random.Random(seed))
    live, wanted = folded(7, [OPEN, *events]), slowly(events)
    assert (live.number, live.opened, live.events) == (7, 100.0, len(events) + 1)
    assert live.said == tuple(wanted.pop("said").items())
    assert live.parked == tuple(wanted.pop("parked"))
    assert {name: getattr(live, name) for name in wanted} == wanted


def test_nothing_is_a_session_before_it_is_opened(workbook: Workbook):
    """Without an opening there is none, and nothing can be done in it."""
    assert folded(1, [Event("park", {"sentence": "x"})]) is None
    assert current(workbook) is None
    assert not is_draft(workbook)
    with pytest.raises(SessionError):
        park(workbook, "рано")


def test_steps_and_neighbours():
    """On and back step over what is withdrawn; at the ends and where nothing is left the step stays."""
    assert [neighbour(name, 1) for name in NAMES] == [*NAMES[1:], NAMES[-1]]
    assert [neighbour(name, -1) for name in NAMES] == [NAMES[0], *NAMES[:-1]]
    assert neighbour(NAMES[0], 1, frozenset(NAMES[1:4])) == NAMES[4]
    assert neighbour(NAMES[5], -1, frozenset(NAMES[:5])) == NAMES[5]


def test_a_session_is_kept_in_the_file(workbook: Workbook):
    """Everything done is a row, and another opening of the file finds the same state."""
    begun = time.time()
    open_session(workbook, head_here=False)
    move(workbook, 1)
    move(workbook, 1)
    move(workbook, -1)
    park(workbook, "  Рынок\n упал ")
    park(workbook, "   ")
    hide_names(workbook, False)
    set_head_here(workbook, True)
    set_agreed(workbook, True)
    blank(workbook, True)
    ask(workbook, "version")
    stop(workbook)
    say(workbook, "version", "рынок упал")
    reveal(workbook)
    workbook.close()
    live = current(open_workbook(workbook.path))
    assert (live.step, live.parked, live.hidden, live.head_here, live.agreed, live.blank) == (NAMES[1], ("Рынок упал",), False, True, True, True)
    assert (live.question, live.voting, live.revealed, dict(live.said)) == ("version", False, {"version"}, {"version": "рынок упал"})
    assert begun - 1 < live.opened <= live.started <= time.time() + 1
    assert live.minutes_left(live.started + 60) == steps()[live.step].minutes - 1
    again = open_workbook(workbook.path)
    assert again.value("select count(*) from session_event") == live.events == 13
    again.close()


def test_at_the_ends_nothing_is_written(workbook: Workbook):
    """Back from the first step and on from the last are no events: a key that is held fills no file."""
    open_session(workbook)
    move(workbook, -1)
    go(workbook, NAMES[-1])
    move(workbook, 1)
    assert current(workbook).events == 2


def test_what_is_withdrawn_makes_a_draft_until_it_is_back(workbook: Workbook):
    """It leaves the screen at once and outlives the session; the report is a draft all that time."""
    open_session(workbook)
    go(workbook, "plan")
    withdraw(workbook, "plan")
    assert current(workbook).step == NAMES[NAMES.index("plan") + 1]
    assert is_draft(workbook)
    close_session(workbook)
    assert current(workbook) is None
    assert latest(workbook).closed
    assert is_draft(workbook)
    again = open_session(workbook)
    assert (again.number, again.withdrawn, again.parked) == (2, {"plan"}, ())
    restore(workbook, "plan")
    assert not is_draft(workbook)


def test_a_session_that_is_open_goes_on(workbook: Workbook):
    """Opening it twice does not begin it twice."""
    first = open_session(workbook)
    park(workbook, "мысль")
    again = open_session(workbook, head_here=False)
    assert (again.number, again.head_here, again.parked) == (first.number, True, ("мысль",))


def test_when_the_first_steps_are_withdrawn_the_session_begins_after_them():
    """And where all are, the last that was shown stays."""
    live = folded(1, [Event("open", {"head_here": True, "withdrawn": NAMES[:2]}, 1.0)])
    assert live.step == NAMES[2]
    events = [OPEN, *(Event("withdraw", {"step": name}, 200.0) for name in NAMES)]
    assert folded(1, events).step == NAMES[-1]


@pytest.mark.parametrize("wrong", [lambda workbook: go(workbook, "nowhere"), lambda workbook: withdraw(workbook, ""), lambda workbook: ask(workbook, "who?"), lambda workbook: say(workbook, "who?", "x")])
def test_what_is_not_there_cannot_be_shown(workbook: Workbook, wrong):
    """An unknown step or question changes nothing."""
    open_session(workbook)
    with pytest.raises(SessionError):
        wrong(workbook)
    assert current(workbook).events == 1
