"""Bringing files through the page: what is asked, what is said of them, and to whom it is said."""

import os
from pathlib import Path

import pytest
import streamlit as st
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


def test_files_of_this_computer_by_pattern(workbook: Workbook, tmp_path: Path) -> None:
    """In the program on one's own computer files are named by a pattern and read where they lie."""
    for month in (1, 2):
        (tmp_path / f"sales_{month}.csv").write_text(f"{HEADER}15.0{month}.2024;{month};Клиент 1;Менеджер 01;5\n", encoding="utf-8")
    app = opened("intake.py", "ru", workbook.path)
    app.text_input[0].set_value(str(tmp_path / "sales_*.csv")).run()
    app.button(key="import").click().run()
    assert not app.exception
    assert len(app.success) == 2
    assert workbook.value("select count(*) from sale") == 2
    assert not app.text_input[0].value
    assert sorted(path.name for path in tmp_path.glob("*.csv")) == ["sales_1.csv", "sales_2.csv"]


@pytest.mark.parametrize(
    ("option", "value"),
    [("server.address", None), ("browser.serverAddress", "razbor.example"), ("server.allowedHosts", ["127.0.0.1", "razbor.example"])],
)
def test_no_path_where_the_program_is_hosted(workbook: Workbook, monkeypatch: pytest.MonkeyPatch, option: str, value: object) -> None:
    """Whoever reaches the program from elsewhere cannot name files of its computer."""
    known = st.get_option
    monkeypatch.setattr(st, "get_option", lambda name: value if name == option else known(name))
    assert not opened("intake.py", "ru", workbook.path).text_input
    assert [one.key for one in opened("workbooks.py", "ru").text_input] == ["company"]


def test_a_path_to_nothing_is_said(workbook: Workbook, tmp_path: Path) -> None:
    """A path at which there is nothing gets a sentence."""
    app = opened("intake.py", "ru", workbook.path)
    app.text_input[0].set_value(str(tmp_path / "none.csv")).run()
    assert "файлов нет" in " ".join(one.value for one in app.warning)


SUMS = "Дата;Номер;Контрагент;Менеджер;Сумма;Итого с НДС\n15.01.2024;1;Клиент 1;Менеджер 01;100;120\n"


def corrected(workbook: Workbook) -> AppTest:
    """The page for bringing data after somebody wished to correct the columns of the first import."""
    app = brought(workbook, SUMS)
    app.button(key="import").click().run()
    app.switch_page("quality.py").run()
    app.selectbox(key="undo_batch").select_index(0).run()
    app.button(key="reread").click().run()
    return app.switch_page("intake.py").run()  # the test does not follow a switch by itself


def test_columns_are_corrected_afterwards(workbook: Workbook) -> None:
    """From the check of the data back to the columns: the batch is read again without its file, and nothing doubles."""
    app = corrected(workbook)
    field = next(box for box in app.selectbox if box.key.endswith("_sales_amount"))
    field.select(5).run()
    app.button(key="import").click().run()
    assert not app.exception
    assert workbook.value("select sum(amount)::bigint from client_day") == 12_000
    assert app.file_uploader


def test_or_left_as_they_are(workbook: Workbook) -> None:
    """Who thinks better of it leaves everything as it was."""
    app = corrected(workbook)
    app.button(key="leave_it").click().run()
    assert not app.exception
    assert not app.selectbox
    assert app.file_uploader
    assert workbook.value("select sum(amount)::bigint from client_day") == 10_000


def test_a_long_file_is_asked_for_again(workbook: Workbook, monkeypatch: pytest.MonkeyPatch) -> None:
    """Of a file too long to be kept it is said that it has to be brought once more."""
    monkeypatch.setattr("pages.components.brought.kept_uploads", lambda *_: [])
    app = corrected(workbook)
    assert "ещё раз" in " ".join(one.value for one in app.info)
    assert app.file_uploader


def test_vat_and_the_meaning_of_reps_are_asked_and_told(workbook: Workbook) -> None:
    """Questions that do not block stand answered by their defaults; what was answered otherwise is told beside the sums."""
    app = brought(workbook, "Дата;Номер;Контрагент;Менеджер;Сумма;Ставка НДС\n15.01.2024;1;Клиент 1;Менеджер 01;5;20%\n")
    assert {one.key: one.value for one in app.radio} == {"question_rep_meaning": "leads", "question_vat": "with"}
    app.radio(key="question_rep_meaning").set_value("issued").run()
    app.button(key="import").click().run()
    assert app.success
    app = brought(workbook, "Месяц;Менеджер;План, без НДС\n01.01.2024;Менеджер 01;500000\n", "plan.csv")
    app.button(key="import").click().run()
    assert not app.exception
    said = " ".join(one.value for one in app.switch_page("quality.py").run().warning)
    assert "НДС" in said
    assert "выписал" in said
