"""Words and data, the rows behind a finding, and the way from the plan down."""

import shutil
from pathlib import Path

from diagnostics.interview import Answer, Reply, form, heard, save
from diagnostics.workbook import open_workbook

from .shown import opened, texts

QUESTIONS = {question.id: question for question in form("owner")}


def test_an_author_replies_to_a_contradiction(home: Path, demo_file: Path) -> None:
    """A wrong guess stands beside the figure until its author has seen it; proved right, it is taken back and marks nothing."""
    home.mkdir()
    path = Path(shutil.copy(demo_file, home / "case.duckdb"))
    workbook = open_workbook(path)
    save(workbook, "owner", "Собственник", {QUESTIONS["O03"]: Answer("said", 5)})
    app = opened("words.py", "ru", path)
    assert "Нужно уточнить" in texts(app)
    assert "расходится с данными" in texts(opened("verdict.py", "ru", path))
    app.selectbox[0].set_value("withdrawn")
    app.text_area[0].set_value("Это прошлый год")
    app.button[0].click().run()
    assert not app.exception
    assert heard(workbook).replies["O03", "Собственник"] == Reply("withdrawn", "Это прошлый год")
    assert "Снято: автор прав" in texts(app)
    assert "расходится с данными" not in texts(opened("verdict.py", "ru", path))


def test_the_rows_of_a_finding_are_a_click_away(home: Path, demo_file: Path) -> None:
    """The button of a finding opens the very clients that it was counted from."""
    home.mkdir()
    app = opened("verdict.py", "ru", Path(shutil.copy(demo_file, home / "case.duckdb")))
    app.button(key="behind/dormant_base").click().run()
    assert not app.exception
    assert any("Последняя покупка" in frame.value.columns for frame in app.dataframe)


def test_the_plan_leads_down_to_the_clients(home: Path, demo_file: Path) -> None:
    """Who is chosen decides whose clients stand below, and the lever which of them."""
    home.mkdir()
    app = opened("stall.py", "ru", Path(shutil.copy(demo_file, home / "case.duckdb")))
    assert "От плана к клиентам" in texts(app)
    table = next(frame for frame in app.dataframe if "Последняя покупка" in frame.value.columns)
    assert len(set(table.value["Менеджер"]) - {""}) > 1
    who = app.button_group(key="rep")
    who.select(who.options[0]).run()
    assert not app.exception
    name = next(iter(frame for frame in app.dataframe if "Последняя покупка" in frame.value.columns)).value["Менеджер"].unique()
    assert len(name) == 1
    assert f"{name[0]}: " in texts(app).replace("\\", "")
    assert [list(frame.value["Менеджер"]) for frame in app.dataframe if "Клиентов за год" in frame.value.columns] == [list(name)]


def test_until_the_head_s_list_no_page_shows_his_sales(home: Path, demo_file: Path) -> None:
    """Before he has gone through it neither why we stall nor the verdict tells what he sold; afterwards both do."""
    home.mkdir()
    path = Path(shutil.copy(demo_file, home / "case.duckdb"))
    workbook = open_workbook(path)
    for state, told in (("open", False), ("confirmed", True)):
        workbook.set({"head_clients": state})
        for script in ("stall.py", "verdict.py"):
            shown = texts(opened(script, "ru", path)).replace("\\", "")
            assert ("Крупнейших клиентов ведёт РОП: " in shown) is told, (script, state)
