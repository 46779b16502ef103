"""The process that reads foreign files: started for each import, limited, and mourned without harm."""

import io
import json
import subprocess
import sys
import zipfile
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import psutil
import pytest

from diagnostics.intake import Progress, Upload, Watch, import_files, sandbox
from diagnostics.intake.rejection import Rejected
from diagnostics.workbook import Workbook, create_workbook

from .making import HEADER, HEADERS, in_process, sale, table, xlsx

REQUEST: dict[str, Any] = {"action": "load", "files": [], "known": {}, "answers": {}}
LIMITS = """
import json, resource
from diagnostics.intake.child import limit
limit()
print(json.dumps([resource.getrlimit(getattr(resource, name))[0] for name in ("RLIMIT_AS", "RLIMIT_CPU", "RLIMIT_FSIZE")]))
"""


def dies(monkeypatch: pytest.MonkeyPatch, code: str) -> None:
    """Let the reading process run this code instead of reading."""
    monkeypatch.setattr(sandbox, "COMMAND", (sys.executable, "-c", code))


def test_a_real_process_answers(workbook: Workbook, write: Callable[..., Upload]) -> None:
    """A file goes through a process of its own and comes in as it would without."""
    (result,) = import_files(workbook, [write("sales.csv", table(HEADER, sale(1), sale(2)), "cp1251")])
    assert (result.status, result.totals.amount, result.totals.by_rep) == ("accepted", 2_000, {"Менеджер 01": 2_000})
    assert not workbook.staging.exists()


def test_both_ways_answer_alike(tmp_path: Path) -> None:
    """The process gives the very answer that its function gives."""
    path = tmp_path / "sales.csv"
    path.write_text(table(HEADER, sale(1), "вчера;2;Клиент;Менеджер;5"), encoding="utf-8")
    request = REQUEST | {"files": [{"name": "sales.csv", "path": str(path), "kind": "auto"}], "staging": str(tmp_path)}
    assert sandbox.run(request) == in_process(request)


@pytest.mark.parametrize(
    ("name", "content"),
    [("a.csv", table(HEADER, sale(1)).encode()), ("a.xlsx", xlsx([HEADERS, ["01.02.2024", "1", "Клиент", "Менеджер", 5]]))],
)
def test_it_loads_no_pandas(tmp_path: Path, name: str, content: bytes) -> None:
    """To load it takes longer than to read the files that most companies bring."""
    path = tmp_path / name
    path.write_bytes(content)
    request = REQUEST | {"files": [{"name": name, "path": str(path), "kind": "auto"}], "staging": str(tmp_path)}
    done = subprocess.run(
        [sys.executable, "-X", "importtime", "-m", "diagnostics.intake.child"], input=json.dumps(request).encode(),
        capture_output=True, check=True, cwd=sandbox.ROOT,
    )  # fmt: skip
    assert json.loads(done.stdout.splitlines()[-1])["answer"]["batches"]
    assert b"duckdb" in done.stderr
    assert b"pandas.core" not in done.stderr


def test_works_from_any_folder(
    workbook: Workbook, write: Callable[..., Upload], monkeypatch: pytest.MonkeyPatch
) -> None:
    """The program may be started from anywhere, and the file named by a short path."""
    upload = write("sales.csv", table(HEADER, sale(1)))
    monkeypatch.chdir(upload.path.parent)
    (result,) = import_files(workbook, [Upload(Path("sales.csv"), "sales.csv")])
    assert result.status == "accepted"


@pytest.mark.parametrize(
    "code",
    [
        "import os; os.abort()",
        "import os, signal; os.kill(os.getpid(), signal.SIGKILL)",
        "raise SystemExit(3)",
        "1 / 0",
    ],
    ids=["abort", "killed", "exit", "exception"],
)
def test_death_of_the_reader(monkeypatch: pytest.MonkeyPatch, tmp_path: Path, code: str) -> None:
    """However the process dies, the file is refused as one that could not be read."""
    dies(monkeypatch, code)
    with pytest.raises(Rejected) as refusal:
        sandbox.run(REQUEST | {"staging": str(tmp_path)})
    assert refusal.value.code == "could_not_parse"


def test_the_log_says_what_broke_and_no_cell(
    monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    """Whoever looks for the fault finds the kind of the error; what stood in the file is not written down."""
    dies(monkeypatch, "raise ValueError('secret: 12 345')")
    with pytest.raises(Rejected):
        sandbox.run(REQUEST)
    assert "ValueError" in caplog.text
    assert "secret" not in caplog.text


def test_reader_that_hangs(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """A process that does not come to an end is stopped, and it is said."""
    dies(monkeypatch, "import time; time.sleep(600)")
    monkeypatch.setattr(sandbox, "WAIT", 0.2)
    with pytest.raises(Rejected, match="took_too_long"):
        sandbox.run(REQUEST | {"staging": str(tmp_path)})


@pytest.mark.parametrize(
    ("limit", "amount", "code"),
    [("MEMORY", 50_000_000, "too_large"), ("CPU", 0.3, "took_too_long"), ("WRITTEN", 1_000, "too_large")],
)
def test_watch_over_the_reader(monkeypatch: pytest.MonkeyPatch, tmp_path: Path, limit: str, amount: float, code: str) -> None:
    """A process that takes too much memory, time or disk is ended from outside, on every system."""
    greedy = f"held = bytearray(10 ** 8); open({str(tmp_path / 'a')!r}, 'wb').write(held[:5000])\nwhile True: pass"
    dies(monkeypatch, greedy)
    monkeypatch.setattr(sandbox, limit, amount)
    with pytest.raises(Rejected, match=code):
        sandbox.run(REQUEST | {"staging": str(tmp_path)})


def test_reader_without_memory(workbook: Workbook, write: Callable[..., Upload], monkeypatch: pytest.MonkeyPatch) -> None:
    """A file for which the memory of the reader does not suffice is refused as too large."""
    dies(monkeypatch, "from diagnostics.intake import child\nchild.answer = lambda *_: bytearray(10 ** 15)\nchild.main()")
    (result,) = import_files(workbook, [write("a.csv", table(HEADER, sale(1)))])
    assert result.rejected == "too_large"


def test_what_a_library_prints_is_no_answer(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """Words of a library on standard output neither break the answer nor are taken for one."""
    dies(monkeypatch, """print('warning'); print('[1]'); print('{"answer": {"tables": []}}')""")
    assert sandbox.run(REQUEST | {"staging": str(tmp_path)}) == {"tables": []}


def seen_by(call: Callable[[Watch], object]) -> list[Progress]:
    """What a watch is told during a call."""
    told: list[Progress] = []
    call(told.append)
    return told


@pytest.fixture
def long(tmp_path: Path) -> Upload:
    """A file that takes a while: half a million rows."""
    path = tmp_path / "long.csv"
    with path.open("w", encoding="utf-8") as text:
        text.write(HEADER + "\n")
        text.writelines(f"{n % 28 + 1:02}.{n % 12 + 1:02}.2024;{n};Клиент {n % 5000};Менеджер {n % 20};{n % 900 + 1},10\n" for n in range(500_000))
    return Upload(path, path.name)


def test_progress_by_rows(workbook: Workbook, long: Upload, monkeypatch: pytest.MonkeyPatch) -> None:
    """The watch hears of every stage in its order; rows and share only grow, and the rows are those of the file."""
    monkeypatch.setattr("diagnostics.intake.attended.TICK", 0.01)
    told = seen_by(lambda watch: import_files(workbook, [long], watch=watch))
    shares = [one.share for one in told]
    stages = list(dict.fromkeys(one.stage for one in told))
    assert shares == sorted(shares)
    assert 0 <= shares[0] < 0.5 < shares[-1] <= 1
    assert stages == [stage for stage in ("read", "check", "store", "sum") if stage in stages]
    assert {"store", "sum"} < set(stages)
    assert all(0 <= one.rows <= one.of for one in told)
    assert {one.of for one in told if one.stage in ("check", "store")} == {500_000}
    assert max(one.rows for one in told if one.stage == "store") > 0


@pytest.mark.parametrize("stage", ["read", "store", "sum"])
def test_cancelled(workbook: Workbook, long: Upload, stage: str) -> None:
    """Whoever breaks an import off at any stage leaves nothing: no row, no folder, no process; and can import after it."""

    class Cancelled(BaseException):
        pass

    def cancel(progress: Progress) -> None:
        if progress.stage == stage or progress.share > 0.5:
            raise Cancelled

    with pytest.raises(Cancelled):
        import_files(workbook, [long], watch=cancel)
    assert workbook.value("select (select count(*) from sale) + (select count(*) from batch)") == 0
    assert not workbook.staging.exists()
    assert not psutil.Process().children()
    assert import_files(workbook, [replace(long, name="again.csv")])[0].status == "accepted"


def test_the_killer_is_found(workbook: Workbook, write: Callable[..., Upload], monkeypatch: pytest.MonkeyPatch) -> None:
    """When one file of several kills the reader, that one is named and the others are only beside it."""

    def picky(request: dict[str, Any], _watch: Watch | None) -> dict[str, Any]:
        if any(file["name"] == "bad.csv" for file in request["files"]):
            raise Rejected("could_not_parse")
        return in_process(request)

    monkeypatch.setattr(sandbox, "run", picky)
    uploads = [
        write("good.csv", table(HEADER, sale(1))),
        write("bad.csv", "x"),
        write("also.csv", table(HEADER, sale(2))),
    ]
    results = import_files(workbook, uploads)
    assert [result.rejected for result in results] == ["beside_a_bad_one", "could_not_parse", "beside_a_bad_one"]
    assert workbook.value("select count(*) from batch") == 0
    assert not workbook.staging.exists()


def test_together_too_much(workbook: Workbook, write: Callable[..., Upload], monkeypatch: pytest.MonkeyPatch) -> None:
    """When files kill the reader only together, all of them are refused."""

    def greedy(request: dict[str, Any], _watch: Watch | None) -> dict[str, Any]:
        if len(request["files"]) > 1:
            raise Rejected("could_not_parse")
        return in_process(request)

    monkeypatch.setattr(sandbox, "run", greedy)
    results = import_files(workbook, [write("a.csv", table(HEADER, sale(1))), write("b.csv", table(HEADER, sale(2)))])
    assert [result.rejected for result in results] == ["could_not_parse"] * 2
    assert workbook.value("select count(*) from sale") == 0


@pytest.mark.skipif(sys.platform == "win32", reason="the limits are those of POSIX")
def test_limits() -> None:
    """The process limits its own memory, time and files."""
    done = subprocess.run([sys.executable, "-c", LIMITS], capture_output=True, check=True, cwd=sandbox.ROOT)
    memory, seconds, file_size = json.loads(done.stdout)
    assert 2**30 <= memory <= 16 * 2**30
    assert 0 < seconds <= 3_600
    assert 0 < file_size <= 64 * 2**30


def test_quote_in_a_folder(tmp_path: Path, quick: None) -> None:
    """A quote in the name of the folder or of the file is no obstacle."""
    folder = tmp_path / "it's"
    folder.mkdir()
    (folder / "o'clock.csv").write_text(table(HEADER, sale(1)), encoding="utf-8")
    workbook = create_workbook(folder / "case.duckdb", "Проба")
    (result,) = import_files(workbook, [Upload(folder / "o'clock.csv", "o'clock.csv")])
    assert result.status == "accepted"
    workbook.close()


def test_entities_are_not_followed(
    workbook: Workbook, write: Callable[..., Upload], tmp_path: Path, quick: None
) -> None:
    """A sheet that points at a file of this machine brings nothing of it."""
    (tmp_path / "secret.txt").write_text("secret")
    declared = f'<!DOCTYPE sst [<!ENTITY other SYSTEM "file://{tmp_path}/secret.txt">]>'.encode()
    held = io.BytesIO()
    with (
        zipfile.ZipFile(io.BytesIO(xlsx([HEADERS, ["15.01.2024", 1, "MARK", "Менеджер 01", 5]]))) as old,
        zipfile.ZipFile(held, "w") as new,
    ):
        for name in old.namelist():
            content = old.read(name)
            if name == "xl/sharedStrings.xml":
                assert b"MARK" in content
                content = content.replace(b"<sst", declared + b"<sst").replace(b"MARK", b"&other;")
            new.writestr(name, content)
    (result,) = import_files(workbook, [write("a.xlsx", held.getvalue())])
    assert "secret" not in str(result)
    assert "secret" not in str(workbook.query("select * from sale"))


def test_formulas_are_text(workbook: Workbook, write: Callable[..., Upload], quick: None) -> None:
    """A cell that would be a formula elsewhere is a name like any other here."""
    evil = "=cmd|' /C calc'!A0"
    import_files(workbook, [write("a.csv", table(HEADER, f"15.01.2024;1;{evil};Менеджер 01;5"))])
    assert workbook.query("select name from dim_client") == [(evil,)]


def test_sql_in_cells_and_headers(workbook: Workbook, write: Callable[..., Upload], quick: None) -> None:
    """SQL in a cell, in a header or in a file's name stays text."""
    names = ["'); drop table sale; --", "x' || (select 1) || '", 'a"b', "{client}", "%s", "$batch"]
    quoted = ['"' + name.replace('"', '""') + '"' for name in names]
    lines = [f"15.01.2024;{n};{name};Менеджер 01;5" for n, name in enumerate(quoted)]
    (result,) = import_files(workbook, [write("it's; --.csv", table(";".join([HEADER, *quoted]), *lines))])
    assert (result.status, result.headers[5:]) == ("accepted", names)
    assert workbook.query("select client from sale order by line") == [(name,) for name in names]
