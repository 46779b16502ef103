"""Who is there: the cookie of a guest, the workbook of his link, and what is refused to everybody."""

import hmac
from collections import deque
from dataclasses import dataclass
from functools import lru_cache
from hashlib import sha256
from pathlib import Path
from secrets import compare_digest, token_bytes
from time import monotonic

from starlette.requests import Request
from starlette.responses import Response

from diagnostics.interview import Answer
from diagnostics.sharing import Grant, Link, Registry, today
from diagnostics.workbook import Workbook, WorkbookError, open_workbook

COOKIE = "razbor_guest"
SAFE = f"__Host-{COOKIE}"
"""Its name over https and on this computer, where no other site can write it."""
HERE = ("localhost", "127.0.0.1", "::1")
DAY = 24 * 60 * 60  # seconds
MISSES, WITHIN = 30, 60.0  # unknown tokens of everybody together, in so many seconds, after which none is looked at for a while
_KEY = token_bytes(32)
_missed: deque[float] = deque(maxlen=MISSES)


@dataclass(frozen=True)
class Guest:
    """Somebody who opened a link: what he may do, and what his cookie holds."""

    grant: Grant
    cookie: str

    @property
    def key(self) -> str:
        """The key under which a rep's answers are kept."""
        return self.cookie.rpartition(".")[2]

    @property
    def csrf(self) -> str:
        """What his forms carry, so that no other page sends them."""
        return sha256(f"form:{self.cookie}".encode()).hexdigest()


def guest_of(request: Request, registry: Registry) -> Guest | None:
    """The guest of a request, from his cookie alone, asked anew every time."""
    cookie = request.cookies.get(SAFE) or request.cookies.get(COOKIE)
    grant = registry.grant(cookie) if cookie else None
    return Guest(grant, cookie) if grant and cookie else None


def welcome(response: Response, request: Request, cookie: str, link: Link) -> None:
    """Give the guest his cookie: until his link ends; in the room, where nothing is encrypted, until his browser closes."""
    safe = request.url.scheme == "https" or request.url.hostname in HERE
    lasts = (link.expires_on - today()).days * DAY + DAY if safe else None
    response.set_cookie(SAFE if safe else COOKIE, cookie, max_age=lasts, path="/" if safe else "/q", secure=safe, httponly=True, samesite="lax")


def goodbye(response: Response) -> None:
    """Take the cookie back, so that somebody else can answer on this phone."""
    response.delete_cookie(SAFE, path="/", secure=True, httponly=True, samesite="lax")
    response.delete_cookie(COOKIE, path="/q", httponly=True, samesite="lax")


def is_sent_by(guest: Guest, csrf: str) -> bool:
    """Whether a form came from a page of this guest."""
    return compare_digest(guest.csrf.encode(), csrf.encode())


def seen(answer: Answer | None) -> str:
    """A mark of the answer that a page showed, or of none: a form that is sent again late does not undo what was said since.

    Made with a key of this process, so that it tells nobody what was said.
    """
    return hmac.new(_KEY, repr(answer).encode(), "sha256").hexdigest()


def workbook_of(home: Path, key: str) -> Workbook | None:
    """The workbook that a link is for; None where it is gone, or another stands in its place."""
    stem = key.rpartition("/")[0]
    try:
        workbook = open_workbook(home / f"{stem}.duckdb")
    except WorkbookError:
        return None
    return workbook if workbook_key(workbook) == key else None


@lru_cache(maxsize=64)
def workbook_key(workbook: Workbook) -> str:
    """By what links know a workbook: its name and when it was made."""
    born = workbook.value("select epoch_us(min(applied_at)) from migration")
    return f"{workbook.path.stem}/{born}"


def missed() -> None:
    """Somebody tried a token that is none."""
    _missed.append(monotonic())


def is_flooded() -> bool:
    """Whether tokens are being tried out: then nobody opens a link for a while."""
    return len(_missed) == MISSES and monotonic() - _missed[0] < WITHIN
