"""The pages of guests, from templates that escape whatever they are given."""

from functools import cache

from jinja2 import Environment, PackageLoader, StrictUndefined

from diagnostics.i18n import _, language


@cache
def _templates() -> Environment:
    return Environment(loader=PackageLoader("diagnostics.web"), autoescape=True, undefined=StrictUndefined, trim_blocks=True, lstrip_blocks=True)


def page(template: str, **values: object) -> str:
    """A page in the language that is spoken."""
    return _templates().get_template(f"{template}.html").render(_=_, language=language(), **values)
