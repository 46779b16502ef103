"""The registry of signals: every id with its words and formula, and what the demo company shows."""

import re
from math import isfinite

import pytest

from diagnostics.evidence import Evidence, meanings, measure, missing_texts
from diagnostics.i18n import LANGUAGES
from diagnostics.workbook import CASE_TABLES, Workbook, open_workbook

from .test_honest_states import RATIOS

IDS = (
    "plan.attainment", "plan.coverage", "plan.slope_on_fact", "plan.share_of_reps_at_plan", "growth.total",
    "growth.base", "growth.active_share", "growth.orders", "growth.cheque", "growth.returns", "growth.stall_month",
    "growth.reps_growing_share", "bridge.new", "bridge.returned", "bridge.expanded", "bridge.contracted",
    "bridge.lost", "base.window_months", "base.size", "base.active", "base.active_share", "base.never_bought_share",
    "base.orphan_clients", "base.new_rate", "head.revenue_share", "head.top_decile_share",
    "head.own_deals_per_quarter", "head.months_since", "head.team_step", "people.headcount", "people.leavers",
    "people.median_tenure", "people.exit_window", "people.exit_window_p", "people.exit_clock", "people.early_hazard",
    "people.ramp_month_12", "people.leaver_base_loss", "people.span", "team.spread", "team.top_rep_share",
    "team.best_to_median", "pay.ratio", "pay.rank_correlation", "activity.per_rep_day", "funnel.win_rate",
    "funnel.stuck_deals", "plan.ambition", "growth.price", "growth.reps_growing_share_net", "growth.leavers_part",
    "clients.top1_share", "clients.top3_change_share", "people.vacant_seats", "leads.per_rep_month",
    "payments.collected_share", "margin.share", "owner.revenue_share",
)  # fmt: skip
LACKING = {
    "funnel.win_rate": "deals", "funnel.stuck_deals": "deals", "leads.per_rep_month": "deals", "growth.price": "price_growth",
    "margin.share": "profit", "payments.collected_share": "payments", "owner.revenue_share": "owner", "people.ramp_month_12": "newcomers_year",
}  # fmt: skip
"""What the demo company does not have, and what each of these says of it."""
UNITS = {"money", "share", "count", "months", "ratio", "p", "month", "window", "clock"}
TYPES = {"money": int, "count": (int, float), "months": (int, float), "window": list, "clock": str}
CYRILLIC = re.compile("[А-Яа-яЁё]")


@pytest.fixture(scope="module")
def demo_evidence(demo_file, tmp_path_factory) -> Evidence:
    """The measured demo company; a copy, for a workbook can be open once only."""
    path = tmp_path_factory.mktemp("signals") / "demo.duckdb"
    path.write_bytes(demo_file.read_bytes())
    workbook: Workbook = open_workbook(path)
    evidence = measure(workbook)
    workbook.close()
    return evidence


@pytest.mark.parametrize("name", IDS)
def test_promised_signal_is_measured(demo_evidence, name):
    """Every id that scripts stand on is in the registry, and the demo company has a value for it or lacks what it needs."""
    assert name in meanings()
    signal = demo_evidence.signals[name]
    assert signal.id == name
    if name in LACKING:
        assert set(signal.missing) == {LACKING[name]}
        return
    assert signal.available
    assert signal.missing == ()
    assert signal.n is not None
    assert signal.period is not None
    assert signal.period[0] <= signal.period[1] <= demo_evidence.period.last


def test_registry_and_measurement_name_the_same_signals(demo_evidence):
    """What is measured stands in the registry, and what stands in the registry is measured."""
    assert set(demo_evidence.signals) == set(meanings())


@pytest.mark.parametrize("name", meanings())
def test_meaning_is_complete(name):
    """Every signal has a title and a formula in both languages, a formula in signs, a unit and its tables."""
    meaning = meanings()[name]
    for text in (meaning.title, meaning.formula):
        assert set(text) == set(LANGUAGES)
        assert CYRILLIC.search(text["ru"])
        assert not CYRILLIC.search(text["en"])
        assert all(words.strip() == words for words in text.values())
    assert all(text.endswith(".") for text in meaning.formula.values())
    assert not any(text.endswith(".") for text in meaning.title.values())
    assert all(words.strip() for words in meaning.latex.values())
    assert all(words.count("{") == words.count("}") for words in meaning.latex.values())
    assert meaning.unit in UNITS
    assert meaning.tables
    assert meaning.tables <= set(CASE_TABLES.values())


def test_titles_tell_signals_apart():
    """No two signals have one title in a language."""
    for language in LANGUAGES:
        titles = [meaning.title[language] for meaning in meanings().values()]
        assert len(set(titles)) == len(titles)


@pytest.mark.parametrize("code", missing_texts())
def test_what_to_add_is_said_in_both_languages(code):
    """Every code of something missing has a sentence that says what to do, or why nothing can be done yet."""
    text = missing_texts()[code]
    assert set(text) == set(LANGUAGES)
    assert CYRILLIC.search(text["ru"])
    assert not CYRILLIC.search(text["en"])
    assert all(words.endswith(".") and words[0].isupper() for words in text.values())


def test_values_have_the_type_of_their_unit(demo_evidence):
    """Money is whole kopecks, a share of a whole lies in 0..1, a window is two months of tenure, a clock a word."""
    for signal in filter(lambda one: one.available, demo_evidence.signals.values()):
        unit = signal.meaning.unit
        assert isinstance(signal.value, TYPES.get(unit, (int, float))), signal
        if unit in ("share", "p") and signal.id not in RATIOS:
            assert 0 <= signal.value <= 1, signal
            assert all(0 <= value <= 1 for value in signal.by_rep.values()), signal
        if unit == "window":
            first, last = signal.value
            assert 2 <= last - first <= 6
        if unit == "clock":
            assert signal.value in ("tenure", "calendar", "none")


def test_interval_holds_the_value(demo_evidence):
    """Where a signal has an interval it is a real one, and the value stands inside."""
    with_interval = [signal for signal in demo_evidence.signals.values() if signal.low is not None]
    assert len(with_interval) >= 10
    for signal in with_interval:
        assert isfinite(signal.low)
        assert isfinite(signal.high)
        assert signal.low < signal.high
        assert signal.low <= signal.value <= signal.high


def test_values_per_rep_belong_to_known_people(demo_evidence):
    """The keys of values per rep are people of the workbook, or 0 for nobody."""
    for signal in demo_evidence.signals.values():
        assert set(signal.by_rep) <= {0, *demo_evidence.reps}
    assert set(demo_evidence.signals["growth.total"].by_rep) == set(demo_evidence.signals["growth.cheque"].by_rep)


def test_money_of_the_demo_adds_up(demo_evidence):
    """Five effects sum to the change of the demo company's year, per rep and for the department."""
    signals = demo_evidence.signals
    parts = [signals[f"growth.{part}"] for part in ("base", "active_share", "orders", "cheque", "returns")]
    assert sum(part.value for part in parts) == signals["growth.total"].value
    for rep, change in signals["growth.total"].by_rep.items():
        assert sum(part.by_rep[rep] for part in parts) == change
