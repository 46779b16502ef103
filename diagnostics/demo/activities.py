"""Calls and meetings, as telephony and a calendar know them."""

import numpy as np
import pandas as pd

from diagnostics.demo.books import Books
from diagnostics.demo.clients import Clients
from diagnostics.demo.clock import BURN_IN, LAST_DAY, MONTH_DAYS, MONTH_START, to_working_day

__all__ = ["KINDS", "act"]

KINDS = ("outgoing", "incoming", "meeting")
_A_MONTH = (0.85, 0.30, 0.07)  # of each kind with a client who buys
_ASLEEP = 0.25  # of that with a client who does not
_SECONDS = (150.0, 180.0, 3300.0)  # median length of each kind
_SPREAD = (0.8, 0.7, 0.3)  # log sd of length
_UNANSWERED = 0.15  # share of outgoing calls
_OPENS, _CLOSES = 9 * 3600, 18 * 3600  # seconds of the day


def act(clients: Clients, books: Books, rng: np.random.Generator) -> pd.DataFrame:
    """Draw what everybody did with the clients he leads in the months of the files.

    Args:
        clients: as born.
        books: who leads whom.
        rng: the stream of activities.

    Returns:
        One row per activity in order of time: day, second (of the day), person, client,
        kind (index into KINDS), seconds (0 = nobody answered).
    """
    attention = np.where(clients.awake[:, BURN_IN:], 1.0, _ASLEEP)
    tables = []
    for kind, stream in enumerate(rng.spawn(len(KINDS))):
        times = stream.poisson(attention * _A_MONTH[kind])
        client, month = (np.repeat(index.ravel(), times.ravel()) for index in np.indices(times.shape))
        into = stream.random(len(month)) * MONTH_DAYS[month + BURN_IN]
        day = to_working_day(MONTH_START[month + BURN_IN] + into.astype(np.int64))
        lasted = np.maximum(5, _SECONDS[kind] * np.exp(_SPREAD[kind] * stream.normal(size=len(day))))
        if KINDS[kind] == "outgoing":
            lasted[stream.random(len(day)) < _UNANSWERED] = 0
        second = stream.integers(_OPENS, _CLOSES, len(day))
        table = pd.DataFrame({"day": day, "second": second, "client": client, "kind": kind})
        tables.append(table.assign(seconds=lasted.astype(np.int64)))
    table = pd.concat(tables, ignore_index=True)
    client, day = table["client"].to_numpy(), table["day"].to_numpy()
    table = table[(day > clients.created[client]) & (day < books.lost[client]) & (day <= LAST_DAY)]
    person = books.leads(table["client"].to_numpy(), table["day"].to_numpy())
    return table.assign(person=person).sort_values(["day", "second", "client"], ignore_index=True)
