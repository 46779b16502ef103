"""Intake of long files beside floors and rivals in one run: ten million rows of CSV, 200 000 x 10 cells of XLSX."""

import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path
from threading import Event, Thread

import duckdb
import psutil
import xlsxwriter
from python_calamine import CalamineWorkbook

from diagnostics.causes import judge
from diagnostics.evidence import measure
from diagnostics.intake import Progress, Upload, import_files
from diagnostics.workbook import create_workbook, open_workbook

ROWS = 200_000
COLUMNS = ("Дата", "Номер", "Контрагент", "Менеджер", "Подразделение", "Номенклатура", "Регион", "Количество", "Себестоимость", "Сумма")
TYPED = """
    create table t as select * replace (cast(translate("Сумма", ', ' || chr(160), '.') as decimal(18, 2)) as "Сумма")
    from read_csv(?, delim = ';', timestampformat = '%d.%m.%Y %H:%M:%S', types = {'Дата': 'timestamp', 'Сумма': 'varchar'})
"""
RIVALS = {
    "pandas read_csv": "import pandas; pandas.read_csv({path!r}, sep=';', decimal=',', thousands='\\xa0', parse_dates=['Дата'], date_format='%d.%m.%Y %H:%M:%S')",
    "polars read_csv": "import polars; polars.read_csv({path!r}, separator=';', infer_schema=False).with_columns("
    "polars.col('Дата').str.to_datetime('%d.%m.%Y %H:%M:%S'), polars.col('Сумма').str.replace_all('\\s', '').str.replace(',', '.').cast(polars.Decimal(18, 2)))",
}


class Peak:
    """The most memory that this process and its children held together, in bytes, while it was watched."""

    def __init__(self) -> None:
        self.bytes = 0
        self._over = Event()
        self._thread = Thread(target=self._watch)

    def _watch(self) -> None:
        own = psutil.Process()
        while not self._over.wait(0.05):
            held = 0
            for process in [own, *own.children(recursive=True)]:
                try:
                    held += process.memory_info().rss
                except psutil.Error:  # it ended just now
                    continue
            self.bytes = max(self.bytes, held)

    def __enter__(self) -> "Peak":
        self._thread.start()
        return self

    def __exit__(self, *_: object) -> None:
        self._over.set()
        self._thread.join()


def seconds(job: Callable[[], object]) -> float:
    """How long a job takes."""
    start = time.perf_counter()
    job()
    return time.perf_counter() - start


def long_csv(folder: Path, plain: Path) -> None:
    """Print the import of a long CSV beside DuckDB's own typed read, pandas and polars."""

    def floor() -> None:
        target = folder / "typed.duckdb"
        target.unlink(missing_ok=True)
        with duckdb.connect(target) as connection:
            connection.execute("set memory_limit = '2GB'")
            connection.execute(TYPED, [str(plain)])

    pairs = [(seconds(floor), _import(folder, plain)) for _run in range(2)]  # in turns: what else the machine does then meets both
    low = min(pair[0] for pair in pairs)
    high, stored, peak, rows = min(pair[1] for pair in pairs)
    print(f"rows                                  {rows:>12,}")
    print(f"DuckDB create table as, same types    {low:>12.2f} s")
    print(f"import, all steps                     {high:>12.2f} s    {high / low:.2f} x (aim 3.5)")
    print(f"  without roll-ups and commit         {stored:>12.2f} s    {stored / low:.2f} x (aim 2.5)")
    print(f"  peak of both processes              {peak / 1e6:>12.0f} MB   (aim 2 000)")
    workbook = open_workbook(folder / "long.duckdb")
    with Peak() as held:
        taken = min(seconds(lambda: judge(measure(workbook))) for _run in range(2))
    workbook.close()
    print(f"diagnose, all themes and causes       {taken:>12.2f} s    (aim 5)    {held.bytes / 1e6:.0f} MB")
    for name, code in RIVALS.items():
        with Peak() as rival:
            taken = seconds(lambda code=code: subprocess.run([sys.executable, "-c", code.format(path=str(plain))], check=True))
        print(f"{name:<38}{taken:>12.2f} s    {rival.bytes / 1e6:.0f} MB")


def _import(folder: Path, plain: Path) -> tuple[float, float, int, int]:
    """An import into a new workbook: seconds in all, seconds before rows are stored, most bytes held, rows."""
    target = folder / "long.duckdb"
    target.unlink(missing_ok=True)
    workbook = create_workbook(target, "bench")
    stages: dict[str, float] = {}

    def watch(progress: Progress) -> None:
        stages[progress.stage] = time.perf_counter()

    start = time.perf_counter()
    with Peak() as peak:
        (result,) = import_files(workbook, [Upload(plain, plain.name)], watch=watch)
    high = time.perf_counter() - start
    assert result.status == "accepted", result
    workbook.close()
    return high, stages["store"] - start, peak.bytes, result.counts["read"]


def long_xlsx(folder: Path) -> None:
    """Print the import of a long XLSX beside calamine's own read of its cells."""
    path = folder / "long.xlsx"
    with xlsxwriter.Workbook(path, {"constant_memory": True}) as book:
        page = book.add_worksheet("TDSheet")
        page.write_row(0, 0, COLUMNS)
        for row in range(1, ROWS + 1):
            cells = (f"{row % 28 + 1:02}.{row % 12 + 1:02}.2024", f"УТ-{row:06}", f"ООО Пример {row % 5000}", f"Менеджер {row % 40}", "Отдел продаж", f"Товар {row % 900}", f"Регион {row % 9}")
            page.write_row(row, 0, [*cells, row % 9 + 1, row % 1000, row % 1700 + 0.5])

    def floor() -> None:
        book = CalamineWorkbook.from_path(path)
        book.get_sheet_by_index(0).to_python()

    low = min(seconds(floor) for _run in range(3))
    times = []
    for run in range(3):
        workbook = create_workbook(folder / f"xlsx{run}.duckdb", "bench")
        with Peak() as peak:
            times.append(seconds(lambda workbook=workbook: import_files(workbook, [Upload(path, path.name)])))
        workbook.close()
    print(f"XLSX {ROWS:,} x {len(COLUMNS)}, calamine     {low:>12.2f} s")
    print(f"import, all steps                     {min(times):>12.2f} s    {min(times) / low:.2f} x (aim 2.5)    {peak.bytes / 1e6:.0f} MB")
