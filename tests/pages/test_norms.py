"""The page of norms: what a company sets for itself holds, can be taken back, and the verdict is judged by it."""

import json
import shutil
from pathlib import Path

from streamlit.testing.v1 import AppTest

from diagnostics.causes import judge
from diagnostics.evidence import measure
from diagnostics.workbook import open_workbook, settings

from ..causes.cases import finding
from .shown import opened, texts


def case(home: Path, demo_file: Path) -> Path:
    """A copy of the demo company."""
    home.mkdir()
    return Path(shutil.copy(demo_file, home / "case.duckdb"))


def said(app: AppTest) -> str:
    """The words of a page as they are read."""
    return texts(app).replace("\\", "")


def test_a_norm_is_set_and_taken_back(home: Path, demo_file: Path) -> None:
    """The company's own number is said to be its own; an empty field brings back the number of the method."""
    path = case(home, demo_file)
    app = opened("norms.py", "ru", path)
    assert "норма методики: на одного РОПа не больше 7" in said(app)
    app.number_input(key="norm.span_of_control").set_value(9)
    app.button(key="save_norms").click().run()
    assert not app.exception
    assert settings(open_workbook(path))["norm.span_of_control"] == "9"
    assert "норма компании: на одного РОПа не больше 9" in said(opened("norms.py", "ru", path))
    app.number_input(key="norm.span_of_control").set_value(None)
    app.button(key="save_norms").click().run()
    assert "norm.span_of_control" not in settings(open_workbook(path))


def test_a_number_that_does_not_fit_is_refused(home: Path, demo_file: Path) -> None:
    """Nought is no norm: the page says what fits, and nothing is written."""
    path = case(home, demo_file)
    app = opened("norms.py", "ru", path)
    app.number_input(key="norm.span_of_control").set_value(0)
    app.button(key="save_norms").click().run()
    assert "0 здесь не подходит. Нужно, например: 3" in said(app)
    assert "norm.span_of_control" not in settings(open_workbook(path))


def test_bounds_change_the_verdict_and_come_back(home: Path, demo_file: Path) -> None:
    """A figure that gets no points any more speaks for nothing; what is as the method has it is not written down."""
    path = case(home, demo_file)
    app = opened("norms.py", "ru", path)
    app.selectbox(key="bounds_of").set_value("overload_span").run()
    before = finding(judge(measure(open_workbook(path))), "overload_span")
    app.number_input(key="bound/overload_span/people.span/else").set_value(5.0)
    app.button(key="save_bounds").click().run()
    assert not app.exception
    assert json.loads(settings(open_workbook(path))["cut.overload_span.people.span"])["otherwise"] == 5
    after = finding(judge(measure(open_workbook(path))), "overload_span")
    assert (before.state, after.state) == ("not_seen", "likely")
    assert "граница компании" in said(app)
    app.button(key="bounds_back").click().run()
    assert not [name for name in settings(open_workbook(path)) if name.startswith("cut.")]


def test_weights_are_set(home: Path, demo_file: Path) -> None:
    """A weight holds as the other numbers do."""
    path = case(home, demo_file)
    app = opened("norms.py", "ru", path)
    app.number_input(key="weight.answers").set_value(1.2)
    app.button(key="save_weights").click().run()
    assert settings(open_workbook(path))["weight.answers"] == "1.2"
