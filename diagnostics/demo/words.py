"""The Russian words of the synthetic company, read from `words.yaml`."""

from dataclasses import dataclass
from functools import cache

from diagnostics.i18n import read_content

__all__ = ["Words", "words"]


@dataclass(frozen=True)
class Words:
    """The fields of `words.yaml`; `{n}` in a pattern is a running number from 1."""

    company: str
    staff_title: str
    total: str
    head: str
    other_head: str
    rep: str
    department: str
    other_department: str
    head_position: str
    rep_position: str
    firm: str
    trader: str
    sale_number: str
    return_number: str
    months: list[str]
    product_groups: list[str]
    activity_kinds: list[str]
    headers: dict[str, dict[str, str]]


@cache
def words() -> Words:
    """All words."""
    return Words(**read_content(__package__, "words"))
