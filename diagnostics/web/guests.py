"""Who is there: the cookie of a guest, the workbook of his link, and what is refused to everybody."""

from collections import deque
from dataclasses import dataclass
from functools import lru_cache
from hashlib import sha256
from pathlib import Path
from secrets import compare_digest
from time import monotonic

from starlette.requests import Request
from starlette.responses import Response

from diagnostics.interview import rep_key
from diagnostics.sharing import Grant, Registry
from diagnostics.workbook import Workbook, WorkbookError, open_workbook

COOKIE = "razbor_guest"
LASTS = 180 * 24 * 60 * 60  # seconds: the link itself ends sooner
MISSES, WITHIN = 30, 60.0  # unknown tokens and wrong passcodes of everybody together, in so many seconds, after which all wait
_missed: deque[float] = deque(maxlen=MISSES)


@dataclass(frozen=True)
class Guest:
    """Somebody who opened a link: what he may do, the secret of his cookie, and the key under which a rep's answers are kept."""

    grant: Grant
    secret: str
    key: str

    @property
    def csrf(self) -> str:
        """What his forms carry, so that no other page sends them."""
        return sha256(f"form:{self.secret}".encode()).hexdigest()


def guest_of(request: Request, registry: Registry) -> Guest | None:
    """The guest of a request, from his cookie alone, asked anew every time."""
    secret, _dot, key = request.cookies.get(COOKIE, "").partition(".")
    grant = registry.grant(secret) if secret else None
    return Guest(grant, secret, key) if grant else None


def welcome(response: Response, request: Request, secret: str, token: str, shared: bool) -> None:
    """Give the guest his cookie. A personal link makes the same key each time, on any phone; of a shared one each phone has its own.

    The key is told to nobody: neither the registry nor the log has it, and from the registry it cannot be made.
    """
    key = rep_key(secret if shared else token)
    safe = request.url.scheme == "https"
    response.set_cookie(COOKIE, f"{secret}.{key}", max_age=LASTS, path="/q", secure=safe, httponly=True, samesite="lax")


def is_sent_by(guest: Guest, csrf: str) -> bool:
    """Whether a form came from a page of this guest."""
    return compare_digest(guest.csrf, csrf)


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
    """Somebody tried a token that is none, or a wrong passcode."""
    _missed.append(monotonic())


def is_flooded() -> bool:
    """Whether tokens are being tried out: then nobody opens a link for a while."""
    return len(_missed) == MISSES and monotonic() - _missed[0] < WITHIN
