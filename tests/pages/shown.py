"""A page as a person meets it, and what it says."""

from pathlib import Path

from streamlit.testing.v1 import AppTest

from pages.components.registry import PAGES

ROUTER = Path(__file__).parents[2] / "pages" / "router.py"


def opened(script: str, language: str, case: Path | None = None) -> AppTest:
    """A page as the router shows it."""
    app = AppTest.from_file(str(ROUTER), default_timeout=60)
    app.query_params["lang"] = language
    if case is not None:
        app.session_state["case"] = str(case)
    app.run()
    if script != PAGES[0].script:
        app.switch_page(script).run()
    assert not app.exception, app.exception
    return app


def texts(app: AppTest) -> str:
    """Everything that the page says."""
    return " ".join(str(element.value) for kind in ("title", "subheader", "markdown", "error") for element in app.get(kind))
