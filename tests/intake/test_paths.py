"""Files named by a path or a pattern."""

from pathlib import Path

import pytest

from diagnostics.intake import files_at


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A folder with exports, one of them with brackets in its name, and a folder of last year's."""
    for name in ("b.csv", "a.csv", "c [1].csv", "d.xlsx", "2023/a.csv"):
        path = tmp_path / name
        path.parent.mkdir(exist_ok=True)
        path.write_text("x")
    return tmp_path


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("a.csv", ["a.csv"]),
        ("c [1].csv", ["c [1].csv"]),
        ("[ab].csv", ["a.csv", "b.csv"]),
        ("*.csv", ["a.csv", "b.csv", "c [1].csv"]),
        ("**/a.csv", ["2023/a.csv", "a.csv"]),
        ("", []),
        ("2023", []),
        ("none*.csv", []),
    ],
)
def test_files_at(folder: Path, text: str, names: list[str]) -> None:
    """A path means its file, a pattern those that fit it, by name; a folder or a word for nothing means none."""
    assert [str(path.relative_to(folder)) for path in files_at(f"{folder}/{text}")] == names


def test_a_copied_path(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Quotes of a copied path and the sign of the home folder are understood."""
    monkeypatch.setenv("HOME", str(folder))
    monkeypatch.setenv("USERPROFILE", str(folder))
    assert files_at(f' "{folder}/a.csv" ') == files_at("~/a.csv") == [folder / "a.csv"]
