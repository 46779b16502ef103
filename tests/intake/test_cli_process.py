"""The command line as users start it: a process of its own, its exit code and its two outputs."""

import json
import subprocess
import sys
from pathlib import Path

from diagnostics.intake.sandbox import ROOT

from .making import HEADER, sale, table

HOLD = "import duckdb, sys; c = duckdb.connect(sys.argv[1]); print('held', flush=True); sys.stdin.read()"


def run(*words: str | Path, folder: Path = ROOT) -> subprocess.CompletedProcess[bytes]:
    """Start `python -m diagnostics …`."""
    return subprocess.run(
        [sys.executable, "-m", "diagnostics", *map(str, words)],
        capture_output=True, check=False, cwd=folder, env={"PYTHONPATH": str(ROOT), "PYTHONIOENCODING": "utf-8"},
    )  # fmt: skip


def test_import_from_another_folder(case: Path, tmp_path: Path) -> None:
    """Exactly one JSON object comes out, nothing else, also when the program is started elsewhere."""
    (tmp_path / "sales.csv").write_text(table(HEADER, sale(1), sale(2)), encoding="cp1251")
    done = run("import", "case.duckdb", "sales.csv", "--json", folder=tmp_path)
    assert (done.returncode, done.stderr) == (0, b"")
    (batch,) = json.loads(done.stdout)["batches"]
    assert (batch["status"], batch["totals"]["amount"]) == ("accepted", "20.00")
    assert {path.name for path in tmp_path.iterdir()} == {"case.duckdb", "sales.csv"}


def test_rejected(case: Path, tmp_path: Path) -> None:
    """A refused file gives exit code 3 and still one JSON object."""
    (tmp_path / "bad.csv").write_bytes(b"")
    done = run("import", case, tmp_path / "bad.csv", "--json")
    assert (done.returncode, json.loads(done.stdout)["batches"][0]["status"]) == (3, "rejected")


def test_question(case: Path, tmp_path: Path) -> None:
    """An open question gives exit code 4."""
    (tmp_path / "slashed.csv").write_text(table("Дата;Контрагент;Менеджер;Сумма", "03/04/2024;Клиент 1;Менеджер 01;5"))
    done = run("import", case, tmp_path / "slashed.csv", "--json")
    assert (done.returncode, json.loads(done.stdout)["batches"][0]["status"]) == (4, "question")


def test_usage() -> None:
    """A command that does not exist gives exit code 2 and nothing on standard output."""
    done = run("improt")
    assert (done.returncode, done.stdout) == (2, b"")
    assert done.stderr


def test_busy(case: Path) -> None:
    """A workbook that another process has open gives exit code 5, without a trace of the program's inside."""
    with subprocess.Popen(
        [sys.executable, "-c", HOLD, str(case)], stdin=subprocess.PIPE, stdout=subprocess.PIPE
    ) as other:
        assert other.stdout is not None
        other.stdout.readline()
        done = run("batches", case, "--json")
        other.communicate()
    assert (done.returncode, done.stdout) == (5, b"")
    assert case.name.encode() in done.stderr
    assert b"Traceback" not in done.stderr


def test_unreadable(tmp_path: Path) -> None:
    """A file that is no workbook gives exit code 6."""
    (tmp_path / "case.duckdb").write_bytes(b"garbage " * 1000)
    done = run("check", tmp_path / "case.duckdb", "--json")
    assert (done.returncode, done.stdout) == (6, b"")
    assert b"Traceback" not in done.stderr
