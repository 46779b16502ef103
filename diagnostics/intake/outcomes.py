"""What words say: the stage of a deal of how it ended, a position of who somebody is."""

import re
from collections.abc import Sequence
from typing import Literal

from diagnostics.intake.content import words
from diagnostics.intake.header import without_yo

Outcome = Literal["lost", "won"]


def outcome(stage: str) -> Outcome | None:
    """Won or lost, by the whole text or by how it begins; lost is tested first: one name of it contains the word of the other.

    Numbers and signs before it, and a funnel in brackets behind it, are no part of a stage: «7. Сделка успешна», "Closed won (Sales Pipeline)".
    """
    text = re.sub(r"^[a-z]{1,2}\d*:", "", without_yo(stage.strip().lower()))  # Bitrix24: a stage of funnel 4 is C4:WON
    bare = re.sub(r"^(?:\d+\s*[.)]|[^\w])+\s*|\s*\(.*\)$", "", text)
    for name in ("lost", "won"):
        if {text, bare} & {*words(name)} or bare.startswith(tuple(words(f"{name}_begins"))):
            return name
    return None


def stage_states(stages: Sequence[str], won: str | None = None) -> dict[str, str]:
    """Stage -> won, lost or open; where no stage says won, what was paid or shipped is, else the one that somebody named."""
    states: dict[str, str] = {stage: outcome(stage) or "open" for stage in stages}
    if "won" not in states.values():
        states.update({stage: "won" for stage in stages if without_yo(stage.strip().lower()) in words("won_where_no_other")})
    if "won" not in states.values() and won in states:
        states[won] = "won"
    return states


def role_of(position: str) -> str:
    """What a position makes of a person: owner, head, rep, or other when it has nothing to do with selling."""
    text = without_yo(position.strip().lower())
    for rule in words("positions"):
        if text in rule["is"] or any(part in text for part in rule["has"]):
            return str(rule["role"])
    return "other"
