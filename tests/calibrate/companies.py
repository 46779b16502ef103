"""Companies whose causes are known.

Healthy ones differ in a dozen ways; one to three pathologies are planted, more or less deeply; files are missing at
random; people answer with more or less insight.
"""

from dataclasses import dataclass, fields, replace
from itertools import pairwise
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import numpy as np

from diagnostics.causes import causes
from diagnostics.demo import PLANTS, World, head_of, sicken, write_company
from diagnostics.evidence import Evidence, measure
from diagnostics.intake import Upload, import_files
from diagnostics.interview import SILENCE, Answer, Heard, close_wave, form, heard, open_wave, save, save_of_rep
from diagnostics.workbook import Workbook, create_workbook

DEPTH = (0.3, 1.2)  # of a planted pathology, 1 is as the demo plants it; under a third of that it is none
HOW_MANY = (0.25, 0.35, 0.25, 0.15)  # chance of none, one, two, three planted
LOST = 0.15  # chance that a file is not there
LOSABLE = ("plan", "pay", "activities", "clients", "staff")
INSIGHT = (0.0, 0.5, 1.0)  # how much of the truth the answers of a company hold
REPS = 5
HEALTHY: dict[str, tuple[float, float]] = {
    "seats": (4, 7), "fresh_seats": (0, 2), "start_clients": (30, 65), "new_clients": (0.7, 1.4), "revival": (0.012, 0.022), "never_bought": (0.03, 0.2),
    "newcomer_book": (0.6, 1.0), "plan_stretch": (0.97, 1.08), "salary": (40_000, 60_000), "premium_at_plan": (2.3, 3.0), "premium_whim": (0.02, 0.1),
    "head_shows": (0, 1),
}  # fmt: skip
"""What healthy companies differ in, from and to."""
WHOLE = {field.name for field in fields(World) if field.type is int}


@dataclass(frozen=True)
class Made:
    """A company as it was measured, what it said, and what was planted into it."""

    planted: dict[str, float]
    evidence: Evidence
    heard: Heard


def made(seed: int) -> Made:
    """The company of a seed."""
    rng = np.random.default_rng([6, seed])
    count = int(rng.choice(len(HOW_MANY), p=HOW_MANY))
    planted = {str(name): float(rng.uniform(*DEPTH)) for name in rng.choice(PLANTS, count, replace=False)}
    world = _deepened(_healthy(rng), planted)
    lost = {name for name in LOSABLE if rng.random() < LOST}
    with TemporaryDirectory() as folder:
        files = write_company(Path(folder) / "files", world, seed, fmt="parquet")
        workbook = create_workbook(Path(folder) / "case.duckdb", "Проба")
        import_files(workbook, [Upload(file, file.name) for file in files if file.stem not in lost])
        head = head_of(world, seed)
        workbook.set({"head": head.name, "head_since": head.since.isoformat(), "head_clients": "confirmed"})
        _ask(workbook, planted, float(rng.choice(INSIGHT)), rng)
        found = Made(planted, measure(workbook), heard(workbook))
        workbook.close()
    return found


def silent(one: Made) -> Made:
    """The same company, whose people were not asked."""
    return replace(one, heard=SILENCE)


def _healthy(rng: np.random.Generator) -> World:
    drawn = {name: rng.uniform(low, high) for name, (low, high) in HEALTHY.items()}
    death = rng.uniform(0.016, 0.026)
    stay = rng.uniform(0.6, 1.6)
    hazard = tuple((month, chance * stay) for month, chance in World().exit_hazard)
    return replace(World(), **{name: _kind(name, value) for name, value in drawn.items()}, death=(death, death), exit_hazard=hazard)


def _deepened(world: World, planted: dict[str, float]) -> World:
    """Each planted pathology moves its rules from the healthy ones so far towards its own."""
    for plant, depth in planted.items():
        sick, well = sicken([plant]), World()
        changed = [field.name for field in fields(World) if getattr(sick, field.name) != getattr(well, field.name)]
        world = replace(world, **{name: _between(name, getattr(world, name), getattr(sick, name), depth) for name in changed})
    return world


def _between(name: str, well: Any, sick: Any, depth: float) -> Any:
    if name in ("promoted_months_ago", "weak_seats", "fresh_seats"):
        return sick  # he was made head or he was not; how many they are is no depth
    if name == "exit_hazard":
        return _hazard(well, sick, depth)
    if name == "new_fade":
        return sick[0], max(0.02, 1 + depth * (sick[1] - 1))
    if isinstance(sick, tuple):
        padded = (*well, *[1.0] * (len(sick) - len(well)))
        return tuple(max(0.0, one + depth * (other - one)) for one, other in zip(padded, sick, strict=True))
    if name.startswith(("weak_level", "star", "head_book", "head_level")):
        return float(well * (sick / well) ** depth)  # a multiple of a multiple
    return _kind(name, max(0.0, well + depth * (sick - well)))


def _hazard(well: Any, sick: Any, depth: float) -> tuple[tuple[int, float], ...]:
    starts = sorted({month for steps in (well, sick) for month, _chance in steps})
    ends = [*starts, starts[-1] + 1]

    def at(steps: Any, month: int) -> float:
        return float(next(chance for start, chance in reversed(steps) if month >= start))

    return tuple((start, min(0.6, max(0.0, at(well, start) + depth * (at(sick, start) - at(well, start))))) for start, _end in pairwise(ends))


def _kind(name: str, value: float) -> float:
    return round(value) if name in WHOLE else float(value)


def _ask(workbook: Workbook, planted: dict[str, float], insight: float, rng: np.random.Generator) -> None:
    """Everybody answers the questions with options: each with a level of his own, noise, and a lower score where he sees a planted cause."""
    asked = {cause.id: cause.questions for cause in causes() if cause.id in planted}
    wave = open_wave(workbook).number
    for role, who in (("head", "РОП"), ("owner", "Собственник"), *(("rep", f"{number:064d}") for number in range(REPS))):
        level, answers = rng.normal(1.9, 0.3), {}
        for question in form(role):
            if question.kind != "choice" or not question.is_scored:
                continue
            depth = sum(min(1.0, planted[cause]) for cause, names in asked.items() if question.id in names)
            sees = rng.random() < (0.5 if role == "head" else 0.8)
            score = level + rng.normal(0, 0.7) - 2.2 * insight * depth * sees + (0.3 if role == "head" else 0.0)
            answers[question] = Answer("said", int(np.clip(round(score), 0, 3)))
        if role == "rep":
            save_of_rep(workbook, wave, who, answers)
        else:
            save(workbook, role, who, answers)
    close_wave(workbook)
