"""The Russian catalogue: every marked text is translated, in all its plural forms, and nothing else is there."""

import re
from string import Formatter

import pytest
from babel.messages.pofile import read_po

from diagnostics.i18n import _, ngettext, speaking, use
from diagnostics.i18n.catalogue import LOCALES

from ..messages import messages

MESSAGES = messages()
WITH_PLURAL = [message for message in MESSAGES if isinstance(message, tuple)]
ALLOWED = {"XLSX", "XLS", "CSV", "TXT", "TSV", "ZIP", "HTML", "UTF", "Parquet", "Excel", "PNG", "PDF", "DuckDB", "duckdb", "p"}
"""Latin words that stay in Russian texts: names of formats and programs, and the sign p of a probability."""


def _catalogue():
    with (LOCALES / "ru" / "LC_MESSAGES" / "razbor.po").open("rb") as file:
        return read_po(file, locale="ru")


CATALOGUE = _catalogue()
ENTRIES = {message.id: message for message in CATALOGUE if message.id}


def forms(message) -> tuple[str, ...]:
    """The translations of an entry: one, or one per plural form."""
    return message.string if isinstance(message.string, tuple) else (message.string,)


def placeholders(text: str) -> list[str]:
    """The names in braces, in alphabetical order."""
    return sorted(field for _text, field, _spec, _conversion in Formatter().parse(text) if field is not None)


def latin(text: str) -> list[str]:
    """Latin words of a translation that are not on the list, placeholders left out."""
    return [word for word in re.findall(r"[A-Za-z]+", re.sub(r"\{[^}]*\}", "", text)) if word not in ALLOWED]


def test_texts_are_found_in_the_code():
    """The extraction reads plain and plural texts from the engine and from the pages."""
    assert len(MESSAGES) > 150
    assert len(WITH_PLURAL) > 5
    assert {path.split("/")[0] for path in MESSAGES.values()} == {"diagnostics", "pages"}


@pytest.mark.parametrize("message", MESSAGES, ids=str)
def test_marked_text_is_translated(message):
    """Every text that the code marks has a Russian translation, in three plural forms where it counts things."""
    assert message in ENTRIES, f"{MESSAGES[message]}: not in razbor.po"
    translated = forms(ENTRIES[message])
    assert len(translated) == (3 if isinstance(message, tuple) else 1)
    assert all(text.strip() for text in translated)
    assert not ENTRIES[message].fuzzy


@pytest.mark.parametrize("message", ENTRIES, ids=str)
def test_entry_is_used(message):
    """Every entry of the catalogue is a text that the code marks."""
    assert message in MESSAGES


def test_nothing_obsolete_is_kept():
    """Entries that are commented out have no place in the file."""
    assert not CATALOGUE.obsolete


@pytest.mark.parametrize("message", ENTRIES, ids=str)
def test_placeholders_are_equal(message):
    """A translation fills in what its source does: the same names, in every plural form."""
    sources = message if isinstance(message, tuple) else (message,)
    wanted = placeholders(sources[-1])
    for text in forms(ENTRIES[message]):
        assert placeholders(text) == wanted, text
    # the singular may leave the number out: "the last month"
    assert set(placeholders(sources[0])) <= set(wanted)


@pytest.mark.parametrize("message", ENTRIES, ids=str)
def test_russian_is_russian(message):
    """Translations have no Latin words but names of formats, and keep the spaces at their ends."""
    source = message[0] if isinstance(message, tuple) else message
    for text in forms(ENTRIES[message]):
        assert not latin(text), text
        assert len(text) - len(text.lstrip()) == len(source) - len(source.lstrip())
        assert len(text) - len(text.rstrip()) == len(source) - len(source.rstrip())


@pytest.mark.parametrize("message", MESSAGES, ids=str)
def test_source_is_english(message):
    """The texts in the code are English: no Cyrillic letter stands in them."""
    for text in message if isinstance(message, tuple) else (message,):
        assert not re.search("[А-Яа-яЁё]", text)


@pytest.mark.parametrize("message", WITH_PLURAL, ids=str)
def test_plural_forms_follow_the_number(message):
    """One, two and five take the three forms of the entry, eleven and twenty-one as Russian has it."""
    one, few, many = forms(ENTRIES[message])
    assert [ngettext(*message, n) for n in (1, 2, 5, 11, 21, 112, 101)] == [one, few, many, many, one, many, one]
    with speaking("en"):
        assert [ngettext(*message, n) for n in (1, 2, 21)] == [message[0], message[1], message[1]]


def test_language_of_the_reader():
    """Russian is the default, English are the sources, an unknown language is the default."""
    assert _("Sales") != "Sales"
    with speaking("en"):
        assert _("Sales") == "Sales"
        with speaking("ru"):
            assert _("Sales") != "Sales"
        assert _("Sales") == "Sales"
    assert use("de") == "ru"
