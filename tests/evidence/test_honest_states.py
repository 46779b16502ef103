"""Poor, odd and random workbooks: nothing raises, and every grey figure says what to add."""

from datetime import date
from math import isfinite
from numbers import Real

import pytest
from hypothesis import Phase, given, settings
from hypothesis import strategies as st

from diagnostics.causes import finding_title, judge, missing_text, signal_text, state_text
from diagnostics.evidence import meanings, measure, missing_texts, series
from diagnostics.i18n import LANGUAGES, speaking

from .companies import Activity, Client, Company, Deal, Pay, Payment, Person, Plan, Sale, fill, months, say, scratch

DAYS = months("2024-01", 30, 28)
REPS = ["Менеджер 01", "Менеджер 02", "РОП"]
STAFF = [Person("Менеджер 01", date(2020, 1, 1)), Person("РОП", date(2022, 1, 1), role="head")]
RATIOS = (
    "plan.attainment",
    "people.early_hazard",
    "base.active_share_change",
    "clients.top3_change_share",
    "growth.trend",
    "growth.year_on_year",
    "growth.common_rate",
    "growth.per_active_rate",
    "growth.veterans_lag",
    "people.newcomer_book",
    "plan.median_attainment",
    "margin.share",
    "margin.share_change",
    "base.kept_active_change",
    "people.ramp_month_12",
    "people.leaver_base_loss",
    "people.before_exit",
    "head.team_step",
    "head.client_retention",
    "payments.collected_share",  # old debts and prepayments; more paid back than paid
)  # shares in name only: no part of a whole

COMPANIES = {
    "nothing at all": Company(),
    "one sale": Company([Sale(date(2025, 3, 3), 100)]),
    "one client": Company([Sale(day, 100) for day in DAYS], staff=STAFF),
    "one rep": Company([Sale(day, 100 + place, f"Клиент {place % 7}") for place, day in enumerate(DAYS)]),
    "no rep and no client": Company([Sale(day, 100, None, None) for day in DAYS]),
    "constant series": Company(
        [Sale(day, 100, f"Клиент {client}", rep) for day in DAYS for client, rep in enumerate(REPS)],
        plan=[Plan(day.replace(day=1), 100, rep) for day in DAYS for rep in REPS],
        staff=STAFF,
    ),
    "returns only": Company([Sale(day, -100, rep=rep) for day in DAYS for rep in REPS], staff=STAFF),
    "last year returns only": Company(
        [Sale(day, 100 if place < 18 else -100, rep=rep) for place, day in enumerate(DAYS) for rep in REPS], staff=STAFF
    ),
    "others return more than they sell": Company(
        [Sale(day, amount, rep=rep) for day in DAYS for rep, amount in (("РОП", 500), ("Менеджер 01", -200))],
        staff=STAFF,
    ),
    "sums of nought": Company([Sale(day, amount) for day in DAYS for amount in (500, -500)], staff=STAFF),
    "zero amounts": Company([Sale(day, 0) for day in DAYS], staff=STAFF),
    "half a year": Company([Sale(day, 100) for day in DAYS[:6]], plan=[Plan(DAYS[3], 100)], staff=STAFF),
    "sales with a hole": Company([Sale(day, 100) for day in DAYS[:8] + DAYS[25:]], staff=STAFF),
    "sales years apart": Company([Sale(date(2001, 5, 5), 100), Sale(date(2025, 5, 30), 100)]),
    "plan without sales": Company(plan=[Plan(day, 100) for day in DAYS]),
    "zero plan": Company([Sale(day, 100) for day in DAYS], plan=[Plan(day, 0) for day in DAYS], staff=STAFF),
    "clients without sales": Company(clients=[Client("Клиент 1", "Менеджер 01")]),
    "deals closed before they came": Company(
        deals=[Deal(day, 100, doc=f"{day}{one}", state=("won", "lost", "open")[one % 3], created=DAYS[-1], day=day, source=f"И{one % 2}") for day in DAYS for one in range(9)]
    ),
    "deals without days": Company(
        [Sale(day, 100) for day in DAYS], [Deal(None, 100, doc=f"{day}", state=("won", "lost", "open")[day.month % 3], source="И") for day in DAYS]
    ),
    "lost deals only": Company(deals=[Deal(day, 100, doc=f"{day}", state="lost") for day in DAYS]),
    "hired after the data": Company([Sale(day, 100) for day in DAYS], staff=[Person("Менеджер 01", date(2030, 1, 1))]),
    "left before hired": Company(
        [Sale(day, 100) for day in DAYS], staff=[Person("Менеджер 01", date(2025, 1, 1), date(2024, 5, 1))] * 4
    ),
    "all left at once": Company(
        [Sale(day, 100) for day in DAYS],
        staff=[Person(f"Менеджер 1{place}", date(2024, 2, 1), date(2024, 8, 1)) for place in range(6)],
    ),
    "equal pay, calls and payments": Company(
        [Sale(day, 100, "Клиент 1", rep) for day in DAYS for rep in REPS],
        plan=[Plan(day.replace(day=1), 100, rep) for day in DAYS for rep in REPS],
        staff=STAFF,
        pay=[Pay(day, 100, rep, 100) for day in DAYS for rep in REPS],
        activities=[Activity(day, rep, "Клиент 1") for day in DAYS for rep in REPS],
        payments=[Payment(day, 100) for day in DAYS],
    ),
    "pay, calls and payments without sales": Company(
        pay=[Pay(day, 100) for day in DAYS], activities=[Activity(day) for day in DAYS], payments=[Payment(day, -100) for day in DAYS]
    ),
    "huge amounts": Company([Sale(day, 9 * 10**14) for day in DAYS], staff=STAFF),
}

dates = st.dates(date(2023, 11, 1), date(2026, 2, 28))
reps = st.sampled_from([*REPS, None])
random_sales = st.builds(
    Sale, dates, st.integers(-3_000, 20_000), st.sampled_from(["Клиент 1", "Клиент 2", "Клиент 3", None]), reps,
    st.sampled_from([None, None, "1", "2", "3"]),
)  # fmt: skip
companies = st.builds(
    Company,
    sales=st.lists(random_sales, max_size=40),
    plan=st.lists(st.builds(Plan, dates, st.integers(0, 20_000), st.sampled_from(REPS)), max_size=30),
    clients=st.lists(
        st.builds(Client, st.sampled_from([f"Клиент {place}" for place in range(6)]), reps, st.none() | dates),
        max_size=4,
        unique_by=lambda one: one.client,
    ),
    staff=st.lists(
        st.builds(Person, st.sampled_from([*REPS, "Менеджер 03", "Менеджер 04"]), st.none() | dates, st.none() | dates,
                  st.sampled_from(["rep", "rep", "head"])),
        max_size=7,
    ),
    pay=st.lists(st.builds(Pay, dates, st.integers(-500, 9_000), st.sampled_from(REPS), st.none() | st.integers(0, 5_000)), max_size=20),
    activities=st.lists(st.builds(Activity, dates, reps, st.sampled_from(["Клиент 1", None]), st.sampled_from(["звонок", "встреча", None])), max_size=20),
    payments=st.lists(st.builds(Payment, dates, st.integers(-500, 9_000), st.sampled_from(["Клиент 1", "Клиент 9", None])), max_size=20),
)  # fmt: skip
facts = st.fixed_dictionaries(
    {},
    optional={
        "head": st.sampled_from(REPS),
        "head_since": dates.map(date.isoformat),
        "transition_end": dates.map(date.isoformat),
        "window_months": st.integers(1, 24).map(str),
    },
)


def check(workbook, as_of=None):
    """Measure, judge and draw; every figure must be sound or grey with a reason."""
    evidence = measure(workbook, as_of)
    assert set(evidence.signals) == set(meanings())
    for signal in evidence.signals.values():
        assert signal.available or signal.missing, f"{signal.id} is grey and does not say why"
        assert set(signal.missing) <= set(missing_texts())
        numbers = [
            value
            for value in (signal.value, signal.low, signal.high, *signal.by_rep.values())
            if isinstance(value, Real)
        ]
        assert all(isfinite(value) for value in numbers), signal
        if signal.available and signal.low is not None:
            assert signal.low <= signal.value + 1e-9, signal
        if signal.available and signal.high is not None:
            assert signal.value - 1e-9 <= signal.high, signal
        if signal.available and signal.meaning.unit == "share" and signal.id not in RATIOS:
            assert 0 <= signal.value <= 1, signal
    series(workbook, evidence)
    for language in LANGUAGES:
        with speaking(language):
            for finding in judge(evidence).findings:
                assert finding_title(finding)
                assert state_text(finding)
                assert all(missing_text(code) for code in finding.missing)
            assert all(signal_text(signal, "RUB") for signal in evidence.signals.values())


@pytest.fixture(scope="module")
def shared():
    """One workbook for all examples."""
    with scratch() as workbook:
        yield workbook


@pytest.mark.parametrize("name", COMPANIES)
def test_poor_workbooks_are_measured_without_a_fuss(shared, name):
    """Whatever little there is, measuring, judging and the rows behind the pictures do not raise."""
    check(fill(shared, COMPANIES[name]))
    check(say(shared, head="РОП", head_since="2025-01-01"))


# not shrunk: a workbook is built anew for every try, and minutes would go by
@settings(max_examples=25, deadline=None, derandomize=True, phases=[Phase.explicit, Phase.generate])
@given(companies, facts, st.none() | dates)
def test_random_workbooks_are_measured_without_a_fuss(shared, company, said, as_of):
    """Random sales, plans, lists, people and facts are measured as of any day without an error."""
    check(fill(shared, company, said), as_of)
