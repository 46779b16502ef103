"""The command line: everything the pages do, without a screen. Words and exit codes are kept stable."""

import argparse
import sys
from collections.abc import Sequence
from datetime import date
from pathlib import Path

from diagnostics.cli.asking import ask_commands
from diagnostics.cli.bringing import bring, list_batches, match_names, read_again, take_back
from diagnostics.cli.common import BUSY, DONE, STOPPED, UNREADABLE, USAGE, Run, UsageError, opened, pair, say
from diagnostics.cli.linking import link_commands
from diagnostics.i18n import LANGUAGES, _, use
from diagnostics.workbook import (
    Scope,
    SettingError,
    Workbook,
    WorkbookBusy,
    WorkbookError,
    WorkbookExists,
    WorkbookMissing,
    check_setting,
    create_workbook,
    last_snapshot,
    scope_choices,
)

KNOWN = 50  # names that a message lists
KINDS = ("auto", "sales", "deals", "clients", "staff", "plan", "activities", "pay", "payments")


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one command and return its exit code."""
    call = _parser().parse_args(arguments)
    use(call.lang)
    run: Run = call.run
    try:
        return run(call)
    except UsageError as problem:
        return _fail(str(problem), USAGE)
    except KeyboardInterrupt:
        return _fail("\n" + _("Stopped. Nothing was changed."), STOPPED)
    except WorkbookError as problem:
        return _fail(*_told(problem))


def _told(problem: WorkbookError) -> tuple[str, int]:
    """Why a workbook cannot be used, what to do, and the exit code."""
    path = problem.path
    match problem:
        case WorkbookBusy():
            return _("{path} is open in another process. Close it there first.").format(path=path), BUSY
        case WorkbookExists():
            return _("{path}: a file stands here already. Choose another name.").format(path=path), USAGE
        case WorkbookMissing() if not path.parent.is_dir():
            return _("{path}: there is no such folder.").format(path=path.parent), USAGE
        case WorkbookMissing():
            command = f'python -m diagnostics new {path} --company "…"'
            return _("{path}: there is no such workbook. A new one is made by {command}").format(path=path, command=command), USAGE
    text = _("{path} is not a workbook or is damaged.").format(path=path)
    if copy := last_snapshot(path):
        text += " " + _("As it was before the last import it stands in {path}: copy that file elsewhere and open it.").format(path=copy)
    return text, UNREADABLE


def _parser() -> argparse.ArgumentParser:
    common = argparse.ArgumentParser(add_help=False)
    common.add_argument("--json", action="store_true", help="print exactly one JSON object on stdout")
    common.add_argument("--lang", choices=LANGUAGES, default="ru")
    parser = argparse.ArgumentParser(
        prog="python -m diagnostics", description="Why sales stall and why salespeople leave."
    )
    commands = parser.add_subparsers(required=True, metavar="COMMAND")

    def command(name: str, run: Run, help_: str) -> argparse.ArgumentParser:
        sub = commands.add_parser(name, help=help_, parents=[common])
        sub.set_defaults(run=run)
        return sub

    new = command("new", _new, "make a new workbook")
    new.add_argument("workbook", type=Path)
    new.add_argument("--company", required=True)
    brought = command("import", bring, "import files")
    brought.add_argument("workbook", type=Path)
    brought.add_argument("files", nargs="+", help="files or patterns such as 'exports/*.csv'")
    brought.add_argument("--marked", type=Path, metavar="FILE.xlsx", help="a copy of the (one) file with its bad cells marked")
    command("batches", list_batches, "what was imported").add_argument("workbook", type=Path)
    undone = command("undo", take_back, "take one batch back")
    undone.add_argument("workbook", type=Path)
    undone.add_argument("batch", type=int)
    names = command("names", match_names, "names that look like one: list them, say which are the same")
    names.add_argument("workbook", type=Path)
    reread = command("reread", read_again, "read a batch again with other columns or answers")
    reread.add_argument("workbook", type=Path)
    reread.add_argument("batch", type=int)
    for reading in (brought, reread):
        reading.add_argument("--kind", choices=KINDS, default="auto")
        reading.add_argument("--column", action="append", default=[], metavar="FIELD=HEADER", help="which column is what")
        reading.add_argument("--answer", action="append", default=[], metavar="ID=VALUE")
    for verdict in ("same", "different"):
        names.add_argument(f"--{verdict}", nargs=2, action="append", default=[], metavar=("NAME", "OTHER"))
    set_ = command("set", _set, "company facts: head, head_since, currency …")
    set_.add_argument("workbook", type=Path)
    set_.add_argument("facts", nargs="+", metavar="KEY=VALUE")
    diagnose = command("diagnose", _diagnose, "signals and findings")
    diagnose.add_argument("workbook", type=Path)
    diagnose.add_argument("--as-of", type=date.fromisoformat)
    diagnose.add_argument("--since", type=date.fromisoformat)
    for option in ("--rep", "--department", "--product-group"):
        diagnose.add_argument(option, action="append", default=[], metavar="NAME")
    diagnose.add_argument("--clients", choices=("large", "others"), default="")
    ask_commands(command)
    link_commands(command)
    demo = command("demo", _demo, "write a synthetic company's files")
    demo.add_argument("folder", type=Path)
    demo.add_argument("--plant", default="", metavar="a,b")
    demo.add_argument("--seed", type=int, default=1)
    demo.add_argument("--rows", type=int)
    demo.add_argument("--format", choices=("csv", "xlsx", "parquet"), default="csv")
    command("template", _template, "an XLSX with a sheet per kind, to be filled in").add_argument("file", type=Path)
    command("check", _check, "whether a workbook is sound").add_argument("workbook", type=Path)
    return parser


def _new(call: argparse.Namespace) -> int:
    create_workbook(call.workbook, call.company).close()
    say(call, {"workbook": str(call.workbook), "company": call.company}, _("Made {path}.").format(path=call.workbook))
    return DONE


def _set(call: argparse.Namespace) -> int:
    from diagnostics.causes import norms

    facts = {name: value or None for name, value in map(pair, call.facts)}  # `KEY=` takes back what was set
    known_norms = norms({})
    for name, value in facts.items():
        if name.startswith("norm.") and name.removeprefix("norm.") not in known_norms:
            raise UsageError(
                _("There is no norm {name}. Known: {known}").format(name=name, known=", ".join(known_norms))
            )
        if value is None:
            continue
        try:
            check_setting(name, value)
        except SettingError as problem:
            raise UsageError(
                _("{name}={value} is not understood. Expected, for example: {expected}").format(
                    name=name, value=value, expected=problem.expected
                )
            ) from problem
    with opened(call.workbook) as workbook:
        if facts.get("head") and not workbook.value(
            "select 1 from dim_rep where name_key(name) = name_key(?)", [facts["head"]]
        ):
            known = ", ".join(name for (name,) in workbook.query("select name from dim_rep order by name limit 50"))
            raise UsageError(_("Nobody is called {name} here. Known: {known}").format(name=facts["head"], known=known))
        workbook.set(facts)
    say(call, {"set": facts}, _("Written: {facts}").format(facts=", ".join(call.facts)))
    return DONE


def _diagnose(call: argparse.Namespace) -> int:
    from diagnostics.causes import judge
    from diagnostics.cli import answers
    from diagnostics.evidence import measure
    from diagnostics.interview import heard

    with opened(call.workbook) as workbook:
        evidence, said = measure(workbook, call.as_of, _scope(call, workbook), call.since), heard(workbook)
    verdict = judge(evidence, said)
    say(call, answers.diagnosis(evidence, verdict), answers.diagnosis_text(evidence, verdict))
    return DONE


def _scope(call: argparse.Namespace, workbook: Workbook) -> Scope:
    """The part of the company that the options name."""
    scope = Scope(tuple(call.rep), tuple(call.department), tuple(call.product_group), call.clients)
    there = scope_choices(workbook)
    for field, names in there.items():
        for name in getattr(scope, field):
            if name not in names:
                raise UsageError(_("Nothing here is called {name}. Known: {known}").format(name=name, known=", ".join(names[:KNOWN]) or "-"))
    return scope


def _demo(call: argparse.Namespace) -> int:
    from diagnostics.demo import head_of, write_company

    plants = [plant for plant in call.plant.split(",") if plant]
    try:
        call.folder.mkdir(parents=True, exist_ok=True)
        files = write_company(call.folder, plants, call.seed, call.rows, call.format)
    except ValueError as problem:
        raise UsageError(str(problem)) from problem
    head = head_of(plants, call.seed)
    facts = {"files": [str(file) for file in files], "head": head.name, "head_since": head.since.isoformat()}
    say(call, facts, "\n".join([*facts["files"], f"head={head.name} head_since={head.since.isoformat()}"]))
    return DONE


def _template(call: argparse.Namespace) -> int:
    from diagnostics.intake import template

    if call.file.exists():
        raise UsageError(_("{path} exists already.").format(path=call.file))
    call.file.write_bytes(template())
    say(call, {"template": str(call.file)}, _("Made {path}.").format(path=call.file))
    return DONE


def _check(call: argparse.Namespace) -> int:
    from diagnostics.workbook import problems_of

    with opened(call.workbook) as workbook:
        found = problems_of(workbook)
        counts = dict(workbook.query("select kind, count(*) from active_batch group by kind"))
    text = "\n".join(found) if found else _("The workbook is sound.")
    say(call, {"sound": not found, "problems": found, "batches": counts}, text)
    return UNREADABLE if found else DONE


def _fail(text: str, code: int) -> int:
    print(text, file=sys.stderr)
    return code
