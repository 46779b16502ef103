"""A questionnaire as a table for those who answer without a net: out as CSV or XLSX, filled in, and read again.

One row a question; a question of several parts has a row for each, with the id `H07/talks`. What to write in `answer`:
of options the number of the column, of hours the hours, of three to take a 1, of an order the place; `?` for «не знаю»,
`-` for «не применимо».
"""

import csv
import io
import zipfile
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from math import isfinite
from pathlib import Path
from typing import Any, Literal

import xlsxwriter
from python_calamine import CalamineError, CalamineWorkbook

from diagnostics.i18n import N_, _, pick
from diagnostics.interview.answer import LED, LED_WORDS, Answer, AnswerError, checked
from diagnostics.interview.form import OPTIONS, Question, Role, dimensions, state_words

COLUMNS = ("question_id", "topic", "dimension", "role", "order", "text", *(f"option_{place}" for place in range(OPTIONS)), "answer", "note")
ANSWER, NOTE = COLUMNS.index("answer"), COLUMNS.index("note")
UNKNOWN, NOT_APPLICABLE = "?", "-"
SIGNS = {"unknown": UNKNOWN, "not_applicable": NOT_APPLICABLE}
FORMULA = ("=", "+", "-", "@", "\t", "\r")  # what a spreadsheet takes for the beginning of a formula
LARGEST, UNPACKED = 2_000_000, 50_000_000  # bytes of a file and of what is packed in it: a questionnaire has a hundredth
WIDTHS = (12, 6, 12, 8, 9, 60, 26, 26, 26, 26, 12, 30)

SHEET_REASONS = {
    "unreadable": N_("this is no CSV or XLSX of a questionnaire. Save the file in one of these formats and try again."),
    "columns": N_("the columns question_id, text and answer are not in the first row. Take the questionnaire anew and leave its first row as it is."),
}
"""Code of a `SheetError` -> what it means and what to do."""

Sheet = list[list[str]]


@dataclass(frozen=True)
class SheetProblem:
    """A row that cannot be taken: line in the file, question, what was found, the code of what is wrong; see `AnswerError`."""

    line: int
    question: str
    found: str
    code: str


class SheetError(ValueError):
    """The file is no filled-in questionnaire; `code` is of `SHEET_REASONS`."""

    def __init__(self, code: str) -> None:
        super().__init__(code)
        self.code = code


def rows(form: Sequence[Question], given: Mapping[str, Answer], clients: Sequence[str] = ()) -> Sheet:
    """The table without its header. `clients`: whom the question of the head's clients lists."""
    return [row for question in form for row in _rows(question, given.get(question.id), clients)]


def write_csv(table: Sheet) -> bytes:
    """The table as CSV that Excel opens: UTF-8 with a mark, semicolons."""
    out = io.StringIO()
    writer = csv.writer(out, delimiter=";", lineterminator="\r\n")
    writer.writerow(COLUMNS)
    writer.writerows([f"'{cell}" if cell.startswith(FORMULA) and cell != NOT_APPLICABLE else cell for cell in row] for row in table)
    return out.getvalue().encode("utf-8-sig")


def write_xlsx(table: Sheet, role: Role, threshold: int) -> bytes:
    """The table as XLSX: the answer column stands out and takes what may be said; a second sheet tells who will see it, and how to fill it in."""
    out = io.BytesIO()
    with xlsxwriter.Workbook(out, {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False}) as book:
        sheet, head, cell = book.add_worksheet(_("Answers")), book.add_format({"bold": True}), book.add_format({"text_wrap": True, "valign": "top"})
        free = book.add_format({"text_wrap": True, "valign": "top", "bg_color": "#FFF6D6", "border": 1, "border_color": "#BCC5CF"})
        for place, width in enumerate(WIDTHS):
            sheet.set_column(place, place, width)
            sheet.write_string(0, place, COLUMNS[place], head)
        for line, row in enumerate(table, 1):
            for place, text in enumerate(row):
                sheet.write_string(line, place, text, free if place in (ANSWER, NOTE) else cell)
            if choices := [str(place) for place in range(OPTIONS) if row[COLUMNS.index("option_0") + place]]:
                sheet.data_validation(line, ANSWER, line, ANSWER, {"validate": "list", "source": [*choices, UNKNOWN, NOT_APPLICABLE], "error_type": "warning"})
        sheet.freeze_panes(1, 0)
        told = book.add_worksheet(_("How to fill it in"))
        told.set_column(0, 0, 100)
        for line, text in enumerate(_how(role, threshold)):
            told.write_string(line, 0, text, cell)
    return out.getvalue()


def read(content: bytes, name: str, form: Sequence[Question]) -> tuple[dict[str, Answer], list[SheetProblem]]:
    """The answers of a filled-in table, and the rows that cannot be taken. Questions left empty are left out.

    Args:
        content: of the file.
        name: of the file, whose ending says what it is.
        form: the questions that it may answer.

    Raises:
        SheetError: it is no such table.
    """
    table = _table(content, "csv" if Path(name).suffix.lower() in (".csv", ".txt") else "xlsx")
    header = [str(cell).strip().lower() for cell in table[0]] if table else []
    if missing := {"question_id", "text", "answer"} - {*header}:
        raise SheetError("columns" if len(missing) < len(header) or header else "unreadable")
    known = {question.id: question for question in form}
    found: dict[str, list[_Row]] = {}
    problems = []
    for line, cells in enumerate(table[1:], 2):
        row = _Row.of(line, dict(zip(header, cells, strict=False)))
        if row.question in known:
            found.setdefault(row.question, []).append(row)
        elif row.question or row.answer:
            problems.append(SheetProblem(line, row.question, row.answer, "question"))
    answers: dict[str, Answer] = {}
    for name_, lines in found.items():
        filled = [row for row in lines if row.answer]
        if not filled:
            continue
        try:
            answers[name_] = checked(known[name_], _answer(known[name_], filled))
        except (AnswerError, ValueError) as problem:
            code = problem.code if isinstance(problem, AnswerError) else "number"
            problems.append(SheetProblem(filled[0].line, name_, ", ".join(row.answer for row in filled), code))
    return answers, problems


@dataclass(frozen=True)
class _Row:
    line: int
    question: str
    part: str
    text: str
    answer: str
    note: str

    @classmethod
    def of(cls, line: int, cells: Mapping[str, Any]) -> "_Row":
        name, _slash, part = _text(cells.get("question_id")).partition("/")
        said = _text(cells.get("answer"))
        signs = (sign for state, sign in SIGNS.items() if said.lower() in {word.lower() for word in state_words()[state].values()})
        return cls(line, name, part, _text(cells.get("text")), next(signs, said), _text(cells.get("note")))


def _answer(question: Question, lines: Sequence[_Row]) -> Answer:
    """One answer of the rows of a question."""
    note = next((row.note for row in lines if row.note), "")
    said = lines[0].answer
    if said in (UNKNOWN, NOT_APPLICABLE) and len({row.answer for row in lines}) == 1:
        return Answer("unknown" if said == UNKNOWN else "not_applicable", None, note)
    return Answer("said", _VALUES.get(question.kind, _single)(question, lines), note)


def _single(question: Question, lines: Sequence[_Row]) -> Any:
    return lines[0].answer if question.kind == "text" else _number(lines[0].answer)


def _choice(question: Question, lines: Sequence[_Row]) -> Any:
    """A number of a column, or the words of an option."""
    said = lines[0].answer
    worded = [place for place, option in enumerate(question.options) if said.rstrip(".").lower() in {text.rstrip(".").lower() for text in option.values()}]
    return worded[0] if worded else _number(said)


def _number(text: str) -> float:
    """A number as people write it.

    Raises:
        ValueError: it is none, or without end.
    """
    number = float(text.replace(",", ".").replace("%", "").replace("\N{NO-BREAK SPACE}", "").strip())
    if not isfinite(number):
        raise ValueError(text)
    return int(number) if number == int(number) else number


def _ranked(_question: Question, lines: Sequence[_Row]) -> list[str]:
    """The parts by their places; nothing where these are not all from 1 on."""
    places = {row.part: _number(row.answer) for row in lines}
    return sorted(places, key=places.__getitem__) if {*places.values()} == {*range(1, len(places) + 1)} else []


def _led(_question: Question, lines: Sequence[_Row]) -> dict[str, str]:
    """Who leads each client.

    Raises:
        ValueError: a number stands for nobody.
    """
    numbers = {row.text: _number(row.answer) for row in lines}
    if not {*numbers.values()} <= {*range(len(LED))}:
        raise ValueError(numbers)
    return {client: LED[int(number)] for client, number in numbers.items()}


_VALUES: Mapping[str, Callable[[Question, Sequence[_Row]], Any]] = {
    "choice": _choice,
    "hours": lambda question, lines: {row.part: _number(row.answer) for row in lines},
    "pick": lambda question, lines: [row.part for row in lines if row.answer not in ("0", NOT_APPLICABLE)],
    "rank": _ranked,
    "list": _led,
}


def _rows(question: Question, answer: Answer | None, clients: Sequence[str]) -> Iterator[list[str]]:
    led = [_(text) for text in LED_WORDS]
    options = [pick(option) for option in question.options] if question.kind == "choice" else led if question.kind == "list" else []
    columns = [str(question.topic or ""), pick(dimensions()[question.dimension].title), question.role, question.shown_by]
    unit = pick(question.unit) if question.unit else "%" if question.kind == "guess" else ""
    text = pick(question.text) + (f" ({unit})" if unit else "")
    padded = [*options, *[""] * (OPTIONS - len(options))]
    parts = [(client, client) for client in clients] if question.kind == "list" else [(part.id, pick(part.text)) for part in question.parts]
    if not parts:
        yield [question.id, *columns, text, *padded, _cell(question, answer, ""), answer.note if answer else ""]
    for place, (part, title) in enumerate(parts):
        name = f"{question.id}/{place + 1 if question.kind == 'list' else part}"
        shown = title if question.kind == "list" else f"{text} {title}"
        yield [name, *columns, shown, *padded, _cell(question, answer, part), answer.note if answer and not place else ""]


def _cell(question: Question, answer: Answer | None, part: str) -> str:
    """What stands in the column of answers."""
    if answer is None or answer.state != "said":
        return "" if answer is None else SIGNS[answer.state]
    cells: Mapping[str, Callable[[Any], str]] = {
        "hours": lambda value: f"{value[part]:g}",
        "pick": lambda value: "1" if part in value else "",
        "rank": lambda value: str(value.index(part) + 1),
        "list": lambda value: str(LED.index(value[part])) if part in value else "",
    }
    return cells.get(question.kind, str)(answer.value)


def _how(role: Role, threshold: int) -> Iterable[str]:
    anonymous = _("Your answers are anonymous. Only the overall result is shown, for {n} people or more; what you write in your own words stays, unsigned.")
    by_name = _("You answer by name. The consultant sees your answers at once, the owner and the head of sales at the meeting.")
    return (
        anonymous.format(n=threshold) if role == "rep" else by_name,
        _("Write only in the columns “answer” and “note”; leave empty what you do not want to answer."),
        _("Where there are options, write the number in the name of the option's column: 0, 1, 2 or 3."),
        _("Hours: write hours in each row so that they add up. Three of ten: write 1 against three of them. Order: write places from 1."),
        _("“?” means that you do not know, “-” that this does not apply to you."),
    )


def _text(value: Any) -> str:
    if isinstance(value, float) and value == int(value):
        value = int(value)  # a spreadsheet keeps every number as a fraction
    text = "" if value is None else str(value).strip()
    return text[1:] if text.startswith("'") and text[1:].startswith(FORMULA) else text


def _table(content: bytes, kind: Literal["csv", "xlsx"]) -> list[list[Any]]:
    if len(content) > LARGEST:
        raise SheetError("unreadable")
    if kind == "xlsx":
        try:
            with zipfile.ZipFile(io.BytesIO(content)) as packed:
                if sum(entry.file_size for entry in packed.infolist()) > UNPACKED:
                    raise SheetError("unreadable")
            return CalamineWorkbook.from_filelike(io.BytesIO(content)).get_sheet_by_index(0).to_python()
        except (CalamineError, zipfile.BadZipFile, OSError, IndexError) as problem:
            raise SheetError("unreadable") from problem
    for encoding in ("utf-8-sig", "windows-1251"):  # Excel saves CSV in either
        try:
            text = content.decode(encoding)
        except UnicodeDecodeError:
            continue
        first = text.partition("\n")[0]
        try:
            return list(csv.reader(io.StringIO(text), delimiter=max(";,\t", key=first.count)))
        except csv.Error as problem:
            raise SheetError("unreadable") from problem
    raise SheetError("unreadable")
