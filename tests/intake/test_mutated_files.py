"""Files with random damage: whatever they are, the program lives, answers, and the workbook holds all of a file or nothing.

A thousand of them by default; `FUZZ=10000 pytest tests/intake/test_mutated_files.py` tries as many as one likes.
"""

import os
import random
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from diagnostics.intake import Upload, Watch, import_files, importing, sandbox
from diagnostics.intake.rejection import Rejected
from diagnostics.workbook import Workbook, create_workbook, derive, problems_of

from . import test_nasty_files  # noqa: F401 - fills CASES
from .making import in_process
from .nasty.cases import CASES

SEEDS = int(os.environ.get("FUZZ", "1000"))
CHUNKS = max(1, SEEDS // 50)  # each with a workbook of its own: one that holds hundreds of files takes longer
REAL = 50  # every so many goes through a process of its own, and all in the container of old Office: their reader may die
GENERAL = 0.06  # share of the files of a workbook of which no more can be said than that they could not be read
OLE = b"\xd0\xcf\x11\xe0"
BOUND = 300_000  # bytes; larger files are only slower


def sources() -> list[tuple[str, bytes]]:
    """Files of every format that the nasty cases hold."""
    files = {
        (name, content)
        for made in CASES.values()
        for name, content in made().files.items()
        if 0 < len(content) < BOUND
    }
    return sorted(files)


SOURCES = sources()


def damaged(content: bytes, dice: random.Random) -> bytes:
    """The file with bytes changed, cut out, doubled, put in, swapped for those of another file, or cut off."""
    held = bytearray(content)
    for _blow in range(dice.choice((1, 1, 2, 5, 20))):
        at, length = dice.randrange(len(held) + 1), dice.choice((1, 2, 8, 64, 512))
        blow = dice.randrange(7)
        if blow == 0:
            held[at : at + 1] = bytes([dice.randrange(256)])
        elif blow == 1:
            del held[at : at + length]
        elif blow == 2:
            held[at:at] = held[at : at + length]
        elif blow == 3:
            held[at:at] = dice.randbytes(length)
        elif blow == 4:
            other = dice.choice(SOURCES)[1]
            place = dice.randrange(len(other))
            held[at : at + length] = other[place : place + length]
        elif blow == 5:
            held[at:at] = dice.choice((b'"', b";", b"\n", b"\r", b"\x00", b"<", b"\xff\xfe", "Итого".encode(), b"1e308", b"-", b"99999999999999999999"))
        else:
            del held[at:]
    return bytes(held)


@pytest.fixture
def workbook(tmp_path: Path) -> Iterator[Workbook]:
    """A workbook that many damaged files are imported into, one after the other."""
    made = create_workbook(tmp_path / "case.duckdb", "Проба")
    yield made
    made.close()


def rows_of(workbook: Workbook) -> dict[int, int]:
    """Rows that the tables hold, by batch."""
    tables = ("sale", "deal", "payment", "plan", "pay", "activity", "client", "rep")
    union = " union all ".join(f"select batch from {table}" for table in tables)
    return dict(workbook.query(f"select batch, count(*) from ({union}) group by batch"))


def guarded(request: dict[str, Any], watch: Watch | None = None) -> dict[str, Any]:
    """As the real process: whatever breaks while it reads is a file that could not be read."""
    try:
        return in_process(request, watch)
    except Exception as problem:
        raise Rejected("could_not_parse") from problem


@pytest.mark.parametrize("chunk", range(CHUNKS))
def test_damage(workbook: Workbook, tmp_path: Path, chunk: int, monkeypatch: pytest.MonkeyPatch) -> None:
    """Every damaged file gets an answer; a batch is there as a whole, or not at all, and the workbook stays sound."""
    outcomes, broken = set(), []
    for step in ("derive", "refresh_proposals", "snapshot"):  # they read what is in the workbook, and take longer than the files
        monkeypatch.setattr(importing, step, lambda *_: None)
    alone = sandbox.run
    for seed in range(chunk, SEEDS, CHUNKS):
        dice = random.Random(seed)
        name, content = dice.choice(SOURCES)
        path = tmp_path / f"{seed}{Path(name).suffix}"
        path.write_bytes(damaged(content, dice))
        monkeypatch.setattr(sandbox, "run", alone if seed % REAL == 0 or content.startswith(OLE) else guarded)
        before = rows_of(workbook)
        try:
            results = import_files(workbook, [Upload(path, name)], {"unit": "rub"})
        except Exception as problem:
            pytest.fail(f"seed {seed} ({name}): {type(problem).__name__}: {problem}")
        outcomes |= {one.status for one in results}
        broken += [seed for one in results if one.rejected == "could_not_parse"]
        accepted = {one.batch: one.counts["accepted"] for one in results if one.status in ("accepted", "partial") and not one.joined_into}
        came = {batch: count for batch, count in rows_of(workbook).items() if batch not in before}
        assert came.keys() == accepted.keys(), f"seed {seed}"
        assert all(one.rejected for one in results if one.status == "rejected"), f"seed {seed}"
        if "question" in {one.status for one in results}:  # of one table; the others wait with it
            assert any(question["blocking"] for one in results for question in one.questions), f"seed {seed}"
        assert not workbook.staging.exists(), f"seed {seed}"
        path.unlink()
    with workbook.writing() as cursor:
        derive(cursor)
    assert problems_of(workbook) == []
    assert "rejected" in outcomes
    assert len(broken) <= GENERAL * (SEEDS / CHUNKS), broken
