"""The measured case of the open workbook, kept until anything in the workbook changes."""

from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path

import streamlit as st

from diagnostics.causes import Verdict, judge
from diagnostics.evidence import WHOLE, Evidence, Series, Signal, examine, meanings
from diagnostics.interview import heard, said_version
from diagnostics.workbook import Scope, Workbook, open_workbook


@dataclass(frozen=True)
class Measured:
    """Signals, the rows behind them and the verdict."""

    evidence: Evidence
    series: Series
    verdict: Verdict


def measured(workbook: Workbook, scope: Scope = WHOLE, since: date | None = None) -> Measured:
    """Measure a workbook or a part of it, and judge it; the same in the same state is not done twice."""
    return _judged(str(workbook.path), workbook.version, said_version(workbook), scope, since)


@st.cache_resource(max_entries=32, show_spinner=False)
def _judged(path: str, version: str, said: str, scope: Scope, since: date | None) -> Measured:
    evidence, rows = _examined(path, version, scope, since)
    verdict = judge(evidence, heard(open_workbook(Path(path))))
    if evidence.head and not evidence.head.confirmed:
        evidence, rows = replace(evidence, signals=_veiled(evidence)), replace(rows, head=None)
    return Measured(evidence, rows, verdict)


@st.cache_resource(max_entries=32, show_spinner=False)
def _examined(path: str, version: str, scope: Scope, since: date | None) -> tuple[Evidence, Series]:
    return examine(open_workbook(Path(path)), scope, since)


def _veiled(evidence: Evidence) -> dict[str, Signal]:
    """Until the head has gone through his list, no page shows a figure of his own sales: the export may name him where he only signed."""
    own = {name for name in evidence.signals if name.startswith("head.") and "sale" in meanings()[name].tables}
    return evidence.signals | {name: Signal(name, missing=("head_list",)) for name in own if evidence.signals[name].available}
