"""The look of every chart: colours with one meaning each, for light and dark, and numbers in the reader's language."""

from dataclasses import dataclass
from typing import Any

import altair as alt
import pandas as pd

from diagnostics.i18n import language

CLICK = "chosen"  # the selection by which a chart says what was clicked
FONT = "Source Sans, Source Sans Pro, sans-serif"


@dataclass(frozen=True)
class Palette:
    """Colours by meaning. Text has at least 4.5 : 1 against the page, marks 3 : 1."""

    bare: str  # the page itself
    ink: str
    muted: str
    grid: str
    data: str
    light: str
    teal: str
    stone: str
    against: str
    good: str
    method: str
    shade: str
    pale: str


LIGHT = Palette(
    bare="#FFFFFF", ink="#1B2430", muted="#5A6370", grid="#E8EBEF", data="#1F5FA8", light="#5E97D0", teal="#2F7F86", stone="#7C8B9B",
    against="#C24E00", good="#00805C", method="#7B4EA3", shade="#F6D9C6", pale="#BCC5CF",
)  # fmt: skip
DARK = Palette(
    bare="#0E1117", ink="#E8EBEF", muted="#A9B4C2", grid="#2B3440", data="#6FA8E8", light="#A9CDF2", teal="#5FB8BF", stone="#8E9BAA",
    against="#FF9A5C", good="#4CC9A0", method="#C49BE8", shade="#5A3A26", pale="#4A5563",
)  # fmt: skip


@dataclass(frozen=True)
class Picture:
    """A chart with its message: the takeaway, what is shown (period, number of cases), and the text for who cannot see it."""

    title: str
    subtitle: str
    chart: alt.Chart | alt.LayerChart

    @property
    def alt(self) -> str:
        """The takeaway in words."""
        return f"{self.title}. {self.subtitle}"


def palette(dark: bool) -> Palette:
    """The colours of a light or a dark page."""
    return DARK if dark else LIGHT


def finish(chart: Any, dark: bool) -> Any:
    """Give a chart the house's type, grid and locale."""
    colours = palette(dark)
    return (
        chart.configure(font=FONT, background="transparent", locale=_locale(), padding={"left": 4, "right": 12, "top": 4, "bottom": 4})
        .configure_view(stroke=None)
        .configure_mark(aria=False)  # the picture as a whole has its text; mark by mark it would be read as noise
        .configure_axis(
            labelColor=colours.muted, titleColor=colours.muted, gridColor=colours.grid, domainColor=colours.grid,
            tickColor=colours.grid, labelFontSize=12, titleFontSize=12, titleFontWeight="normal", labelLimit=160,
        )
        .configure_legend(labelColor=colours.ink, labelFontSize=12, title=None, orient="top", symbolType="square", labelLimit=280)
        .configure_text(font=FONT, fontSize=12)
    )  # fmt: skip


def bar_width(bars: int, part: float = 0.62) -> Any:
    """Width of each of so many bars: a part of its room on the axis, whatever the width of the screen."""
    return alt.value({"expr": f"max(3, width / {max(bars, 1)} * {part})"})


def month_axis() -> alt.Axis:
    """A time axis in months, a label for every third."""
    return alt.Axis(
        title=None,
        format="%b %y",
        labelAngle=0,
        tickCount={"interval": "month", "step": 3},
        grid=False,
        labelOverlap=True,
        labelSeparation=14,
        labelBound=True,
    )


def month_bars(dates: pd.Series | pd.DatetimeIndex) -> alt.X:
    """The axis of bars by month: half a month of room at both ends, so that no bar leaves the chart."""
    half = pd.Timedelta(days=16)
    ends = [
        alt.DateTime(year=day.year, month=day.month, date=day.day) for day in (dates.min() - half, dates.max() + half)
    ]
    return alt.X("date:T", axis=month_axis(), scale=alt.Scale(domain=ends, nice=False))


def _locale() -> Any:
    if language() == "en":
        return {"number": {"decimal": ".", "thousands": ",", "grouping": [3], "currency": ["", ""], "minus": "\u2212"}}
    from babel import Locale

    babel = Locale.parse("ru")
    wide = babel.months["stand-alone"]["wide"]
    short = babel.months["stand-alone"]["abbreviated"]
    days = babel.days["stand-alone"]
    return {
        "number": {
            "decimal": ",", "thousands": "\u00a0", "grouping": [3], "currency": ["", "\u00a0\u20bd"], "minus": "\u2212",
            "percent": "\u00a0%",
        },
        "time": {
            "dateTime": "%d.%m.%Y %H:%M", "date": "%d.%m.%Y", "time": "%H:%M", "periods": ["", ""],
            # Babel's weeks begin with Monday, d3's with Sunday
            "days": [days["wide"][(i - 1) % 7] for i in range(7)],
            "shortDays": [days["abbreviated"][(i - 1) % 7] for i in range(7)],
            "months": [wide[i] for i in range(1, 13)],
            "shortMonths": [short[i].rstrip(".") for i in range(1, 13)],
        },
    }  # fmt: skip
