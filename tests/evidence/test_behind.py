"""The rows behind a figure: every signal that a cause reads has some, and they add up to what the pages say."""

import pytest

from diagnostics.causes import causes
from diagnostics.evidence import kinds_behind, measure, rep_clients, rows_behind
from diagnostics.evidence.behind import KINDS


@pytest.mark.parametrize("name", sorted({name for cause in causes() for name in cause.cuts}))
def test_every_figure_of_a_cause_has_rows(name):
    """No figure of the verdict is without its rows."""
    assert kinds_behind([name])


@pytest.mark.parametrize("kind", sorted(set(KINDS.values())))
def test_rows_can_be_read(demo, kind):
    """Each kind is read of the demo company; it has all but deals."""
    period = measure(demo).period
    found = rows_behind(demo, period, kind)
    assert found.empty is (kind == "deals")


def test_rows_add_up(demo):
    """Clients and reps sum to the year's sales to the kopeck, the plan and its fact to the gap; a pay row names nobody."""
    evidence = measure(demo)
    first, last = evidence.period.year
    sold = demo.value("select sum(gross - returns) from client_month where client_id > 0 and month between ? and ?", [first, last])
    assert rows_behind(demo, evidence.period, "clients")["year"].sum() == sold
    reps = demo.value("select sum(gross - returns) from client_month join dim_rep using (rep_id) where month between ? and ?", [first, last])
    assert rows_behind(demo, evidence.period, "reps")["year"].sum() == reps
    for rep in rows_behind(demo, evidence.period, "reps").itertuples():
        number = demo.value("select rep_id from dim_rep where name = ?", [rep.rep])
        assert rep_clients(demo, evidence.period, number)["year"].sum() == rep.year
    plan = rows_behind(demo, evidence.period, "plan").dropna()
    assert int(plan["fact"].sum() - plan["plan"].sum()) == evidence.signals["plan.gap"].value
    assert "rep" not in rows_behind(demo, evidence.period, "pay")


def test_the_gap_of_the_plan_is_the_sum_of_the_reps(demo):
    """What is short of the plan is what each rep is short of his, and its share is the attainment."""
    evidence = measure(demo)
    gap = evidence.signals["plan.gap"]
    assert sum(gap.by_rep.values()) == gap.value
    plan = rows_behind(demo, evidence.period, "plan").dropna()
    assert 1 + gap.value / plan["plan"].sum() == pytest.approx(evidence.signals["plan.attainment"].value)
