"""SQLite files that stand beside workbooks: private, safe in a crash, for many small writers at once."""

import os
import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path

BUSY = 20.0  # seconds that a writer waits for the others
_ready: set[Path] = set()  # files that this process knows to have their tables


@contextmanager
def beside(path: Path, schema: str) -> Iterator[sqlite3.Connection]:
    """A connection to such a file, which is made where it is not there; what was committed outlives a power cut."""
    new = not path.exists()
    if new:
        path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
        os.close(os.open(path, os.O_CREAT | os.O_RDWR, 0o600))
    with closing(sqlite3.connect(path, timeout=BUSY)) as connection:
        if new or path not in _ready:
            connection.execute("pragma journal_mode = wal")
            connection.executescript(schema)
            _ready.add(path)
        connection.execute("pragma synchronous = full")
        yield connection


def burn(path: Path) -> None:
    """Delete such a file and what SQLite keeps beside it."""
    for ending in ("", "-wal", "-shm"):
        path.with_name(path.name + ending).unlink(missing_ok=True)
