"""Bringing files through the page: what is asked, what is said of them, and to whom it is said."""

import os
from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from diagnostics.workbook import Workbook, create_workbook

from .shown import opened, texts

CSV = "text/csv"
SLASHED = "Kunde;Wann;Kunde 2;Summe\n" + "".join(f"Клиент {n};0{n}/02/2024;x;100\n" for n in range(1, 9))
HEADER = "Дата;Номер;Контрагент;Менеджер;Сумма\n"


@pytest.fixture
def workbook(home: Path) -> Workbook:
    """An empty workbook of a company that counts in dollars."""
    home.mkdir()
    return create_workbook(home / "case.duckdb", "Проба", "USD")


def brought(workbook: Workbook, text: str, name: str = "sales.csv") -> AppTest:
    """The page after a file was dropped on it."""
    app = opened("intake.py", "ru", workbook.path)
    app.file_uploader[0].set_value([(name, text.encode(), CSV)])
    return app.run()


def test_a_file_comes_in(workbook: Workbook) -> None:
    """A recognised file is imported at once, and its sum is in the company's own currency."""
    app = brought(workbook, HEADER + "15.01.2024;1;Клиент 1;Менеджер 01;1 234,50\n")
    app.button(key="import").click().run()
    assert not app.exception
    said = " ".join(one.value for one in app.success)
    assert "234,50" in said
    assert "$" in said
    assert "₽" not in said
    assert workbook.value("select count(*) from active_batch") == 1


def test_what_came_in_is_said_of_that_company_alone(workbook: Workbook, home: Path) -> None:
    """The result of an import does not stand on the page of another company."""
    app = brought(workbook, HEADER + "15.01.2024;1;Клиент 1;Менеджер 01;5\n")
    app.button(key="import").click().run()
    assert app.success
    app.session_state["case"] = str(create_workbook(home / "other.duckdb", "Другая").path)
    app.switch_page("intake.py").run()
    assert not app.success
    assert not app.exception


def test_a_question_found_while_reading_is_asked(workbook: Workbook) -> None:
    """A date column that only the user could name may be read two ways: nothing comes in until he has said which."""
    app = brought(workbook, SLASHED)
    stem = app.selectbox[0].key.removeprefix("kind_")
    app.selectbox[0].select("sales").run()
    for field, column in {"date": 1, "client": 0, "amount": 3}.items():
        app.selectbox(key=f"field_{stem}_sales_{field}").select(column)
    app.run()
    assert not app.radio
    app.button(key="import").click().run()
    assert app.warning
    assert not app.success
    assert workbook.value("select count(*) from active_batch") == 0
    app.radio[0].set_value("mdy").run()
    app.button(key="import").click().run()
    assert not app.exception
    assert workbook.query("select distinct month(day) from sale order by 1") == [(n,) for n in range(1, 9)]


def test_a_wide_plan_without_reps_asks_for_them(workbook: Workbook) -> None:
    """A column per month is a plan only with somebody to carry it: the page asks which column names the reps."""
    app = brought(workbook, "Показатель;январь 2024;февраль 2024\nИтог года;100;200\nЕщё;5;6\n", "plan.csv")
    app.selectbox[0].select("plan").run()
    assert app.button(key="import").disabled
    assert "Укажите столбец" in texts(app) + " ".join(one.value for one in app.warning)


def test_copies_left_behind_are_swept(workbook: Workbook, home: Path) -> None:
    """Whoever closed the page yesterday left his file; today's upload removes it."""
    old = home / "uploads" / "gone"
    old.mkdir(parents=True)
    (old / "export.csv").write_text("x")
    os.utime(old, (0, 0))
    brought(workbook, HEADER + "15.01.2024;1;Клиент 1;Менеджер 01;5\n")
    assert not old.exists()
