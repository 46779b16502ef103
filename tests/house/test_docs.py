"""Pages of docs/ that follow from content are up to date: `make docs` writes them."""

import runpy
from pathlib import Path

import pytest

DOCS = Path(__file__).parents[2] / "docs"
PAGES = runpy.run_path(str(DOCS / "build.py"))["PAGES"]


@pytest.mark.parametrize("name", PAGES)
def test_page_is_fresh(name: str) -> None:
    """What stands in the page is what its content says now."""
    assert (DOCS / name).read_text(encoding="utf-8") == PAGES[name]()
