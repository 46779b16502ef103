"""Norms: numbers that findings compare with, each with its origin, each editable per company."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from typing import Literal

from diagnostics.i18n import Text, decimal, pick, read_content

Origin = Literal["method", "published"]


@dataclass(frozen=True)
class Norm:
    """A norm and whose it is."""

    id: str
    value: float
    origin: Origin
    title: Text
    short: Text

    @property
    def words(self) -> str:
        """The norm in a line of text, in the current language."""
        return pick(self.title).format(value=decimal(self.value))

    @property
    def label(self) -> str:
        """The norm beside its line on a chart."""
        return pick(self.short).format(value=decimal(self.value))


@cache
def _published() -> dict[str, Norm]:
    content = read_content(__package__, "norms")
    return {
        name: Norm(name, spec["value"], spec["origin"], spec["title"], spec["label"]) for name, spec in content.items()
    }


def norms(facts: Mapping[str, str]) -> dict[str, Norm]:
    """Every norm by id, with the company's own values where it set any."""
    return {
        name: Norm(name, float(facts.get(f"norm.{name}", norm.value)), norm.origin, norm.title, norm.short)
        for name, norm in _published().items()
    }
