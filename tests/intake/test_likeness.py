"""Which names are proposed as one, and which must not be."""

import pytest

from diagnostics.intake.likeness import Name, alike, core, skeleton
from diagnostics.workbook import NameKind

PEOPLE = [
    ("Берёзкина Анна Игоревна", "Анна Берёзкина", "shorter"),
    ("Берёзкина Анна Игоревна", "Берёзкина А.И.", "initials"),
    ("Берёзкина Анна Игоревна", "А. И. Берёзкина", "initials"),
    ("Ясенев Юрий Олегович", "Ясенев Ю. О.", "initials"),
    ("Берёзкина Анна", "Анна Берёзкина", "order"),
    ("Щукин Юрий", "Shchukin Yuriy", "letters"),
    ("Хвощёва Яна", "Yana Khvoshcheva", "letters"),
    ("Осинников Пётр Ильич", "Осиников Пётр Ильич", "spelling"),
]
STRANGERS = [
    ("Берёзкина А.И.", "Берёзкина О.И."),
    ("Берёзкин Иван", "Берёзкина Иван"),
    ("Менеджер 01", "Менеджер 02"),
    ("Осинников Пётр", "Осинников Павел"),
    ("Берёзкин И.И.", "Берёзкина И.И."),
]
CLIENTS = [
    ("ООО «Пример»", "Пример ООО", "legal_form"),
    ("ООО «Пример»", "Общество с ограниченной ответственностью «Пример»", "legal_form"),
    ("ИП Примеров", "Примеров", "legal_form"),
    ("ООО «Примерный завод»", "ООО «Примерный завд»", "spelling"),
    ("ООО «Восход»", "OOO Voskhod", "legal_form"),
]
OTHERS = [("ООО «Магазин 1»", "ООО «Магазин 2»"), ("ООО «Север»", "ООО «Юг»"), ("АО «Луч»", "АО «Ключ»")]


def found(kind: NameKind, *names: Name) -> list[tuple[str, str, str]]:
    """The pairs proposed: both names and the reason."""
    return [(one.name, one.other_name, one.reason) for one in alike(kind, names)]


@pytest.mark.parametrize(("one", "other", "reason"), PEOPLE)
def test_one_person(one: str, other: str, reason: str) -> None:
    """Order, initials, a missing patronymic, the other alphabet and a slip do not hide a person."""
    assert [pair[2] for pair in found("rep", Name("a", one), Name("b", other))] == [reason]


@pytest.mark.parametrize(("one", "other"), STRANGERS)
def test_two_people(one: str, other: str) -> None:
    """Another initial, given name or number is another person; husband and wife are two."""
    assert found("rep", Name("a", one), Name("b", other)) == []


@pytest.mark.parametrize(("first", "second", "proposed"), [((0, 10), (10, 20), True), ((0, 10), (5, 20), False)])
def test_a_woman_who_married(first: tuple[int, int], second: tuple[int, int], proposed: bool) -> None:
    """Another surname with the same given name and patronymic is proposed where one begins when the other ends."""
    pair = Name("a", "Берёзкина Анна Игоревна", None, *first), Name("b", "Ясенева Анна Игоревна", None, *second)
    assert bool(found("rep", *pair)) is proposed


@pytest.mark.parametrize(("one", "other", "reason"), CLIENTS)
def test_one_client(one: str, other: str, reason: str) -> None:
    """Legal forms, the alphabet and a slip do not hide a client."""
    assert [pair[2] for pair in found("client", Name("a", one), Name("b", other))] == [reason]


@pytest.mark.parametrize(("one", "other"), OTHERS)
def test_two_clients(one: str, other: str) -> None:
    """Numbers tell clients apart, and short names are other names by one letter."""
    assert found("client", Name("a", one), Name("b", other)) == []


def test_one_tax_id() -> None:
    """Clients with one tax id are proposed whatever they are called."""
    assert found("client", Name("a", "ООО «Север»", "7700000001"), Name("b", "Филиал в городе", "7700000001")) == [
        ("ООО «Север»", "Филиал в городе", "inn")
    ]


@pytest.mark.parametrize(("first", "second", "reasons"), [((0, 10), (11, 20), ["two_entities"]), ((0, 10), (5, 20), [])])
def test_a_client_who_changed_his_legal_entity(first: tuple[int, int], second: tuple[int, int], reasons: list[str]) -> None:
    """One name with two tax ids is proposed only where one stops buying before the other begins."""
    pair = Name("a", "ИП Примеров", "771", *first), Name("b", "ООО «Примеров»", "772", *second)
    assert [one[2] for one in found("client", *pair)] == reasons


def test_several_spellings_are_paired_once() -> None:
    """Of four spellings of one name three pairs are asked: the rest follows."""
    names = ["Берёзкина Анна Игоревна", "Берёзкина А.И.", "Анна Берёзкина", "Anna Berezkina"]
    pairs = found("rep", *(Name(str(n), name) for n, name in enumerate(names)))
    assert len(pairs) == len(names) - 1
    assert {name for pair in pairs for name in pair[:2]} == set(names)


def test_skeletons_meet() -> None:
    """The usual transliterations of a name have one skeleton."""
    assert len({skeleton(text) for text in ("Юлия", "Yulia", "Julia", "Iuliia", "Yuliya")}) == 1


def test_core_of_a_client() -> None:
    """Legal forms, quotes and punctuation are no part of a client's name."""
    assert len({core(text) for text in ("ООО «Ёлка-2»", 'Елка 2, ООО', "Общество с ограниченной ответственностью ЕЛКА-2")}) == 1
