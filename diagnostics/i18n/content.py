"""Content lives in .yaml files beside the module that reads it, both languages side by side."""

from functools import cache
from importlib.resources import files
from typing import Any

import yaml

# libyaml's loader is ten times as fast, and every start of the program waits for it
LOADER = getattr(yaml, "CSafeLoader", yaml.SafeLoader)


@cache
def read_content(package: str, name: str) -> dict[str, Any]:
    """What `name`.yaml of a package holds; call it with `__package__`. Shared by all callers: read only."""
    text = files(package).joinpath(f"{name}.yaml").read_text(encoding="utf-8")
    content: dict[str, Any] = yaml.load(text, Loader=LOADER)  # noqa: S506 - both are safe loaders
    return content
