"""The page of lists: each list, of all and of one rep, and the file to take away."""

import io
import shutil
from pathlib import Path

import openpyxl
import pandas as pd
import pytest

from diagnostics.evidence import measure
from diagnostics.evidence.lists import LISTS
from diagnostics.workbook import open_workbook
from pages.components.work_list import sheet_of

from .shown import opened, texts


@pytest.mark.parametrize("name", LISTS)
def test_every_list_is_shown_or_says_why_not(home: Path, demo_file: Path, name: str) -> None:
    """The demo has clients to call, to hand over and that nobody leads; it has no deals."""
    home.mkdir()
    app = opened("lists.py", "ru", Path(shutil.copy(demo_file, home / "case.duckdb")))
    app.session_state["list"] = name
    app.run()
    assert not app.exception
    assert len(app.info) == (name == "stuck")
    assert len(app.dataframe) == (name != "stuck")


def test_a_rep_gets_his_own_list(home: Path, demo_file: Path) -> None:
    """Whoever is chosen, only his clients stand in the list."""
    home.mkdir()
    app = opened("lists.py", "ru", Path(shutil.copy(demo_file, home / "case.duckdb")))
    who = app.selectbox(key="list_rep_silent")
    who.set_value(who.options[0]).run()
    assert set(app.dataframe[0].value["Менеджер"]) == {who.options[0]}


def test_before_his_list_the_head_is_on_none(home: Path, demo_file: Path) -> None:
    """Until the head has gone through his clients no row is told as his."""
    home.mkdir()
    path = Path(shutil.copy(demo_file, home / "case.duckdb"))
    open_workbook(path).set({"head_clients": "open"})
    app = opened("lists.py", "ru", path)
    assert "РОП" not in set(app.dataframe[0].value["Менеджер"])
    app.session_state["list"] = "handover"
    app.run()
    assert "не разметил свой список" in " ".join(one.value for one in app.info)
    assert "Позвонить" not in texts(app)


def test_the_file_holds_sums_and_days(demo) -> None:
    """Sums are numbers to the kopeck, days are days, a name that looks like a formula is a name."""
    found = LISTS["silent"].read(demo, measure(demo).period).head(3).copy()
    found["client"] = ["=1+1", "@SUM(A1)", "http://пример.рф"]
    paper = openpyxl.load_workbook(io.BytesIO(sheet_of(found, "Список", "RUB"))).active
    rows = list(paper.iter_rows(min_row=2, values_only=True))
    columns = list(found)
    assert [row[columns.index("client")] for row in rows] == list(found["client"])
    assert [round(row[columns.index("year")] * 100) for row in rows] == list(found["year"])
    assert [pd.Timestamp(row[columns.index("last_bought")]) for row in rows] == list(found["last_bought"])
    assert {cell.data_type for cell in paper["A"]} == {"s"}
