"""Companies of which little is known: what nobody brought is grey and says what to bring, and nothing red stands on it."""

from collections.abc import Callable, Mapping

import numpy as np
import pandas as pd
import pytest

from diagnostics.causes import Verdict, causes, finding_title, judge, missing_text, money_text
from diagnostics.evidence import measure
from diagnostics.i18n import LANGUAGES, speaking
from diagnostics.intake import Upload, import_files
from diagnostics.workbook import create_workbook

from .cases import finding

STANDS_ON = {
    "staff": ("early_exits", "exits_after_misses", "overload_span", "vacant_seats", "slow_ramp", "exits_after_head_change", "thin_start_base", "leavers_take_clients", "veterans_coast"),
    "plan": ("no_plan", "plan_unreal"),
    "pay": ("pay_compression", "head_pay_own_sales"),
    "activities": ("low_activity",),
    "deals": ("stuck_deals", "crm_unused"),
    "answers": ("two_bosses", "head_idle_knowledge", "no_mandate", "no_call_review", "pay_unclear", "reps_backoffice", "head_cannot_sell", "friendly_not_selling"),
    "head": ("head_sells", "best_seller_promoted"),
}  # fmt: skip
"""What was not brought -> causes of which nothing can be known without it."""


def _day(dice: np.random.Generator, month: int) -> pd.Timestamp:
    return pd.Timestamp("2023-01-01") + pd.DateOffset(months=month) + pd.Timedelta(days=int(dice.integers(0, 28)))


def wholesale(months: int, reps: int, clients: int, with_rep: bool = True, with_client: bool = True) -> pd.DataFrame:
    """Sales of so many clients, each of one rep, each buying every third month or so."""
    dice = np.random.default_rng([months, reps, clients])
    rows = [
        {"Дата": _day(dice, month), "Контрагент": f"Покупатель {client:05}", "Менеджер": f"Менеджер {client % reps:03}", "Сумма": round(float(dice.lognormal(9, 1)), 2)}
        for month in range(months) for client in range(clients) if dice.random() < 0.4
    ]  # fmt: skip
    kept = ["Дата", *["Контрагент"] * with_client, *["Менеджер"] * with_rep, "Сумма"]
    return pd.DataFrame(rows)[kept]


def crm(deals: int) -> pd.DataFrame:
    """Won, lost and open deals of ten agents."""
    dice = np.random.default_rng(deals)
    rows = []
    for number in range(deals):
        created = _day(dice, int(dice.integers(0, 14)))
        state = str(dice.choice(["won", "lost", "open"], p=[0.5, 0.3, 0.2]))
        closed = created + pd.Timedelta(days=int(dice.integers(5, 90))) if state != "open" else pd.NaT
        rows.append({"Deal - ID": number, "Deal - Status": state, "Deal - Value": 1000 + number, "Deal - Owner": f"Agent {number % 10:02}", "Deal - Organization": f"Org {number % 80:03}", "Deal - Deal created": created, "Deal - Deal closed on": closed, "Deal - Stage": str(dice.choice(["1. Lead", "2. Offer"]))})
    return pd.DataFrame(rows)


COMPANIES: dict[str, tuple[Callable[[], dict[str, pd.DataFrame]], tuple[str, ...]]] = {
    "clients and reps": (lambda: {"sales": wholesale(30, 6, 120)}, ("staff", "plan", "pay", "activities", "deals", "answers", "head")),
    "clients without reps": (lambda: {"sales": wholesale(30, 1, 120, with_rep=False)}, tuple(STANDS_ON)),
    "a till of thirteen months": (lambda: {"sales": wholesale(13, 1, 60, with_rep=False, with_client=False)}, tuple(STANDS_ON)),
    "deals of a CRM": (lambda: {"deals": crm(900)}, ("staff", "plan", "pay", "activities", "answers", "head")),
    "one month": (lambda: {"sales": wholesale(1, 3, 60)}, tuple(STANDS_ON)),
    "three clients": (lambda: {"sales": wholesale(30, 1, 3)}, tuple(STANDS_ON)),
    "four hundred reps": (lambda: {"sales": wholesale(26, 400, 2_000)}, tuple(STANDS_ON)),
}
"""Name -> its files, and what was not brought."""


@pytest.fixture(scope="module")
def verdicts(tmp_path_factory) -> Mapping[str, Verdict]:
    """Every company imported and judged once."""
    found = {}
    for name, (made, _lacking) in COMPANIES.items():
        folder = tmp_path_factory.mktemp("little")
        files = made()
        for kind, frame in files.items():
            frame.to_csv(folder / f"{kind}.csv", index=False, sep=";")
        workbook = create_workbook(folder / "case.duckdb", name)
        results = import_files(workbook, [Upload(folder / f"{kind}.csv", f"{kind}.csv") for kind in files])
        assert {result.status for result in results} <= {"accepted", "partial"}, (name, results)
        found[name] = judge(measure(workbook))
        workbook.close()
    return found


@pytest.mark.parametrize("company", COMPANIES)
def test_nothing_red_stands_on_what_was_not_brought(verdicts, company):
    """A cause that hangs on a file that is not there is grey, names what to bring, and costs nothing."""
    for lacking in COMPANIES[company][1]:
        for name in STANDS_ON[lacking]:
            one = finding(verdicts[company], name)
            assert (one.state, one.probability) == ("grey", None), (company, lacking)
            assert one.missing
            for language in LANGUAGES:
                with speaking(language):
                    assert all(missing_text(code) for code in one.missing)
                    assert not money_text(one, "RUB")


@pytest.mark.parametrize("company", COMPANIES)
def test_every_cause_once_under_a_title_of_its_own(verdicts, company):
    """However little is known, every cause is listed, and no two read alike."""
    found = verdicts[company].findings
    assert len({one.cause.id for one in found}) == len(found) == len(causes())
    for language in LANGUAGES:
        with speaking(language):
            assert len({finding_title(one) for one in found}) == len(found)


def test_no_root_is_named_where_only_sales_are_known(verdicts):
    """Who is at fault in the arrangement cannot be read from sales alone."""
    for company in ("clients without reps", "a till of thirteen months", "one month", "three clients"):
        assert verdicts[company].roots == []
