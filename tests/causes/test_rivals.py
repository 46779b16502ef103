"""What else could explain it: six rivals, each checked, in part, or open with what to ask."""

import pytest

from diagnostics.causes import rivals
from diagnostics.evidence import Signal
from diagnostics.i18n import speaking

from .cases import case


def rival(name: str, values, **changed: Signal):
    """One of the six on a few values."""
    evidence = case(values)
    evidence.signals.update({key.replace("__", "."): signal for key, signal in changed.items()})
    (found,) = [one for one in rivals(evidence) if one.id == name]
    return found


def test_all_six_are_always_there():
    """Without any data each is open, says what is missing and what to ask, in both languages."""
    for language in ("ru", "en"):
        with speaking(language):
            found = rivals(case({}))
            assert [one.id for one in found] == ["prices", "one_big_client", "fewer_leads", "no_stock", "empty_seats", "unequal_books"]
            assert all(one.outcome == "open" and one.missing and not one.text for one in found)
            assert len({one.ask[language] for one in found}) == 6


@pytest.mark.parametrize(
    ("price", "total", "outcome"), [(2_000_000, 10_000_000, "partly"), (1_900_000, 10_000_000, "not_it"), (20_000_000, 10_000_000, "partly"), (5_000_000, -1, "against")]
)
def test_prices(price, total, outcome):
    """Prices explain growth from a fifth of it on; where sales fell though prices rose they explain nothing."""
    found = rival("prices", {"growth.price": price, "growth.total": total})
    assert found.outcome == outcome
    assert found.text
    assert "{" not in found.text


@pytest.mark.parametrize(("share", "rate", "outcome"), [(0.5, 0.1, "partly"), (0.2, 0.1, "not_it"), (0.5, 0.01, "open"), (1.8, -0.2, "partly")])
def test_one_large_client(share, rate, outcome):
    """Three clients in the change of the year; of a change of next to nothing they are always most."""
    assert rival("one_big_client", {"clients.top3_change_share": share, "growth.year_on_year": rate}).outcome == outcome


@pytest.mark.parametrize(("change", "n", "outcome", "pair"), [(0.5, 150, "partly", ("50", "100")), (0.95, 195, "not_it", ("95", "100"))])
def test_fewer_enquiries_are_told_as_counts(change, n, outcome, pair):
    """New deals of the half-year against those of the same half-year before."""
    found = rival("fewer_leads", {}, leads__change=Signal("leads.change", change, n=n))
    assert (found.outcome, (found.part, found.whole)) == (outcome, pair)


@pytest.mark.parametrize(("months", "outcome", "whole"), [(12.0, "partly", "72"), (1.0, "not_it", "61")])
def test_empty_seats(months, outcome, whole):
    """Empty months of all months that could have been worked."""
    found = rival("empty_seats", {"people.vacant_seats": months, "people.headcount": 5})
    assert (found.outcome, found.whole) == (outcome, whole)


@pytest.mark.parametrize(("per_client", "outcome", "part"), [(0.2, "partly", "75"), (0.39, "not_it", "5"), (0.6, "not_it", "0")])
def test_unequal_books(per_client, outcome, part):
    """As variances: half the spread per client is a quarter of it, so three quarters are the books'."""
    found = rival("unequal_books", {"team.spread": 0.4, "team.spread_per_client": per_client})
    assert (found.outcome, found.part.rstrip("\u00a0%")) == (outcome, part)
