"""Files made on the spot, and what the reading process makes of them."""

import io
import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import openpyxl
import pyarrow as pa
import pyarrow.parquet as pq

from diagnostics.intake import Watch
from diagnostics.intake.child import answer

HEADER = "Дата;Номер;Контрагент;Менеджер;Сумма"
HEADERS = HEADER.split(";")


def table(header: str, *lines: str, end: str = "\n") -> str:
    """A text file of a header and lines."""
    return end.join([header, *lines]) + end


def sales(*amounts: str, header: str = "Сумма") -> str:
    """A sales file with these texts in the column of amounts, the first of them in line 2."""
    return table(
        f"Дата;Контрагент;Менеджер;{header}", *(f'15.01.2024;Клиент 1;Менеджер 01;"{text}"' for text in amounts)
    )


def sale(number: int, amount: str = "10,00") -> str:
    """A sound line under HEADER."""
    return f"{number % 28 + 1:02d}.01.2024;{number};Клиент {number};Менеджер 01;{amount}"


def xlsx(rows: Sequence[Sequence[Any]], *others: Sequence[Sequence[Any]]) -> bytes:
    """An Excel file with a sheet of these rows, and one for each of the others."""
    book = openpyxl.Workbook()
    for number, sheet in enumerate((rows, *others)):
        page = book.create_sheet() if number else book.active
        for row in sheet:
            page.append(list(row))
    held = io.BytesIO()
    book.save(held)
    return held.getvalue()


def parquet(columns: Mapping[str, Any]) -> bytes:
    """A Parquet file of columns."""
    held = io.BytesIO()
    pq.write_table(pa.table(dict(columns)), held)
    return held.getvalue()


@dataclass(frozen=True)
class Read:
    """What the reading process answered about one file, and the typed rows that it staged."""

    file: dict[str, Any]
    rows: list[dict[str, Any]]
    questions: list[dict[str, Any]]

    def column(self, name: str) -> list[Any]:
        """The values of a column of the typed rows, dates as texts."""
        return [
            value if value is None or isinstance(value, (int, str)) else str(value)
            for value in (row[name] for row in self.rows)
        ]

    @property
    def kind(self) -> str | None:
        """What the file was taken for, or None where it was refused."""
        return None if "rejected" in self.file else self.file["kind"]

    @property
    def problems(self) -> list[tuple[str, int | None, str | None, str | None]]:
        """Problems as (code, line, header, found)."""
        return [(one["code"], one["line"], one["header"], one["found"]) for one in self.file.get("problems", ())]


def in_process(request: dict[str, Any], _watch: Watch | None = None) -> dict[str, Any]:
    """What the reading process would answer, without starting one; both ways through JSON, as there."""
    replied: dict[str, Any] = json.loads(json.dumps(answer(json.loads(json.dumps(request))), default=str))
    return replied


def _counted(batch: Mapping[str, Any]) -> list[dict[str, Any]]:
    """The typed rows of a batch that count."""
    dropped = {(one["line"], one["origin"]) for one in pq.read_table(batch["dropped"]).to_pylist()}
    rows = pq.read_table(batch["parquet"]).to_pylist()
    return [row for row in rows if row["ignored"] is None and not {(row["line"], None), (row["line"], row.get("origin"))} & dropped]


def read(folder: Path, content: str | bytes, name: str = "file.csv", kind: str = "auto", **said: Any) -> Read:
    """Have a single file read; `encoding` and `fields` say how, anything else is an answer to a question.

    Amounts are small here: that they are in roubles is answered beforehand, and that the reps lead their clients.
    """
    path = folder / name
    path.write_bytes(content if isinstance(content, bytes) else content.encode(said.pop("encoding", "utf-8")))
    fields = said.pop("fields", None)
    file: dict[str, Any] = {"name": name, "path": str(path), "kind": kind, "said": {"": {"kind": kind, "fields": fields}} if fields else {}}
    request = {"action": "load", "files": [file], "staging": str(folder), "known": {}, "answers": {"unit": "rub", "rep_meaning": "leads"} | said}
    replied = in_process(request)
    rows = [row for batch in replied["batches"] for row in _counted(batch)]
    return Read(replied["tables"][0], rows, replied["questions"])
