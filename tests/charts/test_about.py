"""What stands under a chart, and the chart to take away."""

import io
import re
from importlib.resources import files

import altair as alt
import openpyxl
import pandas as pd
import pytest

from diagnostics.charts import Picture, abouts, png, sheet, svg, tables
from diagnostics.charts.theme import finish
from diagnostics.evidence import meanings
from diagnostics.i18n import LANGUAGES, month_span, speaking

from .pictures import PICTURES


def test_every_chart_says_what_it_is_for():
    """A chart without its question, or an entry without a chart, is a mistake."""
    assert set(abouts()) == set(PICTURES)


@pytest.mark.parametrize("name", PICTURES)
def test_what_stands_under_a_chart(name):
    """Both languages; signals and SQL that exist; a question that is one."""
    about = abouts()[name]
    for text in (about.asks, about.not_for, about.counted):
        assert set(text) == set(LANGUAGES)
        assert not re.search("[A-Za-z]{2,}", text["ru"].replace("XLSX", ""))
        assert not re.search("[А-Яа-я]", text["en"])
    assert all(text.endswith("?") for text in about.asks.values())
    assert set(about.signals) <= set(meanings())
    for one in about.sql:
        assert files("diagnostics.evidence").joinpath(f"{one}.sql").is_file()


def drawn(name: str, amount: int) -> Picture:
    """A picture of one bar."""
    rows = pd.DataFrame({"who": [name], "amount": [amount]})
    bars = alt.Chart(rows).mark_bar().encode(y=alt.Y("who:N", title=None), x=alt.X("amount:Q", title="млн ₽"))
    return Picture("Один столбик", f"Всего один, {month_span(pd.Timestamp('2025-01-01').date(), pd.Timestamp('2025-03-01').date())}", finish(bars, False))


@pytest.mark.parametrize("name", ["=1+1", "@SUM(A1)", "<script>alert(1)</script>", "http://пример.рф", "Ё" * 200])
def test_the_rows_of_a_chart_are_text(name):
    """A name that looks like a formula, a link or markup leaves as the text that it is, the number as a number."""
    picture = drawn(name, 12)
    paper = openpyxl.load_workbook(io.BytesIO(sheet(picture))).active
    assert [cell.value for cell in paper["A"]][:2] == [picture.title, picture.subtitle]
    assert {(cell.value, cell.data_type, cell.hyperlink) for cell in paper[5]} == {(name, "s", None), (12, "n", None)}
    drawing = svg(picture)
    assert "<script" not in drawing
    assert "href" not in drawing.replace("xlink", "")


def test_a_picture_to_take_away_has_its_words():
    """SVG and PNG stand alone: takeaway, subtitle and the sign of the rouble are in them."""
    with speaking("ru"):
        picture = drawn("Менеджер 01", 12)
        drawing = svg(picture, dark=True)
    for words in (picture.title, picture.subtitle, "млн ₽", "Менеджер 01"):
        assert words.replace("\u00a0", " ") in re.sub("<[^>]*>", "", drawing).replace("\u00a0", " ")
    assert png(picture).startswith(b"\x89PNG")


def test_rows_without_words_are_not_given():
    """Fields that only place a mark are no rows for a reader."""
    (titles, rows), *others = tables(drawn("Менеджер 01", 12))
    assert (titles, rows.to_dict("records"), others) == ({"who": "", "amount": "млн ₽"}, [{"who": "Менеджер 01", "amount": 12}], [])
