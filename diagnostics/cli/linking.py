"""The command of links: made, listed, paused, resumed, revoked."""

import argparse
from dataclasses import asdict
from datetime import timedelta
from pathlib import Path
from typing import TYPE_CHECKING

from diagnostics.cli.common import DONE, AddCommand, UsageError, opened, say
from diagnostics.i18n import _

if TYPE_CHECKING:
    from diagnostics.sharing import Registry

TURNS = {"pause": "paused", "resume": "live", "revoke": "revoked"}


def link_commands(command: AddCommand) -> None:
    """Add the command of links."""
    links = command("links", handle_links, "links to the questionnaires: make, list, pause, resume, revoke")
    links.add_argument("workbook", type=Path)
    links.add_argument("action", choices=("list", "make", *TURNS))
    links.add_argument("id", type=int, nargs="?", help="the link to pause, resume or revoke; see list")
    links.add_argument("--role", choices=("head", "owner", "rep", "express"), default="rep")
    links.add_argument("--name", default="", help="by which head and owner answer; of a rep whom it is sent to")
    links.add_argument("--part", default="", help="the department of a rep")
    links.add_argument("--shared", action="store_true", help="one link for all reps")
    links.add_argument("--days", type=int, default=14)
    links.add_argument("--passcode", default="")
    links.add_argument("--base", default="http://localhost:8501", metavar="URL", help="where the program is reached")


def handle_links(call: argparse.Namespace) -> int:
    """Do what is asked; the registry lies beside the workbook, where the program looks for it."""
    from diagnostics.sharing import Registry, state_of, today
    from diagnostics.web import workbook_key

    registry = Registry(call.workbook.resolve().with_name("links.sqlite"))
    if call.action == "make":
        return _make(call, registry)
    with opened(call.workbook) as workbook:
        found = {link.id: link for link in registry.links(workbook_key(workbook))}
    if call.action in TURNS:
        if call.id not in found:
            raise UsageError(_("There is no link {n} here. Known: {known}").format(n=call.id, known=", ".join(map(str, found)) or "-"))
        registry.turn(found[call.id], TURNS[call.action])
        say(call, {"link": call.id, "state": TURNS[call.action]}, _("Link {n}: done.").format(n=call.id))
        return DONE
    rows = [{**asdict(link), "state": state_of(link, today())} for link in found.values()]
    for row in rows:
        row |= {name: row[name] and str(row[name]) for name in ("made_on", "expires_on", "opened_on", "answered_on")}
    lines = [f"{row['id']}  {row['role']}  {row['name'] or '-'}  {row['state']}  {row['expires_on']}" for row in rows]
    say(call, {"links": rows}, "\n".join(lines) or _("No links yet."))
    return DONE


def _make(call: argparse.Namespace, registry: "Registry") -> int:
    from diagnostics.interview import form_of, minutes, open_wave
    from diagnostics.sharing import MOST_DAYS, Invitation, message, today
    from diagnostics.web import workbook_key
    from diagnostics.workbook import settings

    if call.shared and call.role != "rep":
        raise UsageError(_("Only reps share a link: head and owner answer by name."))
    if call.role != "rep" and not call.name:
        raise UsageError(_("Say with --name who answers."))
    if not 1 <= call.days <= MOST_DAYS:
        raise UsageError(_("A link holds from 1 to {most} days.").format(most=MOST_DAYS))
    with opened(call.workbook) as workbook:
        wave, key = open_wave(workbook), workbook_key(workbook)
        lasts = minutes(sum(question.by_link for question in form_of(workbook, call.role)))
        company = settings(workbook).get("company", "")
    until = today() + timedelta(call.days)
    token = registry.make(Invitation(key, wave.number, call.role, call.name, call.part, call.shared), call.days, call.passcode)
    address = f"{call.base.rstrip('/')}/q/{token}"
    say(call, {"link": address, "until": str(until)}, message(company, address, call.role, lasts, wave.threshold, until))
    return DONE
