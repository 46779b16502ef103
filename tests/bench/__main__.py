"""`make bench`: import and diagnosis of a million rows, the cold start of the program, long files, and reps who answer all at once.

Import is measured whole (child process, typing, names, roll-ups, commit) beside DuckDB's own
`create table as select * from read_csv(...)` of the same bytes into a file. Both run five times; the best counts.
"""

import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

import duckdb
from playwright.sync_api import Error, Page, sync_playwright

from diagnostics.causes import judge
from diagnostics.demo import write_company
from diagnostics.evidence import measure
from diagnostics.intake import Upload, import_files
from diagnostics.workbook import create_workbook, open_workbook

from . import respondents, rival
from .files import long_csv, long_xlsx, seconds

ROWS = int(os.environ.get("ROWS", "1000000"))
LONG = int(os.environ.get("LONG", "10000000"))
RUNS = 5
PORT = 8599
ROOT = Path(__file__).parents[2]
HEADER = '\N{CYRILLIC CAPITAL LETTER DE}'  # the first letter of the header row


def best(job: Callable[[], object], before: Callable[[], object] = lambda: None) -> float:
    """Seconds of the fastest of the runs; `before` each of them is not counted."""
    times = []
    for _run in range(RUNS):
        before()
        times.append(seconds(job))
    return min(times)


def floor(folder: Path, file: Path) -> None:
    """The least that any import does: the file into a table of a database file."""
    target = folder / "floor.duckdb"
    target.unlink(missing_ok=True)
    with duckdb.connect(target) as connection:
        connection.execute("create table t as select * from read_csv(?)", [str(file)])


def empty(folder: Path) -> None:
    """A workbook to import into: made before the clock starts, as a user makes it."""
    target = folder / "ours.duckdb"
    target.unlink(missing_ok=True)
    create_workbook(target, "bench").close()


def ours(folder: Path, file: Path) -> None:
    """The import as a user has it: open, import, close."""
    workbook = open_workbook(folder / "ours.duckdb")
    result = import_files(workbook, [Upload(file, file.name)])[0]
    assert result.status == "accepted", result
    workbook.close()


def diagnose(folder: Path) -> None:
    """Every signal and every cause."""
    judge(measure(open_workbook(folder / "ours.duckdb")))


def scan(folder: Path) -> None:
    """The least that any diagnosis from raw rows does: one look at all of them, by rep and month."""
    open_workbook(folder / "ours.duckdb").query("select rep, month_number(day), sum(amount), count(distinct client) from sale group by all")


def by_pandas(folder: Path) -> None:
    """What somebody does who has pandas and the rows."""
    rival.diagnose(open_workbook(folder / "ours.duckdb").frame("select day::timestamp as day, client, rep, doc, amount from sale"))


def cold_start(home: Path) -> float:
    """Seconds from the command to a page that shows its heading in a browser, everything installed, no company yet."""
    with sync_playwright() as playwright:
        page = playwright.chromium.launch(executable_path=os.environ.get("CHROMIUM") or None).new_page()
        command = [sys.executable, "-m", "streamlit", "run", "app.py", "--server.port", str(PORT)]
        process = subprocess.Popen(
            command, cwd=ROOT, env=os.environ | {"RAZBOR_HOME": str(home)}, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
        )
        try:
            return seconds(lambda: _shown(page))
        finally:
            process.terminate()
            process.wait(20)


def _shown(page: Page) -> None:
    while True:
        try:
            page.goto(f"http://127.0.0.1:{PORT}/")
            break
        except Error:  # it does not listen yet
            time.sleep(0.05)
    page.locator("h1").first.wait_for()


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
        pairs = []
        for _run in range(RUNS):  # in turns: what else the machine does then meets both
            empty(folder)
            pairs.append((seconds(lambda: floor(folder, plain)), seconds(lambda: ours(folder, plain))))
        low, high = (min(times) for times in zip(*pairs, strict=True))
        print(f"rows                                  {ROWS:>12,}")
        print(f"file                                  {plain.stat().st_size / 1e6:>12.1f} MB")
        print(f"DuckDB create table as read_csv       {low:>12.2f} s")
        print(f"import, all steps                     {high:>12.2f} s    {high / low:.2f} x (aim 3.5)")
        print(f"import from windows-1251              {best(lambda: ours(folder, folder / 'sales.csv'), lambda: empty(folder)):>12.2f} s")
        low, high = best(lambda: scan(folder)), best(lambda: diagnose(folder))
        print(f"bare scan and group of the sales      {low:>12.2f} s")
        print(f"diagnose, all themes and causes       {high:>12.2f} s    {high / low:.1f} x (aim 1.0 s)")
        print(f"the main themes alone in pandas       {seconds(lambda: by_pandas(folder)):>12.2f} s")
        open_workbook(folder / "ours.duckdb").close()
        print(f"cold start to a usable page           {cold_start(folder):>12.2f} s")
        long_xlsx(folder)
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        write_company(folder, rows=LONG)
        _plain(folder / "sales.csv", folder / "plain.csv")
        long_csv(folder, folder / "plain.csv")
    with tempfile.TemporaryDirectory() as name:
        respondents.measure(Path(name))


if __name__ == "__main__":
    main()
