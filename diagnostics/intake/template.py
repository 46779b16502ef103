"""For those who have no export: where to click in their program, and an XLSX template with a sheet per kind."""

from dataclasses import dataclass
from datetime import date
from io import BytesIO
from typing import Any

from diagnostics.i18n import pick, read_content
from diagnostics.intake.content import kinds

DAY = "dd.mm.yyyy"
MONEY = "#,##0.00"
WIDE = 46  # letters, the widest column


@dataclass(frozen=True)
class Guide:
    """How to get exports out of one program: (kind, when this one is taken, steps), in the current language."""

    title: str
    exports: tuple[tuple[str, str, tuple[str, ...]], ...]


def guides() -> list[Guide]:
    """Every program that we know, in the current language."""
    return [
        Guide(
            pick(system["title"]),
            tuple((one["kind"], pick(one["when"]) if "when" in one else "", tuple(map(pick, one["steps"]))) for one in system["exports"]),
        )
        for system in read_content(__package__, "guides")["systems"]
    ]


def template_name() -> str:
    """What the template is called, in the current language."""
    return pick(_content()["words"]["file"])


def template() -> bytes:
    """The template as XLSX in the current language: examples on the first sheet, then an empty sheet for each kind."""
    import xlsxwriter  # loaded when somebody asks for it

    held = BytesIO()
    with xlsxwriter.Workbook(held, {"in_memory": True}) as book:
        head = book.add_format({"bold": True, "bg_color": "#E8EEF5", "border": 1, "border_color": "#9AA7B5"})
        formats = {date: book.add_format({"num_format": DAY, "align": "left"}), float: book.add_format({"num_format": MONEY}), str: book.add_format({"num_format": "@"})}
        _help(book, head, formats)
        for kind, columns in _content()["sheets"].items():
            page = book.add_worksheet(pick(kinds()[kind].title))
            page.freeze_panes(1, 0)
            for place, column in enumerate(columns.values()):
                title = pick(column["header"])
                page.write(0, place, title, head)
                page.write_comment(0, place, pick(column["what"]), {"x_scale": 1.5})
                page.set_column(place, place, max(14, len(title) + 4), formats[_type(column["example"])])
    return held.getvalue()


def _help(book: Any, head: Any, formats: dict[type, Any]) -> None:
    """The sheet that tells what to write where, with an example of everything."""
    words = _content()["words"]
    page = book.add_worksheet(pick(words["help"]))
    page.freeze_panes(1, 0)
    titles = [pick(title) for title in words["columns"]]
    rows = [
        (pick(kinds()[kind].title), pick(column["header"]), pick(column["what"]), _example(column), pick(words["needed"]) if column.get("needed") else "")
        for kind, columns in _content()["sheets"].items()
        for column in columns.values()
    ]
    for place, title in enumerate(titles):
        page.write(0, place, title, head)
        page.set_column(place, place, min(WIDE, 4 + max(len(str(row[place])) for row in [titles, *rows])))
    for line, row in enumerate(rows, start=1):
        for place, cell in enumerate(row):
            page.write(line, place, cell, formats[_type(cell)] if place == 3 else None)


def _example(column: dict[str, Any]) -> Any:
    example = column["example"]
    return pick(example) if isinstance(example, dict) else example


def _type(example: Any) -> type:
    return date if isinstance(example, date) else float if isinstance(example, (int, float)) else str


def _content() -> dict[str, Any]:
    return read_content(__package__, "template")
