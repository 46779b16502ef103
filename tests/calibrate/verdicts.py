"""How right the verdicts are on companies whose causes are known."""

from collections.abc import Callable, Sequence
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass

import numpy as np

from diagnostics.causes import Finding, Verdict, judge
from diagnostics.demo import PLANTS

from .companies import Made, made, silent
from .runs import COMPANIES

PRIOR = 1 / (1 + np.exp(2.2))  # of a cause that nothing speaks of
SHOWN = 0.5
FRESH = 800  # seeds from here on were never looked at while points were set
BOUNDS = (0.05, 0.3, 0.5, 0.7, 0.85, 1.0)
WAYS: dict[str, Callable[[Made], Made]] = {"data and answers": lambda one: one, "data alone": silent}


@dataclass(frozen=True)
class Judged:
    """Planted or not, whether data speak of it, and the probability, companies x planted causes; and findings per company."""

    planted: np.ndarray
    measured: np.ndarray
    chance: np.ndarray
    shown: list[set[str]]


def verdicts() -> None:
    """Print how right they are, of the companies by which the points were set and of those that were held out."""
    half = COMPANIES // 2
    for title, first in (("by which the points were set", 0), ("held out", FRESH)):
        with ProcessPoolExecutor() as pool:
            companies = list(pool.map(made, range(first, first + half)))
        for way, heard in WAYS.items():
            print(f"verdicts, {half} companies {title}: {way}")
            table(judged([heard(one) for one in companies]))
            print()


def judged(companies: Sequence[Made]) -> Judged:
    """Judge made-up companies."""
    planted = np.array([[name in one.planted for name in PLANTS] for one in companies])
    found = [judge(one.evidence, one.heard) for one in companies]
    measured = np.array([[bool(one.points) for one in sorted(verdict.findings, key=_place) if one.cause.id in PLANTS] for verdict in found])
    return Judged(planted, measured, np.array([chances(verdict) for verdict in found]), [shown(verdict) for verdict in found])


def _place(finding: Finding) -> int:
    return PLANTS.index(finding.cause.id) if finding.cause.id in PLANTS else -1


def chances(verdict: Verdict) -> list[float]:
    """The probability of each cause that can be planted; a grey one keeps what nothing speaks of has."""
    known = {one.cause.id: one.probability for one in verdict.findings}
    return [PRIOR if known[name] is None else float(known[name] or 0) for name in PLANTS]


def shown(verdict: Verdict) -> set[str]:
    """Every cause that the verdict states."""
    return {one.cause.id for one in verdict.findings if one.shows}


def table(found: Judged) -> None:
    """Brier, AUC, precision and recall of all causes and of each, the top cause, false findings of the healthy, reliability."""
    truth, chance = found.planted.ravel(), found.chance.ravel()
    base = truth.mean()
    print(f"Brier {np.mean((chance - truth) ** 2):.3f} (always {base:.2f}: {base * (1 - base):.3f}), AUC {auc(truth, chance):.3f} (aim .96)")
    print(f"{'cause at P >= .5':<18} {'planted':>7} {'precision':>9} {'recall':>7} {'of those that data speak of':>28}")
    columns = [("all", slice(None)), *((name, i) for i, name in enumerate(PLANTS))]
    for name, column in columns:
        hit, there = found.planted[:, column], found.measured[:, column]
        said = found.chance[:, column] >= SHOWN
        right = int((hit & said).sum())
        line = f"{name:<18} {int(hit.sum()):>7} {ratio(right, int(said.sum())):>9} {ratio(right, int(hit.sum())):>7}"
        print(f"{line} {ratio(int((hit & said & there).sum()), int((hit & there).sum())):>28}")
    sick = found.planted.any(axis=1)
    top = found.planted[np.arange(len(found.planted)), found.chance.argmax(axis=1)]
    false = [len(names & set(PLANTS)) for names, ill in zip(found.shown, sick, strict=True) if not ill]
    every = [len(names) for names, ill in zip(found.shown, sick, strict=True) if not ill]
    print(f"top cause right in {ratio(int(top[sick].sum()), int(sick.sum()))} of {int(sick.sum())} sick companies (aim .92)")
    print(f"false findings in {len(false)} healthy companies: {np.mean(false):.2f} each of the causes that can be planted, {np.mean(every):.2f} of all (aim 0.1)")
    print("said -> happened (cases): " + " · ".join(reliability(truth, chance)))


def auc(truth: np.ndarray, chance: np.ndarray) -> float:
    """Chance that a planted cause stands above one that is not; ties are halves."""
    ill, well = chance[truth], chance[~truth]
    return float(np.mean((ill[:, None] > well[None, :]) + 0.5 * (ill[:, None] == well[None, :])))


def reliability(truth: np.ndarray, chance: np.ndarray) -> list[str]:
    """Mean probability and share planted between the bounds."""
    lows, lines = (0.0, *BOUNDS[:-1]), []
    for low, high in zip(lows, BOUNDS, strict=True):
        within = (chance >= low) & ((chance < high) | (high == 1))
        if within.any():
            lines.append(f"{chance[within].mean():.2f} -> {truth[within].mean():.2f} ({within.sum()})")
    return lines


def ratio(part: int, whole: int) -> str:
    """A share, a dash where there is nothing."""
    return f"{part / whole:.2f}" if whole else "-"
