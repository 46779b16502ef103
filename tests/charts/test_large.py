"""A picture for the wall is the same picture, in larger letters."""

import shutil
from pathlib import Path

import pytest

from diagnostics.charts.large import SIZES, enlarged
from diagnostics.workbook import open_workbook

from .pictures import PICTURES, case_of


def sizes(node, where=""):
    """Every size of letters in a specification, by where it stands; data left out."""
    if isinstance(node, dict):
        return {
            place: size
            for name, value in node.items()
            if name not in ("data", "datasets")
            for place, size in ({f"{where}/{name}": value} if name in SIZES else sizes(value, f"{where}/{name}")).items()
        }
    if isinstance(node, list):
        return {place: size for at, one in enumerate(node) for place, size in sizes(one, f"{where}/{at}").items()}
    return {}


@pytest.fixture(scope="module")
def drawn(demo_file, tmp_path_factory):
    """Every picture of the demo company that its data allow."""
    workbook = open_workbook(Path(shutil.copy(demo_file, tmp_path_factory.mktemp("large") / "demo.duckdb")))
    case = case_of(workbook)
    workbook.close()
    found = {name: picture(case, False) for name, picture in PICTURES.items()}
    return {name: picture for name, picture in found.items() if picture is not None}


def test_letters_grow_and_nothing_else_changes(drawn):
    """Every letter by the factor, the height by its own, the data and the words as they were."""
    assert len(drawn) > 10
    for name, picture in drawn.items():
        large = enlarged(picture, 1.5, 1.25)
        before, after = picture.chart.to_dict(), large.chart.to_dict()
        assert sizes(after) == {place: round(size * 1.5) for place, size in sizes(before).items()}, name
        assert sizes(before), name
        assert after["datasets"] == before["datasets"], name
        assert (large.title, large.subtitle, large.alt) == (picture.title, picture.subtitle, picture.alt)
        height = before["height"]
        assert after["height"] == ({"step": round(height["step"] * 1.25)} if isinstance(height, dict) else round(height * 1.25)), name
