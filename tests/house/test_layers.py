"""The layer rule: each part of the house imports what stands below it, and each outside package has its owners."""

import pytest

from .tree import ROOT, Module, external, floors, modules

LAYERS = (
    {"i18n"},
    {"workbook"},
    {"intake", "interview", "evidence"},
    {"causes"},
    {"plan", "charts", "session"},
    {"report", "sharing"},
    {"web", "demo", "warehouse", "cli"},
    {"pages.components"},
    {"pages", "app"},
)
"""Lowest first; parts of one layer do not know one another, but for the command line, which writes demo companies."""

SIDEWAYS = {("cli", "demo"), ("cli", "warehouse"), ("cli", "web")}
OWNERS = {
    "streamlit": ("pages", "app"),
    "duckdb": (
        "diagnostics.workbook", "diagnostics.warehouse", "diagnostics.demo", "diagnostics.intake.child",
        "diagnostics.intake.reading", "diagnostics.intake.opened", "diagnostics.intake.questions", "diagnostics.intake.repeats", "diagnostics.intake.typed", "diagnostics.intake.judge",
    ),
    "altair": ("diagnostics.charts", "diagnostics.report"),
    "starlette": ("app", "diagnostics.web"),
    "jinja2": ("diagnostics.web", "diagnostics.report"),
    "sqlite3": ("diagnostics.workbook.beside", "diagnostics.sharing.registry"),
    "sqlalchemy": ("diagnostics.sharing",),
}  # fmt: skip
TESTS_ONLY = {"scipy", "statsmodels", "lifelines", "ruptures", "sklearn", "pytest", "hypothesis", "playwright", "tests"}
MODULES = modules()
each_module = pytest.mark.parametrize("module", MODULES, ids=lambda module: module.name)


def height(floor: str) -> int:
    """On which layer a part of the house stands; whatever starts the program stands on top."""
    return next((place for place, layer in enumerate(LAYERS) if floor in layer), len(LAYERS))


def test_the_house_is_read():
    """The tree is that of the program: its parts all have a place in the rule."""
    present = {path.name for path in (ROOT / "diagnostics").iterdir() if path.is_dir() and path.name != "__pycache__"}
    assert {"i18n", "workbook", "intake", "evidence", "causes", "charts", "cli", "demo"} <= present
    assert present <= set().union(*LAYERS)
    assert {module.floor for module in MODULES} >= {"evidence", "pages", "pages.components", "app"}
    assert "workbook" in floors(next(module for module in MODULES if module.name == "diagnostics.evidence.case"))


@each_module
def test_imports_what_stands_below(module: Module):
    """No module imports a part of the house that stands above its own or beside it."""
    wrong = [
        floor
        for floor in floors(module)
        if height(floor) >= height(module.floor) and (module.floor, floor) not in SIDEWAYS
    ]
    assert not wrong


@each_module
def test_outside_packages_have_their_owners(module: Module):
    """Streamlit draws pages only, DuckDB belongs to the case file, Altair to the charts."""
    for package in external(module) & set(OWNERS):
        assert any(module.name == owner or module.name.startswith(f"{owner}.") for owner in OWNERS[package]), package


@each_module
def test_no_statistics_package_at_run_time(module: Module):
    """What serves the tests as oracle or tool is not imported by the program."""
    assert not external(module) & TESTS_ONLY


def test_causes_read_evidence_alone():
    """A cause knows evidence and the interview, in two languages, and no workbook."""
    seen = set().union(*(floors(module) for module in MODULES if module.floor == "causes"))
    assert seen <= {"evidence", "interview", "i18n"}


def test_languages_know_nothing_of_the_house():
    """Every part may use the languages, which use none."""
    assert not set().union(*(floors(module) for module in MODULES if module.floor == "i18n"))


def test_nothing_imports_pages_but_pages():
    """The engine and its command line do without the screen."""
    assert not [
        module.name for module in MODULES if module.name.startswith("diagnostics") and "pages" in _roots(module)
    ]


def _roots(module: Module) -> set[str]:
    return {name.split(".")[0] for name in module.imports}
