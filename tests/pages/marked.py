"""A company in which everything that no room may see carries a mark, and the session's screen as bytes in which marks are looked for."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from shutil import copy
from typing import Any

import openpyxl
from streamlit.testing.v1 import AppTest

from diagnostics.causes import judge
from diagnostics.demo import SHOWCASE, head_of
from diagnostics.evidence import measure
from diagnostics.intake import Upload, import_files
from diagnostics.interview import Answer, Reply, close_wave, form, heard, open_wave, rep_key, reply, save, save_of_rep
from diagnostics.session import ask, cast, go, hide_names, open_session, set_agreed, set_head_here, steps
from diagnostics.workbook import Workbook, create_workbook

from ..conftest import DEMO_FILES

REP, HEAD, CLIENT = "Имяреков", "Главарёва", "Тайнопокупателев"
BASE, BONUS = 77_777, 33_333  # roubles of pay of everybody in every month
REASON = "Ушёл после конфликта"
NOTE, FREE = "берёт откат у поставщика", "Свободный ответ менеджера"
UNSEEN, SEEN = "Этого автор не видел", "Это автор видел"
VERSION = "Версия с двух телефонов"


def build(path: Path, folder: Path) -> Workbook:
    """The demo company under marked names, with marked pay and reasons, and answers with marked notes and replies."""
    workbook = create_workbook(path, "Своя компания")
    files = [copy(file, folder / file.name) for file in sorted(DEMO_FILES.glob("*.[cx]*"))]
    for file in files:
        (_mark_sheet if file.suffix == ".xlsx" else _mark_text)(file)
    import_files(workbook, [Upload(file, file.name) for file in files])
    head = head_of(SHOWCASE)
    workbook.set({"head": HEAD, "head_since": head.since.isoformat(), "head_clients": "confirmed"})
    _answers(workbook)
    return workbook


def _marked(value: str) -> str:
    value = re.sub(r"Менеджер (\d+)", rf"{REP} \1", value)
    return re.sub(r"Пример (\d+)", rf"{CLIENT} \1", HEAD if value == "РОП" else value)


def _mark_text(file: Path) -> None:
    for encoding in ("utf-8-sig", "cp1251"):
        try:
            text = file.read_text(encoding=encoding)
        except UnicodeDecodeError:
            continue
        file.write_text(re.sub(r"(?<=;)РОП(?=;)", HEAD, _marked(text)), encoding=encoding)
        return


def _mark_sheet(file: Path) -> None:
    book = openpyxl.load_workbook(file)
    for row in book.active.iter_rows():
        for cell in row:
            if isinstance(cell.value, str):
                cell.value = _marked(cell.value)
        if file.stem == "pay" and isinstance(row[2].value, int):
            row[2].value, row[3].value = BASE, BONUS
        if file.stem == "staff" and row[4].value and row[5].value and isinstance(row[2].value, str) and row[2].row > 3:
            row[2].value = f"{row[2].value} ({REASON})"
    book.save(file)


def _answers(workbook: Workbook) -> None:
    """The owner and the head say things that the data refute; three reps answer at the ends of the scales."""
    asked = {question.id: question for role in ("owner", "head") for question in form(role)}
    for question in form("rep"):
        if question.kind in ("choice", "nps", "text"):
            value: Any = FREE if question.kind == "text" else 0
            for rep in range(3):
                save_of_rep(workbook, open_wave(workbook).number, rep_key(f"{rep}"), {question: Answer("said", value)})
    for name, value in (("O03", 3), ("O06", 95), ("O20", 60)):
        save(workbook, "owner", "Собственник", {asked[name]: Answer("said", value, NOTE)})
    for question in form("head"):
        if question.kind == "choice":
            save(workbook, "head", HEAD, {question: Answer("said", 3, NOTE)})
    close_wave(workbook)
    words = [one for one in judge(measure(workbook), heard(workbook)).words if one.who is not None and one.outcome == "contradicted"]
    for one in words:
        mine = one.claim.id == "O03"
        reply(workbook, one.claim.id, one.who, Reply("seen", SEEN) if mine else Reply("new", UNSEEN))


@dataclass(frozen=True)
class Shown:
    """What a step sent to the screen: every byte of it, and its texts alone."""

    raw: bytes
    texts: tuple[str, ...]
    kinds: frozenset[str]

    def __contains__(self, mark: str) -> bool:
        return mark.encode() in self.raw or any(mark in text.replace("\\", "") for text in self.texts)


def shown(app: AppTest) -> Shown:
    """Everything in the main part of a page."""
    elements = list(_elements(app.main))
    texts = [str(one.value) for one in elements if one.type in ("title", "header", "subheader", "markdown", "info", "error", "warning", "success", "text")]
    texts += [f"{one.label} {one.value}" for one in elements if one.type == "metric"]
    return Shown(b"\n".join(one.proto.SerializeToString() for one in elements), tuple(texts), frozenset(one.type for one in elements))


def _elements(block: Any) -> Iterator[Any]:
    for child in block.children.values():
        if hasattr(child, "children"):
            yield from _elements(child)
        else:
            yield child


def screen_of(workbook: Workbook, language: str, step: str, head_here: bool = True, hidden: bool = True, agreed: bool = True) -> Shown:
    """A step of the session's screen as the room sees it; a question is asked and answered by two phones."""
    open_session(workbook)
    set_head_here(workbook, head_here)
    hide_names(workbook, hidden)
    set_agreed(workbook, agreed)
    go(workbook, step)
    if step == "versions":
        ask(workbook, "version")
        for phone in ("1", "2"):
            cast(workbook, "version", phone, f"{VERSION} {phone}")
    return shown(page_of(workbook, "session.py", language))


def page_of(workbook: Workbook, script: str, language: str = "ru") -> AppTest:
    """Any page of the company."""
    from .shown import opened

    return opened(script, language, workbook.path)


STEPS = list(steps())
