"""The Streamlit side of the house: page frame, chart block, finding card, problem list."""

from pages.components.blocks import chart, facts, fold, next_step, signal_help, table
from pages.components.cases import (
    Case,
    cases,
    close_case,
    company_of,
    create_case,
    current,
    demo_case,
    is_local,
    open_case,
    opened_by_url,
)
from pages.components.finding import finding_card, open_card, unknown_list, works_list
from pages.components.frame import frame, language_switch, needs_case
from pages.components.measured import Measured, measured
from pages.components.part import measured_part
from pages.components.registry import PAGES, PageEntry
from pages.components.text import plain

__all__ = [
    "PAGES",
    "Case",
    "Measured",
    "PageEntry",
    "cases",
    "chart",
    "close_case",
    "company_of",
    "create_case",
    "current",
    "demo_case",
    "facts",
    "finding_card",
    "fold",
    "frame",
    "is_local",
    "language_switch",
    "measured",
    "measured_part",
    "needs_case",
    "next_step",
    "open_card",
    "open_case",
    "opened_by_url",
    "plain",
    "signal_help",
    "table",
    "unknown_list",
    "works_list",
]
