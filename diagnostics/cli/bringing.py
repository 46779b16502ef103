"""Commands that bring data, and take back or change what was brought."""

import argparse
import sys
import tempfile
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from diagnostics.cli.common import DONE, QUESTION, REJECTED, UsageError, opened, pair, say
from diagnostics.i18n import _
from diagnostics.workbook import Workbook, settings

if TYPE_CHECKING:
    from diagnostics.intake import FileResult, Upload
    from diagnostics.workbook import Batch

WORST = {"rejected": REJECTED, "question": QUESTION}


def bring(call: argparse.Namespace) -> int:
    """Import files."""
    from diagnostics.intake import Upload, files_at, marked_copy

    files = []
    for name in call.files:
        named = files_at(name)
        if not named:
            raise UsageError(_("{path}: no such file.").format(path=name))
        files += named
    uploads = [Upload(file, file.name, call.kind, columns=_columns(call)) for file in files]
    if call.marked and len(uploads) > 1:
        raise UsageError(_("A marked copy is made of one file: import one at a time."))
    with opened(call.workbook) as workbook:
        results, code = _imported(call, workbook, uploads)
    if call.marked and (bad := [problem for result in results for problem in result.problems]):
        marked_copy(uploads[0], bad, call.marked.resolve())
    return code


def read_again(call: argparse.Namespace) -> int:
    """Read a batch again in another way; what it brought before counts no more."""
    from diagnostics.intake import kept_uploads

    with opened(call.workbook) as workbook, tempfile.TemporaryDirectory() as folder:
        uploads = kept_uploads(workbook, call.batch, Path(folder))
        if not uploads:
            raise UsageError(_("The cells of batch {n} are not kept here: import its file again.").format(n=call.batch))
        again = [replace(upload, kind=call.kind, columns=_columns(call)) for upload in uploads]
        return _imported(call, workbook, again)[1]


def _imported(call: argparse.Namespace, workbook: Workbook, uploads: "Sequence[Upload]") -> "tuple[list[FileResult], int]":
    """Import, print what became of it, and say with which code the program ends."""
    from diagnostics.cli import answers
    from diagnostics.cli.telling import told
    from diagnostics.intake import import_files, question_ids
    from diagnostics.workbook import proposals

    said = dict(pair(answer) for answer in call.answer)
    if unknown := [name for name in said if name not in question_ids()]:
        raise UsageError(_("There is no question {name}. Known: {known}").format(name=unknown[0], known=", ".join(question_ids())))
    with told(sys.stderr) as watch:
        results = import_files(workbook, uploads, said, watch)
    found = {
        "batches": [answers.import_result(result) for result in results],
        "proposals": [answers.proposal(one) for one in proposals(workbook)],
    }
    say(call, found, answers.import_text(results, settings(workbook)["currency"]))
    return results, max(WORST.get(result.status, DONE) for result in results)


def _columns(call: argparse.Namespace) -> dict[str, str]:
    """Field -> header, as the user points to them."""
    from diagnostics.intake import field_titles

    columns = dict(pair(column) for column in call.column)
    if unknown := [name for name in columns if name not in field_titles()]:
        raise UsageError(_("There is no field {name}. Known: {known}").format(name=unknown[0], known=", ".join(field_titles())))
    return columns


def list_batches(call: argparse.Namespace) -> int:
    """The history of imports."""
    from diagnostics.cli import answers
    from diagnostics.workbook import batches

    with opened(call.workbook) as workbook:
        history = batches(workbook)
    lines = [
        f"{one.id}\t{one.kind}\t{one.files}\t{one.accepted}\t{one.imported_at:%Y-%m-%d %H:%M}\t{_status(one)}"
        for one in history
    ]
    rows = [answers.batch(one) for one in history]
    say(call, {"batches": rows}, "\n".join(lines) or _("Nothing was imported yet."))
    return DONE


def take_back(call: argparse.Namespace) -> int:
    """Take one batch back."""
    from diagnostics.workbook import undo

    with opened(call.workbook) as workbook:
        try:
            undo(workbook, call.batch)
        except KeyError as problem:
            raise UsageError(_("There is no batch {n} to take back.").format(n=call.batch)) from problem
    say(call, {"undone": call.batch}, _("Batch {n} was taken back.").format(n=call.batch))
    return DONE


def match_names(call: argparse.Namespace) -> int:
    """List the names that look like one, and keep what the user says of them."""
    from diagnostics.cli import answers
    from diagnostics.intake import say_names
    from diagnostics.workbook import proposals

    with opened(call.workbook) as workbook:
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
    say(call, {"proposals": [answers.proposal(one) for one in waiting]}, answers.proposals_text(waiting))
    return DONE


def _status(one: "Batch") -> str:
    if one.undone:
        return _("taken back")
    return _("read again since") if one.superseded else _("holds")
