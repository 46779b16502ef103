"""What of a verdict the room is shown, and in which words: arrangements, the head's seat last, three actions."""

from collections.abc import Mapping, Sequence
from typing import Any

from diagnostics.causes import Action, Card, Finding, Tested, Verdict, finding_title
from diagnostics.evidence import Evidence, Signal
from diagnostics.i18n import Text, pick, read_content
from diagnostics.interview import SIDE_OF, questions
from diagnostics.session.live import Live

ACTIONS = 3
GOOD = 2  # lines that agree
LINES = {"owner": 1, "head": 2}  # lines that do not, of each
SEEN = ("seen", "disputed")  # states of a reply: its author knows the line
UNPAID = "pay.head"  # figures of the head's pay begin so


def room_title(finding: Finding, head_here: bool) -> str:
    """The title of a finding; while the head is there it speaks of the arrangement."""
    titles: Mapping[str, Text] = _texts()["titles"]
    return pick(titles[finding.cause.id]) if head_here and finding.cause.id in titles and finding.shows else finding_title(finding)


def rules() -> list[Text]:
    """The rules of the two hours."""
    return list(_texts()["opening"])


def last_the_head(cards: Sequence[Card]) -> list[Card]:
    """Cards in the order of a session: those about the head's seat last."""
    return sorted(cards, key=lambda card: card.lead.cause.about_head)


def figures(finding: Finding, evidence: Evidence) -> list[Signal]:
    """The figures on which a finding stands that a room may see: nobody's own pay."""
    told = [evidence.signals[name] for name in finding.cause.said if not name.startswith(UNPAID)]
    return [signal for signal in told if signal.available]


def spoken(words: Sequence[Tested], live: Live) -> list[Tested]:
    """Lines that may be shown: both have agreed to it, the author has seen his line, and the reps are nobody's opponents.

    First what was confirmed, then one mistake of the owner's own, then the head's, the sharpest of each; no more than a screen holds.
    Nothing tests what the head is paid here.
    """
    if not live.agreed:
        return []
    seen = [one for one in words if one.who is not None and one.reply.state in SEEN and not one.signal.id.startswith(UNPAID)]
    seen.sort(key=lambda one: -one.sharpness)
    good = [one for one in seen if one.outcome == "confirmed"]
    apart = {whose: [one for one in seen if one.stands and side(one) == whose] for whose in LINES}
    return [*good[:GOOD], *(one for whose, most in LINES.items() for one in apart[whose][:most])]


def unseen(words: Sequence[Tested]) -> list[Tested]:
    """Lines of the head and the owner that their author has not seen: no room sees them."""
    return [one for one in words if one.who is not None and one.reply.state == "new"]


def side(one: Tested) -> str:
    """Whose line it is: owner, head or reps."""
    return SIDE_OF[questions()[one.claim.question].role]


def three_actions(verdict: Verdict) -> list[tuple[Finding, Action]]:
    """The first action of each of the first findings; one of the three is the owner's where any finding has one of his."""
    shown = [one for card in (*verdict.roots, *verdict.alone) for one in (card.lead, *card.joined, *card.below)]
    first = [(one, one.cause.actions[0]) for one in shown if one.cause.actions][:ACTIONS]
    owners = [(one, action) for one in shown for action in one.cause.actions if action.who == "owner"]
    if owners and not any(action.who == "owner" for _one, action in first):
        first = [*first[: ACTIONS - 1], owners[0]]
    return first


def _texts() -> Mapping[str, Any]:
    return read_content(__package__, "content/room")
