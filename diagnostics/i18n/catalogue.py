"""The language of the current reader and the texts in it."""

import gettext
import io
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from contextvars import ContextVar
from functools import cache
from pathlib import Path
from typing import Literal, get_args

Language = Literal["ru", "en"]
Text = Mapping[str, str]
"""A text of content: one string per language, `{"ru": …, "en": …}`."""

LANGUAGES: tuple[Language, ...] = get_args(Language)
DEFAULT: Language = "ru"
LOCALES = Path(__file__).parent / "locale"

_current: ContextVar[Language] = ContextVar("language", default=DEFAULT)


def language() -> Language:
    """The language of the current reader."""
    return _current.get()


def use(code: str) -> Language:
    """Make `code` the language of this thread or task; an unknown code means the default."""
    chosen = next((known for known in LANGUAGES if known == code), DEFAULT)
    _current.set(chosen)
    return chosen


@contextmanager
def speaking(code: Language) -> Iterator[None]:
    """Speak `code` inside the block."""
    token = _current.set(code)
    try:
        yield
    finally:
        _current.reset(token)


def _(message: str) -> str:
    """The interface text `message` in the current language."""
    return _translations(_current.get()).gettext(message)


def ngettext(one: str, many: str, n: int) -> str:
    """The interface text for `n` things in the current language, with `{n}` left to the caller."""
    return _translations(_current.get()).ngettext(one, many, n)


def N_(message: str) -> str:  # noqa: N802 - the name that gettext tools look for
    """Mark a text for translation where it is declared; `_` translates it where it is shown."""
    return message


def pick(text: Text) -> str:
    """The variant of a content text in the current language."""
    return text[_current.get()]


@cache
def _translations(code: Language) -> gettext.NullTranslations:
    """Compile the committed .po in memory, so that no binary has to be kept in step with it."""
    source = LOCALES / code / "LC_MESSAGES" / "razbor.po"
    if not source.exists():  # English: the source texts themselves
        return gettext.NullTranslations()
    from babel.messages.mofile import write_mo
    from babel.messages.pofile import read_po

    compiled = io.BytesIO()
    with source.open("rb") as file:
        write_mo(compiled, read_po(file, locale=code))
    compiled.seek(0)
    return gettext.GNUTranslations(compiled)
