from importlib.resources import files
from pathlib import Path

import duckdb

from diagnostics.workbook import Workbook, open_workbook

STEPS = sorted(
    step.name.removesuffix(".sql") for step in files("diagnostics.workbook").joinpath("migrations").iterdir()
)


def named(workbook: Workbook) -> list[tuple[object, ...]]:
    """The migrations that a workbook has gone through, with their times."""
    return workbook.query("select name, applied_at from migration order by name")


def test_each_once(workbook: Workbook) -> None:
    """A new workbook has gone through every migration, each named once."""
    assert [name for name, _ in named(workbook)] == STEPS


def test_opening_again_repeats_nothing(workbook: Workbook) -> None:
    """Opening a workbook that is up to date runs no migration."""
    before = named(workbook)
    workbook.close()
    again = open_workbook(workbook.path)
    assert named(again) == before
    again.close()


def test_older_workbook_catches_up(tmp_path: Path) -> None:
    """A workbook of an older version keeps its facts and gets the migrations that it lacks."""
    path = tmp_path / "old.duckdb"
    first = files("diagnostics.workbook").joinpath("migrations", f"{STEPS[0]}.sql").read_text(encoding="utf-8")
    with duckdb.connect(str(path)) as old:
        old.execute("create table migration (name text primary key, applied_at timestamp default current_timestamp)")
        old.execute(first)
        old.execute("insert into migration (name) values (?)", [STEPS[0]])
        old.execute("insert into setting (name, value) values ('company', 'Проба')")
    workbook = open_workbook(path)
    assert [name for name, _ in named(workbook)] == STEPS
    assert workbook.value("select value from setting_now where name = 'company'") == "Проба"
    workbook.close()
