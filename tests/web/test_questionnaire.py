"""The questionnaire of a guest: opened, agreed to, answered, left and gone on with; what a stranger gets is nothing."""

import re
from datetime import timedelta
from pathlib import Path

import pytest
from starlette.applications import Starlette
from starlette.testclient import TestClient

from diagnostics.interview import Answer, close_wave, form_of, given, open_wave, rep_key, save
from diagnostics.sharing import Invitation, Registry, registry
from diagnostics.web import guests, questionnaire, workbook_key
from diagnostics.workbook import Workbook, create_workbook


@pytest.fixture
def case(tmp_path: Path) -> Workbook:
    """A workbook whose company is called by what a page must not run."""
    return create_workbook(tmp_path / "case.duckdb", "<script>alert(1)</script> ООО")


@pytest.fixture
def links(tmp_path: Path) -> Registry:
    """A registry."""
    return Registry(tmp_path / "links.sqlite")


@pytest.fixture
def client(tmp_path: Path, links: Registry) -> TestClient:
    """A phone."""
    return phone(tmp_path, links)


def phone(home: Path, links: Registry) -> TestClient:
    """Another phone."""
    return TestClient(Starlette(routes=questionnaire(home, links)), base_url="https://razbor.test", follow_redirects=False)


def link(links: Registry, case: Workbook, role: str = "rep", **how) -> str:
    """A link for a role in the open wave."""
    days, passcode = how.pop("days", 14), how.pop("passcode", "")
    return links.make(Invitation(workbook_key(case), open_wave(case).number, role, how.pop("name", "" if role == "rep" else "Имя"), **how), days, passcode)


def enter(client: TestClient, token: str, **form: str) -> None:
    """Press the button of the neutral page, and agree."""
    assert client.post(f"/q/{token}", data=form).status_code == 303
    page = client.get("/q").text
    assert client.post("/q", data={"csrf": csrf(page), "agree": "1"}).status_code == 303


def csrf(page: str) -> str:
    """What the form of a page carries."""
    return re.search(r'name="csrf" value="(\w+)"', page)[1]


def hidden(page: str) -> dict[str, str]:
    """What the form of a page carries unseen."""
    return dict(re.findall(r'type="hidden" name="(\w+)" value="(\w+)"', page))


def asked(page: str) -> str:
    """The question of a page."""
    return re.search(r'name="question" value="(\w+)"', page)[1]


FILLED = {
    "choice": lambda question: {"value": "1"}, "nps": lambda question: {"value": "7"}, "guess": lambda question: {"value": "35 %", "state": "said"},
    "number": lambda question: {"value": "3", "state": "said"}, "text": lambda question: {"value": "<b>мало</b> людей", "state": "said"},
    "pick": lambda question: {"value": [part.id for part in question.parts[:3]], "state": "said"},
    "hours": lambda question: {f"part.{part.id}": str(question.total) if not place else "" for place, part in enumerate(question.parts)} | {"state": "said"},
    "rank": lambda question: {f"part.{part.id}": str(place) for place, part in enumerate(question.parts, 1)} | {"state": "said"},
}  # fmt: skip


@pytest.mark.parametrize("language", ["ru", "en"])
@pytest.mark.parametrize("role", ["head", "owner", "express", "rep"])
def test_a_form_is_answered_to_its_end(client, links, case, role, language):
    """Every kind of question in plain forms; each answer is in the file when the next question shows."""
    token = link(links, case, role)
    client.get(f"/q?lang={language}")
    enter(client, token)
    name = rep_key(token) if role == "rep" else "Имя"
    form = {question.id: question for question in form_of(case, role) if question.by_link and question.kind != "list"}
    for place, question in enumerate(form.values()):
        page = client.get("/q").text
        assert asked(page) == question.id
        assert "<script" not in page
        assert question.text[language] in page.replace("&#39;", "'").replace("&#34;", '"')
        answer = client.post("/q", data={"csrf": csrf(page), "question": question.id, **FILLED[question.kind](question)})
        assert answer.status_code == 303, answer.text
        assert len(given(case, role, name)) == place + 1
    page = client.get("/q?at=end").text
    assert 'name="question"' not in page
    assert (page.count("<h2>") == 3) is (role == "express"), "an owner alone is told at once where it is weakest"
    assert links.links(workbook_key(case))[0].answered_on
    again = client.get(f"/q?at={next(iter(form))}").text
    assert 'aria-pressed="true"' in again or "checked" in again or 'value="' in again


def test_the_head_is_asked_by_link_what_a_phone_bears(client, links, case):
    """Twenty to twenty-four questions; the rest is asked face to face."""
    enter(client, link(links, case, "head"))
    assert re.search(r"вопрос 1 из (\d+)", client.get("/q").text)[1] in {str(n) for n in range(20, 25)}


def test_before_the_first_question_everybody_is_told(client, links, case):
    """Head and owner that theirs is by name, reps that theirs is not; nothing of the company's name is run."""
    for role, words in (("head", "под своим именем: Имя"), ("rep", "анонимны")):
        phone_ = client
        phone_.cookies.clear()
        phone_.post(f"/q/{link(links, case, role)}")
        page = phone_.get("/q").text
        assert words in page
        assert "&lt;script&gt;" in page
        assert "<script" not in page
        assert 'name="question"' not in page


def test_what_does_not_fit_is_said_and_what_was_written_stays(client, links, case):
    """Hours that do not add up: a sentence, and the hours still in their fields; nothing is kept."""
    token = link(links, case, "rep")
    enter(client, token)
    hours = next(question for question in form_of(case, "rep") if question.kind == "hours")
    page = client.get(f"/q?at={hours.id}").text
    answer = client.post("/q", data={"csrf": csrf(page), "question": hours.id, f"part.{hours.parts[0].id}": "5", "state": "said"})
    assert answer.status_code == 400
    assert 'role="alert"' in answer.text
    assert 'value="5"' in answer.text
    assert given(case, "rep", rep_key(token)) == {}


def test_left_in_the_middle_and_gone_on_with_on_another_phone(client, links, case, tmp_path):
    """By the same personal link: the first question without an answer, and the answers before it."""
    token = link(links, case, "rep", name="кому отправлена")
    enter(client, token)
    first, second = list(form_of(case, "rep"))[:2]
    client.post("/q", data={"csrf": csrf(client.get("/q").text), "question": first.id, "value": "1"})
    other = phone(tmp_path, links)
    enter(other, token)
    assert asked(other.get("/q").text) == second.id
    assert 'aria-pressed="true"' in client.get(f"/q?at={first.id}").text
    assert 'aria-pressed="true"' not in other.get(f"/q?at={first.id}").text, "whoever got hold of his link does not see what he said"


def test_a_shared_link_is_one_respondent_a_phone(client, links, case, tmp_path):
    """Three phones are three people; the same phone twice is one."""
    token = link(links, case, "rep", shared=True)
    question = form_of(case, "rep")[0]
    for one in (client, phone(tmp_path, links), phone(tmp_path, links)):
        enter(one, token)
        one.post("/q", data={"csrf": csrf(one.get("/q").text), "question": question.id, "value": "1"})
    assert client.post(f"/q/{token}").status_code == 303
    assert asked(client.get("/q").text) != question.id
    assert close_wave(case) == 3


def test_the_neutral_page_grants_nothing(client, links, case):
    """A messenger that looks at the link uses nothing up: no cookie, no use, no opening; the same page for whatever link."""
    token = link(links, case, "owner")
    page = client.get(f"/q/{token}")
    assert page.status_code == 200
    assert "set-cookie" not in page.headers
    assert (links.links(workbook_key(case))[0].uses, links.links(workbook_key(case))[0].opened_on) == (0, None)
    assert token not in page.text
    assert client.get(f"/q/{link(links, case, 'rep')}").text == page.text


def test_no_token_after_entry(client, links, case):
    """The way in leads to an address without it, that nobody caches and that sends no referrer; the cookie is out of reach of scripts."""
    token = link(links, case)
    answer = client.post(f"/q/{token}")
    assert answer.headers["location"] == "/q"
    cookie = answer.headers["set-cookie"]
    assert cookie.startswith("__Host-")
    assert "HttpOnly" in cookie
    assert "SameSite=lax" in cookie
    assert "Secure" in cookie
    assert "Path=/;" in cookie + ";"
    assert token not in cookie
    for page in (answer, client.get("/q"), client.get(f"/q/{token}")):
        assert page.headers["cache-control"] == "no-store"
        assert page.headers["referrer-policy"] == "no-referrer"
    assert token not in client.get("/q").text


@pytest.mark.parametrize("what", ["paused", "revoked", "expired", "closed", "moved"])
def test_what_is_taken_back_holds_from_the_next_request_on(client, links, case, what, monkeypatch, tmp_path):
    """Paused, revoked, expired; the wave closed; the workbook another one: nothing is shown, nothing is kept."""
    token = link(links, case)
    enter(client, token)
    page = client.get("/q").text
    question = asked(page)
    if what in ("paused", "revoked"):
        links.turn(links.links(workbook_key(case))[0], what)
    elif what == "expired":
        later = registry.today() + timedelta(15)
        monkeypatch.setattr(registry, "today", lambda: later)
    elif what == "closed":
        close_wave(case)
    else:
        case.close()
        (tmp_path / "case.duckdb").unlink()
        case = create_workbook(tmp_path / "case.duckdb", "Другая")
    answer = client.post("/q", data={"csrf": csrf(page), "question": question, "value": "1"})
    assert answer.status_code == (200 if what in ("closed", "moved") else 404)
    assert 'name="question"' not in client.get("/q").text
    if what not in ("closed", "moved"):
        assert client.get(f"/q/{token}").status_code == 404
    assert given(case, "rep", rep_key(token)) == {}


def test_strangers_get_the_same_nothing(client, links, case):
    """Unknown, revoked and expired links answer alike; so does whoever has no grant."""
    token = link(links, case)
    links.turn(links.links(workbook_key(case))[0], "revoked")
    pages = [client.get("/q"), client.get("/q/nothing"), client.get(f"/q/{token}"), client.post(f"/q/{token}"), client.post("/q", data={"question": "M01", "value": "1"})]
    assert {page.status_code for page in pages} == {404}
    assert len({page.text for page in pages}) == 1
    assert not [word for word in ("case", str(case.path.parent), "Traceback") if word in pages[0].text]


def test_a_form_from_elsewhere_is_refused(client, links, case):
    """Without what only the guest's own page carries nothing is kept."""
    token = link(links, case)
    enter(client, token)
    question = asked(client.get("/q").text)
    for wrong in ("", "0" * 64):
        assert client.post("/q", data={"csrf": wrong, "question": question, "value": "1"}).status_code == 404
    assert given(case, "rep", rep_key(token)) == {}


def test_a_guest_of_one_company_is_none_of_another(client, links, case, tmp_path):
    """The grant names its workbook: what a form says of another is not heard."""
    other = create_workbook(tmp_path / "other.duckdb", "Другая")
    open_wave(other)
    token = link(links, case, "owner")
    enter(client, token)
    question = form_of(case, "owner")[0]
    client.post("/q", data={"csrf": csrf(client.get("/q").text), "question": question.id, "value": "1", "workbook": workbook_key(other)})
    assert given(case, "owner", "Имя") == {question.id: Answer("said", 1)}
    assert given(other, "owner", "Имя") == {}


def test_large_bodies_are_refused(client, links, case):
    """Above 64 KB nothing is read, whether the size is told or not."""
    enter(client, link(links, case))
    assert client.post("/q", content=b"x" * 70_000).status_code == 413
    assert client.post("/q", content=(b"x" * 10_000 for _part in range(8))).status_code == 413


def test_a_passcode_is_asked_and_locks(client, links, case):
    """Five wrong ones lock the link for a quarter of an hour, even for the right one; the page says so."""
    token = link(links, case, passcode="4711")
    assert 'name="passcode"' in client.get(f"/q/{token}").text
    for _try in range(5):
        answer = client.post(f"/q/{token}", data={"passcode": "1"})
        assert answer.status_code == 403
        assert 'role="alert"' in answer.text
    assert client.post(f"/q/{token}", data={"passcode": "4711"}).status_code == 403


def test_tokens_are_tried_out_in_vain(client, links, case):
    """However many are tried, all get the same nothing; whoever has a real link is not locked out by it."""
    token = link(links, case)
    pages = {client.get(f"/q/{number}").text for number in range(60)}
    assert len(pages) == 1
    assert len(guests._missed) == guests.MISSES
    assert client.get(f"/q/{token}").status_code == 200
    enter(client, token)


def test_nobody_puts_anothers_key_into_his_cookie(client, links, case, tmp_path):
    """A rep who writes the key of another behind his own secret is nobody: he neither sees nor changes what the other said."""
    mine, others = link(links, case), link(links, case)
    other, question = phone(tmp_path, links), form_of(case, "rep")[0]
    enter(other, others)
    other.post("/q", data={"csrf": csrf(other.get("/q").text), "question": question.id, "value": "1"})
    secret = client.post(f"/q/{mine}").headers["set-cookie"].partition("=")[2].partition(";")[0].partition(".")[0]
    client.cookies.clear()
    client.cookies.set("__Host-razbor_guest", f"{secret}.{rep_key(others)}")
    assert client.get("/q").status_code == 404
    assert given(case, "rep", rep_key(others)) == {question.id: Answer("said", 1)}


def test_the_next_one_at_a_shared_tablet(client, links, case):
    """Who is through takes his cookie back: the next to open the link begins anew."""
    token = link(links, case, shared=True)
    enter(client, token)
    page = client.get("/q").text
    client.post("/q", data={"csrf": csrf(page), "question": asked(page), "value": "1"})
    assert client.post("/q", data={"csrf": csrf(page), "leave": "1"}).status_code == 200
    assert client.get("/q").status_code == 404
    enter(client, token)
    assert asked(client.get("/q").text) == asked(page)
    assert links.links(workbook_key(case))[0].answered_on is None


def test_a_page_elsewhere_brings_nobody_in(client, links, case):
    """A form of another site that posts to a link changes no cookie."""
    token = link(links, case)
    answer = client.post(f"/q/{token}", headers={"sec-fetch-site": "cross-site"})
    assert answer.status_code == 404
    assert "set-cookie" not in answer.headers


def test_letters_in_the_wrong_place_are_no_error(client, links, case):
    """What no browser sends is refused as everything else."""
    enter(client, link(links, case))
    assert client.post("/q", data={"csrf": "ё", "question": "M01", "value": "1"}).status_code == 404


def test_a_note_of_the_consultant_stays(client, links, case):
    """When the respondent says something else by his link, what was noted beside it is kept."""
    question = next(one for one in form_of(case, "owner") if one.kind == "choice")
    save(case, "owner", "Имя", {question: Answer("said", 0, "со слов бухгалтера")})
    enter(client, link(links, case, "owner"))
    client.post("/q", data={**hidden(client.get(f"/q?at={question.id}").text), "value": "2"})
    assert given(case, "owner", "Имя")[question.id] == Answer("said", 2, "со слов бухгалтера")


def test_a_form_that_comes_late_undoes_nothing(client, links, case):
    """Sent twice by a bad connection, or from a page that was open since: what was said last stays; changing it goes by its own page."""
    token = link(links, case, "owner")
    enter(client, token)
    name = asked(client.get("/q").text)
    first = {**hidden(client.get(f"/q?at={name}").text), "value": "1"}
    assert client.post("/q", data=first).status_code == 303
    assert client.post("/q", data=first).status_code == 303
    assert case.value("select count(*) from answer") == 1
    client.post("/q", data={**hidden(client.get(f"/q?at={name}").text), "value": "3"})
    assert client.post("/q", data=first).headers["location"] != f"/q?at={name}"
    assert given(case, "owner", "Имя")[name].value == 3
