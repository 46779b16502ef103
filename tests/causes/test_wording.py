"""Signals in words: every unit as a Russian and an English reader writes it, a dash where there is no value."""

from dataclasses import replace

import pytest

from diagnostics.causes import (
    finding_line,
    finding_paragraph,
    judge,
    signal_detail,
    signal_text,
    twins_text,
    value_text,
)
from diagnostics.causes.wording import months_text
from diagnostics.evidence import Signal, meanings
from diagnostics.i18n import speaking

from .cases import case

GAP, MINUS = "\u00a0", "\u2212"
SAMPLES = {"window": [3, 6], "clock": "tenure", "money": -123_456_789, "share": 0.5, "month": 24_300}


def both(function, *arguments):
    """What a function writes in Russian and in English."""
    written = []
    for language in ("ru", "en"):
        with speaking(language):
            written.append(function(*arguments))
    return tuple(written)


@pytest.mark.parametrize(
    ("name", "value", "ru", "en"),
    [
        ("head.revenue_share", 0.344, f"34{GAP}%", "34%"),
        ("base.active_share_change", -0.097, f"{MINUS}9,7{GAP}п. п.", f"{MINUS}9.7{GAP}pp"),
        ("head.client_retention", 0.1, f"+10{GAP}п. п.", f"+10{GAP}pp"),
        ("growth.total", -4_666_587_482, f"{MINUS}46,7{GAP}млн{GAP}₽", f"{MINUS}46.7{GAP}m{GAP}₽"),
        ("head.own_deals_per_quarter", 31.909, "31,9", "31.9"),
        ("people.exit_window", [3, 6], "4–6-й месяц", "months 4–6"),
        ("people.exit_window_p", 0.0012, "0,001", "0.001"),
        ("growth.stall_month", 24_300, "январь 2025", "January 2025"),
        ("people.exit_clock", "tenure", "со стажем", "with tenure"),
        ("plan.slope_on_fact", 0.0857, "0,09", "0.09"),
        ("head.months_since", 13, "13 месяцев", "13 months"),
        ("people.median_tenure", 4.238, "4,2 мес.", "4.2 mo."),
        ("people.headcount", None, "\u2014", "\u2014"),
    ],
)
def test_value_of_each_unit(name, value, ru, en):
    """A value is written by its unit, in the figures of the language."""
    written = both(value_text, Signal(name, value), "RUB")
    plain = tuple(text.replace("п.\u00a0п.", "п. п.").replace("\u2011", "-").replace("\u2060", "") for text in written)
    assert plain == (ru, en)


def test_part_of_a_whole_is_said_with_it():
    """A count that is part of its cases is read as so many of so many."""
    assert both(value_text, Signal("base.active", 200, n=1_153), "RUB") == (f"200 из 1{GAP}153", "200 of 1,153")


@pytest.mark.parametrize(
    ("months", "ru", "en"),
    [
        (1, "1 месяц", "1 month"),
        (2, "2 месяца", "2 months"),
        (5, "5 месяцев", "5 months"),
        (21, "21 месяц", "21 months"),
        (112, "112 месяцев", "112 months"),
        (3.0, "3 месяца", "3 months"),
        (2.25, "2,3 мес.", "2.3 mo."),
        (0, "0 месяцев", "0 months"),
    ],
)
def test_months(months, ru, en):
    """Months take the plural of their number; parts of a month are shortened."""
    assert both(months_text, months) == (ru, en)


def test_currency_of_the_company():
    """Money is written in the currency of the company."""
    assert both(value_text, Signal("growth.total", 50_000_000), "EUR") == (
        f"+500{GAP}тыс.{GAP}€", f"+500{GAP}k{GAP}€",
    )  # fmt: skip


def test_detail_adds_interval_and_cases():
    """The long form has the interval and what n counts, the short form neither."""
    signal = Signal("head.revenue_share", 0.34, 0.32, 0.37, 11)
    with speaking("en"):
        assert signal_text(signal, "RUB") == "The head's share of revenue: 34%"
        assert signal_detail(signal, "RUB").startswith(signal_text(signal, "RUB") + " (32% to 37%")
        assert "11" in signal_detail(signal, "RUB")


@pytest.mark.parametrize("name", meanings())
def test_every_signal_can_be_said(name):
    """Each signal of the registry has words for a value and for the lack of one, in both languages."""
    value = SAMPLES.get(meanings()[name].unit, 7)
    ru, en = both(signal_detail, Signal(name, value, n=12), "RUB")
    assert ru != en
    for text in (ru, en, *both(signal_detail, Signal(name, missing=("staff",)), "RUB")):
        assert "None" not in text
        assert "{" not in text


def test_an_interval_of_money_is_in_the_company_s_currency():
    """Limits of an amount carry the sign of the company, as the amount does."""
    with speaking("en"):
        said = signal_detail(Signal("growth.total", 50_000_00, 40_000_00, 60_000_00), "USD")
    assert "$" in said
    assert "\N{RUBLE SIGN}" not in said


def test_open_twins_stand_under_what_counts_clients() -> None:
    """While pairs of clients wait to be decided, a finding on the base says how many; one on the head says nothing."""
    evidence = replace(case({"base.active_share": 0.3}), open_twins=3)
    findings = {one.cause.id: one for one in judge(evidence).findings}
    assert "3" in twins_text(findings["dormant_base"], evidence)
    assert twins_text(findings["head_sells"], evidence) == ""
    assert twins_text(findings["dormant_base"], replace(evidence, open_twins=0)) == ""


def test_a_finding_in_two_lengths():
    """A line for a slide is the title and its first figure with its cases; a paragraph adds what it means, who sees it, what would refute it."""
    evidence = case({"base.active_share": 0.18, "base.kept_active_change": -0.17, "base.never_bought_share": 0.4})
    evidence.signals["base.active"] = Signal("base.active", 180, n=1_000)
    finding = next(one for one in judge(evidence).findings if one.cause.id == "dormant_base")
    for language, title, figure in (("ru", "Больше половины базы не покупает", f"180 из 1{GAP}000"), ("en", "More than half of the base does not buy", "180 of 1,000")):
        with speaking(language):
            line, paragraph = finding_line(finding, evidence), finding_paragraph(finding, evidence)
        assert line.startswith(title)
        assert figure in line
        assert len(line) < 140
        assert line.splitlines() == [line]
        for said in (title, figure, finding.cause.means[language], finding.cause.refuted_by[language]):
            assert said in paragraph


@pytest.mark.parametrize("state", ["found", "grey"])
def test_no_length_claims_more_than_the_title(state):
    """A finding without points is told without figures, in both lengths."""
    evidence = case({"team.spread_per_client": 0.6, "team.spread": 0.6} if state == "found" else {"team.best_to_median": 2.0})
    finding = next(one for one in judge(evidence).findings if one.cause.id == "uneven_reps")
    assert finding_line(finding, evidence).startswith(finding.cause.titles[state]["ru"])
    assert ("0,6" in finding_paragraph(finding, evidence)) is (state == "found")
