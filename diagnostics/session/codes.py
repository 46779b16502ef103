"""Names hidden: people and clients under codes, the same code for the same one at every step."""

from collections.abc import Iterable
from dataclasses import replace
from hashlib import sha256

import pandas as pd

from diagnostics.evidence import Evidence
from diagnostics.i18n import _


def coded(evidence: Evidence) -> Evidence:
    """The evidence with reps under codes and the head under his post, in the current language. Charts and tables take names from there."""
    numbers = _numbers(rep.name for rep in evidence.reps.values())
    head = evidence.head
    post = _("Head of sales")
    reps = {
        rep.id: replace(rep, name=post if head and rep.id == head.rep_id else _("Rep {n}").format(n=numbers[rep.name]))
        for rep in evidence.reps.values()
    }
    return replace(evidence, reps=reps, head=replace(head, name=post) if head else None)


def coded_rows(rows: pd.DataFrame, evidence: Evidence) -> pd.DataFrame:
    """Rows behind a figure with the columns `client` and `rep` under codes; a rep has the code that `coded` gives him."""
    hidden = coded(evidence).reps
    names = {evidence.reps[key].name: rep.name for key, rep in hidden.items()}
    found = rows.copy()
    if "rep" in found:
        found["rep"] = [names.get(name, "") for name in found["rep"]]
    if "client" in found:
        numbers = _numbers(found["client"])
        found["client"] = [_("Client {n}").format(n=numbers[name]) for name in found["client"]]
    return found


def _numbers(names: Iterable[str]) -> dict[str, str]:
    """A number for each name, in an order that tells nothing of the names."""
    ordered = sorted({*names}, key=lambda name: sha256(name.encode()).digest())
    width = max(2, len(str(len(ordered))))
    return {name: str(place).zfill(width) for place, name in enumerate(ordered, start=1)}
