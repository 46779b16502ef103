"""Links for guests: made, opened, paused, revoked; what each grants, and who was invited. No answers are here."""

from diagnostics.sharing.links import LinkState, message, state_of
from diagnostics.sharing.registry import DAYS, MOST_DAYS, Grant, Invitation, Link, PasscodeRefused, Registry, today

__all__ = ["DAYS", "MOST_DAYS", "Grant", "Invitation", "Link", "LinkState", "PasscodeRefused", "Registry", "message", "state_of", "today"]
