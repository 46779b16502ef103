"""Texts of content files: every pair of languages is a pair, in its own letters, with the same placeholders."""

import ast
import re
from collections.abc import Iterator
from pathlib import Path
from string import Formatter
from typing import Any

import pytest
import yaml

from diagnostics.evidence import meanings
from diagnostics.i18n import LANGUAGES, pick, speaking

ROOT = Path(__file__).parents[2]
CONTENT = sorted((ROOT / "diagnostics").rglob("*.yaml"))
CODE = sorted(path for folder in ("diagnostics", "pages") for path in (ROOT / folder).rglob("*.py"))
CYRILLIC = re.compile("[А-Яа-яЁё]")


def name(path: Path) -> str:
    """A file as it is called in the house."""
    return str(path.relative_to(ROOT))


def pairs(node: Any, where: str = "") -> Iterator[tuple[str, dict[str, str]]]:
    """Every mapping that has a language among its keys, and where it stands."""
    if isinstance(node, dict):
        if set(LANGUAGES) & set(node):
            yield where, node
        else:
            for key, value in node.items():
                if key != "latex":  # signs more than letters: see below
                    yield from pairs(value, f"{where}/{key}")
    elif isinstance(node, list):
        for place, value in enumerate(node):
            yield from pairs(value, f"{where}/{place}")


def placeholders(text: str) -> set[str]:
    """The names in braces."""
    return {field for _text, field, _spec, _conversion in Formatter().parse(text) if field is not None}


def literals(tree: ast.AST) -> Iterator[ast.Constant]:
    """String literals that are not docstrings, those inside f-strings included."""
    told = {
        id(node.body[0].value)
        for node in ast.walk(tree)
        if isinstance(node, ast.Module | ast.ClassDef | ast.FunctionDef | ast.AsyncFunctionDef)
        and node.body
        and isinstance(node.body[0], ast.Expr)
    }
    # a string that stands alone explains the name above it
    told |= {id(node.value) for node in ast.walk(tree) if isinstance(node, ast.Expr)}
    for node in ast.walk(tree):
        if isinstance(node, ast.Constant) and isinstance(node.value, str) and id(node) not in told:
            yield node


TEXTS = [
    pytest.param(text, id=f"{path.stem}{where}")
    for path in CONTENT
    for where, text in pairs(yaml.safe_load(path.read_text(encoding="utf-8")))
]


@pytest.mark.parametrize("meaning", meanings().values(), ids=meanings())
def test_words_in_a_formula_are_of_the_language(meaning):
    """A formula may hold words: Russian ones on the Russian page, and a comma in its decimals."""
    words = {language: re.findall(r"\\text\{([^}]*)\}", meaning.latex[language]) for language in LANGUAGES}
    assert all(CYRILLIC.search(word) and not re.search("[A-Za-z]", word) for word in words["ru"])
    assert not any(CYRILLIC.search(word) for word in words["en"])
    assert not re.search(r"\d\.\d", meaning.latex["ru"].replace("..", ""))


def test_content_is_found():
    """The content files have texts in pairs."""
    assert len(TEXTS) > 100


@pytest.mark.parametrize("text", TEXTS)
def test_text_is_complete_in_both_languages(text):
    """A text of content has Russian and English, each in its letters, neither empty, with equal placeholders."""
    assert set(text) == set(LANGUAGES)
    assert all(isinstance(words, str) and words.strip() for words in text.values())
    assert CYRILLIC.search(text["ru"])
    assert not CYRILLIC.search(text["en"])
    assert placeholders(text["ru"]) == placeholders(text["en"])
    for language in LANGUAGES:
        with speaking(language):
            assert pick(text) == text[language]


@pytest.mark.parametrize("path", CODE, ids=name)
def test_no_russian_in_code(path):
    """What a reader sees in Russian stands in content or in the catalogue: no Cyrillic letter in a string of code."""
    found = [
        f"{node.lineno}: {node.value!r}"
        for node in literals(ast.parse(path.read_text(encoding="utf-8")))
        if CYRILLIC.search(node.value)
    ]
    assert not found
