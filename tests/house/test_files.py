"""What every file keeps to: size, SQL in lower case with a comment, pinned requirements with their reasons."""

import re
from pathlib import Path

import pytest

from .tree import ROOT

CODE = sorted(path for folder in ("diagnostics", "pages") for path in (ROOT / folder).rglob("*.py"))
SQL = sorted((ROOT / "diagnostics").rglob("*.sql"))
PAGES = sorted((ROOT / "pages").glob("*.py"))
LONGEST, LONGEST_PAGE = 400, 80
KEYWORDS = {
    "select", "from", "where", "and", "or", "not", "null", "is", "in", "as", "on", "using", "join", "left",
    "right", "full", "inner", "outer", "cross", "group", "by", "order", "having", "union", "all", "except",
    "intersect", "with", "recursive", "case", "when", "then", "else", "end", "distinct", "between", "like",
    "exists", "insert", "into", "values", "update", "set", "delete", "create", "replace", "table", "view",
    "macro", "sequence", "temp", "temporary", "primary", "key", "default", "if", "drop", "alter", "add",
    "over", "partition", "window", "rows", "range", "unbounded", "preceding", "following", "asc", "desc",
    "nulls", "first", "last", "limit", "offset", "filter", "cast", "coalesce", "sum", "count", "min", "max",
    "avg", "true", "false", "exclude", "unnest", "lateral", "qualify", "interval", "date", "timestamp",
}  # fmt: skip
REQUIREMENT = re.compile(r"(?P<name>[A-Za-z0-9._-]+)(\[[a-z,]+\])?==(?P<version>[0-9][0-9a-z.]*)\s+# (?P<reason>.+)")


def name(path: Path) -> str:
    """A file as it is called in the house."""
    return str(path.relative_to(ROOT))


def words(sql: str) -> list[str]:
    """The bare words of SQL: comments, strings and quoted names left out."""
    plain = re.sub(r"--[^\n]*|'(?:[^']|'')*'|\"[^\"]*\"", " ", sql)
    return re.findall(r"(?<![$\w])[A-Za-z_]\w*", plain)


@pytest.mark.parametrize("path", CODE, ids=name)
def test_no_file_is_longer_than_a_mind_holds(path):
    """A file of code has at most 400 lines, a page at most 80."""
    lines = len(path.read_text(encoding="utf-8").splitlines())
    assert lines <= (LONGEST_PAGE if path in PAGES else LONGEST)


@pytest.mark.parametrize("path", SQL, ids=name)
def test_sql_says_what_it_is(path):
    """Every SQL file begins with a comment that says what its rows are."""
    first = path.read_text(encoding="utf-8").splitlines()[0]
    assert re.match(r"-- \w", first)


@pytest.mark.parametrize("path", SQL, ids=name)
def test_sql_is_in_lower_case(path):
    """Keywords and names of SQL are written small."""
    found = words(path.read_text(encoding="utf-8"))
    assert KEYWORDS & set(found)
    assert not [word for word in found if word.lower() in KEYWORDS and word != word.lower()]
    assert not [word for word in found if word.isupper() and len(word) > 1]


@pytest.mark.parametrize("path", [ROOT / "requirements.txt", ROOT / "requirements-dev.txt"], ids=name)
def test_requirements_are_pinned_and_justified(path):
    """Every line pins one version and says why the package is here; no package stands twice."""
    lines = [line for line in path.read_text(encoding="utf-8").splitlines() if line.strip()]
    asked = [line for line in lines if not line.startswith(("#", "-r "))]
    matches = [REQUIREMENT.fullmatch(line) for line in asked]
    assert asked
    assert not [line for line, match in zip(asked, matches, strict=True) if match is None]
    assert all(len(match["reason"].split()) >= 3 for match in matches)
    names = [match["name"].lower() for match in matches]
    assert len(set(names)) == len(names)


def test_no_cyrillic_twin_in_names():
    """File names are Latin, small and plain, as imports need them."""
    wrong = [name(path) for path in [*CODE, *SQL] if not re.fullmatch(r"[a-z0-9_/.]+", name(path))]
    assert not wrong
