import pytest

from diagnostics.workbook import SETTINGS, SettingError, Workbook, check_setting, settings
from diagnostics.workbook.settings import Setting

GOOD = [
    "head=Менеджер 01",
    "head_since=2025-05-01",
    "transition_end=2026-08-01",
    "head_clients=confirmed",
    "currency=RUB",
    "currency=EUR",
    "window_months=1",
    "window_months=24",
    "price_growth.2025=0.09",
    "price_growth.2024=-0.02",
    "market_growth.2025=0",
    "seats=8",
    "norm.own_sales_transition_months=3",
    "norm.own_deals_per_quarter=1.5",
]
BAD = [
    "head=",
    "head=  ",
    "head_since=01.05.2025",
    "head_since=2025-02-30",
    "head_since=",
    "transition_end=soon",
    "head_clients=yes",
    "currency=rub",
    "currency=RUBLE",
    "window_months=0",
    "window_months=25",
    "window_months=2.5",
    "window_months=many",
    "price_growth.2025=9%",
    "price_growth.2025=9",
    "market_growth.2025=-1",
    "price_growth.2025=NaN",
    "price_growth.25=0.09",
    "price_growth=0.09",
    "market_growth.2025=Infinity",
    "market_growth.2025=",
    "seats=0",
    "seats=-1",
    "seats=many",
    "norm.own_sales_transition_months=three",
    "norm.own_sales_transition_months=nan",
    "norm.own_sales_transition_months=-30",
    "norm.own_deals_per_quarter=0",
    "norm.=3",
    "haed=Менеджер 01",
    "batch=1",
]


def pair(fact: str) -> tuple[str, str]:
    """`name=value` as a pair."""
    name, _, value = fact.partition("=")
    return name, value


@pytest.mark.parametrize("fact", GOOD)
def test_good_value(fact: str) -> None:
    """A documented fact with a sound value is accepted."""
    assert check_setting(*pair(fact)) is None


@pytest.mark.parametrize("fact", BAD)
def test_bad_value(fact: str) -> None:
    """An unknown fact or a value of another form is refused, with an example of the right one."""
    name, value = pair(fact)
    with pytest.raises(SettingError) as refusal:
        check_setting(name, value)
    assert (refusal.value.name, refusal.value.value) == (name, value)
    assert "=" in refusal.value.expected


@pytest.mark.parametrize("setting", SETTINGS, ids=lambda setting: setting.name)
def test_examples_are_accepted(setting: Setting) -> None:
    """The example that an error shows is itself accepted."""
    name, value = pair(setting.example)
    assert check_setting(name, value) is None


def test_unknown_fact_lists_the_known() -> None:
    """Who mistypes a name sees every fact there is."""
    with pytest.raises(SettingError) as refusal:
        check_setting("haed", "Менеджер 01")
    assert all(setting.example in refusal.value.expected for setting in SETTINGS)


def test_latest_holds(workbook: Workbook) -> None:
    """A fact that is written again holds with its last value; the earlier ones are kept."""
    for value in ("4", "6", "5"):
        workbook.set({"window_months": value})
    assert settings(workbook)["window_months"] == "5"
    assert workbook.query("select value from setting where name = 'window_months'") == [("4",), ("6",), ("5",)]


def test_facts_do_not_touch_one_another(workbook: Workbook) -> None:
    """Writing one fact leaves the others."""
    workbook.set({"head": "Менеджер 01", "seats": "8"})
    workbook.set({"seats": "9"})
    assert settings(workbook) == {"company": "ООО «Проба»", "currency": "RUB", "head": "Менеджер 01", "seats": "9"}


def test_taken_back(workbook: Workbook) -> None:
    """A fact written as nothing holds no longer."""
    workbook.set({"head": "Менеджер 01"})
    workbook.set({"head": None})
    assert "head" not in settings(workbook)


def test_another_head(workbook: Workbook) -> None:
    """What was said of the former head is not said of the next one; what is said with his name is."""
    workbook.set({"head": "Первый", "head_since": "2024-01-01", "head_clients": "confirmed"})
    workbook.set({"head": "Второй"})
    assert not {"head_since", "head_clients"} & set(settings(workbook))
    workbook.set({"head": "Третий", "head_since": "2025-01-01"})
    workbook.set({"head": "Третий"})
    assert settings(workbook)["head_since"] == "2025-01-01"
