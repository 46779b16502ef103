"""The questionnaire on a phone: plain pages from our own routes, one question each, every answer kept as it is pressed.

No script runs on them. GET /q/{token} shows a neutral page and changes nothing; its POST makes the grant and sends the
guest to /q, where no token stands in the address.
"""

from collections.abc import Callable
from pathlib import Path

from starlette.concurrency import run_in_threadpool
from starlette.datastructures import FormData
from starlette.requests import Request
from starlette.responses import HTMLResponse, RedirectResponse, Response
from starlette.routing import Route

from diagnostics.i18n import LANGUAGES, Language, speaking
from diagnostics.interview import AnswerError, WaveClosed, reason
from diagnostics.sharing import PasscodeRefused, Registry
from diagnostics.web.forms import answer_of, is_too_large
from diagnostics.web.guests import Guest, goodbye, guest_of, is_flooded, is_sent_by, missed, seen, welcome, workbook_of
from diagnostics.web.pages import page
from diagnostics.web.respondent import Respondent

HEADERS = {"Cache-Control": "no-store", "Referrer-Policy": "no-referrer"}
SPOKEN = "razbor_language"
Handler = Callable[[Request, FormData], Response]


def questionnaire(home: Path, registry: Registry) -> list[Route]:
    """The routes under /q.

    Args:
        home: the folder of the workbooks.
        registry: of their links.
    """

    def door(request: Request, _form: FormData) -> Response:
        link = registry.find(request.path_params["token"])
        return _html("door", passcode=link.has_passcode) if link else _missed()

    def enter(request: Request, form: FormData) -> Response:
        token = request.path_params["token"]
        known, link = guest_of(request, registry), registry.find(token)
        if link is None or request.headers.get("sec-fetch-site") == "cross-site":  # a page elsewhere brings nobody in
            return _missed()
        if known and known.grant.link.id == link.id:  # who opens a shared link twice is not two people
            return RedirectResponse("/q", 303, HEADERS)
        try:
            cookie = registry.open(token, str(form.get("passcode", "")))
        except PasscodeRefused:
            return _html("door", 403, passcode=True, refused=True)
        if cookie is None:
            return _gone()
        response = RedirectResponse("/q", 303, HEADERS)
        welcome(response, request, cookie, link)
        return response

    def show(request: Request, _form: FormData) -> Response:
        return _asked(request, home, registry, lambda one: _question(one, request.query_params.get("at")))

    def keep(request: Request, form: FormData) -> Response:
        return _asked(request, home, registry, lambda one: _kept(one, form, registry), form)

    return [
        Route("/q", _page(show), methods=["GET"]),
        Route("/q", _page(keep), methods=["POST"]),
        Route("/q/{token:str}", _page(door), methods=["GET"]),
        Route("/q/{token:str}", _page(enter), methods=["POST"]),
    ]


def _page(handler: Handler) -> Callable[[Request], object]:
    """A handler in the guest's language, in a thread of its own: reading and saving must not hold up the others."""

    async def answer(request: Request) -> Response:
        if await is_too_large(request):
            return HTMLResponse("", 413, HEADERS)
        form = await request.form() if request.method == "POST" else FormData()

        def spoken() -> Response:
            language = _language(request)
            with speaking(language):
                response = handler(request, form)
            if request.query_params.get("lang") in LANGUAGES:
                response.set_cookie(SPOKEN, language, path="/q", samesite="lax", httponly=True)
            return response

        return await run_in_threadpool(spoken)

    return answer


def _language(request: Request) -> Language:
    asked = request.query_params.get("lang") or request.cookies.get(SPOKEN)
    return "en" if asked == "en" else "ru"


def _asked(request: Request, home: Path, registry: Registry, then: Callable[[Respondent], Response], form: FormData | None = None) -> Response:
    """Go on with the respondent of a request; without a grant, or with a form from elsewhere, there is nothing here."""
    guest = guest_of(request, registry)
    if guest is None or (form is not None and not is_sent_by(guest, str(form.get("csrf", "")))):
        return _gone()
    respondent = _respondent(guest, home)
    if respondent is None:
        return _html("closed")
    if form is not None and "agree" in form:
        registry.agree(guest.cookie)
        return RedirectResponse("/q", 303, HEADERS)
    if form is not None and "leave" in form:
        response = _html("left")
        goodbye(response)
        return response
    if not guest.grant.agreed:
        return _html("consent", **respondent.about())
    return then(respondent)


def _respondent(guest: Guest, home: Path) -> Respondent | None:
    workbook = workbook_of(home, guest.grant.link.workbook)
    respondent = Respondent(workbook, guest) if workbook else None
    return respondent if respondent and respondent.is_open() else None


def _question(respondent: Respondent, at: str | None, refused: str = "", filled: FormData | None = None) -> Response:
    shown = respondent.question(at)
    if shown is None:
        return _html("done", weakest=respondent.weakest(), **respondent.about())
    return _html("question", 400 if refused else 200, refused=refused, filled=filled or {}, **respondent.about(), **shown)


def _kept(respondent: Respondent, form: FormData, registry: Registry) -> Response:
    """Keep an answer and go on to the next question; what does not fit is said above the question, with what was filled in."""
    name = str(form.get("question", ""))
    question = respondent.form.get(name)
    if question is None:
        return _gone()
    held = respondent.said.get(name)
    if held and form.get("seen") != seen(held):  # sent again, or from a page that was open since: what is held stays
        return RedirectResponse(f"/q?at={respondent.after(name) or 'end'}", 303, HEADERS)
    try:
        respondent.save(question, answer_of(question, form))
    except AnswerError as problem:
        return _question(respondent, name, reason(problem.code, question), form)
    except WaveClosed:
        return _html("closed")
    if respondent.is_through():
        registry.answered(respondent.guest.grant.link)
    return RedirectResponse(f"/q?at={respondent.after(name) or 'end'}", 303, HEADERS)


def _html(template: str, status: int = 200, **values: object) -> Response:
    return HTMLResponse(page(template, **values), status, HEADERS)


def _missed() -> Response:
    """A token that is none. When many are tried out, the answer tells them nothing, and is no work either."""
    if not is_flooded():
        missed()
    return _gone()


def _gone() -> Response:
    """The same for a link that never was, is over, is paused or was revoked."""
    return _html("gone", 404)
