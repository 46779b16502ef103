"""Company data as text, where Streamlit would read markdown."""

import re


def plain(text: str) -> str:
    """A text that shows as it is: no link, image, formula, colour or emoji comes of it."""
    return re.sub(r"([\\`*_{}\[\]()<>#+\-.!|~$:&^=])", r"\\\1", text.replace("\n", " "))
