"""Whose client is whose on any day: births, hires, exits and the promotion, walked through in order."""

import numpy as np

from diagnostics.demo.arrays import Ints
from diagnostics.demo.clients import Clients
from diagnostics.demo.clock import FAR, LAST_DAY
from diagnostics.demo.people import Person, working_on
from diagnostics.demo.world import World

__all__ = ["Books"]

_SETTLED_DAYS = 90  # before that a rep is given no clients of a colleague
_FRESH_SHARE = 0.5  # new clients of such a rep, times a usual rep's
_HANDED_OVER = 0.97  # share of a leaver's book that anybody takes on
_NO_SEAT = -1
_SPAN = LAST_DAY + 2


class Books:
    """Who leads which client from which day on.

    Args:
        world: shares of the hand-overs.
        people: as hired.
        clients: as born.
        rng: the stream of hand-overs.
    """

    def __init__(self, world: World, people: list[Person], clients: Clients, rng: np.random.Generator) -> None:
        self._world, self._people, self._rng = world, people, rng
        self._worth = clients.size / clients.gap
        self._log: list[tuple[int, int]] = []  # (client * _SPAN + day, person), in order of days
        self.keeper: Ints = np.full(len(clients), -1)  # at the end; -1 until the client comes
        self.lost: Ints = np.full(len(clients), FAR)  # day from which nobody leads him
        # Where the seat stands empty colleagues take the clients; its next person gets a part of these back.
        self._home: Ints = np.full(len(clients), _NO_SEAT)
        self._walk(clients)
        keys, who = np.array(self._log, dtype=np.int64).T
        order = np.argsort(keys, kind="stable")
        self._keys: Ints = keys[order]
        self._who: Ints = who[order]

    def leads(self, client: Ints, day: Ints) -> Ints:
        """Person who leads each client on each day; the day is not before the client came.

        Args:
            client: indexes.
            day: of the same shape.

        Returns:
            Indexes of people, of the same shape.
        """
        found: Ints = np.searchsorted(self._keys, client * _SPAN + day, side="right") - 1
        return self._who[found]

    def _walk(self, clients: Clients) -> None:
        events = [(max(int(day), 0), 3, i) for i, day in enumerate(clients.created)]
        for i, one in enumerate(self._people):
            events.append((one.left + 1, 0, i))
            events.append((one.promoted, 1, i))
            events.append((one.hired, 2, i))
        acts = (self._leave, self._promote, self._join, self._welcome)
        for day, act, who in sorted(events):
            if (day > 0 or act == 3) and day <= LAST_DAY:
                acts[act](who, day)

    def _leave(self, person: int, day: int) -> None:
        """A leaver's clients go to colleagues; a few go to nobody and are lost."""
        clients = np.flatnonzero(self.keeper == person)
        taken = self._rng.random(len(clients)) < _HANDED_OVER
        self.lost[clients[~taken]] = day
        self._share_out(clients[taken], day, self._people[person].seat)

    def _promote(self, person: int, day: int) -> None:
        """The new head keeps his most valuable clients and hands the rest to reps."""
        clients = np.flatnonzero(self.keeper == person)
        by_worth = clients[np.argsort(-self._worth[clients], kind="stable")]
        handed = by_worth[round(len(clients) * self._world.head_keeps) :]
        self._share_out(handed, day, self._people[person].seat)

    def _join(self, person: int, day: int) -> None:
        """A newcomer gets a part of what his seat had before him."""
        mine = np.flatnonzero(self._home == self._people[person].seat)
        self._home[mine] = _NO_SEAT
        self._give(mine[self._rng.random(len(mine)) < self._world.newcomer_book], day, person)

    def _welcome(self, client: int, day: int) -> None:
        """A new client goes to whoever has room, and to a selling head."""
        settled = set(working_on(self._people, day, _SETTLED_DAYS))
        who, weight = [], []
        for i in working_on(self._people, day):
            who.append(i)
            weight.append(self._people[i].book * (1.0 if i in settled else _FRESH_SHARE))
        for i, one in enumerate(self._people):
            if one.promoted <= day:
                who.append(i)
                weight.append(self._world.head_new_clients if one.seat is not None else 0.0)
        share = np.cumsum(weight) / sum(weight)
        drawn = int(np.searchsorted(share, self._rng.random(), side="right"))
        self._give(np.array([client]), day, who[drawn])

    def _share_out(self, clients: Ints, day: int, seat: int | None) -> None:
        """Give clients to settled reps in equal parts; they stay promised to the seat."""
        reps = working_on(self._people, day, _SETTLED_DAYS)
        if not reps:
            self.lost[clients] = day
            return
        self._home[clients] = _NO_SEAT if seat is None else seat
        for client, rep in zip(clients, self._rng.choice(reps, len(clients)), strict=True):
            self._give(np.array([client]), day, int(rep))

    def _give(self, clients: Ints, day: int, person: int) -> None:
        self.keeper[clients] = person
        self._log += [(int(client) * _SPAN + day, person) for client in clients]
