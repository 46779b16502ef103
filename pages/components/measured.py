"""The measured case of the open workbook, kept until anything in the workbook changes."""

from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path

import streamlit as st

from diagnostics.causes import Verdict, judge
from diagnostics.evidence import WHOLE, Evidence, Series, Signal, examine, meanings
from diagnostics.interview import heard
from diagnostics.workbook import Scope, Workbook, open_workbook


@dataclass(frozen=True)
class Measured:
    """Signals, the rows behind them and the verdict."""

    evidence: Evidence
    series: Series
    verdict: Verdict


def measured(workbook: Workbook, scope: Scope = WHOLE, since: date | None = None) -> Measured:
    """Measure a workbook or a part of it; the same in the same state is not measured twice."""
    return _measured(str(workbook.path), workbook.version, scope, since)


@st.cache_resource(max_entries=32, show_spinner=False)
def _measured(path: str, version: str, scope: Scope, since: date | None) -> Measured:
    workbook = open_workbook(Path(path))
    evidence, rows = examine(workbook, scope, since)
    verdict = judge(evidence, heard(workbook))
    if evidence.head and not evidence.head.confirmed:
        evidence, rows = replace(evidence, signals=_veiled(evidence)), replace(rows, head=None)
    return Measured(evidence, rows, verdict)


def _veiled(evidence: Evidence) -> dict[str, Signal]:
    """Until the head has gone through his list, no page shows a figure of his own sales: the export may name him where he only signed."""
    own = {name for name in evidence.signals if name.startswith("head.") and "sale" in meanings()[name].tables}
    return evidence.signals | {name: Signal(name, missing=("head_list",)) for name in own if evidence.signals[name].available}
