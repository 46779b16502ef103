"""Deals as CRM systems export them."""

import csv
from collections.abc import Sequence
from datetime import timedelta
from decimal import Decimal
from typing import Any

from .cases import Case, case, formatted, mapped, problem, taken
from .world import SALES, Sale, given_first, surname_first, totals
from .write import Page, comma, dotted, html, text, xlsx

STATES = ("won", "lost", "open")
Stages = tuple[str, str, str]
RUSSIAN: Stages = ("Успешно реализовано", "Закрыто и не реализовано", "Согласование договора")
ENGLISH: Stages = ("Closed Won", "Closed Lost", "Contract Sent")
BITRIX: Stages = ("Сделка успешна", "Сделка провалена", "Счёт на предоплату")


def state(number: int) -> str:
    """How the deal of this number ended: of five one is lost, one is open."""
    return STATES[max(0, number % 5 - 2)]


WON = [sale for number, sale in enumerate(SALES) if state(number) == "won"]
COUNTS = {name: sum(state(number) == name for number in range(60)) for name in STATES} | {"accepted": 60, "rejected": 0}


def stage(number: int, stages: Stages) -> str:
    """The same in the words of a CRM system."""
    return stages[STATES.index(state(number))]


def clock(sale: Sale, days: int = 0) -> str:
    """A moment of the day of a sale, some days before it."""
    return f"{dotted(sale.day - timedelta(days))} 17:41:19"


@case
def bitrix_as_html() -> Case:
    """Bitrix24: an HTML table called .xls, a row per line of goods, currency by name, the planned day of closing alone."""
    rows: list[list[Any]] = [
        [
            "ID",
            "Название сделки",
            "Стадия сделки",
            "Воронка",
            "Сумма",
            "Валюта",
            "Компания",
            "Ответственный",
            "Дата создания",
            "Предполагаемая дата закрытия",
            "Сделка закрыта",
            "Комментарий",
            "Товар",
            "Цена",
            "Количество",
        ]
    ]
    for n, sale in enumerate(SALES):
        part = (sale.amount / 3).quantize(Decimal("0.01"))
        for line, amount in enumerate((part, sale.amount - part) if n % 3 == 0 else (sale.amount,)):
            rows.append(
                [
                    1200 + n,
                    f'Сделка "{n}" <{sale.client.name}>',
                    stage(n, BITRIX),
                    "Общая",
                    f"{amount}",
                    "Российский рубль",
                    sale.client.name,
                    given_first(sale.rep),
                    clock(sale, 30),
                    dotted(sale.day),
                    "Да",
                    "Просили & получили",
                    f"Товар {line}",
                    f"{amount}",
                    1,
                ]
            )
    counts = COUNTS | {"read": 80, "accepted": 80}
    checks = (problem("planned_date", severity="warning"), formatted(type="html"))
    return taken(
        "DEAL.xls",
        html(rows),
        totals(WON, given_first),
        counts,
        kind="deals",
        problems=frozenset({"planned_date"}),
        checks=checks,
    )


def bitrix() -> list[list[Any]]:
    """Deals of Bitrix24 with the actual day of closing."""
    rows: list[list[Any]] = [
        [
            "ID",
            "Название сделки",
            "Стадия сделки",
            "Сумма",
            "Валюта",
            "Компания",
            "Ответственный",
            "Дата создания",
            "Дата закрытия",
        ]
    ]
    rows += [
        [
            n,
            f"Сделка «{n}»; повторная",
            stage(n, BITRIX),
            f"{sale.amount}",
            "Российский рубль",
            sale.client.name,
            given_first(sale.rep),
            clock(sale, 30),
            clock(sale),
        ]
        for n, sale in enumerate(SALES)
    ]
    return rows


@case
def bitrix_as_text() -> Case:
    """Bitrix24 as text: all in quotes, a separator behind the last cell too."""
    content = text(bitrix(), "utf-8-sig", quoting=csv.QUOTE_ALL, tail=";")
    return taken("DEAL.csv", content, totals(WON, given_first), COUNTS, kind="deals")


def amo(amount: str) -> list[list[Any]]:
    """Leads of amoCRM: repeated headers, notes of several lines, phones with an apostrophe, open deals without a closing day."""
    rows: list[list[Any]] = [
        [
            "ID",
            "Название сделки",
            amount,
            "Ответственный",
            "Дата создания сделки",
            "Кем создана сделка",
            "Дата закрытия",
            "Теги",
            "Примечание",
            "Этап сделки",
            "Компания",
            "Ответственный за контакт",
            "Рабочий телефон",
            "Источник",
            "Товар",
            "Товар",
            "Источник",
        ]
    ]
    rows += [
        [
            31_000_000 + n * 137,
            f"Заявка {sale.client.name}",
            f"{sale.amount}",
            surname_first(sale.rep),
            clock(sale, 20),
            "Робот",
            "" if state(n) == "open" else clock(sale),
            'срочно, "VIP"',
            "Позвонить,\nуточнить" if n % 4 else "",
            stage(n, RUSSIAN),
            sale.client.name,
            "Робот",
            "'+70000000000",
            "Сайт",
            "Канаты",
            "К-12",
            "tilda",
        ]
        for n, sale in enumerate(SALES)
    ]
    return rows


AMO = mapped(doc="ID", rep="Ответственный", stage="Этап сделки", closed="Дата закрытия", client="Компания")


@case
def amo_as_text() -> Case:
    """Text of amoCRM: «Бюджет » with a space, a lost stage that contains the words of the won one."""
    checks = (AMO, mapped(amount="Бюджет "))
    return taken(
        "leads.csv",
        text(amo("Бюджет "), delimiter=","),
        totals(WON, surname_first),
        COUNTS,
        kind="deals",
        checks=checks,
    )


@case
def amo_as_sheet() -> Case:
    """A sheet of amoCRM: amounts as texts, an empty row below the header, an empty second sheet."""
    head, *rows = amo("Бюджет ₽")
    content = xlsx(Page([head, [None], *rows], "Сделки"), Page([], "Лист2"))
    return taken(
        "leads.xlsx", content, totals(WON, surname_first), COUNTS, kind="deals", checks=(AMO, mapped(amount="Бюджет ₽"))
    )


@case
def salesforce() -> Case:
    """Salesforce: $-amounts with commas, months first, a currency column before the amount, lines of copyright behind."""
    rows = [
        [
            "Opportunity Owner",
            "Account Name",
            "Opportunity Name",
            "Stage",
            "Fiscal Period",
            "Amount Currency",
            "Amount",
            "Probability (%)",
            "Close Date",
            "Created Date",
        ]
    ]
    rows += [
        [
            given_first(sale.rep),
            sale.client.name,
            f"Opp {n}",
            stage(n, ENGLISH),
            "Q1-2024",
            "RUB",
            f"{sale.amount:,}",
            "100",
            f"{sale.day.month}/{sale.day.day}/{sale.day.year}",
            "12/20/2023",
        ]
        for n, sale in enumerate(SALES)
    ]
    tail = '\n\n\n"Sales report"\n"Copyright (c) 2000-2024 salesforce.com, inc. All rights reserved."\n"Confidential Information - Do Not Distribute"\n"Generated By:  Robot Reporter  12/31/2024 10:00 AM"\n"Example Corp"\n'
    content = text(rows, delimiter=",", quoting=csv.QUOTE_ALL) + tail.encode()
    counts = {name: COUNTS[name] for name in STATES} | {"accepted": 60, "rejected": 0}
    return taken(
        "report.csv",
        content,
        totals(WON, given_first),
        counts,
        kind="deals",
        checks=(mapped(closed="Close Date", amount="Amount"),),
    )


@case
def hubspot() -> Case:
    """HubSpot: record ids of eleven figures, a second amount in the currency of the company."""
    rows = [
        [
            "Record ID",
            "Deal Name",
            "Deal Stage",
            "Pipeline",
            "Close Date",
            "Create Date",
            "Deal owner",
            "Amount",
            "Amount in company currency",
            "Currency",
            "Associated Company",
        ]
    ]
    rows += [
        [
            f"{15_000_000_000 + n}",
            f"Deal {n}",
            stage(n, ENGLISH),
            "Sales",
            f"{sale.day} 17:41",
            "2023-12-10 17:41",
            given_first(sale.rep),
            f"{sale.amount}",
            f"{sale.amount * 90}",
            "RUB",
            sale.client.name,
        ]
        for n, sale in enumerate(SALES)
    ]
    content = text(rows, delimiter=",", quoting=csv.QUOTE_ALL)
    return taken(
        "hubspot.csv",
        content,
        totals(WON, given_first),
        COUNTS,
        kind="deals",
        checks=(mapped(doc="Record ID", amount="Amount"),),
    )


@case
def pipedrive() -> Case:
    """Pipedrive: «Deal - » before every header, won and lost in a column of status, the stage says neither."""
    names = (
        "ID",
        "Title",
        "Owner",
        "Value",
        "Currency of Value",
        "Stage",
        "Status",
        "Deal created",
        "Won time",
        "Lost time",
        "Lost reason",
        "Organization",
    )
    rows: list[list[Any]] = [[f"Deal - {name}" for name in names]]
    for n, sale in enumerate(SALES):
        won, lost = (f"{sale.day} 17:41:19" if state(n) == one else "" for one in ("won", "lost"))
        rows.append(
            [
                n,
                f"{sale.client.name} deal",
                given_first(sale.rep),
                f"{sale.amount}",
                "RUB",
                "Negotiations Started",
                state(n).title(),
                "2023-12-25 17:41:19",
                won,
                lost,
                "",
                sale.client.name,
            ]
        )
    checks = (mapped(stage="Deal - Status", closed="Deal - Won time", amount="Deal - Value"),)
    return taken("deals.csv", text(rows, delimiter=","), totals(WON, given_first), COUNTS, kind="deals", checks=checks)


def plain(stages: Stages, sales: Sequence[Sale] = SALES) -> bytes:
    """Deals with the day on which they were made as the only one."""
    rows: list[list[Any]] = [["ID сделки", "Дата создания", "Ответственный", "Клиент", "Статус", "Сумма"]]
    rows += [
        [n, dotted(sale.day), sale.rep, sale.client.name, stage(n, stages), comma(sale.amount)]
        for n, sale in enumerate(sales)
    ]
    return text(rows, "utf-8-sig")


@case
def stages_nobody_knows() -> Case:
    """Stages of the company's own beside «Выиграна»: what is neither won nor lost is open."""
    rows = bitrix()
    odd = ["Жёлтая зона", "Думают до среды"]
    for n, row in enumerate(rows[1:]):
        row[2] = {"won": "Выиграна", "lost": "Дубль", "open": odd[n % 2]}[state(n)]
    return taken("deals.csv", text(rows), totals(WON, given_first), COUNTS, kind="deals")


@case
def paid_is_won() -> Case:
    """«Оплачен» counts as won where there is no other word for it, and «Отменен» as lost."""
    return taken("deals.csv", plain(("Оплачен", "Отменен", "Новый")), totals(WON), COUNTS, kind="deals")
