"""What happens when an export is brought again."""

from .cases import QUESTION, Case, Wanted, asked, case, evidence, refused
from .deals import plain
from .world import SALES, total, totals
from .write import text

FULL = plain(("Оплачен", "Оплачен", "Оплачен"))
CUT = plain(("Оплачен", "Оплачен", "Оплачен"), SALES[:20])


@case
def cut_off_export_waits() -> Case:
    """An export brought again with a third of its deals: asked before anything is replaced."""
    made = asked(
        "сегодня.csv", CUT, "shrunk", totals(SALES[:20]), kind="deals", checks=(evidence("60"), evidence("20"))
    )
    return Case(made.files, made.wanted, QUESTION, before=[{"вчера.csv": FULL}], held=total())


@case
def another_managers_file_waits() -> Case:
    """The same form without numbers, filled in by another manager for the same days: asked before the first one's sales go."""
    header = ["Дата", "Менеджер", "Контрагент", "Сумма"]
    mine, hers = (
        text([header, *([f"{day:02}.01.2026", rep, client, "100,00"] for day in (3, 15, 28))]) for rep, client in (("Один Иван", "ООО Лес"), ("Два Анна", "ООО Луг"))
    )
    made = asked("анна.csv", hers, "replaced", {"amount": "300.00"}, kind="sales", checks=(evidence("3 / 0"),))
    return Case(made.files, made.wanted, QUESTION, before=[{"иван.csv": mine}], held="300.00")


@case
def cut_off_export_refused() -> Case:
    """An export with a third of its deals, and the answer that it was cut off: what was imported stands."""
    made = refused("сегодня.csv", CUT, "shrunk", words=("--answer", "shrunk=refuse"))
    return Case(made.files, made.wanted, made.code, made.words, before=[{"вчера.csv": FULL}], held=total())


@case
def same_file_again() -> Case:
    """The same file twice: the second time nothing changes."""
    return Case(
        {"копия.csv": FULL}, [Wanted(kind="deals", status="unchanged")], before=[{"вчера.csv": FULL}], held=total()
    )
