"""Norms: numbers that findings compare with, each with its origin, each editable per company."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from functools import cache
from typing import Literal

from diagnostics.i18n import N_, Text, _, decimal, pick, read_content

Origin = Literal["method", "published", "company"]
WHOSE: dict[Origin, str] = {
    "method": N_("norm of the method"),
    "published": N_("published norm"),
    "company": N_("norm of the company"),
}


@dataclass(frozen=True)
class Norm:
    """A norm and whose it is."""

    id: str
    value: float
    origin: Origin
    title: Text
    short: Text
    basis: str | None = None  # of revenue, where the norm speaks of that alone

    @property
    def words(self) -> str:
        """The norm in a line of text, in the current language."""
        return pick(self.title).format(value=decimal(self.value), whose=_(WHOSE[self.origin]))

    @property
    def label(self) -> str:
        """The norm beside its line on a chart."""
        return pick(self.short).format(value=decimal(self.value), whose=_(WHOSE[self.origin]))


@cache
def _known() -> dict[str, Norm]:
    content = read_content(__package__, "norms")
    return {
        name: Norm(name, spec["value"], spec["origin"], spec["title"], spec["label"], spec.get("basis")) for name, spec in content.items()
    }


def norms(facts: Mapping[str, str]) -> dict[str, Norm]:
    """Every norm by id, with the company's own values where it set any."""
    own = {name: float(facts[f"norm.{name}"]) for name in _known() if f"norm.{name}" in facts}
    return _known() | {name: replace(_known()[name], value=value, origin="company") for name, value in own.items()}
