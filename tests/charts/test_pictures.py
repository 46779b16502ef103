"""Every picture of the demo company, in both languages and on both pages: valid, said in words, small."""

import inspect
import json
import re
import shutil
from collections.abc import Iterator
from dataclasses import asdict
from datetime import date, timedelta
from pathlib import Path
from random import Random
from typing import Any

import pytest

from diagnostics import charts
from diagnostics.charts.theme import palette
from diagnostics.i18n import LANGUAGES, speaking
from diagnostics.intake import Upload, import_files
from diagnostics.workbook import open_workbook

from ..evidence.companies import fill
from ..evidence.test_honest_states import COMPANIES
from .pictures import PICTURES, Case, case_of

CYRILLIC = re.compile("[А-Яа-яЁё]")
LATIN = re.compile(r"[A-Za-z]{2,}")
POOR = (
    "one client", "returns only", "last year returns only", "others return more than they sell", "sums of nought",
    "zero amounts", "half a year", "zero plan", "all left at once",
)  # fmt: skip
SHOWN = 2_000  # rows of data that a picture may carry


@pytest.fixture(scope="module")
def case(demo_file, tmp_path_factory) -> Case:
    """The measured demo company."""
    path = tmp_path_factory.mktemp("charts") / "demo.duckdb"
    shutil.copy(demo_file, path)
    workbook = open_workbook(path)
    import_files(workbook, [Upload(_deals(path.with_name("deals.csv")), "deals.csv")])
    measured = case_of(workbook)
    workbook.close()
    return measured


def _deals(path: Path) -> Path:
    """Two hundred deals as a CRM with two columns for stage and state exports them."""
    draw, lines = Random(1), ["Deal - ID;Deal - Stage;Deal - Status;Deal - Value;Deal - Source;Deal - Deal closed on;Deal - Owner"]
    for number in range(200):
        source, state = draw.choice([("01", "won"), ("01", "won"), ("01", "lost"), ("02", "won"), ("02", "lost"), ("02", "lost")])
        day = date(2025, 1, 1) + timedelta(draw.randrange(500))
        lines.append(f"{number};{draw.randrange(1, 5)}.;{state};1000;{source};{day};Менеджер {draw.randrange(1, 4):02d}")
    path.write_text("\n".join(lines), encoding="utf-8")
    return path


def spoken(node: Any, key: str = "") -> Iterator[str]:
    """The words of a chart that a reader sees: titles, and domains of legends."""
    if isinstance(node, dict):
        for name, value in node.items():
            if name not in ("data", "datasets", "config"):
                yield from spoken(value, name)
    elif isinstance(node, list):
        for value in node:
            yield from spoken(value, key)
    elif isinstance(node, str) and key in ("title", "domain"):
        yield node


def fields(node: Any) -> Iterator[str]:
    """The names of fields that a chart speaks of."""
    if isinstance(node, dict):
        for name, value in node.items():
            if name == "field" and isinstance(value, str):
                yield value
            elif name == "datasets":
                yield from {column for rows in value.values() for row in rows for column in row}
            else:
                yield from fields(value)
    elif isinstance(node, list):
        for value in node:
            yield from fields(value)


def test_every_chart_function_is_drawn_here():
    """A chart that is added to the package is added to these tests."""
    functions = {name: getattr(charts, name) for name in charts.__all__ if inspect.isfunction(getattr(charts, name))}
    drawing = {name for name, one in functions.items() if inspect.signature(one).return_annotation is charts.Picture}
    assert drawing == set(PICTURES)


@pytest.mark.parametrize("name", PICTURES)
@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("dark", [False, True], ids=["light", "dark"])
def test_picture_of_the_demo(case, name, language, dark):
    """A valid chart with a takeaway, a subtitle and a text for who cannot see it, in the reader's language."""
    with speaking(language):
        picture = PICTURES[name](case, dark)
    named = re.compile("|".join(re.escape(person.name) for person in case.evidence.reps.values()))
    spec = picture.chart.to_dict()  # validates against the schema of Vega-Lite
    for words in (picture.title, picture.subtitle, picture.alt):
        assert words.strip()
        assert "{" not in words
        assert bool(CYRILLIC.search(named.sub("", words))) is (language == "ru"), words
    assert picture.title in picture.alt
    assert len(picture.title) <= 90

    rows = [row for data in spec["datasets"].values() for row in data]
    assert 0 < len(rows) <= SHOWN
    assert "NaN" not in json.dumps(spec)
    assert all(re.fullmatch(r"[a-z_]+", field) for field in fields(spec)), sorted(set(fields(spec)))


@pytest.mark.parametrize("name", PICTURES)
def test_words_inside_the_chart_are_in_the_language(case, name):
    """Axes, legends and tooltips of the English chart have no Russian, those of the Russian one no English."""
    names = {person.name for person in case.evidence.reps.values()}
    with speaking("en"):
        words = set(spoken(PICTURES[name](case, False).chart.to_dict())) - names
    assert words
    assert not [text for text in words if CYRILLIC.search(text)]
    with speaking("ru"):
        words = set(spoken(PICTURES[name](case, False).chart.to_dict())) - names - {"total", "up", "down"}
    assert not [text for text in words if LATIN.search(text)]


@pytest.mark.parametrize("name", PICTURES)
def test_dark_page_has_colours_of_its_own(case, name):
    """The same rows are drawn on both pages, in no colours but those of the page's own palette."""
    drawn = {dark: PICTURES[name](case, dark).chart.to_dict() for dark in (False, True)}
    assert drawn[False]["datasets"] == drawn[True]["datasets"]
    for dark, spec in drawn.items():
        used = set(re.findall("#[0-9A-Fa-f]{6}", json.dumps(spec)))
        assert len(used) >= 3
        assert used <= set(asdict(palette(dark)).values())


@pytest.mark.parametrize("company", POOR)
def test_pictures_of_poor_workbooks(workbook, company):
    """Whatever little there is, what can be drawn is a valid chart without holes for numbers."""
    poor = case_of(fill(workbook, COMPANIES[company], {"head": "РОП", "head_since": "2024-08-01"}))
    for name, draw in PICTURES.items():
        picture = draw(poor, False)
        if picture is not None:
            assert "NaN" not in json.dumps(picture.chart.to_dict()), name
            assert picture.title
            assert "nan" not in picture.alt.lower()
