"""The command line: everything the pages do, without a screen. Words and exit codes are kept stable."""

import argparse
import json
import sys
from collections.abc import Callable, Sequence
from datetime import date
from pathlib import Path
from typing import Any

from diagnostics.i18n import LANGUAGES, _, use
from diagnostics.workbook import (
    SettingError,
    Workbook,
    WorkbookBusy,
    WorkbookMissing,
    WorkbookUnreadable,
    check_setting,
    create_workbook,
    open_workbook,
    settings,
)

STOPPED = 130  # as every program that Ctrl+C ends
DONE, USAGE, REJECTED, QUESTION, BUSY, UNREADABLE = 0, 2, 3, 4, 5, 6
KINDS = ("auto", "sales", "deals", "clients", "staff", "plan", "activities", "pay", "payments")
WORST = {"rejected": REJECTED, "question": QUESTION}


class UsageError(Exception):
    """The words of the call are off; the message says how."""


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one command and return its exit code."""
    call = _parser().parse_args(arguments)
    use(call.lang)
    run: Callable[[argparse.Namespace], int] = call.run
    try:
        return run(call)
    except UsageError as problem:
        return _fail(str(problem), USAGE)
    except KeyboardInterrupt:
        return _fail("\n" + _("Stopped. Nothing was changed."), STOPPED)
    except WorkbookMissing as problem:
        return _fail(_("{path}: no such workbook, or one stands there already.").format(path=problem.path), USAGE)
    except WorkbookBusy as problem:
        return _fail(_("{path} is open in another process. Close it there first.").format(path=problem.path), BUSY)
    except WorkbookUnreadable as problem:
        return _fail(
            _("{path} is not a workbook or is damaged. Take the last backup of it.").format(path=problem.path),
            UNREADABLE,
        )


def _parser() -> argparse.ArgumentParser:
    common = argparse.ArgumentParser(add_help=False)
    common.add_argument("--json", action="store_true", help="print exactly one JSON object on stdout")
    common.add_argument("--lang", choices=LANGUAGES, default="ru")
    parser = argparse.ArgumentParser(
        prog="python -m diagnostics", description="Why sales stall and why salespeople leave."
    )
    commands = parser.add_subparsers(required=True, metavar="COMMAND")

    def command(name: str, run: Callable[[argparse.Namespace], int], help_: str) -> argparse.ArgumentParser:
        sub = commands.add_parser(name, help=help_, parents=[common])
        sub.set_defaults(run=run)
        return sub

    new = command("new", _new, "make a new workbook")
    new.add_argument("workbook", type=Path)
    new.add_argument("--company", required=True)
    bring = command("import", _import, "import files")
    bring.add_argument("workbook", type=Path)
    bring.add_argument("files", nargs="+", help="files or patterns such as 'exports/*.csv'")
    bring.add_argument("--kind", choices=KINDS, default="auto")
    bring.add_argument("--answer", action="append", default=[], metavar="ID=VALUE")
    bring.add_argument("--marked", type=Path, metavar="FILE.xlsx", help="a copy of the (one) file with its bad cells marked")
    command("batches", _batches, "what was imported").add_argument("workbook", type=Path)
    undo = command("undo", _undo, "take one batch back")
    undo.add_argument("workbook", type=Path)
    undo.add_argument("batch", type=int)
    names = command("names", _names, "names that look like one: list them, say which are the same")
    names.add_argument("workbook", type=Path)
    for verdict in ("same", "different"):
        names.add_argument(f"--{verdict}", nargs=2, action="append", default=[], metavar=("NAME", "OTHER"))
    set_ = command("set", _set, "company facts: head, head_since, currency …")
    set_.add_argument("workbook", type=Path)
    set_.add_argument("facts", nargs="+", metavar="KEY=VALUE")
    diagnose = command("diagnose", _diagnose, "signals and findings")
    diagnose.add_argument("workbook", type=Path)
    diagnose.add_argument("--as-of", type=date.fromisoformat)
    demo = command("demo", _demo, "write a synthetic company's files")
    demo.add_argument("folder", type=Path)
    demo.add_argument("--plant", default="", metavar="a,b")
    demo.add_argument("--seed", type=int, default=1)
    demo.add_argument("--rows", type=int)
    demo.add_argument("--format", choices=("csv", "xlsx", "parquet"), default="csv")
    command("check", _check, "whether a workbook is sound").add_argument("workbook", type=Path)
    return parser


def _new(call: argparse.Namespace) -> int:
    create_workbook(call.workbook, call.company).close()
    _say(call, {"workbook": str(call.workbook), "company": call.company}, _("Made {path}.").format(path=call.workbook))
    return DONE


def _import(call: argparse.Namespace) -> int:
    from diagnostics.cli import answers
    from diagnostics.cli.telling import told
    from diagnostics.intake import Upload, files_at, import_files, marked_copy
    from diagnostics.workbook import proposals

    files = []
    for name in call.files:
        named = files_at(name)
        if not named:
            raise UsageError(_("{path}: no such file.").format(path=name))
        files += named
    said = dict(_pair(answer) for answer in call.answer)
    uploads = [Upload(file, file.name, call.kind) for file in files]
    if call.marked and len(uploads) > 1:
        raise UsageError(_("A marked copy is made of one file: import one at a time."))
    with _opened(call.workbook) as workbook:
        with told(sys.stderr) as watch:
            results = import_files(workbook, uploads, said, watch)
        currency = settings(workbook)["currency"]
        waiting = [answers.proposal(one) for one in proposals(workbook)]
    found = {"batches": [answers.import_result(result) for result in results], "proposals": waiting}
    if call.marked and (bad := [problem for result in results for problem in result.problems]):
        marked_copy(uploads[0], bad, call.marked.resolve())
    _say(call, found, answers.import_text(results, currency))
    return max(WORST.get(result.status, DONE) for result in results)


def _batches(call: argparse.Namespace) -> int:
    from diagnostics.cli import answers
    from diagnostics.workbook import batches

    with _opened(call.workbook) as workbook:
        history = batches(workbook)
    lines = [
        f"{one.id}\t{one.kind}\t{one.files}\t{one.accepted}\t{one.imported_at:%Y-%m-%d %H:%M}\t{_status(one.undone)}"
        for one in history
    ]
    rows = [answers.batch(one) for one in history]
    _say(call, {"batches": rows}, "\n".join(lines) or _("Nothing was imported yet."))
    return DONE


def _undo(call: argparse.Namespace) -> int:
    from diagnostics.workbook import undo

    with _opened(call.workbook) as workbook:
        try:
            undo(workbook, call.batch)
        except KeyError as problem:
            raise UsageError(_("There is no batch {n} to take back.").format(n=call.batch)) from problem
    _say(call, {"undone": call.batch}, _("Batch {n} was taken back.").format(n=call.batch))
    return DONE


def _names(call: argparse.Namespace) -> int:
    from diagnostics.cli import answers
    from diagnostics.intake import say_names
    from diagnostics.workbook import proposals

    with _opened(call.workbook) as workbook:
        waiting = proposals(workbook)
        pairs = {frozenset((one.name, one.other_name)): one for one in waiting}
        said = [(pair, verdict == "same") for verdict in ("same", "different") for pair in getattr(call, verdict)]
        unknown = [pair for pair, _same in said if frozenset(pair) not in pairs]
        if unknown:
            raise UsageError(_("{name} and {other} are not among the pairs that wait.").format(name=unknown[0][0], other=unknown[0][1]))
        if said:
            found = [(pairs[frozenset(pair)], same) for pair, same in said]
            say_names(workbook, [(one.kind, one.key, one.other, same) for one, same in found])
            waiting = proposals(workbook)
    _say(call, {"proposals": [answers.proposal(one) for one in waiting]}, answers.proposals_text(waiting))
    return DONE


def _set(call: argparse.Namespace) -> int:
    from diagnostics.causes import norms

    facts = dict(_pair(fact) for fact in call.facts)
    known_norms = norms({})
    for name, value in facts.items():
        if name.startswith("norm.") and name.removeprefix("norm.") not in known_norms:
            raise UsageError(
                _("There is no norm {name}. Known: {known}").format(name=name, known=", ".join(known_norms))
            )
        try:
            check_setting(name, value)
        except SettingError as problem:
            raise UsageError(
                _("{name}={value} is not understood. Expected, for example: {expected}").format(
                    name=name, value=value, expected=problem.expected
                )
            ) from problem
    with _opened(call.workbook) as workbook:
        if "head" in facts and not workbook.value(
            "select 1 from dim_rep where name_key(name) = name_key(?)", [facts["head"]]
        ):
            known = ", ".join(name for (name,) in workbook.query("select name from dim_rep order by name limit 50"))
            raise UsageError(_("Nobody is called {name} here. Known: {known}").format(name=facts["head"], known=known))
        workbook.set(facts)
    _say(call, {"set": facts}, _("Written: {facts}").format(facts=", ".join(call.facts)))
    return DONE


def _diagnose(call: argparse.Namespace) -> int:
    from diagnostics.causes import judge
    from diagnostics.cli import answers
    from diagnostics.evidence import measure

    with _opened(call.workbook) as workbook:
        evidence = measure(workbook, call.as_of)
    verdict = judge(evidence)
    _say(call, answers.diagnosis(evidence, verdict), answers.diagnosis_text(evidence, verdict))
    return DONE


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
    _say(call, facts, "\n".join([*facts["files"], f"head={head.name} head_since={head.since.isoformat()}"]))
    return DONE


def _check(call: argparse.Namespace) -> int:
    from diagnostics.workbook import problems_of

    with _opened(call.workbook) as workbook:
        found = problems_of(workbook)
        counts = dict(workbook.query("select kind, count(*) from active_batch group by kind"))
    text = "\n".join(found) if found else _("The workbook is sound.")
    _say(call, {"sound": not found, "problems": found, "batches": counts}, text)
    return UNREADABLE if found else DONE


class _opened:  # noqa: N801 - reads as a verb at its `with`
    """A workbook for the time of one command."""

    def __init__(self, path: Path) -> None:
        self.path = path

    def __enter__(self) -> Workbook:
        self.workbook = open_workbook(self.path)
        return self.workbook

    def __exit__(self, *_: object) -> None:
        self.workbook.close()


def _pair(text: str) -> tuple[str, str]:
    name, equals, value = text.partition("=")
    if not equals or not name.strip():
        raise UsageError(_("{text}: expected NAME=VALUE.").format(text=text))
    return name.strip(), value.strip()


def _status(undone: bool) -> str:
    return _("taken back") if undone else _("holds")


def _say(call: argparse.Namespace, data: dict[str, Any], text: str) -> None:
    print(json.dumps(data, ensure_ascii=False) if call.json else text)


def _fail(text: str, code: int) -> int:
    print(text, file=sys.stderr)
    return code
