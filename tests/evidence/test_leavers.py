"""What goes with those who leave: clients and money against the raw rows, a fall before the exit against known ones."""

from collections import defaultdict
from datetime import date, timedelta
from random import Random

import numpy as np
import pytest

from diagnostics.evidence import Evidence, Signal, measure
from diagnostics.evidence.leavers import leavers_signals
from diagnostics.evidence.period import month_number, period_of
from diagnostics.workbook import Workbook

from .companies import Company, Person, Sale, fill, months, number, scratch

DAYS = months("2023-01", 36, 28)
FIRST, LAST = number("2023-01"), number("2025-12")
ENDS = [Sale(date(2023, 1, 1), 1, None, None), Sale(date(2025, 12, 31), 1, None, None)]
STAYERS = [Person(f"Менеджер 0{place}", date(2019, 1, 1)) for place in range(1, 5)]


@pytest.fixture(scope="module")
def shared():
    """One workbook for all examples."""
    with scratch() as workbook:
        yield workbook


def named(evidence: Evidence, signal: str) -> dict[str, float]:
    """Values per rep by his name."""
    return {evidence.reps[rep].name: value for rep, value in evidence.signals[signal].by_rep.items()}


def month_after(day: date, count: int) -> date:
    """The first day of the month so many months after that of a day."""
    month = month_number(day) + count
    return date(month // 12, month % 12 + 1, 1)


def made_up(seed: int) -> tuple[list[Sale], list[Person]]:
    """Clients who buy more or less often of one rep and change to another; some reps leave, some of them come back."""
    draw = Random(seed)
    staff = [*STAYERS]
    for place in range(10, 18):
        left = date(2023, 5, 1) + timedelta(days=draw.randint(0, 850))
        staff.append(Person(f"Менеджер {place}", date(2020, 1, 1) + timedelta(days=draw.randint(0, 1000)), left))
        if draw.random() < 0.2:
            staff.append(Person(f"Менеджер {place}", left + timedelta(days=draw.randint(1, 300))))
    staff.append(Person("Менеджер 30", date(2025, 1, 1), date(2024, 6, 1)))
    reps = [*sorted({one.rep for one in staff}), "Чужой", None]
    sales = []
    for client in range(220):
        own, often = draw.choice(reps), draw.choice((0.15, 0.4, 0.9))
        for day in DAYS:
            if draw.random() < 0.03:
                own = draw.choice(reps)
            if draw.random() < often:
                sales.append(Sale(day, draw.randint(100, 9_999), f"Клиент {client}", own))
            if draw.random() < 0.05:
                sales.append(Sale(day, -draw.randint(1, 500), f"Клиент {client}", own))
            if draw.random() < 0.05:
                sales.append(Sale(day, draw.randint(100, 9_999), f"Клиент {client}", draw.choice(reps)))
    return [*sales, *ENDS], staff


def exits_by_hand(staff: list[Person]) -> list[tuple[str, int]]:
    """Who left in which month, with half a year around it, and was not back within half a year."""
    found = []
    for one in staff:
        if one.left_on is None or one.left_on <= one.hired:
            continue
        gone = month_number(one.left_on)
        back = any(other.rep == one.rep and one.left_on <= other.hired < month_after(one.left_on, 7) for other in staff)
        if FIRST + 6 <= gone <= LAST - 6 and not back:
            found.append((one.rep, gone))
    return found


def by_hand(sales: list[Sale], staff: list[Person]) -> dict[str, object]:
    """Loss and money of the leavers' clients, client by client and exit by exit."""
    bought: dict[tuple[str, int], dict[str | None, int]] = defaultdict(lambda: defaultdict(int))
    net: dict[tuple[str, int], int] = defaultdict(int)
    for sale in sales:
        if sale.client:
            key = (sale.client, month_number(sale.day))
            net[key] += sale.amount
            if sale.amount > 0:
                bought[key][sale.rep] += sale.amount
    clients = sorted({client for client, _month in bought})
    exits = exits_by_hand(staff)
    told: dict[tuple[int, str | None, int], list[bool]] = defaultdict(list)
    lost: dict[str, int] = defaultdict(int)
    unkept = bought_in_years = led = 0
    for gone in {month for _rep, month in exits}:
        for client in clients:
            months_before = [month for month in range(gone - 6, gone) if (client, month) in bought]
            if not months_before:
                continue
            last = months_before[-1]
            sellers = bought[client, last]
            own = max(sellers, key=lambda rep, sellers=sellers: sellers[rep])
            times = sum((client, month) in bought for month in range(last - 5, last + 1))
            kept = any((client, month) in bought for month in range(gone + 1, gone + 7))
            told[gone, own, 1 if times == 1 else 2 if times <= 3 else 3].append(kept)
            if (own, gone) in exits:
                led += 1
                bought_in_years += sum(net[client, month] for month in range(gone - 12, gone))
            if (own, gone) in exits and not kept:
                unkept += 1
                lost[own] -= sum(net[client, month] for month in range(gone - 12, gone))
    start = {gone: date(gone // 12, gone % 12 + 1, 1) for _rep, gone in exits}
    clients_seen = kept_seen = 0
    expected = 0.0
    for (gone, own, often), states in told.items():
        if (own, gone) not in exits:
            continue
        there = {
            one.rep for one in staff if one.hired < start[gone] and (one.left_on is None or one.left_on >= month_after(start[gone], 7))
        }
        others = [state for (month, rep, times), found in told.items() if month == gone and times == often and rep in there for state in found]
        if len(others) >= 10:
            clients_seen, kept_seen = clients_seen + len(states), kept_seen + sum(states)
            expected += len(states) * sum(others) / len(others)
    return {
        "n": clients_seen, "loss": 1 - kept_seen / expected, "lost": {rep: money for rep, money in lost.items() if money}, "unkept": unkept,
        "bought": bought_in_years, "led": led,
    }  # fmt: skip


@pytest.mark.parametrize("seed", range(12))
def test_clients_and_money_equal_a_count_by_hand(shared, seed):
    """Whose clients they are, who of them bought again, what colleagues' alike clients did, what the lost ones had brought."""
    sales, staff = made_up(seed)
    evidence, hand = measure(fill(shared, Company(sales, staff=staff))), by_hand(sales, staff)
    loss, money = evidence.signals["people.leaver_base_loss"], evidence.signals["people.leaver_base_money"]
    assert (loss.value, loss.n) == (pytest.approx(hand["loss"]), hand["n"])
    assert named(evidence, "people.leaver_base_money") == hand["lost"]
    assert (money.value, money.n) == (sum(hand["lost"].values()), hand["unkept"])
    sales_of = evidence.signals["people.leaver_base_sales"]  # two of the three years have half a year on either side
    assert (sales_of.value, sales_of.n) == (pytest.approx(hand["bought"] / 2, abs=0.500001), hand["led"])


def planted(seed: int, loss: float, rarely: float) -> Company:
    """Eight of twelve reps leave one after another, and each of their clients does not come back with a chance of `loss`.

    `rarely`: the share of the leavers' clients who buy once in five months; of the others' a tenth does.
    """
    draw = np.random.default_rng(seed)
    left = dict(zip([f"Менеджер {place}" for place in range(10, 18)], months("2023-09", 16, 10)[::2], strict=True))
    staff = [*STAYERS, *(Person(rep, date(2020, 1, 1), day) for rep, day in left.items())]
    sales = []
    for one in staff:
        for client in range(60):
            often = 0.2 if draw.random() < (rarely if one.left_on else 0.1) else 0.8
            goes = draw.random() < loss
            for day in DAYS:
                away = one.left_on is not None and day > one.left_on
                if (away and goes) or draw.random() >= often:
                    continue
                sales.append(Sale(day, 1_000, f"Клиент {one.rep} {client}", "Менеджер 01" if away else one.rep))
    return Company([*sales, *ENDS], staff=staff)


@pytest.mark.parametrize("rarely", [0.1, 0.7])
@pytest.mark.parametrize("loss", [0.0, 0.3])
def test_a_planted_loss_is_found(workbook, loss, rarely):
    """What was planted is inside the interval, and nothing where nothing was, rare buyers among the leavers' clients or not."""
    signal = measure(fill(workbook, planted(3, loss, rarely))).signals["people.leaver_base_loss"]
    assert signal.value == pytest.approx(loss, abs=0.06)
    assert signal.low <= loss <= signal.high
    assert (signal.low > 0) == (loss > 0)


def test_a_client_who_went_over_to_a_colleague_is_kept(workbook):
    """It does not matter of whom he buys; and sales under the leaver's name after his exit are sales too."""
    signals = measure(fill(workbook, planted(1, 0.0, 0.0))).signals
    assert abs(signals["people.leaver_base_loss"].value) < 0.02


def test_too_few_to_speak_of(workbook):
    """Nobody who left with half a year around, two leavers, or three with a handful of clients give no share."""
    def left(count: int, clients: int) -> dict[str, tuple[str, ...]]:
        gone = [Person(f"Менеджер 1{place}", date(2020, 1, 1), date(2024, 6, 10)) for place in range(count)]
        sales = [Sale(day, 100, f"Клиент {one.rep} {client}", one.rep) for one in [*STAYERS, *gone] for client in range(clients) for day in DAYS]
        signals = measure(fill(workbook, Company([*sales, *ENDS], staff=[*STAYERS, *gone]))).signals
        return {name: signals[f"people.leaver_base_{name}"].missing for name in ("loss", "money")}

    assert left(0, 20) == {"loss": ("exits_half_year",), "money": ("exits_half_year",)}
    assert left(2, 20) == {"loss": ("leavers_clients",), "money": ()}
    assert left(3, 5) == {"loss": ("leavers_clients",), "money": ()}
    assert left(3, 10) == {"loss": (), "money": ()}


def before_exit(workbook: Workbook, fall: float, leavers: int = 8, *, noise: float = 0.0, tenure: int = 40, seed: int = 0):
    """The signal of a company that grows by two per cent a month and whose leavers fall by so much in their last quarter."""
    draw, sales = np.random.default_rng(seed), []
    gone = [Person(f"Менеджер {place}", month_after(day, -tenure), day) for place, day in enumerate(months("2024-06", leavers, 10), 20)]
    for one in [*STAYERS, *gone]:
        for day in DAYS:
            if one.left_on is None or day < one.left_on:
                level = 1 - fall if one.left_on and month_number(one.left_on) - month_number(day) <= 3 else 1
                amount = 100_000 * 1.02 ** (month_number(day) - FIRST) * level * np.exp(draw.normal(0, noise))
                sales.append(Sale(day, round(amount * (1 + int(one.rep[-1]) % 3)), rep=one.rep))
    return measure(fill(workbook, Company([*sales, *ENDS], staff=[*STAYERS, *gone]))).signals["people.before_exit"]


@pytest.mark.parametrize("fall", [0.0, 0.15, 0.6, 1.0])
def test_a_known_fall_is_found(workbook, fall):
    """Beside those who stayed the growth of all is no rise, and who sold nothing at the end has fallen by the whole."""
    signal = before_exit(workbook, fall)
    assert signal.value == pytest.approx(-fall, abs=1e-4)
    assert signal.n == 8
    assert list(signal.by_rep.values()) == pytest.approx([-fall] * 8, abs=1e-4)


def test_the_interval_tells_a_fall_from_noise(shared):
    """Of ten companies without a fall few are said to have one; of ten with a fall by a third nearly all are."""
    calm = [before_exit(shared, 0.0, noise=0.2, seed=seed) for seed in range(10)]
    fallen = [before_exit(shared, 0.33, noise=0.2, seed=seed) for seed in range(10)]
    assert sum(signal.high < 0 for signal in calm) <= 3
    assert sum(signal.high < 0 for signal in fallen) >= 9
    assert all(signal.low <= signal.value <= signal.high for signal in (*calm, *fallen))


def test_leavers_of_a_year_or_less_are_not_studied(workbook):
    """Three leavers, or newcomers without a year of work, give no picture of the time before an exit."""
    assert before_exit(workbook, 0.3, leavers=3).missing == ("leavers_year",)
    assert before_exit(workbook, 0.3, leavers=4).available
    assert before_exit(workbook, 0.3, tenure=11).missing == ("leavers_year",)
    assert before_exit(workbook, 0.3, tenure=13).available


def test_who_comes_back_has_not_left(workbook):
    """A rep hired again within half a year took his clients nowhere."""
    gone = [Person(f"Менеджер 1{place}", date(2020, 1, 1), date(2024, 6, 10)) for place in range(5)]
    again = [Person(one.rep, date(2024, 9, 1)) for one in gone]
    sales = [Sale(day, 100, f"Клиент {one.rep}", one.rep) for one in [*STAYERS, *gone] for day in DAYS]
    signals = measure(fill(workbook, Company([*sales, *ENDS], staff=[*STAYERS, *gone, *again]))).signals
    assert signals["people.leaver_base_money"].missing == ("exits_half_year",)
    assert signals["people.before_exit"].missing == ("leavers_year",)


def test_all_left_at_once(workbook):
    """With nobody who stayed there is nothing to compare with; what the lost clients had brought is counted all the same."""
    gone = [Person(f"Менеджер 0{place}", date(2020, 1, 1), date(2024, 6, 10)) for place in range(1, 7)]
    sales = [Sale(day, 100, f"Клиент {one.rep} {client}", one.rep) for one in gone for client in range(10) for day in DAYS if day < date(2024, 6, 10)]
    signals = measure(fill(workbook, Company([*sales, *ENDS], staff=gone))).signals
    assert signals["people.leaver_base_loss"].missing == ("leavers_clients",)
    assert signals["people.leaver_base_money"].value == -60 * 12 * 100
    assert signals["people.before_exit"].missing == ("leavers_year",)


def base_sales(workbook: Workbook, sales: list[Sale], staff: list[Person], **facts: str) -> Signal:
    """What the leavers' clients bought in three years of sales, without the signals of all other themes: these tests look at many companies."""
    fill(workbook, Company([*sales, *ENDS], staff=staff), facts)
    return {signal.id: signal for signal in leavers_signals(workbook, period_of(workbook))}["people.leaver_base_sales"]


def test_what_leavers_clients_bought_is_net_and_of_whomever(shared):
    """A client of the leaver's bought of a colleague too and brought some back; another is the colleague's; half a year ago a third was."""
    gone = Person("Менеджер 10", date(2020, 1, 1), date(2024, 7, 10))
    sales = [Sale(day, 100, "Его", gone.rep) for day in DAYS if day < gone.left_on] + [Sale(day, 40, "Его", "Менеджер 01") for day in DAYS]
    sales += [Sale(date(2024, 3, 28), -500, "Его", gone.rep), Sale(date(2024, 7, 5), 9_000, "Его", gone.rep)]  # the month of going is not before it
    sales += [Sale(day, 700, "Коллеги", "Менеджер 01") for day in DAYS] + [Sale(date(2023, 12, 28), 5_000, "Давний", gone.rep)]
    signal = base_sales(shared, sales, [*STAYERS, gone])
    assert (signal.value, signal.n) == ((12 * 140 - 500) / 2, 1)
    signal = base_sales(shared, [Sale(day, 100, client, rep) for day in DAYS for client, rep in ((None, gone.rep), ("Коллеги", "Менеджер 01"))], [*STAYERS, gone])
    assert (signal.value, signal.n) == (0, 0)  # he had no clients


def test_a_year_before_an_exit_that_the_data_do_not_hold_is_what_they_hold(shared):
    """Who left in the seventh month of the data has six months before it, and they are summed as they are."""
    gone = Person("Менеджер 10", date(2020, 1, 1), date(2023, 7, 10))
    sales = [Sale(day, 100, f"Клиент {client}", gone.rep) for day in DAYS[:6] for client in range(3)]
    signal = base_sales(shared, sales, [*STAYERS, gone])
    assert (signal.value, signal.n) == (3 * 6 * 100 / 2, 3)


def test_a_head_who_left_is_no_leaver_of_these(shared):
    """The head's clients are not counted, whether the list or the company calls him that."""
    rep, head = (Person(f"Менеджер {place}", date(2020, 1, 1), date(2024, 7, 10), role) for place, role in ((10, "rep"), (11, "head")))
    sales = [Sale(day, 100, f"Клиент {one.rep}", one.rep) for day in DAYS[:18] for one in (rep, head)]
    assert base_sales(shared, sales, [*STAYERS, rep, head]).value == 600
    assert base_sales(shared, sales, [*STAYERS, rep, head], head=rep.rep).missing == ("exits_half_year",)  # it calls another one that


def test_half_a_year_must_lie_around_an_exit(shared):
    """Exits with less than half a year before them or after them say nothing; with others beside them they are left out."""
    days = [date(2023, 6, 30), date(2025, 7, 1), date(2023, 7, 1), date(2025, 6, 30)]
    staff = [Person(f"Менеджер 1{place}", date(2020, 1, 1), day) for place, day in enumerate(days)]
    sales = [Sale(day, 10**place, f"Клиент {one.rep}", one.rep) for place, one in enumerate(staff) for day in DAYS if day < one.left_on]
    assert base_sales(shared, sales, [*STAYERS, *staff[:2], *(Person(one.rep, one.hired) for one in staff[2:])]).missing == ("exits_half_year",)
    signal = base_sales(shared, sales, [*STAYERS, *staff])
    assert (signal.value, signal.n) == ((6 * 100 + 12 * 1_000) / 2, 2)
