"""One department lived through from the first day to the last."""

from collections.abc import Iterable
from dataclasses import dataclass

import numpy as np
import pandas as pd

from diagnostics.demo.activities import act
from diagnostics.demo.arrays import Bools, Ints
from diagnostics.demo.books import Books
from diagnostics.demo.clients import Clients, be_born
from diagnostics.demo.clock import FIRST_DAY
from diagnostics.demo.pathologies import sicken
from diagnostics.demo.pay import pay
from diagnostics.demo.people import Person, hire
from diagnostics.demo.plans import plan
from diagnostics.demo.sales import Documents, sell
from diagnostics.demo.world import World

__all__ = ["Department", "live", "staffed"]

# Every subject draws from a stream of its own: what is planted in one does not reshuffle the others.
_SUBJECTS = ("people", "clients", "books", "sales", "plans", "pay", "activities", "size")


@dataclass(frozen=True)
class Department:
    """What happened. Months are those of the whole time, burn-in included; money is kopecks."""

    people: list[Person]
    clients: Clients
    listed: Bools  # clients in the list of the files
    keeper: Ints  # person who leads each client at the end
    documents: Documents  # of the months of the files, in order of days
    plans: Ints  # people x months, 0 = none
    salary: Ints  # people x months, 0 = not employed
    premium: Ints  # people x months
    activities: pd.DataFrame


def staffed(plants: Iterable[str] | World, seed: int, number: int = 0) -> tuple[World, list[Person]]:
    """The rules of a department and its people, without living through it.

    Args:
        plants: what is planted, or the whole world.
        seed: of the company, not negative.
        number: of the department in it, from 0.

    Returns:
        The world and the people.

    Raises:
        ValueError: an unknown plant, or a negative seed.
    """
    world = plants if isinstance(plants, World) else sicken(plants)
    return world, hire(world, _stream(seed, number, "people"))


def live(plants: Iterable[str] | World, seed: int, number: int = 0, most: int | None = None) -> Department:
    """Simulate one department.

    Args:
        plants: what is planted, or the whole world.
        seed: of the company, not negative.
        number: of the department in it, from 0.
        most: documents to keep in the files; the company then has fewer clients.

    Returns:
        The department.

    Raises:
        ValueError: an unknown plant, or a negative seed.
    """
    world, people = staffed(plants, seed, number)
    clients = be_born(world, _stream(seed, number, "clients"))
    books = Books(world, people, clients, _stream(seed, number, "books"))
    sold = sell(world, people, clients, books, _stream(seed, number, "sales"))
    on_sheet = np.array([one.on_sheet for one in people])
    listed = on_sheet[books.keeper]  # what a leaver lost before the files began is in no list any more
    if most is not None:
        sold, kept = _shrink(sold, len(clients), most, _stream(seed, number, "size"))
        listed &= kept
    fact = sold.by_person_month(len(people))
    plans = plan(world, people, fact, _stream(seed, number, "plans"))
    salary, premium = pay(world, people, fact, plans, _stream(seed, number, "pay"))
    done = act(clients, books, _stream(seed, number, "activities"))
    filed = sold.pick(sold.day >= FIRST_DAY)
    filed = filed.pick(np.lexsort((filed.kopecks, filed.client, filed.day)))
    done = done[listed[done["client"].to_numpy()]].reset_index(drop=True)
    return Department(people, clients, listed, books.keeper, filed, plans, salary, premium, done)


def _stream(seed: int, number: int, subject: str) -> np.random.Generator:
    return np.random.default_rng([seed, number, _SUBJECTS.index(subject)])


def _shrink(sold: Documents, clients: int, most: int, rng: np.random.Generator) -> tuple[Documents, Bools]:
    """Keep so few clients that at most `most` documents are in the files; also the mask of the clients."""
    turn_of = rng.permutation(clients)
    order = np.lexsort((sold.day, turn_of[sold.client]))
    kept = order[np.cumsum(sold.day[order] >= FIRST_DAY) <= most]
    return sold.pick(kept), turn_of <= turn_of[sold.client[kept]].max(initial=-1)
