"""The interface texts that the code marks for translation, read from the syntax tree, f-strings included."""

import ast
from collections.abc import Iterator
from pathlib import Path

from jinja2 import Environment
from jinja2.ext import extract_from_ast

ROOT = Path(__file__).parents[1]
MARKS = {"_": 1, "N_": 1, "ngettext": 2}

Message = str | tuple[str, ...]


def messages() -> dict[Message, str]:
    """Every marked text in diagnostics/ and pages/, code and templates, and a file that has it; plural texts as pairs."""
    return {
        message: str(path.relative_to(ROOT))
        for folder in ("diagnostics", "pages")
        for path in sorted((ROOT / folder).rglob("*.py"))
        for message in _marked(ast.parse(path.read_text(encoding="utf-8")))
    } | {
        message: str(path.relative_to(ROOT))
        for path in sorted((ROOT / "diagnostics").rglob("*.html"))
        for _line, _mark, message in extract_from_ast(Environment(autoescape=True).parse(path.read_text(encoding="utf-8")), ("_",)) if isinstance(message, str)
    }


def _marked(tree: ast.AST) -> Iterator[Message]:
    for node in ast.walk(tree):
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id in MARKS:
            texts = [arg.value for arg in node.args if isinstance(arg, ast.Constant) and isinstance(arg.value, str)]
            count = MARKS[node.func.id]
            if len(texts) >= count:
                yield texts[0] if count == 1 else tuple(texts[:count])
