"""The consultant's own questions and those that he leaves out, per workbook; the content files stay as they are."""

import json
from collections.abc import Mapping
from typing import Any

from diagnostics.i18n import LANGUAGES
from diagnostics.interview.condition import ConditionError
from diagnostics.interview.form import OPTIONS, ROLES, Question, Role, dimensions, form, question_of, questions
from diagnostics.workbook import Workbook

OWN = "X"  # first letter of the ids of own questions
KINDS = ("choice", "number", "text", "nps")
"""What an own question may be."""
FIELDS = {"role", "kind", "dimension", "order", "text", "options", "least", "most"}
"""What its spec may say."""


class EditError(ValueError):
    """A question cannot be added, or a file of edits cannot be read; `code` says why."""

    def __init__(self, name: str, code: str) -> None:
        super().__init__(f"{name}: {code}")
        self.name, self.code = name, code


def edits(workbook: Workbook) -> dict[str, Any]:
    """Question -> its spec where it is an own one, None where it is left out."""
    rows = workbook.remembered("select question, spec from question_edit qualify row_number() over (partition by question order by number desc) = 1 order by question")
    found = {name: json.loads(spec) if spec else None for name, spec in rows}
    return {name: spec for name, spec in found.items() if spec != {}}


def form_of(workbook: Workbook, role: Role) -> list[Question]:
    """The questions of a form as this workbook asks them."""
    changed = edits(workbook)
    kept = [question for question in form(role) if question.id not in changed]
    own = [question_of(name, role, spec) for name, spec in changed.items() if spec and spec["role"] == role]
    return kept + own


def ever_asked(workbook: Workbook, role: Role) -> list[Question]:
    """Every question that this workbook may have asked in a form: those left out or removed meanwhile too."""
    rows = workbook.query(
        """select question, spec from question_edit where spec is not null and spec <> '{}'
           qualify row_number() over (partition by question order by number desc) = 1 order by question"""
    )
    return [*form(role), *(question_of(name, role, spec) for name, text in rows if (spec := json.loads(text))["role"] == role)]


def hide(workbook: Workbook, name: str) -> None:
    """Leave a question of the content out.

    Raises:
        EditError: there is no such question.
    """
    if name not in questions():
        raise EditError(name, "unknown")
    _write(workbook, {name: None})


def show(workbook: Workbook, name: str) -> None:
    """Take an edit back: a question that was left out is asked again, an own one no more."""
    _write(workbook, {name: {}})


def add(workbook: Workbook, role: Role, spec: Mapping[str, Any]) -> str:
    """Add an own question, written as content writes it; its id.

    Raises:
        EditError: it is not complete.
    """
    name = _free(workbook, 1)[0]
    _write(workbook, {name: _checked(name, {**spec, "role": role})})
    return name


def _free(workbook: Workbook, count: int) -> list[str]:
    """So many ids that no own question of this workbook has ever had."""
    known = [int(name.removeprefix(OWN)) for (name,) in workbook.query("select question from question_edit") if name.startswith(OWN)]
    return [f"{OWN}{max(known, default=0) + place:02d}" for place in range(1, count + 1)]


def exported(workbook: Workbook) -> str:
    """The edits as a file."""
    return json.dumps(edits(workbook), ensure_ascii=False, indent=2)


def brought(workbook: Workbook, text: str) -> int:
    """Take over the edits of another workbook from such a file; how many. All of them, or none. Own questions get ids that are free here.

    Raises:
        EditError: it is not such a file, or one of its questions is not complete.
    """
    try:
        found = json.loads(text)
    except ValueError as problem:
        raise EditError("", "file") from problem
    if not isinstance(found, dict):
        raise EditError("", "file")
    checked = {name: None if spec is None else _checked(name, spec) for name, spec in found.items()}
    if unknown := next((name for name, spec in checked.items() if spec is None and name not in questions()), None):
        raise EditError(unknown, "unknown")
    own = [spec for spec in checked.values() if spec is not None]
    left_out = {name: None for name, spec in checked.items() if spec is None}
    _write(workbook, {**left_out, **dict(zip(_free(workbook, len(own)), own, strict=True))})
    return len(checked)


def _checked(name: str, spec: Any) -> dict[str, Any]:
    if not isinstance(spec, dict) or not name.startswith(OWN) or not name[len(OWN) :].isdecimal() or not {*spec} <= FIELDS:
        raise EditError(name, "file")
    if any(spec.get(field, "choice") not in list(known) for field, known in (("role", ROLES), ("dimension", dimensions()), ("kind", KINDS))):
        raise EditError(name, "kind")
    if not _is_worded(spec.get("text")):
        raise EditError(name, "text")
    options = spec.get("options") or []
    if not isinstance(options, list) or len(options) != (OPTIONS if spec.get("kind", "choice") == "choice" else 0) or not all(map(_is_worded, options)):
        raise EditError(name, "options")
    try:
        question = question_of(name, spec["role"], spec)
        if not question.least < question.most:
            raise EditError(name, "file")
    except (ConditionError, TypeError, ValueError, AttributeError, KeyError) as problem:
        raise EditError(name, "file") from problem
    return dict(spec)


def _is_worded(text: Any) -> bool:
    """Whether a text stands in both languages."""
    return isinstance(text, dict) and all(isinstance(text.get(code), str) and text[code].strip() for code in LANGUAGES)


def _write(workbook: Workbook, changes: Mapping[str, Any]) -> None:
    with workbook.writing() as cursor:
        for name, spec in changes.items():
            cursor.execute("insert into question_edit (question, spec) values (?, ?)", [name, None if spec is None else json.dumps(spec, ensure_ascii=False)])
