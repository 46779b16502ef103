"""Numbers from the workbook: typed signals with interval, number of cases and formula; grey where data lack."""

from diagnostics.evidence.case import Evidence, Rep, Series, examine, measure, series
from diagnostics.evidence.effects import Effects
from diagnostics.evidence.head import Head
from diagnostics.evidence.people import Staff, curve, headcount
from diagnostics.evidence.period import Period, month_number, month_start
from diagnostics.evidence.scan import CHANCE
from diagnostics.evidence.signal import Meaning, Signal, meanings, missing_texts
from diagnostics.evidence.survival import KaplanMeier

__all__ = [
    "CHANCE",
    "Effects",
    "Evidence",
    "Head",
    "KaplanMeier",
    "Meaning",
    "Period",
    "Rep",
    "Series",
    "Signal",
    "Staff",
    "curve",
    "examine",
    "headcount",
    "meanings",
    "measure",
    "missing_texts",
    "month_number",
    "month_start",
    "series",
]
