"""Links for guests: made, opened, paused, revoked; what each grants, and who was invited. No answers are here."""

from diagnostics.sharing.links import LinkState, message, state_of
from diagnostics.sharing.registry import Grant, Invitation, Link, PasscodeRefused, Registry

__all__ = ["Grant", "Invitation", "Link", "LinkState", "PasscodeRefused", "Registry", "message", "state_of"]
