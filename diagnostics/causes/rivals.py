"""What else could explain it: six rival explanations, always checked and told before the verdict."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Literal

from diagnostics.causes.rules.one_big_client import STEADY
from diagnostics.evidence import Evidence, Signal
from diagnostics.i18n import Text, count, percent, pick, read_content, rubles

Outcome = Literal["not_it", "partly", "against", "open"]

PRICE_PART, CLIENT_PART, BOOK_PART = 0.2, 0.3, 0.3  # of the whole, from which a rival explains a part of it
FEWER, EMPTY = 0.9, 0.06  # enquiries to those of a year ago; empty months of work of all
YEAR = 12  # months


@dataclass(frozen=True)
class Rival:
    """One rival explanation and how it was checked. `missing`: codes of what to add where it cannot be."""

    id: str
    outcome: Outcome
    signal: str | None
    part: str = ""
    whole: str = ""
    missing: tuple[str, ...] = ()

    @property
    def title(self) -> Text:
        """What might explain it instead."""
        return _texts()[self.id]["title"]

    @property
    def text(self) -> str:
        """What came of the check, in the current language; empty where it cannot be checked."""
        return "" if self.outcome == "open" else pick(_texts()[self.id][self.outcome]).format(part=self.part, whole=self.whole)

    @property
    def ask(self) -> Text:
        """What to ask in the room."""
        return _texts()[self.id]["ask"]


def rivals(evidence: Evidence) -> list[Rival]:
    """The six, in the order in which they are told."""
    return [_RIVALS[name](evidence) for name in _texts()]


def _texts() -> Mapping[str, Mapping[str, Text]]:
    return read_content(__package__, "rivals")


def _prices(evidence: Evidence) -> Rival:
    price, total = evidence.signals["growth.price"], evidence.signals["growth.total"]
    if not price.available:
        return _open("prices", price)
    if total.value <= 0:
        return Rival("prices", "against", price.id)
    part = max(0, min(price.value, total.value))
    return Rival("prices", _outcome(part / total.value, PRICE_PART), price.id, rubles(part, evidence.currency), rubles(total.value, evidence.currency))


def _one_big_client(evidence: Evidence) -> Rival:
    """Three clients in the change of the year; where hardly anything changed no three of them made it."""
    share, rate = evidence.signals["clients.top3_change_share"], evidence.signals["growth.year_on_year"]
    if not share.available:
        return _open("one_big_client", share)
    if not rate.available or abs(rate.value) < STEADY:
        return Rival("one_big_client", "open", share.id, missing=("steady_year",))
    return Rival("one_big_client", _outcome(share.value, CLIENT_PART), share.id, percent(min(1.0, share.value)))


def _fewer_leads(evidence: Evidence) -> Rival:
    change = evidence.signals["leads.change"]
    if not change.available:
        return _open("fewer_leads", change)
    before = round((change.n or 0) / (1 + change.value))
    outcome: Outcome = "partly" if change.value < FEWER else "not_it"
    return Rival("fewer_leads", outcome, change.id, count((change.n or 0) - before), count(before))


def _no_stock(_evidence: Evidence) -> Rival:
    """No export tells why an order was not made."""
    return Rival("no_stock", "open", None, missing=("stock",))


def _empty_seats(evidence: Evidence) -> Rival:
    empty, people = evidence.signals["people.vacant_seats"], evidence.signals["people.headcount"]
    if not empty.available or not people.value:
        return _open("empty_seats", empty if not empty.available else people)
    whole = empty.value + YEAR * people.value
    return Rival("empty_seats", _outcome(empty.value / whole, EMPTY), empty.id, count(empty.value), count(whole))


def _unequal_books(evidence: Evidence) -> Rival:
    """By how much the reps' sales per client lie nearer together than their sales do: as variances, so that the parts add up."""
    whole, per_client = evidence.signals["team.spread"], evidence.signals["team.spread_per_client"]
    if not whole.available or not whole.value:
        return _open("unequal_books", whole)
    part = max(0.0, 1 - (per_client.value / whole.value) ** 2)
    return Rival("unequal_books", _outcome(part, BOOK_PART), per_client.id, percent(part))


def _open(name: str, signal: Signal) -> Rival:
    return Rival(name, "open", signal.id, missing=signal.missing)


def _outcome(part: float, bound: float) -> Outcome:
    return "partly" if part >= bound else "not_it"


_RIVALS: Mapping[str, Callable[[Evidence], Rival]] = {
    "prices": _prices, "one_big_client": _one_big_client, "fewer_leads": _fewer_leads, "no_stock": _no_stock,
    "empty_seats": _empty_seats, "unequal_books": _unequal_books,
}  # fmt: skip
