"""The registry of charts: the question of each, when not to use it, how it is counted, from which signals and SQL."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache

from diagnostics.i18n import Text, read_content


@dataclass(frozen=True)
class About:
    """What stands under a chart. `sql`: names of files of the evidence that read its rows."""

    asks: Text
    not_for: Text
    counted: Text
    signals: tuple[str, ...]
    sql: tuple[str, ...]


@cache
def abouts() -> Mapping[str, About]:
    """Name of a chart's function -> what is said of it."""
    known = read_content(__package__, "charts")
    return {name: About(one["asks"], one["not_for"], one["counted"], tuple(one["signals"]), tuple(one["sql"])) for name, one in known.items()}
