"""People, clients, calls and pay."""

from collections.abc import Sequence
from datetime import date, time, timedelta
from decimal import Decimal
from typing import Any

from .cases import Case, asked, case, formatted, mapped, problem, taken, unmapped
from .world import CLIENTS, DEPARTMENTS, REPS, department_of, short, summed
from .write import Page, text, xlsx

STAFF = [
    "Вид занятости",
    "СНИЛС",
    "Табельный номер",
    "Сотрудник",
    "Подразделение",
    "Должность",
    "Количество ставок",
    "Дата приема",
    "Дата увольнения",
    "График работы",
]
NEXT_YEAR = date.today().year + 1  # noqa: DTZ011 - a day in the future, wherever the clock stands
HIRED = date(2019, 3, 1)


def person(
    name: str,
    position: str = "Менеджер по продажам",
    hired: Any = HIRED,
    left: Any = None,
    number: int = 1,
    part: str = "1",
) -> list[Any]:
    """A line of the staff list."""
    return [
        "Основное место работы",
        "000-000-000 00",
        f"МК-{number:05}",
        name,
        DEPARTMENTS[number % 2],
        position,
        part,
        hired,
        left,
        "Пятидневка",
    ]


def listed(*people: list[Any]) -> bytes:
    """A staff list of 1C: its header stands in the fifth row."""
    above: list[list[Any]] = [
        ["Штатные сотрудники"],
        ["Дата отчёта: 31.12.2024"],
        ["Отборы: Организация Равно «Мятный ковчег»"],
        [None],
    ]
    return xlsx(Page([*above, STAFF, *people], "TDSheet"))


@case
def staff_of_1c() -> Case:
    """The header stands in the fifth row, 01.01.0001 for not having left, a day of hiring and one of leaving in the future."""
    people = [
        person(name, number=n, left=left)
        for n, (name, left) in enumerate(
            zip(REPS, [None, "01.01.0001", date(2023, 5, 31), None, None, date(NEXT_YEAR, 1, 15)], strict=True)
        )
    ]
    people[3][7] = date(NEXT_YEAR, 2, 1)
    checks = (
        formatted(header_line=5),
        mapped(
            rep="Сотрудник",
            rep_code="Табельный номер",
            position="Должность",
            hired="Дата приема",
            left="Дата увольнения",
        ),
    )
    return taken(
        "сотрудники.xlsx",
        listed(*people),
        {"people": 6, "left": 1},
        {"accepted": 6, "rejected": 0},
        kind="staff",
        checks=checks,
    )


@case
def staff_with_one_rehired() -> Case:
    """Somebody who left and came back stands in two lines: one person, who has not left."""
    people = [person(name, number=n) for n, name in enumerate(REPS)]
    people.append(person(REPS[0], hired=date(2015, 2, 1), left=date(2017, 8, 31), number=77))
    return taken("сотрудники.xlsx", listed(*people), {"people": 6, "left": 0}, {"accepted": 7}, kind="staff")


@case
def staff_with_a_part_timer() -> Case:
    """Somebody with two jobs of half a rate at once, under two numbers, is one person."""
    people = [person(name, number=n) for n, name in enumerate(REPS)]
    people[2][6] = "0,5"
    people.append(person(REPS[2], "Кладовщик", number=78, part="0,5"))
    return taken("сотрудники.xlsx", listed(*people), {"people": 6, "left": 0}, {"accepted": 7}, kind="staff")


@case
def staff_on_leave() -> Case:
    """Maternity leave with days of its own is no leaving."""
    rows: list[list[Any]] = [["ФИО", "Должность", "Дата приема", "Состояние", "Начало отпуска", "Окончание отпуска"]]
    rows += [
        [
            name,
            "Менеджер",
            HIRED,
            "Отпуск по уходу за ребёнком" if n == 1 else "Работа",
            *([date(2023, 9, 1), date(2024, 11, 1)] if n == 1 else [None, None]),
        ]
        for n, name in enumerate(REPS)
    ]
    return taken(
        "люди.csv", text(rows), {"people": 6, "left": 0}, {"accepted": 6}, kind="staff", checks=(unmapped("left"),)
    )


@case
def staff_with_owner_and_head() -> Case:
    """Names in three columns, an owner, a head and an accountant among the reps, «н/д» and «-» for days unknown."""
    rows: list[list[Any]] = [["Фамилия", "Имя", "Отчество", "Должность", "Отдел", "Дата приема", "Дата увольнения"]]
    positions = [
        "Собственник",
        "Руководитель отдела продаж",
        "Главный бухгалтер",
        "Менеджер",
        "Менеджер",
        "Старший менеджер",
    ]
    for n, (name, position) in enumerate(zip(REPS, positions, strict=True)):
        rows.append(
            [
                *name.split(" "),
                position,
                department_of(name),
                "н/д" if n == 0 else HIRED,
                "30.06.2024" if n == 4 else "-",
            ]
        )
    checks = (mapped(last_name="Фамилия", first_name="Имя", middle_name="Отчество"),)
    return taken(
        "люди.csv",
        text(rows, "cp1251"),
        {"people": 6, "left": 1},
        {"accepted": 6, "rejected": 0},
        kind="staff",
        checks=checks,
    )


@case
def clients_with_duplicates() -> Case:
    """One company in six spellings, a namesake with another tax id, one whose noughts Excel cut off, one with a slip, one deleted."""
    first, second = CLIENTS[2], CLIENTS[0]
    spellings = [
        "АО «Вторая луна»",
        "Вторая луна АО",
        'АО "ВТОРАЯ ЛУНА"',
        'Акционерное общество "Вторая луна"',
        "вторая  луна ",
        "АО «Втoрая луна»",
    ]
    rows: list[list[Any]] = [["Код", "Наименование", "ИНН", "КПП", "Менеджер", "Дата создания"]]
    rows += [
        [f"МК-{n}", name, None if n == 4 else first.inn, None, REPS[n], date(2024, 2, 1)]
        for n, name in enumerate(spellings)
    ]
    rows.append(["МК-7", first.name, second.inn, None, REPS[0], date(2024, 2, 1)])
    rows.append(["МК-8", CLIENTS[6].name, int(CLIENTS[6].inn), None, REPS[0], date(2024, 2, 1)])
    rows.append(["МК-9", "ООО «Не тот номер»", "0012345678", None, REPS[0], date(2024, 2, 1)])
    rows.append(["МК-10", "<Объект не найден>", None, None, None, None])
    checks = (
        problem("object_not_found", line=11),
        problem("inn_zeros", line=9),
        problem("inn_check", line=10),
        mapped(client="Наименование", since="Дата создания"),
    )
    codes = frozenset({"object_not_found", "inn_zeros", "inn_check"})
    return taken(
        "контрагенты.xlsx",
        xlsx(Page(rows, "Контрагенты")),
        {},
        {"read": 10, "accepted": 9, "rejected": 1},
        kind="clients",
        status="partial",
        problems=codes,
        checks=checks,
    )


DURATIONS = {
    "00:03:25": 205, "3:25": 205, "205": 205, "3 мин. 25 с": 205, "1:02:05": 3725, "0": 0, "": 0, "00:00:59": 59,
    "1,08 мин": 65, "1 ч 2 мин": 3720, "25 сек": 25, "62:05": 3725, "2h 1m": 7260, "0:00": 0, "1.5 мин": 90,
}  # fmt: skip


def called(durations: Sequence[int], reps: Sequence[str]) -> dict[str, Any]:
    """How many calls and seconds each rep has, and all of them."""
    each = {
        rep: [seconds for seconds, own in zip(durations, reps, strict=True) if own == rep] for rep in sorted({*reps})
    }
    return {
        "seconds": sum(durations),
        "by_rep": {rep: {"calls": len(own), "seconds": sum(own)} for rep, own in each.items()},
    }


def calls(durations: Sequence[Any]) -> list[list[Any]]:
    """Calls of every rep in turn."""
    rows: list[list[Any]] = [["Дата и время звонка", "Тип", "Сотрудник", "Номер клиента", "Длительность", "Запись"]]
    rows += [
        [
            f"{n % 28 + 1:02}.09.2024 {n % 24:02}:00:00",
            ("Звонок (исходящий)", "Пропущенный")[n % 2],
            REPS[n % 6],
            f"+7000555{n:04}",
            cell,
            "http://nobody.invalid/rec",
        ]
        for n, cell in enumerate(durations)
    ]
    return rows


CALLERS = [REPS[n % 6] for n in range(90)]


@case
def lengths_of_calls() -> Case:
    """Lengths of calls in fifteen spellings; one below nought is refused."""
    said = [*DURATIONS] * 3
    rows = [*calls(said), ["20.09.2024 12:00:00", "Звонок (исходящий)", "Робот", "", "-5", ""]]
    wanted = called([*DURATIONS.values()] * 3, CALLERS[:45])
    checks = (problem("negative_duration", line=47, found="-5"),)
    return taken(
        "звонки.csv",
        text(rows, "utf-8-sig"),
        wanted,
        {"read": 46, "accepted": 45, "rejected": 1},
        kind="activities",
        status="partial",
        problems=frozenset({"negative_duration"}),
        checks=checks,
    )


@case
def lengths_of_calls_as_times() -> Case:
    """A sheet keeps lengths as times of the day, and those above a day as spans of time."""
    said = [time(0, 3, 25), time(1, 2, 5), timedelta(hours=25, minutes=1), time(0, 0, 59), timedelta(seconds=40)] * 6
    wanted = called([205, 3725, 90_060, 59, 40] * 6, CALLERS[:30])
    return taken("звонки.xlsx", xlsx(Page(calls(said))), wanted, {"accepted": 30}, kind="activities")


def payslips(month: int) -> list[tuple[str, int, int | str, Decimal]]:
    """Name, fixed pay, premium or a dash, and bonus of the four people of a month."""
    return [
        (short(rep), 50_000 + 1_000 * n, "-" if (n + month) % 2 else 5_000, Decimal(f"{4_642 * n + 311 * month}.66"))
        for n, rep in enumerate(REPS[:4])
    ]


def accrued(slip: tuple[str, int, int | str, Decimal]) -> Decimal:
    """What a person has earned in a month."""
    return slip[1] + (0 if slip[2] == "-" else int(slip[2])) + slip[3]


AUTUMN = {"Октябрь 2024": 10, "Ноябрь 2024": 11, "Декабрь 2024": 12}
PAID = [(month, slip) for month in AUTUMN.values() for slip in payslips(month)]
PAY = {
    "amount": f"{sum(accrued(slip) for _month, slip in PAID):.2f}",
    "by_rep": summed((slip[0], accrued(slip)) for _month, slip in PAID),
    "by_month": summed((f"2024-{month}", accrued(slip)) for month, slip in PAID),
}


def pay_pages() -> list[Page]:
    """A sheet of every month, whose name is the only place where the month stands."""
    pages = []
    for title, month in AUTUMN.items():
        slips = payslips(month)
        rows: list[list[Any]] = [
            ["Расчётная ведомость"],
            [None],
            ["№", "ФИО", "Оклад", "Премия (KPI)", "Бонус с продаж", "Удержано", "Итого начислено", "К выплате"],
        ]
        for n, slip in enumerate(slips, start=1):
            whole = accrued(slip)
            rows.append([n, *slip, whole * Decimal("0.13"), whole, whole * Decimal("0.87")])
        rows.append([None, "ИТОГО", sum(slip[1] for slip in slips), None, None, None, sum(map(accrued, slips)), None])
        pages.append(Page(rows, title))
    return pages


@case
def pay_by_sheets() -> Case:
    """A sheet for every month, named by it; «-» for no premium; what is paid out is not what was earned."""
    checks = (mapped(total="Итого начислено", base="Оклад"),)
    return taken(
        "зарплата.xlsx",
        xlsx(*pay_pages()),
        PAY,
        {"read": 15, "accepted": 12, "ignored": 3},
        kind="pay",
        control=True,
        checks=checks,
    )


@case
def pay_in_thousands() -> Case:
    """Pay so small that it can only be in thousands, and nothing says so: asked."""
    rows: list[list[Any]] = [
        ["Месяц", "Сотрудник", "Начислено"],
        *([f"{month}.2024", slip[0], f"{accrued(slip) / 1000:.5f}".replace(".", ",")] for month, slip in PAID),
    ]
    return asked("зарплата.csv", text(rows), "unit", PAY, kind="pay")
