"""Numbers from the workbook: typed signals with interval, number of cases and formula; grey where data lack."""

from diagnostics.evidence.behind import kinds_behind, rep_clients, rows_behind
from diagnostics.evidence.case import WHOLE, Evidence, Rep, Series, examine, measure, series
from diagnostics.evidence.cohorts import grid_of_rep
from diagnostics.evidence.conversion import steps_to_order
from diagnostics.evidence.deals import FEW_DEALS
from diagnostics.evidence.departments import Department, departments
from diagnostics.evidence.effects import Effects
from diagnostics.evidence.head import Head, find_head, heads_clients
from diagnostics.evidence.people import Staff, curve, hazards, headcount
from diagnostics.evidence.period import Period, month_number, month_start
from diagnostics.evidence.scan import CHANCE
from diagnostics.evidence.signal import Meaning, Section, Signal, meanings, missing_texts, sections
from diagnostics.evidence.survival import KaplanMeier

__all__ = [
    "CHANCE",
    "FEW_DEALS",
    "WHOLE",
    "Department",
    "Effects",
    "Evidence",
    "Head",
    "KaplanMeier",
    "Meaning",
    "Period",
    "Rep",
    "Section",
    "Series",
    "Signal",
    "Staff",
    "curve",
    "departments",
    "examine",
    "find_head",
    "grid_of_rep",
    "hazards",
    "headcount",
    "heads_clients",
    "kinds_behind",
    "meanings",
    "measure",
    "missing_texts",
    "month_number",
    "month_start",
    "rep_clients",
    "rows_behind",
    "sections",
    "series",
    "steps_to_order",
]
