"""What of a verdict the room is shown: arrangements, the head's seat last, lines that their authors know, three actions."""

from dataclasses import replace
from itertools import product

import pytest

from diagnostics.causes import Card, Finding, Tested, Verdict, causes
from diagnostics.causes.words import Claim, claims
from diagnostics.evidence import Signal
from diagnostics.i18n import LANGUAGES, read_content, speaking
from diagnostics.interview import REPLY_STATES, Reply
from diagnostics.session import Event, folded, last_the_head, room_title, side, spoken, three_actions, unseen

CAUSES = {cause.id: cause for cause in causes()}
LIVE = folded(1, [Event("open", {"head_here": True, "withdrawn": []})])
OF_HEAD = next(claim for claim in claims() if claim.id.startswith("H"))
OF_OWNER = next(claim for claim in claims() if claim.id.startswith("O"))


def finding(name: str, state: str = "confirmed") -> Finding:
    """A finding that shows."""
    return Finding(CAUSES[name], state, 0.9)


def line(claim: Claim, who: str | None, outcome: str, state: str, sharpness: float = 1.0) -> Tested:
    """A line of somebody's words."""
    return Tested(claim, who, Signal(claim.signal, 0.5), outcome, sharpness=sharpness, reply=Reply(state))


def test_titles_for_the_room_speak_of_no_man():
    """While the head is there no title that shows begins with him or holds what he does; away, it is that of the report."""
    told = read_content("diagnostics.session", "content/room")["titles"]
    assert {*told} <= {*CAUSES}
    for language in LANGUAGES:
        with speaking(language):
            for name, cause in CAUSES.items():
                one = finding(name)
                assert room_title(one, head_here=False) == cause.titles["found"][language]
                assert not room_title(one, head_here=True).startswith(("РОП ", "The head "))
                assert room_title(finding(name, "grey"), head_here=True) == cause.titles["grey"][language]
    assert room_title(finding("head_sells"), head_here=True) == told["head_sells"]["ru"]


def test_the_head_s_seat_comes_last():
    """Cards about it after all others, each group in its order."""
    names = ["head_sells", "dormant_base", "blames_market", "early_exits"]
    cards = [Card(finding(name)) for name in names]
    ordered = [card.lead.cause.id for card in last_the_head(cards)]
    about = [name for name in names if CAUSES[name].about_head]
    assert about
    assert ordered == [name for name in names if name not in about] + about


@pytest.mark.parametrize(("agreed", "state", "outcome", "who"), product((True, False), REPLY_STATES, ("contradicted", "confirmed", "open"), ("Имя", None)))
def test_only_lines_that_their_authors_know(agreed, state, outcome, who):
    """Every case there is, against the rule in one line."""
    one = line(OF_HEAD, who, outcome, state)
    wanted = agreed and state in ("seen", "disputed") and outcome != "open" and who is not None
    assert spoken([one], replace(LIVE, agreed=agreed)) == ([one] if wanted else [])
    assert unseen([one]) == ([one] if who is not None and state == "new" else [])


def test_the_owner_s_own_mistake_comes_before_the_head_s():
    """What was confirmed first, then the owner's line, then the head's, the sharper before the milder."""
    head, mild, least = (line(OF_HEAD, "РОП", "contradicted", "seen", sharp) for sharp in (9.0, 2.0, 1.5))
    owner, other = (line(OF_OWNER, "Собственник", "contradicted", "disputed", sharp) for sharp in (1.3, 1.1))
    good = line(OF_HEAD, "РОП", "confirmed", "seen", 0.1)
    assert spoken([least, mild, other, head, owner, good], replace(LIVE, agreed=True)) == [good, owner, head, mild]
    assert (side(head), side(owner)) == ("head", "owner")


@pytest.mark.parametrize("names", [["dormant_base"], ["head_sells", "early_exits"], ["uneven_reps", "dormant_base", "early_exits", "stalled_base"], []])
def test_three_actions_and_one_is_the_owner_s(names):
    """At most three, each of a finding that shows, and one the owner's wherever a finding has one for him."""
    verdict = Verdict(tuple(finding(name) for name in names))
    found = three_actions(verdict)
    assert len(found) == min(3, len(names)) or (len(found) <= 3 and names)
    assert all(action in one.cause.actions and one.cause.id in names for one, action in found)
    possible = any(action.who == "owner" for name in names for action in CAUSES[name].actions)
    assert any(action.who == "owner" for _one, action in found) == possible


def test_no_line_tests_what_the_head_is_paid():
    """Not even one that its author knows."""
    paid = next(claim for claim in claims() if claim.signal.startswith("pay.head"))
    assert spoken([line(paid, "Собственник", "contradicted", "seen", 1.0)], replace(LIVE, agreed=True)) == []
