"""Every page of the registry, in both languages, in the states in which people meet it."""

import shutil
from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from diagnostics.i18n import LANGUAGES
from diagnostics.intake import Upload, import_files
from diagnostics.workbook import create_workbook, open_workbook, settings
from pages.components.registry import PAGES

from ..evidence.companies import months
from .shown import opened, texts

SCRIPTS = [entry.script for entry in PAGES]


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("script", SCRIPTS)
def test_without_a_company_every_page_says_what_to_do(script: str, language: str) -> None:
    """No company is open: a title and a way on, no exception."""
    app = opened(script, language)
    assert app.title
    assert app.button
    assert not app.error


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("script", SCRIPTS)
def test_with_an_empty_workbook_every_page_says_what_to_add(script: str, language: str, home: Path) -> None:
    """A workbook without data: every page shows and none fails."""
    home.mkdir()
    create_workbook(home / "empty.duckdb", "ООО «Пусто»").close()
    app = opened(script, language, home / "empty.duckdb")
    assert app.title
    assert not app.error


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("script", SCRIPTS)
def test_with_the_demo_company_every_page_shows(script: str, language: str, home: Path, demo_file: Path) -> None:
    """The demo company: every page shows its figures."""
    home.mkdir()
    shutil.copy(demo_file, home / "demo.duckdb")
    app = opened(script, language, home / "demo.duckdb")
    assert app.title
    assert not app.error


@pytest.mark.parametrize("script", SCRIPTS[1:])
def test_a_damaged_workbook_gets_a_sentence(script: str, home: Path) -> None:
    """A file that is not a workbook: a sentence and a way back, no exception."""
    home.mkdir()
    (home / "broken.duckdb").write_bytes(b"not a database" * 100)
    app = opened(script, "ru", home / "broken.duckdb")
    assert "не открывается" in texts(app)
    assert app.button(key="to_workbooks")


def test_a_damaged_workbook_does_not_hide_the_others(home: Path, demo_file: Path) -> None:
    """The list of companies names the damaged file and still opens the sound one."""
    home.mkdir()
    (home / "broken.duckdb").write_bytes(b"not a database" * 100)
    shutil.copy(demo_file, home / "sound.duckdb")
    app = opened("workbooks.py", "ru")
    assert "не открывается" in texts(app)
    assert app.button(key="case_sound")


def test_the_demo_opens_with_one_button_and_ends_in_a_verdict() -> None:
    """The first button of the first page makes the demo company's workbook and shows its verdict."""
    app = opened("workbooks.py", "ru")
    app.button(key="open_demo").click().run()
    assert not app.exception
    assert "РОП продаёт сам и держит клиентов у себя" in texts(app)
    assert "План ставят заранее" in texts(app)


def test_a_new_company_needs_a_name(home: Path) -> None:
    """An empty name is refused with a sentence; a name makes a workbook and goes on to the import."""
    app = opened("workbooks.py", "ru")
    app.button[1].click().run()
    assert "Напишите название компании." in texts(app)
    app.text_input(key="company").set_value("ООО «Ромашка»")
    app.button[1].click().run()
    assert not app.exception
    assert len(list(home.glob("*.duckdb"))) == 1


def test_company_data_is_never_read_as_markdown(home: Path) -> None:
    """A company whose name is an image, a formula and a colour shows as it is written."""
    home.mkdir()
    name = "![x](http://example.invalid/x.png) $x^2$ :red[y] <b>z</b>"
    create_workbook(home / "odd.duckdb", name).close()
    app = opened("workbooks.py", "ru")
    shown = next(text.value for text in app.markdown if "example" in text.value)
    for sign in ("![", "$x", ":red[", "<b>"):
        assert sign not in shown.replace("\\!\\[", "").replace("\\$", "").replace("\\:", "").replace("\\<", "")


def test_the_head_is_confirmed_on_the_page_that_checks_the_data(home: Path, demo_file: Path) -> None:
    """Until the head has confirmed his list the finding about him is grey; the check box states it."""
    home.mkdir()
    shutil.copy(demo_file, home / "case.duckdb")
    workbook = open_workbook(home / "case.duckdb")
    workbook.set({"head_clients": "open"})
    assert "нужен список РОПа" in _badges(opened("verdict.py", "ru", home / "case.duckdb"))
    app = opened("quality.py", "ru", home / "case.duckdb")
    app.checkbox[0].check()
    app.button(key="save_facts").click().run()
    assert not app.exception
    assert "нужен список РОПа" not in _badges(opened("verdict.py", "ru", home / "case.duckdb"))


def test_no_company_is_taken_for_the_demo(home: Path) -> None:
    """A client's company called Demo gets another file name: the demo company is opened by its own."""
    app = opened("workbooks.py", "ru")
    app.text_input(key="company").input("Demo")
    app.button[1].click().run()
    assert [path.name for path in home.glob("*.duckdb")] == ["demo-2.duckdb"]


def test_a_demo_that_broke_off_is_made_anew(home: Path) -> None:
    """What a killed program left half made is not taken for the demo company."""
    home.mkdir()
    (home / "demo.part").write_bytes(b"half")
    app = opened("workbooks.py", "ru")
    app.button(key="open_demo").click().run(timeout=120)
    assert not app.exception
    assert "Учебная компания" in texts(app)
    assert not (home / "demo.part").exists()


def test_an_import_is_taken_back_on_the_page(home: Path, demo_file: Path) -> None:
    """Taking the sales back leaves no revenue; the pages say what to add."""
    home.mkdir()
    shutil.copy(demo_file, home / "case.duckdb")
    app = opened("quality.py", "ru", home / "case.duckdb")
    sales = next(option for option in app.selectbox(key="undo_batch").options if "sales.csv" in option)
    app.selectbox(key="undo_batch").select(sales).run()
    app.button(key="undo").click().run()
    assert not app.exception
    assert "Выручки здесь пока нет." in texts(app)


def _badges(app: AppTest) -> str:
    return " ".join(element.value for element in app.markdown)


def test_of_another_head_nothing_is_taken_over(home: Path, demo_file: Path) -> None:
    """Whoever is chosen instead has neither the date nor the confirmed list of the one before."""
    home.mkdir()
    shutil.copy(demo_file, home / "case.duckdb")
    workbook = open_workbook(home / "case.duckdb")
    before = settings(workbook)
    app = opened("quality.py", "ru", home / "case.duckdb")
    app.selectbox(key="head").select("Менеджер 03").run()
    app.button(key="save_facts").click().run()
    said = settings(workbook)
    hired = workbook.value("select hired from dim_rep where name = 'Менеджер 03'")
    assert (before["head"], before["head_clients"]) == ("РОП", "confirmed")
    assert (said["head"], said["head_clients"], said["head_since"]) == ("Менеджер 03", "open", hired.isoformat())


def test_the_owner_is_asked_for_prices_and_seats(home: Path, demo_file: Path) -> None:
    """Until he says how far prices were raised growth is told in the prices of its years."""
    home.mkdir()
    shutil.copy(demo_file, home / "case.duckdb")
    workbook = open_workbook(home / "case.duckdb")
    assert "в ценах своих лет" in opened("stall.py", "ru", home / "case.duckdb").title[0].value
    app = opened("quality.py", "ru", home / "case.duckdb")
    years = [field.key for field in app.number_input if field.key.startswith("price_growth")]
    assert years == ["price_growth.2025", "price_growth.2026"]
    for key, rise in zip(years, (8.0, 12.5), strict=True):
        app.number_input(key=key).set_value(rise)
    app.number_input(key="seats").set_value(9)
    app.button(key="save_owner_facts").click().run()
    assert not app.exception
    said = settings(workbook)
    assert (said["price_growth.2025"], said["price_growth.2026"], said["seats"]) == ("0.0800", "0.1250", "9")
    assert "без роста цен упали на" in opened("stall.py", "ru", home / "case.duckdb").title[0].value
    again = opened("quality.py", "ru", home / "case.duckdb")
    assert [again.number_input(key=key).value for key in (*years, "seats")] == [8.0, 12.5, 9]


def test_the_owner_puts_the_stages_in_order(home: Path, tmp_path: Path) -> None:
    """Then the page says at which of them deals are lost; the departments are laid side by side when somebody asks."""
    home.mkdir()
    stages, days = ["Договор", "Встреча", "Заявка"], [f"{day:%d.%m.%Y}" for day in months("2024-01", 24, 28)]
    lines = [f"{n};{stages[n % 3]};{'Выиграна' if n % 4 else 'Проиграна'};10;{days[n % 24]};Менеджер {n % 2}" for n in range(96)]
    deals, sales = tmp_path / "deals.csv", tmp_path / "sales.csv"
    deals.write_text("\n".join(["ID сделки;Стадия сделки;Результат сделки;Сумма;Дата закрытия;Ответственный", *lines]), encoding="utf-8")
    lines = [f"{day};Клиент {n % 9};Менеджер {n % 2};{'Опт' if n % 2 else 'Розница'};100" for day in days for n in range(20)]
    sales.write_text("\n".join(["Дата;Контрагент;Менеджер;Подразделение;Сумма", *lines]), encoding="utf-8")
    workbook = create_workbook(home / "case.duckdb", "Проба")
    assert [result.status for result in import_files(workbook, [Upload(file, file.name) for file in (deals, sales)])] == ["accepted", "accepted"]
    app = opened("quality.py", "ru", home / "case.duckdb")
    app.multiselect(key="stages").set_value(["Заявка", "Встреча", "Договор"])
    app.button(key="save_owner_facts").click().run()
    assert not app.exception
    assert settings(workbook)["stages"] == '["Заявка", "Встреча", "Договор"]'
    app = opened("stall.py", "ru", home / "case.duckdb")
    assert any("Больше всего сделок теряется на этапе" in title.value for title in app.subheader)
    app.button(key="compare_departments").click().run()
    assert not app.exception
    (table,) = [one.value for one in app.dataframe if "Отдел" in one.value]
    assert sorted(table["Отдел"]) == ["Опт", "Розница"]


@pytest.mark.parametrize("script", ["stall.py", "leave.py"])
def test_a_part_of_the_company_is_shown(script: str, home: Path, demo_file: Path) -> None:
    """Every rep, group of goods and size of clients for itself: the page says what it shows and never fails."""
    home.mkdir()
    shutil.copy(demo_file, home / "demo.duckdb")
    app = opened(script, "ru", home / "demo.duckdb")
    whole = [one.value for one in app.metric]
    for widget in range(len(app.multiselect)):
        options = app.multiselect[widget].options
        for option in options[:: max(1, len(options) // 4)]:
            app.multiselect[widget].set_value([option]).run()
            assert not app.exception
            assert not app.error
            assert app.info[0].value.replace("\\", "") == f"Только: {option}"
        app.multiselect[widget].set_value([]).run()
    for place in (0, 1):
        for option in app.selectbox[place].options[1::6]:
            app.selectbox[place].select(option).run()
            assert not app.error
            assert app.info[0].value.replace("\\", "").startswith("Только: ")
        app.selectbox[place].select_index(0).run()
    assert [one.value for one in app.metric] == whole
