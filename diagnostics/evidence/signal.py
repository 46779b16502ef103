"""A signal: one measured value with its unit, interval, number of cases, period and what it needs."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cache
from typing import Any, Literal, NamedTuple

from diagnostics.i18n import LANGUAGES, Text, read_content

Unit = Literal["money", "share", "count", "months", "ratio", "p", "month", "window", "clock"]


@dataclass(frozen=True)
class Meaning:
    """What a signal is, from signals.yaml: the same words and formula for page, help and documents.

    `cases` names what its n counts; a count with `of_n` is read as «12 of 13». A `difference` is a share less
    a share, told in percentage points. `nominal`: it compares years in money that was worth more in the first of them.
    """

    id: str
    unit: Unit
    title: Text
    cases: Text | None
    of_n: bool
    formula: Text
    latex: Text
    tables: frozenset[str]
    difference: bool
    nominal: bool
    variants: Mapping[str, Mapping[str, Text]]  # other title and cases, where a figure is counted in another way


@dataclass(frozen=True)
class Signal:
    """A measured value. Money is in kopecks, a share is 0..1, a month is its absolute number.

    Without a value `missing` says by code what to add; see missing.yaml.
    """

    id: str
    value: Any = None
    low: float | None = None
    high: float | None = None
    n: int | None = None
    period: tuple[int, int] | None = None
    by_rep: Mapping[int, Any] = field(default_factory=dict)
    missing: tuple[str, ...] = ()
    variant: str = ""

    @property
    def available(self) -> bool:
        """Whether there is a value to speak of."""
        return self.value is not None

    @property
    def meaning(self) -> Meaning:
        """What the signal is."""
        return meanings()[self.id]

    @property
    def title(self) -> Text:
        """What the value is, in a few words."""
        return self._variant.get("title", self.meaning.title)

    @property
    def cases(self) -> Text | None:
        """What n counts."""
        return self._variant.get("cases", self.meaning.cases)

    @property
    def _variant(self) -> Mapping[str, Text]:
        return self.meaning.variants.get(self.variant, {})


@cache
def meanings() -> dict[str, Meaning]:
    """Every signal there is, by id: the registry."""
    return {
        name: Meaning(
            name,
            spec["unit"],
            spec["title"],
            spec.get("cases"),
            spec.get("of_n", False),
            spec["formula"],
            spec["latex"] if isinstance(spec["latex"], dict) else dict.fromkeys(LANGUAGES, spec["latex"]),
            frozenset(spec["tables"]),
            spec.get("difference", False),
            spec.get("nominal", False),
            spec.get("variants", {}),
        )
        for name, spec in read_content(__package__, "signals").items()
    }


class Section(NamedTuple):
    """Signals of one subject: its title, the page that shows them, their ids in the order of the registry."""

    title: Text
    page: str
    ids: tuple[str, ...]


@cache
def sections() -> dict[str, Section]:
    """First word of an id -> the section; every signal is in one."""
    said = read_content(__package__, "page")["sections"]
    ids: dict[str, list[str]] = {word: [] for word in said}
    for name in meanings():
        ids[name.partition(".")[0]].append(name)
    return {word: Section(one["title"], one["page"], tuple(ids[word])) for word, one in said.items()}


@cache
def missing_texts() -> dict[str, Text]:
    """Code of what is missing -> what to add, in words."""
    return dict(read_content(__package__, "missing"))


def grey(names: tuple[str, ...], *missing: str) -> list[Signal]:
    """Signals without a value, and why."""
    return [Signal(name, missing=missing) for name in names]
