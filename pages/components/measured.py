"""The measured case of the open workbook, kept until anything in the workbook changes."""

from dataclasses import dataclass
from pathlib import Path

import streamlit as st

from diagnostics.causes import Verdict, judge
from diagnostics.evidence import Evidence, Series, measure, series
from diagnostics.workbook import Workbook, open_workbook


@dataclass(frozen=True)
class Measured:
    """Signals, the rows behind them and the verdict."""

    evidence: Evidence
    series: Series
    verdict: Verdict


def measured(workbook: Workbook) -> Measured:
    """Measure a workbook; the same workbook in the same state is not measured twice."""
    return _measured(str(workbook.path), workbook.version)


@st.cache_resource(max_entries=32, show_spinner=False)
def _measured(path: str, version: str) -> Measured:
    workbook = open_workbook(Path(path))
    evidence = measure(workbook)
    return Measured(evidence, series(workbook, evidence), judge(evidence))
