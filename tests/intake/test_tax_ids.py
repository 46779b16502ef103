"""Tax ids: check digits, and the noughts that Excel cuts off."""

import random
from collections.abc import Callable

import pytest

from .making import Read, table

COMPANY = (2, 4, 10, 3, 5, 9, 4, 6, 8)
PERSON = ((7, 2, 4, 10, 3, 5, 9, 4, 6, 8), (3, 7, 2, 4, 10, 3, 5, 9, 4, 6, 8))


def check(digits: str, weights: tuple[int, ...]) -> str:
    """The check digit that belongs behind some digits, by the rule of the tax service."""
    return str(sum(int(digit) * weight for digit, weight in zip(digits, weights, strict=True)) % 11 % 10)


def company(digits: str) -> str:
    """The tax id of a company of nine digits and the check digit."""
    return digits + check(digits, COMPANY)


def person(digits: str) -> str:
    """The tax id of a person of ten digits and two check digits."""
    for weights in PERSON:
        digits += check(digits, weights)
    return digits


def clients(*cells: str) -> str:
    """A list of clients with these tax ids."""
    return table("Наименование;ИНН", *(f"Клиент {n};{cell}" for n, cell in enumerate(cells)))


@pytest.mark.parametrize("known", ["7707083893", "7736207543", "7736050003"])
def test_published_numbers(known: str) -> None:
    """The rule of this test gives the tax ids that large companies publish, and one known of a person."""
    assert company(known[:9]) == known
    assert person("5001007322") == "500100732259"


def test_right_ones_pass(read: Callable[..., Read]) -> None:
    """Tax ids with right check digits are taken without a word; the number behind a slash is another thing."""
    draw = random.Random(3)
    right = [company(f"{draw.randrange(10**8, 10**9)}") for _ in range(50)] + [person(f"{draw.randrange(10**9, 10**10)}") for _ in range(50)]
    found = read(clients(*right, f"{company('770708389')}/773601001"))
    assert found.column("inn") == [*right, company("770708389")]
    assert found.problems == []


def test_every_slip_is_seen(read: Callable[..., Read]) -> None:
    """One wrong digit anywhere is told, and the line is taken as it is."""
    right = company("770708389")
    wrong = [right[:place] + str((int(right[place]) + 1) % 10) + right[place + 1 :] for place in range(10)]
    found = read(clients(*wrong))
    assert [problem[0] for problem in found.problems] == ["inn_check"] * 10
    assert found.column("inn") == wrong


@pytest.mark.parametrize("right", [company("001234567"), company("012345678"), person("0123456789")])
def test_noughts_are_put_back(read: Callable[..., Read], right: str) -> None:
    """A tax id that has lost its noughts is whole again where the check digits say so, and it is told."""
    found = read(clients(right.lstrip("0")))
    assert (found.column("inn"), found.problems[0][0]) == ([right], "inn_zeros")


def test_numbers_of_other_countries(read: Callable[..., Read]) -> None:
    """A number that is no Russian tax id is kept as it stands."""
    assert read(clients("123 456 789")).column("inn") == ["123456789"]
