"""An invented company and its sales of 2024, and their sums, which the importer has no part in."""

import random
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

KOPECK = Decimal("0.01")
COMPANY = "ООО «Мятный ковчег»"

REPS = (
    "Журавлёв Аркадий Семёнович",
    "Полозкова Вероника Руслановна",
    "Ромашин Тимур Ильдарович",
    "Снегирёва Лидия Борисовна",
    "Узоров Виталий Кириллович",
    "Чайкина Нина Глебовна",
)
DEPARTMENTS = ("Отдел пристани", "Отдел парусов")
GOODS = (
    ("Канаты", "Канат сизалевый 12 мм"),
    ("Канаты", "Трос «Шёпот», бухта"),
    ("Фонари", "Фонарь палубный ФП-3"),
    ("Фонари", "Лампа штормовая"),
    ("Услуги", "Плетение узлов (услуга)"),
)
MONTHS = (
    "Январь",
    "Февраль",
    "Март",
    "Апрель",
    "Май",
    "Июнь",
    "Июль",
    "Август",
    "Сентябрь",
    "Октябрь",
    "Ноябрь",
    "Декабрь",
)
FULL_MONTH = 7
"""The month in which much was sold: reports with groups are made of it."""


@dataclass(frozen=True)
class Client:
    """A client with his tax id, whose check digits are right."""

    name: str
    inn: str


@dataclass(frozen=True)
class Sale:
    """One line of sales."""

    day: date
    doc: str
    client: Client
    rep: str
    group: str
    product: str
    quantity: int
    amount: Decimal
    cost: Decimal

    @property
    def department(self) -> str:
        """Where its rep works."""
        return department_of(self.rep)

    @property
    def profit(self) -> Decimal:
        """What is left of it."""
        return self.amount - self.cost


def company_inn(digits: str) -> str:
    """A company's tax id of these nine figures and their check digit."""
    weights = (2, 4, 10, 3, 5, 9, 4, 6, 8)
    return digits + str(_weighed(digits, weights))


def person_inn(digits: str) -> str:
    """A person's tax id of these ten figures and their two check digits."""
    first = digits + str(_weighed(digits, (7, 2, 4, 10, 3, 5, 9, 4, 6, 8)))
    return first + str(_weighed(first, (3, 7, 2, 4, 10, 3, 5, 9, 4, 6, 8)))


def _weighed(digits: str, weights: Sequence[int]) -> int:
    return sum(int(digit) * weight for digit, weight in zip(digits, weights, strict=True)) % 11 % 10


CLIENTS = (
    Client("ООО «Карамельный маяк»", company_inn("002610301")),
    Client("ООО «Ёж и компас»", company_inn("770110417")),
    Client("АО «Вторая луна»", company_inn("004512208")),
    Client("ООО «Баобаб; Сыновья»", company_inn("781330555")),
    Client("ИП Небылицын Р.О.", person_inn("0261774415")),
    Client("ООО «Пеликан-9»", company_inn("540820636")),
    Client('ООО "Тростник"', company_inn("023410911")),
    Client("АО «Стрекоза, Кит и Ко»", company_inn("667020788")),
    Client("ООО «Фонарика свет»", company_inn("616440122")),
    Client("ИП Кукушкина З.Я.", person_inn("5408112233")),
    Client("ООО «Гвоздика»", company_inn("525930844")),
    Client("ООО «Объезд»", company_inn("165512969")),
)


def department_of(rep: str) -> str:
    """The department of a rep: every second of them sells sails."""
    return DEPARTMENTS[REPS.index(rep) % 2]


def _made() -> tuple[Sale, ...]:
    chance = random.Random(2024)
    months = [month for month in range(1, 13) for _ in range(16 if month == FULL_MONTH else 4)]
    days = sorted(date(2024, month, chance.randint(1, 28)) for month in months)
    out = []
    for number, day in enumerate(days, start=1):
        group, product = chance.choice(GOODS)
        amount = Decimal(chance.randint(800_000, 40_000_000)) * KOPECK
        cost = (amount * chance.randint(55, 85) / 100).quantize(KOPECK)
        out.append(
            Sale(
                day,
                f"00НК-{number:06}",
                chance.choice(CLIENTS),
                chance.choice(REPS),
                group,
                product,
                chance.randint(1, 12),
                amount,
                cost,
            )
        )
    return tuple(out)


SALES = _made()


def of_month(month: int = FULL_MONTH) -> list[Sale]:
    """The sales of one month of 2024."""
    return [sale for sale in SALES if sale.day.month == month]


def money(amount: Decimal | int) -> str:
    """An amount as the command line writes it."""
    return str(Decimal(amount).quantize(KOPECK))


def total(sales: Iterable[Sale] = SALES) -> str:
    """The sum of sales."""
    return money(sum((sale.amount for sale in sales), Decimal(0)))


def by_rep(sales: Iterable[Sale] = SALES, name: Callable[[str], str] = str) -> dict[str, str]:
    """The sum of every rep, called as `name` makes of the full name."""
    return summed((name(sale.rep), sale.amount) for sale in sales)


def by_month(sales: Iterable[Sale] = SALES) -> dict[str, str]:
    """The sum of every month."""
    return summed((f"{sale.day:%Y-%m}", sale.amount) for sale in sales)


def totals(sales: Sequence[Sale] = SALES, name: Callable[[str], str] = str) -> dict[str, Any]:
    """What the import has to answer for sales that came in whole."""
    return {"amount": total(sales), "by_rep": by_rep(sales, name), "by_month": by_month(sales)}


def summed(pairs: Iterable[tuple[str, Decimal]]) -> dict[str, str]:
    """The sum of the amounts of every key, in the order of keys."""
    sums: dict[str, Decimal] = {}
    for key, amount in pairs:
        sums[key] = sums.get(key, Decimal(0)) + amount
    return {key: money(amount) for key, amount in sorted(sums.items())}


def short(rep: str) -> str:
    """A rep by surname and initials: «Узоров В.К.»."""
    surname, given, patronymic = rep.split(" ")
    return f"{surname} {given[0]}.{patronymic[0]}."


def surname_first(rep: str) -> str:
    """A rep by surname and given name, as CRM systems of Russia write it."""
    return " ".join(rep.split(" ")[:2])


def given_first(rep: str) -> str:
    """A rep by given name and surname, as CRM systems of other countries write it."""
    return " ".join(reversed(rep.split(" ")[:2]))
