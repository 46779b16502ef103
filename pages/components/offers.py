"""Files that the user may fetch: each lies under a secret name, and is swept away after a while."""

import secrets
import shutil
from collections.abc import Callable
from pathlib import Path

from diagnostics.web import KEPT
from pages.components.cases import HOME
from pages.components.sweeping import sweep

OFFERS = HOME / "offers"


def offer(name: str, write: Callable[[Path], bool]) -> str | None:
    """Have a file written and get the address at which it can be fetched; None where it could not be."""
    sweep(OFFERS, KEPT)
    token = secrets.token_urlsafe(32)
    folder = OFFERS / token
    folder.mkdir(parents=True, mode=0o700)
    if not write(folder / name):
        shutil.rmtree(folder, ignore_errors=True)
        return None
    return f"/download/{token}"
