"""A chart to take away: as SVG or PNG with its words, and its rows as a sheet."""

import io
from collections.abc import Iterator
from functools import cache
from importlib.resources import as_file, files
from textwrap import wrap
from typing import Any

import altair as alt
import pandas as pd

from diagnostics.charts.theme import Picture, palette

FONT = "Inter"  # the browser's Source Sans is not here; Inter has Cyrillic and the sign of the rouble
WIDE, LINE = 900, 96  # pixels of the drawing, letters of a line of its title


def svg(picture: Picture, dark: bool = False) -> str:
    """The picture as SVG, its takeaway and subtitle above it."""
    import vl_convert  # thirty megabytes that only this needs

    _fonts()
    spec = _spec(picture, dark)
    locale = spec["config"]["locale"]
    return str(vl_convert.vegalite_to_svg(spec, format_locale=locale.get("number"), time_format_locale=locale.get("time")))


def png(picture: Picture, dark: bool = False, scale: float = 1.0) -> bytes:
    """The picture as PNG."""
    import vl_convert

    return bytes(vl_convert.svg_to_png(svg(picture, dark), scale=scale))


def sheet(picture: Picture) -> bytes:
    """The rows of a picture as XLSX, under the words of its axes and tooltips; a cell of text is text, whatever it holds."""
    import xlsxwriter

    out = io.BytesIO()
    with xlsxwriter.Workbook(out, {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False, "nan_inf_to_errors": True}) as book:
        paper = book.add_worksheet()
        paper.write_string(0, 0, picture.title)
        paper.write_string(1, 0, picture.subtitle)
        line = 3
        for titles, rows in tables(picture):
            for place, field in enumerate(titles):
                paper.write_string(line, place, titles[field])
                for below, value in enumerate(rows[field], start=1):
                    paper.write(line + below, place, value)
            line += len(rows) + 2
    return out.getvalue()


def tables(picture: Picture) -> list[tuple[dict[str, str], pd.DataFrame]]:
    """The data of a picture by layer: the columns that a reader sees, with the words under which he does; what names a mark may have none."""
    spec = picture.chart.to_dict()
    found: dict[str, dict[str, str]] = {}
    for source, field, title in _seen(spec, ""):
        words = found.setdefault(source, {})
        words[field] = words.get(field) or title
    shown = []
    for source, titles in found.items():
        rows = pd.DataFrame(spec["datasets"][source])
        those = {field: title for field, title in titles.items() if field in rows}
        if any(those.values()):
            shown.append((those, _plain(rows[list(those)].drop_duplicates())))
    return shown


def _plain(rows: pd.DataFrame) -> pd.DataFrame:
    """Dates without the hour that Vega wants, nothing for what is not there."""
    dated = {column: rows[column].str.slice(0, 10) for column in rows if rows[column].astype(str).str.fullmatch(r"\d{4}-\d\d-\d\dT00:00:00.*").all()}
    return rows.assign(**dated).astype(object).where(rows.notna(), None)


def _seen(node: Any, source: str) -> Iterator[tuple[str, str, str]]:
    """(data set, field, words) of every field of a spec that has words or names its marks."""
    if isinstance(node, list):
        for one in node:
            yield from _seen(one, source)
    elif isinstance(node, dict):
        source = node.get("data", {}).get("name", source) if isinstance(node.get("data"), dict) else source
        words = str(node.get("title") or "").strip()
        if isinstance(node.get("field"), str) and (words or node.get("type") == "nominal"):
            yield source, node["field"], words
        for name, value in node.items():
            if name not in ("data", "datasets", "config"):
                yield from _seen(value, source)


def _spec(picture: Picture, dark: bool) -> dict[str, Any]:
    colours = palette(dark)
    title = alt.TitleParams(
        wrap(picture.title, LINE), subtitle=wrap(picture.subtitle, round(LINE * 1.3)), anchor="start", fontSize=18, subtitleFontSize=13,
        color=colours.ink, subtitleColor=colours.muted, subtitlePadding=6, offset=14, frame="group",
    )  # fmt: skip
    spec: dict[str, Any] = picture.chart.properties(width=WIDE, title=title).to_dict()
    spec["config"] = spec["config"] | {"font": FONT, "background": colours.bare, "text": {"font": FONT, "fontSize": 12}}
    return spec


@cache
def _fonts() -> None:
    import vl_convert

    with as_file(files("fontpkg_inter") / "files") as folder:
        vl_convert.register_font_directory(str(folder))
