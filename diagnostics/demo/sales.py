"""The documents of sale and return: which client, which day, whose, how much."""

from dataclasses import dataclass

import numpy as np

from diagnostics.demo.arrays import Bools, Ints
from diagnostics.demo.books import Books
from diagnostics.demo.clients import Clients
from diagnostics.demo.clock import (
    BURN_IN,
    FAR,
    LAST_DAY,
    MONTH_OF_DAY,
    MONTH_START,
    MONTHS,
    SEASON,
    to_working_day,
)
from diagnostics.demo.people import Person, ramp
from diagnostics.demo.world import World

__all__ = ["Documents", "sell"]

_CHEQUE = 37_000.0  # roubles, the median client's document in the first month of the files
_CHEQUE_SPREAD = 0.40  # log sd between documents of one client
_GAP_SHAPE = 3.0  # of the gamma law: the higher, the more regular
_PRICE_GROWTH, _WALLET_GROWTH = 0.08, 0.02  # a year: prices, and what a client buys at constant prices
_RETURN_SHARE = 0.035  # documents followed by a return
_RETURN_DAYS = (3, 25)


@dataclass(frozen=True)
class Documents:
    """One entry per document in every array; burn-in included, in no order."""

    client: Ints
    person: Ints
    day: Ints
    kopecks: Ints  # negative for a return

    def __len__(self) -> int:
        return len(self.client)

    def pick(self, which: Bools | Ints) -> "Documents":
        """The documents of a mask or of indexes."""
        return Documents(self.client[which], self.person[which], self.day[which], self.kopecks[which])

    def by_person_month(self, people: int) -> Ints:
        """People x months: net kopecks."""
        fact = np.zeros((people, BURN_IN + MONTHS), dtype=np.int64)
        np.add.at(fact, (self.person, MONTH_OF_DAY[self.day]), self.kopecks)
        return fact


def sell(world: World, people: list[Person], clients: Clients, books: Books, rng: np.random.Generator) -> Documents:
    """Let the clients buy and sometimes bring back.

    Args:
        world: what a selling head does to the others, and the deals he makes to show.
        people: as hired.
        clients: as born.
        books: who leads whom.
        rng: the stream of sales.

    Returns:
        Sales and returns of the whole time.
    """
    days, prices, back, shows = rng.spawn(4)
    client, day = _purchases(world, people, clients, books, days)
    person = books.leads(client, day)
    hired = np.array([one.hired for one in people])
    level = np.array([one.level for one in people])
    years = (day - MONTH_START[BURN_IN]) / 365.25
    grown = ((1.0 + _PRICE_GROWTH) * (1.0 + _WALLET_GROWTH)) ** years
    cheque = _CHEQUE * np.exp(_CHEQUE_SPREAD * prices.normal(size=len(day))) * clients.size[client]
    roubles = cheque * level[person] * ramp(day - hired[person]) * SEASON[MONTH_OF_DAY[day]] * grown
    kopecks = np.round(roubles * 100).astype(np.int64)
    sales = Documents(client, _with_examples(world, people, person, day, shows), day, kopecks)
    returns = _returns(sales, people, books, back)
    both = zip(vars(sales).values(), vars(returns).values(), strict=True)
    return Documents(*(np.concatenate(pair) for pair in both))


def _purchases(
    world: World, people: list[Person], clients: Clients, books: Books, rng: np.random.Generator
) -> tuple[Ints, Ints]:
    """Clients and days of all purchases: a renewal process, kept in the months when the client is awake."""
    most = int(2.5 * LAST_DAY / clients.gap.min())
    gaps = rng.gamma(_GAP_SHAPE, clients.gap[:, None] / _GAP_SHAPE, size=(len(clients), most))
    gaps[:, 0] *= rng.random(len(clients))  # the first purchase falls anywhere in the rhythm
    start = np.maximum(clients.created, 0)
    day = (start[:, None] + np.cumsum(gaps, axis=1)).astype(np.int64)
    client, turn = np.nonzero(day <= LAST_DAY)
    when = day[client, turn]
    awake = clients.awake[client, MONTH_OF_DAY[when]]
    client, when = client[awake], to_working_day(when[awake])
    first = np.concatenate([[True], client[1:] != client[:-1]])
    # A selling head has no time for his people: some of their orders do not come about.
    promoted = np.array([one.promoted if one.seat is not None else FAR for one in people])
    under = (when >= promoted.min()) & (promoted[books.leads(client, when)] == FAR)
    lost = under & (rng.random(len(when)) < world.team_drag)
    keep = (when >= start[client]) & (when < books.lost[client]) & (first | ~clients.once[client]) & ~lost
    return client[keep], when[keep]


def _with_examples(world: World, people: list[Person], person: Ints, day: Ints, rng: np.random.Generator) -> Ints:
    """The sellers of the documents, where in every quarter the head made a few of the reps' deals himself."""
    person = person.copy()
    head = next(i for i, one in enumerate(people) if one.heads)
    for quarter in range(MONTHS // 3):
        first, end = MONTH_START[BURN_IN + 3 * quarter], MONTH_START[BURN_IN + 3 * quarter + 3]
        deals = np.flatnonzero((day >= first) & (day < end))
        person[rng.choice(deals, min(world.head_shows, len(deals)), replace=False)] = head
    return person


def _returns(sales: Documents, people: list[Person], books: Books, rng: np.random.Generator) -> Documents:
    """Some documents come back in part or whole, to whoever leads the client by then."""
    back = sales.pick(np.flatnonzero(rng.random(len(sales)) < _RETURN_SHARE))
    part = rng.uniform(0.1, 1.0, len(back))
    day = back.day + rng.integers(*_RETURN_DAYS, len(back))
    in_time = day <= LAST_DAY
    back, part, day = back.pick(in_time), part[in_time], to_working_day(day[in_time])
    person = books.leads(back.client, day)
    works = day <= np.array([one.left for one in people])[person]
    kopecks = -np.round(back.kopecks * part).astype(np.int64)
    return Documents(back.client, person, day, kopecks).pick(works)
