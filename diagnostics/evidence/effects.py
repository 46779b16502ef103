"""By what a rep's sales changed: base x active share x orders x cheque, and returns apart; exact to the kopeck.

LMDI-I (Ang 2004, Energy Policy 32:1131): for V = product of factors, the part of factor x in V1 - V0 is
L(V1, V0) * ln(x1 / x0) with the logarithmic mean L(a, b) = (a - b) / ln(a / b), L(a, a) = a. Zeros take their
analytical limits (Ang & Liu 2007, Energy Policy 35:238). It explains by what a figure changed, not because of what.
"""

from collections.abc import Mapping, Sequence
from dataclasses import astuple, dataclass
from math import floor, log

NEAR = 1e-5  # below it the logarithmic mean is taken from its series: the quotient loses all digits


@dataclass(frozen=True)
class Factors:
    """A rep's year: average base and active clients per month, orders, gross and returns in kopecks."""

    base: float
    active: float
    orders: int
    gross: int
    returns: int


NOTHING = Factors(0, 0, 0, 0, 0)
Years = Mapping[int, Mapping[int, Factors]]
"""Rep (0 is nobody) -> year (0 before, 1 last) -> factors."""


@dataclass(frozen=True)
class Effects:
    """Parts of a change in kopecks."""

    base: int = 0
    active_share: int = 0
    orders: int = 0
    cheque: int = 0
    returns: int = 0

    @property
    def total(self) -> int:
        """The whole change of net sales."""
        return sum(astuple(self))

    def __add__(self, other: "Effects") -> "Effects":
        """Effects of two reps together: LMDI is consistent in aggregation."""
        return Effects(*(mine + theirs for mine, theirs in zip(astuple(self), astuple(other), strict=True)))


def effects(before: Factors, after: Factors) -> Effects:
    """The parts of the change from `before` to `after`; they sum to the change of gross less returns exactly."""
    base, share, orders, cheque = round_to_sum(_parts(before, after), after.gross - before.gross)
    return Effects(base, share, orders, cheque, before.returns - after.returns)


def logarithmic_mean(a: float, b: float) -> float:
    """L(a, b); 0 where one of them is not positive."""
    if a <= 0 or b <= 0:
        return 0.0
    ratio = log(a / b)
    if abs(ratio) < NEAR:
        return (a + b) / 2 * (1 - ratio**2 / 12)
    return (a - b) / ratio


def round_to_sum(parts: Sequence[float], total: int) -> list[int]:
    """Whole numbers near `parts` that sum to `total`: the largest remainders are rounded up."""
    whole = [floor(part) for part in parts]
    order = sorted(range(len(parts)), key=lambda i: parts[i] - whole[i], reverse=True)
    for i in range(total - sum(whole)):
        whole[order[i % len(order)]] += 1
    for i in range(sum(whole) - total):
        whole[order[-1 - i % len(order)]] -= 1
    return whole


def _parts(before: Factors, after: Factors) -> tuple[float, float, float, float]:
    if before.gross <= 0 or after.gross <= 0:
        return _appeared_or_went(before, after)
    if min(before.orders, after.orders) <= 0:
        # the only document began in the other year: nothing but its size can be told
        return 0.0, 0.0, 0.0, float(after.gross - before.gross)
    mean = logarithmic_mean(after.gross, before.gross)
    cheque = mean * log((after.gross / after.orders) / (before.gross / before.orders))
    if min(before.base, after.base, before.active, after.active) <= 0:
        # sales without named clients: only orders and cheque can be told apart
        return 0.0, 0.0, mean * log(after.orders / before.orders), cheque
    return (
        mean * log(after.base / before.base),
        mean * log((after.active / after.base) / (before.active / before.base)),
        mean * log((after.orders / after.active) / (before.orders / before.active)),
        cheque,
    )


def _appeared_or_went(before: Factors, after: Factors) -> tuple[float, float, float, float]:
    """From or to nothing: all of it belongs to the first factor that was zero, base before share before orders."""
    change = float(after.gross - before.gross)
    empty = before if before.gross <= 0 else after
    if empty.base <= 0:
        return change, 0.0, 0.0, 0.0
    if empty.active <= 0:
        return 0.0, change, 0.0, 0.0
    return 0.0, 0.0, change, 0.0
