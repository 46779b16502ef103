"""How far an import is: rows of the stage at hand, and the share of the whole."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Literal

Stage = Literal["read", "check", "store", "sum"]

BEGINS: dict[Stage, float] = {"read": 0.0, "check": 0.22, "store": 0.48, "sum": 0.6}
"""Share of an import that is behind when a stage begins, by the time that ten million rows take."""

ENDS = dict(zip(BEGINS, [*list(BEGINS.values())[1:], 1.0], strict=True))


@dataclass(frozen=True)
class Progress:
    """`rows` of `of` are through the stage (`of` is 0 where nobody knows); `share` of the whole import is behind."""

    stage: Stage
    rows: int
    of: int
    share: float


Watch = Callable[[Progress], None]
"""Is told again and again how far an import is; when it raises, the import is given up and leaves nothing behind."""


class Stand:
    """Where a job stands: whoever does it says what he begins, whoever waits asks for `now`."""

    def __init__(self) -> None:
        self.per_cent: Callable[[], float] = lambda: 0.0
        """How much of the query at hand is done, below 0 where there is none."""
        self._share = 0.0
        self.begin("read")

    def begin(self, stage: Stage, rows: Callable[[], int] = lambda: 0, number: int = 0, count: int = 1) -> None:
        """A stage begins, or the `number`-th of `count` parts of it; `rows` may be found out later."""
        self._stage, self._rows, self._number, self._count, self._part = stage, rows, number, count, 0.0

    def reach(self, part: float) -> None:
        """This share of the stage is done."""
        self._part = max(self._part, min(part, 1.0))

    def now(self) -> Progress:
        """Where the job stands now; it never goes back."""
        self.reach(self.per_cent() / 100)
        of = self._rows()
        begin, end = BEGINS[self._stage], ENDS[self._stage]
        self._share = max(self._share, begin + (end - begin) * (self._number + self._part) / self._count)
        return Progress(self._stage, round(self._part * of), of, self._share)
