"""How far an import is, on one line of a terminal."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import TextIO

from diagnostics.i18n import count
from diagnostics.intake import Progress, Watch

CLEAR = "\r\033[K"


@contextmanager
def told(terminal: TextIO) -> Iterator[Watch]:
    """A watch that writes the share and the rows onto a terminal and clears the line at the end; into a file nothing."""
    seen = terminal.isatty()

    def tell(progress: Progress) -> None:
        if seen:
            rows = f"{count(progress.rows)} / {count(progress.of)}" if progress.of else ""
            terminal.write(f"{CLEAR}{progress.share:4.0%}  {rows}")
            terminal.flush()

    try:
        yield tell
    finally:
        terminal.write(CLEAR if seen else "")
