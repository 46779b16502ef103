"""What the texts of a report are: people, companies, documents or goods."""

import re
from collections.abc import Sequence

from diagnostics.intake.content import names, words
from diagnostics.intake.dates import header_span, looks_like_date, year_alone
from diagnostics.intake.header import normal

GROUPS = {
    "rep": ("rep", "employee", "activity_rep"),
    "client": ("client",),
    "document": ("document",),
    "date": ("month", "date_document", "date_order"),
    "product": ("product",),
    "product_group": ("product_group",),
    "department": ("department",),
}
"""Class of a level -> the name groups whose headers say it."""


def is_person(text: str) -> bool:
    """Surname with given name and patronymic, or with initials: «Ветрова Алина Сергеевна», «Ветрова А.С.»."""
    if is_company(text):
        return False
    surname, _space, rest = " ".join(text.split()).partition(" ")
    if not _is_name(surname):
        return False
    if re.fullmatch(r"[^\W\d_]\.\s?(?:[^\W\d_]\.)?", rest):
        return rest.isupper()
    given = rest.split(" ")
    return (len(given) == 1 and _is_name(given[0])) or (len(given) == 2 and given[1].lower().endswith(tuple(words("patronymics"))))


def are_people(texts: Sequence[str]) -> bool:
    """Whether several texts are people, among them such with a surname alone: «Ветрова», «Лосев», «Зимин А.»."""
    sure = [is_person(text) or text.lower() in words("given_names") or text.lower().endswith(tuple(words("surnames"))) for text in texts]
    if len(texts) < 2 or sum(sure) * 2 < len(texts):
        return False
    return all(is_person(text) or (_is_name(text) and (known or text.lower().endswith(tuple(words("maybe_surnames"))))) for text, known in zip(texts, sure, strict=True))


def _is_name(word: str) -> bool:
    """Whether a word is written as names are: «Ветрова», «Салтыков-Щедрин»."""
    return all(part.isalpha() and len(part) > 1 and part[0].isupper() and part[1:].islower() for part in word.split("-"))


def is_company(text: str) -> bool:
    """A text with a legal form or a name in quotes."""
    tokens = re.findall(r"[^\W\d_]+", text.lower())
    return any(token in words("legal_forms") for token in (*tokens[:1], *tokens[-1:])) or re.search(r"[«\"“].+[»\"”]", text) is not None


def is_document(text: str) -> bool:
    """A document of 1C as text: «Реализация товаров и услуг 00УТ-000017 от 31.01.2026 21:00:00»."""
    return re.search(rf"\s(?:{'|'.join(words('of_day'))})\s+\d{{1,2}}\.\d{{1,2}}\.\d{{4}}", text) is not None


def _is_day_or_month(text: str) -> bool:
    span = header_span(text)
    return looks_like_date(text) or (span is not None and span.months == 1)


def classify(texts: Sequence[str]) -> dict[str, float]:
    """Class -> share of the texts that are of it."""
    if not texts:
        return {}
    tests = {"document": is_document, "year": lambda text: year_alone(text) is not None, "date": _is_day_or_month, "client": is_company, "rep": is_person}
    found = dict.fromkeys(tests, 0)
    for text in texts:
        match = next((name for name, test in tests.items() if test(text)), None)
        if match:
            found[match] += 1
    return {name: count / len(texts) for name, count in found.items()}


def class_of(header: str) -> str | None:
    """What a header says of the level below it; None where it says nothing."""
    plain = normal(header)
    return next((name for name, groups in GROUPS.items() if any(plain in names()[group].rank for group in groups)), None)
