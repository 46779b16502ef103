"""Norms: numbers that findings compare with, each with its origin, each editable per company."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from functools import cache
from typing import Any, Literal

from diagnostics.i18n import N_, Text, _, decimal, percent, pick, read_content

Origin = Literal["method", "published", "company"]
WHOSE: dict[Origin, str] = {
    "method": N_("norm of the method"),
    "published": N_("published norm"),
    "company": N_("norm of the company"),
}


@dataclass(frozen=True)
class Published:
    """What a published source says of the same quantity. `grade`: A to D; `objection`: it speaks against the norm."""

    grade: str
    source: str
    text: Text
    second_hand: bool
    objection: bool

    @property
    def words(self) -> str:
        """The source in a line."""
        quoted = f", {_('quoted by others')}" if self.second_hand else ""
        return f"{pick(self.text)} ({self.source}; {_('grade of the source {grade}').format(grade=self.grade)}{quoted})"


@dataclass(frozen=True)
class Norm:
    """A norm and whose it is."""

    id: str
    value: float
    origin: Origin
    title: Text
    short: Text
    unit: str
    basis: str | None  # of revenue, where the norm speaks of that alone
    published: tuple[Published, ...]

    @property
    def told(self) -> str:
        """The value as it is read."""
        return percent(self.value) if self.unit == "share" else decimal(self.value)

    @property
    def words(self) -> str:
        """The norm in a line of text, in the current language."""
        return pick(self.title).format(value=self.told, whose=_(WHOSE[self.origin]))

    @property
    def label(self) -> str:
        """The norm beside its line on a chart."""
        return pick(self.short).format(value=self.told, whose=_(WHOSE[self.origin]))


@cache
def _known() -> dict[str, Norm]:
    return {name: _norm(name, spec) for name, spec in read_content(__package__, "norms").items()}


def _norm(name: str, spec: Mapping[str, Any]) -> Norm:
    published = tuple(
        Published(one["grade"], one["source"], one["text"], one.get("second_hand", False), one.get("objection", False))
        for one in spec.get("published", ())
    )
    return Norm(name, spec["value"], spec["origin"], spec["title"], spec["label"], spec.get("unit", "count"), spec.get("basis"), published)


def norms(facts: Mapping[str, str]) -> dict[str, Norm]:
    """Every norm by id, with the company's own values where it set any."""
    own = {name: float(facts[f"norm.{name}"]) for name in _known() if f"norm.{name}" in facts}
    return _known() | {name: replace(_known()[name], value=value, origin="company") for name, value in own.items()}
