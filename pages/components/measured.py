"""The measured case of the open workbook, kept until anything in the workbook changes."""

from dataclasses import dataclass
from datetime import date
from pathlib import Path

import streamlit as st

from diagnostics.causes import Verdict, judge
from diagnostics.evidence import WHOLE, Evidence, Series, examine
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
    return Measured(evidence, rows, judge(evidence, heard(workbook)))
