"""Which workbooks this installation has, and which one is open in this browser tab."""

import os
import re
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from threading import Lock

import streamlit as st

from diagnostics.i18n import language
from diagnostics.sharing import Registry
from diagnostics.workbook import Workbook, company_in, create_workbook, open_workbook

HOME = Path(os.environ.get("RAZBOR_HOME", Path(__file__).parents[2] / "data" / "var"))
REGISTRY = Registry(HOME / "links.sqlite")
DEMO = "demo"
LOOPBACK = ("127.0.0.1", "localhost", "::1")
_building = Lock()


@dataclass(frozen=True)
class Case:
    """A workbook by its short name, which stands in the address of the page."""

    id: str
    path: Path


def is_local() -> bool:
    """Whether only this computer reaches the program: then whoever sees the page may name files of it.

    Behind a proxy the program listens on this computer too; then it is told the public name in one of the others.
    """
    names = [st.get_option("server.address"), st.get_option("browser.serverAddress"), *st.get_option("server.allowedHosts")]
    return all(name in LOOPBACK for name in names)


def cases() -> list[Case]:
    """The workbooks in this installation's folder, the latest first."""
    HOME.mkdir(parents=True, exist_ok=True, mode=0o700)
    files = sorted(HOME.glob("*.duckdb"), key=lambda path: path.stat().st_mtime, reverse=True)
    return [Case(path.stem, path) for path in files]


def current() -> Workbook | None:
    """The workbook open in this tab; it may be gone or busy, then whoever opens it hears why."""
    path = st.session_state.get("case")
    return open_workbook(Path(path)) if path else None


def open_case(path: Path) -> Workbook:
    """Open a workbook in this tab and put its name into the address, so that a reload comes back to it."""
    workbook = open_workbook(path)
    st.session_state["case"] = str(workbook.path)
    return workbook


def close_case() -> None:
    """No workbook is open in this tab."""
    st.session_state.pop("case", None)
    st.query_params.pop("case", None)


def opened_by_url() -> None:
    """Bring back what the address names after a reload, and keep the address in step with what is open."""
    wanted = st.query_params.get("case")
    if "case" not in st.session_state and wanted:
        known = {case.id: case.path for case in cases()}
        if wanted in known:
            st.session_state["case"] = str(known[wanted])
    path = st.session_state.get("case")
    if path and Path(path).parent == HOME.resolve():
        st.query_params["case"] = Path(path).stem
    if language() != "ru":
        st.query_params["lang"] = language()
    else:
        st.query_params.pop("lang", None)


def create_case(company: str, currency: str) -> Workbook:
    """A new workbook in this installation's folder, open in this tab."""
    HOME.mkdir(parents=True, exist_ok=True, mode=0o700)
    name = re.sub(r"[^\w-]+", "-", company.lower()).strip("-")[:40] or "company"
    number, path = 1, HOME / f"{name}.duckdb"
    while path.exists() or path.stem == DEMO:  # a client's company is never taken for the demo
        number += 1
        path = HOME / f"{name}-{number}.duckdb"
    workbook = create_workbook(path, company, currency)
    return open_case(workbook.path)


def demo_case(build: Callable[[Workbook], None], company: str) -> Workbook:
    """The demo company, imported on its first opening; it has its name only when it is whole."""
    path = HOME / f"{DEMO}.duckdb"
    with _building:
        if not path.exists():
            HOME.mkdir(parents=True, exist_ok=True, mode=0o700)
            part = path.with_suffix(".part")
            part.unlink(missing_ok=True)
            workbook = create_workbook(part, company)
            try:
                build(workbook)
            finally:
                workbook.close()
            part.replace(path)
    return open_case(path)


def company_of(path: Path) -> str:
    """The company in a workbook file, which is not kept open for that."""
    return _company(str(path), path.stat().st_mtime_ns)


@st.cache_data(show_spinner=False, max_entries=1_000)
def _company(path: str, changed: int) -> str:
    return company_in(Path(path))
