"""A call of the command line in this process, and what it gave."""

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any


class Called:
    """What a call gave: exit code, both outputs, and the JSON where there is any."""

    def __init__(self, code: int, out: str, err: str) -> None:
        self.code, self.out, self.err = code, out, err

    @property
    def json(self) -> dict[str, Any]:
        """The one JSON object on standard output."""
        assert self.out.count("\n") == 1
        found: dict[str, Any] = json.loads(self.out)
        return found


Call, File = Callable[..., Called], Callable[[str, str], Path]
