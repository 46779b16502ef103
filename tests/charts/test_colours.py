"""Colours that can be read: contrast by WCAG 2.2 against the page, and told apart by who sees colours otherwise."""

from dataclasses import asdict
from itertools import combinations

import pytest

from diagnostics.charts.theme import palette

PAGES = {False: "#FFFFFF", True: "#0E1117"}
TEXT = ("ink", "muted")
FAINT = ("bare", "grid", "shade", "pale")  # the page, lines, backgrounds, and the area of those who never bought, named in the legend
COLOURS = [(dark, name, colour) for dark in PAGES for name, colour in asdict(palette(dark)).items()]


def luminance(colour: str) -> float:
    """Relative luminance of WCAG 2.2."""
    parts = [int(colour[place : place + 2], 16) / 255 for place in (1, 3, 5)]
    linear = [part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def contrast(one: str, other: str) -> float:
    """Contrast ratio of WCAG 2.2, from 1 to 21."""
    low, high = sorted((luminance(one), luminance(other)))
    return (high + 0.05) / (low + 0.05)


def test_contrast_of_known_pairs():
    """Black on white has 21 : 1, a colour on itself 1 : 1, and #767676 on white the 4.54 that WCAG quotes."""
    assert contrast("#000000", "#FFFFFF") == pytest.approx(21)
    assert contrast("#1F5FA8", "#1F5FA8") == 1
    assert contrast("#767676", "#FFFFFF") == pytest.approx(4.54, abs=0.01)


@pytest.mark.parametrize(("dark", "name", "colour"), [row for row in COLOURS if row[1] in TEXT])
def test_text_can_be_read(dark, name, colour):
    """Text has at least 4.5 : 1 against the page."""
    assert contrast(colour, PAGES[dark]) >= 4.5, name


@pytest.mark.parametrize(("dark", "name", "colour"), [row for row in COLOURS if row[1] not in (*TEXT, *FAINT)])
def test_marks_can_be_seen(dark, name, colour):
    """Marks have at least 3 : 1 against the page."""
    assert contrast(colour, PAGES[dark]) >= 3, name


@pytest.mark.parametrize("dark", PAGES)
def test_labels_on_the_shade_can_be_read(dark):
    """What is written over the shaded period is read as well as elsewhere."""
    colours = palette(dark)
    assert contrast(colours.ink, colours.shade) >= 4.5


@pytest.mark.parametrize("dark", PAGES)
def test_every_meaning_has_its_own_colour(dark):
    """No colour stands for two things."""
    colours = asdict(palette(dark))
    assert not [(one, other) for one, other in combinations(colours, 2) if colours[one] == colours[other]]


@pytest.mark.parametrize("dark", PAGES)
def test_the_bare_page_is_the_page(dark):
    """What is drawn in the colour of the page has the colour of the page."""
    assert palette(dark).bare == PAGES[dark]
