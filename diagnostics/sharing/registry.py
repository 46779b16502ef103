"""The registry of links of this installation: a SQLite file beside the workbooks, tokens in it as hashes alone."""

import secrets
import sqlite3
from collections.abc import Iterator
from contextlib import AbstractContextManager, contextmanager
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from hashlib import sha256
from pathlib import Path
from time import time

from argon2 import PasswordHasher
from argon2.exceptions import VerifyMismatchError

from diagnostics.interview import rep_key
from diagnostics.workbook import beside, read_sql

TOKEN_BYTES = 32  # 256 bits
DAYS, MOST_DAYS = 14, 180
"""For how long a questionnaire's link holds, and the longest choice."""
FAILURES, LOCKED, DEADLY = 5, 15 * 60, 100  # wrong passcodes that lock a link, for so many seconds, and that end it
MOST_USES = 500  # respondents of one shared link
EVENTS = ("made", "opened", "refused", "paused", "resumed", "revoked")


class PasscodeRefused(Exception):
    """The passcode is wrong, or the link is locked for a while."""


@dataclass(frozen=True)
class Invitation:
    """What a new link is for: which workbook and wave, who answers, by which name or in which group, whether many may open it."""

    workbook: str
    wave: int
    role: str
    name: str = ""
    part: str = ""
    shared: bool = False


@dataclass(frozen=True)
class Link:
    """A link as the list shows it. Days are dates: nothing finer is kept."""

    id: int
    workbook: str
    wave: int
    role: str
    name: str
    part: str
    shared: bool
    made_on: date
    expires_on: date
    state: str
    uses: int
    opened_on: date | None
    answered_on: date | None
    has_passcode: bool


@dataclass(frozen=True)
class Grant:
    """What somebody who opened a link may do. `agreed`: he has read what becomes of his answers."""

    link: Link
    agreed: bool
    first: bool  # of those who opened a personal link: only he sees again what a rep said


class Registry:
    """The links of an installation. Any number of threads may use it at once."""

    def __init__(self, path: Path) -> None:
        self.path = path

    def make(self, invitation: Invitation, days: int = DAYS, passcode: str = "") -> str:
        """A new link; its token is told this once and never again.

        Raises:
            ValueError: it should hold for no day or for more than `MOST_DAYS`.
        """
        if not 1 <= days <= MOST_DAYS:
            raise ValueError(days)
        token, made_on = secrets.token_urlsafe(TOKEN_BYTES), today()
        row = (
            _hash(token), invitation.workbook, invitation.wave, invitation.role, invitation.name, invitation.part, invitation.shared,
            made_on.isoformat(), (made_on + timedelta(days)).isoformat(), PasswordHasher().hash(passcode) if passcode else None,
        )  # fmt: skip
        with self._writing() as connection:
            made = connection.execute(
                "insert into link (token, workbook, wave, role, name, part, shared, made_on, expires_on, passcode) values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)", row
            )
            _note(connection, "made", made.lastrowid, invitation.workbook)
        return token

    def find(self, token: str) -> Link | None:
        """The link of a token, if it may be opened now."""
        with self._opened() as connection:
            return _usable(_one(connection, "token = ?", _hash(token)))

    def open(self, token: str, passcode: str = "") -> str | None:
        """Open a link: what the guest's cookie is to hold, or None where the link may not be opened.

        It holds a secret and, behind a dot, the key under which a rep's answers are kept: of a personal link always the same, on
        any phone; of a shared one each phone's own. Only both together are a grant: nobody can put another's key in the place of his.

        Raises:
            PasscodeRefused: the passcode is wrong, or was wrong too often of late.
        """
        secret = secrets.token_urlsafe(TOKEN_BYTES)
        with self._writing() as connection:
            link = _usable(_one(connection, "token = ?", _hash(token)))
            if link is None or (link.shared and link.uses >= MOST_USES):
                return None
            if link.has_passcode and not _passed(connection, link, passcode):
                connection.commit()
                raise PasscodeRefused
            granted = f"{secret}.{rep_key(secret if link.shared else token)}"
            connection.execute("insert into granted (token, link, first) values (?, ?, ?)", (_hash(granted), link.id, link.shared or not link.uses))
            connection.execute("update link set uses = uses + 1, opened_on = ? where id = ?", (today().isoformat(), link.id))
            _note(connection, "opened", link.id, link.workbook)
        return granted

    def grant(self, granted: str) -> Grant | None:
        """What a cookie grants now: nothing once its link is paused, revoked or expired."""
        with self._opened() as connection:
            row = connection.execute("select link, agreed, first from granted where token = ?", (_hash(granted),)).fetchone()
            link = _usable(_one(connection, "id = ?", row[0])) if row else None
        return Grant(link, bool(row[1]), bool(row[2])) if link else None

    def agree(self, granted: str) -> None:
        """The guest has read what becomes of his answers and agreed."""
        with self._writing() as connection:
            connection.execute("update granted set agreed = 1 where token = ?", (_hash(granted),))

    def answered(self, link: Link) -> None:
        """Everything was answered: the list says so. Of a shared link it does not: one of many is through."""
        if link.shared:
            return
        with self._writing() as connection:
            connection.execute("update link set answered_on = ? where id = ?", (today().isoformat(), link.id))

    def links(self, workbook: str) -> list[Link]:
        """The links of a workbook, the latest first."""
        with self._opened() as connection:
            connection.row_factory = sqlite3.Row
            return [_link(row) for row in connection.execute("select * from link where workbook = ? order by id desc", (workbook,))]

    def turn(self, link: Link, state: str) -> None:
        """Pause a link, let it live again, or revoke it for good; a revoked one stays so."""
        kinds = {"live": "resumed", "paused": "paused", "revoked": "revoked"}
        with self._writing() as connection:
            connection.execute("update link set state = ? where id = ? and state <> 'revoked'", (state, link.id))
            _note(connection, kinds[state], link.id, link.workbook)

    def events(self, workbook: str) -> list[tuple[str, str, int]]:
        """Day, kind and link of everything that happened to the links of a workbook."""
        with self._opened() as connection:
            return connection.execute("select day, kind, link from event where workbook = ? order by rowid", (workbook,)).fetchall()

    @contextmanager
    def _writing(self) -> Iterator[sqlite3.Connection]:
        with self._opened() as connection, connection:
            connection.execute("begin immediate")
            yield connection

    def _opened(self) -> AbstractContextManager[sqlite3.Connection]:
        return beside(self.path, read_sql(__package__, "schema"))


def today() -> date:
    """The day it is here."""
    return datetime.now(UTC).astimezone().date()


def _hash(token: str) -> str:
    return sha256(token.encode()).hexdigest()


def _one(connection: sqlite3.Connection, condition: str, value: object) -> sqlite3.Row | None:
    connection.row_factory = sqlite3.Row
    row: sqlite3.Row | None = connection.execute(f"select * from link where {condition}", (value,)).fetchone()
    connection.row_factory = None
    return row


def _usable(row: sqlite3.Row | None) -> Link | None:
    link = _link(row) if row else None
    return link if link and link.state == "live" and today() <= link.expires_on else None


def _link(row: sqlite3.Row) -> Link:
    return Link(
        row["id"], row["workbook"], row["wave"], row["role"], row["name"], row["part"], bool(row["shared"]),
        date.fromisoformat(row["made_on"]), date.fromisoformat(row["expires_on"]), row["state"], row["uses"],
        _day(row["opened_on"]), _day(row["answered_on"]), row["passcode"] is not None,
    )  # fmt: skip


def _day(text: str | None) -> date | None:
    return date.fromisoformat(text) if text else None


def _passed(connection: sqlite3.Connection, link: Link, passcode: str) -> bool:
    """Whether the passcode is right; wrong ones are counted, and while the link is locked even the right one is not."""
    held, failures, locked = connection.execute("select passcode, failures, locked_until from link where id = ?", (link.id,)).fetchone()
    if locked > time():
        return False
    try:
        PasswordHasher().verify(held, passcode)
    except VerifyMismatchError:
        failures += 1
        until = time() + LOCKED if failures % FAILURES == 0 else 0
        state = "revoked" if failures >= DEADLY else link.state
        connection.execute("update link set failures = ?, locked_until = ?, state = ? where id = ?", (failures, until, state, link.id))
        _note(connection, "refused", link.id, link.workbook)
        if state == "revoked":
            _note(connection, "revoked", link.id, link.workbook)
        return False
    return True


def _note(connection: sqlite3.Connection, kind: str, link: int | None, workbook: str) -> None:
    connection.execute("insert into event values (?, ?, ?, ?)", (today().isoformat(), kind, link, workbook))
