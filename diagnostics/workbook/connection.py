"""Opening a workbook: one connection a process, a cursor per use, one writer at a time, hardened and locked."""

import os
import shutil
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from errno import ENOSPC
from importlib.resources import files
from pathlib import Path
from threading import Lock, RLock
from typing import TYPE_CHECKING, Any

import duckdb

from diagnostics.workbook.rollup import derive_base
from diagnostics.workbook.sql import literal

if TYPE_CHECKING:
    import pandas as pd  # slow to import, and the child process of the intake never needs it

MEMORY = "1700MB"  # beyond it DuckDB spills to disk, so that a large company does not take the machine
SPILL = "20GB"
STORAGE = "v1.5.0"
AT_OPENING: dict[str, str | bool | int | float | list[str]] = {
    # from the first moment: a file of another database would make DuckDB fetch what reads it
    "autoinstall_known_extensions": False,
    "autoload_known_extensions": False,
    # a new file need not be readable by older versions; since this one names that repeat are written in two thirds of the time
    "storage_compatibility_version": STORAGE,
}
CHANGEABLE = ["enable_progress_bar", "enable_progress_bar_print", "current_transaction_invalidation_policy"]
"""What each cursor may set for itself: the last one COPY FROM DATABASE does."""
HELD = ("Could not set lock", "used by another process")  # what DuckDB says of it on POSIX and on Windows

Cursor = duckdb.DuckDBPyConnection
"""What `Workbook.writing` hands out."""

Parameters = Sequence[Any] | Mapping[str, Any]


class WorkbookError(Exception):
    """A workbook cannot be used; `path` says which."""

    def __init__(self, path: Path, detail: str = "") -> None:
        super().__init__(f"{path}: {detail or type(self).__name__}")
        self.path = path


class WorkbookMissing(WorkbookError):
    """There is no such file, or no folder to make it in."""


class WorkbookExists(WorkbookError):
    """A file stands where a new one should be made."""


class WorkbookBusy(WorkbookError):
    """Another process has the file open."""


class WorkbookUnreadable(WorkbookError):
    """The file is not a workbook, or is damaged."""


class Workbook:
    """An open case file. Use `query` and `frame` to read, `writing` to change."""

    def __init__(self, path: Path, connection: duckdb.DuckDBPyConnection) -> None:
        self.path = path
        self._connection = connection
        self._writer = RLock()
        self._file = _identity(path)
        self._held: dict[tuple[str, str], list[tuple[Any, ...]]] = {}
        self._writes, self._holding = 0, Lock()

    @property
    def staging(self) -> Path:
        """The only folder that SQL of this workbook may read files from."""
        return staging_of(self.path)

    def query(self, sql: str, parameters: Parameters = ()) -> list[tuple[Any, ...]]:
        """All rows of a query."""
        return self._cursor().execute(sql, parameters).fetchall()

    def remembered(self, sql: str, parameters: Parameters = ()) -> list[tuple[Any, ...]]:
        """All rows of a query, kept until anything is written: for what is asked again and again and hardly ever changes."""
        key, writes = (sql, repr(parameters)), self._writes
        if key in (held := self._held):
            return list(held[key])
        rows = self.query(sql, parameters)
        with self._holding:
            if writes == self._writes:  # else it may be what was before
                self._held[key] = rows
        return list(rows)

    def value(self, sql: str, parameters: Parameters = ()) -> Any:
        """The first column of the first row, or None where there is no row."""
        row = self._cursor().execute(sql, parameters).fetchone()
        return row[0] if row else None

    def frame(self, sql: str, parameters: Parameters = ()) -> "pd.DataFrame":
        """A query as a data frame, for charts and tables. Integers stay integers: cast DECIMAL in SQL."""
        return self._cursor().execute(sql, parameters).df()

    def _cursor(self) -> duckdb.DuckDBPyConnection:
        return self._connection.cursor()

    @contextmanager
    def apart(self) -> Iterator[tuple["Workbook", duckdb.DuckDBPyConnection]]:
        """The workbook as one cursor sees it, and the cursor: its temporary tables stand before those of the file."""
        cursor = self._connection.cursor()
        cursor.begin()
        try:
            yield _Apart(self.path, cursor), cursor
        finally:
            cursor.rollback()
            cursor.close()

    @contextmanager
    def writing(self) -> Iterator[duckdb.DuckDBPyConnection]:
        """A cursor inside one transaction: all of it is kept, or after an exception nothing."""
        with self._writer:
            cursor = self._connection.cursor()
            cursor.execute("set enable_progress_bar = true; set enable_progress_bar_print = false")  # it can be asked how far it is
            cursor.begin()
            try:
                yield cursor
                cursor.commit()
            except BaseException:
                cursor.rollback()
                raise
            finally:
                cursor.close()
                with self._holding:
                    self._writes, self._held = self._writes + 1, {}

    def copy_to(self, target: Path) -> None:
        """Write the workbook as it is now into a new file, which opens as a workbook like this one.

        Raises:
            OSError: the disk has no room for it; then there is no such file.
        """
        with self._writer:
            room, needed = shutil.disk_usage(target.parent).free, 2 * self.path.stat().st_size
            if room < needed:
                raise OSError(ENOSPC, f"{room} bytes left of {needed} needed", str(target))
            cursor = self._connection.cursor()
            try:
                cursor.execute(f"attach {literal(target)} as copied (storage_version '{STORAGE}')")
                try:
                    cursor.execute(f"copy from database {_identifier(cursor)} to copied")
                finally:
                    cursor.execute("detach copied")
            except BaseException:
                target.unlink(missing_ok=True)
                raise
            finally:
                cursor.close()

    def set(self, facts: Mapping[str, str | None]) -> None:
        """Write company facts and bring what depends on them up to date; see `settings.SETTINGS`."""
        with self.writing() as cursor:
            known = cursor.execute("select value from setting_now where name = 'head'").fetchone()
            if known and known[0] and facts.get("head", known[0]) != known[0]:
                facts = {"head_since": None, "head_clients": None, "transition_end": None, **facts}  # they were another's
            for name, text in facts.items():
                cursor.execute("insert into setting (name, value) values (?, ?)", [name, text])
            derive_base(cursor)

    @property
    def version(self) -> str:
        """Changes whenever anything in the file did: the key of every cache."""
        rows = self.query(
            """select (select max(version) from rollup), (select count(*) from setting),
                      (select count(*) from batch), (select count(*) from batch_event)"""
        )
        return "-".join(str(part) for part in rows[0])

    @property
    def is_there(self) -> bool:
        """Whether the file is still the one that was opened: somebody may have deleted or replaced it."""
        return _identity(self.path) == self._file

    def close(self) -> None:
        """Let go of the file."""
        with _registry_lock:
            _registry.pop(self.path, None)
        self._connection.close()
        shutil.rmtree(self.staging, ignore_errors=True)


class _Apart(Workbook):
    """A workbook all of whose reading goes through one cursor and its transaction: what was asked once need not be asked again."""

    def __init__(self, path: Path, connection: duckdb.DuckDBPyConnection) -> None:
        super().__init__(path, connection)
        self._answers: dict[tuple[str, str], list[tuple[Any, ...]]] = {}
        self._frames: dict[tuple[str, str], pd.DataFrame] = {}

    def query(self, sql: str, parameters: Parameters = ()) -> list[tuple[Any, ...]]:
        key = sql, repr(parameters)
        if key not in self._answers:
            self._answers[key] = super().query(sql, parameters)
        return list(self._answers[key])

    def value(self, sql: str, parameters: Parameters = ()) -> Any:
        rows = self.query(sql, parameters)
        return rows[0][0] if rows else None

    def frame(self, sql: str, parameters: Parameters = ()) -> "pd.DataFrame":
        key = sql, repr(parameters)
        if key not in self._frames:
            self._frames[key] = super().frame(sql, parameters)
        return self._frames[key].copy()

    def _cursor(self) -> duckdb.DuckDBPyConnection:
        return self._connection


_registry: dict[Path, Workbook] = {}
_registry_lock = RLock()


def _identity(path: Path) -> tuple[int, int] | None:
    try:
        found = path.stat()
    except OSError:
        return None
    return found.st_dev, found.st_ino


def create_workbook(path: Path, company: str, currency: str = "RUB") -> Workbook:
    """A new workbook file for a company.

    Raises:
        WorkbookExists: a file stands there already.
        WorkbookMissing: the folder does not exist.
    """
    path = path.resolve()
    if path.exists():
        raise WorkbookExists(path)
    if not path.parent.is_dir():
        raise WorkbookMissing(path)
    with _registry_lock:
        _drop_stale(path)
        workbook = _connect(path)
        _registry[path] = workbook
    path.chmod(0o600)
    workbook.set({"company": company, "currency": currency})
    return workbook


def open_workbook(path: Path) -> Workbook:
    """The workbook in a file; within a process always the same object.

    Raises:
        WorkbookMissing: no such file.
        WorkbookBusy: another process has it open.
        WorkbookUnreadable: not a workbook, or damaged.
    """
    path = path.resolve()
    with _registry_lock:
        _drop_stale(path)
        if path in _registry:
            return _registry[path]
        if not path.is_file():
            raise WorkbookMissing(path)
        workbook = _connect(path, existing=True)
        _registry[path] = workbook
        return workbook


def company_in(path: Path) -> str:
    """The company of the workbook in a file, which is closed again unless it was open before.

    Raises:
        WorkbookError: as `open_workbook`.
    """
    path = path.resolve()
    with _registry_lock:
        _drop_stale(path)
        was_open = path in _registry
        workbook = open_workbook(path)
        company = workbook.value("select value from setting_now where name = 'company'")
        if not was_open:
            workbook.close()
    return str(company or path.stem)


def _drop_stale(path: Path) -> None:
    """Let go of a file that is no longer there."""
    if path in _registry and not _registry[path].is_there:
        _registry[path].close()


def staging_of(path: Path) -> Path:
    """The folder beside a workbook through which typed rows come in."""
    return path.with_name(path.name + ".staging")


def snapshots_of(path: Path) -> Path:
    """The folder beside a workbook with copies of it."""
    return path.with_name(path.name + ".snapshots")


def _identifier(cursor: duckdb.DuckDBPyConnection) -> str:
    """The name by which DuckDB knows the open file."""
    (name,) = cursor.execute("select current_database()").fetchone() or ("",)
    return '"' + str(name).replace('"', '""') + '"'


def _connect(path: Path, existing: bool = False) -> Workbook:
    os.umask(0o077)  # DuckDB makes its log and spill files when it needs them: they are as private as the workbook
    try:
        connection = duckdb.connect(path, config=AT_OPENING)
    except duckdb.IOException as problem:
        kind = WorkbookBusy if any(sign in str(problem) for sign in HELD) else WorkbookUnreadable
        raise kind(path, str(problem)) from problem
    except duckdb.Error as problem:
        raise WorkbookUnreadable(path, str(problem)) from problem
    try:
        if existing and not _is_ours(connection):
            raise WorkbookUnreadable(path, "not a workbook")
        _harden(connection, path)
        _migrate(connection)
    except duckdb.Error as problem:
        connection.close()
        raise WorkbookUnreadable(path, str(problem)) from problem
    except WorkbookUnreadable:
        connection.close()
        raise
    return Workbook(path, connection)


def _is_ours(connection: duckdb.DuckDBPyConnection) -> bool:
    found = connection.execute(
        "select 1 from duckdb_columns() where table_name = 'migration' and column_name = 'applied_at'"
    ).fetchone()
    return found is not None


def _harden(connection: duckdb.DuckDBPyConnection, path: Path) -> None:
    """Whatever SQL comes to run here, it reaches no file but the staging folder and its own copies, no network, no extension."""
    folders = ", ".join(literal(folder)[:-1] + "/'" for folder in (staging_of(path), snapshots_of(path)))
    connection.execute(f"set allowed_directories = [{folders}]")
    connection.execute(f"set memory_limit = '{MEMORY}'")
    connection.execute(f"set max_temp_directory_size = '{SPILL}'")
    connection.execute("set allow_community_extensions = false")
    connection.execute("set enable_progress_bar = false")
    connection.execute(f"set allowed_configs = {CHANGEABLE}")
    connection.execute("set enable_external_access = false")
    connection.execute("set lock_configuration = true")


def _migrate(connection: duckdb.DuckDBPyConnection) -> None:
    connection.execute(
        "create table if not exists migration (name text primary key, applied_at timestamp default current_timestamp)"
    )
    done = {name for (name,) in connection.execute("select name from migration").fetchall()}
    folder = sorted(files(__package__).joinpath("migrations").iterdir(), key=lambda step: step.name)
    steps = {name: step for step in folder if step.name.endswith(".sql") and (name := step.name.removesuffix(".sql")) not in done}
    for name, step in steps.items():
        connection.begin()
        try:
            connection.execute(step.read_text(encoding="utf-8"))
            connection.execute("insert into migration (name) values (?)", [name])
            connection.commit()
        except BaseException:
            connection.rollback()
            raise
    if steps:
        connection.execute("checkpoint")  # an altered table that stands in the log alone cannot be read after a crash
