"""Commands of the interview: questionnaires out, answers in, the wave, what was said."""

import argparse
from dataclasses import asdict
from pathlib import Path

from diagnostics.cli.common import DONE, REJECTED, AddCommand, UsageError, opened, say
from diagnostics.i18n import _, decimal, pick


def ask_commands(command: AddCommand) -> None:
    """Add the commands of the interview."""
    asked = command("questions", write_questions, "a questionnaire as CSV or XLSX")
    answered = command("answers", read_answers, "take over a filled-in questionnaire")
    for one in (asked, answered):
        one.add_argument("workbook", type=Path)
        one.add_argument("--role", choices=("head", "owner", "rep", "express"), required=True)
    asked.add_argument("--out", type=Path, required=True, metavar="FILE")
    asked.add_argument("--respondent", metavar="ID", help="fill in what he has said already")
    answered.add_argument("file", type=Path)
    answered.add_argument("--respondent", required=True, metavar="ID")
    interview = command("interview", show_interview, "scores by dimension: head, owner, reps")
    interview.add_argument("workbook", type=Path)
    interview.add_argument("--close", action="store_true", help="close the open wave first: reps' single answers are deleted")


def write_questions(call: argparse.Namespace) -> int:
    """A questionnaire as CSV or XLSX, with what its respondent has said already."""
    from diagnostics.evidence import heads_clients
    from diagnostics.interview import form_of, given, threshold
    from diagnostics.interview.sheet import rows, write_csv, write_xlsx

    ending = call.out.suffix.lower()
    if ending not in (".csv", ".xlsx"):
        raise UsageError(_("{path}: expected a name that ends in .csv or .xlsx.").format(path=call.out))
    if not call.out.parent.is_dir():
        raise UsageError(_("{path}: there is no such folder.").format(path=call.out.parent))
    with opened(call.workbook) as workbook:
        form = form_of(workbook, call.role)
        said = given(workbook, call.role, _respondent(call)) if call.respondent else {}
        table = rows(form, said, heads_clients(workbook))
        content = write_csv(table) if ending == ".csv" else write_xlsx(table, call.role, threshold(workbook))
    call.out.write_bytes(content)
    say(call, {"questions": len(form), "file": str(call.out)}, _("Made {path}.").format(path=call.out))
    return DONE


def read_answers(call: argparse.Namespace) -> int:
    """Take over a filled-in questionnaire: all of it, or nothing where a row cannot be taken."""
    from diagnostics.interview import form_of, open_wave, save, save_of_rep
    from diagnostics.interview.problems import reason
    from diagnostics.interview.sheet import SHEET_REASONS, SheetError, read

    if not call.file.is_file():
        raise UsageError(_("{path}: no such file.").format(path=call.file))
    with opened(call.workbook) as workbook:
        form = {question.id: question for question in form_of(workbook, call.role)}
        try:
            found, problems = read(call.file.read_bytes(), call.file.name, list(form.values()))
        except SheetError as problem:
            raise UsageError(f"{call.file}: {_(SHEET_REASONS[problem.code])}") from problem
        if not problems:
            answers = {form[name]: answer for name, answer in found.items()}
            if call.role == "rep":
                save_of_rep(workbook, open_wave(workbook).number, _respondent(call), answers)
            else:
                save(workbook, call.role, call.respondent, answers)
    told = [{**asdict(one), "fix": reason(one.code, form.get(one.question))} for one in problems]
    lines = [_("Line {line}, question {question}, found “{found}”. {fix}").format(**one) for one in told]
    text = "\n".join(lines) if told else _("Answers taken: {n} of {all}.").format(n=len(found), all=len(form))
    say(call, {"accepted": 0 if told else len(found), "problems": told}, text)
    return REJECTED if told else DONE


def show_interview(call: argparse.Namespace) -> int:
    """Scores by dimension of each side, and how far they are apart; with --close the open wave is closed first."""
    from diagnostics.interview import SIDES, close_wave, dimensions, gaps, sides, waves, worst_first

    with opened(call.workbook) as workbook:
        if call.close:
            close_wave(workbook)
        held = waves(workbook)
        scores = sides(workbook, held[-1].number) if held else {}
    titles = {name: pick(dimension.title) for name, dimension in dimensions().items()}
    data = {
        "waves": [{"number": wave.number, "opened": str(wave.opened), "closed": wave.closed and str(wave.closed)} for wave in held],
        "scores": {side: {name: asdict(one) for name, one in of_side.items()} for side, of_side in scores.items()},
        "gaps": [asdict(gap) | {"flagged": gap.is_flagged} for gap in gaps(scores)],
    }
    lines = [_("Nobody has answered yet.")] if not scores else []
    for side, of_side in scores.items():
        lines += ["", _(SIDES[side])] + [f"{decimal(one.mean, 1)}  {titles[one.dimension]}" for one in worst_first(of_side)]
    say(call, data, "\n".join(lines).strip())
    return DONE


def _respondent(call: argparse.Namespace) -> str:
    from diagnostics.interview import rep_key

    return rep_key(call.respondent) if call.role == "rep" else call.respondent
