"""The registry of links: random tokens kept as hashes, days and no times, states that hold from the next question on."""

import re
import secrets
from concurrent.futures import ThreadPoolExecutor
from datetime import date, timedelta
from pathlib import Path

import pytest

from diagnostics.i18n import LANGUAGES, speaking
from diagnostics.sharing import Invitation, PasscodeRefused, Registry, message, registry, state_of

REP = Invitation("case/1", 1, "rep", "Менеджер 01", "опт")


@pytest.fixture
def links(tmp_path: Path) -> Registry:
    """An empty registry."""
    return Registry(tmp_path / "links.sqlite")


def written(links: Registry) -> bytes:
    """Every byte that the registry has on the disk."""
    return b"".join(path.read_bytes() for path in links.path.parent.glob("links.sqlite*"))


def test_tokens_are_long_and_kept_as_hashes(links):
    """256 random bits each; neither a token nor what a cookie holds, nor a passcode, stands in the file."""
    tokens = {links.make(REP, passcode="4711-geheim") for _link in range(20)}
    assert len(tokens) == 20
    assert all(len(token) >= 43 for token in tokens)
    token = next(iter(tokens))
    granted = links.open(token, "4711-geheim")
    assert len(granted) >= 43
    held = written(links)
    assert not [secret for secret in (*tokens, granted, "4711-geheim") if secret.encode() in held]
    assert b"argon2id" in held
    assert links.path.stat().st_mode & 0o077 == 0


def test_nothing_finer_than_a_day_is_kept(links):
    """Neither of a link nor of what happened to it: whoever answered cannot be told by the time."""
    links.open(links.make(REP))
    assert not re.search(rb"\d\d:\d\d", written(links))


def test_a_link_lives_as_long_as_it_should(links, monkeypatch):
    """Fourteen days unless another number is asked for, at most 180; on the last day it still opens."""
    token = links.make(REP)
    (link,) = links.links("case/1")
    assert link.expires_on - link.made_on == timedelta(14)
    monkeypatch.setattr(registry, "today", lambda: link.expires_on)
    assert links.find(token)
    monkeypatch.setattr(registry, "today", lambda: link.expires_on + timedelta(1))
    assert links.find(token) is None
    assert links.open(token) is None
    for days in (0, 181):
        with pytest.raises(ValueError, match=str(days)):
            links.make(REP, days)


def test_states(links):
    """Paused it rests, revoked it is over for good; a grant goes with it."""
    token = links.make(REP)
    granted = links.open(token)
    link = links.links("case/1")[0]
    for state, there in (("paused", False), ("live", True), ("revoked", False), ("live", False)):
        links.turn(link, state)
        assert bool(links.find(token)) is there
        assert bool(links.grant(granted)) is there


def test_the_list_says_the_state_that_matters(links):
    """Sent, opened, answered, paused, expired, revoked."""
    token = links.make(REP)
    today = registry.today()

    def state(day: date = today) -> str:
        return state_of(links.links("case/1")[0], day)

    assert state() == "sent"
    links.open(token)
    assert state() == "opened"
    links.answered(links.links("case/1")[0])
    assert state() == "answered"
    links.turn(links.links("case/1")[0], "paused")
    assert state() == "paused"
    assert state(today + timedelta(40)) == "expired"
    links.turn(links.links("case/1")[0], "revoked")
    assert state() == "revoked"


def test_links_of_one_workbook_are_its_own(links):
    """Another company's list does not show them."""
    links.make(REP)
    assert links.links("other/1") == []
    assert links.events("other/1") == []


def test_wrong_passcodes_lock_and_then_end_a_link(links, monkeypatch):
    """Five lock it for a quarter of an hour, a hundred end it; the right one opens it in between."""
    clock = [1_000_000.0]
    monkeypatch.setattr(registry, "time", lambda: clock[0])
    token = links.make(REP, passcode="right")
    for _try in range(5):
        with pytest.raises(PasscodeRefused):
            links.open(token, "wrong")
    with pytest.raises(PasscodeRefused):
        links.open(token, "right")
    clock[0] += 15 * 60 + 1
    assert links.open(token, "right")
    for _try in range(95):
        clock[0] += 15 * 60 + 1
        with pytest.raises(PasscodeRefused):
            links.open(token, "wrong")
    assert links.find(token) is None


def test_what_happened_is_noted(links):
    """Made, opened, refused, paused, resumed, revoked: day, kind and link, without a token or a name."""
    token = links.make(REP, passcode="right")
    with pytest.raises(PasscodeRefused):
        links.open(token, "wrong")
    links.open(token, "right")
    link = links.links("case/1")[0]
    for state in ("paused", "live", "revoked"):
        links.turn(link, state)
    assert [kind for _day, kind, _link in links.events("case/1")] == ["made", "refused", "opened", "paused", "resumed", "revoked"]
    assert set(registry.EVENTS) == {kind for _day, kind, _link in links.events("case/1")}


def test_many_open_a_shared_link_at_once(links):
    """Each gets a grant of his own, and every opening is counted; of a made-up token none."""
    token = links.make(Invitation("case/1", 1, "rep", shared=True))
    with ThreadPoolExecutor(16) as pool:
        granted = list(pool.map(lambda _one: links.open(token), range(100)))
    assert len({*granted}) == 100
    assert links.links("case/1")[0].uses == 100
    assert links.open(secrets.token_urlsafe(32)) is None


def test_a_shared_link_has_an_end(links, monkeypatch):
    """Who tries to answer for everybody is stopped."""
    monkeypatch.setattr(registry, "MOST_USES", 3)
    token = links.make(Invitation("case/1", 1, "rep", shared=True))
    assert [bool(links.open(token)) for _one in range(5)] == [True, True, True, False, False]


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("role", ["head", "owner", "rep"])
def test_the_message_is_ready_to_send(role, language):
    """Whose questions, how long, who sees the answers, until when, where."""
    with speaking(language):
        text = message("ООО «Проба»", "https://razbor.test/q/abc", role, 5, 3, date(2026, 12, 14))
    assert "ООО «Проба»" in text
    assert text.endswith("https://razbor.test/q/abc")
    assert "14" in text
    assert "{" not in text
