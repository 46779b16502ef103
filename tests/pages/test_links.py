"""The page of links: made for each or for all, shown once, watched, paused and revoked."""

import re
import sys
from pathlib import Path

import pytest

from diagnostics.i18n import LANGUAGES
from diagnostics.sharing import Registry
from diagnostics.web import workbook_key
from diagnostics.workbook import Workbook, create_workbook
from pages.components import link_list, link_making, room_access  # noqa: F401 - loaded, so that they can be given another registry

from .shown import opened, texts


@pytest.fixture
def case(home: Path, monkeypatch: pytest.MonkeyPatch) -> Workbook:
    """A workbook, and a registry of its own."""
    home.mkdir()
    made = Registry(home / "links.sqlite")
    for module in ("cases", "link_making", "link_list", "room_access"):
        monkeypatch.setattr(sys.modules[f"pages.components.{module}"], "REGISTRY", made)
    return create_workbook(home / "case.duckdb", "ООО «Проба»")


def registry() -> Registry:
    """The registry that the pages use."""
    return sys.modules["pages.components.cases"].REGISTRY


def tokens(app) -> list[str]:
    """The tokens of the links that the page shows."""
    return list(dict.fromkeys(re.findall(r"/q/([\w-]{43})", " ".join(code.value for code in app.code))))


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_link_for_each_rep(case, language):
    """One a line, each with its message; afterwards the list knows them, and the links themselves are gone."""
    app = opened("links.py", language, case.path)
    app.text_area(key="link_names").set_value("Менеджер 01\n\n Менеджер 02 ")
    app.button(key="link_make").click().run()
    assert not app.exception
    made = tokens(app)
    assert len(made) == 2
    assert all(registry().find(token) for token in made)
    assert {link.name for link in registry().links(workbook_key(case))} == {"Менеджер 01", "Менеджер 02"}
    assert all("ООО «Проба»" in code.value for code in app.code if " " in code.value)
    app.button(key="link_hide").click().run()
    assert tokens(app) == []


def test_one_link_for_all_reps(case):
    """For the screen of the room: many open it."""
    app = opened("links.py", "ru", case.path)
    app.segmented_control(key="link_shared").set_value(True).run()
    app.button(key="link_make").click().run()
    (token,) = tokens(app)
    assert registry().find(token).shared


@pytest.mark.parametrize("role", ["head", "owner", "express"])
def test_a_link_by_name(case, role):
    """The head and the owner answer by name, and the message says so."""
    app = opened("links.py", "ru", case.path)
    app.segmented_control(key="link_role").set_value(role).run()
    app.text_input(key=f"link_name_{role}").set_value("Анна")
    app.button(key="link_make").click().run()
    (token,) = tokens(app)
    link = registry().find(token)
    assert (link.role, link.name, link.shared) == (role, "Анна", False)
    assert "под своим именем" in app.code[0].value


def test_nobody_named_is_said(case):
    """No link for nobody."""
    app = opened("links.py", "ru", case.path)
    app.button(key="link_make").click().run()
    assert app.error
    assert registry().links(workbook_key(case)) == []


def test_paused_resumed_and_revoked(case):
    """By a button each; revoked, nothing can be done any more."""
    app = opened("links.py", "ru", case.path)
    app.text_area(key="link_names").set_value("Менеджер *01*")
    app.button(key="link_make").click().run()
    (token,) = tokens(app)
    for key, there, word in (("turn_1", False, "на паузе"), ("turn_1", True, "ещё не открыта"), ("revoke_1", False, "отозвана")):
        app.button(key=key).click().run()
        assert bool(registry().find(token)) is there
        assert word in texts(app)
    assert not [button for button in app.button if button.key in ("turn_1", "revoke_1")]


def test_the_room_is_opened_and_closed_on_the_page(case, monkeypatch):
    """By the consultant's own act; new links then lead to the phones' address; without a network it is said."""
    from diagnostics.web import RoomError, room
    from pages.components.room_access import the_room

    def nowhere() -> str:
        raise RoomError

    the_room.clear()
    monkeypatch.setattr(room, "local_address", nowhere)
    app = opened("links.py", "ru", case.path)
    app.button(key="room_on").click().run()
    assert app.error
    monkeypatch.setattr(room, "local_address", lambda: "127.0.0.1")
    monkeypatch.setattr(room, "PORT", 0)
    app.button(key="room_on").click().run()
    assert not app.exception
    app.text_area(key="link_names").set_value("Менеджер 01")
    app.button(key="link_make").click().run()
    assert the_room().address in app.code[0].value
    app.button(key="room_off").click().run()
    assert the_room().address is None


def test_a_second_link_of_one_name_is_refused(case):
    """Two owners are two names: else the second would see what the first said."""
    app = opened("links.py", "ru", case.path)
    app.segmented_control(key="link_role").set_value("owner").run()
    app.button(key="link_make").click().run()
    app.button(key="link_make").click().run()
    assert app.error
    assert len(registry().links(workbook_key(case))) == 1
