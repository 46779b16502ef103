"""What the causes of a verdict cost in a year, with an interval of 80 % and without counting anything twice.

Every draw is a company that the data allow. In it each cause is an edit of the yearly sales: more of the base buys, leavers'
clients stay, seats are taken, newcomers are up to speed, the team is back on its course. The joint effect is divided by
the exact Shapley value, so the parts sum to it (Shapley 1953). It ranks what to look at; it is no forecast.
"""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from itertools import combinations
from math import factorial, floor, lgamma, log10

import numpy as np
import numpy.typing as npt

from diagnostics.evidence import Evidence, Signal
from diagnostics.i18n import Text, read_content

Array = npt.NDArray[np.float64]

DRAWS = 400
ENDS = (0.1, 0.5, 0.9)
DIGITS = 2
Z80, Z95 = 1.2815515655446004, 1.959963984540054
SPREADS = np.array([0.005, 0.01, 0.02, 0.03, 0.04, 0.06, 0.08, 0.10, 0.13, 0.17, 0.22])
"""Between reps' true shares, as far as they are tried."""
LIKELY_SPREAD = 0.10  # scale of the half-normal prior of it
BEST = 0.75  # quantile of the reps that the others could come up to
FEW_REPS, FEW_RETURNS = 3, 20
HALF_WORTH = 0.5  # of a usual client, where too few came back to know
YEAR = 12  # months


@dataclass(frozen=True)
class Money:
    """Kopecks a year: the interval of 80 % and its middle, rounded to two digits."""

    low: int
    mid: int
    high: int


@dataclass(frozen=True)
class Edit:
    """What ends with a cause, by draw: kopecks that are added, and the factor by which sales grow."""

    added: Array | float = 0.0
    factor: Array | float = 1.0


def stakes(evidence: Evidence, causes: Iterable[str]) -> dict[str, Money | str]:
    """What each of these causes costs, or the code of why it is not told."""
    edits: dict[str, Edit] = {}
    found: dict[str, Money | str] = {}
    for name in causes:
        made = _EDITS[name](evidence, np.random.default_rng(0)) if name in _EDITS else "not_priced"
        if isinstance(made, str):
            found[name] = made
        else:
            edits[name] = made
    for name, drawn in shapley(edits, _year(evidence)).items():
        low, mid, high = (rounded(value) for value in np.quantile(np.maximum(0.0, drawn), ENDS))
        found[name] = Money(low, mid, high) if high > 0 else "no_step"
    return found


def texts() -> Mapping[str, Text]:
    """The assumptions of each priced cause, and why others are not priced."""
    return read_content(__package__, "money")


def shapley(edits: Mapping[str, Edit], year: float) -> dict[str, Array]:
    """The part of each edit in what all of them together change, by draw.

    Args:
        edits: by name, few.
        year: sales of the year as they were.

    Returns:
        By name, shape (draws,); they sum to the joint effect.
    """
    names, n = list(edits), len(edits)

    def sales(taken: Iterable[str]) -> Array:
        added, factor = np.full(DRAWS, year), np.ones(DRAWS)
        for name in taken:
            added, factor = added + edits[name].added, factor * edits[name].factor
        return np.asarray(added * factor)

    values = {frozenset(taken): sales(taken) for size in range(n + 1) for taken in combinations(names, size)}
    parts = {}
    for name in names:
        others = [one for one in names if one != name]
        parts[name] = sum(
            (
                factorial(size) * factorial(n - size - 1) / factorial(n) * (values[frozenset(taken) | {name}] - values[frozenset(taken)])
                for size in range(n)
                for taken in combinations(others, size)
            ),
            start=np.zeros(DRAWS),
        )
    return parts


def posterior_shares(active: Array, base: Array, rng: np.random.Generator, draws: int = DRAWS) -> Array:
    """Draws of the reps' true active shares: beta-binomial about the pooled share, the spread between reps unknown.

    A rep with few clients is drawn towards the others; a naive share of each would overstate what the best could teach.

    Args:
        active: shape (n,), clients who buy.
        base: shape (n,), clients.
        rng: of the draws.
        draws: how many.

    Returns:
        Shape (draws, n).
    """
    mean = (active.sum() + 1) / (base.sum() + 2)
    weights = np.array([_log_likelihood(active, base, mean, spread) - (spread / LIKELY_SPREAD) ** 2 / 2 for spread in SPREADS])
    chance = np.exp(weights - weights.max()) * np.gradient(SPREADS)
    strength = _strength(mean, rng.choice(SPREADS, draws, p=chance / chance.sum()))[:, None]
    return np.asarray(rng.beta(mean * strength + active, (1 - mean) * strength + base - active))


def rounded(kopecks: float) -> int:
    """To two digits of roubles: more would look surer than it is."""
    if kopecks < 100:
        return 0
    step = 10 ** (floor(log10(kopecks)) - DIGITS + 1)
    return int(round(kopecks / step) * step)


def _strength(mean: float, spread: "Array | float") -> Array:
    return np.asarray(np.maximum(0.5, mean * (1 - mean) / np.square(spread) - 1))


def _log_likelihood(active: Array, base: Array, mean: float, spread: float) -> float:
    strength = float(_strength(mean, spread))
    a, b = mean * strength, (1 - mean) * strength
    return sum(
        lgamma(a + k) + lgamma(b + n - k) - lgamma(strength + n) - lgamma(a) - lgamma(b) + lgamma(strength) for k, n in zip(active, base, strict=True)
    )


def _year(evidence: Evidence) -> float:
    """Sales of the last year by the rate and the change; nought where there are none: then no edit multiplies anything."""
    rate, total = evidence.signals["growth.year_on_year"], evidence.signals["growth.total"]
    if not rate.available or not total.available or not rate.value:
        return 0.0
    return float(total.value / rate.value * (1 + rate.value))


def _dormant_base(evidence: Evidence, rng: np.random.Generator) -> Edit | str:
    size, buying, worth = (evidence.signals[name] for name in ("base.size", "base.active", "growth.per_active"))
    reps = sorted(rep for rep in size.by_rep if rep > 0 and size.by_rep[rep] > 0 and evidence.reps.get(rep) and evidence.reps[rep].left_on is None)
    reps = [rep for rep in reps if evidence.head is None or rep != evidence.head.rep_id]
    if len(reps) < FEW_REPS or not worth.available:
        return "lacking"
    base = np.array([size.by_rep[rep] for rep in reps], np.float64)
    active = np.array([buying.by_rep.get(rep, 0) for rep in reps], np.float64)
    each = np.array([worth.by_rep.get(rep, worth.value) for rep in reps], np.float64)
    shares = posterior_shares(active, base, rng)
    lift = np.maximum(0.0, np.quantile(shares, BEST, axis=1, keepdims=True) - shares)
    return Edit((base * lift * each).sum(axis=1) * _returned_worth(evidence))


def _returned_worth(evidence: Evidence) -> float:
    """What a client who comes back buys against a usual one."""
    back, usual = evidence.signals["bridge.returned"], evidence.signals["growth.per_active"]
    if not back.available or (back.n or 0) < FEW_RETURNS or usual.value <= 0:
        return HALF_WORTH
    return float(min(1.0, max(0.0, back.value / (back.n or 1) / usual.value)))


def _leavers_take_clients(evidence: Evidence, rng: np.random.Generator) -> Edit | str:
    loss, sales = evidence.signals["people.leaver_base_loss"], evidence.signals["people.leaver_base_sales"]
    if not loss.available or not sales.available:
        return "lacking"
    return Edit(np.maximum(0.0, _normal(loss, Z95, rng)) * sales.value)


def _vacant_seats(evidence: Evidence, rng: np.random.Generator) -> Edit | str:
    empty, usual = evidence.signals["people.vacant_seats"], evidence.signals["team.usual_month"]
    if not empty.available or not usual.available:
        return "lacking"
    return Edit(empty.value * np.maximum(0.0, _normal(usual, Z95, rng)))


def _early_exits(evidence: Evidence, rng: np.random.Generator) -> Edit | str:
    left, gap, usual = (evidence.signals[name] for name in ("people.early_leavers", "people.ramp_gap", "team.usual_month"))
    if not (left.available and gap.available and usual.available and left.period):
        return "lacking"
    a_year = left.value * YEAR / (left.period[1] - left.period[0] + 1)
    months = np.maximum(0.0, _normal(gap, Z95, rng))
    return Edit(a_year * months * np.maximum(0.0, _normal(usual, Z95, rng)))


def _head_sells(evidence: Evidence, rng: np.random.Generator) -> Edit | str:
    """The step of the team where its whole interval is below nought."""
    step = evidence.signals["head.team_step"]
    if not step.available or step.high is None or step.high >= 0:
        return "no_step" if step.available else "lacking"
    drawn = np.minimum(0.0, _normal(step, Z80, rng))
    return Edit(factor=1 / np.maximum(HALF_WORTH, 1 + drawn))


def _normal(signal: Signal, z: float, rng: np.random.Generator) -> Array:
    """Draws about a value, as wide as its interval; about a value without one they are it."""
    low, high = (signal.value if end is None else end for end in (signal.low, signal.high))
    return np.asarray(rng.normal(float(signal.value), max(0.0, float(high) - float(low)) / (2 * z), DRAWS))


_EDITS: Mapping[str, Callable[[Evidence, np.random.Generator], Edit | str]] = {
    "dormant_base": _dormant_base, "leavers_take_clients": _leavers_take_clients, "vacant_seats": _vacant_seats, "early_exits": _early_exits,
    "head_sells": _head_sells,
}  # fmt: skip
