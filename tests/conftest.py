"""What many tests share: an empty workbook, files written on the spot, the demo company's workbook."""

import os
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path

import hypothesis
import pytest

from diagnostics.demo import SHOWCASE, head_of
from diagnostics.i18n import use
from diagnostics.intake import Upload, import_files
from diagnostics.workbook import Workbook, create_workbook, open_workbook

EXAMPLES = int(os.environ.get("EXAMPLES", "100"))
"""Of a property: `make calibrate` tries 500."""

# the same examples every time: what fails in one place fails in all
hypothesis.settings.register_profile("razbor", max_examples=EXAMPLES, deadline=None, derandomize=True)
hypothesis.settings.load_profile("razbor")

DEMO_FILES = Path(__file__).parents[1] / "data" / "demo"


@pytest.fixture(autouse=True)
def _russian() -> None:
    """Every test begins in the default language."""
    use("ru")


@pytest.fixture
def workbook(tmp_path: Path) -> Iterator[Workbook]:
    """An empty workbook."""
    made = create_workbook(tmp_path / "case.duckdb", "ООО «Проба»")
    yield made
    made.close()


@pytest.fixture
def write(tmp_path: Path) -> Callable[..., Upload]:
    """Write a text file and get it as an upload: `write("sales.csv", text, encoding="cp1251")`."""

    def written(name: str, text: str | bytes, encoding: str = "utf-8", kind: str = "auto") -> Upload:
        path = tmp_path / name
        path.write_bytes(text if isinstance(text, bytes) else text.encode(encoding))
        return Upload(path, name, kind)

    return written


@pytest.fixture(scope="session")
def demo_file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The workbook file of the committed demo company, made once; copy it before changing it."""
    path = tmp_path_factory.mktemp("demo") / "demo.duckdb"
    made = create_workbook(path, "Учебная компания")
    import_files(made, [Upload(file, file.name) for file in sorted(DEMO_FILES.glob("*.[cx]*"))])
    head = head_of(SHOWCASE)
    made.set({"head": head.name, "head_since": head.since.isoformat(), "head_clients": "confirmed"})
    made.close()
    return path


@pytest.fixture
def demo(demo_file: Path, tmp_path: Path) -> Iterator[Workbook]:
    """A copy of the demo company's workbook."""
    path = tmp_path / "demo.duckdb"
    shutil.copy(demo_file, path)
    opened = open_workbook(path)
    yield opened
    opened.close()
