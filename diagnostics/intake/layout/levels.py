"""Reports whose rows are groups and items of groups: which rows are items, and what each level is."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from itertools import combinations

from diagnostics.intake.content import words
from diagnostics.intake.layout.content import class_of, classify

TOLERANCE = Decimal("0.05")  # of a sum: items are rounded, their group is not
AGREES = 0.8  # of the groups that can be checked have to be the sum of what is below them
MANY = 20_000  # rows beyond which levels are no longer sought by sums
DEEPEST = 5  # levels that are sought by sums
EVIDENCE = 0.5  # share of texts of a class that decides what a level is
TIMES = ("year", "date")


@dataclass(frozen=True)
class Item:
    """A row of the body of a report: its number in the sheet, its label, its figures by column."""

    row: int
    label: str
    figures: Mapping[int, Decimal]


def depths(items: Sequence[Item], marks: Mapping[int, int]) -> list[int] | None:
    """Depth of every item by outline levels or indents, 0 the outermost; None where these make no groups.

    Groups count only where they are the sums of what stands below them, or have no sums at all: somebody may
    have indented or folded rows of a plain list.
    """
    levels = sorted({marks.get(item.row, 0) for item in items})
    if len(levels) < 2:
        return None
    deep = [levels.index(marks.get(item.row, 0)) for item in items]
    return deep if share_of_sums(items, deep) >= AGREES else None


def depths_by_sums(items: Sequence[Item]) -> list[int] | None:
    """Depth of every item where nothing but sums tells it: every row of an outer level is the sum of what follows it.

    None where the rows cannot be read so from the first to the last, or where every group would have one item.
    """
    if not 2 < len(items) <= MANY:
        return None
    for deepest in range(1, DEEPEST):
        deep = [0] * len(items)
        at: int | None = 0
        while at is not None and at < len(items):
            at = _group_end(items, at, 0, deepest, deep)
        if at is not None and deep.count(deepest) > deep.count(deepest - 1):
            return deep
    return None


def _group_end(items: Sequence[Item], start: int, depth: int, deepest: int, deep: list[int]) -> int | None:
    """Where the group that begins at `start` ends; None where nothing below adds up to it."""
    deep[start] = depth
    if depth == deepest:
        return start + 1
    figures = items[start].figures
    if not any(figures.values()):
        return None
    sums = dict.fromkeys(figures, Decimal(0))
    at: int | None = start + 1
    while at is not None and at < len(items):
        child = items[at]
        at = _group_end(items, at, depth + 1, deepest, deep)
        for column, value in child.figures.items():
            if column in sums:
                sums[column] += value
        if _equal(sums, figures):
            return at
    return None


def is_leaf(deep: Sequence[int], number: int) -> bool:
    """Whether nothing stands below a row."""
    return number + 1 == len(deep) or deep[number + 1] <= deep[number]


def share_of_sums(items: Sequence[Item], deep: Sequence[int]) -> float:
    """Share of the groups with figures that are the sum of the items below them; 1 where no group has figures."""
    checked = agreed = 0
    for number, item in enumerate(items):
        if is_leaf(deep, number) or not item.figures:
            continue
        totals: dict[int, Decimal] = {}
        at = number + 1
        while at < len(items) and deep[at] > deep[number]:
            if is_leaf(deep, at):
                for column, value in items[at].figures.items():
                    totals[column] = totals.get(column, Decimal(0)) + value
            at += 1
        checked += 1
        # the largest figure decides: shares and prices add up to nothing
        agreed += any(abs(totals.get(column, Decimal(0)) - value) <= TOLERANCE and value for column, value in item.figures.items())
    return agreed / checked if checked else 1.0


def name_levels(texts: Sequence[Sequence[str]], hints: Sequence[str]) -> list[str]:
    """A header for every level, the outermost first.

    Args:
        texts: for each level the texts that stand on it.
        hints: names that the report gives its levels, where it gives any; there may be fewer of them, because a
            level of goods or clients may have folders of its own above it.
    """
    shares = [classify(one) for one in texts]
    said = {class_of(hint) for hint in hints}
    dated = [level for level, share in enumerate(shares) if any(share.get(one, 0.0) > EVIDENCE and one not in said for one in TIMES)]
    if hints and dated:  # «Менеджер» over the reps and the months below each of them
        others = iter(name_levels([one for level, one in enumerate(texts) if level not in dated], hints)) if len(dated) < len(texts) else iter(())
        by_content = _named_by_content(shares)
        return [by_content[level] if level in dated else next(others) for level in range(len(texts))]
    if not hints:
        return _named_by_content(shares)
    if len(hints) > len(texts):
        return _fitting(shares, hints)
    best = max(_placements(len(texts), len(hints)), key=lambda placed: _score(placed, shares, hints))
    columns = words("columns")
    out = []
    for level in range(len(texts)):
        number = next(n for n, last in enumerate(best) if level <= last)
        name = hints[number]
        if level == best[number]:
            out.append(name)
        else:
            out.append(columns["product_group"] if class_of(name) == "product" and columns["product_group"] not in out else f"{name}: {columns['level'].lower()} {level + 1}")
    return _swapped(out, shares)


def _placements(levels: int, hints: int) -> list[tuple[int, ...]]:
    """Ways of giving every hint its level, in order; the last hint is the innermost level."""
    return [(*one, levels - 1) for one in combinations(range(levels - 1), hints - 1)]


def _score(placed: Sequence[int], shares: Sequence[Mapping[str, float]], hints: Sequence[str]) -> float:
    return sum(shares[level].get(class_of(hint) or "", 0.0) for level, hint in zip(placed, hints, strict=True)) - 0.001 * sum(placed)


def _fitting(shares: Sequence[Mapping[str, float]], hints: Sequence[str]) -> list[str]:
    """More names than levels: those that the texts speak for, else the first ones."""
    chosen = max(
        combinations(range(len(hints)), len(shares)),
        key=lambda one: sum(share.get(class_of(hints[n]) or "", 0.0) for n, share in zip(one, shares, strict=True)) - 0.001 * sum(one),
    )
    return [hints[number] for number in chosen]


def _swapped(named: list[str], shares: Sequence[Mapping[str, float]]) -> list[str]:
    """Names in an order that the texts do not contradict: a header may list its levels otherwise than the rows stand."""
    classes = [class_of(name) for name in named]
    out = list(named)
    for level, share in enumerate(shares):
        found = next((name for name, part in share.items() if part > EVIDENCE), None)
        if found and classes[level] != found and found in classes:
            other = classes.index(found)
            out[level], out[other] = out[other], out[level]
            classes[level], classes[other] = classes[other], classes[level]
    return out


def _named_by_content(shares: Sequence[Mapping[str, float]]) -> list[str]:
    """Headers by what the texts are; the innermost level that is nothing else is goods."""
    columns = words("columns")
    by_class = {"rep": columns["rep"], "client": columns["client"], "document": columns["document"], "year": columns["year"], "date": columns["period"]}
    out: list[str] = []
    for level, share in enumerate(shares):
        found = next((by_class[name] for name, part in share.items() if part > EVIDENCE and by_class[name] not in out), None)
        out.append(found or f"{columns['level']} {level + 1}")
    if len(out) > 1 and out[-1].startswith(columns["level"]) and any(not name.startswith(columns["level"]) for name in out):
        out[-1] = columns["product"]
    return out


def _equal(sums: Mapping[int, Decimal], figures: Mapping[int, Decimal]) -> bool:
    """Whether all figures but those that do not add up (shares, prices) agree; at least one does."""
    agreeing = [abs(sums[column] - value) <= TOLERANCE for column, value in figures.items() if value]
    return sum(agreeing) * 2 > len(agreeing)
