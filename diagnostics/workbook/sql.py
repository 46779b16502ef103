"""SQL lives in .sql files beside the module that runs it."""

from functools import cache
from importlib.resources import files
from pathlib import Path


@cache
def read_sql(package: str, name: str) -> str:
    """The text of `name`.sql of a package; call it with `__package__`."""
    return files(package).joinpath(f"{name}.sql").read_text(encoding="utf-8")


def literal(path: Path) -> str:
    """A path as SQL writes it."""
    return "'" + str(path).replace("'", "''") + "'"
