"""Every picture of companies that are hard to draw: one row, one rep, sixty, five years, months in the red, names of all sorts."""

import json
from datetime import date

import pytest

from diagnostics.workbook import Workbook

from ..evidence.companies import Company, Person, Sale, fill
from .pictures import PICTURES, case_of
from .test_pictures import SHOWN, fields

HIRED = date(2020, 1, 1)
AWKWARD = ("О'Нил-\"Младший\" [бывший]. (И.о.)", "Ж" * 200, "=1+1", "<b>жирный</b>", "{name} %s \\ `код`")


def company(months: int, reps: list[str], clients: int, red: bool = False) -> Company:
    """Reps who sell to clients of their own every month; `red`: every fifth month brings returns alone."""
    sales = []
    for place in range(months):
        day = date(2021 + place // 12, place % 12 + 1, 9)
        sign = -1 if red and place % 5 == 4 else 1
        sales += [Sale(day, sign * (50_000 + 137 * place + 1_000 * client), f"Клиент {client} {rep}", rep) for rep in reps for client in range(clients)]
    half = len(reps) // 2
    staff = [Person(rep, HIRED, date(2023, 5, 20) if place < half and months > 36 else None) for place, rep in enumerate(reps)]
    return Company(sales, staff=staff)


HARD = {
    "nothing": Company([]),
    "one row": Company([Sale(date(2025, 3, 3), 100_00, "Клиент", "Менеджер")]),
    "one rep": company(30, ["Один"], 12),
    "sixty reps": company(30, [f"Менеджер {place:02}" for place in range(60)], 3),
    "five years": company(60, [f"Менеджер {place}" for place in range(6)], 8),
    "months in the red": company(36, ["Первый", "Второй", "Третий"], 5, red=True),
    "awkward names": company(40, list(AWKWARD), 6),
}


@pytest.mark.parametrize("name", HARD)
@pytest.mark.parametrize("dark", [False, True], ids=["light", "dark"])
def test_hard_companies_are_drawn_or_left_out(workbook: Workbook, name: str, dark: bool) -> None:
    """A valid chart of no more than two thousand rows, without holes for numbers, its words in one line of sense; or none."""
    case = case_of(fill(workbook, HARD[name]))
    drawn = 0
    for chart, draw in PICTURES.items():
        picture = draw(case, dark)
        if picture is None:
            continue
        spec = picture.chart.to_dict()
        drawn += 1
        assert "NaN" not in json.dumps(spec), chart
        assert sum(len(rows) for rows in spec.get("datasets", {}).values()) <= SHOWN, chart
        assert all(field.replace("_", "").isalnum() and field.isascii() for field in fields(spec)), chart
        assert picture.title.strip(), chart
        assert "nan" not in picture.alt.lower(), chart
    assert drawn >= (2 if name in ("nothing", "one row") else 6)  # what needs no sales is there even then
