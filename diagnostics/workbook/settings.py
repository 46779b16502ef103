"""Company facts that no file tells: who is the head, since when, what was agreed."""

import json
import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from decimal import Decimal, InvalidOperation

from diagnostics.workbook.connection import Workbook

GROWTHS = (-0.9, 5)
"""Least and greatest growth of prices or of a market in a year that is believed, as a share."""


class SettingError(ValueError):
    """A fact that is not known or not well written; `expected` says how it should look."""

    def __init__(self, name: str, value: str, expected: str) -> None:
        super().__init__(f"{name}={value}: expected {expected}")
        self.name, self.value, self.expected = name, value, expected


@dataclass(frozen=True)
class Setting:
    """One company fact: how its name looks, how its value is checked, an example."""

    name: str
    check: Callable[[str], object]
    example: str


def _currency(text: str) -> str:
    return _matching(r"[A-Z]{3}")(text)


def _matching(pattern: str) -> Callable[[str], str]:
    def check(text: str) -> str:
        if not re.fullmatch(pattern, text):
            raise ValueError(text)
        return text

    return check


def _number(text: str) -> Decimal:
    if not Decimal(text).is_finite():
        raise ValueError(text)
    return Decimal(text)


def _growth(text: str) -> Decimal:
    """A share: who writes 9 means 0.09."""
    low, high = GROWTHS
    if not low <= _number(text) <= high:
        raise ValueError(text)
    return Decimal(text)


def _positive(text: str) -> Decimal:
    if _number(text) <= 0:
        raise ValueError(text)
    return Decimal(text)


def _between(low: int, high: int) -> Callable[[str], int]:
    def check(text: str) -> int:
        if not low <= int(text) <= high:
            raise ValueError(text)
        return int(text)

    return check


def _names(text: str) -> list[str]:
    """A list of different names, in an order."""
    names = json.loads(text)
    if not (isinstance(names, list) and names and all(isinstance(name, str) and name for name in names) and len({*names}) == len(names)):
        raise ValueError(text)
    return names


def _bounds(text: str) -> dict[str, object]:
    """Points by bounds, as the content of a cause writes them."""
    steps = json.loads(text)
    (kind,) = {*steps} - {"otherwise"}
    if kind not in ("at_least", "at_most") or not steps[kind]:
        raise ValueError(text)
    for number in (*steps[kind], *steps[kind].values(), steps["otherwise"]):
        _number(str(number))
    return dict(steps)


SETTINGS: tuple[Setting, ...] = (
    Setting("company", _matching(r".*\S.*"), "company=Acme"),
    Setting("currency", _currency, "currency=RUB"),
    Setting("head", _matching(r".*\S.*"), "head=NAME"),
    Setting("head_since", date.fromisoformat, "head_since=2025-05-01"),
    Setting("transition_end", date.fromisoformat, "transition_end=2026-08-01"),
    Setting("head_clients", _matching("confirmed|open"), "head_clients=confirmed"),
    Setting("window_months", _between(1, 24), "window_months=4"),
    Setting("seats", _between(1, 10_000), "seats=8"),
    Setting("stages", _names, 'stages=["Lead", "Offer", "Contract"]'),
    Setting("anonymity", _between(3, 10), "anonymity=3"),
    Setting(r"price_growth\.\d{4}", _growth, "price_growth.2025=0.09"),
    Setting(r"market_growth\.\d{4}", _growth, "market_growth.2025=0.02"),
    Setting(r"norm\.[a-z_]+", _positive, "norm.own_sales_transition_months=3"),
    Setting(r"weight\.[a-z_]+", _positive, "weight.answers=1.5"),
    Setting(r"cut\.[a-z_]+\.[a-z_]+\.[a-z_0-9]+", _bounds, 'cut.overload_span.people.span={"at_least": {"8": 3}, "otherwise": -3}'),
)
"""Every fact there is, in the order in which help and errors list them. `name` is a pattern."""


def check_setting(name: str, value: str) -> None:
    """Refuse an unknown fact or a value of another form.

    Raises:
        SettingError: with an example of the right form.
    """
    for setting in SETTINGS:
        if re.fullmatch(setting.name, name):
            try:
                setting.check(value)
            except (ValueError, KeyError, TypeError, AttributeError, InvalidOperation) as problem:
                raise SettingError(name, value, setting.example) from problem
            return
    raise SettingError(name, value, ", ".join(setting.example for setting in SETTINGS))


def settings(workbook: Workbook) -> dict[str, str]:
    """The facts that hold now, by name."""
    return dict(workbook.remembered("select name, value from setting_now where value is not null"))
