"""`make bench`: import and diagnosis of a million rows, and the cold start of the program.

Import is measured whole (child process, typing, names, roll-ups, commit) beside DuckDB's own
`create table as select * from read_csv(...)` of the same bytes into a file. Both run three times; the best counts.
"""

import os
import subprocess
import sys
import tempfile
import time
import urllib.request
from collections.abc import Callable
from pathlib import Path

import duckdb

from diagnostics.causes import judge
from diagnostics.demo import write_company
from diagnostics.evidence import measure
from diagnostics.intake import Upload, import_files
from diagnostics.workbook import create_workbook, open_workbook

ROWS = int(os.environ.get("ROWS", "1000000"))
RUNS = 3
HEADER = '\N{CYRILLIC CAPITAL LETTER DE}'  # the first letter of the header row


def best(job: Callable[[], object]) -> float:
    """Seconds of the fastest of the runs."""
    times = []
    for _run in range(RUNS):
        start = time.perf_counter()
        job()
        times.append(time.perf_counter() - start)
    return min(times)


def floor(folder: Path, file: Path) -> None:
    """The least that any import does: the file into a table of a database file."""
    target = folder / "floor.duckdb"
    target.unlink(missing_ok=True)
    with duckdb.connect(target) as connection:
        connection.execute("create table t as select * from read_csv(?)", [str(file)])


def ours(folder: Path, file: Path) -> None:
    """The import as a user has it."""
    target = folder / "ours.duckdb"
    target.unlink(missing_ok=True)
    workbook = create_workbook(target, "bench")
    result = import_files(workbook, [Upload(file, file.name)])[0]
    assert result.status == "accepted", result
    workbook.close()


def diagnose(folder: Path) -> None:
    """Every signal and every cause."""
    judge(measure(open_workbook(folder / "ours.duckdb")))


def cold_start() -> float:
    """Seconds from the command to an answering page, everything installed."""
    command = [sys.executable, "-m", "streamlit", "run", "app.py", "--server.port", "8599"]
    start = time.perf_counter()
    process = subprocess.Popen(command, cwd=Path(__file__).parents[2], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    try:
        while time.perf_counter() - start < 60:
            try:
                with urllib.request.urlopen("http://127.0.0.1:8599/", timeout=1) as answer:
                    answer.read()
                    return time.perf_counter() - start
            except OSError:
                time.sleep(0.05)
        raise TimeoutError(command)
    finally:
        process.terminate()
        process.wait(20)


def _plain(exported: Path, plain: Path) -> None:
    """The same rows as DuckDB reads them by itself: in UTF-8, without the total row of 1C, at which it stops."""
    with exported.open(encoding="windows-1251", newline="") as old, plain.open("w", encoding="utf-8", newline="") as new:
        new.writelines(line for line in old if line[:1].isdigit() or line.startswith(HEADER))


def main() -> None:
    """Print the figures."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        write_company(folder, rows=ROWS)
        plain = folder / "plain.csv"
        _plain(folder / "sales.csv", plain)
        low = best(lambda: floor(folder, plain))
        high = best(lambda: ours(folder, plain))
        print(f"rows                                  {ROWS:>12,}")
        print(f"file                                  {plain.stat().st_size / 1e6:>12.1f} MB")
        print(f"DuckDB create table as read_csv       {low:>12.2f} s")
        print(f"import, all steps                     {high:>12.2f} s    {high / low:.2f} x (aim 3.5)")
        print(f"import from windows-1251              {best(lambda: ours(folder, folder / 'sales.csv')):>12.2f} s")
        print(f"diagnose                              {best(lambda: diagnose(folder)):>12.2f} s    (aim 2)")
        open_workbook(folder / "ours.duckdb").close()
    print(f"cold start to an answering page       {cold_start():>12.2f} s")


if __name__ == "__main__":
    main()
