"""Names hidden: the same code for the same one, and nothing of a name left."""

import pandas as pd
import pytest

from diagnostics.evidence import measure, rows_behind
from diagnostics.i18n import LANGUAGES, speaking
from diagnostics.session import coded, coded_rows


@pytest.fixture(scope="module")
def company(demo_file):
    """The demo company and what was measured of it."""
    from diagnostics.workbook import open_workbook

    workbook = open_workbook(demo_file)
    yield workbook, measure(workbook)
    workbook.close()


@pytest.mark.parametrize("language", LANGUAGES)
def test_people_stand_under_codes(company, language):
    """Each rep has a code of his own, the head his post, and nothing else of the evidence changes."""
    _workbook, evidence = company
    with speaking(language):
        hidden = coded(evidence)
    names = {rep.name for rep in hidden.reps.values()}
    assert len(names) == len(evidence.reps)
    post = {"ru": "РОП", "en": "Head of sales"}[language]
    word = {"ru": "Менеджер", "en": "Rep"}[language]
    assert hidden.head.name == hidden.reps[evidence.head.rep_id].name == post
    assert all(name == post or (name.split()[0] == word and name.split()[1].isdecimal()) for name in names)
    assert hidden.signals is evidence.signals
    assert {key: rep.hired for key, rep in hidden.reps.items()} == {key: rep.hired for key, rep in evidence.reps.items()}


def test_the_order_of_codes_is_not_that_of_names(company):
    """Whoever knows the alphabet does not read the codes."""
    _workbook, evidence = company
    hidden = coded(evidence)
    by_name = [hidden.reps[key].name for key, rep in sorted(evidence.reps.items(), key=lambda pair: pair[1].name)]
    assert by_name != sorted(by_name)


@pytest.mark.parametrize("kind", ["clients", "reps", "plan"])
def test_rows_stand_under_the_same_codes(company, kind):
    """Rows keep their figures; a rep has the code of the charts, a client one of his own."""
    workbook, evidence = company
    rows = rows_behind(workbook, evidence.period, kind)
    hidden = coded_rows(rows, evidence)
    codes = {evidence.reps[key].name: rep.name for key, rep in coded(evidence).reps.items()}
    assert hidden["rep"].tolist() == [codes.get(name, "") for name in rows["rep"]]
    pd.testing.assert_frame_equal(hidden.drop(columns=["rep", "client"], errors="ignore"), rows.drop(columns=["rep", "client"], errors="ignore"))
    if kind == "clients":
        pairs = {*zip(rows["client"], hidden["client"], strict=True)}
        assert len(pairs) == rows["client"].nunique() == hidden["client"].nunique()
        assert not set(rows["client"]) & set(hidden["client"])
