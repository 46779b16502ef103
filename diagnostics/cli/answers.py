"""What the command line prints: the JSON of the contract, and the same in words."""

from collections.abc import Sequence
from decimal import Decimal
from typing import Any

from diagnostics.causes import (
    Finding,
    Money,
    Verdict,
    counts_clients,
    finding_line,
    finding_paragraph,
    missing_text,
    norms,
    signal_detail,
    state_text,
    twins_text,
)
from diagnostics.evidence import Evidence, Signal, month_start
from diagnostics.i18n import _, count, day, ngettext, pick, rubles_exact
from diagnostics.intake import (
    FileResult,
    expected_text,
    field_titles,
    fix_text,
    kinds,
    likeness_text,
    option_text,
    question_text,
    rejection_text,
)
from diagnostics.workbook import Batch, Problem, Proposal

LISTED = 10  # problems printed as text


def money(kopecks: int | None) -> str | None:
    """Kopecks as a string with two decimals."""
    return None if kopecks is None else str((Decimal(kopecks) / 100).quantize(Decimal("0.01")))


def import_result(result: FileResult) -> dict[str, Any]:
    """One file of an import."""
    totals: dict[str, Any] = {}
    if result.totals.amount is not None:
        totals = {
            "amount": money(result.totals.amount),
            "by_rep": {name: money(amount) for name, amount in result.totals.by_rep.items()},
            "by_month": {month: money(amount) for month, amount in result.totals.by_month.items()},
        }
        if result.control is not None:
            totals["control"] = {"found": money(result.control), "matches": result.control == result.totals.amount}
    if result.totals.people is not None:
        totals |= {"people": result.totals.people, "left": result.totals.left}
    if result.totals.seconds is not None:
        by_rep = {name: {"calls": calls, "seconds": seconds} for name, (calls, seconds) in result.totals.calls_by_rep.items()}
        totals |= {"seconds": result.totals.seconds, "by_rep": by_rep}
    out: dict[str, Any] = {
        "file": result.name,
        "batch": result.batch,
        "kind": result.kind,
        "status": result.status,
        "format": result.format,
        "mapping": result.mapping,
        "rows": result.counts | _states(result),
        "totals": totals,
        "left_out": [
            {"reason": reason, "rows": len(places), "lines": [line for _sheet, line in places]}
            for reason, places in result.left_out.items()
        ],
        "problems": [_problem(problem) for problem in result.problems],
        "questions": [_question(question) for question in result.questions],
    }
    if result.rejected:
        whole = {"sheet": None, "line": None, "column": None, "found": result.found, "expected": _expected(result)}
        reason = {"severity": "error", "code": result.rejected, **whole, "fix": rejection_text(result.rejected)}
        out["problems"].insert(0, reason)
    if result.joined_into:
        out["joined_into"] = result.joined_into
    return out


def _missing_columns(result: FileResult) -> str:
    """The columns that a file lacks, by name."""
    wanted = ", ".join(pick(field_titles()[field]) for field in result.missing)
    return _("Point to the column: {fields}").format(fields=wanted) if wanted else ""


def _expected(result: FileResult) -> str:
    """What a refused file should have been."""
    if result.rejected == "unknown_kind":
        return _("columns by which a kind is known: date and amount are sales, with a stage deals; month, name and amount are a plan or pay; name and position are staff")
    return _missing_columns(result) or _("a file that can be read")


def _states(result: FileResult) -> dict[str, int]:
    """Deals won, lost and open; nothing for other kinds."""
    if result.kind != "deals" or not result.counts:
        return {}
    return {state: result.totals.states.get(state, 0) for state in ("won", "lost", "open")}


def import_text(results: Sequence[FileResult], currency: str) -> str:
    """An import in words."""
    return "\n".join(line for result in results for line in _import_lines(result, currency))


def batch(one: Batch) -> dict[str, Any]:
    """A batch of the history."""
    return {
        "batch": one.id,
        "kind": one.kind,
        "files": one.files,
        "rows": {"accepted": one.accepted, "rejected": one.rejected},
        "first_day": one.first_day and one.first_day.isoformat(),
        "last_day": one.last_day and one.last_day.isoformat(),
        "imported_at": one.imported_at.isoformat(),
        "undone": one.undone,
        "superseded": one.superseded,
    }


def proposal(one: Proposal) -> dict[str, Any]:
    """A pair of names that look like one."""
    return {"kind": one.kind, "name": one.name, "other": one.other_name, "reason": one.reason, "score": one.score}


def proposals_text(waiting: Sequence[Proposal]) -> str:
    """Pairs of names in words."""
    lines = [f"{one.name} = {one.other_name}: {likeness_text(one.reason)}" for one in waiting]
    return "\n".join(lines) or _("No names look alike.")


def diagnosis(evidence: Evidence, verdict: Verdict) -> dict[str, Any]:
    """Signals, the norms as they were used, and findings."""
    return {
        "as_of": evidence.as_of.isoformat() if evidence.as_of else None,
        "company": evidence.company,
        "basis": evidence.basis,
        "signals": {name: _signal(signal, evidence) for name, signal in evidence.signals.items()},
        "norms": {name: {"value": norm.value, "unit": norm.unit, "origin": norm.origin} for name, norm in norms(evidence.facts).items()},
        "findings": [_finding(finding, evidence) for finding in verdict.findings],
    }


def diagnosis_text(evidence: Evidence, verdict: Verdict) -> str:
    """Findings in words, each with its figures."""
    if evidence.as_of is None:
        return _("There are no sales in this workbook yet. Import them first.")
    lines = [f"{evidence.company} · {day(evidence.as_of)}"]
    for finding in verdict.findings:
        lines.append(f"\n{finding_line(finding, evidence)} [{state_text(finding)}]")
        lines += [f"  {point.points:+g}  {signal_detail(point.signal, evidence.currency)}" for point in finding.points]
        lines += [f"  {text}" for text in (twins_text(finding, evidence),) if text]
        lines += [f"  {missing_text(code)}" for code in finding.missing]
    return "\n".join(lines)


def _signal(signal: Signal, evidence: Evidence) -> dict[str, Any]:
    unit = signal.meaning.unit
    out = {
        "value": _value(unit, signal.value),
        "low": _value(unit, signal.low),
        "high": _value(unit, signal.high),
        "unit": unit,
        "n": signal.n,
        "period": "..".join(f"{month_start(number):%Y-%m}" for number in signal.period) if signal.period else None,
        "available": signal.available,
        "missing": [missing_text(code) for code in signal.missing],
    }
    if signal.by_rep:
        names = {rep: person.name for rep, person in evidence.reps.items()}
        out["by_rep"] = {names.get(rep, _("no rep")): _value(unit, value) for rep, value in signal.by_rep.items()}
    return out


def _value(unit: str, value: Any) -> Any:
    if value is None:
        return None
    if unit == "money":
        return money(value)
    if unit == "month":
        return f"{month_start(value):%Y-%m}"
    if unit in ("window", "clock"):
        return value
    return int(value) if isinstance(value, int) else round(float(value), 6)


def _finding(finding: Finding, evidence: Evidence) -> dict[str, Any]:
    return {
        "cause": finding.cause.id,
        "level": finding.cause.level,
        "state": finding.state,
        "contradicted": finding.contradicted,
        "unconfirmed": finding.unconfirmed,
        "open_twins": evidence.open_twins if counts_clients(finding) else 0,
        "probability": None if finding.probability is None else round(finding.probability, 4),
        "money": _money(finding, evidence.currency),
        "doctrine": list(finding.cause.doctrine),
        "signals": [point.signal.id for point in finding.points],
        "points": {point.signal.id: point.points for point in finding.points},
        "answers": [name for voice in finding.voices for name in voice.questions],
        "answer_points": finding.answers,
        "sides": {voice.side: round(voice.shows, 4) for voice in finding.voices},
        "missing": [missing_text(code) for code in finding.missing],
        "objections": [pick(text) for text in finding.cause.objections],
        "line": finding_line(finding, evidence),
        "text": finding_paragraph(finding, evidence),
    }


def _money(finding: Finding, currency: str) -> dict[str, Any] | None:
    if not isinstance(finding.money, Money):
        return None
    return {"low": money(finding.money.low), "mid": money(finding.money.mid), "high": money(finding.money.high), "currency": currency, "per": "year"}


def _problem(problem: Problem) -> dict[str, Any]:
    return {
        "severity": problem.severity,
        "code": problem.code,
        "sheet": problem.sheet,
        "line": problem.line,
        "column": problem.header,
        "found": problem.found,
        "expected": expected_text(problem.code),
        "fix": fix_text(problem.code),
    }


def _question(question: dict[str, Any]) -> dict[str, Any]:
    return {
        "id": question["id"],
        "text": question_text(question["id"]),
        "options": question["options"],
        "default": question["default"],
        "found": question["found"],
        "blocking": question["blocking"],
    }


def _import_lines(result: FileResult, currency: str) -> list[str]:
    if result.rejected:
        return [
            f"{result.name}: {rejection_text(result.rejected)} {_missing_columns(result)}".rstrip(),
            *([f"  {_('Columns found')}: {result.found}"] if result.found else []),
            *_problem_lines(result),
        ]
    if result.status == "unchanged":
        return [_("{file}: this file was imported before, nothing changed.").format(file=result.name)]
    if result.status == "question":
        return [f"{result.name}: {line}" for line in _question_lines(result)]
    title = pick(kinds()[result.kind].title) if result.kind else ""
    head = ngettext(
        "{file}: {kind}, {n} row of {read} taken", "{file}: {kind}, {n} rows of {read} taken", result.counts["accepted"]
    )
    lines = [
        head.format(file=result.name, kind=title, n=count(result.counts["accepted"]), read=count(result.counts["read"]))
    ]
    if result.totals.amount is not None:
        lines.append(f"  {rubles_exact(result.totals.amount, currency)}")
    lines += [f"  {line}" for line in _question_lines(result)]
    return lines + _problem_lines(result)


def _question_lines(result: FileResult) -> list[str]:
    """What is open, and how to answer it; what does not block is read by its default meanwhile."""
    return [
        f"{question_text(one['id'])} "
        + " | ".join(f"--answer {one['id']}={option} ({option_text(option)})" for option in one["options"])
        + ("" if one["blocking"] else f" [{_('meanwhile')}: {option_text(one['default'])}]")
        for one in result.questions
    ]


def _problem_lines(result: FileResult) -> list[str]:
    lines = [
        f"  {_('line')} {problem.line}, {problem.header or ''}: {problem.found or _('empty')}; "
        f"{_('expected')}: {expected_text(problem.code)}. {fix_text(problem.code)}"
        for problem in result.problems[:LISTED]
    ]
    more = len(result.problems) - LISTED
    return lines + ([_("  and {n} more").format(n=more)] if more > 0 else [])
