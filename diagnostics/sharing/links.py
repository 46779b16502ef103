"""What a link is told to be: its state in the list, and the message in which it is sent."""

from datetime import date
from typing import Literal

from diagnostics.i18n import _, day
from diagnostics.sharing.registry import Link

LinkState = Literal["revoked", "expired", "paused", "answered", "opened", "sent"]


def state_of(link: Link, today: date) -> LinkState:
    """The one word of it that matters most."""
    states: list[tuple[bool, LinkState]] = [
        (link.state == "revoked", "revoked"), (link.expires_on < today, "expired"), (link.state == "paused", "paused"),
        (link.answered_on is not None, "answered"), (link.opened_on is not None, "opened"),
    ]  # fmt: skip
    return next((name for holds, name in states if holds), "sent")


def message(company: str, address: str, role: str, minutes: int, threshold: int, until: date) -> str:
    """What to paste into a messenger or a mail: who asks, how long it takes, who will see it, until when."""
    if role == "rep":
        who = _("Answers are anonymous: they are shown only for {n} people and more together.").format(n=threshold)
    else:
        who = _("You answer by name: your answers are shown at the session.")
    text = _("{company}: a few questions about how sales are run. It takes about {minutes} minutes on a phone. {who} Please answer by {day}: {address}")
    return text.format(company=company, minutes=minutes, who=who, day=day(until), address=address)
