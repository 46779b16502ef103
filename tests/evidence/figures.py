"""All that was measured, laid beside all that was measured on something else."""

from collections.abc import Iterable

import pytest

from diagnostics.evidence import Evidence


def figures(evidence: Evidence, names: Iterable[str] | None = None) -> dict[str, list[object]]:
    """Signal -> value, limits, n, period, what is missing, and the values of reps by name; of all signals or of `names`."""
    people = {rep: person.name for rep, person in evidence.reps.items()}
    found = {}
    for name in evidence.signals if names is None else names:
        signal = evidence.signals[name]
        by_rep = {people.get(rep): value for rep, value in signal.by_rep.items()}
        found[name] = [signal.value, signal.low, signal.high, signal.n, signal.period, signal.missing, by_rep]
    return found


def same(before: dict[str, list[object]], after: dict[str, list[object]]) -> bool:
    """Whether all figures are equal, floats to the last digits."""
    assert before.keys() == after.keys()
    for name, (*one, one_by_rep) in before.items():
        *other, other_by_rep = after[name]
        for left, right in zip(one, other, strict=True):
            assert left == (pytest.approx(right, rel=1e-9, abs=1e-12) if isinstance(right, float) else right), name
        assert one_by_rep == pytest.approx(other_by_rep, rel=1e-9), name
    return True
