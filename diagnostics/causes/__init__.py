"""Possible explanations, judged on the evidence: one file per cause, texts in content/, the verdict ranked."""

from diagnostics.causes.norms import Norm, norms
from diagnostics.causes.registry import LEVELS, Cause, Point, causes, doctrine
from diagnostics.causes.verdict import Finding, State, Verdict, judge
from diagnostics.causes.wording import (
    counts_clients,
    finding_title,
    interval_text,
    missing_text,
    said_state,
    signal_detail,
    signal_text,
    state_text,
    twins_text,
    value_text,
)

__all__ = [
    "LEVELS",
    "Cause",
    "Finding",
    "Norm",
    "Point",
    "State",
    "Verdict",
    "causes",
    "counts_clients",
    "doctrine",
    "finding_title",
    "interval_text",
    "judge",
    "missing_text",
    "norms",
    "said_state",
    "signal_detail",
    "signal_text",
    "state_text",
    "twins_text",
    "value_text",
]
