"""The content files of the intake: header spellings, kinds of files, words inside files."""

from dataclasses import dataclass
from functools import cache
from typing import Any

from diagnostics.i18n import read_content

REVENUE = ("sales", "deals", "payments")
"""Kinds whose amounts are revenue."""

@dataclass(frozen=True)
class Kind:
    """What a file can be, from kinds.yaml."""

    id: str
    title: dict[str, str]
    fields: dict[str, tuple[str, ...]]
    needs: tuple[tuple[str, ...], ...]
    required: tuple[str, ...]
    without: tuple[str, ...]


@dataclass(frozen=True)
class Names:
    """Header spellings of one name group; a lower number in `rank` is a better match."""

    rank: dict[str, int]
    banned: frozenset[str]


@cache
def kinds() -> dict[str, Kind]:
    """Every kind by id, in the order in which a file is tried against them."""
    return {
        name: Kind(
            id=name,
            title=spec["title"],
            fields={field: tuple(groups) for field, groups in spec["fields"].items()},
            needs=tuple(tuple(need) for need in spec["needs"]),
            required=tuple(spec.get("required", ())),
            without=tuple(spec.get("without", ())),
        )
        for name, spec in read_content(__package__, "kinds")["kinds"].items()
    }


@cache
def field_types() -> dict[str, str]:
    """Field -> how its cells are read; a field not named here is text."""
    types: dict[str, str] = read_content(__package__, "kinds")["types"]
    return types


@cache
def field_titles() -> dict[str, dict[str, str]]:
    """Field -> what the user is asked to point at, in both languages."""
    titles: dict[str, dict[str, str]] = read_content(__package__, "kinds")["titles"]
    return titles


@cache
def names() -> dict[str, Names]:
    """Every name group by id, spellings brought to their normal form."""
    from diagnostics.intake.header import normal

    groups = {}
    for group, lines in read_content(__package__, "names").items():
        spellings = [text for line in lines if isinstance(line, list) for text in line]
        banned = [text for line in lines if isinstance(line, dict) for text in line["not"]]
        rank: dict[str, int] = {}
        for place, text in enumerate(spellings):
            rank.setdefault(normal(str(text)), place)
        groups[group] = Names(rank, frozenset(normal(str(text)) for text in banned))
    return groups


@cache
def words(group: str) -> Any:
    """One list of words.yaml, as written there."""
    return read_content(__package__, "words")[group]
