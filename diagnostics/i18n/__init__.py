"""Two languages: interface texts by gettext, content by `pick`, numbers and dates by Babel.

English is the language of the source texts, Russian is the default of the reader.
"""

from diagnostics.i18n.catalogue import (
    DEFAULT,
    LANGUAGES,
    N_,
    Language,
    Text,
    _,
    language,
    ngettext,
    pick,
    speaking,
    use,
)
from diagnostics.i18n.content import read_content
from diagnostics.i18n.formats import (
    CURRENCY_SIGNS,
    count,
    currency_sign,
    day,
    decimal,
    month,
    month_span,
    number_span,
    percent,
    points,
    rubles,
    rubles_exact,
    signed_exact,
    signed_rubles,
)

__all__ = [
    "CURRENCY_SIGNS",
    "DEFAULT",
    "LANGUAGES",
    "N_",
    "Language",
    "Text",
    "_",
    "count",
    "currency_sign",
    "day",
    "decimal",
    "language",
    "month",
    "month_span",
    "ngettext",
    "number_span",
    "percent",
    "pick",
    "points",
    "read_content",
    "rubles",
    "rubles_exact",
    "signed_exact",
    "signed_rubles",
    "speaking",
    "use",
]
