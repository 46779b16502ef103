"""The house as a tree of modules: what each file imports, read from its syntax."""

import ast
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).parents[2]
OURS = ("diagnostics", "pages")


@dataclass(frozen=True)
class Module:
    """A Python file of the program."""

    name: str
    path: Path
    imports: frozenset[str]

    @property
    def floor(self) -> str:
        """The part of the house in which it lives: a folder of diagnostics, pages, pages.components or app."""
        parts = self.name.split(".")
        if parts[0] == "diagnostics":
            return parts[1] if len(parts) > 1 and (ROOT / "diagnostics" / parts[1]).is_dir() else "top"
        return "pages.components" if parts[:2] == ["pages", "components"] else parts[0]


def modules() -> list[Module]:
    """Every module of diagnostics/, pages/ and app.py."""
    paths = [ROOT / "app.py", *(path for folder in OURS for path in sorted((ROOT / folder).rglob("*.py")))]
    return [Module(_name(path), path, frozenset(imported(path))) for path in paths]


def imported(path: Path) -> Iterator[str]:
    """Full names of what a file imports, wherever in the file; of `from a import b` both a and a.b."""
    package = _name(path).split(".") if path.name == "__init__.py" else _name(path).split(".")[:-1]
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            base = package[: len(package) - node.level + 1] if node.level else []
            source = ".".join([*base, *([node.module] if node.module else [])])
            yield source
            yield from (f"{source}.{alias.name}" for alias in node.names)


def external(module: Module) -> set[str]:
    """Packages outside of the house that a module imports."""
    return {name.split(".")[0] for name in module.imports} - {*OURS, "app"}


def floors(module: Module) -> set[str]:
    """Parts of the house that a module imports, its own left out."""
    found = set()
    for name in module.imports:
        parts = name.split(".")
        if parts[0] == "diagnostics" and len(parts) > 1 and (ROOT / "diagnostics" / parts[1]).is_dir():
            found.add(parts[1])
        elif parts[0] in ("pages", "app"):
            found.add("pages.components" if parts[:2] == ["pages", "components"] else parts[0])
    return found - {module.floor}


def _name(path: Path) -> str:
    parts = path.relative_to(ROOT).with_suffix("").parts
    return ".".join(parts[:-1] if parts[-1] == "__init__" else parts)
