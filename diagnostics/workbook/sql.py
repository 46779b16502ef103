"""SQL lives in .sql files beside the module that runs it."""

from functools import cache
from importlib.resources import files


@cache
def read_sql(package: str, name: str) -> str:
    """The text of `name`.sql of a package; call it with `__package__`."""
    return files(package).joinpath(f"{name}.sql").read_text(encoding="utf-8")
