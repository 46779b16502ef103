"""Company data as text, where Streamlit would read markdown."""

import re


def plain(text: str) -> str:
    """A text that shows as it is: no link, image, formula, colour or emoji comes of it.

    The options of a selectbox and of a multiselect are plain already: there the signs that keep it plain would show.
    """
    return re.sub(r"([\\`*_{}\[\]()<>#+\-.!|~$:&^=])", r"\\\1", text.replace("\n", " "))
