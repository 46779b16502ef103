"""Names that look like one and the same: proposed to the user, merged only when he says so."""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from itertools import combinations
from typing import Any

from diagnostics.i18n import read_content
from diagnostics.intake.content import words
from diagnostics.workbook import NameKind, Proposal

ALIKE = 90  # per cent of likeness (Indel ratio of RapidFuzz) from which on two spellings may be one
SHORT = 5  # letters of a name below which one letter makes another name
CROWD = 1_500  # names with one beginning beyond which they are not compared letter by letter: numbered names
MOST = 500  # proposals that are kept, the likeliest first: nobody goes through more


@dataclass(frozen=True)
class Name:
    """A name as the roll-up knows it: its key, its text, its tax id, the months of its first and last sale."""

    key: str
    text: str
    inn: str | None = None
    first: int | None = None
    last: int | None = None


def alike(kind: NameKind, names: Sequence[Name]) -> list[Proposal]:
    """Pairs of names that may be one, the likeliest first.

    Of several spellings of one name every one is paired once: that the others are the same then follows.
    """
    pairs = [
        Proposal(kind, one.key, one.text, other.key, other.text, reason, round(score, 1))
        for one, other, reason, score in (_people(names) if kind == "rep" else _clients(names))
    ]
    chosen: list[Proposal] = []
    group: dict[str, str] = {}

    def root(key: str) -> str:
        while group.get(key, key) != key:
            key = group[key]
        return key

    for pair in sorted(pairs, key=lambda one: (-one.score, one.name, one.other_name)):
        if len(chosen) < MOST and root(pair.key) != root(pair.other):
            group[root(pair.other)] = root(pair.key)
            chosen.append(pair)
    return chosen


@cache
def skeleton(text: str) -> str:
    """A text in Latin letters in which the usual transliterations of Russian meet."""
    if text.isdecimal():  # of numbered names nearly every number is another
        return text
    plain = text.lower().translate(_latin())
    for old, new in _content()["variants"]:
        plain = plain.replace(old, new)
    return plain


@cache
def core(text: str) -> str:
    """A client's name without legal form, quotes and punctuation, as a skeleton."""
    plain = re.sub(r"[^\w\s]", " ", text.lower().replace("\u00a0", " "))
    plain = " ".join(plain.split())
    for phrase in _content()["legal_phrases"]:
        plain = plain.replace(phrase, " ")
    return " ".join(word for word in map(skeleton, plain.split()) if word not in _legal_forms())


@cache
def _legal_forms() -> frozenset[str]:
    return frozenset(map(skeleton, words("legal_forms")))


@cache
def _latin() -> dict[int, str]:
    return str.maketrans(_content()["letters"])


def _content() -> dict[str, Any]:
    return read_content(__package__, "likeness")


def _people(names: Sequence[Name]) -> Iterable[tuple[Name, Name, str, float]]:
    for one, other in combinations(names, 2):
        if reason := _person_reason(one, other):
            yield one, other, *reason


def _person_reason(one: Name, other: Name) -> tuple[str, float] | None:
    """Why two people may be one, and how likely."""
    short, long = sorted((_person(one.text), _person(other.text)), key=lambda person: len(person.words))
    if not short.words:
        return None
    if short.initials == long.initials and sorted(short.words) == sorted(long.words):
        return ("letters" if one.text.isascii() != other.text.isascii() else "order"), 99.0
    if not short.initials and len(short.words) > 1 and set(short.words) <= set(long.words):
        return "shorter", 97.0
    if short.abbreviates(long):
        return "initials", 96.0
    if len(short.words) == len(long.words) == 3 and short.words[1:] == long.words[1:] and _is_female(one.text) and _not_at_once(one, other):
        return "surname", 70.0
    alike_enough = short.initials == long.initials and not _digits_differ(one.text, other.text) and not _differ_by_gender(short, long)
    score = _ratio(" ".join(sorted(short.words)), " ".join(sorted(long.words))) if alike_enough else 0.0
    return ("spelling", score) if score >= ALIKE else None


@dataclass(frozen=True)
class _Person:
    """A person's name in skeletons: the words in full, and the initials."""

    words: tuple[str, ...]
    initials: tuple[str, ...]

    def abbreviates(self, other: "_Person") -> bool:
        """«Ветрова А.С.» of «Ветрова Алина Сергеевна»: the surname stands in full, the rest by initials."""
        if len(self.words) != 1 or not self.initials or self.words[0] not in other.words:
            return False
        rest = [word for word in other.words if word != self.words[0]] + list(other.initials)
        return len(rest) >= len(self.initials) and all(
            word.startswith(initial) for word, initial in zip(rest, self.initials, strict=False)
        )


@cache
def _person(text: str) -> _Person:
    parts = re.findall(r"[^\W_]+", text)
    return _Person(tuple(skeleton(part) for part in parts if len(part) > 1), tuple(skeleton(part) for part in parts if len(part) == 1))


def _differ_by_gender(one: _Person, other: _Person) -> bool:
    """Two surnames that are one but for the ending of a woman's: a married couple rather than a slip."""
    return any(word + "a" in other.words or (word.endswith("a") and word[:-1] in other.words) for word in one.words if word not in other.words)


def _clients(names: Sequence[Name]) -> Iterable[tuple[Name, Name, str, float]]:
    yield from _by_tax_id(names)
    by_core: dict[str, list[Name]] = {}
    for name in names:
        by_core.setdefault(core(name.text), []).append(name)
    for same in by_core.values():
        for one, other in combinations(same[:CROWD], 2):
            if reason := _client_reason(one, other):
                yield one, other, *reason
    yield from _misspelt({text: same[0] for text, same in by_core.items() if len(text) >= SHORT})


def _by_tax_id(names: Sequence[Name]) -> Iterable[tuple[Name, Name, str, float]]:
    groups: dict[str, list[Name]] = {}
    for name in names:
        if name.inn:
            groups.setdefault(name.inn, []).append(name)
    for same in groups.values():
        for other in same[1:]:
            yield same[0], other, "inn", 100.0


def _client_reason(one: Name, other: Name) -> tuple[str, float] | None:
    """Why two clients of one name may be one client.

    Two tax ids are two companies; where one stops buying before the other begins, the client may have changed his
    legal entity.
    """
    if one.inn and other.inn and one.inn != other.inn:
        return ("two_entities", 85.0) if _not_at_once(one, other) else None
    return "legal_form", 95.0


def _misspelt(names: Mapping[str, Name]) -> Iterable[tuple[Name, Name, str, float]]:
    """Clients whose names differ by a letter or two. Only names with one beginning and the same numbers are compared."""
    blocks: dict[tuple[str, ...], list[str]] = {}
    for text in names:
        blocks.setdefault((text[:3], *re.findall(r"\d+", text)), []).append(text)
    for block in blocks.values():
        if not 1 < len(block) <= CROWD:
            continue
        for first, second, score in _close(block):
            one, other = names[first], names[second]
            if one.inn and other.inn and one.inn != other.inn:
                if _not_at_once(one, other):
                    yield one, other, "two_entities", min(score, 80.0)
            else:
                yield one, other, "spelling", score


def _close(texts: Sequence[str]) -> Iterable[tuple[str, str, float]]:
    from rapidfuzz import fuzz, process  # loaded where names are compared

    scores = process.cdist(texts, texts, scorer=fuzz.ratio, score_cutoff=ALIKE)
    for row, column in zip(*scores.nonzero(), strict=True):
        if row < column:
            yield texts[row], texts[column], float(scores[row, column])


def _ratio(one: str, other: str) -> float:
    from rapidfuzz import fuzz

    return fuzz.ratio(one, other)


def _is_female(text: str) -> bool:
    return text.lower().endswith(tuple(words("female_patronymics")))


def _digits_differ(one: str, other: str) -> bool:
    """Numbers in names are what tells them apart: «Магазин 1» is not «Магазин 2»."""
    return re.findall(r"\d+", one) != re.findall(r"\d+", other)


def _not_at_once(one: Name, other: Name) -> bool:
    """Whether one sold or bought only before the other began; unknown is not enough."""
    if one.first is None or one.last is None or other.first is None or other.last is None:
        return False
    return one.last <= other.first or other.last <= one.first
